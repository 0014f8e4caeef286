"""One-off days on which nobody works here: a coronation, an extra day the council gives."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ..widgets.answering import Answer, as_ids
from ..widgets.field import Field
from ..widgets.words import Words
from .days_field import DaysField
from .profile_section import ProfileSection, Values

if TYPE_CHECKING:
    from spoc_desk.profile.profile import Profile


class HolidaysSection(ProfileSection):
    """Bank holidays are known; here are the days beside them."""

    key = "holidays"
    title = "Extra days off"

    def build(self) -> None:
        known = self.tools.calendar.table_ends_on.year
        words = (
            f"Bank holidays in England are known until the end of {known}. Add only days beside them: "
            "they then do not count as working days."
        )
        self.column.addWidget(Words(words, "muted", parent=self))
        days = DaysField(self.session.clock, self.tools.calendar)
        self.add("days", Field("Add a day", days, hint="For example 3 6 2027 or 3 jun 2027"), called="extra days off")

    def read(self, profile: "Profile") -> dict[str, Answer]:
        return {"days": profile.extra_holidays}

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        return replace(profile, extra_holidays=as_ids(values["days"]))
