"""What the council has settled about RELAY: the words of the message, holidays, and when agreements are looked at."""

from dataclasses import replace
from typing import TYPE_CHECKING

from spoc_desk.domain.relay_message import SUBJECT_HOLDS

from ..widgets.answering import Answer, as_text
from ..widgets.banner import Line
from ..widgets.field import Field
from ..widgets.note_field import NoteField
from ..widgets.options import YesNo
from ..widgets.text_field import TextField
from .profile_section import ProfileSection, Values

if TYPE_CHECKING:
    from spoc_desk.profile.profile import Profile

_MOST_MONTHS = 60


class RelaySection(ProfileSection):
    """The message itself has four facts, which nobody can change."""

    key = "relay"
    title = "RELAY"
    intro = "The words around the four facts that a school is told, and what is done in the holidays."

    def build(self) -> None:
        hint = f"The schools' mail looks for the words “{SUBJECT_HOLDS}”"
        self.add("subject", Field("Subject", TextField(), hint=hint, width="long"))
        hint = "It names your police force. The four facts follow it"
        self.add("sentence", Field("Opening sentence", NoteField(lines=3), hint=hint, width="long"))
        self.heading("In the holidays")
        hint = (
            "The scheme stops in closures longer than one week. A national duty since 2024 (Operation Encompass) is to "
            "tell schools before their next day, holidays included. Your council decides"
        )
        self.add("every_day", Field("Tell schools in long closures too?", YesNo(), hint=hint), called="holidays")
        self.heading("Agreements")
        hint = "Where no day is written into an agreement"
        self.add(
            "months", Field("Look at agreements again after how many months?", TextField(), hint=hint, width="short")
        )

    def read(self, profile: "Profile") -> dict[str, Answer]:
        relay = profile.relay
        return {
            "subject": relay.subject,
            "sentence": relay.sentence,
            "every_day": "yes" if relay.every_day else "no",
            "months": str(relay.agreement_review_months),
        }

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        relay = replace(
            profile.relay,
            subject=as_text(values["subject"]).strip(),
            sentence=as_text(values["sentence"]).strip(),
            every_day=values["every_day"] == "yes",
            agreement_review_months=int(as_text(values["months"])),
        )
        return replace(profile, relay=relay)

    def problems(self) -> list[Line]:
        found = []
        if SUBJECT_HOLDS not in self.text("subject"):
            found.append(Line(f"The subject must hold the words “{SUBJECT_HOLDS}”", "subject"))
        if not self.text("sentence").strip():
            found.append(Line("Enter the opening sentence", "sentence"))
        months = self.text("months").strip()
        if not months.isdecimal() or not 1 <= int(months) <= _MOST_MONTHS:
            found.append(Line(f"Enter a number of months from 1 to {_MOST_MONTHS}", "months"))
        return found
