"""What the page of sending and chasing needs beside the referral, read on the vault's thread in one go."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from ...lazy import load
from ..desk_facts import hers
from .clock_lines import WRITE_RULE
from .visits import VisitLine, applies, visit_lines

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView
    from spoc_desk.deadlines.calendar import Calendar
    from spoc_desk.domain.referral_states import Offer
    from spoc_desk.profile.profile import Mash
    from spoc_desk.vault.vault import Vault


@dataclass(frozen=True)
class TrackingFacts:
    """The moves, the MASH of this council, the words to chase with, the hours after a call, and the visits."""

    offers: "tuple[Offer, ...]"
    mash: "Mash"
    chase: str
    hours: int
    write_by: datetime | None
    """When the hours after a phone call end, in London; None where nobody phoned."""
    now: datetime
    calendar: "Calendar"
    today: date
    visits: tuple[VisitLine, ...] | None
    """None where nobody has to be visited."""


def read_tracking(vault: "Vault", view: "ReferralView") -> TrackingFacts:
    """Return the facts for *view*."""
    council = load("spoc_desk.casework.council")
    profile, calendar = council.profile(vault), council.calendar(vault)
    today = vault.clock.today()
    next_visit = load("spoc_desk.casework.referrals.follow_up").next_visit_due
    return TrackingFacts(
        offers=hers(vault, load("spoc_desk.casework.referrals.moves").offered(view)),
        mash=profile.referring.mash,
        chase=_chase(profile.templates.t7_chase_mash, view),
        hours=profile.clocks.written_confirmation_hours,
        write_by=_write_by(vault, view),
        now=vault.clock.now(),
        calendar=calendar,
        today=today,
        visits=visit_lines(view, today, calendar, next_visit) if applies(view) else None,
    )


def _write_by(vault: "Vault", view: "ReferralView") -> datetime | None:
    called = view.referral.phoned_at or view.text("danger_called_at")
    moment = load("spoc_desk.casework.referrals.follow_up").moment_of({"called": called}, "called")
    if not moment:
        return None
    end: datetime = load("spoc_desk.casework.referrals.clocks").hours_end(vault, WRITE_RULE, moment)
    return end


def _chase(template: str, view: "ReferralView") -> str:
    """Return the words to chase with (T7); nothing before the referral was sent. It names nobody."""
    if not view.referral.sent_at:
        return ""
    sent = load("spoc_desk.casework.moments").in_words(view.referral.sent_at)
    return template.replace("{reference}", view.referral.referral_ref).replace("{sent_on}", sent)
