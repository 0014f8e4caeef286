"""What the officer answered about one hand, read and checked against the hand's rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from spoc_desk.domain.exchanges import Check, HandKind, NotAvailable, Party
from spoc_desk.domain.hand_rules import Ask, HandRule
from spoc_desk.domain.terms import Method
from spoc_desk.errors import BadAnswer, Incomplete
from spoc_desk.forms.definition import Answers

E = TypeVar("E", bound=StrEnum)

_MISSING: Mapping[Ask, str] = {
    Ask.METHOD: "Choose how it was handed over.",
    Ask.SERVICE: "Choose which of our services.",
    Ask.CHECK_RESULT: "Choose what the check found.",
    Ask.THIRD_PARTY: "Say whether it was checked for other people's information, and is complete.",
    Ask.DECISION: "Choose the information-sharing decision that allows this.",
    Ask.REASON: "Choose why the record is not available.",
    Ask.NOTE: "Write down the reason.",
}


@dataclass(frozen=True)
class HandAnswers:
    """The answers, typed."""

    happened_on: date
    from_party: Party
    to_party: Party
    method: Method | None
    service: str | None
    check_result: Check | None
    not_available_reason: NotAvailable | None
    decision_id: str | None
    pages: int | None
    note: str


def read_hand(rule: HandRule, answers: Answers, today: date) -> HandAnswers:
    """Return the answers to one hand. Raises Incomplete and BadAnswer, naming the question."""
    given = _texts(answers)
    for ask in rule.required:
        if not given.get(ask):
            raise _incomplete(ask)
    from_party, to_party = _parties(rule, given)
    return HandAnswers(
        happened_on=_day(given.get("happened_on", ""), today),
        from_party=from_party,
        to_party=to_party,
        method=_method(rule, given.get(Ask.METHOD, "")),
        service=given.get(Ask.SERVICE) or None,
        check_result=_check(rule, given),
        not_available_reason=_reason(rule, given.get(Ask.REASON, "")),
        decision_id=(given.get(Ask.DECISION) or None) if Ask.DECISION in rule.required else None,
        pages=_pages(given.get(Ask.PAGES, "")),
        note=given.get(Ask.NOTE, ""),
    )


def _texts(answers: Answers) -> dict[str, str]:
    """Return the single answers; the form's own name for the check is `check`."""
    given = {name: answer.strip() for name, answer in answers.items() if isinstance(answer, str)}
    given.setdefault(Ask.CHECK_RESULT, given.get("check", ""))
    return given


def _incomplete(ask: Ask) -> BadAnswer:
    return BadAnswer(_MISSING[ask], ask.value)


def _parties(rule: HandRule, given: Mapping[str, str]) -> tuple[Party, Party]:
    """A chase runs from us to the UKPPS SPOC, an acknowledgement the other way; every other hand is fixed."""
    if rule.both_ways and given.get(Ask.CHASED) == "no":
        return rule.to_party, rule.from_party
    return rule.from_party, rule.to_party


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text) if text else today
    except ValueError as error:
        raise BadAnswer("Enter the day, such as 27 3 2026.", "happened_on") from error


def _method(rule: HandRule, text: str) -> Method | None:
    method = _choice(Method, text, Ask.METHOD)
    if rule.hands_over and method is Method.PHONE:
        raise BadAnswer("A record cannot be handed over by phone. Choose how it really travelled.", Ask.METHOD.value)
    return method


def _check(rule: HandRule, given: Mapping[str, str]) -> Check | None:
    if Ask.THIRD_PARTY in rule.required and given.get(Ask.THIRD_PARTY) != "yes":
        raise Incomplete(
            "Check the record for other people's information, and that it is complete, then record the check.",
            "S003:110",
        )
    found = _choice(Check, given.get(Ask.CHECK_RESULT, ""), Ask.CHECK_RESULT)
    if rule.hand is HandKind.D_CHECKED:
        return found or Check.CLEAN
    return found if rule.hand is HandKind.A5 else None


def _reason(rule: HandRule, text: str) -> NotAvailable | None:
    if rule.hand is HandKind.A_DESTROYED:
        return NotAvailable.DESTROYED
    if rule.hand is not HandKind.A_REFUSED:
        return None
    reason = _choice(NotAvailable, text, Ask.REASON)
    if reason is NotAvailable.DESTROYED:
        raise BadAnswer("“Destroyed” is for a copy that was here. Choose another reason.", Ask.REASON.value)
    return reason


def _pages(text: str) -> int | None:
    if text and not (text.isdigit() and int(text) < 100_000):
        raise BadAnswer("Enter the pages as a whole number.", Ask.PAGES.value)
    return int(text) if text else None


def _choice(kind: type[E], text: str, ask: Ask) -> E | None:
    try:
        return kind(text) if text else None
    except ValueError as error:
        raise BadAnswer("Choose one of the answers offered.", ask.value) from error
