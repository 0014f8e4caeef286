"""Local durations: the source gives none, so they are the council's to set."""

from dataclasses import replace
from typing import TYPE_CHECKING

from spoc_desk.profile.profile import Clocks

from ..lock import LEAST_MINUTES, MOST_MINUTES
from ..widgets.answering import Answer, as_text
from ..widgets.banner import Line
from ..widgets.field import Field
from ..widgets.text_field import NumberField
from .profile_section import ProfileSection, Values

if TYPE_CHECKING:
    from spoc_desk.profile.profile import Profile

_DAYS = (
    (
        "exchange_idle_working_days",
        "Ask UKPPS again after",
        "Working days without an answer before a record stands under “Chase”.",
    ),
    (
        "pass_on_working_days",
        "Pass on within",
        "Working days a checked record may wait with the LA SPOC.",
    ),
    (
        "query_working_days",
        "Answer a question within",
        "Working days before a practitioner's question counts as late.",
    ),
)
_HOURS = "written_confirmation_hours"
_MOST_HOURS = 96
_LOCK = "lock_after_minutes"
_MOST_DAYS = 60
_SHEET = "try_sheet_months"
_MOST_MONTHS = 12


class ClocksSection(ProfileSection):
    """Three clocks in working days, one in hours, one in months, and the idle lock."""

    key = "clocks"
    title = "Clocks and lock"
    intro = (
        "The guidance names no number of days for these; they are your council's. The one week for naming the "
        "LA SPOC is fixed by the guidance and cannot be changed here. A new number counts for clocks that start later."
    )

    def build(self) -> None:
        for key, label, hint in _DAYS:
            self.add(key, Field(label, NumberField(), hint=hint, width="short"), called=label.lower())
        hint = "Hours after a referral by phone. Public forms say 24 or 48."
        self.add(_HOURS, Field("Confirm a phone call in writing within", NumberField(), hint=hint, width="short"))
        self.heading("Recovery sheet")
        hint = "Months without a try before Today asks to fetch the envelope and try the sheet."
        self.add(_SHEET, Field("Try the recovery sheet every", NumberField(), hint=hint, width="short"))
        self.heading("Lock")
        self.add(
            _LOCK,
            Field(
                "Lock when unused for",
                NumberField(),
                hint=f"Minutes, {LEAST_MINUTES} to {MOST_MINUTES}. What is half typed comes back after unlocking.",
                width="short",
            ),
            called="lock when unused",
        )

    def read(self, profile: "Profile") -> dict[str, Answer]:
        return {key: str(value) for key, value in vars(profile.clocks).items()}

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        return replace(profile, clocks=Clocks(**{key: int(as_text(value)) for key, value in values.items()}))

    def problems(self) -> list[Line]:
        found = []
        for key, *_ in _DAYS:
            if not _within(self.text(key), 1, _MOST_DAYS):
                found.append(Line(f"Enter a number of working days from 1 to {_MOST_DAYS}", key))
        if not _within(self.text(_HOURS), 1, _MOST_HOURS):
            found.append(Line(f"Enter a number of hours from 1 to {_MOST_HOURS}", _HOURS))
        if not _within(self.text(_SHEET), 1, _MOST_MONTHS):
            found.append(Line(f"Enter a number of months from 1 to {_MOST_MONTHS}", _SHEET))
        if not _within(self.text(_LOCK), LEAST_MINUTES, MOST_MINUTES):
            found.append(Line(f"Enter a number of minutes from {LEAST_MINUTES} to {MOST_MINUTES}", _LOCK))
        return found


def _within(text: str, least: int, most: int) -> bool:
    return text.isdecimal() and least <= int(text) <= most
