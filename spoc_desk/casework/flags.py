"""Flags on individual records: every person in every system that holds a record (S003:190; domain 1.10)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from spoc_desk.casework.accepting import accept_change
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.holds import refuse_closed, refuse_without_role
from spoc_desk.casework.la_spoc import la_spoc_words
from spoc_desk.casework.leaks import FieldLeak, scan_texts
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.people import present_members
from spoc_desk.casework.standards import review_standards
from spoc_desk.domain.cases import Case
from spoc_desk.domain.flags import Flag, RemovalReason
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.household import Member
from spoc_desk.domain.record import CaseId, ContactId, MemberId, new_id
from spoc_desk.domain.terms import Tri
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.printing.wording import fill
from spoc_desk.profile.profile import Listed
from spoc_desk.vault.records.stores import CASES, FLAGS, MEMBERS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FORM = "flag"


class FlagState(StrEnum):
    """How the flag of one person in one system stands."""

    NOT_ANSWERED = "not answered"
    NO_RECORD = "no record"
    TO_ASK = "to ask for"
    ASKED = "asked for"
    PLACED = "placed"
    TO_RENEW = "to renew"
    REMOVED = "taken off"


@dataclass(frozen=True)
class FlagCell:
    """One cell of the grid. `flag` is None until somebody answered whether the system holds a record."""

    member_id: str
    system: str
    flag: Flag | None
    state: FlagState
    words: str


@dataclass(frozen=True)
class FlagGrid:
    """People by systems, and the counter of the third standard."""

    members: tuple[Member, ...]
    systems: tuple[Listed, ...]
    cells: Mapping[tuple[str, str], FlagCell]
    placed: int
    needed: int
    not_answered: int

    @property
    def counter_words(self) -> str:
        """Return "9 of 10 flags placed"."""
        return f"{self.placed} of {self.needed} flags placed"


def grid(vault: Vault, case_id: str) -> FlagGrid:
    """Return every present member of a case by every record system of the council."""
    members = present_members(vault, case_id)
    systems = profile(vault).systems
    today = vault.clock.today()
    stored = {(flag.member_id, flag.system): flag for flag in FLAGS.find(vault, "case_id = ?", (case_id,))}
    cells: dict[tuple[str, str], FlagCell] = {
        (member.id, system.id): _cell(member.id, system.id, stored.get((member.id, system.id)), today)
        for member in members
        for system in systems
    }
    states = [cell.state for cell in cells.values()]
    in_place = states.count(FlagState.PLACED) + states.count(FlagState.TO_RENEW)
    needed = in_place + states.count(FlagState.ASKED) + states.count(FlagState.TO_ASK)
    return FlagGrid(tuple(members), systems, cells, in_place, needed, states.count(FlagState.NOT_ANSWERED))


def answer_holds_record(vault: Vault, *, member_id: str, systems: Iterable[str], holds: Tri | str) -> Done:
    """Say for one person which systems hold a record, or do not. No record, no flag needed."""
    with vault.transaction("answered where records are held") as tx:
        case = _case_of(tx, member_id)
        flags = [_cell_for(tx, case, member_id, system) for system in systems]
        for flag in flags:
            if flag.placed_on and flag.removed_on is None and Tri(holds) is Tri.NO:
                raise NotYet("This system carries a flag. Take the flag off first, with a reason.", "S003:190")
            FLAGS.update(tx, flag, replace(flag, holds_record=Tri(holds)))
        review_standards(tx, case, vault.clock.today())
    return _done(case.id, flags)


def request_flags(
    vault: Vault,
    *,
    member_ids: Sequence[str],
    systems: Sequence[str],
    to_contact: str | None = None,
    on: date | None = None,
) -> Done:
    """Ask for flags: these people in these systems. The words are those of the profile, with the LA SPOC of now.

    Systems that are known to hold no record of a person are left out.
    """
    day = _past(vault, on)
    changed = []
    with vault.transaction("asked for flags") as tx:
        case = _case_of(tx, member_ids[0]) if member_ids else None
        if case is None:
            raise BadAnswer("Choose for whom the flags are.", "member_id")
        text = flag_words(tx, case.id)
        for member_id in member_ids:
            for system in systems:
                flag = _cell_for(tx, case, member_id, system)
                if flag.holds_record is Tri.NO:
                    continue
                asked = replace(
                    flag,
                    holds_record=Tri.YES,
                    requested_on=day,
                    to_contact=ContactId(to_contact) if to_contact else flag.to_contact,
                    flag_text=text,
                    removed_on=None,
                    removed_reason=None,
                )
                changed.append(FLAGS.update(tx, flag, asked))
        review_standards(tx, case, day)
        leaks = _leaks(tx, text)
    return _done(case.id, changed, leaks)


def place_flags(vault: Vault, *, flag_ids: Sequence[str], confirmed_by: str, on: date | None = None) -> Done:
    """Record that flags are on the records, and who confirmed it."""
    day = _past(vault, on)
    if not confirmed_by.strip():
        raise BadAnswer("Say who confirmed that the flag is there.", "confirmed_by")
    with vault.transaction("recorded placed flags") as tx:
        flags = [FLAGS.get(tx, flag_id) for flag_id in flag_ids]
        case = _open_case(tx, flags)
        stored = [_place(tx, flag, day, confirmed_by.strip()) for flag in flags]
        review_standards(tx, case, day)
    return _done(case.id, stored)


def remove_flags(vault: Vault, *, flag_ids: Sequence[str], reason: RemovalReason | str, on: date | None = None) -> Done:
    """Record that flags came off, with the reason; a flag stays until UKPPS agrees."""
    day = _past(vault, on)
    with vault.transaction("recorded flags taken off") as tx:
        flags = [FLAGS.get(tx, flag_id) for flag_id in flag_ids]
        if not flags:
            raise BadAnswer("Choose the flags that came off.", "flag_ids")
        stored = []
        for flag in flags:
            if flag.placed_on is None or flag.removed_on is not None:
                raise NotYet("Only a flag that is in place can be taken off.", "S003:190")
            off = replace(flag, removed_on=day, removed_reason=RemovalReason(reason), next_review_on=None)
            stored.append(FLAGS.update(tx, flag, off))
        review_standards(tx, CASES.get(tx, flags[0].case_id), day)
    return _done(flags[0].case_id, stored)


def review_flags(vault: Vault, *, flag_ids: Sequence[str], next_review_on: date | None) -> Done:
    """Record that flags were looked at, and when to look again."""
    with vault.transaction("looked at flags again") as tx:
        flags = [FLAGS.get(tx, flag_id) for flag_id in flag_ids]
        case = _open_case(tx, flags)
        stored = [FLAGS.update(tx, flag, replace(flag, next_review_on=next_review_on)) for flag in flags]
    return _done(case.id, stored)


def save_flag(vault: Vault, *, answers: Answers, flag_id: str | None = None, version: int | None = None) -> Done:
    """Store one flag from its whole form."""
    today = vault.clock.today()
    with vault.transaction("changed a flag") as tx:
        if flag_id:
            before = FLAGS.get(tx, flag_id)
            before = before if version is None else replace(before, version=version)
        else:
            member_id = str(answers.get("member_id", ""))
            before = _cell_for(tx, _case_of(tx, member_id), member_id, str(answers.get("system", "")))
        case = _open_case(tx, [before])
        kept = {name: answer for name, answer in answers.items() if name not in ("member_id", "system")}
        accepted = accept_change(tx, FORM, before, kept, today)
        after = accepted.changed(before)
        if after.requested_on and not after.flag_text:
            after = replace(after, flag_text=flag_words(tx, case.id))
        _check(after, before)
        stored = FLAGS.update(tx, before, after)
        review_standards(tx, case, today)
    return Done(Change(What.FLAG, case.id, (stored.id,)), accepted.leaks, stored)


def flag_words(reader: Reader, case_id: str) -> str:
    """Return the fixed words of a flag (T1) with the LA SPOC of now. They say nothing of UKPPS or of moving."""
    spoc = la_spoc_words(reader, case_id)
    if not spoc:
        raise NotYet("Name the LA SPOC first: the flag says whom to contact.", "S003:190")
    return fill(profile(reader).templates.t1_record_flag, la_spoc=f"LA SPOC {spoc}")


def _cell(member_id: str, system: str, flag: Flag | None, today: date) -> FlagCell:
    state, words = _state(flag, today)
    return FlagCell(member_id, system, flag, state, words)


def _state(flag: Flag | None, today: date) -> tuple[FlagState, str]:
    if flag is None or (flag.holds_record is Tri.NOT_KNOWN and flag.requested_on is None):
        return FlagState.NOT_ANSWERED, "Does it hold a record?"
    if flag.removed_on:
        return FlagState.REMOVED, f"Taken off {short_date(flag.removed_on)}"
    if flag.holds_record is Tri.NO:
        return FlagState.NO_RECORD, "No record"
    if flag.placed_on and flag.next_review_on and flag.next_review_on <= today:
        return FlagState.TO_RENEW, f"Placed {short_date(flag.placed_on)}, renew it"
    if flag.placed_on:
        return FlagState.PLACED, f"Placed {short_date(flag.placed_on)}"
    if flag.requested_on:
        return FlagState.ASKED, f"Asked for {short_date(flag.requested_on)}"
    return FlagState.TO_ASK, "Ask for the flag"


def _place(tx: Transaction, flag: Flag, day: date, confirmed_by: str) -> Flag:
    if flag.holds_record is Tri.NO:
        raise NotYet("This system holds no record of the person, so there is no flag to place.", "S003:190")
    if flag.requested_on is None:
        raise NotYet("Ask for the flag first.", "domain 1.10")
    placed = replace(flag, placed_on=day, confirmed_by=confirmed_by, next_review_on=None)
    _check(placed, flag)
    return FLAGS.update(tx, flag, placed)


def _check(flag: Flag, before: Flag) -> None:
    """A flag that is asked for again, to renew it, stays placed until the new one is confirmed."""
    is_new = flag.placed_on != before.placed_on
    if is_new and flag.placed_on and flag.requested_on and flag.placed_on < flag.requested_on:
        raise BadAnswer("A flag cannot be placed before it was asked for.", "placed_on")
    if flag.placed_on and not flag.confirmed_by.strip():
        raise BadAnswer("Say who confirmed that the flag is there.", "confirmed_by")
    if bool(flag.removed_on) != (flag.removed_reason is not None):
        raise BadAnswer("A flag comes off on a day and for a reason. Give both.", "removed_reason")


def _cell_for(tx: Transaction, case: Case, member_id: str, system: str) -> Flag:
    """Return the flag of a person in a system, made now if there was none."""
    found = FLAGS.find(tx, "member_id = ? AND system = ?", (member_id, system))
    if found:
        return found[0]
    if system not in {listed.id for listed in profile(tx).systems}:
        raise BadAnswer("Choose one of the council's record systems.", "system")
    if MEMBERS.get(tx, member_id).case_id != case.id:
        raise BadAnswer("Choose people of one case.", "member_id")
    flag = Flag(id=new_id(), case_id=CaseId(case.id), member_id=MemberId(member_id), system=system)
    return FLAGS.insert(tx, flag)


def _case_of(tx: Transaction, member_id: str) -> Case:
    case = CASES.get(tx, MEMBERS.get(tx, member_id).case_id)
    refuse_closed(case)
    refuse_without_role(case)
    return case


def _open_case(tx: Transaction, flags: Sequence[Flag]) -> Case:
    if not flags or len({flag.case_id for flag in flags}) > 1:
        raise BadAnswer("Choose flags of one case.", "flag_ids")
    return _case_of(tx, flags[0].member_id)


def _leaks(reader: Reader, text: str) -> tuple[FieldLeak, ...]:
    return scan_texts({"flag_text": ("Words of the flag", text)}, own_words(reader))


def _past(vault: Vault, on: date | None) -> date:
    day = on or vault.clock.today()
    if day > vault.clock.today():
        raise BadAnswer("The date must be today or in the past.", "on")
    return day


def _done(case_id: str, flags: Sequence[Flag], leaks: tuple[FieldLeak, ...] = ()) -> Done:
    return Done(Change(What.FLAG, case_id, tuple(flag.id for flag in flags)), leaks)
