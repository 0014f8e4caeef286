"""Looks at what is being typed, a moment after the last key, for words that may show an area. Never blocks anything."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ..lazy import load
from ..session import Session

if TYPE_CHECKING:
    from spoc_desk.casework.leaks import FieldLeak
    from spoc_desk.vault.vault import Vault

PAUSE_MS = 400

Texts = Mapping[str, tuple[str, str]]
"""Field → (label, text)."""


class LiveScan(QObject):
    """Scans on the worker thread; an answer that is overtaken by more typing is dropped.

    Signals:
        found: the leaks (a tuple of FieldLeak) in the texts as they were a moment ago.
    """

    found = Signal(object)

    def __init__(self, session: Session, texts: Callable[[], Texts], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._texts = texts
        self._era = 0
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.scan_now)

    def typed(self) -> None:
        """Something was typed: look at it when the typing pauses."""
        self._era += 1
        self._pause.start()

    def scan_now(self) -> None:
        """Look at the texts now."""
        if not self._session.is_open:
            return
        era, texts = self._era, dict(self._texts())

        def work(vault: "Vault") -> "tuple[int, tuple[FieldLeak, ...]]":
            own = load("spoc_desk.casework.own_words").own_words(vault)
            return era, load("spoc_desk.casework.leaks").scan_texts(texts, own)

        self._session.run(work, self._on_scanned, self._on_failed)

    def _on_scanned(self, answer: "tuple[int, tuple[FieldLeak, ...]]") -> None:
        era, leaks = answer
        if era == self._era:
            self.found.emit(leaks)

    def _on_failed(self, _error: Exception) -> None:
        """A scan that could not run says nothing: saving and printing scan again and tell."""
