"""Whether screenshots and shared screens show the windows of the program: left out, unless somebody needs them shown.

Some screen magnifiers and remote help work by taking pictures of the screen, so there is a switch. Only Windows can
leave a window out; elsewhere there is nothing to switch.
"""

import sys
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from .lazy import load

POSSIBLE: Final = sys.platform == "win32"


class Captures(QObject):
    """The choice that holds now.

    Signals:
        changed: another choice holds.
    """

    changed = Signal()

    def __init__(self, app: QApplication, *, shown: bool = False, possible: bool = POSSIBLE) -> None:
        super().__init__(app)
        self._app = app
        self.shown = shown
        self.possible = possible

    def use(self, *, shown: bool) -> None:
        """Let this choice hold, for the windows that are open too."""
        if shown == self.shown or not self.possible:
            return
        self.shown = shown
        windows = load("spoc_desk_ui.platform_windows")
        for window in self._app.topLevelWidgets():
            if window.internalWinId():
                windows.keep_out_of_screenshots(window, hidden=not shown)
        self.changed.emit()
