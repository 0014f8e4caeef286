"""The forms under the list of people: a new person, other roles, a leaver, another password of one's own."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.roles import KNOW_OF_RELOCATIONS, Role, opens_cases
from spoc_desk.errors import UserError

from ..lazy import load
from ..theme import M
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.choice_box import ChoiceBox
from ..widgets.field import Field
from ..widgets.new_password import NewPassword
from ..widgets.notice import Notice
from ..widgets.password_field import PasswordField
from ..widgets.surface import row
from ..widgets.text_field import TextField
from ..widgets.tick_list import TickList
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.people_at_desk import Person
    from spoc_desk.casework.second_person import Candidate, SecondPerson
    from spoc_desk.vault.vault import Vault

_PEOPLE, _SECOND = "spoc_desk.casework.people_at_desk", "spoc_desk.casework.second_person"
Work = Callable[["Vault"], "Done"]
_OWN_MISSING = "Type the password you unlock with"
_ROLES = [(role.value, role.label) for role in Role]


class PeopleForm(Card):
    """One form: what it asks, the password of whoever sits here, one button.

    Signals:
        wanted: the work to do with the vault.
        left: she does not want it after all.
    """

    wanted = Signal(object)
    left = Signal()

    own_words = "Your own password"

    def __init__(self, heading: str, submit: str, *, kind: str = "primary", parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self._error = Notice("", "error", closable=False, parent=self)
        self._error.hide()
        self.column.addWidget(self._error)
        self.own_line = PasswordField(self)
        self.own = Field(self.own_words, self.own_line, width="long", parent=self)
        self.submit = Button(submit, kind, parent=self)
        self.submit.clicked.connect(self.ask)
        self.leave = Button("Not now", parent=self)
        self.leave.clicked.connect(self.left)
        self.own_line.entered.connect(self.ask)

    def finish(self) -> None:
        """Put the password and the buttons under what was added."""
        self.column.addWidget(self.own)
        buttons = row(spacing=M)
        for button in (self.submit, self.leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addLayout(buttons)

    def first_focus(self) -> QWidget:
        """Return where the caret goes."""
        return self.own_line.line

    def ask(self) -> None:
        """Look whether everything is there, and ask for the work."""
        problem = self.problem() or ("" if self.own_line.value() else _OWN_MISSING)
        if problem:
            self.say_wrong(f"{problem}.")
            return
        self._error.hide()
        self.submit.setEnabled(False)
        self.wanted.emit(self.work())

    def problem(self) -> str:
        """Return what is missing, or ""."""
        return ""

    def work(self) -> Work:
        """Return what to do; passwords are taken out of their lines."""
        raise RuntimeError("each form says it itself")

    def show_error(self, error: UserError) -> None:
        """Say why nothing was changed."""
        self.submit.setEnabled(True)
        self.own_line.clear()
        self.say_wrong(str(error))

    def say_wrong(self, sentence: str) -> None:
        """Say it above the questions."""
        self._error.say(sentence)
        self._error.show()
        self._error.speak()

    def let_go(self) -> None:
        """Forget every password typed here."""
        self.own_line.clear()


class Agreement(QWidget):
    """Somebody who sees relocations agrees to a role that opens them. Shown only where it is needed."""

    def __init__(self, who: Sequence["Candidate"], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = row(self, spacing=M)
        self.who = ChoiceBox([(each.user_id, f"{each.name}, {each.role.label}") for each in who], empty="Who…")
        self.password = PasswordField()
        line.addWidget(Field("Who agrees that relocations are opened", self.who, parent=self), 1)
        line.addWidget(Field("Their own password", self.password, parent=self), 1)
        self._any = bool(who)
        self.hide()

    def follow(self, roles: Sequence[str], before: Sequence[str] = ()) -> None:
        """Show it when these roles open relocations to somebody who did not see them."""
        self.setVisible(self._any and opens_cases(roles, before))

    def take(self) -> "Callable[[Vault], SecondPerson | None]":
        """Return the work that proves who agreed."""
        if self.isHidden() or not self.who.value():
            return lambda _vault: None
        user, password = self.who.value(), self.password.take()

        def prove(vault: "Vault") -> "SecondPerson":
            signed: SecondPerson = load(_SECOND).confirm(vault, user, password, KNOW_OF_RELOCATIONS)
            return signed

        return prove


class AddPerson(PeopleForm):
    """A new person sits down for a minute: name, roles, and a password that only they see."""

    def __init__(self, who_agrees: Sequence["Candidate"], parent: QWidget | None = None) -> None:
        super().__init__("Add a person", "Add this person", parent=parent)
        self.name = Field("Full name", TextField(), width="long", hint="It stays inside the vault.", parent=self)
        self.roles = TickList(_ROLES)
        ticks = Field("What they do here", self.roles, hint="The first role is their word on the unlock page.")
        self.password = NewPassword(self)
        self.agreement = Agreement(who_agrees, self)
        self.roles.edited.connect(lambda: self.agreement.follow(self.roles.value()))
        told = Words("Now the new person types a password. Look away; nobody can look it up later.", "strong")
        for part in (self.name, ticks, told, self.password, self.agreement):
            self.column.addWidget(part)
        self.finish()

    def first_focus(self) -> QWidget:
        return self.name.inner.text_edit()

    def problem(self) -> str:
        if not str(self.name.value()).strip():
            return "Enter the person's full name"
        return self.password.problem() if self.roles.value() else "Tick at least one role"

    def work(self) -> Work:
        name, roles = str(self.name.value()), self.roles.value()
        password, own, agreed = self.password.password(), self.own_line.take(), self.agreement.take()

        def add(vault: "Vault") -> "Done":
            done: Done = load(_PEOPLE).add_person(
                vault, name=name, roles=roles, password=password, own_password=own, second=agreed(vault)
            )
            return done

        return add

    def let_go(self) -> None:
        super().let_go()
        self.password.clear()
        self.agreement.password.clear()


class ChangeRoles(PeopleForm):
    """Other roles for somebody."""

    def __init__(self, person: "Person", who_agrees: Sequence["Candidate"], parent: QWidget | None = None) -> None:
        super().__init__(f"Roles of {person.name}", "Change the roles", parent=parent)
        self._user = person.user_id
        before = [role.value for role in person.roles]
        self.roles = TickList(_ROLES)
        self.roles.set_value(tuple(before))
        self.agreement = Agreement(who_agrees, self)
        self.roles.edited.connect(lambda: self.agreement.follow(self.roles.value(), before))
        hint = "What a role no longer opens is shut at once; what it opens is there after the next unlock."
        for part in (Field("What they do here", self.roles, hint=hint), self.agreement):
            self.column.addWidget(part)
        self.finish()

    def first_focus(self) -> QWidget:
        return self.roles.text_edit()

    def problem(self) -> str:
        return "" if self.roles.value() else "Tick at least one role"

    def work(self) -> Work:
        user, roles, own, agreed = self._user, self.roles.value(), self.own_line.take(), self.agreement.take()

        def change(vault: "Vault") -> "Done":
            done: Done = load(_PEOPLE).change_roles(vault, user, roles, own_password=own, second=agreed(vault))
            return done

        return change

    def let_go(self) -> None:
        super().let_go()
        self.agreement.password.clear()


class RemovePerson(PeopleForm):
    """A leaver."""

    def __init__(self, person: "Person", parent: QWidget | None = None) -> None:
        super().__init__(f"Remove {person.name}", "Remove this person", kind="danger", parent=parent)
        self._user = person.user_id
        self.column.addWidget(
            Words(
                "Their password opens this vault no more: the whole vault gets new keys, and nobody else has to come. "
                "What they wrote stays, under their name. Backups and copies made before still open with the old "
                "password: destroy those you do not need, and make a new backup.",
                parent=self,
            )
        )
        self.finish()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def work(self) -> Work:
        user, own = self._user, self.own_line.take()

        def remove(vault: "Vault") -> "Done":
            done: Done = load(_PEOPLE).remove_person(vault, user, own_password=own)
            return done

        return remove


class ChangePassword(PeopleForm):
    """Another password for whoever sits here."""

    own_words = "The password you have now"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Change my password", "Change it", parent=parent)
        self.password = NewPassword(self)
        self.column.addWidget(self.password)
        self.finish()

    def first_focus(self) -> QWidget:
        return self.password.first.inner.text_edit()

    def problem(self) -> str:
        return self.password.problem()

    def work(self) -> Work:
        old, new = self.own_line.take(), self.password.password()

        def change(vault: "Vault") -> "Done":
            done: Done = load(_PEOPLE).change_password(vault, old, new)
            return done

        return change

    def let_go(self) -> None:
        super().let_go()
        self.password.clear()
