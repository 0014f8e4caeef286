"""The children of a serious incident or of a case before the Case Review Group (form "incident_child")."""

from dataclasses import replace
from typing import Final

from spoc_desk.casework.accepting import accept, accept_change
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.names import search_key
from spoc_desk.casework.reviewed import incidents
from spoc_desk.casework.reviewed.gate import children_of, stopped_where_due
from spoc_desk.domain.case_reviews import CaseReview, ReviewState
from spoc_desk.domain.record import new_id
from spoc_desk.domain.serious_incidents import (
    MOST_CHILDREN,
    Event,
    Harm,
    IncidentChild,
    SeriousIncident,
    SeriousState,
)
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import CASE_REVIEWS, INCIDENT_CHILDREN, SERIOUS_INCIDENTS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FORM: Final = "incident_child"
_TOO_MANY: Final = (
    f"One notification takes {MOST_CHILDREN} children. Describe the others in the incident itself, “Further children”."
)


def add_child(vault: Vault, *, answers: Answers, serious_id: str = "", review_id: str = "") -> Done:
    """Add a child to an incident or to a case. Raises BadAnswer, NotYet once it is closed."""
    accepted = accept(vault, FORM, answers, vault.clock.today(), complete=True)
    child = accepted.new(IncidentChild, id=new_id(), serious_id=serious_id or None, review_id=review_id or None)
    _fits(child)
    with vault.transaction("added a child to a serious incident or case review") as tx:
        of = _of(tx, child)
        if len(children_of(tx, of)) >= MOST_CHILDREN:
            raise BadAnswer(_TOO_MANY, "given_names")
        stored = INCIDENT_CHILDREN.insert(tx, _keyed(child))
        _follow(tx, vault, of)
    return Done(_change(of), accepted.leaks, stored)


def change_child(vault: Vault, *, child_id: str, answers: Answers, version: int) -> Done:
    """Correct a child; what follows from it is reckoned anew. Raises StaleRecord, BadAnswer, NotYet."""
    before = replace(INCIDENT_CHILDREN.get(vault, child_id), version=version)
    accepted = accept_change(vault, FORM, before, answers, vault.clock.today())
    after = _keyed(accepted.changed(before))
    _fits(after)
    with vault.transaction("changed a child of a serious incident or case review") as tx:
        of = _of(tx, before)
        stored = INCIDENT_CHILDREN.update(tx, before, after)
        _follow(tx, vault, of)
    return Done(_change(of), accepted.leaks, stored)


def remove_child(vault: Vault, *, child_id: str, reason: str) -> Done:
    """Take out a child who was never part of it, with the reason."""
    if not reason.strip():
        raise BadAnswer("Say why this child does not belong to it.", "reason")
    with vault.transaction("took a child out of a serious incident or case review", reason=reason.strip()) as tx:
        before = INCIDENT_CHILDREN.get(tx, child_id)
        of = _of(tx, before)
        INCIDENT_CHILDREN.delete(tx, before)
        _follow(tx, vault, of)
    return Done(_change(of))


def copy_children(tx: Transaction, incident: SeriousIncident, review: CaseReview) -> None:
    """Give a case the children of the incident it follows: from then on they are its own."""
    for child in children_of(tx, incident):
        fresh = replace(child, id=new_id(), version=0, serious_id=None, review_id=review.id)
        INCIDENT_CHILDREN.insert(tx, fresh)


def _of(reader: Reader, child: IncidentChild) -> SeriousIncident | CaseReview:
    """Return what a child belongs to. Raises NotYet once it is closed."""
    of: SeriousIncident | CaseReview
    if child.serious_id is not None:
        of = SERIOUS_INCIDENTS.get(reader, child.serious_id)
        closed = of.state is SeriousState.CLOSED
    else:
        of = CASE_REVIEWS.get(reader, child.review_id or "")
        closed = of.state is ReviewState.CLOSED
    if closed:
        raise NotYet("It is closed. What it says stays as it is.", "domain 3.6")
    return of


def _follow(tx: Transaction, vault: Vault, of: SeriousIncident | CaseReview) -> None:
    """Let what depends on the children be right again, in the same change."""
    if isinstance(of, SeriousIncident):
        incidents.think_again(tx, of)
    else:
        CASE_REVIEWS.update(tx, of, stopped_where_due(tx, of))


def _fits(child: IncidentChild) -> None:
    if child.event is Event.HARMED and not child.harm_basis:
        raise BadAnswer("Tick what makes the harm serious; “Another serious harm” if none fits.", "harm_basis")
    if Harm.ANOTHER in child.harm_basis and child.event is Event.HARMED and not child.harm_words:
        raise BadAnswer("Say which other harm it is.", "harm_words")
    if child.died_on is not None and child.date_of_birth is not None and child.died_on < child.date_of_birth:
        raise BadAnswer("The day of death cannot be before the date of birth.", "died_on")


def _keyed(child: IncidentChild) -> IncidentChild:
    """Return a child as it is stored: with search keys, and without answers that its event leaves out."""
    died = child.event is Event.DIED
    harmed = child.event is Event.HARMED
    return replace(
        child,
        given_key=search_key(child.given_names),
        family_key=search_key(child.family_name),
        died_on=child.died_on if died else None,
        harm_basis=child.harm_basis if harmed else (),
        harm_words=child.harm_words if harmed and Harm.ANOTHER in child.harm_basis else "",
    )


def _change(of: SeriousIncident | CaseReview) -> Change:
    return Change(What.INCIDENT if isinstance(of, SeriousIncident) else What.REVIEW, None, (of.id,))
