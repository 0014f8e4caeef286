"""One desk of the list: who it is, its six words, and taking it off the list for good."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ..absence import only_for
from ..lazy import load
from ..session import Session
from ..theme import XS, M
from ..widgets.buttons import Button
from ..widgets.field import Field
from ..widgets.surface import Surface, column, row
from ..widgets.text_field import TextField
from ..widgets.words import Words
from .errand import Errand

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.handover.desks import DeskLine
    from spoc_desk.vault.vault import Vault

_DESKS = "spoc_desk.casework.handover.desks"
_REVOKES = "took a desk off the list"


class KnownDesk(QWidget):
    """Name and role, then the words; a desk that was taken off the list only says so."""

    def __init__(self, line: "DeskLine", session: Session, errand: Errand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._errand = session, errand
        self.line = line
        layout = column(self, spacing=XS)
        head = row(spacing=M)
        head.addWidget(Words(f"{line.name} · {line.role_words}", "muted" if line.revoked else "strong", parent=self), 1)
        self.off = Button("Take it off the list", "quiet", parent=self)
        self.off.clicked.connect(self._on_off)
        head.addWidget(self.off, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        said = line.revoked_words or f"{line.met_words}. Six words: {line.words}"
        layout.addWidget(Words(said, "small", parent=self))
        self._add_question()
        only_for(session, (_REVOKES,), self.off)
        if line.revoked:
            self.off.hide()

    def _add_question(self) -> None:
        self.question = Surface("warn", self)
        inside = column(self.question, margin=M, spacing=M)
        why = "Nothing is sealed for it or taken in from it any more. It can only come back with new keys."
        inside.addWidget(Words(why, parent=self.question))
        self.reason = Field("Why is it taken off?", TextField(), width="long", parent=self.question)
        inside.addWidget(self.reason)
        buttons = row(spacing=M)
        self.sure = Button("Take it off for good", "danger", parent=self.question)
        self.sure.clicked.connect(self.take_off)
        leave = Button("Leave it", parent=self.question)
        leave.clicked.connect(self.question.hide)
        for button in (self.sure, leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.question)
        self.question.hide()

    def _on_off(self) -> None:
        self.question.show()
        self.reason.take_focus()

    def take_off(self) -> None:
        """Revoke it, for the reason that was typed."""
        desk_id, reason = self.line.desk_id, str(self.reason.value())

        def work(vault: "Vault") -> "Done":
            done: Done = load(_DESKS).revoke_desk(vault, desk_id=desk_id, reason=reason)
            return done

        self._session.change(work, None, lambda error: self.reason.set_error(str(error)))
