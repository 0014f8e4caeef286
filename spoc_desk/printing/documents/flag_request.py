"""The request to a record-system owner to place flags (template T1, R-003-03, R-003-79): one per person, one text."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.house_dates import short_date
from spoc_desk.printing.blocks import (
    Document,
    Fields,
    Heading,
    Keep,
    Notice,
    Para,
    Points,
    SignatureLine,
    Signatures,
    Table,
)  # fmt: skip
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM
from spoc_desk.printing.wording import fill

TITLE = "Flag request"
_STEPS = (
    "Place the words below on the record of each person listed, so that whoever opens the record sees them first.",
    "Use these words only. Add no reason, no place and no other name.",
    "Write in the day, sign, and return this sheet to the LA SPOC.",
)


@dataclass(frozen=True)
class FlaggedPerson:
    """Somebody whose record is flagged. Without a record number one is written in by hand, or told by phone."""

    alias: str
    record_number: str = ""


def flag_request(
    people: tuple[FlaggedPerson, ...],
    *,
    system: str,
    owner: str,
    wording: str,
    la_spoc: str,
    asked_on: date,
    paper: Paper,
) -> Document:
    """Return the request for one record system."""
    rows = tuple((one.alias, one.record_number, "", "") for one in people)
    return paper.document(
        TITLE,
        Fields((("To", owner), ("Record system", system), ("From", la_spoc), ("Asked on", short_date(asked_on)))),
        Points(_STEPS, numbered=True),
        Notice(fill(wording, la_spoc=la_spoc), "The words of the flag"),
        Heading(1, f"Records to flag: {len(people)}"),
        Para("Names are not written here. Ask the LA SPOC by phone which record is meant if a number is missing."),
        Table(
            ("Person", "Record number", "Flag placed on", "Placed by"),
            rows,
            (40.0, 48, 42, 44),
            min_height_mm=WRITING_MM,
            boxed=True,
        ),
        Keep(
            (
                Heading(1, "Confirmation"),
                Signatures((SignatureLine("Record-system owner", "The flags are placed as asked."),)),
            )
        ),
    )
