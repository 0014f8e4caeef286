"""The print register, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final

from spoc_desk.domain.prints import Output, PrintedCopy, PrintKind
from spoc_desk.vault.records.contact_list import escaped
from spoc_desk.vault.records.stores import PRINTS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import SqlValue

ORDERS = {"copy": "copy_no", "kind": "kind", "case": "case_ref COLLATE NOCASE", "recipient": "recipient COLLATE NOCASE"}
"""What the register can be sorted by."""


class Series(StrEnum):
    """Copies that are numbered for themselves: a gap in the numbers of one would tell of copies of another."""

    CASES = auto()
    REFERRALS = auto()
    """Of referrals that were not begun from a relocation."""
    RELAY = auto()
    DISPUTES = auto()
    """Of escalations and consultations that belong to no relocation and no referral."""
    COMPLAINTS = auto()
    ROLLOUT = auto()
    """Statements of how far the guidance is made known."""
    REVIEWED = auto()
    """Of serious incidents and of the Case Review Group."""
    FIGURES = auto()
    """Of nobody: figures, and samples for audits."""


UNNAMED: Final = (Series.CASES, Series.REFERRALS, Series.RELAY)
"""The series that a copy shows by what it is of; of the others its row says the name."""
OF_SERIES: Final[Mapping[Series, str]] = {
    Series.CASES: "(series IS NULL AND relay_message_id IS NULL AND (referral_id IS NULL OR case_id IS NOT NULL))",
    Series.REFERRALS: "(series IS NULL AND referral_id IS NOT NULL AND case_id IS NULL)",
    Series.RELAY: "(series IS NULL AND relay_message_id IS NOT NULL)",
    **{each: f"(series = '{each.value}')" for each in Series if each not in UNNAMED},
}


@dataclass(frozen=True)
class PrintFilter:
    """What to show; an empty part matches everything. Words match anywhere, a copy number from its beginning."""

    number: str = ""
    kind: str = ""
    reference: str = ""
    made_by: str = ""
    recipient: str = ""
    output: str = ""
    case_id: str = ""
    out_only: bool = False
    series: tuple[Series, ...] = tuple(Series)
    sort: str = "copy"
    descending: bool = True


def print_page(reader: Reader, wanted: PrintFilter, *, offset: int, limit: int) -> tuple[list[PrintedCopy], int]:
    """Return one page of the register and how many copies match."""
    where, params = _where(wanted)
    way = "DESC" if wanted.descending else "ASC"
    order = f"ORDER BY {ORDERS.get(wanted.sort, 'copy_no')} {way}, copy_no DESC LIMIT ? OFFSET ?"
    rows = PRINTS.find(reader, where, (*params, limit, offset), tail=order)
    return rows, PRINTS.count(reader, where, params)


def _where(wanted: PrintFilter) -> tuple[str, Sequence[SqlValue]]:
    parts: list[str] = ["1"]
    params: list[SqlValue] = []
    if wanted.number:
        parts.append("CAST(copy_no AS TEXT) LIKE ? ESCAPE '\\'")
        params.append(f"{escaped(wanted.number)}%")
    for column, text in (
        ("case_ref", wanted.reference),
        ("made_by", wanted.made_by),
        ("recipient", wanted.recipient),
    ):
        if text:
            parts.append(f"{column} LIKE ? ESCAPE '\\'")
            params.append(f"%{escaped(text)}%")
    for column, text, terms in (("kind", wanted.kind, PrintKind), ("output", wanted.output, Output)):
        if text:
            found = [term.value for term in terms if text.casefold() in term.label.casefold()]
            parts.append(f"{column} IN ({', '.join('?' * len(found))})")
            params += found
    if wanted.case_id:
        parts.append("case_id = ?")
        params.append(wanted.case_id)
    if set(wanted.series) != set(Series):
        parts.append(f"({' OR '.join(OF_SERIES[each] for each in wanted.series) or '0'})")
    if wanted.out_only:
        parts.append("destroyed_on IS NULL")
    return " AND ".join(parts), params
