"""Hand-over on Today: receipts that do not come, receipts and words we owe, deputy packs that end, lists to enter.

After two working days without a receipt the sender phones; only then is a hand-over cancelled (admin guide).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from spoc_desk.casework.agenda_line import YOU, AgendaRow, Lookup
from spoc_desk.casework.handover.answering import WordState, receipt_owed, word_of_cancelling
from spoc_desk.casework.handover.expired import notes_of
from spoc_desk.casework.handover.packs import hand_back_list
from spoc_desk.casework.handover.writing import SEALED
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import london_day
from spoc_desk.casework.places import handover_place
from spoc_desk.deadlines.wording import State, count_days, in_words
from spoc_desk.domain.handovers import BundleKind, Handover, HandoverState, Pack, Way
from spoc_desk.domain.house_dates import day_and_month, short_date
from spoc_desk.vault.records.handover_rows import answers_to, known_desk_rows, unsettled_rows
from spoc_desk.vault.records.stores import PACKS

REFERENCE: Final = "Hand-over"
PACKS_PLACE: Final = "deputy_packs"
RECEIPT_DAYS: Final = 2
"""Working days a receipt may take."""
_LIST_DAYS: Final = 10
"""Working days after the end of a pack in which its list is waited for: who did nothing may send none."""
_ENDS_SOON: Final = 1

LATE, SOON, WAITING = "late", "soon", "waiting"
_THINGS: Final = {BundleKind.COPY: "the copies to read", BundleKind.PACK: "the deputy pack"}


def handover_rows(lookup: Lookup) -> Mapping[str, Sequence[AgendaRow]]:
    """Return what is late, to be done now, and waited for. Nothing for who does not hand over."""
    rows: dict[str, list[AgendaRow]] = {LATE: [], SOON: [], WAITING: []}
    vault = lookup.vault
    if not sees(vault, Sight.RELOCATIONS) or vault.is_masked or not vault.may(SEALED):
        return rows
    names = {desk.id: desk.name for desk in known_desk_rows(vault)}
    for one in unsettled_rows(vault):
        found = _of_bundle(lookup, one, names.get(one.desk_id, ""))
        if found is not None:
            rows[found[0]].append(found[1])
    for pack in PACKS.find(vault, tail="ORDER BY ends_on, rowid"):
        found = _of_pack(lookup, pack, names.get(pack.desk_id, ""))
        if found is not None:
            rows[found[0]].append(found[1])
    if to_enter := len(hand_back_list(vault)):
        what = f"Enter {to_enter} {'thing' if to_enter == 1 else 'things'} a deputy did"
        rows[SOON].append(_row(what, "they stand in no case yet", YOU, State.DUE_TODAY, PACKS_PLACE))
    return rows


def _of_bundle(lookup: Lookup, one: Handover, desk: str) -> tuple[str, AgendaRow] | None:
    place = handover_place(one.id)
    if one.way is Way.IN:
        if not receipt_owed(one):
            return None
        words = f"{_thing(one)} sealed {_day(one)}"
        return SOON, _row(f"Make the receipt for {desk}", words, YOU, State.DUE_TODAY, place)
    if one.state is HandoverState.WRITING:
        words = f"begun {_day(one)}; cancel it, and seal again"
        return LATE, _row(f"A hand-over to {desk} was not finished", words, YOU, State.OVERDUE, place)
    if one.state is HandoverState.CANCELLED:
        if word_of_cancelling(lookup.vault, one) is not WordState.OWED:
            return None
        words = f"{_thing(one)} sealed {_day(one)}"
        return SOON, _row(f"Tell {desk} that a hand-over is cancelled", words, YOU, State.DUE_TODAY, place)
    if one.kind is BundleKind.PACK and london_day(one.expires_at) < lookup.today:
        return _hand_back(lookup, one, desk, place)
    return _receipt(lookup, one, desk, place) if one.state is HandoverState.SENT else None


def _receipt(lookup: Lookup, one: Handover, desk: str, place: str) -> tuple[str, AgendaRow]:
    sealed = london_day(one.made_at)
    due = lookup.calendar.add_working_days(sealed, RECEIPT_DAYS)
    if due >= lookup.today:
        words = f"sealed {_day(one)}, no receipt yet"
        return WAITING, _row(f"Receipt for {_thing(one)}", words, desk, State.NO_LIMIT, place)
    days = count_days(lookup.calendar.working_days_between(sealed, lookup.today), "working day")
    words = f"no receipt, sealed {day_and_month(sealed)}, {days} ago"
    if london_day(one.expires_at) < lookup.today:
        words = f"the file opens no more, sealed {_day(one)}"
    return LATE, _row(f"Did {_thing(one)} arrive? Phone {desk}", words, YOU, State.OVERDUE, place, due)


def _hand_back(lookup: Lookup, one: Handover, desk: str, place: str) -> tuple[str, AgendaRow] | None:
    ended = london_day(one.expires_at)
    came = answers_to(lookup.vault, one.id, BundleKind.HAND_BACK, Way.IN)
    if came or lookup.calendar.working_days_between(ended, lookup.today) > _LIST_DAYS:
        return None
    words = f"the pack ended {short_date(ended)}; ask what was done"
    return WAITING, _row("Hand-back list of the deputy pack", words, desk, State.NO_LIMIT, place)


def _of_pack(lookup: Lookup, pack: Pack, desk: str) -> tuple[str, AgendaRow] | None:
    """Return the line at the desk of the deputy: a pack that ends, and notes that were not handed back."""
    notes = 0 if pack.handed_back_at else len(notes_of(lookup.vault, pack.id))
    if pack.ends_on < lookup.today:
        if not notes:
            return None
        words = f"the pack ended {short_date(pack.ends_on)}; the list is not sealed"
        return LATE, _row(f"Hand back what you did for {desk}", words, YOU, State.OVERDUE, PACKS_PLACE, pack.ends_on)
    if pack.ends_on > lookup.calendar.add_working_days(lookup.today, _ENDS_SOON):
        return None
    said = in_words(pack.ends_on, lookup.today, lookup.calendar)
    what = f"Hand back what you did for {desk}" if notes else f"The deputy pack from {desk} ends"
    words = "it can be read until the end of today" if pack.ends_on == lookup.today else said.words
    return SOON, _row(what, words, YOU, said.state, PACKS_PLACE, pack.ends_on)


def _thing(one: Handover) -> str:
    return _THINGS.get(one.kind) or (f"{one.cases:,} case" if one.cases == 1 else f"{one.cases:,} cases")


def _day(one: Handover) -> str:
    return short_date(london_day(one.made_at))


def _row(what: str, words: str, who: str, state: State, place: str, due_on: date | None = None) -> AgendaRow:
    return AgendaRow(None, REFERENCE, what, words, who, state.value, place, due_on)
