"""A list at the left, one record or one form at the right: what is open, its draft, and the way back to the list."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ..theme import L, M
from ..widgets.record_table import RecordTable
from ..widgets.surface import column
from .panel import FormPanel
from .record_view import RecordView
from .two_panes import TwoPanes

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done

Row = TypeVar("Row")
NEW = "new"
"""The record id of something that is not stored yet, in places and drafts."""

_BLOCKED = "may show an area: what is underlined must go before anything is printed or passed on."


class _Inner(QWidget):
    """Asks for the least it can do with, so that lists share the room before the whole side scrolls."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else -1


class _ListSide(QScrollArea):
    """Scrolls as a whole where even the least of its lists does not fit: large text, a low window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner = _Inner()
        self.inner.setProperty("surface", "clear")
        self.setWidget(self.inner)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.inner.minimumSizeHint().width(), super().minimumSizeHint().height())


class RecordDesk(QWidget):
    """Two panes and what is open in them.

    Signals:
        left: the id of the record whose form she left; show it to read again.
        closed: the list stands alone again; give it the focus.
        copied: a row in words, for the clipboard.
        shared: True when a record stands beside the list, False when the list has all the room.
    """

    left = Signal(str)
    closed = Signal()
    copied = Signal(str)
    shared = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__(parent)
        self.panel: FormPanel | None = None
        self.may_change = True
        """False for who only reads here: then no form opens, and a record has no buttons but those in `reads`."""
        self.reads: tuple[str, ...] = ("print",)
        self.open_ids: tuple[str, str] = ("", "")
        list_side = _ListSide(self)
        self.list_column: QVBoxLayout = column(list_side.inner, margin=L, spacing=M)
        self.panes = TwoPanes(list_side, shares=shares, parent=self)
        column(self, spacing=0).addWidget(self.panes)

    @property
    def shown_id(self) -> str:
        """The id of the record at the right, or ""."""
        return self.open_ids[0]

    def follow(self, table: RecordTable[Row], show: Callable[[str], None]) -> None:
        """Show the row on which she stands in *table*; rows that only come back after reading again do not count.

        Where the record would cover the list it is shown when she asks for it: Enter, a double click.
        """

        def pick(record_id: str) -> None:
            if record_id and record_id != self.shown_id and table.view.hasFocus() and not self._covers():
                show(record_id)

        table.reads_first = self._covers
        table.picked.connect(pick)
        table.read.connect(show)
        table.copied.connect(self.copied)

    def open_panel(self, panel: FormPanel, record_id: str, field: str, saved: "Callable[[Done], None]") -> None:
        """Show a form at the right; *saved* is told what was stored, after the form is closed."""
        if not self.may_change:
            panel.deleteLater()
            return
        self.keep_text()
        self.panel = panel
        self.open_ids = (record_id, field or "form")

        def settle(done: "Done") -> None:
            self.close_side()
            saved(done)

        panel.saved.connect(settle)
        panel.cancelled.connect(self._on_cancelled)
        self.panes.show_side(panel)
        self.shared.emit(True)
        panel.focus_question(field)

    def open_view(self, view: RecordView, record_id: str) -> None:
        """Show a record to read at the right; the focus stays where it is."""
        if not self.may_change:
            view.only_read(self.reads)
        self.keep_text()
        self.panel = None
        self.open_ids = (record_id, "")
        view.closed.connect(self.close_side)
        acted = self._focused_action()
        was_in_list = self.panes.list_side.isAncestorOf(self.window().focusWidget() or self)
        self.panes.show_side(view)
        if acted is not None or (was_in_list and self._covers()):
            view.take_focus(acted or "")
        self.shared.emit(True)

    def side_focus(self) -> QWidget | None:
        """Return what takes the focus at the right: always for a form, for a record only where it covers the list."""
        if self.panel is not None:
            return self.panel.first_focus()
        side = self.panes.side
        return side.first_focus() if isinstance(side, RecordView) and self._covers() else None

    def close_side(self) -> None:
        """Show the list alone; where the focus was at the right it goes back to the list."""
        had_focus = self._focused_action() is not None
        self.panel = None
        self.open_ids = ("", "")
        self.panes.show_side(None)
        self.shared.emit(False)
        if had_focus:
            self.closed.emit()

    def keep_text(self) -> None:
        """Keep half-typed text."""
        if self.panel is not None:
            self.panel.keep_text()

    def save(self) -> bool:
        """Save the open form. False where there is none."""
        if self.panel is None:
            return False
        self.panel.submit()
        return True

    def _covers(self) -> bool:
        """Say whether a record shown now would cover the list."""
        return self.panes.is_narrow

    def _focused_action(self) -> str | None:
        """Return the action whose button has the focus at the right, "" for another place there, None elsewhere."""
        focused = self.window().focusWidget()
        if self.panes.side is None or focused is None or not self.panes.side.isAncestorOf(focused):
            return None
        return str(focused.property("action") or "")

    def _on_cancelled(self) -> None:
        record_id = self.shown_id
        self.close_side()
        if record_id and not record_id.startswith(NEW):
            self.left.emit(record_id)


def leak_words(done: "Done") -> str:
    """Return what to say of a saved text that may show an area, or nothing."""
    blocked = [f"“{leak.label}”" for leak in done.leaks if leak.blocks]
    return f"Saved. {', '.join(blocked)} {_BLOCKED}" if blocked else ""


def give_focus(widget: QWidget | None) -> None:
    """Give *widget* the focus as a jump does."""
    if widget is not None:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
