"""What the council has settled about disagreements, complaints and whistleblowing: times, names, where to turn."""

from dataclasses import replace
from typing import TYPE_CHECKING

from spoc_desk.profile.profile import Pointer

from ..widgets.answering import Answer, as_text
from ..widgets.banner import Line
from ..widgets.field import Field
from ..widgets.note_field import NoteField
from ..widgets.text_field import NumberField, TextField
from .profile_section import ProfileSection, Values

if TYPE_CHECKING:
    from spoc_desk.profile.profile import Profile

_STAGES = tuple(f"stage_{number}" for number in range(1, 5))
_MOST_DAYS, _MOST_HOURS = 60, 96
_NO_COLON = "Write each place on a line of its own: its name, a colon, and how to reach it"


class DisputesSection(ProfileSection):
    """Four stages, hours while a child is at risk, and the page that says where to turn."""

    key = "disputes"
    title = "Disagreements"
    intro = (
        "The guidance names four stages and no number of days: leave a stage empty, and only what has elapsed is "
        "shown. A new number counts for stages that are opened later."
    )

    def build(self) -> None:
        for number, key in enumerate(_STAGES, 1):
            hint = "Working days, or empty"
            field = Field(f"Settle stage {number} within", NumberField(), hint=hint, width="short")
            self.add(key, field, called=f"stage {number}")
        hint = "Hours, day and night, for each stage"
        self.add("risk_hours", Field("While a child is at risk of harm", NumberField(), hint=hint, width="short"))
        self.add("procedure", Field("Where the escalation process is found", TextField(), width="long"))
        self.add("board", Field("The board of the last stage", TextField(), width="long"))
        self.heading("Complaints")
        hint = "Working days after it was forwarded, or last asked about"
        self.add("complaint_days", Field("Ask how a complaint stands after", NumberField(), hint=hint, width="short"))
        hint = "Shown with a complaint that arises from a conference"
        label = "Where the procedure for conferences is found"
        self.add("conference", Field(label, TextField(), hint=hint, width="long"))
        self.heading("Whistleblowing")
        hint = "One place on each line: its name, a colon, how to reach it"
        self.add("whistleblowing", Field("Where to turn", NoteField(lines=8), hint=hint, width="long"))

    def read(self, profile: "Profile") -> dict[str, Answer]:
        disputes = profile.disputes
        days = zip(_STAGES, disputes.stage_working_days, strict=True)
        found: dict[str, Answer] = {key: str(number) if number else "" for key, number in days}
        return found | {
            "risk_hours": str(disputes.risk_hours),
            "complaint_days": str(disputes.complaint_working_days),
            "procedure": disputes.procedure,
            "board": disputes.board,
            "conference": disputes.conference_complaints,
            "whistleblowing": "\n".join(f"{one.title}: {one.where}" for one in disputes.whistleblowing),
        }

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        disputes = replace(
            profile.disputes,
            stage_working_days=tuple(int(as_text(values[key]).strip() or 0) for key in _STAGES),
            risk_hours=int(as_text(values["risk_hours"])),
            complaint_working_days=int(as_text(values["complaint_days"])),
            procedure=as_text(values["procedure"]).strip(),
            board=as_text(values["board"]).strip(),
            conference_complaints=as_text(values["conference"]).strip(),
            whistleblowing=tuple(_pointer(line) for line in _lines(as_text(values["whistleblowing"]))),
        )
        return replace(profile, disputes=disputes)

    def problems(self) -> list[Line]:
        found = [
            Line(f"Enter a number of working days from 1 to {_MOST_DAYS}, or leave it empty", key)
            for key in _STAGES
            if self.text(key).strip() and not _within(self.text(key), _MOST_DAYS)
        ]
        if not _within(self.text("risk_hours"), _MOST_HOURS):
            found.append(Line(f"Enter a number of hours from 1 to {_MOST_HOURS}", "risk_hours"))
        if not _within(self.text("complaint_days"), _MOST_DAYS):
            found.append(Line(f"Enter a number of working days from 1 to {_MOST_DAYS}", "complaint_days"))
        if any(":" not in line for line in _lines(self.text("whistleblowing"))):
            found.append(Line(_NO_COLON, "whistleblowing"))
        return found


def _pointer(line: str) -> Pointer:
    title, _, where = line.partition(":")
    return Pointer(title.strip(), where.strip())


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _within(text: str, most: int) -> bool:
    return text.strip().isdecimal() and 1 <= int(text) <= most
