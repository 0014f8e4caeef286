"""The words of the hand panel: the questions of each hand, between whom it runs, and what happens next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spoc_desk.domain.exchanges import Check, HandKind
from spoc_desk.domain.hand_rules import Ask
from spoc_desk.forms.definition import Answer, Choice, Kind, LeakClass, Question
from spoc_desk.forms.loader import load_form

from .exchange_acts import NEW_DECISION, HandDesk
from .question_grid import Asked

if TYPE_CHECKING:
    from spoc_desk.casework.exchange import HandOffer

_PAGES = Question("pages", "How many pages?", Kind.NUMBER, LeakClass.NONE)
_CHASED = Question(
    "chased", "Who made contact?", Kind.CHOICE, LeakClass.NONE,
    choices=(Choice("yes", "We asked again"), Choice("no", "They acknowledged our request")),
)  # fmt: skip
NOTE_HINT = "Not where from, where to, or why"
NOTE_KEYS = "Enter saves, Shift+Enter starts a new line"
_WHICH_SERVICE = {
    HandKind.A1: "Which of our services needs it?",
    HandKind.A6: "To whom?",
    HandKind.D2: "Whom of ours did you ask?",
    HandKind.D7: "Which of our services can answer?",
}
_BY_CHECK = {
    Check.CLEAN: "The record may then be passed on to the service that needs it.",
    Check.SEALED: "A sealed copy stays here as received. It is not passed on until it has been checked.",
}
LEAK_WORDS = (
    "What happens next: the copy is set apart and is never passed on. A security concern opens and the case goes on "
    "hold until UKPPS has advised. Then you return the copy for a new one, or destroy it on their advice."
)
DECISION_ORDER = (
    ("what_information", 2), ("purpose", 2),
    ("consent_sought", 1), ("lawful_basis", 1), ("outcome", 1), ("decided_on", 1),
    ("necessary_and_proportionate", 2), ("third_parties_protected", 2),
    ("rationale", 4),
)  # fmt: skip


@dataclass(frozen=True)
class Next:
    """What follows from the hand as it is answered now; `stops` where it holds everything up."""

    words: str
    stops: bool = False


def hand_questions(desk: HandDesk) -> tuple[Asked, ...]:
    """Return the questions of the panel in their order; which of them are asked depends on the hand."""
    form = load_form("hand")
    hands = tuple(Choice(offer.hand.value, offer.label) for offer in desk.offers)
    decisions = (*desk.decisions, Choice(NEW_DECISION, "Decide now, below"))
    return (
        # A list that is filled in: always a box, however few hands there are.
        Asked(replace(form.question("hand"), hint="", choices=(), choices_from="hands"), 1, hands),
        Asked(replace(form.question("happened_on"), hint=""), 1),
        Asked(replace(form.question("method"), shown_when=()), 1),
        Asked(form.question("service"), 1, desk.contacts),
        Asked(replace(form.question("check_result"), shown_when=()), small=False),
        Asked(replace(form.question("third_party_checked"), shown_when=()), 2),
        Asked(replace(form.question("not_available_reason"), choices=_reasons(form.question("not_available_reason")))),
        Asked(_CHASED),
        Asked(_PAGES),
        Asked(form.question("decision_id"), 2, decisions),
        Asked(replace(form.question("note"), lines=1, hint=""), 2),
    )


def decision_questions() -> tuple[Asked, ...]:
    """Return the questions of the short information-sharing decision."""
    form = load_form("decision")
    return tuple(
        Asked(replace(form.question(name), lines=min(form.question(name).lines, 2)), span)
        for name, span in DECISION_ORDER
    )


def asked_names(offer: "HandOffer | None") -> frozenset[str]:
    """Return which questions the hand asks. What a check found is asked where it decides: of a copy we received."""
    if offer is None:
        return frozenset({"hand", "happened_on"})
    optional = (ask for ask in offer.optional if ask is not Ask.CHECK_RESULT)
    return frozenset({"hand", "happened_on", *(ask.value for ask in (*offer.required, *optional))})


def asked_spans(offer: "HandOffer | None") -> dict[str, int]:
    """Return how wide the note is where it stands beside a check: what follows from the check needs the room."""
    return {"note": 1} if offer is not None and offer.hand is HandKind.A5 else {}


def service_label(hand: HandKind) -> str:
    """Return the question after the service for this hand."""
    return _WHICH_SERVICE.get(hand, "Which of our services?")


def what_next(offer: "HandOffer", answers: Mapping[str, Answer]) -> Next:
    """Return between whom the hand runs and how the record stands afterwards."""
    if offer.hand is HandKind.A5:
        check = str(answers.get("check_result", ""))
        if check == Check.LEAK:
            return Next(LEAK_WORDS, stops=True)
        return Next(_BY_CHECK[Check(check)] if check else "You look at every page before anybody else does.")
    if offer.hand is HandKind.REOPENED:
        return Next("The last hand no longer counts. It stays in the history with your reason.")
    between = (
        f"By the {offer.from_words}."
        if offer.from_words == offer.to_words
        else f"From {_party(offer.from_words)} to {_party(offer.to_words)}."
    )
    return Next(f"{between} Afterwards the record is: {offer.next_words}.")


def _party(words: str) -> str:
    return "our own service" if words == "Own service" else f"the {words}"


def _reasons(question: Question) -> tuple[Choice, ...]:
    """“Destroyed” is for a copy that was here; a request that was refused has the others."""
    return tuple(choice for choice in question.choices if choice.id != "destroyed")
