"""Keeps half-typed text in the vault, apart from the record: two seconds after a key, and on leaving a field."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from spoc_desk.vault.drafts import Draft

from .caret import caret_of, put_caret
from .session import Session
from .widgets.answering import Answer, Answering
from .widgets.date_field import DateField

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

PAUSE_MS = 2000  # security 3.13: at most two seconds of typing may be lost


class DraftKeeper(QObject):
    """The savepoint of one page or panel: *place* names it, *widgets* are its fields by question id.

    Signals:
        restored: text of an earlier time was put back; the page says so and offers to discard it.
        kept: the text is in the vault.
    """

    restored = Signal(object)
    kept = Signal()

    def __init__(self, session: Session, place: str, widgets: Mapping[str, Answering], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._place = place
        self._widgets = dict(widgets)
        self._dirty = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep_now)
        for each in self._widgets.values():
            each.edited.connect(self._on_edited)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    @property
    def place(self) -> str:
        """The name under which the text is kept."""
        return self._place

    @property
    def has_unsaved_text(self) -> bool:
        """True while something typed is not yet in the vault."""
        return self._dirty

    def keep_now(self) -> None:
        """Send what is typed to the vault, if anything is new."""
        self._keep(QApplication.focusWidget())

    def look_for(self) -> None:
        """Put back what was kept under this place, if anything was; `restored` tells of it."""
        place = self._place

        def work(vault: "Vault") -> Draft | None:
            return next((draft for draft in vault.drafts() if draft.place == place), None)

        self._session.run(work, self._on_looked)

    def restore(self, draft: Draft) -> None:
        """Put the text, the focus and the caret of *draft* back."""
        for name, value in draft.answers.items():
            widget = self._widgets.get(name)
            if widget is not None:
                _put(widget, value)
        focused = self._widgets.get(draft.focus)
        if focused is not None:
            put_caret(focused.text_edit(), draft.caret)
        self._dirty = False

    def discard(self) -> None:
        """Forget the draft: the record was saved, or she chose to start again."""
        self._pause.stop()
        self._dirty = False
        place = self._place
        if self._session.is_open:
            self._session.run(lambda vault: vault.discard_draft(place))

    def _keep(self, focused: QWidget | None) -> None:
        self._pause.stop()
        if not self._dirty or not self._session.is_open:
            return
        self._dirty = False
        place, answers = self._place, self._answers()
        focus, caret = self._where(focused)
        clock = self._session.clock

        def work(vault: "Vault") -> None:
            vault.save_draft(Draft(place, answers, focus, caret, clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")))

        self._session.run(work, self._on_kept)

    def _answers(self) -> dict[str, object]:
        return {name: _typed(widget) for name, widget in self._widgets.items()}

    def _where(self, focused: QWidget | None) -> tuple[str, int]:
        for name, widget in self._widgets.items():
            edit = widget.text_edit()
            if focused is not None and (focused is edit or _holds(widget, focused)):
                return name, caret_of(focused)
        return "", 0

    def _on_edited(self) -> None:
        self._dirty = True
        if not self._pause.isActive():  # not put off by every key: who types without a pause loses no more either
            self._pause.start()

    def _on_focus_changed(self, old: QWidget | None, _now: QWidget | None) -> None:
        if self._dirty and old is not None:
            self._keep(old)

    def _on_kept(self, _nothing: None) -> None:
        self.kept.emit()

    def _on_looked(self, draft: Draft | None) -> None:
        if draft is not None:
            self.restore(draft)
            self.restored.emit(draft)


def _holds(widget: Answering, focused: QWidget) -> bool:
    return isinstance(widget, QWidget) and widget.isAncestorOf(focused)


def _typed(widget: Answering) -> object:
    """Return what stands in the widget: for a date the letters themselves, so that half a date survives too."""
    if isinstance(widget, DateField):
        return widget.typed()
    value = widget.value()
    return value if isinstance(value, str) else list(value)


def _put(widget: Answering, value: object) -> None:
    if isinstance(widget, DateField):
        widget.set_typed(str(value))
        return
    answer: Answer = tuple(str(each) for each in value) if isinstance(value, list | tuple) else str(value)
    widget.set_value(answer)
