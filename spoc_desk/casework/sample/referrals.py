"""Sample referrals: one that waits for the MASH, one half written, one that ended as advice."""

import tomllib
from functools import lru_cache
from typing import Any

from spoc_desk.casework.referrals import consents, moves, rows, sections
from spoc_desk.casework.referrals.start import start_referral
from spoc_desk.casework.referrals.threshold_sets import current_set
from spoc_desk.casework.sample.desk import Desk, stored_id
from spoc_desk.clock import FixedClock
from spoc_desk.domain.referrals import CHILD, PARENT
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.resources import read_text
from spoc_desk.vault.vault import Vault

REFERRALS = 3


def lay_out_referrals(vault: Vault) -> tuple[str, str, str]:
    """Fill a vault with the sample referrals; return the ids of the sent one, the draft and the advice."""
    real = vault.clock
    clock = FixedClock(real.now())
    vault.clock = clock
    try:
        desk = Desk(vault, clock, real.today())
        return _sent(desk), _draft(desk), _advice(desk)
    finally:
        vault.clock = real


def _sent(desk: Desk) -> str:
    """Intensive with consent, sent five days ago; the MASH has not acknowledged it."""
    told = _told("intensive")
    today = desk.go_to(8)
    referral_id = _begin(desk, told, manager_on=desk.day(10), eha_on=desk.day(30))
    for section in ("type", "reason", "strengths", "views", "circumstances", "judgement"):
        _save(desk, referral_id, section, told[section])
    _save(desk, referral_id, "referrer", {**_told("referrer"), "referrer_at": f"{today}T09:00"})
    _save(desk, referral_id, "informing", {"told": "yes", "told_who": "Her mother, by me", "told_on": desk.day(9)})
    _save(desk, referral_id, "declaration", {"declared": "yes"})
    _row(desk, referral_id, CHILD, {**told["child"], "date_of_birth": desk.born(10, 40)})
    _row(desk, referral_id, CHILD, {**told["brother"], "date_of_birth": desk.born(4, 200)})
    mother = _row(desk, referral_id, PARENT, {**told["mother"], "date_of_birth": desk.born(33, 90)})
    _tick(desk, referral_id, told["ticks"])
    _consent(desk, referral_id, mother)
    desk.go_to(5)
    moves.ready_for_consent(desk.vault, referral_id=referral_id)
    moves.ready_to_send(desk.vault, referral_id=referral_id)
    moves.mark_printed(desk.vault, referral_id=referral_id)
    sent = {"sent_at": f"{desk.day(5)}T09:20", "method": "secure_mail", "sent_to": "MASH", "version_sent": "1"}
    moves.mark_sent(desk.vault, referral_id=referral_id, answers=sent)
    return referral_id


def _draft(desk: Desk) -> str:
    """Specialist, begun yesterday: the child and the type are there, the rest is not."""
    told = _told("draft")
    desk.go_to(1)
    referral_id = _begin(desk, told)
    _save(desk, referral_id, "type", told["type"])
    _row(desk, referral_id, CHILD, {**told["child"], "date_of_birth": desk.born(15, 20)})
    return referral_id


def _advice(desk: Desk) -> str:
    desk.go_to(5)
    return _begin(desk, _told("advice"))


def _begin(desk: Desk, told: dict[str, Any], **more: Answer) -> str:
    return stored_id(start_referral(desk.vault, answers=_answers({**told["before_start"], **more}), sample=True))


def _save(desk: Desk, referral_id: str, section: str, told: dict[str, Any]) -> None:
    answers = _answers(told)
    sections.save_section(desk.vault, referral_id=referral_id, section=section, answers=answers, completed=True)


def _row(desk: Desk, referral_id: str, form: str, told: dict[str, Any]) -> str:
    return stored_id(rows.save_row(desk.vault, referral_id=referral_id, form=form, answers=_answers(told)))


def _tick(desk: Desk, referral_id: str, told: dict[str, str]) -> None:
    """A newer edition of the document may lack an indicator: then there is nothing to tick."""
    known = current_set(desk.vault).places
    for indicator, note in told.items():
        if indicator in known:
            sections.tick(desk.vault, referral_id=referral_id, indicator_id=indicator, ticked=True, note=note)


def _consent(desk: Desk, referral_id: str, person: str) -> None:
    given: Answers = {"person": person, "decision": "given", "given_on": desk.day(8), "method": "wet_signature"}
    share: Answers = {**given, "agencies": ("school", "gp", "health_visitor"), "withdrawal_explained": "yes"}
    for kind, answers in (("a", given), ("b", share)):
        done = consents.record_consent(desk.vault, referral_id=referral_id, kind=kind, answers=answers)
        consents.see_signed_copy(desk.vault, consent_id=stored_id(done))


def _answers(told: dict[str, Any]) -> Answers:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}


def _told(story: str) -> dict[str, Any]:
    return dict(_stories()[story])


@lru_cache(maxsize=1)
def _stories() -> dict[str, Any]:
    return tomllib.loads(read_text("sample", "referrals.toml"))
