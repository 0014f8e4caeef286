"""Requests to agencies, actions with their evidence, learning and how it was shared (R-002-18, R-002-22, R-001-22)."""

from dataclasses import replace
from typing import Final

from spoc_desk.casework.accepting import accept, accept_change
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.reviewed import clocks
from spoc_desk.casework.reviewed.gate import refuse_stopped
from spoc_desk.domain import review_moves
from spoc_desk.domain.case_reviews import CaseReview, LearningPoint, ReviewAction, ReviewRequest, ReviewState
from spoc_desk.domain.record import new_id
from spoc_desk.domain.review_moves import Act, move
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import CASE_REVIEWS, LEARNING_POINTS, REVIEW_ACTIONS, REVIEW_REQUESTS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

REQUEST_FORM, RETURNED_FORM, ACTION_FORM, DONE_FORM, LEARNING_FORM = (
    "review_request", "review_returned", "review_action", "review_action_done", "review_learning",
)  # fmt: skip
LEARNS: Final = frozenset({
    ReviewState.RECOMMENDED, ReviewState.DECIDED, ReviewState.ACTIONS, ReviewState.ACTIONS_DONE,
})  # fmt: skip


def ask_agencies(vault: Vault, *, review_id: str, answers: Answers) -> Done:
    """Record that agencies were asked for information, a request for each (form "review_request").

    Raises BadAnswer where none is named, NotYet where the case is stopped.
    """
    accepted = accept(vault, REQUEST_FORM, answers, vault.clock.today(), complete=True)
    known = {entry.id: entry.label for entry in profile(vault).reviewing.agencies}
    asked = [known[each] for each in accepted.answers.get("agencies", ()) if each in known]
    asked += [accepted.text("agency")] if accepted.text("agency") else []
    if not asked:
        raise BadAnswer("Tick an agency, or name another one.", "agencies")
    with vault.transaction("asked agencies for a rapid review") as tx:
        before = CASE_REVIEWS.get(tx, review_id)
        refuse_stopped(tx, before)
        for agency in asked:
            new = accepted.new(ReviewRequest, id=new_id(), review_id=before.id, agency=agency)
            if new.due_on is not None and new.due_on < new.asked_on:
                raise BadAnswer("The answer cannot be due before the request.", "due_on")
            stored = REVIEW_REQUESTS.insert(tx, new)
        after = CASE_REVIEWS.update(tx, before, replace(before, state=move(Act.REQUEST, before.state)))
        _wait_for_answers(tx, after)
    return Done(_change(after.id, stored.id), accepted.leaks, stored)


def record_answer(vault: Vault, *, request_id: str, answers: Answers) -> Done:
    """Record that an agency answered (form "review_returned"), or put it right."""
    before = REVIEW_REQUESTS.get(vault, request_id)
    accepted = accept_change(vault, RETURNED_FORM, before, answers, vault.clock.today())
    after = accepted.changed(before)
    if after.returned_on is None:
        raise BadAnswer("Enter the day on which the answer came.", "returned_on")
    if after.returned_on < before.asked_on:
        raise BadAnswer("The answer cannot come before the request.", "returned_on")
    with vault.transaction("recorded the answer of an agency") as tx:
        stored = REVIEW_REQUESTS.update(tx, before, after)
        _wait_for_answers(tx, CASE_REVIEWS.get(tx, before.review_id))
    return Done(_change(before.review_id, request_id), accepted.leaks, stored)


def add_action(vault: Vault, *, review_id: str, answers: Answers) -> Done:
    """Add an action to a decided case (form "review_action")."""
    accepted = accept(vault, ACTION_FORM, answers, vault.clock.today(), complete=True)
    with vault.transaction("added an action to a case review") as tx:
        before = CASE_REVIEWS.get(tx, review_id)
        move(Act.ADD_ACTION, before.state)
        stored = REVIEW_ACTIONS.insert(tx, accepted.new(ReviewAction, id=new_id(), review_id=before.id))
        _follow_actions(tx, before)
    return Done(_change(review_id, stored.id), accepted.leaks, stored)


def change_action(vault: Vault, *, action_id: str, answers: Answers, version: int) -> Done:
    """Correct an action. Raises StaleRecord."""
    before = replace(REVIEW_ACTIONS.get(vault, action_id), version=version)
    accepted = accept_change(vault, ACTION_FORM, before, answers, vault.clock.today())
    with vault.transaction("changed an action of a case review") as tx:
        review = _open_review(tx, before.review_id)
        stored = REVIEW_ACTIONS.update(tx, before, accepted.changed(before))
        _follow_actions(tx, review)
    return Done(_change(before.review_id, action_id), accepted.leaks, stored)


def finish_action(vault: Vault, *, action_id: str, answers: Answers) -> Done:
    """Record that an action is done and what shows it (form "review_action_done"); the last one completes them."""
    before = REVIEW_ACTIONS.get(vault, action_id)
    accepted = accept_change(vault, DONE_FORM, before, answers, vault.clock.today())
    after = accepted.changed(before)
    if after.done_on is None:
        raise BadAnswer("Enter the day on which it was done.", "done_on")
    review_moves.refuse_without_evidence(after.evidence)
    with vault.transaction("finished an action of a case review") as tx:
        review = _open_review(tx, before.review_id)
        stored = REVIEW_ACTIONS.update(tx, before, after)
        _follow_actions(tx, review)
    return Done(_change(before.review_id, action_id), accepted.leaks, stored)


def add_learning(vault: Vault, *, review_id: str, answers: Answers) -> Done:
    """Add what was learned (form "review_learning")."""
    accepted = accept(vault, LEARNING_FORM, answers, vault.clock.today(), complete=True)
    with vault.transaction("added a learning point to a case review") as tx:
        review = CASE_REVIEWS.get(tx, review_id)
        if review.state not in LEARNS:
            raise NotYet("Learning is written down after the rapid review, until the case is closed.", "domain 3.6")
        stored = LEARNING_POINTS.insert(tx, accepted.new(LearningPoint, id=new_id(), review_id=review.id))
    return Done(_change(review_id, stored.id), accepted.leaks, stored)


def change_learning(vault: Vault, *, learning_id: str, answers: Answers, version: int) -> Done:
    """Correct what was learned, or record how it was shared. Raises StaleRecord."""
    before = replace(LEARNING_POINTS.get(vault, learning_id), version=version)
    accepted = accept_change(vault, LEARNING_FORM, before, answers, vault.clock.today())
    with vault.transaction("changed a learning point of a case review") as tx:
        _open_review(tx, before.review_id)
        stored = LEARNING_POINTS.update(tx, before, accepted.changed(before))
    return Done(_change(before.review_id, learning_id), accepted.leaks, stored)


def requests_of(reader: Reader, review_id: str) -> list[ReviewRequest]:
    """Return the requests of a case, the oldest first."""
    return REVIEW_REQUESTS.find(reader, "review_id = ?", (review_id,), tail="ORDER BY asked_on, rowid")


def actions_of(reader: Reader, review_id: str) -> list[ReviewAction]:
    """Return the actions of a case, as they were written."""
    return REVIEW_ACTIONS.find(reader, "review_id = ?", (review_id,), tail="ORDER BY created_at, rowid")


def learning_of(reader: Reader, review_id: str) -> list[LearningPoint]:
    """Return what was learned, as it was written."""
    return LEARNING_POINTS.find(reader, "review_id = ?", (review_id,), tail="ORDER BY created_at, rowid")


def _wait_for_answers(tx: Transaction, review: CaseReview) -> None:
    waiting = (each.due_on for each in requests_of(tx, review.id) if each.returned_on is None)
    clocks.next_due(tx, clocks.ANSWERS, review, waiting if review.rapid_review_on is None else ())


def _follow_actions(tx: Transaction, review: CaseReview) -> None:
    found = actions_of(tx, review.id)
    state = review_moves.after_actions(review.state, found)
    after = CASE_REVIEWS.update(tx, review, replace(review, state=state))
    clocks.next_due(tx, clocks.ACTIONS, after, (each.due_on for each in found if each.done_on is None))


def _open_review(tx: Transaction, review_id: str) -> CaseReview:
    review = CASE_REVIEWS.get(tx, review_id)
    if review.state is ReviewState.CLOSED:
        raise NotYet("It is closed. What it says stays as it is.", "domain 3.6")
    return review


def _change(*ids: str) -> Change:
    return Change(What.REVIEW, None, ids)
