"""A small home for one part of a case on a real vault: it passes wishes on the way the case page does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spoc_desk.casework.case_lists import case_header
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.parts.part import CasePart
from spoc_desk_ui.session import Session
from spoc_desk_ui.widgets.words import Words
from tests.casework.desk import Desk

T = TypeVar("T")


@dataclass
class Heard:
    """What the part wished for."""

    places: list[str] = field(default_factory=list)
    toasts: list[tuple[str, Callable[[], None] | None]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)


class Host:
    """The part, the case it shows, and what it wished for."""

    def __init__(self, session: Session, part: CasePart, desk: Desk, qtbot: QtBot) -> None:
        self.session, self.part, self.desk, self.heard = session, part, desk, Heard()
        self._qtbot = qtbot
        part.place_requested.connect(self._on_place)
        part.toast_requested.connect(self._on_toast)
        part.notice_requested.connect(self._on_notice)
        part.copy_requested.connect(self.heard.copied.append)
        session.changed.connect(self._on_changed)
        self.load()

    def load(self) -> None:
        """Show the case as it stands now."""
        case_id = self.desk.case_id
        self.session.run(lambda vault: case_header(vault, case_id), self._on_header)
        self.settle()

    def settle(self) -> None:
        """Wait until everything is answered and drawn."""
        self._qtbot.waitUntil(self._is_calm, timeout=20_000)

    def press(self, widget: QWidget | None, *keys: Qt.Key, shift: bool = False) -> None:
        """Press keys one after the other."""
        assert widget is not None
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(widget, key, held)
            self.settle()

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)
        self.settle()

    def read(self, work: Callable[[Vault], T]) -> T:
        """Return what the vault says."""
        found: list[T] = []
        self.session.run(work, found.append)
        self._qtbot.waitUntil(lambda: bool(found), timeout=20_000)
        return found[0]

    def words(self) -> str:
        """Return every word that is on the screen."""
        return "\n".join(label.text() for label in self.part.findChildren(Words) if label.isVisible())

    def _is_calm(self) -> bool:
        for _ in range(3):  # an answer may lead to the next question
            QApplication.processEvents()
            if not self.session.idle:
                return False
        return True

    def _on_header(self, header: object) -> None:
        self.part.show_case(self.desk.case_id, header)  # type: ignore[arg-type]

    def _on_changed(self, _change: object) -> None:
        case_id = self.desk.case_id
        self.session.run(lambda vault: case_header(vault, case_id), self._on_header)

    def _on_place(self, place: str, _ids: object) -> None:
        self.heard.places.append(place)

    def _on_toast(self, words: str, undo: Callable[[], None] | None) -> None:
        self.heard.toasts.append((words, undo))

    def _on_notice(self, words: str, _kind: str) -> None:
        self.heard.notices.append(words)
