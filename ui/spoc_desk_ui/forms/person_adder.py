"""Below a list of our own people: whoever is not in it yet is added to the directory without leaving the form."""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.forms.definition import Answers, FormDef
from spoc_desk.forms.loader import load_form

from ..lazy import load
from ..session import Session
from ..tab_order import read_on
from ..theme import XS, L, M
from ..widgets.buttons import Button
from ..widgets.choice_box import ChoiceBox
from ..widgets.surface import Surface, column
from ..widgets.words import Words
from .choices import contact_words
from .panel import FormPanel
from .subset import part_of

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.domain.contacts import Contact
    from spoc_desk.vault.vault import Vault

_ASKED: Final = ("kind", "name", "job_title", "phone", "email")
"""As little as an entry needs; the rest can be added in the directory."""


class PersonAdder(QWidget):
    """A link; under it, once it is pressed, the few questions of a new entry. What is added is then chosen in *box*.

    *asks_roles* where only somebody with a role may be chosen. *draft_place* keeps what is half typed.

    Signals:
        moved: the questions came, or went.
    """

    moved = Signal()

    def __init__(
        self, session: Session, box: ChoiceBox, *, asks_roles: bool, draft_place: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._box = session, box
        self._asked = (*_ASKED, "roles") if asks_roles else _ASKED
        self._draft_place = draft_place
        self.panel: FormPanel | None = None
        self._column = column(self, spacing=0)
        self._column.setContentsMargins(0, XS, 0, 0)
        self.link = Button("Not in the list? Add to the directory", "link", parent=self)
        self.link.clicked.connect(self.open)
        self._column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        read_on(box, self.link)

    def open(self) -> None:
        """Ask who it is."""
        if self.panel is not None:
            return
        card = self._card = Surface("card", self)
        panel = self.panel = FormPanel(
            _form(self._asked), self._session, answers={"kind": "person"}, heading="", submit_words="Add and choose",
            draft_place=self._draft_place, scrolls=False, enter_saves=True, parent=card,
        )  # fmt: skip
        panel.save_with(_add)
        panel.saved.connect(self._on_added)
        panel.cancelled.connect(self._on_cancelled)
        inside = column(card, margin=L, spacing=M)
        inside.addWidget(Words("Add to the directory", "heading", parent=card))
        inside.addWidget(panel)
        self._column.addWidget(card)
        self.link.hide()
        card.show()
        read_on(self._box, panel)
        panel.focus_question("name")
        self.moved.emit()

    def keep_text(self) -> None:
        """Keep half-typed text now."""
        if self.panel is not None:
            self.panel.keep_text()

    def _on_added(self, done: "Done") -> None:
        contact = cast("Contact", done.record)
        self._box.add_choice(contact.id, contact_words(contact))
        self._box.set_value(contact.id)
        self._box.edited.emit()  # first: it may change what is asked above the box that is shown then
        self._close()

    def _on_cancelled(self) -> None:
        self._close()

    def _close(self) -> None:
        self.panel = None
        self.link.show()
        self._box.text_edit().setFocus(Qt.FocusReason.OtherFocusReason)
        self._card.hide()
        self._card.deleteLater()
        self.moved.emit()


def _form(asked: Collection[str]) -> FormDef:
    """Return the form of an entry with these questions in one section."""
    whole = load_form("contact")
    kept = part_of(whole, asked, whole.title)
    questions = tuple(question for section in kept.sections for question in section.questions)
    return replace(kept, sections=(replace(kept.sections[0], questions=questions),), one_of=whole.one_of)


def _add(vault: "Vault", answers: Answers) -> "Done":
    done: Done = load("spoc_desk.casework.directory").add_contact(vault, answers=answers)
    return done
