"""A referral that is escalated, and one whose disagreement is settled: the mark of the referral follows the escalation.

Only rows and events: both the moves of a referral and the escalations use it.
"""

from dataclasses import replace

from spoc_desk.casework.clocks import day_of
from spoc_desk.casework.referrals.happenings import write_event
from spoc_desk.domain.referral_states import AFTER_SENDING
from spoc_desk.domain.referrals import Referral, ReferralEvent
from spoc_desk.errors import NotYet
from spoc_desk.vault.records.stores import ESCALATIONS
from spoc_desk.vault.vault import Transaction

_OTHERS_OPEN = "referral_id = ? AND ended_on IS NULL"


def mark_escalated(tx: Transaction, referral: Referral, *, by: str, note: str) -> None:
    """Mark a referral as escalated, once. Raises NotYet before it was sent: until then nobody has disagreed."""
    if referral.state not in AFTER_SENDING:
        raise NotYet("A referral is escalated once it was sent.", "domain 3.4")
    if referral.escalated_on is None:
        after = replace(referral, escalated_on=day_of(tx))
        write_event(tx, referral, after, ReferralEvent.ESCALATED, by=by, answers={"note": note}, note=note)


def mark_resolved(tx: Transaction, referral: Referral, *, by: str, note: str) -> None:
    """Take the mark off when the last open escalation of a referral has ended."""
    if referral.escalated_on is None or ESCALATIONS.count(tx, _OTHERS_OPEN, (referral.id,)):
        return
    after = replace(referral, escalated_on=None)
    write_event(tx, referral, after, ReferralEvent.RESOLVED, by=by, answers={"note": note}, note=note)
