"""The next birthday of a referral's children that changes who is asked: 15, 16 or 18 (D-32), while it is open."""

from datetime import date

from spoc_desk.casework.clocks import clock_of, day_of
from spoc_desk.casework.referrals import clocks
from spoc_desk.domain.ages import MILESTONES, birthday, next_milestone
from spoc_desk.domain.referral_states import ENDED_EARLY
from spoc_desk.domain.referrals import CHILD, Referral, ReferralState
from spoc_desk.vault.records.stores import REFERRAL_ROWS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction

WORDS = {
    15: "from now on the young person is asked too",
    16: "presumed able to decide from now on",
    18: "no longer a child from now on",
}


def watch_birthdays(tx: Transaction, referral: Referral) -> None:
    """Set the clock to the next of these birthdays; a corrected date of birth, or the end of the referral, moves it."""
    today = day_of(tx)
    coming = [found[1] for born in _born(tx, referral.id) if (found := next_milestone(born, today))]
    if not coming or not _is_open(referral):
        clocks.cancel(tx, referral, clocks.BIRTHDAY)
        return
    running = clock_of(tx, clocks.BIRTHDAY, referral.id)
    if running is None or not running.running or running.due_on != min(coming):
        clocks.move(tx, referral, clocks.BIRTHDAY, today, min(coming))


def birthday_words(reader: Reader, referral_id: str, on: date) -> str:
    """Return who turns what on a day, without a name: "A child turns 16: presumed able to decide from now on"."""
    turns = [years for born in _born(reader, referral_id) for years in MILESTONES if birthday(born, years) == on]
    return f"A child turns {min(turns)}: {WORDS[min(turns)]}" if turns else "A child has a birthday"


def _is_open(referral: Referral) -> bool:
    ended = referral.state is ReferralState.CLOSED or referral.state in ENDED_EARLY
    return not ended and referral.archived_on is None


def _born(reader: Reader, referral_id: str) -> list[date]:
    rows = REFERRAL_ROWS.find(reader, "referral_id = ? AND form = ?", (referral_id, CHILD))
    return [row.date_of_birth for row in rows if row.date_of_birth is not None]
