"""Loads what comes after unlocking, a piece at a time, while she types her password.

On the window's thread alone: Qt for Python keeps its table of classes without a lock, and where another thread added
to it while the window was painted, the program could end. Modules without Qt are the worker's.
"""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer

from .lazy import load
from .parting import SUCCESSOR

_PAUSE_MS: Final = 5
"""Between two pieces: keys and paints come first."""
_CORE: Final = (
    "spoc_desk.vault.lifecycle",
    "spoc_desk.casework.agenda",
    "spoc_desk.casework.council",
    "spoc_desk.forms.loader",
    SUCCESSOR,  # at a lock there is no time to look for it
)
_PIECES: Final = (
    "shell",
    "forms.panel",
    "parts.concerns",
    "parts.exchange",
    "case_parts",
    "referral.sections",
    "pages.referral",
    "pages.print_preview",
    "pages.settings",
    "pages.directory",
    "case_finder",
    "desk",
    "handed",  # this one at a lock
)


def load_core() -> None:
    """Load what has no class of Qt in it (worker thread)."""
    for name in _CORE:
        load(name)


class Ahead(QObject):
    """One piece, a pause, the next one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: Iterator[str] = iter(_PIECES)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._on_next)

    def start(self) -> None:
        """Begin, or go on."""
        self._timer.start()

    def _on_next(self) -> None:
        name = next(self._left, None)
        if name is not None:
            load(f"spoc_desk_ui.{name}")
            self._timer.start()
