"""The check of a file, from the plan to what is remembered of it (S003:50, 110; domain 1.0.1, 1.7 hands A5 and DC).

Neither the file nor any word of it comes here: the review hands over counts, and the digest of the copy it made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from secrets import randbelow

from spoc_desk import VERSION
from spoc_desk.casework import second_person
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.concern_opening import open_copy_concern
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.hand_recording import append_hand, desk_for
from spoc_desk.casework.holds import refuse_without_role
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.people import aliases
from spoc_desk.casework.second_person import SecondPerson
from spoc_desk.domain.cases import Direction
from spoc_desk.domain.document_checks import ChannelCount, DocumentCheck, Mode, Verdict
from spoc_desk.domain.exchanges import Check, ExchangeItem, HandKind, ItemState
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.domain.record import CaseId, ItemId, new_id
from spoc_desk.domain.roles import DIRECTORS_OFFICES, SPOCS, Role
from spoc_desk.errors import BadAnswer, Incomplete
from spoc_desk.sanitise.gazetteer.store import in_use
from spoc_desk.vault.records.stores import CASES, DOCUMENT_CHECKS, ITEMS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

# Digits alone: letters among them may come out as the start of a name.
_DIGITS = 8
MAY_SIGN = SPOCS | DIRECTORS_OFFICES


@dataclass(frozen=True)
class CheckPlan:
    """What a check is for. `label` names the record of the register in neutral words, empty for a file on its own."""

    mode: Mode
    area: OwnArea
    document_no: str
    case_id: CaseId | None = None
    case_ref: str = ""
    item_id: ItemId | None = None
    label: str = ""
    records_hand: bool = False  # whether the verdict is also the hand "Checked" (A5)


@dataclass(frozen=True)
class Outcome:
    """What came of a review, in counts."""

    verdict: Verdict
    pages: int
    unreadable: int
    counts: Sequence[ChannelCount]
    words_shown: bool = False
    proofs: Sequence[str] = ()  # names of the checks that the copy passed
    areas_left: int | None = None  # so many authorities of `areas_of` fit what stays, at most
    areas_of: int = 0
    words_not_placed: int = 0
    copy_digest: str = ""
    second_person: str = ""
    second_role: Role | None = None
    second_user: str | None = None


def plan_check(vault: Vault, *, mode: Mode | str | None = None, item_id: str | None = None) -> CheckPlan:
    """Return the plan of a new check. For a record of the register its direction says which way the file travels.

    Raises BadAnswer when neither a mode nor a record is given.
    """
    area = profile(vault).own_area
    number = f"{randbelow(10**_DIGITS):0{_DIGITS}}"
    if item_id is None:
        if mode is None:
            raise BadAnswer("Say whether the file came to us, leaves us, or stays with our services.", "mode")
        return CheckPlan(Mode(mode), area, number)
    item = ITEMS.get(vault, item_id)
    case = CASES.get(vault, item.case_id)
    refuse_without_role(case)
    arrival = case.direction is Direction.ARRIVAL
    return CheckPlan(
        mode=Mode.IN if arrival else Mode.OUT,
        area=area,
        document_no=number,
        case_id=case.id,
        case_ref=case.case_ref,
        item_id=ItemId(item.id),
        label=_label(vault, item),
        records_hand=arrival and item.state is ItemState.RECEIVED,
    )


def save_check(vault: Vault, plan: CheckPlan, outcome: Outcome, *, operation_id: str | None = None) -> Done:
    """Remember a finished check, and what follows from it: the hand A5 in the register; a concern for a leaking copy.

    Raises Incomplete when a copy that leaves us has no second person; what the hand's own guards raise.
    """
    refuse_unsigned(vault, plan, outcome)
    with vault.transaction("checked a document", operation_id=operation_id) as tx:
        if tx.already_done:
            stored = DOCUMENT_CHECKS.find(tx, "document_no = ?", (plan.document_no,))[0]
            return _done(stored)
        stored = DOCUMENT_CHECKS.insert(tx, _record(tx, plan, outcome, vault.actor.name))
        _follow(vault, tx, plan, outcome)
    return _done(stored)


def checks_of_item(reader: Reader, item_id: str) -> tuple[DocumentCheck, ...]:
    """Return the checks of one record of the register, the newest first."""
    return tuple(DOCUMENT_CHECKS.find(reader, "item_id = ?", (item_id,), tail="ORDER BY checked_at DESC"))


def recent_checks(reader: Reader, *, limit: int = 50) -> tuple[DocumentCheck, ...]:
    """Return the latest checks of the desk, the newest first."""
    if not sees(reader, Sight.RELOCATIONS):
        return ()
    return tuple(DOCUMENT_CHECKS.find(reader, "1 = 1", (), tail=f"ORDER BY checked_at DESC LIMIT {int(limit)}"))


def refuse_unsigned(vault: Vault, plan: CheckPlan, outcome: Outcome) -> None:
    """A copy that leaves this authority was looked at by two people (sanitising 6.6)."""
    if plan.mode is not Mode.OUT or outcome.verdict is not Verdict.COPY:
        return
    name, role = outcome.second_person.strip(), outcome.second_role
    if not name or role is None or role not in MAY_SIGN:
        raise Incomplete("A second person must look at every page of the new copy and sign for it.", "S003:110")
    second_person.refuse_unsigned(vault, SecondPerson(name, role, outcome.second_user), MAY_SIGN, "S003:110")


def _follow(vault: Vault, tx: Transaction, plan: CheckPlan, outcome: Outcome) -> None:
    """Record the hand, which opens the concern itself; a leak in a received file that is no record opens one too."""
    leaks = outcome.verdict is Verdict.LEAKS
    if plan.item_id and plan.records_hand:
        desk = desk_for(vault, tx, plan.case_id or "")
        found = Check.LEAK if leaks else Check.CLEAN
        answers = {"check_result": found.value, "note": f"Document check {plan.document_no}"}
        append_hand(tx, desk, ITEMS.get(tx, plan.item_id), HandKind.A5, answers)
    elif leaks and plan.mode is Mode.IN:
        open_copy_concern(tx, plan.case_id, plan.document_no, calendar(tx), profile(tx))


def _record(tx: Transaction, plan: CheckPlan, outcome: Outcome, who: str) -> DocumentCheck:
    rows = sorted(outcome.counts, key=lambda count: count.channel)
    return DocumentCheck(
        id=new_id(),
        document_no=plan.document_no,
        case_id=plan.case_id,
        item_id=plan.item_id,
        mode=plan.mode,
        verdict=outcome.verdict,
        checked_at=tx.now,
        checked_by=who,
        pages=outcome.pages,
        unreadable=outcome.unreadable,
        channels=tuple(count.channel for count in rows),
        found=tuple(count.found for count in rows),
        removed=tuple(count.removed for count in rows),
        kept=tuple(count.kept for count in rows),
        words_shown=outcome.words_shown,
        proofs=tuple(outcome.proofs),
        areas_left=outcome.areas_left,
        areas_of=outcome.areas_of,
        words_not_placed=outcome.words_not_placed,
        copy_digest=outcome.copy_digest,
        second_person=outcome.second_person.strip(),
        second_role=outcome.second_role,
        second_user=outcome.second_user,
        program_version=VERSION,
        gazetteer_version=in_use().version,
    )


def _label(reader: Reader, item: ExchangeItem) -> str:
    names = aliases(reader, item.case_id)
    people = ", ".join(_known(names.get(member) for member in item.members))
    return f"Record {item.item_no}: {item.title}" + (f" ({people})" if people else "")


def _known(names: Iterable[str | None]) -> Iterable[str]:
    return (name for name in names if name)


def _done(check: DocumentCheck) -> Done:
    return Done(Change(What.CHECK, check.case_id, (check.id,)), record=check)
