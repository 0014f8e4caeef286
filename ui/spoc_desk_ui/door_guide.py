"""The user guide before the vault is open: what it says of keys and locks is needed exactly then."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from .lazy import load
from .window import Window

if TYPE_CHECKING:
    from .pages.help import HelpPage

FIRST_PAGE = "keys-and-locks"


class DoorGuide(QObject):
    """Shows the guide in place of the unlock page. It reads the shipped pages only, nothing of a vault.

    Signals:
        left: the last step back: show the password again.
    """

    left = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._steps: list[dict[str, str]] = []
        self.page: HelpPage | None = None

    def show(self, name: str = FIRST_PAGE) -> None:
        """Open the guide, at the page about keys and locks unless another one is asked for."""
        page: HelpPage = self.page or load("spoc_desk_ui.pages.help").HelpPage()
        if self.page is None:
            self.page = page
            page.place_requested.connect(self._on_followed)
            page.back_requested.connect(self._on_back)
            for keys, act in (("Alt+Left", page.back_requested.emit), ("Ctrl+F", page.filter_requested)):
                # The menu that has these keys comes with the desk.
                shortcut = QShortcut(QKeySequence(keys), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(act)
        self._window.show_view(page)
        page.open({"page": name})
        (page.first_focus() or page).setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Throw the guide away."""
        page, self.page = self.page, None
        self._steps = []
        if page is not None:
            self._window.drop_view(page)

    def _on_followed(self, _place: str, ids: Mapping[str, str]) -> None:
        if self.page is not None:
            self._steps.append(self.page.open_ids())
            self.page.open(ids)

    def _on_back(self) -> None:
        if self._steps and self.page is not None:
            self.page.open(self._steps.pop())
            return
        self.put_away()
        self.left.emit()
