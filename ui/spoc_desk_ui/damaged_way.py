"""The page about a damaged vault, on the way in: when it comes, what it leads to, and its help."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from spoc_desk.errors import UserError

from .damage.words import TROUBLES
from .door_guide import DoorGuide
from .lazy import load
from .session import Session
from .window import Window

if TYPE_CHECKING:
    from .pages.damaged import DamagedPage

_GUIDE = "when-something-is-damaged"


class DamagedWay(QObject):
    """Holds the page while there is one.

    Signals:
        opened: it is on the screen now.
        left: back to the password.
        restore_requested: a backup instead; the file that was chosen, or None.
        mended: the vault can be unlocked.
    """

    opened = Signal()
    left = Signal()
    restore_requested = Signal(object)
    mended = Signal()

    def __init__(self, session: Session, window: Window, guide: DoorGuide) -> None:
        super().__init__(window)
        self._session, self._window, self._guide = session, window, guide
        self.page: DamagedPage | None = None

    def meets(self, error: UserError, folder: Path) -> None:
        """Show the page where *error* is one of those it knows a way on from.

        It looks first whether it is the keys that are lost: then the page asks for other things.
        """
        if not isinstance(error, TROUBLES):
            return

        def show(lost: bool) -> None:
            self._open(error, folder, keys_lost=lost)

        self._session.run_outside(lambda: bool(load("spoc_desk.casework.damage").keys_are_lost(folder)), show)

    def come_back(self) -> bool:
        """Show the page again after something that was opened from it; False where there is none."""
        page = self.page
        if page is None:
            return False
        self._window.show_view(page)
        page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def drop(self) -> None:
        """Throw the page away, and what was typed on it."""
        page, self.page = self.page, None
        if page is not None:
            page.forget()
            self._window.drop_view(page)

    def _open(self, error: UserError, folder: Path, *, keys_lost: bool) -> None:
        self._session.touched = True  # a password is typed there
        self.drop()
        module = load("spoc_desk_ui.pages.damaged")
        page: DamagedPage = module.DamagedPage(self._session, folder, error, keys_lost=keys_lost)
        page.left.connect(self._on_left)
        page.restore_requested.connect(self._on_restore_requested)
        page.mended.connect(self.mended)
        page.help_requested.connect(self._on_help_requested)
        self.page = page
        self.come_back()
        self.opened.emit()

    def _on_left(self) -> None:
        self.drop()
        self.left.emit()

    def _on_restore_requested(self) -> None:
        self.restore_requested.emit(self.page.beside.path if self.page is not None else None)

    def _on_help_requested(self) -> None:
        self._guide.show(_GUIDE)
