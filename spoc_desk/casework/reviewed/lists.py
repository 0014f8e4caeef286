"""The lists of serious incidents and of cases before the Case Review Group, page by page, and how many stand where."""

import json
from dataclasses import dataclass
from datetime import date

from spoc_desk.casework.council import calendar
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words
from spoc_desk.casework.names import search_key
from spoc_desk.casework.paging import Page
from spoc_desk.deadlines import wording
from spoc_desk.deadlines.wording import State
from spoc_desk.domain.case_reviews import Outcome, ReviewState, Source
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.serious_incidents import SeriousState
from spoc_desk.vault.records.reviewed_list import (
    INCIDENTS,
    REVIEWS,
    ReviewedQuery,
    how_many,
    reviewed_page,
)
from spoc_desk.vault.rows import Row
from spoc_desk.vault.vault import Vault


@dataclass(frozen=True)
class ReviewedFilter:
    """What a list shows; empty parts leave a filter out.

    *text* is the beginning of a reference or of a child's name; *reference* and *name* ask for one of the two.
    """

    state: str = ""
    text: str = ""
    reference: str = ""
    name: str = ""
    source: str = ""
    open_only: bool = False
    sort: str = ""
    descending: bool = True


@dataclass(frozen=True)
class IncidentLine:
    """One serious incident in the list."""

    id: str
    reference: str
    state: SeriousState
    aware_words: str
    happened_words: str
    children: tuple[str, ...]
    due_on: date | None
    due_words: str
    due_state: str
    told: int
    sample: bool


@dataclass(frozen=True)
class ReviewLine:
    """One case in the list."""

    id: str
    reference: str
    state: ReviewState
    source: Source
    agency: str
    begun_words: str
    children: tuple[str, ...]
    decision: Outcome | None
    open_actions: int
    due_on: date | None
    due_words: str
    due_state: str
    sample: bool


def list_incidents(
    vault: Vault, *, filter: ReviewedFilter | None = None, offset: int = 0, limit: int = 50
) -> Page[IncidentLine]:
    """Return one page, the newest first. *text*: the beginning of a reference or of a child's name."""
    if not sees(vault, Sight.INCIDENTS):
        return Page((), 0, offset)
    wanted = filter or ReviewedFilter()
    rows, total = reviewed_page(vault, INCIDENTS, _query(wanted), offset=offset, limit=limit)
    return Page(tuple(_incident_line(vault, row) for row in rows), total, offset)


def list_reviews(
    vault: Vault, *, filter: ReviewedFilter | None = None, offset: int = 0, limit: int = 50
) -> Page[ReviewLine]:
    """Return one page, the newest first. *text*: the beginning of a reference or of a child's name."""
    if not sees(vault, Sight.INCIDENTS):
        return Page((), 0, offset)
    wanted = filter or ReviewedFilter()
    rows, total = reviewed_page(vault, REVIEWS, _query(wanted), offset=offset, limit=limit)
    return Page(tuple(_review_line(vault, row) for row in rows), total, offset)


def open_incidents(vault: Vault) -> int:
    """Return how many incidents have not ended; none for who does not see them."""
    return how_many(vault, INCIDENTS, open_only=True) if sees(vault, Sight.INCIDENTS) else 0


def open_reviews(vault: Vault) -> int:
    """Return how many cases have not ended; none for who does not see them."""
    return how_many(vault, REVIEWS, open_only=True) if sees(vault, Sight.INCIDENTS) else 0


def _query(wanted: ReviewedFilter) -> ReviewedQuery:
    typed = " ".join(wanted.text.split())
    return ReviewedQuery(
        reference=" ".join(wanted.reference.split()) or typed,
        name_key=search_key(wanted.name or typed),
        either=bool(typed),
        source=wanted.source,
        open_only=wanted.open_only,
        state=wanted.state,
        sort=wanted.sort,
        descending=wanted.descending,
    )


def _incident_line(vault: Vault, row: Row) -> IncidentLine:
    due, words, state = _due(vault, row["due_on"])
    return IncidentLine(
        id=str(row["id"]),
        reference=str(row["reference"]),
        state=SeriousState(row["state"]),
        aware_words=in_words(str(row["aware_at"])),
        happened_words=happened_words(str(row["incident_on"])),
        children=_names(row),
        due_on=due,
        due_words=words,
        due_state=state,
        told=int(row["told"]),
        sample=bool(row["sample"]),
    )


def _review_line(vault: Vault, row: Row) -> ReviewLine:
    due, words, state = _due(vault, row["due_on"])
    return ReviewLine(
        id=str(row["id"]),
        reference=str(row["reference"]),
        state=ReviewState(row["state"]),
        source=Source(row["source"]),
        agency=str(row["agency"]),
        begun_words=in_words(str(row["created_at"])),
        children=_names(row),
        decision=Outcome(row["decision"]) if row["decision"] else None,
        open_actions=int(row["open_actions"]),
        due_on=due,
        due_words=words,
        due_state=state,
        sample=bool(row["sample"]),
    )


def happened_words(incident_on: str) -> str:
    """Return "Sat 21 Nov 2026", or "November 2026" where only the month is known."""
    if len(incident_on) == len("2026-05"):
        return f"{date.fromisoformat(f'{incident_on}-01'):%B %Y}"
    return short_date(date.fromisoformat(incident_on))


def _names(row: Row) -> tuple[str, ...]:
    return tuple(str(name).strip() for name in json.loads(row["children"]))


def _due(vault: Vault, due: str | None) -> tuple[date | None, str, str]:
    if not due:
        return None, "", ""
    day = date.fromisoformat(due)
    state = wording.in_words(day, vault.clock.today(), calendar(vault)).state
    said = {State.OVERDUE: ", late", State.DUE_TODAY: ", today"}
    return day, f"{short_date(day)}{said.get(state, '')}", state.value
