"""What there is to choose from when something is handed over: cases in our hands, their meetings, desks on the list."""

from collections.abc import Iterable

from spoc_desk.casework.case_lists import CaseFilter, list_cases
from spoc_desk.domain.handovers import FROZEN
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.meetings import Meeting
from spoc_desk.errors import BadAnswer
from spoc_desk.vault.records.handover_rows import known_desk_rows
from spoc_desk.vault.records.stores import CUSTODY, MEETINGS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

_MOST = 500

Choice = tuple[str, str]
"""An id, and the words beside it."""


def cases_in_hand(vault: Vault) -> tuple[Choice, ...]:
    """Return the cases this desk may hand over: reference, direction and state; the open ones first."""
    away = {known.case_id for known in CUSTODY.find(vault) if known.state in FROZEN}
    rows = list_cases(vault, filter=CaseFilter(open_only=False, sort="notified"), limit=_MOST).rows
    ours = [row for row in rows if row.case_id not in away]
    ours.sort(key=lambda row: row.closed_on is not None)
    return tuple((row.case_id, f"{row.case_ref} · {row.direction.label} · {row.state_words}") for row in ours)


def meetings_in_hand(vault: Vault) -> tuple[Choice, ...]:
    """Return the meetings of these cases, the latest first: the reference of the case, the day, and who was met."""
    cases = {case_id: words.partition(" · ")[0] for case_id, words in cases_in_hand(vault)}
    found = MEETINGS.find(vault, tail="ORDER BY held_on DESC, meeting_no DESC, rowid")
    return tuple((one.id, _words(one, cases[one.case_id])) for one in found if one.case_id in cases)


def cases_of_meetings(reader: Reader, meeting_ids: Iterable[str]) -> tuple[str, ...]:
    """Return the cases of these meetings, each once.

    A meeting has no life of its own: who was notified, who came, the three standards, who is the LA SPOC and the clock
    of one week are rows of its case, and custody is of a case. At the desk of a Director's office the case is nothing
    but that; so whoever hands a meeting over hands its case over.
    """
    return tuple(dict.fromkeys(MEETINGS.get(reader, meeting_id).case_id for meeting_id in meeting_ids))


def meeting_of_case(reader: Reader, case_id: str, number: int) -> str:
    """Return the meeting of a case with this number. Raises BadAnswer."""
    found = MEETINGS.find(reader, "case_id = ? AND meeting_no = ?", (case_id, number))
    if not found:
        raise BadAnswer(f"This case has no meeting number {number}.", "meeting")
    return found[0].id


def desks_to_seal_for(vault: Vault) -> tuple[Choice, ...]:
    """Return the desks that are still on the list: name and role."""
    desks = (desk for desk in known_desk_rows(vault) if desk.revoked_on is None)
    return tuple((desk.id, f"{desk.name} · {desk.role.label}") for desk in desks)


def _words(one: Meeting, case_ref: str) -> str:
    return f"{case_ref} · {short_date(one.held_on)} · {one.kind.label}"
