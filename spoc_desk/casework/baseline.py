"""The baseline checklist of an exchange: seven kinds of record, one row per group of people (S003:180-186)."""

from collections.abc import Iterable
from datetime import date

from spoc_desk.casework.people import present_members
from spoc_desk.domain.ages import age_on, is_child
from spoc_desk.domain.cases import Case
from spoc_desk.domain.exchanges import ExchangeItem, RecordType
from spoc_desk.domain.household import Member, MemberKind
from spoc_desk.domain.record import ItemId, new_id
from spoc_desk.domain.terms import Tri
from spoc_desk.vault.records.stores import ITEMS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction

NURSERY_UNTIL = 5
SCHOOL_FROM = 4
"""A four-year-old may have both files, so both rows are asked."""

Group = tuple[str, ...]


def create_baseline(tx: Transaction, case: Case, today: date) -> tuple[ExchangeItem, ...]:
    """Add the rows that are missing and return them. Run again after somebody joined, it adds only what is new."""
    covered = _covered(tx, case.id)
    number = next_item_no(tx, case.id)
    added = []
    for kind, group in wanted_rows(present_members(tx, case.id), today):
        left = tuple(member_id for member_id in group if (kind, member_id) not in covered)
        if (group and not left) or (not group and any(known is kind for known, _ in covered)):
            continue
        item = ExchangeItem(
            id=ItemId(new_id()), case_id=case.id, item_no=number, members=left, record_type=kind, title=kind.label
        )
        added.append(ITEMS.insert(tx, item))
        covered.add((kind, ""))
        number += 1
    return tuple(added)


def wanted_rows(members: Iterable[Member], today: date) -> tuple[tuple[RecordType, Group], ...]:
    """Return the rows the checklist asks for: every kind at least once, for nobody in particular if it fits nobody."""
    people = tuple(members)
    born = [one for one in people if one.kind is not MemberKind.UNBORN]
    children = [one for one in born if is_child(one, today)]
    adults = [one for one in born if not is_child(one, today)]
    unborn = [one for one in people if one.kind is MemberKind.UNBORN]
    in_need = [one for one in adults if one.care_and_support_needs is Tri.YES]
    groups: dict[RecordType, list[Group]] = {
        RecordType.HEALTH: [_ids(children), *_each(unborn), *_each(adults)],
        RecordType.NURSERY: _each(one for one in children if _age(one, today) < NURSERY_UNTIL),
        RecordType.SCHOOL: _each(one for one in children if _age(one, today, NURSERY_UNTIL) >= SCHOOL_FROM),
        RecordType.CHILDRENS_SOCIAL_WORK: [_ids([*children, *unborn])],
        RecordType.ADULT_SOCIAL_CARE: _each(in_need),
        RecordType.MARAC: [_ids(adults)],
        RecordType.ADDITIONAL: [()],
    }
    return tuple((kind, group) for kind in RecordType for group in (_filled(groups[kind]) or [()]))


def next_item_no(reader: Reader, case_id: str) -> int:
    """Return the number of the next row of the register."""
    last = ITEMS.find(reader, "case_id = ?", (case_id,), tail="ORDER BY item_no DESC LIMIT 1")
    return last[0].item_no + 1 if last else 1


def _covered(reader: Reader, case_id: str) -> set[tuple[RecordType, str]]:
    """Return which kind of record already has a row for whom; "" stands for the kind as such."""
    items = ITEMS.find(reader, "case_id = ?", (case_id,))
    return {(item.record_type, member_id) for item in items for member_id in (*item.members, "")}


def _age(child: Member, today: date, unknown: int = 0) -> int:
    return unknown if child.date_of_birth is None else age_on(child.date_of_birth, today)


def _ids(members: Iterable[Member]) -> Group:
    return tuple(member.id for member in members)


def _each(members: Iterable[Member]) -> list[Group]:
    return [(member.id,) for member in members]


def _filled(groups: Iterable[Group]) -> list[Group]:
    return [group for group in groups if group]
