"""A second person signs on the same laptop: who it is, their own password, one button."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.roles import Role
from spoc_desk.errors import UserError

from ..lazy import load
from ..session import Session
from ..theme import S
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.choice_box import ChoiceBox
from ..widgets.field import Field
from ..widgets.password_field import PasswordField
from ..widgets.surface import column
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.second_person import Candidate, SecondPerson
    from spoc_desk.vault.vault import Vault

_SECOND = "spoc_desk.casework.second_person"
NEEDED = "The second person signs with their own password."
WantedRoles = Callable[["Vault"], frozenset[Role]]


class SecondSignature(QWidget):
    """Hidden while nobody else here has a key and a role that may sign: then a typed name will do.

    Signals:
        asked: it is known whether somebody can sign.
        signed: the own password was right; `second` says who.
    """

    asked = Signal()
    signed = Signal()

    def __init__(self, session: Session, wanted: WantedRoles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._wanted = session, wanted
        self.second: SecondPerson | None = None
        self.can_sign = False
        layout = column(self, spacing=S)
        self._inputs = QWidget(self)
        inside = column(self._inputs, spacing=S)
        self.who = ChoiceBox(empty="Who…")
        self.password = PasswordField()
        inside.addWidget(Field("Second person", self.who, parent=self))
        inside.addWidget(Field("Password of the second person", self.password, parent=self))
        self.sign = Button("Sign", parent=self)
        inside.addWidget(self.sign)
        layout.addWidget(self._inputs)
        self.told = Words(role="ok", parent=self)
        layout.addWidget(self.told)
        self.told.hide()
        self._wrong = Words(role="error", parent=self)
        self._wrong.hide()
        layout.addWidget(self._wrong)
        self.sign.clicked.connect(self._on_sign)
        self.password.entered.connect(self._on_sign)
        session.locked.connect(self.let_go)
        self.hide()

    def ask(self) -> None:
        """Find out who can sign."""
        self.let_go()
        wanted = self._wanted

        def work(vault: "Vault") -> "tuple[Candidate, ...]":
            found: tuple[Candidate, ...] = load(_SECOND).candidates(vault, wanted(vault))
            return found

        self._session.run(work, self._on_candidates)

    def let_go(self) -> None:
        """Forget who signed, and the password."""
        self.second = None
        self.password.clear()
        self._inputs.show()
        self.told.hide()
        self._wrong.hide()

    def _on_candidates(self, found: "tuple[Candidate, ...]") -> None:
        self.can_sign = bool(found)
        self.who.set_choices([(each.user_id, f"{each.name}, {each.role.label}") for each in found])
        if len(found) == 1:
            self.who.set_value(found[0].user_id)
        self.setVisible(self.can_sign)
        self.asked.emit()

    def _on_sign(self) -> None:
        user, wanted = self.who.value(), self._wanted
        if not user or not self.password.value():
            self._say_wrong("Choose the second person, who then types their password.")
            return
        password = self.password.take()
        self.sign.setEnabled(False)

        def work(vault: "Vault") -> "SecondPerson":
            signed: SecondPerson = load(_SECOND).confirm(vault, user, password, wanted(vault))
            return signed

        self._session.run(work, self._on_signed, self._on_refused)

    def _on_signed(self, second: "SecondPerson") -> None:
        self.second = second
        self.sign.setEnabled(True)
        self._inputs.hide()
        self._wrong.hide()
        self.told.say(f"✓ {second.name}, {second.role.label}, signed with their own password.")
        announce(self, self.told.text())
        self.signed.emit()

    def _on_refused(self, error: UserError) -> None:
        self.sign.setEnabled(True)
        self._say_wrong(str(error))

    def _say_wrong(self, sentence: str) -> None:
        self._wrong.say(sentence)
        announce(self, sentence, urgent=True)
