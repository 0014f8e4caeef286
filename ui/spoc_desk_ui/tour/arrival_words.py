"""What is typed on the tour of the arrival: the family, the meeting, the needs, who holds which record."""

from collections.abc import Mapping

from .first_day import ADULT_CARE, EDUCATION, GP, HEALTH_VISITING, MIDWIVES, SCHOOL, SOCIAL_CARE
from .hands import Given

Filled = Mapping[str, Given]

FAMILY: tuple[Filled, ...] = (
    {"kind": "child", "date_of_birth": "14 3 2017", "sex": "female", "relationship": "child",
     "status_flags": ("Child in need",), "school": SCHOOL, "gp": GP},
    {"kind": "child", "date_of_birth": "2 9 2020", "sex": "male", "relationship": "child",
     "status_flags": ("Child in need",), "school": SCHOOL, "gp": GP},
    {"kind": "unborn", "expected_delivery_date": "3 3 2027", "relationship": "child"},
    {"kind": "adult", "date_of_birth": "30 6 1992", "sex": "female", "relationship": "mother",
     "parental_responsibility": "yes", "care_and_support_needs": "no", "status_flags": ("Heard at MARAC",), "gp": GP},
    {"kind": "adult", "date_of_birth": "11 1 1955", "sex": "male", "relationship": "grandparent",
     "parental_responsibility": "no", "care_and_support_needs": "yes",
     "status_flags": ("Open to adult social care",), "gp": GP},
)  # fmt: skip
GIVEN, SURNAME = "Tess", "Amberley"
"""The name of the first child, which no paper shows."""

MEETING: Filled = {
    "requested_on": "2 11 2026", "held_on": "today", "held_time": "10:30", "face_to_face": "yes",
    "venue": "dcs_office", "informed_of_move": "yes", "provision_identified": "yes", "ukpps_spoc_identified": "yes",
    "la_spoc_identified": "no", "flag_instruction_given": "yes",
    "minutes": "UKPPS told us of the move. School, health visiting, maternity care, the GP and adult care are needed "
    "from the first day. The LA SPOC is to be named within the week.",
}  # fmt: skip
PRESENT: tuple[Filled, ...] = (
    {"name": "J. Sample", "organisation": "ukpps", "capacity": "spoc"},
    {"name": "Robin Tallis", "organisation": "children", "capacity": "dcs"},
    {"name": "Imogen Farrow", "organisation": "adults", "capacity": "dass"},
)
AGREED: tuple[Filled, ...] = (
    {"text": "Name the LA SPOC and tell the UKPPS SPOC", "owner": "Office of the DCS", "due_on": "11 11 2026"},
)

CHILDREN, ALL_CHILDREN = ("Child A", "Child B"), ("Child A", "Child B", "Unborn 1")
NEEDS: tuple[Filled, ...] = (
    {"members": CHILDREN, "tier": "universal", "service": "school", "prior_or_current": "before",
     "local_provider": SCHOOL, "continuity": "in_place"},
    {"members": ("Child B",), "tier": "universal", "service": "health_visiting", "prior_or_current": "before",
     "local_provider": HEALTH_VISITING, "continuity": "in_place"},
    {"members": ("Adult 1",), "tier": "universal", "service": "maternity", "prior_or_current": "before",
     "local_provider": MIDWIVES, "continuity": "referred"},
    {"members": CHILDREN, "tier": "specialist", "service": "childrens_social_care", "prior_or_current": "before",
     "local_provider": SOCIAL_CARE, "continuity": "in_place"},
    {"members": ("Adult 2",), "tier": "specialist", "service": "adult_social_care", "prior_or_current": "before",
     "local_provider": ADULT_CARE, "continuity": "to_arrange"},
)  # fmt: skip
QUESTION = "There is a flag on the record of Child B. May we ask for the earlier developmental review?"
REPLY = "The review is asked for through the LA SPOC. It comes to you checked. Please ask nobody else."
NOTE = "Asked at the desk: the copy comes on Wednesd"
"""A note that is not finished when she locks."""


CARET_BACK = 4
SCHOOL_RECORD = ("School record", "Child A")
DECISION: Filled = {
    "what_information": "School record with the safeguarding file",
    "purpose": "So that the school can support the child from the first day.",
    "consent_sought": "not_basis", "lawful_basis": "public_task", "outcome": "share", "decided_on": "today",
    "necessary_and_proportionate": "yes", "third_parties_protected": "yes",
    "rationale": "The school needs the record to keep the child safe. Only this record, only to this school.",
}  # fmt: skip

SYSTEMS = ("Children's social care", "Adult social care", "Education", "Health visiting", "GP", "Early help", "MASH",
           "Youth justice", "Housing", "Other system")  # fmt: skip
HOLDS: Mapping[str, tuple[str, ...]] = {
    "Children's social care": ALL_CHILDREN,
    "Adult social care": ("Adult 2",),
    "Education": CHILDREN,
    "Health visiting": CHILDREN,
    "GP": ("Child A", "Child B", "Adult 1", "Adult 2"),
}
ASKED_OF: Mapping[str, str] = {
    "Children's social care": SOCIAL_CARE,
    "Adult social care": ADULT_CARE,
    "Education": EDUCATION,
    "Health visiting": HEALTH_VISITING,
    "GP": GP,
}
