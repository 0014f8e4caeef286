"""One desk of the list: who it is, its six words, and taking it off the list for good."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..absence import only_for
from ..lazy import load
from ..session import Session
from ..theme import XS, M
from ..widgets.buttons import Button
from ..widgets.choice_box import ChoiceBox
from ..widgets.field import Field
from ..widgets.surface import Surface, column, row
from ..widgets.text_field import TextField
from ..widgets.words import Words
from .errand import Errand
from .meeting import roles_of_desks

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.handover.desks import DeskLine
    from spoc_desk.vault.vault import Vault

_DESKS = "spoc_desk.casework.handover.desks"
_REVOKES, _RENAMES = "took a desk off the list", "changed a desk of the list"


class KnownDesk(QWidget):
    """Name and role, then the words; a desk that was taken off the list only says so."""

    def __init__(self, line: "DeskLine", session: Session, errand: Errand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._errand = session, errand
        self.line = line
        layout = column(self, spacing=XS)
        head = row(spacing=M)
        head.addWidget(Words(f"{line.name} · {line.role_words}", "muted" if line.revoked else "strong", parent=self), 1)
        self.rename = Button("Rename", "quiet", parent=self)
        self.rename.clicked.connect(self._on_rename)
        self.off = Button("Take it off the list", "quiet", parent=self)
        self.off.clicked.connect(self._on_off)
        for button in (self.rename, self.off):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        said = line.revoked_words or f"{line.met_words}. Six words: {line.words}"
        layout.addWidget(Words(said, "small", parent=self))
        self._add_naming()
        self._add_question()
        only_for(session, (_REVOKES,), self.off)
        only_for(session, (_RENAMES,), self.rename)
        if line.revoked:
            self.off.hide()
            self.rename.hide()

    def _add_naming(self) -> None:
        self.naming = Surface("info", self)
        inside = column(self.naming, margin=M, spacing=M)
        self.name = Field("What do you call this desk?", TextField(), width="long", parent=self.naming)
        self.name.set_value(self.line.name)
        self.role = Field("Whose desk is it?", ChoiceBox(roles_of_desks()), width="long", parent=self.naming)
        self.role.set_value(self.line.role.value)
        for field in (self.name, self.role):
            inside.addWidget(field)
        self._add_buttons(inside, Button("Save", "primary", parent=self.naming), self.keep_name, self.naming)

    def _add_buttons(self, inside: QVBoxLayout, button: Button, act: Callable[[], None], part: QWidget) -> None:
        line = row(spacing=M)
        leave = Button("Leave it", parent=part)
        leave.clicked.connect(part.hide)
        button.clicked.connect(act)
        for each in (button, leave):
            line.addWidget(each)
        line.addStretch(1)
        inside.addLayout(line)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(part)
        part.hide()

    def _add_question(self) -> None:
        self.question = Surface("warn", self)
        inside = column(self.question, margin=M, spacing=M)
        why = "Nothing is sealed for it or taken in from it any more. It can only come back with new keys."
        inside.addWidget(Words(why, parent=self.question))
        self.reason = Field("Why is it taken off?", TextField(), width="long", parent=self.question)
        inside.addWidget(self.reason)
        self._add_buttons(
            inside, Button("Take it off for good", "danger", parent=self.question), self.take_off, self.question
        )

    def _on_rename(self) -> None:
        self.naming.show()
        self.name.take_focus()

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

    def keep_name(self) -> None:
        """Store another name or role; the keys stay."""
        desk_id, name, role = self.line.desk_id, str(self.name.value()), str(self.role.value())

        def work(vault: "Vault") -> "Done":
            done: Done = load(_DESKS).rename_desk(vault, desk_id=desk_id, name=name, role=role)
            return done

        self._session.change(work, None, lambda error: self.name.set_error(str(error)))
