"""People at this desk: who has an own key, in which roles; who joins, who leaves, and one's own password."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.errors import KeysUnsure, UserError

from ..forms.flow import Flow
from ..lazy import load
from ..page import Tools
from ..theme import M, S
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.notice import Notice
from ..widgets.surface import column
from ..widgets.words import Words
from .people_forms import AddPerson, ChangePassword, ChangeRoles, PeopleForm, RemovePerson, Work
from .section import Section

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.people_at_desk import Person
    from spoc_desk.casework.second_person import Candidate
    from spoc_desk.vault.vault import Vault


@dataclass(frozen=True)
class Desk:
    """What the section shows."""

    people: "tuple[Person, ...]"
    may_keep: bool
    who_agrees: "tuple[Candidate, ...]"
    """Who can agree to a role that opens relocations; empty where she sees them herself."""


class PeopleSection(Section):
    """The list, and below it one form at a time."""

    key = "people"
    title = "People at this desk"
    seen_by = ()
    intro = (
        "Everybody who works here has a password of their own. So the history says who did what, and somebody who "
        "leaves can be removed."
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.form: PeopleForm | None = None
        self._desk = Desk((), may_keep=False, who_agrees=())
        self.told = Notice("", "ok", closable=False, parent=self)
        self.told.hide()
        self.column.addWidget(self.told)
        self._list = QWidget(self)
        self._rows = column(self._list, spacing=S)
        self._cards: list[QWidget] = []
        self.column.addWidget(self._list)
        self.add = Button("Add a person…", "primary", icon_name="plus", parent=self)
        self.add.clicked.connect(self._on_add)
        self.password = Button("Change my password…", parent=self)
        self.password.clicked.connect(lambda: self._open(ChangePassword(self)))
        self._buttons = QWidget(self)
        buttons = Flow(self._buttons, spacing=M)
        for button in (self.add, self.password):
            buttons.addWidget(button)
        self.column.addWidget(self._buttons)
        self._room = column(spacing=S)
        self.column.addLayout(self._room)
        self.column.addStretch(1)
        self.add.hide()
        tools.session.locked.connect(self._close)

    def show_now(self) -> None:
        self.session.run(_desk, self._on_desk)

    def first_focus(self) -> QWidget | None:
        if self.form is not None:
            return self.form.first_focus()
        return self.add if self._desk.may_keep else self.password

    # what happens ---------------------------------------------------------------------------------------------------

    def _on_desk(self, desk: Desk) -> None:
        self._desk = desk
        for old in self._cards:
            old.hide()
            old.deleteLater()
        self._cards = [self._card(person) for person in desk.people]
        for card in self._cards:
            self._rows.addWidget(card)
        self.add.setVisible(desk.may_keep)
        self.filled.emit()

    def _card(self, person: "Person") -> QWidget:
        card = Card(f"{person.name} (you)" if person.is_me else person.name, self._list)
        card.column.addWidget(Words(person.role_words, parent=card))
        card.column.addWidget(
            Words(f"On the unlock page: {person.word}. Key made {person.since}.", "small", parent=card)
        )
        if self._desk.may_keep:
            roles = Button("Change roles…", "quiet", parent=card)
            roles.setAccessibleName(f"Change the roles of {person.name}")
            roles.clicked.connect(lambda: self._open(ChangeRoles(person, self._desk.who_agrees, self)))
            card.head.line.addWidget(roles)
        if self._desk.may_keep and not person.is_me:
            remove = Button("Remove…", "quiet", parent=card)
            remove.setAccessibleName(f"Remove {person.name}")
            remove.clicked.connect(lambda: self._open(RemovePerson(person, self)))
            card.head.line.addWidget(remove)
        return card

    def _on_add(self) -> None:
        self._open(AddPerson(self._desk.who_agrees, self))

    def _open(self, form: PeopleForm) -> None:
        self._close()
        self.told.hide()
        self.form = form
        form.wanted.connect(self._on_wanted)
        form.left.connect(self._on_left)
        self._room.addWidget(form)
        for part in (self._list, self._buttons):
            part.hide()
        form.show()
        form.first_focus().setFocus()

    def _on_left(self) -> None:
        self._close()
        (self.first_focus() or self).setFocus()

    def _on_wanted(self, work: Work) -> None:
        self.session.change(work, self._on_done, self._on_failed)

    def _on_done(self, done: "Done") -> None:
        form, me = self.form, self.session.actor
        if isinstance(form, ChangeRoles) and me is not None and done.change.ids == (me.user_id,):
            # What she sees was read at the unlock.
            self.session.lock_wanted.emit("Your roles were changed.")
            return
        self._close()
        self.told.say(_told(form), "ok")
        self.told.show()
        self.told.speak()
        (self.first_focus() or self).setFocus()
        self.show_now()

    def _on_failed(self, error: UserError) -> None:
        if isinstance(error, KeysUnsure):
            self.session.lock_wanted.emit(str(error))
        elif self.form is not None:
            self.form.show_error(error)

    def _close(self) -> None:
        """Put the form away, and every password with it."""
        form, self.form = self.form, None
        for part in (self._list, self._buttons):
            part.show()
        if form is not None:
            form.let_go()
            form.hide()
            form.deleteLater()


def _told(form: PeopleForm | None) -> str:
    if isinstance(form, AddPerson):
        return "Added. They unlock with their own password from now on."
    if isinstance(form, RemovePerson):
        return "Removed. The vault has new keys; make a new backup, and destroy old ones you do not need."
    if isinstance(form, ChangePassword):
        return "Changed. The password before opens nothing any more."
    return "The roles are changed."


def _desk(vault: "Vault") -> Desk:
    at_desk = load("spoc_desk.casework.people_at_desk")
    keeps: bool = at_desk.may_keep(vault)
    return Desk(at_desk.people(vault), keeps, at_desk.who_agrees(vault) if keeps else ())
