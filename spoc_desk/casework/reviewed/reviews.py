"""A case before the Case Review Group: from the talk to the decision of the partners (R-002-15 to -23)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from spoc_desk.casework.accepting import Accepted, accept, accept_change
from spoc_desk.casework.case_refs import new_case_ref
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.keeping.settling import settle_review
from spoc_desk.casework.moments import london_day, stored_now, to_stored
from spoc_desk.casework.reviewed import clocks
from spoc_desk.casework.reviewed.children import copy_children
from spoc_desk.casework.reviewed.gate import refuse_stopped, stopped_where_due
from spoc_desk.casework.reviewed.incidents import panel_told_on
from spoc_desk.domain import review_moves
from spoc_desk.domain.case_reviews import REVIEWS, CaseReview, Outcome, ReviewState
from spoc_desk.domain.record import new_id
from spoc_desk.domain.review_moves import Act, move
from spoc_desk.domain.serious_incidents import ReviewId, SeriousId
from spoc_desk.errors import BadAnswer, Incomplete, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import CASE_REVIEWS, LEARNING_POINTS, REVIEW_ACTIONS, SERIOUS_INCIDENTS
from spoc_desk.vault.vault import Transaction, Vault

FORM: Final = "review"
Changed = Callable[[Transaction, CaseReview], CaseReview]


def begin_review(vault: Vault, *, answers: Answers, serious_id: str = "") -> Done:
    """Write down that a case was talked over with the agency's representative (form "review", R-002-16).

    With a *serious_id* the case follows that incident and gets its children. Raises BadAnswer, Incomplete.
    """
    accepted = accept(vault, FORM, answers, vault.clock.today(), complete=True)
    with vault.transaction("began a case review") as tx:
        new = accepted.new(
            CaseReview,
            id=ReviewId(new_id()),
            review_ref=new_case_ref(tx),
            serious_id=SeriousId(SERIOUS_INCIDENTS.get(tx, serious_id).id) if serious_id else None,
            sample=profile(tx).practice,
        )
        stored = CASE_REVIEWS.insert(tx, new)
        if serious_id:
            copy_children(tx, SERIOUS_INCIDENTS.get(tx, serious_id), stored)
            stored = CASE_REVIEWS.update(tx, stored, stopped_where_due(tx, stored))
    return Done(_change(stored), accepted.leaks, stored)


def change_review(vault: Vault, *, review_id: str, answers: Answers, version: int) -> Done:
    """Correct the referral until it was confirmed in writing. Raises StaleRecord, NotYet."""
    before = replace(CASE_REVIEWS.get(vault, review_id), version=version)
    if before.state not in (ReviewState.CONSIDERING, ReviewState.NOT_REFERRED, ReviewState.TOLD):
        raise NotYet("The referral went to the business unit in writing. What was sent stays.", "S002:52")
    accepted = accept_change(vault, FORM, before, answers, vault.clock.today())
    with vault.transaction("changed a case review") as tx:
        stored = CASE_REVIEWS.update(tx, before, stopped_where_due(tx, accepted.changed(before)))
    return Done(_change(stored), accepted.leaks, stored)


def do_not_refer(vault: Vault, *, review_id: str, answers: Answers) -> Done:
    """Record that the case is not referred, and why; it can be taken up again."""

    def changed(_tx: Transaction, before: CaseReview) -> CaseReview:
        return replace(accepted.changed(before), closed_on=vault.clock.today())

    accepted = _accepted(vault, "review_not_referred", answers)
    return _act(vault, review_id, Act.NOT_REFER, "did not refer a case for review", changed, accepted)


def tell_unit(vault: Vault, *, review_id: str, answers: Answers) -> Done:
    """Record the first word to the business unit: 48 hours to confirm it in writing run (R-002-17, D-17)."""
    accepted = _accepted(vault, "review_told", answers)
    told_at = _moment(vault, accepted, "told_at")
    decided = _moment(vault, accepted, "decided_to_refer_at")
    if decided > told_at:
        raise BadAnswer("The decision to refer comes before the business unit is told.", "decided_to_refer_at")

    def changed(tx: Transaction, before: CaseReview) -> CaseReview:
        refuse_stopped(tx, before)
        after = replace(
            before, told_at=told_at, told_to=accepted.text("told_to"), decided_to_refer_at=decided,
            not_referred_reason="", closed_on=None,
        )  # fmt: skip
        clocks.start_in_writing(tx, after)
        return after

    return _act(vault, review_id, Act.TELL, "told the business unit of a case", changed, accepted)


def confirm_in_writing(vault: Vault, *, review_id: str, answers: Answers) -> Done:
    """Record that the form went to the business unit (R-002-17); the rapid review has 15 working days (D-18)."""
    accepted = _accepted(vault, "review_confirmed", answers)
    confirmed_at = _moment(vault, accepted, "confirmed_at")

    def changed(tx: Transaction, before: CaseReview) -> CaseReview:
        refuse_stopped(tx, before)
        if confirmed_at < before.told_at:
            raise BadAnswer("It is confirmed after the business unit was told.", "confirmed_at")
        after = replace(before, confirmed_at=confirmed_at)
        clocks.meet(tx, clocks.IN_WRITING, after, london_day(confirmed_at))
        panel = panel_told_on(tx, after.serious_id) if after.serious_id else None
        clocks.start_rapid_review(tx, after, panel)
        return after

    return _act(vault, review_id, Act.CONFIRM, "confirmed a case for review in writing", changed, accepted)


def hold_rapid_review(vault: Vault, *, review_id: str, answers: Answers) -> Done:
    """Record the rapid review with its two answers: criteria met, and what is recommended (R-002-15, R-002-21)."""
    accepted = _accepted(vault, "review_rapid", answers)

    def changed(tx: Transaction, before: CaseReview) -> CaseReview:
        after = accepted.changed(before)
        review_moves.refuse_recommendation(after)
        if after.recommendation not in REVIEWS:
            after = replace(after, recommended_method="")
        held = after.rapid_review_on
        if held is not None:
            if held < london_day(before.confirmed_at):
                raise BadAnswer("The rapid review follows the referral in writing.", "rapid_review_on")
            clocks.meet(tx, clocks.RAPID_REVIEW, after, held)
        clocks.cancel(tx, clocks.ANSWERS, after.id)
        return after

    return _act(vault, review_id, Act.RECOMMEND, "recorded a rapid review", changed, accepted)


def record_decision(vault: Vault, *, review_id: str, answers: Answers) -> Done:
    """Record what the three partners decided; the scrutineer is informed, the family asked (R-002-19, R-001-16)."""
    accepted = _accepted(vault, "review_decision", answers)

    def changed(_tx: Transaction, before: CaseReview) -> CaseReview:
        after = accepted.changed(before)
        review_moves.refuse_decision(after)
        if before.rapid_review_on and after.decided_on and after.decided_on < before.rapid_review_on:
            raise BadAnswer("The partners decide after the rapid review.", "decided_on")
        return after if after.decision in REVIEWS else replace(after, decision_method="")

    return _act(vault, review_id, Act.DECIDE, "recorded the decision of the partners", changed, accepted)


def record_publication(vault: Vault, *, review_id: str, answers: Answers) -> Done:
    """Record what becomes of the report of a review (R-002-23). Raises NotYet where there is no review."""
    accepted = _accepted(vault, "review_publication", answers)
    with vault.transaction("recorded the publication of a review") as tx:
        before = CASE_REVIEWS.get(tx, review_id)
        if before.decision not in REVIEWS:
            raise NotYet("Only a review ends with a report.", "S002:45")
        if before.state is ReviewState.CLOSED:
            raise NotYet("It is closed.", "domain 3.6")
        stored = CASE_REVIEWS.update(tx, before, accepted.changed(before))
    return Done(_change(stored), accepted.leaks, stored)


def close_review(vault: Vault, *, review_id: str) -> Done:
    """Close a case once it is decided and its actions are done. Raises NotYet, Incomplete with what is missing."""

    def changed(tx: Transaction, before: CaseReview) -> CaseReview:
        actions = REVIEW_ACTIONS.find(tx, "review_id = ?", (review_id,))
        review_moves.refuse_ending(before, actions, LEARNING_POINTS.find(tx, "review_id = ?", (review_id,)))
        if before.decision is Outcome.OTHER_ACTION and not actions:
            raise Incomplete("Other action was decided: write down the action first.", "S002:61")
        clocks.cancel_all(tx, before.id)
        return replace(before, closed_on=vault.clock.today())

    return _act(vault, review_id, Act.CLOSE, "closed a case review", changed)


def _act(vault: Vault, review_id: str, act: Act, name: str, changed: Changed, accepted: Accepted | None = None) -> Done:
    with vault.transaction(name) as tx:
        before = CASE_REVIEWS.get(tx, review_id)
        state = move(act, before.state)
        after = replace(changed(tx, before), state=state)
        stored = CASE_REVIEWS.update(tx, before, stopped_where_due(tx, after))
        settle_review(tx, stored)
    return Done(_change(stored), accepted.leaks if accepted else (), stored)


def _accepted(vault: Vault, form: str, answers: Answers) -> Accepted:
    return accept(vault, form, answers, vault.clock.today(), complete=True)


def _moment(vault: Vault, accepted: Accepted, name: str) -> str:
    moment = to_stored(accepted.text(name), name)
    if moment > stored_now(vault.clock):
        raise BadAnswer("This cannot be later than now.", name)
    return moment


def _change(review: CaseReview) -> Change:
    return Change(What.REVIEW, None, (review.id,))
