"""What every part of the case workspace is: a widget that shows one subject of one case and emits wishes."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..session import Session

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseHeader

READ_ONLY = "case_can_only_be_read"
"""The property of the widget that holds the parts of a case which is in another desk's hands."""


class CasePart(QWidget):
    """The base of the parts. `key` is the part's word in places, `title` the word on its tab.

    Signals:
        place_requested: (place string such as "case/<id>/<part>/<record id>/<field>", ids as a dict, usually empty).
        notice_requested: (words, kind "ok" | "info" | "warn" | "error") a line above the page.
        toast_requested: (words, undo or None) something small that can be undone for ten seconds.
        copy_requested: words for the clipboard; it is emptied after twenty seconds.
        filled: the part now shows its data; after an unlock the focus is given back then.
    """

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    changed_by: ClassVar[tuple[str, ...]] = ()
    """The acts of casework.may_do by which something of this part changes. Who may do none of them only reads it."""

    place_requested = Signal(str, object)
    notice_requested = Signal(str, str)
    toast_requested = Signal(str, object)
    copy_requested = Signal(str)
    filled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.case_id = ""
        self.header: CaseHeader | None = None
        self.setObjectName(self.key)
        self.read_only = bool(parent is not None and parent.property(READ_ONLY))

    @property
    def may_change(self) -> bool:
        """Say whether the person at the desk changes anything here: nobody does while the case is at another desk."""
        return not self.read_only and self.session.may(*self.changed_by)

    def least_height(self) -> int:
        """Return what it needs so that no word is cut; where there is less, the whole page scrolls."""
        return self.minimumSizeHint().height()

    def show_case(self, case_id: str, header: "CaseHeader") -> None:
        """Load and draw *case_id*: called when the part is opened and after every change to the case.

        Keep what the reader has selected, scrolled and half typed when the case is the same as before.
        """
        self.case_id, self.header = case_id, header

    def open_record(self, record_id: str, field: str) -> None:
        """Show one record of this part with the focus on *field*; called after show_case, either may be "".

        A part loads on another thread: remember the wish and fulfil it when the rows are there.
        """

    def open_ids(self) -> tuple[str, str]:
        """Return (record id, field) that bring the reader back to exactly here after a lock."""
        return "", ""

    def keep_text(self) -> None:
        """Save half-typed text now: called before a lock, before another part and before another place."""

    def first_focus(self) -> QWidget | None:
        """Return the widget that should have the focus after the part is opened."""
        return None

    def new_requested(self) -> bool:
        """Ctrl+N. Return True where this part made something new."""
        return False

    def print_requested(self) -> bool:
        """Ctrl+P. Return True where this part can print."""
        return False

    def save_requested(self) -> bool:
        """Ctrl+S. Return True where this part saved."""
        return False

    def filter_requested(self) -> bool:
        """Ctrl+F. Return True where this part has a filter and gave it the focus."""
        return False
