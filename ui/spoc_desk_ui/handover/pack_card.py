"""A deputy pack at the desk of who covers: its lines case by case, what was done, and the list that goes back."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from spoc_desk.errors import BadAnswer, UserError

from ..lazy import load
from ..parts.flowing import flowing
from ..session import Session
from ..theme import XS, M
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.choice_box import ChoiceBox
from ..widgets.date_field import DateField
from ..widgets.field import Field
from ..widgets.note_field import NoteField
from ..widgets.surface import column, row
from .errand import Errand
from .travels import counted

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.handover.packs import PackView
    from spoc_desk.casework.handover.writing import Sealed
    from spoc_desk.deadlines.calendar import Calendar
    from spoc_desk.vault.vault import Vault

    from ..long_job import Told

PACKS = "spoc_desk.casework.handover.packs"


class PackCard(Card):
    """Read-only but for what was done meanwhile."""

    def __init__(
        self, pack: "PackView", session: Session, errand: Errand, calendar: "Calendar", parent: QWidget | None = None
    ) -> None:
        super().__init__("Deputy pack", parent)
        made = f"From {pack.desk_name}. Made {pack.made_words} by {pack.made_by}. {pack.ends_words}"
        self.head.say("Deputy pack", made)
        self.pack, self._session, self._errand = pack, session, errand
        self.column.setSpacing(M)
        self._add_lines()
        self._add_notes()
        if pack.lines:
            self._add_question(calendar)
        self.back = Button("Seal the list of what I did…", icon_name="lock", parent=self)
        self.back.clicked.connect(lambda: errand.ask_folder("Where does the hand-back list go?", self.hand_back))
        self.column.addLayout(_left(self.back))

    def hand_back(self, folder: Path) -> None:
        """Seal the hand-back list into *folder*."""
        pack_id = self.pack.pack_id

        def work(vault: "Vault", told: "Told") -> "Sealed":
            sealed: Sealed = load(PACKS).seal_hand_back(vault, pack_id=pack_id, folder=folder, told=told)
            return sealed

        self._errand.run(
            "Sealing the list",
            work,
            lambda sealed: self._errand.say(f"{sealed.path.name} says what you did. Give it back.", "ok"),
            writes=True,
        )

    def note_done(self) -> None:
        """Store what was done on a case."""
        pack_id = self.pack.pack_id
        case_ref, day, said = (str(field.value()) for field in (self.case, self.day, self.done))

        def work(vault: "Vault") -> "Done":
            done: Done = load(PACKS).note_done(
                vault, pack_id=pack_id, case_ref=case_ref, done_on=day, what_was_done=said
            )
            return done

        self._session.change(work, None, self._on_refused)

    # parts ----------------------------------------------------------------------------------------------------------

    def _add_lines(self) -> None:
        if not self.pack.lines:
            self.column.addWidget(flowing("Its time is over: what stood in it was erased.", "muted", self))
        for case_ref, lines in groupby(self.pack.lines, key=lambda line: line.case_ref):
            part = QWidget(self)
            inside = column(part, spacing=XS)
            inside.addWidget(flowing(case_ref, "strong", part))
            for line in lines:
                inside.addWidget(flowing(f"{line.heading}: {line.words}", "body", part))
            self.column.addWidget(part)

    def _add_notes(self) -> None:
        notes = self.pack.notes
        if notes:
            said = counted(len(notes), "thing you did", "things you did")
            self.column.addWidget(flowing(f"{said}. {self.pack.handed_back_words}".strip(), "strong", self))
        for note in notes:
            self.column.addWidget(flowing(f"{note.case_ref}: {note.what_was_done}", "body", self))

    def _add_question(self, calendar: "Calendar") -> None:
        references = dict.fromkeys(line.case_ref for line in self.pack.lines)
        cases = ChoiceBox([(ref, ref) for ref in references])
        self.case = Field("On which case did you do something?", cases, width="medium")
        self.day = Field("When?", DateField(self._session.clock, calendar))
        self.done = Field("What did you do?", NoteField(lines=2), width="long")
        if len(references) == 1:
            self.case.set_value(next(iter(references)))
        for field in (self.case, self.day, self.done):
            self.column.addWidget(field)
        self.note = Button("Note it", "primary", parent=self)
        self.note.clicked.connect(self.note_done)
        self.column.addLayout(_left(self.note))

    def _on_refused(self, error: UserError) -> None:
        fields = {"case_ref": self.case, "done_on": self.day, "what_was_done": self.done}
        field = fields.get(error.field if isinstance(error, BadAnswer) else "")
        if field is None:
            self._errand.fail(error)
        else:
            field.set_error(str(error))
            field.take_focus()


def _left(button: Button) -> QHBoxLayout:
    line = row(spacing=M)
    line.addWidget(button)
    line.addStretch(1)
    return line
