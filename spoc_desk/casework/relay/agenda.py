"""RELAY on Today: one line for each kind of step, for who works with it. The numbers are messages and notifications."""

from spoc_desk.casework.agenda_line import YOU, AgendaRow
from spoc_desk.casework.relay.directory import in_use, schools_not_in_order
from spoc_desk.casework.relay.lists import Group, relay_counts
from spoc_desk.casework.relay.misdirected import open_misdirections
from spoc_desk.casework.relay.triage import may_release
from spoc_desk.deadlines.wording import State
from spoc_desk.vault.records.stores import RELAY_MESSAGES
from spoc_desk.vault.vault import Vault

REFERENCE = "RELAY"
_BEFORE_SCHOOL = "before the school's next day"
_OFFICE = "the office of the DCS or DASS"


def relay_rows(vault: Vault) -> list[AgendaRow]:
    """Return what is to be done today: decide, send, contain. Nothing for who does not see RELAY."""
    counts = relay_counts(vault)
    rows = [_misdirected(vault)]
    rows.append(_row(counts[Group.TO_DECIDE], "Decide on {} notification", _BEFORE_SCHOOL, Group.TO_DECIDE))
    rows.append(_row(counts[Group.TO_SEND], "Send {} message", _BEFORE_SCHOOL, Group.TO_SEND))
    return [row for row in rows if row is not None]


def waiting_rows(vault: Vault) -> list[AgendaRow]:
    """Return what waits for others: the office, and receipts."""
    counts = relay_counts(vault)
    who = YOU if may_release(vault) else _OFFICE
    stopped = _row(counts[Group.STOPPED], "{} notification stopped", "the office decides", Group.STOPPED, who=who)
    sent = "{} message sent, receipt to be recorded"
    receipts = _row(counts[Group.WAITING], sent, "", Group.WAITING, who="the schools")
    return [row for row in (stopped, receipts) if row is not None]


def school_rows(vault: Vault) -> list[AgendaRow]:
    """Return the one line of the schools that cannot be told. Reviews of agreements are clocks (relay.reviews)."""
    states = schools_not_in_order(vault) if in_use(vault) else ()
    if not states:
        return []
    without = sum(bool(state.agreement_words) for state in states)
    silent = sum(bool(state.contact_words) for state in states)
    parts = ((without, "without a current agreement"), (silent, "without a contact"))
    words = ", ".join(f"{count} {what}" for count, what in parts if count)
    place = f"directory/schools/{states[0].school.id}" if len(states) == 1 else "directory/schools"
    return [AgendaRow(None, REFERENCE, "Put schools in order", words, YOU, State.NO_LIMIT.value, place)]


def _misdirected(vault: Vault) -> AgendaRow | None:
    found = open_misdirections(vault)
    if not found:
        return None
    first = found[0]
    what = "Contain 1 misdirected message" if len(found) == 1 else f"Contain {len(found)} misdirected messages"
    state = State.OVERDUE if any(each.is_late for each in found) else State.DUE_TODAY
    words = "end it" if first.record.dpo_told_at else f"72 hours end {first.until_words}"
    place = f"relay_notification/{RELAY_MESSAGES.get(vault, first.record.message_id).incident_id}"
    return AgendaRow(None, REFERENCE, what, words, YOU, state.value, place)


def _row(count: int, what: str, words: str, group: Group, *, who: str = YOU) -> AgendaRow | None:
    if not count:
        return None
    noun = what.format(f"{count:,}")
    if count > 1:
        for one in ("notification", "message", "receipt"):
            noun = noun.replace(one, f"{one}s")
    return AgendaRow(None, REFERENCE, noun, words, who, State.DUE_TODAY.value, f"relay/{group.name}")
