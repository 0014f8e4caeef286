"""When schools are closed: half-terms, holidays, training days; for all, a partnership or one school (domain 1.16)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import Record
from spoc_desk.domain.schools import School
from spoc_desk.domain.terms import Term


class ClosureKind(Term):
    HALF_TERM = "half_term", "Half-term"
    CHRISTMAS = "christmas", "Christmas holiday"
    EASTER = "easter", "Easter holiday"
    SUMMER = "summer", "Summer holiday"
    INSET = "inset", "Staff training (INSET)"
    OTHER = "other", "Other closure"


@dataclass(frozen=True, kw_only=True)
class Closure(Record):
    """The days from `first` to `last`, both closed. Without school and partnership it is for every school."""

    first: date
    last: date
    kind: ClosureKind
    partnership: str = ""
    school_id: str = ""
    year: str = ""
    """The academic year it was entered for, as "2026-27"."""

    def is_for(self, school: School) -> bool:
        """Say whether *school* is closed on these days."""
        if self.school_id:
            return self.school_id == school.id
        return self.partnership in ("", school.partnership)


def academic_year(day: date) -> str:
    """Return the academic year of a day, which begins on 1 September, as "2026-27"."""
    first = day.year if day.month >= _SEPTEMBER else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"


_SEPTEMBER = 9
