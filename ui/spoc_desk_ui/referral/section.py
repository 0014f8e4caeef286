"""What every section page of a referral is: a widget that shows one section of one referral and emits wishes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..session import Session
from .known import NOTHING, Known

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView


class SectionPage(QWidget):
    """The base of the section pages; the desk around it draws heading, task list, the tick and the buttons below.

    A page scrolls by itself where it must (`ScrollColumn`), writes with `session.change` only, and draws with the view
    that it is handed: after every change the desk reads the referral once and hands the new view to the open page.

    Signals:
        saved: (Done or None) something of this section was stored; the words under the heading follow from it.
        next_wanted: she is finished here; show the next section.
        place_requested: (place string such as "referral/<id>/<section>/<row id>/<field>", ids as a dict, may be empty).
        notice_requested: (words, kind "ok" | "info" | "warn" | "error") a line above the page.
        toast_requested: (words, undo or None) something small that can be undone for ten seconds.
        copy_requested: words for the clipboard; it is emptied after twenty seconds.
        alone_wanted: True while the page shows one of its rows with buttons of its own: the desk hides its own.
        filled: the page now shows its data; after an unlock the focus is given back then.
    """

    saved = Signal(object)
    next_wanted = Signal()
    place_requested = Signal(str, object)
    notice_requested = Signal(str, str)
    toast_requested = Signal(str, object)
    copy_requested = Signal(str)
    alone_wanted = Signal(bool)
    filled = Signal()

    def __init__(self, key: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.session = session
        self.view: ReferralView | None = None
        self.known: Known = NOTHING
        self.alone = False
        """True while the page shows one of its rows with buttons of its own; `alone_wanted` tells of each change."""
        self.setObjectName(f"section-{key}")

    def show_view(self, view: "ReferralView") -> None:
        """Draw this section of *view*: called when the section is opened and after every change to the referral.

        Keep what the reader has selected, scrolled and half typed when the referral is the same as before.
        """
        self.view = view

    def open_field(self, row_id: str, field: str) -> None:
        """Give the focus to *field*, of the row *row_id* where the section has rows; called after show_view."""

    def open_ids(self) -> tuple[str, str]:
        """Return (row id, field) that bring the reader back to exactly here after a lock."""
        return "", ""

    def save(self, then: Callable[[], None]) -> None:
        """Store what is typed and call *then* when it is stored; a page that stores as she goes calls it at once."""
        then()

    def keep_text(self) -> None:
        """Save half-typed text now: called before a lock, before another section and before another place."""

    def first_focus(self) -> QWidget | None:
        """Return the widget that should have the focus after the section is opened."""
        return None

    def new_requested(self) -> bool:
        """Ctrl+N. Return True where this section made something new."""
        return False

    def print_requested(self) -> bool:
        """Ctrl+P. Return True where this section prints a paper of its own."""
        return False

    def filter_requested(self) -> bool:
        """Ctrl+F. Return True where this section has a filter and gave it the focus."""
        return False
