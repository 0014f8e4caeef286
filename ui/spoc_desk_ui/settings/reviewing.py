"""What the council settled of the safeguarding partnership: its business unit, the agencies of a rapid review."""

from dataclasses import replace
from typing import TYPE_CHECKING

from spoc_desk.forms.checks import check_email, check_phone

from ..widgets.answering import Answer, as_ids, as_text
from ..widgets.banner import Line
from ..widgets.field import Field
from ..widgets.options import YesNo
from ..widgets.text_field import TextField
from .entries_field import EntriesField
from .profile_section import ProfileSection, Values
from .referring import entries_of, packed_entries

if TYPE_CHECKING:
    from spoc_desk.profile.profile import Profile

_FACTS = (
    ("partnership", "Name of the partnership", "Stands on the papers of the Case Review Group"),
    ("unit_name", "Business unit", "Where a referral to the group goes"),
    ("unit_phone", "Phone of the business unit", ""),
    ("unit_email", "Secure e-mail of the business unit", ""),
    ("sharing_agreement", "Agreement on sharing information", "Named on decisions to share, and on their paper"),
    ("scrutineer", "Independent scrutineer", "Informed of each decision of the partners"),
)


class ReviewingSection(ProfileSection):
    """The partnership as its papers name it."""

    key = "reviewing"
    title = "Partnership"
    intro = "The safeguarding partnership, for serious incidents and the Case Review Group."

    def build(self) -> None:
        for key, label, hint in _FACTS:
            self.add(key, Field(label, TextField(), hint=hint, width="medium"))
        self.heading("48 hours to confirm a referral in writing")
        hint = "As shipped they run from the first word to the business unit"
        self.add("written_from_decision", Field("Count from the decision to refer instead?", YesNo(), hint=hint))
        self.heading("Rapid reviews")
        hint = "The relevant agencies of your arrangements, to choose from when one is asked"
        self.add("agencies", Field("Agencies", EntriesField("Agency", "Add an agency"), hint=hint, width="long"))

    def read(self, profile: "Profile") -> dict[str, Answer]:
        known = profile.reviewing
        found: dict[str, Answer] = {key: getattr(known, key) for key, *_ in _FACTS}
        found["written_from_decision"] = "yes" if known.written_from_decision else "no"
        found["agencies"] = packed_entries(known.agencies)
        return found

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        told = {key: as_text(values[key]).strip() for key, *_ in _FACTS}
        reviewing = replace(
            profile.reviewing,
            **told,
            written_from_decision=values["written_from_decision"] == "yes",
            agencies=entries_of(values["agencies"]),
        )
        return replace(profile, reviewing=reviewing)

    def problems(self) -> list[Line]:
        found = [] if self.text("unit_name").strip() else [Line("Enter the name of the business unit", "unit_name")]
        for key, check in (("unit_phone", check_phone), ("unit_email", check_email)):
            sentence = check(self.text(key)) if self.text(key).strip() else ""
            if sentence:
                found.append(Line(sentence.rstrip("."), key))
        if not as_ids(self.fields["agencies"].value()):
            found.append(Line("Enter at least one agency", "agencies"))
        return found
