"""Making a deputy pack: for whom, for how many days, what they will read, and the stick."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ..forms.flow import Flow
from ..lazy import load
from ..parts.flowing import flowing
from ..session import Session
from ..theme import M
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.choice_box import ChoiceBox
from ..widgets.field import Field
from ..widgets.text_field import NumberField
from .errand import Errand
from .pack_card import PACKS
from .travels import Travels, counted

if TYPE_CHECKING:
    from spoc_desk.casework.handover.choosing import Choice
    from spoc_desk.casework.handover.packs import PackPreview
    from spoc_desk.casework.handover.writing import Sealed
    from spoc_desk.vault.vault import Vault

    from ..long_job import Told

_INTRO = (
    "Somebody covers for you. The pack holds what the next days need, case by case, and nothing more: to read only, "
    "and it erases itself when its time is over. The cases stay with you."
)


class PackForm(Card):
    """What is sealed is what was seen."""

    def __init__(self, session: Session, errand: Errand, parent: QWidget | None = None) -> None:
        super().__init__("Make a deputy pack", parent)
        self._session, self._errand = session, errand
        self.preview: PackPreview | None = None
        self.column.setSpacing(M)
        self.column.addWidget(flowing(_INTRO, "muted", self))
        self.desk = Field("Who covers?", ChoiceBox(()), hint="A desk you have met.", width="long", parent=self)
        self.days = Field("For how many working days?", NumberField(), parent=self)
        self.days.set_value("5")
        for field in (self.desk, self.days):
            field.edited.connect(self._look_again)
            self.column.addWidget(field)
        self.travels = Travels(self)
        self.column.addWidget(self.travels)
        line = Flow(spacing=M)
        self.look = Button("See what is in it", "primary", icon_name="show", parent=self)
        self.look.clicked.connect(self._on_look)
        self.seal = Button("Choose the stick and seal the pack…", "primary", icon_name="lock", parent=self)
        self.seal.clicked.connect(lambda: errand.ask_folder("Where does the deputy pack go?", self.seal_in))
        for button in (self.look, self.seal):
            line.addWidget(button)
        self.column.addLayout(line)
        self._look_again()

    def show_desks(self, desks: "tuple[Choice, ...]") -> None:
        """Offer these desks."""
        box = self.desk.inner
        if isinstance(box, ChoiceBox):
            box.set_choices(desks)
        self._look_again()

    def seal_in(self, folder: Path) -> None:
        """Seal what was seen into *folder*."""
        asked = self._asked()
        if asked is None or self.preview is None:
            return
        desk_id, days = asked

        def work(vault: "Vault", told: "Told") -> "Sealed":
            sealed: Sealed = load(PACKS).seal_pack(vault, folder=folder, desk_id=desk_id, working_days=days, told=told)
            return sealed

        self._errand.run("Sealing the pack", work, self._on_sealed, writes=True)

    def _asked(self) -> tuple[str, int] | None:
        desk_id, days = str(self.desk.value()), str(self.days.value())
        self.desk.set_error("" if desk_id else "Choose a desk")
        self.days.set_error("" if days.isdecimal() else "Enter a number of days, such as 5")
        if not desk_id or not days.isdecimal():
            (self.desk if not desk_id else self.days).take_focus()
            return None
        return desk_id, int(days)

    def _on_look(self) -> None:
        asked = self._asked()
        if asked is None:
            return
        desk_id, days = asked

        def work(vault: "Vault", _told: "Told") -> "PackPreview":
            found: PackPreview = load(PACKS).preview_pack(vault, desk_id=desk_id, working_days=days)
            return found

        self._errand.run("Gathering what the next days need", work, self._on_preview)

    def _on_preview(self, preview: "PackPreview") -> None:
        self.preview = preview
        self.travels.clear()
        self.travels.show_leaks(preview.leaks)
        lines = [f"{line.case_ref}, {line.heading}: {line.words}" for line in preview.lines]
        head = f"{counted(len(preview.cases), 'case', 'cases')} · {preview.ends_words}"
        self.travels.add(head, lines or ["No case is open, so there is nothing to cover."])
        self.look.setVisible(preview.blocks)
        self.seal.setVisible(not preview.blocks and bool(preview.lines))
        (self.look if preview.blocks else self.seal).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sealed(self, sealed: "Sealed") -> None:
        self._look_again()
        said = f"{sealed.path.name} is the deputy pack. Its code is {sealed.head_code}: say it on the phone."
        self._errand.say(said, "ok")

    def _look_again(self) -> None:
        self.preview = None
        self.travels.clear()
        self.seal.hide()
        self.look.show()
