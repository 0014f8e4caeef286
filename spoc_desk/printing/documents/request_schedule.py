"""The schedule of records asked of the UKPPS SPOC (template T3, R-003-22): record types, aliases, days. No place."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.house_dates import short_date
from spoc_desk.printing.blocks import Document, Fields, Heading, Keep, Notice, Para, SignatureLine, Signatures, Table
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM
from spoc_desk.printing.wording import fill

TITLE = "Request schedule"


@dataclass(frozen=True)
class RequestedRecord:
    """One record that services here need."""

    item_no: int
    title: str
    members: tuple[str, ...]
    needed_by: date | None = None
    urgency: str = ""


def request_schedule(
    records: tuple[RequestedRecord, ...],
    *,
    wording: str,
    ukpps_spoc: str,
    la_spoc: str,
    asked_on: date,
    paper: Paper,
) -> Document:
    """Return the request to the UKPPS SPOC, with room to answer each line by hand."""
    rows = tuple(
        (
            f"{one.item_no}. {one.title}",
            "\n".join(one.members) or "Household",
            "\n".join(part for part in (short_date(one.needed_by) if one.needed_by else "", one.urgency) if part),
            "",
        )
        for one in records
    )
    return paper.document(
        TITLE,
        Fields((("To", ukpps_spoc), ("From", la_spoc), ("Asked on", short_date(asked_on)))),
        Para(fill(wording, la_spoc=la_spoc)),
        Heading(1, f"Records asked for: {len(records)}"),
        Table(
            ("Record", "For", "Needed by", "Supplied on, or why not"),
            rows,
            (66.0, 26, 38, 44),
            min_height_mm=WRITING_MM,
            boxed=True,
        ),
        Notice("Write no place, address, service, school, police force or court on this sheet."),
        Keep(
            (
                Heading(1, "Signatures"),
                Signatures((SignatureLine("LA SPOC", "Asked"), SignatureLine("UKPPS SPOC", "Received"))),
            )
        ),
    )
