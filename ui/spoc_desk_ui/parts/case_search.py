"""A search line for cases with what it found below it: before a new case is made, look whether it is there already."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ..lazy import load
from ..session import Session
from ..theme import S
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.field import Field
from ..widgets.surface import Surface, column
from ..widgets.text_field import TextField
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseRow
    from spoc_desk.casework.paging import Page as CasePage
    from spoc_desk.vault.vault import Vault

_PAUSE_MS = 150
_SHOWN = 5
_LEAST = 2


class _SearchLine(TextField):
    """A text line whose Down key goes to what was found.

    Signals:
        left_down: Down was pressed.
    """

    left_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
            return
        super().keyPressEvent(event)


class CaseSearch(QWidget):
    """Finds cases by reference, alias or the beginning of a name; names are never shown.

    Signals:
        opened: the id of a case that was chosen.
    """

    opened = Signal(str)

    def __init__(self, session: Session, label: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        layout = column(self, spacing=S)
        self.line = _SearchLine(self)
        self.line.edited.connect(self._on_edited)
        self.line.left_down.connect(self._on_left_down)
        layout.addWidget(Field(label, self.line, hint=hint, width="medium", parent=self))
        self._found = Surface("card", self)
        self._rows = column(self._found, margin=S, spacing=2)
        self.words = Words(role="muted", parent=self._found)
        self._rows.addWidget(self.words)
        layout.addWidget(self._found)
        self._found.hide()
        self._hits: list[Button] = []
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    def hits(self) -> tuple[Button, ...]:
        """Return the buttons of what was found."""
        return tuple(self._hits)

    def clear(self) -> None:
        """Empty the line and what was found."""
        self.line.set_value("")
        self._show_nothing()

    def _on_edited(self) -> None:
        self._pause.start()

    def _on_left_down(self) -> None:
        if self._hits:
            self._hits[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask(self) -> None:
        text = self.line.value()
        if len(text) < _LEAST:
            self._show_nothing()
            return

        def work(vault: "Vault") -> "tuple[str, CasePage[CaseRow], str]":
            lists, searched = load("spoc_desk.casework.case_lists"), load("spoc_desk.casework.searched")
            page = lists.list_cases(vault, filter=lists.CaseFilter(text=text), offset=0, limit=_SHOWN)
            is_area = not page.total and searched.names_another_area(vault, text)
            return text, page, f" {searched.NO_OTHER_AREA}" if is_area else ""

        self._session.run(work, self._on_found)

    def _on_found(self, found: "tuple[str, CasePage[CaseRow], str]") -> None:
        text, page, also = found
        if text != self.line.value():
            return
        self._show_nothing()
        self._found.show()
        self.words.setText(_found_words(page.total, len(page.rows)) + also)
        for each in page.rows:
            self._hits.append(self._hit(each))
        announce(self, self.words.text())

    def _hit(self, each: "CaseRow") -> Button:
        words = f"{each.case_ref}   {each.direction.label} · {each.state_words}"
        button = Button(words, "link", icon_name="relocations", parent=self._found)
        button.setProperty("case", each.case_id)
        button.clicked.connect(self._on_hit)
        self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _show_nothing(self) -> None:
        for old in self._hits:
            old.hide()
            old.deleteLater()
        self._hits = []
        self._found.hide()

    def _on_hit(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.opened.emit(str(sender.property("case")))


def _found_words(total: int, shown: int) -> str:
    if total == 0:
        return "Nothing found. Go on below to record a new relocation."
    first = "1 relocation is here already. Open it, or go on below." if total == 1 else ""
    more = f" The first {shown} are shown." if total > shown else ""
    return first or f"{total:,} relocations are here already. Open one, or go on below.{more}"
