"""Clocks of hours on Today: until which hour, and late from that hour on. Their rows in the vault know only the day."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from spoc_desk.casework.concerns import BREACH, report_until
from spoc_desk.casework.disputes import escalations
from spoc_desk.casework.disputes.clocks import AT_RISK
from spoc_desk.casework.moments import in_words
from spoc_desk.casework.referrals.clocks import hours_end
from spoc_desk.casework.reviewed.clocks import IN_WRITING, written_from
from spoc_desk.deadlines.wording import State
from spoc_desk.vault.records.stores import CASE_REVIEWS, CONCERNS
from spoc_desk.vault.rows import Row
from spoc_desk.vault.vault import Vault


def hour_words(vault: Vault, row: Row, state: State) -> tuple[str, State] | None:
    """Return until when, to the hour, and how it stands: as by the day (*state*), but late from the hour on.

    None for a clock of days, or one that knows no hour.
    """
    known = _ENDS.get(row["rule"])
    end = known(vault, str(row["subject_id"])) if known is not None else None
    if end is None:
        return None
    stands = in_words(end.isoformat())
    if vault.clock.now() > end:
        return f"overdue since {stands}", State.OVERDUE
    return f"until {stands}", state


def _in_writing(vault: Vault, review_id: str) -> datetime | None:
    """The 48 clock hours of a referral to the group, across a change of the clocks (D-17, S002:52)."""
    since = written_from(vault, CASE_REVIEWS.get(vault, review_id))
    return hours_end(vault, IN_WRITING, since) if since else None


def _at_risk(vault: Vault, escalation_id: str) -> datetime | None:
    """The hours of a stage while a child is at risk (D-24)."""
    open_now = [each for each in escalations.stages(vault, escalation_id) if each.outcome is None and each.due_at]
    return datetime.fromisoformat(open_now[-1].due_at) if open_now else None


def _breach(vault: Vault, concern_id: str) -> datetime | None:
    """The 72 hours from when the council knew of a breach (D-29)."""
    until = report_until(CONCERNS.get(vault, concern_id))
    return datetime.fromisoformat(until) if until else None


_ENDS: Final[Mapping[str, Callable[[Vault, str], datetime | None]]] = {
    IN_WRITING: _in_writing, AT_RISK: _at_risk, BREACH: _breach,
}  # fmt: skip
