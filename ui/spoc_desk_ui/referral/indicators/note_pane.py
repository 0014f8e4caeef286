"""Beside the list: the indicator she stands on, and the note to its tick."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from spoc_desk.thresholds.threshold_set import Where

from ...caret import put_caret
from ...drafts import DraftKeeper
from ...forms.live_scan import LiveScan
from ...parts.flowing import flowing
from ...session import Session
from ...theme import L, S
from ...widgets.buttons import Button
from ...widgets.field import Field
from ...widgets.note_field import NoteField
from ...widgets.surface import ScrollColumn, column

if TYPE_CHECKING:
    from spoc_desk.casework.leaks import FieldLeak

NOTE = "note"
_LABEL = "Your note to this tick (optional)"
_HINT = "What was seen or said, by whom and when."
_HOW = "Space ticks it; then you can write a note to it here."


class NotePane(QWidget):
    """Shows one indicator. The note is kept as a draft while it is typed and told when she leaves it.

    Signals:
        written: (indicator id, note) she left a note that is not as it was.
        toggled: the indicator whose tick is to change.
        left: she goes back to the list.
    """

    written = Signal(str, str)
    toggled = Signal(str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.indicator_id = ""
        self._session = session
        self._stored = ""
        self._place = ""
        self._drafts: DraftKeeper | None = None
        self._area = ScrollColumn(self, margin=L, spacing=S)
        self._area.column.setContentsMargins(L, S, L, S)
        column(self, spacing=0).addWidget(self._area)
        self._words = flowing("", "strong", self)
        self._how = flowing(_HOW, "muted", self)
        self.note = NoteField(self, lines=3)
        self.note.setPlaceholderText(_HINT)
        self.field = Field(_LABEL, self.note, parent=self)
        self.note.setAccessibleDescription(_HINT)
        self.note.installEventFilter(self)
        self._button = Button("Tick", parent=self)
        self._button.clicked.connect(self._on_clicked)
        self._where = flowing("", "small", self)
        self._twins = flowing("", "small", self)
        inside = self._area.column
        for part in (self._words, self._how, self.field):
            inside.addWidget(part)
        inside.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._where)
        inside.addWidget(self._twins)
        inside.addStretch(1)
        self._scan = LiveScan(session, self._texts, self)
        self._scan.found.connect(self._on_scanned)
        self.note.edited.connect(self._scan.typed)
        self.show_nothing()

    @property
    def also(self) -> str:
        """Where the same words stand too, as it is shown."""
        return self._twins.text()

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self.keep()
        self.indicator_id = ""
        self._button.hide()
        self.field.hide()
        for part in (self._where, self._twins):
            part.say("")
        self._words.say("")
        self._how.say("Choose an indicator to tick it and to write a note to it.")

    def show_indicator(self, where: Where, words: str, *, ticked: bool, note: str, also: str, place: str) -> None:
        """Show an indicator. *also* says where the same words stand too; *place* is where half-typed text is kept."""
        another = where.indicator.id != self.indicator_id
        if another:
            self.keep()
            self.indicator_id = where.indicator.id
            self._show_note(note)
            self._begin_draft(place)
        elif note != self._stored and not self._is_typing():
            self._show_note(note)
        self._stored = note
        self._where.say(f"{where.level.label} · {where.heading.label}")
        self._words.say(words)
        self._button.setText("Untick" if ticked else "Tick")
        self._button.setAccessibleName(f"{'Untick' if ticked else 'Tick'}: {words}")
        self._button.show()
        self._how.say("" if ticked else _HOW)
        self._twins.say(also)
        self.field.setVisible(ticked)
        if another and ticked and self._drafts is not None:
            self._drafts.look_for()

    def take_focus(self) -> None:
        """Give the note the focus."""
        if not self.field.isHidden():
            put_caret(self.note, len(self.note.toPlainText()))
            self._area.ensureWidgetVisible(self.field, 0, S)

    def keep(self) -> None:
        """Tell a note that is not as it was."""
        text = self.note.value()
        if self.indicator_id and not self.field.isHidden() and text != self._stored:
            self._stored = text
            self.written.emit(self.indicator_id, text)

    def keep_text(self) -> None:
        """Keep half-typed text now."""
        if self._drafts is not None:
            self._drafts.keep_now()

    def note_stored(self, indicator_id: str, place: str) -> None:
        """The note is in the referral: its draft, kept under *place*, is no longer needed."""
        if indicator_id != self.indicator_id:  # she is on another line already
            if self._session.is_open:
                self._session.run(lambda vault: vault.discard_draft(place))
        elif self._drafts is not None and self.note.value() == self._stored:
            self._drafts.discard()

    # Qt's side ------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.note and event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and control):
            self.keep()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # inside ---------------------------------------------------------------------------------------------------------

    def _show_note(self, note: str) -> None:
        self._stored = note
        self.note.set_value(note)
        self.field.set_findings(())
        if note:
            self._scan.scan_now()

    def _begin_draft(self, place: str) -> None:
        if self._drafts is not None:
            self._drafts.deleteLater()
        self._drafts = DraftKeeper(self._session, place, {NOTE: self.note}, self)

    def _is_typing(self) -> bool:
        return self.note.hasFocus() or (self._drafts is not None and self._drafts.has_unsaved_text)

    def _texts(self) -> dict[str, tuple[str, str]]:
        return {NOTE: (_LABEL, self.note.value())}

    def _on_scanned(self, leaks: "tuple[FieldLeak, ...]") -> None:
        self.field.set_findings(next((leak.findings for leak in leaks if leak.field == NOTE), ()))

    def _on_clicked(self) -> None:
        self.toggled.emit(self.indicator_id)


def also_words(others: tuple[Where, ...]) -> str:
    """Say where the same words stand too."""
    if not others:
        return ""
    places = "; ".join(f"{each.level.label}, {each.heading.label}" for each in others)
    return f"The same words also stand under {places}. Each is a box of its own."
