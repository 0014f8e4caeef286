"""The figures of relocations: nothing is there until the office of the DCS or DASS has signed at this desk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.roles import Role

from ..lazy import load
from ..parts.second_signature import SecondSignature
from ..session import Session
from ..theme import S
from ..widgets.buttons import Button
from ..widgets.card import SectionHead
from ..widgets.surface import column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

_ROOM = "spoc_desk.casework.figures.signing"
_WHY = "They are so few that a number can tell of a family. Somebody of the office of the DCS or DASS signs for them."
_NOBODY = "Nobody of the office of the DCS or DASS has a key at this desk. The administrator adds one in Settings."


class RelocationSignature(QWidget):
    """Signals:
    failed: (words) the signature was refused.
    """

    failed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._year = 0
        layout = column(self, spacing=S)
        layout.addWidget(SectionHead("Relocations", _WHY, parent=self))
        self.signature = SecondSignature(session, _wanted, self)
        self.signature.setMaximumWidth(480)
        layout.addWidget(self.signature)
        self.nobody = Words(_NOBODY, "muted", parent=self)
        layout.addWidget(self.nobody)
        line = row()
        self.keep = Button("Show the figures of relocations", "primary", parent=self)
        line.addWidget(self.keep)
        line.addStretch(1)
        layout.addLayout(line)
        self.keep.clicked.connect(self._on_keep)
        self.signature.asked.connect(self._on_asked)
        self.signature.signed.connect(self._fit)

    def ask(self, year: int) -> None:
        """Ask for a signature for a year."""
        self._year = year
        self.nobody.hide()
        self.keep.hide()
        self.signature.ask()

    def _on_asked(self) -> None:
        self.nobody.setVisible(not self.signature.can_sign)
        self._fit()

    def _fit(self) -> None:
        self.keep.setVisible(self.signature.second is not None)

    def _on_keep(self) -> None:
        year, second = self._year, self.signature.second

        def work(vault: "Vault") -> "Done":
            done: Done = load(_ROOM).sign(vault, year, second)
            return done

        self._session.change(work, lambda _done: self.signature.let_go(), self._on_failed)

    def _on_failed(self, error: "UserError") -> None:
        self.failed.emit(str(error))


def _wanted(vault: "Vault") -> frozenset[Role]:
    found: frozenset[Role] = load(_ROOM).who_signs(vault)
    return found
