"""One case before the Case Review Group as its page shows it: what is said of it, and what can be done now."""

from collections.abc import Iterator, Mapping
from typing import Final

from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.look_notes import noted
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words, stored_now, to_answer
from spoc_desk.casework.partnership.sheet import Block, Link, Sheet, Standing
from spoc_desk.casework.places import incident_place
from spoc_desk.casework.relay.triage import may_release
from spoc_desk.casework.reviewed import children, clocks, gate, plan, reviews
from spoc_desk.casework.reviewed.child_block import ADDED_CHILD, child_block
from spoc_desk.casework.reviewed.plan_blocks import action_blocks, learning_blocks, request_blocks
from spoc_desk.casework.reviewed.sheets import first_answers, said, text_of, turn_of
from spoc_desk.casework.reviewed.wording import due_fact, facts_of
from spoc_desk.casework.turns import Turn
from spoc_desk.domain import looks
from spoc_desk.domain.case_reviews import REVIEWS, CaseReview, ReviewState
from spoc_desk.domain.prints import PrintKind
from spoc_desk.domain.review_moves import MOVES, RELEASED_FIRST, Act
from spoc_desk.domain.serious_incidents import MOST_CHILDREN
from spoc_desk.errors import NotAtThisDesk
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.stores import CASE_REVIEWS, SERIOUS_INCIDENTS
from spoc_desk.vault.vault import Vault

__all__ = ["first_answers", "open_review", "sheet_of"]

_S = ReviewState
_PURPOSE: Final = "A review looks for improvements. It does not hold people or agencies to account."
_TWO_ANSWERS: Final = "Criteria met is one answer, a review another: neither decides the other."
_OUT: Final = frozenset({Act.TELL, Act.CONFIRM, Act.REQUEST})
"""What lets something of the case leave."""
_NEXT: Final = {
    _S.CONSIDERING: "Refer it: tell the business unit, and confirm it in writing within 48 hours.",
    _S.NOT_REFERRED: "Not referred. It can be taken up again.",
    _S.TOLD: "Confirm it in writing: print the referral, send it, write down when.",
    _S.CONFIRMED: "Ask the agencies for the rapid review.",
    _S.REQUESTED: "Chase the answers, and hold the rapid review.",
    _S.RECOMMENDED: "The three partners decide, and the scrutineer is informed.",
    _S.DECIDED: "Write down the actions and what was learned, or close it.",
    _S.ACTIONS: "Follow the actions until each is done and shown.",
    _S.ACTIONS_DONE: "Write down how the learning was shared, and close it.",
}


def open_review(vault: Vault, review_id: str) -> Sheet:
    """Return a case that is opened; the trail says who did. Raises NotAtThisDesk, UnknownRecord."""
    sheet = review_sheet(vault, review_id)
    noted(vault, looks.REVIEW, "case_reviews", sheet.id)
    return sheet


sheet_of = open_review


def review_sheet(vault: Vault, review_id: str) -> Sheet:
    """Return a case as it stands. Raises NotAtThisDesk, UnknownRecord."""
    if not sees(vault, Sight.INCIDENTS):
        raise NotAtThisDesk()
    review = CASE_REVIEWS.get(vault, review_id)
    found = gate.children_of(vault, review)
    stopped = gate.must_stop(vault, review)
    closed = review.state is _S.CLOSED
    return Sheet(
        id=review.id,
        title=f"Case {review.review_ref}",
        state="Stopped" if stopped else review.state.label,
        standing=Standing.STOPPED if stopped else _standing(review),
        sentence=f"{RELEASED_FIRST}. Tell nobody. Its clocks run on." if stopped else _NEXT.get(review.state, ""),
        facts=(f"{_PURPOSE}{' · sample' if review.sample else ''}",),
        turns=tuple(_turns(vault, review, len(found), stopped=stopped)),
        links=() if stopped else tuple(_links(vault, review)),
        blocks=(
            *_decision(review),
            *action_blocks(vault, review, closed=closed),
            *learning_blocks(vault, review, closed=closed),
            *_rapid(vault, review),
            *request_blocks(vault, review, closed=closed),
            _referral(vault, review),
            *(child_block(child, closed=closed) for child in found),
        ),
        paper="" if stopped else f"print/{_paper(review).value}//{review.id}",
    )


def _standing(review: CaseReview) -> Standing:
    if review.closed_on is not None:
        return Standing.DONE
    return Standing.WAITS if review.state is _S.TOLD else Standing.OPEN


def _paper(review: CaseReview) -> PrintKind:
    return PrintKind.REVIEW_REFERRAL if review.decision is None else PrintKind.REVIEW_PLAN


def _links(vault: Vault, review: CaseReview) -> Iterator[Link]:
    if review.serious_id is not None:
        reference = SERIOUS_INCIDENTS.get(vault, review.serious_id).incident_ref
        yield Link(f"Serious incident {reference}", incident_place(review.serious_id))
    if review.decision is not None:
        yield Link("Print the referral", f"print/{PrintKind.REVIEW_REFERRAL.value}//{review.id}")
    for request in plan.requests_of(vault, review.id):
        place = f"print/{PrintKind.REVIEW_REQUEST.value}//{review.id},{request.id}"
        yield Link(f"Print the request to {request.agency}", place)


def _turns(vault: Vault, review: CaseReview, count: int, *, stopped: bool) -> Iterator[Turn]:
    key, state = review.id, review.state
    if stopped and may_release(vault):
        yield turn_of(
            "release", "Release it for these children…", "released a case review",
            lambda vault, answers: gate.release_review(vault, review_id=key, words=text_of(answers, "words")),
            form="incident_office", after="Released.", main=True,
        )  # fmt: skip
    if state is _S.CLOSED:
        return
    steps = _steps(vault, review)
    yield from (turn for act, turn in steps.items() if state in MOVES[act].sources and not (stopped and act in _OUT))
    if state in plan.LEARNS:
        yield turn_of(
            "add_learning", "Add a learning point…", "added a learning point to a case review",
            lambda vault, answers: plan.add_learning(vault, review_id=key, answers=answers),
            form=plan.LEARNING_FORM, after="Added.",
        )  # fmt: skip
    if count < MOST_CHILDREN:
        yield turn_of(
            "add_child", "Add a child…", ADDED_CHILD,
            lambda vault, answers: children.add_child(vault, review_id=key, answers=answers),
            form=children.FORM, after="Added.",
        )  # fmt: skip


def _steps(vault: Vault, review: CaseReview) -> Mapping[Act, Turn]:
    key, now, state = review.id, to_answer(stored_now(vault.clock)), review.state
    today = vault.clock.today().isoformat()
    return {
        Act.TELL: turn_of(
            "tell", "The business unit is told…", "told the business unit of a case",
            lambda vault, answers: reviews.tell_unit(vault, review_id=key, answers=answers),
            form="review_told", after="Confirm it in writing within 48 hours.", first={"told_at": now}, main=True,
        ),
        Act.NOT_REFER: turn_of(
            "not_refer", "Do not refer it…", "did not refer a case for review",
            lambda vault, answers: reviews.do_not_refer(vault, review_id=key, answers=answers),
            form="review_not_referred", after="Not referred.",
        ),
        Act.CONFIRM: turn_of(
            "confirm", "Confirmed in writing…", "confirmed a case for review in writing",
            lambda vault, answers: reviews.confirm_in_writing(vault, review_id=key, answers=answers),
            form="review_confirmed", after="The rapid review has 15 working days.", first={"confirmed_at": now},
            main=True,
        ),
        Act.REQUEST: turn_of(
            "request", "Ask agencies…", "asked agencies for a rapid review",
            lambda vault, answers: plan.ask_agencies(vault, review_id=key, answers=answers),
            form=plan.REQUEST_FORM, after="Written down. Print each request.", first={"asked_on": today},
            main=state is _S.CONFIRMED,
        ),
        Act.RECOMMEND: turn_of(
            "rapid_review", "Rapid review held…", "recorded a rapid review",
            lambda vault, answers: reviews.hold_rapid_review(vault, review_id=key, answers=answers),
            form="review_rapid", after="The partners decide next.", main=state is _S.REQUESTED,
        ),
        Act.DECIDE: turn_of(
            "decide", "The partners have decided…", "recorded the decision of the partners",
            lambda vault, answers: reviews.record_decision(vault, review_id=key, answers=answers),
            form="review_decision", after="Decided.", main=True,
        ),
        Act.ADD_ACTION: turn_of(
            "add_action", "Add an action…", "added an action to a case review",
            lambda vault, answers: plan.add_action(vault, review_id=key, answers=answers),
            form=plan.ACTION_FORM, after="Added.", main=state is _S.DECIDED,
        ),
        Act.CLOSE: turn_of(
            "close", "Close it", "closed a case review",
            lambda vault, _answers: reviews.close_review(vault, review_id=key), after="Closed.",
            main=state is _S.ACTIONS_DONE,
        ),
    }  # fmt: skip


def _referral(vault: Vault, review: CaseReview) -> Block:
    change_it = turn_of(
        "change", "Correct…", "changed a case review",
        lambda vault, answers: reviews.change_review(
            vault, review_id=review.id, answers=answers, version=review.version
        ),
        form=reviews.FORM, after="Corrected.", first=answers_of(review, load_form(reviews.FORM)),
    )  # fmt: skip
    told = ", ".join(part for part in (in_words(review.told_at), review.told_to) if part)
    pairs = facts_of(review, reviews.FORM) + said(
        ("Not referred", review.not_referred_reason),
        ("Business unit told", told),
        ("Confirmed in writing", clocks.in_writing_words(vault, review)),
    )
    open_still = review.state in (_S.CONSIDERING, _S.NOT_REFERRED, _S.TOLD)
    return Block("The referral", pairs=pairs, turns=(change_it,) if open_still else ())


def _rapid(vault: Vault, review: CaseReview) -> Iterator[Block]:
    pairs = facts_of(review, "review_rapid")
    clock = said(due_fact(vault, "Time for the rapid review", clocks.RAPID_REVIEW, review.id))
    if pairs or clock:
        yield Block("Rapid review", (_TWO_ANSWERS,), pairs=pairs + clock)


def _decision(review: CaseReview) -> Iterator[Block]:
    if review.decision is None:
        return
    publish = turn_of(
        "publication", "Publication…", "recorded the publication of a review",
        lambda vault, answers: reviews.record_publication(vault, review_id=review.id, answers=answers),
        form="review_publication", after="Written down.",
        first=answers_of(review, load_form("review_publication")),
    )  # fmt: skip
    turns = (publish,) if review.decision in REVIEWS and review.state is not _S.CLOSED else ()
    pairs = facts_of(review, "review_decision") + facts_of(review, "review_publication")
    yield Block(
        "Decision of the partners", pairs=pairs, turns=turns, state=review.decision.label, standing=Standing.DONE
    )
