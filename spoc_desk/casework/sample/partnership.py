"""Sample records of the partnership: each register of its place holds some that are open and some that have ended."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any, Final

from spoc_desk.casework import access_requests, assurance, concerns
from spoc_desk.casework.council import profile
from spoc_desk.casework.disputes import complaints, consultations, escalations
from spoc_desk.casework.reviewed import children, incidents, plan, reviews
from spoc_desk.casework.sample.desk import Desk, stored_id
from spoc_desk.casework.sharing import decide_whole
from spoc_desk.clock import FixedClock
from spoc_desk.domain.serious_incidents import Whom
from spoc_desk.errors import NotYet
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.resources import read_text
from spoc_desk.vault.vault import Vault

Told = Mapping[str, Any]
_OURS: Final = frozenset({
    "days_ago", "told_after", "decision", "child", "of_first_incident", "agencies", "not_agreed", "then_with", "agreed",
    "forwarded_to", "answer", "reasons", "ordered_in", "done", "open", "containment", "outcome",
})  # fmt: skip
"""What steers the story and is no answer of the form a record begins with."""


def lay_out_partnership(vault: Vault) -> None:
    """Fill every register. Raises NotYet at a desk that is not for practice: nothing else would mark these records."""
    if not profile(vault).practice:
        raise NotYet("Sample records of the partnership are for a desk to practise on.")
    real = vault.clock
    clock = FixedClock(real.now())
    vault.clock = clock
    try:
        desk = Desk(vault, clock, real.today())
        first, *_ = [_incident(desk, told) for told in _stories()["incidents"]]
        for told in _stories()["reviews"]:
            _review(desk, told, first)
        for kind, tell in _TELL.items():
            for told in _stories()[kind]:
                tell(desk, told)
    finally:
        vault.clock = real


def _decision(desk: Desk, told: Told) -> None:
    day = desk.go_to(told["days_ago"])
    given: Answers = {"decided_on": day, **({"shared_on": day} if "shared_with" in told else {})}
    decide_whole(desk.vault, answers={**_answers(told, "outcome"), **given})


def _concern(desk: Desk, told: Told) -> None:
    day = desk.go_to(told["days_ago"])
    answers = {**_answers(told), "occurred_on": day, "la_spoc_informed_at": f"{day}T09:30"}
    done = stored_id(concerns.raise_concern(desk.vault, answers=answers))
    if "containment" in told:
        concerns.record_containment(desk.vault, concern_id=done, answers={"containment": tuple(told["containment"])})
    if "outcome" in told:
        concerns.assess_breach(desk.vault, concern_id=done, answers={"data_breach": "no"})
        concerns.contact_ukpps(desk.vault, concern_id=done)
        concerns.record_advice(desk.vault, concern_id=done, advice="Nothing more is needed.")
        concerns.close_concern(desk.vault, concern_id=done, outcome=told["outcome"])


def _incident(desk: Desk, told: Told) -> str:
    day = desk.go_to(told["days_ago"])
    known: Answers = {"aware_at": f"{day}T08:40", "incident_on": desk.day(told["days_ago"] + 1)}
    serious_id = stored_id(incidents.record_incident(desk.vault, answers={**_answers(told), **known}))
    child = {**_answers(told["child"]), "date_of_birth": desk.born(6, 40)}
    children.add_child(desk.vault, serious_id=serious_id, answers=child)
    if "decision" in told:
        incidents.decide(desk.vault, serious_id=serious_id, answers={"decision": told["decision"]})
        day = desk.go_to(told["days_ago"] - told["told_after"])
        incidents.tell(desk.vault, serious_id=serious_id, whom=Whom.PANEL, answers={"told_at": f"{day}T09:00"})
    return serious_id


def _review(desk: Desk, told: Told, incident: str) -> None:
    day = desk.go_to(told["days_ago"])
    of = incident if told.get("of_first_incident") else ""
    answers = {**_answers(told), "discussed_on": day}
    review_id = stored_id(reviews.begin_review(desk.vault, answers=answers, serious_id=of))
    if "agencies" not in told:
        return
    reviews.tell_unit(desk.vault, review_id=review_id, answers={"told_at": f"{day}T09:10", "told_to": "Duty officer"})
    reviews.confirm_in_writing(desk.vault, review_id=review_id, answers={"confirmed_at": f"{day}T09:25"})
    for agency in told["agencies"]:
        asked = {"agency": agency, "asked_on": day, "due_on": desk.day(told["days_ago"] - 10)}
        plan.ask_agencies(desk.vault, review_id=review_id, answers=asked)


def _escalation(desk: Desk, told: Told) -> None:
    day = desk.go_to(told["days_ago"])
    one = stored_id(escalations.open_escalation(desk.vault, answers={**_answers(told), "raised_at": f"{day}T09:00"}))
    if "not_agreed" in told:
        ended = {"outcome": "not_agreed", "outcome_words": told["not_agreed"]}
        escalations.end_stage(desk.vault, escalation_id=one, answers=ended)
        escalations.next_stage(desk.vault, escalation_id=one, answers={"stage": "2", "with_whom": told["then_with"]})
    if "agreed" in told:
        desk.go_to(told["days_ago"] - 3)
        ended = {"outcome": "agreed", "outcome_words": told["agreed"]}
        escalations.end_stage(desk.vault, escalation_id=one, answers=ended)
        end = {"state": "resolved", "ended_how": told["agreed"]}
        escalations.end_escalation(desk.vault, escalation_id=one, answers=end)


def _complaint(desk: Desk, told: Told) -> None:
    day = desk.go_to(told["days_ago"])
    one = stored_id(complaints.record_complaint(desk.vault, answers={**_answers(told), "received_on": day}))
    if "forwarded_to" not in told:
        return
    sent = {"forwarded_on": day, "forwarded_to": told["forwarded_to"], "copied_on": day, "asked_to_tell": "yes"}
    complaints.forward(desk.vault, complaint_id=one, answers=sent)
    day = desk.go_to(told["days_ago"] - 10)
    asked = {"asked_on": day, "asked_whom": told["forwarded_to"], "answer": told["answer"]}
    complaints.ask_status(desk.vault, complaint_id=one, answers=asked)
    if "outcome" in told:
        end = {"ended_on": day, "outcome": told["outcome"]}
        complaints.end_complaint(desk.vault, complaint_id=one, answers=end)


def _consultation(desk: Desk, told: Told) -> None:
    day = desk.go_to(told["days_ago"])
    consultations.record_consultation(desk.vault, answers={**_answers(told), "consulted_on": day})


def _request(desk: Desk, told: Told) -> None:
    day = desk.go_to(told["days_ago"])
    asked: dict[str, Answer] = {**_answers(told), "received_on": day}
    if "identity_how" in told:
        asked["identity_checked_on"] = day
    if "ordered_in" in told:
        asked["ordered_by"] = (desk.today + timedelta(days=told["ordered_in"])).isoformat()
    one = stored_id(access_requests.record_request(desk.vault, answers=asked))
    if "answer" in told:
        day = desk.go_to(told["days_ago"] - 9)
        given = {"answer": told["answer"], "answered_on": day, "method": "secure_mail", "rationale": told["reasons"]}
        access_requests.answer_request(desk.vault, request_id=one, answers=given)


def _rollout(desk: Desk, told: Told) -> None:
    for step, days_ago in told["done"].items():
        day = desk.go_to(days_ago)
        seen = {**_answers(told), "step": step, "done_on": day, "evidence": "Minutes of the meeting"}
        assurance.add_step(desk.vault, answers=seen)
    desk.go_to(0)
    for step in told["open"]:
        waits: Answers = {"audience": told["audience"], "owner": told["owner"], "step": step}
        assurance.add_step(desk.vault, answers=waits)


_TELL: Final[Mapping[str, Callable[[Desk, Told], None]]] = {
    "decisions": _decision,
    "concerns": _concern,
    "escalations": _escalation,
    "complaints": _complaint,
    "consultations": _consultation,
    "requests": _request,
    "rollout": _rollout,
}


def _answers(told: Told, *also: str) -> Answers:
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in told.items()
        if name not in _OURS or name in also
    }


@lru_cache(maxsize=1)
def _stories() -> Mapping[str, Any]:
    return tomllib.loads(read_text("sample", "partnership.toml"))
