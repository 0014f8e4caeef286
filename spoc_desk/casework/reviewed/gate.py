"""Whether an incident or a case stops for the office: asked as for a referral, and never told why (X-26).

While it is stopped nothing of it leaves: nobody is recorded as told, no paper is made. Its clocks run on.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.moments import stored_now
from spoc_desk.casework.relay.stops import digest
from spoc_desk.casework.relay.triage import may_release
from spoc_desk.casework.restricted.matching import PersonKeys, is_restricted
from spoc_desk.domain.case_reviews import CaseReview
from spoc_desk.domain.review_moves import RELEASED_FIRST
from spoc_desk.domain.serious_incidents import IncidentChild, SeriousIncident
from spoc_desk.errors import Incomplete, NotYet
from spoc_desk.vault.records.stores import CASE_REVIEWS, INCIDENT_CHILDREN, SERIOUS_INCIDENTS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

_SOURCE = "2.3 rule 10"
Whole = TypeVar("Whole", SeriousIncident, CaseReview)


def children_of(reader: Reader, of: SeriousIncident | CaseReview) -> list[IncidentChild]:
    """Return the children of an incident or of a case, in the order they were written."""
    column = "serious_id" if isinstance(of, SeriousIncident) else "review_id"
    return INCIDENT_CHILDREN.find(reader, f"{column} = ?", (of.id,), tail="ORDER BY created_at, rowid")


def has_restricted_child(reader: Reader, of: SeriousIncident | CaseReview) -> bool:
    """Say whether a child of it is restricted, released or not."""
    return is_restricted(reader, _keys(children_of(reader, of)))


def must_stop(reader: Reader, of: SeriousIncident | CaseReview) -> bool:
    """Say whether a child is restricted and the office has not let these very children go on."""
    people = _keys(children_of(reader, of))
    return is_restricted(reader, people) and of.released_for != digest(people)


def refuse_stopped(reader: Reader, of: SeriousIncident | CaseReview) -> None:
    """Raise NotYet where nothing of it may leave."""
    if must_stop(reader, of):
        raise NotYet(f"{RELEASED_FIRST}.", _SOURCE)


def stopped_where_due(reader: Reader, of: Whole) -> Whole:
    """Return the record with its stop as it is now: Today shows it to the office."""
    return replace(of, stopped=must_stop(reader, of))


def release_incident(vault: Vault, *, serious_id: str, words: str) -> Done:
    """Let a stopped incident go on, for the very children it names now. Raises NotYet, Incomplete without words."""
    _office(vault, words)
    with vault.transaction("released a serious incident", reason=words.strip()) as tx:
        before = SERIOUS_INCIDENTS.get(tx, serious_id)
        stored = SERIOUS_INCIDENTS.update(tx, before, _released(tx, vault, before))
    return Done(Change(What.INCIDENT, None, (stored.id,)), record=stored)


def release_review(vault: Vault, *, review_id: str, words: str) -> Done:
    """Let a stopped case go on, for the very children it names now. Raises NotYet, Incomplete without words."""
    _office(vault, words)
    with vault.transaction("released a case review", reason=words.strip()) as tx:
        before = CASE_REVIEWS.get(tx, review_id)
        stored = CASE_REVIEWS.update(tx, before, _released(tx, vault, before))
    return Done(Change(What.REVIEW, None, (stored.id,)), record=stored)


def _released(tx: Transaction, vault: Vault, of: Whole) -> Whole:
    if not must_stop(tx, of):
        raise NotYet("Nothing is stopped here.", _SOURCE)
    return replace(
        of,
        stopped=False,
        released_by=vault.actor.name,
        released_at=stored_now(vault.clock),
        released_for=digest(_keys(children_of(tx, of))),
    )


def _office(vault: Vault, words: str) -> None:
    if not may_release(vault):
        raise NotYet("Only the office of the DCS or DASS, or the LA SPOC, decides about a restricted record.", _SOURCE)
    if not words.strip():
        raise Incomplete("Say who decided it, and what was considered.", _SOURCE)


def _keys(children: Iterable[IncidentChild]) -> tuple[PersonKeys, ...]:
    return tuple(
        PersonKeys(child.given_names, child.family_name, date_of_birth=child.date_of_birth) for child in children
    )
