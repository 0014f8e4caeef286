"""Meeting another desk: its card from a file or a typed code, six words compared aloud, and it is on the list."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import BadAnswer, UserError
from spoc_desk.machine.files import read_at_most

from ..forms.flow import Flow
from ..lazy import load
from ..parts.flowing import flowing
from ..session import Session
from ..theme import L, M
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.choice_box import ChoiceBox
from ..widgets.field import Field
from ..widgets.marks import Tick
from ..widgets.surface import column
from ..widgets.text_field import TextField
from ..widgets.words import Words
from .errand import CARDS, Errand

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.handover.desks import CardView
    from spoc_desk.vault.vault import Vault

_DESKS = "spoc_desk.casework.handover.desks"
_MOST_BYTES = 20_000
_INTRO = (
    "Each desk gives the other its card once, as a file or as a printed code. Then both of you read six words aloud, "
    "on the phone or in the same room: if every word is the same, nobody stands between you."
)


class Meeting(Card):
    """Nothing is stored before the words were compared.

    Signals:
        met: the name of the desk that was put on the list.
    """

    met = Signal(str)

    def __init__(self, session: Session, errand: Errand, parent: QWidget | None = None) -> None:
        super().__init__("Meet another desk", parent)
        self._session, self._errand = session, errand
        self.card: CardView | None = None
        self.column.setSpacing(M)
        self.column.addWidget(flowing(_INTRO, "muted", self))
        hint = "Typed from paper, or leave it empty and choose the file."
        self.code = Field("The code of their card", TextField(), hint=hint, parent=self)
        self.column.addWidget(self.code)
        buttons = QWidget(self)
        flow = Flow(spacing=M)
        flow.setContentsMargins(0, 0, 0, 0)
        buttons.setLayout(flow)
        self.choose = Button("Choose the file of their card…", "primary", icon_name="folder", parent=buttons)
        self.choose.clicked.connect(lambda: errand.ask_file("Which card?", CARDS, self.take_file))
        self.read = Button("Read the code", parent=buttons)
        self.read.clicked.connect(self._on_code)
        flow.addWidget(self.choose)
        flow.addWidget(self.read)
        self.column.addWidget(buttons)
        self._add_comparing()

    def take_file(self, path: Path) -> None:
        """Read the card in this file."""

        def work(vault: "Vault") -> "CardView":
            found: CardView = load(_DESKS).read_card(vault, data=read_at_most(path, _MOST_BYTES))
            return found

        self._errand.say("")
        self._session.run(work, self.show_card, self._errand.fail)

    def forget(self) -> None:
        """Begin again."""
        self.card = None
        self.compare.hide()
        self.code.set_value("")

    # comparing ------------------------------------------------------------------------------------------------------

    def _add_comparing(self) -> None:
        self.compare = QWidget(self)
        inside = column(self.compare, spacing=L)
        inside.addWidget(flowing("Read these six words to each other, and compare every one:", "strong", self.compare))
        self.words = Words("", "code", parent=self.compare)
        self.words.setAccessibleName("The six words of the other desk")
        inside.addWidget(self.words)
        self.agree = Tick("We read all six words aloud, and they are the same.", self.compare)
        inside.addWidget(self.agree)
        self.name = Field("What do you call this desk?", TextField(), width="long", parent=self.compare)
        inside.addWidget(self.name)
        self.role = Field("Whose desk is it?", ChoiceBox(roles_of_desks()), width="long", parent=self.compare)
        inside.addWidget(self.role)
        self.add = Button("Put it on the list", "primary", icon_name="check", parent=self.compare)
        self.add.clicked.connect(self.put_on_list)
        inside.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.compare)
        self.compare.hide()

    def show_card(self, card: "CardView") -> None:
        """Ask for the comparison of a card that was read."""
        self.card = card
        if card.known:
            self._errand.say(card.known, "info")
        self.words.setText(card.words)
        self.agree.setChecked(False)
        self.name.set_value(card.name)
        self.role.set_value(card.role.value if card.role else "")
        self.compare.show()
        self.agree.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_on_list(self) -> None:
        """Store the desk that was met."""
        card = self.card
        if card is None:
            return
        name, role, agreed = str(self.name.value()), str(self.role.value()), self.agree.isChecked()

        def work(vault: "Vault") -> "Done":
            done: Done = load(_DESKS).add_desk(vault, card=card, name=name, role=role, compared=agreed)
            return done

        self._errand.say("")
        self._session.change(work, lambda _done: self._on_added(name), self._on_refused)

    def _on_code(self) -> None:
        code = str(self.code.value())
        if not code:
            self.code.set_error("Type the code of their card, or choose the file")
            self.code.take_focus()
            return

        def work(vault: "Vault") -> "CardView":
            found: CardView = load(_DESKS).read_card(vault, code=code)
            return found

        self._errand.say("")
        self._session.run(work, self.show_card, lambda error: self.code.set_error(str(error)))

    def _on_added(self, name: str) -> None:
        self.forget()
        self.met.emit(name)

    def _on_refused(self, error: UserError) -> None:
        field = {"name": self.name, "role": self.role}.get(error.field if isinstance(error, BadAnswer) else "")
        if field is None:
            self._errand.fail(error)
        else:
            field.set_error(str(error))
            field.take_focus()


def roles_of_desks() -> tuple[tuple[str, str], ...]:
    """Return whose desk it may be."""
    return tuple((role.value, role.label) for role in load("spoc_desk.bundles.desk_card").DESK_ROLES)
