"""Where somebody turns who wants to raise a concern at work in the public interest. Nothing is recorded here."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ..lazy import load
from ..page import Page, Tools
from ..parts.flowing import flowing
from ..theme import XL, L, S
from ..widgets.surface import ScrollColumn, column
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.profile.profile import Pointer
    from spoc_desk.vault.vault import Vault

TITLE = "Whistleblowing"
ABOUT = (
    "Raising a concern at work in the public interest is recognised and protected. It goes to one of the places below, "
    "not into this program."
)
NOTHING_KEPT = "Nothing is written down here: not that somebody read this page, and not who did."
DANGER = "A child is in danger now: call 999."


class WhistleblowingPage(Page):
    """A page to read. The places are the council's own (settings)."""

    leaves_a_trace = False

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        outer = column(self, spacing=0)
        self.area = ScrollColumn(self, widest=760, margin=XL, spacing=L)
        outer.addWidget(self.area)
        self.area.column.addWidget(Words(TITLE, "title", parent=self))
        self.area.column.addWidget(flowing(DANGER, "strong", self))
        self.area.column.addWidget(flowing(ABOUT, "body", self))
        self._content: QWidget | None = None
        self._room = column(spacing=L)
        self.area.column.addLayout(self._room)
        self.area.column.addWidget(flowing(NOTHING_KEPT, "muted", self))
        self.area.column.addStretch(1)

    def open(self, ids: Mapping[str, str]) -> None:
        self._session.run(_pointers, self._show)

    def first_focus(self) -> QWidget | None:
        return self.area

    def _show(self, pointers: "tuple[Pointer, ...]") -> None:
        old, self._content = self._content, QWidget(self)
        if old is not None:
            old.hide()
            old.deleteLater()
        inside = column(self._content, spacing=L)
        for one in pointers:
            part = column(spacing=S)
            part.addWidget(flowing(one.title, "strong", self._content))
            part.addWidget(flowing(one.where, "body", self._content))
            inside.addLayout(part)
        self._room.addWidget(self._content)
        self._content.show()
        self.filled.emit()


def _pointers(vault: "Vault") -> "tuple[Pointer, ...]":
    found: tuple[Pointer, ...] = load("spoc_desk.casework.council").profile(vault).disputes.whistleblowing
    return tuple(one for one in found if one.where)
