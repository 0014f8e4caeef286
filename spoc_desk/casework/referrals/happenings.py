"""What happens to a referral is written once, in the change that causes it, and moves its state."""

from collections.abc import Mapping
from dataclasses import replace

from spoc_desk.casework.keeping.settling import settle_referral
from spoc_desk.casework.referrals.answer_store import to_json
from spoc_desk.casework.referrals.birthdays import watch_birthdays
from spoc_desk.domain.prints import PrintKind
from spoc_desk.domain.record import new_id
from spoc_desk.domain.referrals import Referral, ReferralEvent, ReferralHappening, ReferralState
from spoc_desk.forms.definition import Answer
from spoc_desk.vault.records.stores import PRINTS, REFERRAL_EVENTS, REFERRALS
from spoc_desk.vault.vault import Transaction

_NONE: Mapping[str, Answer] = {}


def write_event(
    tx: Transaction,
    before: Referral,
    after: Referral,
    event: ReferralEvent,
    *,
    by: str,
    at: str = "",
    answers: Mapping[str, Answer] = _NONE,
    note: str = "",
) -> Referral:
    """Store the event and the referral after it; return the referral as stored. *at* is now where it is not given."""
    stored = REFERRALS.update(tx, before, after) if after != before else before
    REFERRAL_EVENTS.insert(
        tx,
        ReferralHappening(
            id=new_id(),
            referral_id=before.id,
            event=event,
            from_state=before.state,
            to_state=after.state,
            happened_at=at or tx.now,
            done_by=by,
            answers=to_json(answers),
            note=note,
        ),
    )
    settle_referral(tx, stored)
    watch_birthdays(tx, stored)
    return stored


def edited(tx: Transaction, before: Referral, after: Referral, *, by: str, day: str) -> Referral:
    """Store a referral whose answers changed.

    After printing that makes a new version: what was printed is void, and it is printed and signed again.
    """
    if before.state is not ReferralState.PRINTED:
        return REFERRALS.update(tx, before, after) if after != before else before
    void_prints(tx, before, day)
    again = replace(after, state=ReferralState.READY_TO_SEND, form_version=before.form_version + 1)
    return write_event(tx, before, again, ReferralEvent.EDITED, by=by, answers={"version": str(again.form_version)})


def void_prints(tx: Transaction, referral: Referral, day: str) -> None:
    """Mark the copies of the form as void in the print register. What the family has signed stays."""
    where = "referral_id = ? AND void_since IS NULL AND kind IN (?, ?)"
    kinds = (PrintKind.REFERRAL.value, PrintKind.REFERRAL_CONFIDENTIAL.value)
    for copy in PRINTS.find(tx, where, (referral.id, *kinds)):
        tx.update("prints", copy.id, {"void_since": day}, version=copy.version)
