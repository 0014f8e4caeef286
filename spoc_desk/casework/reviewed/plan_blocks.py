"""Requests, actions and learning on the page of a case."""

from collections.abc import Iterator

from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.partnership.sheet import Block, Standing
from spoc_desk.casework.reviewed import plan
from spoc_desk.casework.reviewed.sheets import said, turn_of
from spoc_desk.casework.reviewed.wording import day_words, facts_of
from spoc_desk.casework.turns import Turn
from spoc_desk.domain.case_reviews import CaseReview, LearningPoint, ReviewAction, ReviewRequest
from spoc_desk.domain.house_dates import short_date
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.vault import Vault


def request_blocks(vault: Vault, review: CaseReview, *, closed: bool) -> Iterator[Block]:
    """Yield each request to an agency and its answer."""
    for request in plan.requests_of(vault, review.id):
        late = request.returned_on is None and request.due_on is not None and request.due_on < vault.clock.today()
        state = "Answered" if request.returned_on else "Late" if late else "Asked"
        standing = Standing.DONE if request.returned_on else Standing.LATE if late else Standing.OPEN
        pairs = said(
            ("Asked on", short_date(request.asked_on)), ("Answer by", day_words(request.due_on)),
            ("Asked", request.asked_for), ("Came on", day_words(request.returned_on)), ("It says", request.note),
        )  # fmt: skip
        turns = () if closed else (_returned(vault, request),)
        yield Block(f"Information of {request.agency}", pairs=pairs, turns=turns, state=state, standing=standing)


def _returned(vault: Vault, request: ReviewRequest) -> Turn:
    again = request.returned_on is not None
    day = request.returned_on or vault.clock.today()
    return turn_of(
        f"returned_{request.id}", "Correct the answer…" if again else "The answer came…",
        "recorded the answer of an agency",
        lambda vault, answers: plan.record_answer(vault, request_id=request.id, answers=answers),
        form=plan.RETURNED_FORM, after="Written down.", first={"returned_on": day.isoformat(), "note": request.note},
    )  # fmt: skip


def action_blocks(vault: Vault, review: CaseReview, *, closed: bool) -> Iterator[Block]:
    """Yield each action; one that was done late stays visible as late."""
    today = vault.clock.today()
    for number, action in enumerate(plan.actions_of(vault, review.id), 1):
        late = action.due_on is not None and (action.done_on or today) > action.due_on
        if action.done_on:
            state, standing = ("Done late" if late else "Done"), Standing.DONE
        else:
            state, standing = ("Late", Standing.LATE) if late else ("Open", Standing.OPEN)
        pairs = said(
            ("What", action.text), ("Who", action.owner), ("By", day_words(action.due_on)),
            ("Done on", day_words(action.done_on)), ("What shows it", action.evidence),
        )  # fmt: skip
        turns = () if closed else tuple(_action_turns(vault, action))
        yield Block(f"Action {number}", pairs=pairs, turns=turns, state=state, standing=standing)


def _action_turns(vault: Vault, action: ReviewAction) -> Iterator[Turn]:
    day = action.done_on or vault.clock.today()
    yield turn_of(
        f"done_{action.id}", "Correct how it was done…" if action.done_on else "It is done…",
        "finished an action of a case review",
        lambda vault, answers: plan.finish_action(vault, action_id=action.id, answers=answers),
        form=plan.DONE_FORM, after="Done.", first={"done_on": day.isoformat(), "evidence": action.evidence},
    )  # fmt: skip
    yield turn_of(
        f"action_{action.id}", "Correct the action…", "changed an action of a case review",
        lambda vault, answers: plan.change_action(
            vault, action_id=action.id, answers=answers, version=action.version
        ),
        form=plan.ACTION_FORM, after="Corrected.", first=answers_of(action, load_form(plan.ACTION_FORM)),
    )  # fmt: skip


def learning_blocks(vault: Vault, review: CaseReview, *, closed: bool) -> Iterator[Block]:
    """Yield what was learned, and whether it has been shared."""
    for number, point in enumerate(plan.learning_of(vault, review.id), 1):
        shared = bool(point.methods) and point.shared_on is not None
        yield Block(
            f"Learning {number}",
            pairs=facts_of(point, plan.LEARNING_FORM),
            turns=() if closed else (_learning_turn(point),),
            state="Shared" if shared else "Not shared yet",
            standing=Standing.DONE if shared else Standing.OPEN,
        )


def _learning_turn(point: LearningPoint) -> Turn:
    return turn_of(
        f"learning_{point.id}", "Correct or share it…", "changed a learning point of a case review",
        lambda vault, answers: plan.change_learning(
            vault, learning_id=point.id, answers=answers, version=point.version
        ),
        form=plan.LEARNING_FORM, after="Written down.", first=answers_of(point, load_form(plan.LEARNING_FORM)),
    )  # fmt: skip
