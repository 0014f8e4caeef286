"""Schools of our own area, the neighbourhood partnerships they belong to, and who supports attendance (domain 1.16)."""

from dataclasses import dataclass
from typing import NewType

from spoc_desk.domain.record import Record
from spoc_desk.domain.terms import Term

SchoolId = NewType("SchoolId", str)


class Phase(Term):
    NURSERY = "nursery", "Nursery"
    INFANT = "infant", "Infant"
    JUNIOR = "junior", "Junior"
    PRIMARY = "primary", "Primary"
    MIDDLE = "middle", "Middle"
    SECONDARY = "secondary", "Secondary"
    ALL_THROUGH = "all_through", "All-through"
    SIXTH_FORM = "sixth_form", "Sixth form or college"
    SPECIAL = "special", "Special"
    ALTERNATIVE = "alternative", "Alternative provision"
    NOT_KNOWN = "not_known", "Not known"


@dataclass(frozen=True, kw_only=True)
class School(Record):
    """One school or nursery. `partnership` is the id of a partnership, empty for none."""

    id: SchoolId
    name: str
    phase: Phase = Phase.NOT_KNOWN
    partnership: str = ""
    associate: bool = False  # an associate secondary member of its partnership
    trust: str = ""
    behaviour_unit: bool = False
    laestab: str = ""  # seven digits: our authority's three, the school's four
    phone: str = ""
    email: str = ""
    head: str = ""
    safeguarding_lead: str = ""
    safeguarding_email: str = ""
    active: bool = True
    sample: bool = False


@dataclass(frozen=True, kw_only=True)
class SchoolPartnership(Record):
    """A neighbourhood partnership, and the officer whom its schools ask about attendance (S002:24)."""

    name: str
    officer: str = ""
    officer_phone: str = ""
    officer_email: str = ""
