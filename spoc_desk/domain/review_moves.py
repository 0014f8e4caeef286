"""What may happen to a serious incident and to a case before the group, and what must be true before (3.6)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final

from spoc_desk.domain.case_reviews import REVIEWS, CaseReview, LearningPoint, Partner, ReviewAction, ReviewState
from spoc_desk.domain.notifiable import Outcome, Verdict
from spoc_desk.domain.serious_incidents import Elsewhere, SeriousIncident, SeriousState, Whom
from spoc_desk.errors import BadAnswer, Incomplete, NotYet

_SOURCE: Final = "domain 3.6"
RELEASED_FIRST: Final = "Restricted record: contact the office of the DCS or DASS"


class Act(StrEnum):
    """What is done with a case."""

    NOT_REFER = auto()
    TELL = auto()
    CONFIRM = auto()
    REQUEST = auto()
    RECOMMEND = auto()
    DECIDE = auto()
    ADD_ACTION = auto()
    CLOSE = auto()


@dataclass(frozen=True)
class Move:
    """From which states an act is possible, where it leads, and what a refusal says."""

    sources: frozenset[ReviewState]
    to: ReviewState
    refused: str


_S = ReviewState
_AFTER_DECISION: Final = frozenset({_S.DECIDED, _S.ACTIONS, _S.ACTIONS_DONE})
MOVES: Final[Mapping[Act, Move]] = {
    Act.NOT_REFER: Move(frozenset({_S.CONSIDERING}), _S.NOT_REFERRED, "It was referred already."),
    Act.TELL: Move(
        frozenset({_S.CONSIDERING, _S.NOT_REFERRED}), _S.TOLD, "The business unit was told already."
    ),
    Act.CONFIRM: Move(frozenset({_S.TOLD}), _S.CONFIRMED, "Tell the business unit first; confirm it once."),
    Act.REQUEST: Move(
        frozenset({_S.CONFIRMED, _S.REQUESTED}), _S.REQUESTED,
        "Information is asked for once the referral is confirmed in writing, and before the recommendation.",
    ),
    Act.RECOMMEND: Move(
        frozenset({_S.CONFIRMED, _S.REQUESTED}), _S.RECOMMENDED,
        "The rapid review follows the referral in writing, and is held once.",
    ),
    Act.DECIDE: Move(frozenset({_S.RECOMMENDED}), _S.DECIDED, "The partners decide after the recommendation, once."),
    Act.ADD_ACTION: Move(_AFTER_DECISION, _S.ACTIONS, "Actions follow the decision of the partners."),
    Act.CLOSE: Move(
        frozenset({_S.DECIDED, _S.ACTIONS_DONE}), _S.CLOSED, "It is closed once decided and every action is done."
    ),
}  # fmt: skip


def move(act: Act, state: ReviewState) -> ReviewState:
    """Return where *act* leads from *state*. Raises NotYet with the rule when it is not possible."""
    known = MOVES[act]
    if state not in known.sources:
        raise NotYet(f"{known.refused} This case is “{state.label}”.", _SOURCE)
    return known.to


def decided(
    state: SeriousState, outcome: Outcome, wanted: SeriousState, *, reason: str, reviewer: str, anybody_told: bool
) -> SeriousState:
    """Return where the confirmed test leads: it computes, a person confirms (domain 1.17).

    Raises NotYet where something was done already or the test says otherwise, Incomplete without reason and reviewer.
    """
    if state not in (SeriousState.AWARE, SeriousState.NOTIFIABLE, SeriousState.NOT_NOTIFIABLE) or anybody_told:
        raise NotYet("Somebody was told already. What was told stays as it is.", _SOURCE)
    if outcome.verdict is Verdict.OPEN:
        raise NotYet(f"Answer first: {'; '.join(outcome.missing)}.", "S002:36-49")
    said = SeriousState.NOTIFIABLE if outcome.verdict is Verdict.YES else SeriousState.NOT_NOTIFIABLE
    if wanted is not said:
        raise NotYet(_otherwise(outcome), "S002:36-49")
    if wanted is SeriousState.NOT_NOTIFIABLE and not (reason.strip() and reviewer.strip()):
        raise Incomplete("Say why it need not be notified, and who has looked at this decision.", _SOURCE)
    return wanted


def _otherwise(outcome: Outcome) -> str:
    if outcome.death_in_care:
        return "A looked-after child died: it is notified whether or not abuse or neglect is known or suspected."
    if outcome.verdict is Verdict.YES:
        return "By the answers given it must be notified. Correct the answers if one of them is wrong."
    return f"By the answers given it need not be notified. The answer is no to: {'; '.join(outcome.failing)}."


def after_telling(state: SeriousState, owed: Iterable[Whom], told: Collection[Whom]) -> SeriousState:
    """Return the state after somebody was told: notified once everybody has been."""
    if state not in (SeriousState.NOTIFIABLE, SeriousState.NOTIFIED):
        raise NotYet("Decide first whether it must be notified.", _SOURCE)
    return SeriousState.NOTIFIED if all(whom in told for whom in owed) else SeriousState.NOTIFIABLE


def refuse_closing(incident: SeriousIncident, owed: Iterable[Whom], told: Collection[Whom]) -> None:
    """Raise NotYet or Incomplete where a notified incident cannot be closed: everybody is told, elsewhere answered."""
    left = [whom.label for whom in owed if whom not in told]
    if left:
        raise Incomplete(f"Still to be told: {', '.join(left)}.", "S002:49")
    if incident.state is not SeriousState.NOTIFIED:
        raise NotYet("Only a notified incident is closed.", _SOURCE)
    if incident.elsewhere is None:
        raise Incomplete("Answer whether safeguarding partners elsewhere had to be told.", "S002:49")


def refuse_elsewhere(elsewhere: Elsewhere, *, restricted: bool) -> None:
    """Raise NotYet where partners elsewhere would be told of a restricted record: only the office may (X-26)."""
    if restricted and elsewhere is Elsewhere.TOLD:
        raise NotYet(f"{RELEASED_FIRST}.", "2.3 rule 10")


def refuse_decision(review: CaseReview) -> None:
    """Raise Incomplete where a decision lacks one of the partners, the scrutineer, a method or a reason (R-002-19)."""
    left = [partner.label for partner in Partner if partner not in review.decided_by]
    if left:
        raise Incomplete(f"All three partners decide. Still missing: {', '.join(left)}.", "S002:53")
    if review.scrutineer_informed_on is None:
        raise Incomplete("Enter the day on which the independent scrutineer was informed.", "S002:53")
    if review.decision in REVIEWS and not review.decision_method:
        raise Incomplete("Say by which method the review is done.", "S002:59")


def refuse_recommendation(review: CaseReview) -> None:
    """Raise Incomplete where a review is recommended without its method (R-002-21)."""
    if review.recommendation in REVIEWS and not review.recommended_method:
        raise Incomplete("Say which method is recommended.", "S002:59")


def refuse_ending(review: CaseReview, actions: Iterable[ReviewAction], learning: Collection[LearningPoint]) -> None:
    """Raise Incomplete where a case cannot be closed yet (R-002-22, R-002-23, R-001-22)."""
    if any(action.done_on is None for action in actions):
        raise Incomplete("An action is still open.", "S002:61")
    if review.decision in REVIEWS:
        if review.publication is None:
            raise Incomplete("Say whether the report is published.", "S002:45")
        if not learning:
            raise Incomplete("Write down at least one learning point of the review.", "S001: appendix C")
    if any(not point.methods or point.shared_on is None for point in learning):
        raise Incomplete("Say of each learning point how and when it was shared.", "S001: appendix C")


def after_actions(state: ReviewState, actions: Iterable[ReviewAction]) -> ReviewState:
    """Return where a case stands by its actions: open ones keep it open."""
    if state not in _AFTER_DECISION:
        return state
    found = tuple(actions)
    if not found:
        return ReviewState.DECIDED
    return ReviewState.ACTIONS if any(action.done_on is None for action in found) else ReviewState.ACTIONS_DONE


def refuse_without_evidence(evidence: str) -> None:
    """Raise BadAnswer where an action is called done and nothing shows it (R-002-22)."""
    if not evidence.strip():
        raise BadAnswer("Say what shows that it was done.", "evidence")
