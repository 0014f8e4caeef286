"""The first day: from an empty folder to a desk with the council's own people in it."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt

from . import moves
from .hands import Given
from .moves import PASSWORD
from .stage import REST, Script, Shot, Stage, Until

DCS, DASS = "Office of the Director of Children's Services", "Office of the Director of Adult Social Services"
SPOC, DEPUTY = "Morgan Hale", "Noor Ashdown"
SCHOOL, HEALTH_VISITING, MIDWIVES = "Primary school, safeguarding lead", "Health visiting team", "Community midwifery"
GP, SOCIAL_CARE, ADULT_CARE = "GP practice, practice manager", "Children's assessment team", "Adult care team"
EDUCATION = "Education records office"

STAFF: tuple[Mapping[str, Given], ...] = (
    {"kind": "person", "name": DEPUTY, "job_title": "Team manager", "service_side": "both",
     "roles": ("Deputy SPOC",), "phone": "0300 000 0141"},
    {"kind": "service", "name": SCHOOL, "service_side": "children", "roles": ("Service lead", "Record-system owner"),
     "service": "school", "phone": "0300 000 0150"},
    {"kind": "service", "name": HEALTH_VISITING, "service_side": "children", "roles": ("Service lead",),
     "service": "health_visiting", "phone": "0300 000 0151"},
    {"kind": "service", "name": MIDWIVES, "service_side": "children", "roles": ("Service lead",),
     "service": "maternity", "phone": "0300 000 0152"},
    {"kind": "service", "name": GP, "service_side": "both", "roles": ("Service lead", "Record-system owner"),
     "service": "gp", "phone": "0300 000 0153"},
    {"kind": "service", "name": SOCIAL_CARE, "service_side": "children",
     "roles": ("Service lead", "Record-system owner"), "service": "childrens_social_care", "phone": "0300 000 0154"},
    {"kind": "service", "name": ADULT_CARE, "service_side": "adults", "roles": ("Service lead", "Record-system owner"),
     "service": "adult_social_care", "phone": "0300 000 0155"},
    {"kind": "service", "name": EDUCATION, "service_side": "children", "roles": ("Record-system owner",),
     "service": "school", "phone": "0300 000 0156"},
)  # fmt: skip


def first_run(stage: Stage) -> Script:
    """The wizard: Luton as the example, our own words, a password, the recovery sheet saved and typed back."""
    hands = stage.hands
    yield REST
    hands.answer(profile="luton")
    yield Shot("First run: the council")
    hands.answer(names="Luton, Luton Borough Council, Luton Council, Stopsley, Wigmore")
    hands.press("Next")
    hands.answer(name=SPOC, roles=("LA SPOC", "Office of the DCS", "Office of the DASS", "Administrator"))
    hands.press("Next")
    hands.answer(backup="Encrypted stick in the safe of the Director's office", purpose="practice", sample="no")
    yield Shot("First run: backups and practice")
    hands.press("Next")
    hands.answer(**{"Password": PASSWORD, "The same password again": PASSWORD})
    yield Shot("First run: the password")
    hands.press("Make the vault")
    yield Until(lambda: hands.sees("I have it on paper"), "the vault was not made")
    yield Shot("First run: the recovery sheet")
    yield from _sheet(stage)
    yield Until(lambda: moves.is_open(stage), "the desk did not open")
    yield Shot("Today on the first day")


def _sheet(stage: Stage) -> Script:
    hands = stage.hands
    path: Path = stage.paper("recovery-sheet")
    hands.press("Save the sheet as a PDF")
    yield REST
    hands.save_as(path)
    yield Until(path.exists, "the recovery sheet was not saved")
    groups = hands.texts("Group")
    hands.press("I have it on paper")
    yield REST
    for group in groups:
        hands.type_text(group)
    yield REST


def directory(stage: Stage) -> Script:
    """Our own people and services."""
    yield from moves.place(stage, "Directory")
    for entry in STAFF:
        stage.hands.press("Add a person or service")
        yield REST
        stage.hands.answer(**entry)
        yield from moves.save(stage, "Add this entry")
    yield Shot("The directory of our own people and services")
    stage.hands.key(Qt.Key.Key_Escape)
    yield REST


def first_day(stage: Stage) -> Script:
    """The wizard, then the directory."""
    yield from first_run(stage)
    yield from directory(stage)
