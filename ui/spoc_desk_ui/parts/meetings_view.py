"""A meeting to read, in the order of the printed record."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.house_dates import short_date
from spoc_desk.forms.definition import FormDef, Section
from spoc_desk.forms.loader import load_form

from ..forms.answers_view import AnswersView, FactLine
from ..forms.record_view import Action, RecordView
from ..theme import XS, M, S
from ..widgets.buttons import Button
from ..widgets.card import SectionHead
from ..widgets.notice import Notice
from ..widgets.state_chip import StateChip
from ..widgets.surface import column, row
from ..widgets.tones import State, Tone
from ..widgets.words import Words
from .meetings_lists import MeetingRow, standard_state

if TYPE_CHECKING:
    from spoc_desk.casework.standards import StandardView
    from spoc_desk.domain.meetings import MeetingAction

EDIT, STANDARDS, PRINT = "edit", "standards", "print"
_ACTIONS = (
    Action(EDIT, "Change…", icon="edit"),
    Action(STANDARDS, "Note the standards…"),
    Action(PRINT, "Print this record", icon="print"),
)


class StandardLine(QWidget):
    """One standard: its sentence, how it stands, what the records show and what was noted as evidence."""

    def __init__(self, number: int, standard: "StandardView", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=XS)
        head = row(spacing=M)
        head.addWidget(Words(f"{number}  {standard.standard.label}", parent=self), 1)
        state = standard_state(standard)
        head.addWidget(StateChip(state.word, state.tone, parent=self), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        said = [standard.words, f"Evidence: {standard.evidence}" if standard.evidence else ""]
        if standard.met_on is not None:
            said.insert(0, f"Met on {short_date(standard.met_on)}.")
        layout.addWidget(Words(" ".join(each for each in said if each), "small", parent=self))


class AgreedLine(QWidget):
    """Something that was agreed: what, who, by when, and a button while it is open.

    Signals:
        finished: its id, it is done.
    """

    finished = Signal(str)

    def __init__(self, action: "MeetingAction", today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = action.id
        line = row(self, spacing=M)
        text = column(spacing=0)
        text.addWidget(Words(action.text, parent=self))
        text.addWidget(Words(_who_and_when(action), "small", parent=self))
        line.addLayout(text, 1)
        state = _agreed_state(action, today)
        line.addWidget(StateChip(state.word, state.tone, parent=self), 0, Qt.AlignmentFlag.AlignTop)
        if action.done_on is None:
            button = Button("Done today", "quiet", parent=self)
            button.setAccessibleName(f"Done today: {action.text}")
            button.clicked.connect(self._on_clicked)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _on_clicked(self) -> None:
        self.finished.emit(self._id)


class MeetingPage(RecordView):
    """The record of one meeting.

    Signals:
        finished: the id of something agreed that is done today.
    """

    finished = Signal(str)

    def __init__(self, shown: MeetingRow, today: date, parent: QWidget | None = None) -> None:
        meeting = shown.view.meeting
        heading = f"Meeting {meeting.meeting_no}, {short_date(meeting.held_on)}"
        form = load_form("meeting")
        super().__init__(heading, _ACTIONS, sentence=" ".join(form.fixed_text), parent=parent)
        for section in form.sections:
            self._add(form, section, shown, today)

    def _add(self, form: FormDef, section: Section, shown: MeetingRow, today: date) -> None:
        self.column.addSpacing(S)
        self.column.addWidget(SectionHead(section.title, role="strong", parent=self))
        if section.banner:
            self.column.addWidget(Notice(section.banner, "warn", closable=False, parent=self))
        if section.id == "attendees":
            for each in shown.view.attendees:
                said = f"{each.organisation.label}, there as {each.capacity.label}"
                self.column.addWidget(FactLine(each.name, said, self))
        elif section.id == "agreed":
            self._add_agreed(shown, today)
        elif section.id == "standards":
            for number, standard in enumerate(shown.standards, 1):
                self.column.addWidget(StandardLine(number, standard, self))
        else:
            only = FormDef(form.id, form.title, (section,))
            self.column.addWidget(AnswersView(only, shown.answers, parent=self))

    def _add_agreed(self, shown: MeetingRow, today: date) -> None:
        if not shown.view.actions:
            self.column.addWidget(Words("Nothing was agreed.", "muted", parent=self))
        for each in shown.view.actions:
            line = AgreedLine(each, today, self)
            line.finished.connect(self.finished)
            self.column.addWidget(line)


def _who_and_when(action: "MeetingAction") -> str:
    parts = [action.owner or "Nobody named"]
    if action.due_on is not None:
        parts.append(f"by {short_date(action.due_on)}")
    if action.done_on is not None:
        parts.append(f"done {short_date(action.done_on)}")
    return ", ".join(parts)


def _agreed_state(action: "MeetingAction", today: date) -> State:
    if action.done_on is not None:
        late = action.due_on is not None and action.done_on > action.due_on
        return State("Done late" if late else "Done", Tone.WARN if late else Tone.DONE)
    if action.due_on is not None and action.due_on < today:
        return State("Late", Tone.LATE)
    return State("Open", Tone.NOT_YET)
