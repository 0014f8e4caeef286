"""The people of a case by alias: names are never needed to work with records."""

from collections.abc import Iterable, Mapping

from spoc_desk.domain.household import Member, MemberKind
from spoc_desk.vault.records.stores import MEMBERS
from spoc_desk.vault.records.table import Reader

_KINDS = tuple(MemberKind)
EVERYBODY = "Whole household"


def present_members(reader: Reader, case_id: str) -> list[Member]:
    """Return the members who belong to the household now: children, unborn children, adults."""
    return sorted(MEMBERS.find(reader, "case_id = ? AND left_on IS NULL", (case_id,)), key=_order)


def aliases(reader: Reader, case_id: str) -> dict[str, str]:
    """Return member id → alias for everybody who is or was in the household."""
    members = MEMBERS.find(reader, "case_id = ?", (case_id,))
    return {member.id: member.alias for member in sorted(members, key=_order)}


def _order(member: Member) -> tuple[int, int, str]:
    return _KINDS.index(member.kind), len(member.alias), member.alias


def member_words(member_ids: Iterable[str], names: Mapping[str, str]) -> str:
    """Return "Child A, Child B", or that it is about everybody."""
    return ", ".join(names.get(member_id, "Somebody who was removed") for member_id in member_ids) or EVERYBODY
