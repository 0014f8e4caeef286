"""The slip that goes with a sanitised record to one of our own services (template T4, R-003-26).

It tells a practitioner what she holds and whom to ask, and nothing of why: no word of the protection service.
"""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.terms import Method
from spoc_desk.printing.blocks import (
    CutLine,
    Document,
    Fields,
    Heading,
    Keep,
    Notice,
    SignatureLine,
    Signatures,
    Spacer,
    Tick,
    Ticks,
)  # fmt: skip
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.wording import fill

TITLE = "Pass-on slip"


@dataclass(frozen=True)
class PassedRecord:
    """One sanitised copy on its way to a service."""

    title: str
    members: tuple[str, ...]
    service: str
    passed_on: date
    method: Method
    pages: int | None = None


def pass_on_slip(record: PassedRecord, *, wording: str, la_spoc: str, paper: Paper) -> Document:
    """Return the slip, with a receipt to cut off and return."""
    what = (
        ("Record", record.title),
        ("For", ", ".join(record.members) or "The household"),
        ("Pages", "Not counted" if record.pages is None else str(record.pages)),
    )
    receipt = (
        CutLine("Receipt: please sign and return this part to the LA SPOC"),
        Fields((*what, ("Slip", _slip_name(paper)), ("Service", record.service))),
        Ticks((Tick("Received complete"), Tick("Pages are missing; number received:")), columns=2),
        Spacer(2),
        Signatures((SignatureLine("For the service", "I have read the rule on this slip."),)),
    )
    return paper.document(
        TITLE,
        Notice(fill(wording, la_spoc=la_spoc), "The rule for these records"),
        Heading(1, "What you are given"),
        Fields(
            (
                ("To", record.service),
                ("From", la_spoc),
                *what,
                ("Passed on", f"{short_date(record.passed_on)}, {_small(record.method.label)}"),
            )
        ),
        Keep(receipt),
    )


def _slip_name(paper: Paper) -> str:
    return ", ".join(
        part for part in (paper.reference, "" if paper.copy_no is None else f"copy {paper.copy_no}") if part
    )


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
