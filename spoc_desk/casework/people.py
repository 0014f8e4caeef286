"""The people of a case by alias: names are never needed to work with records."""

from collections.abc import Iterable, Mapping

from spoc_desk.domain.household import Member
from spoc_desk.vault.records.stores import MEMBERS
from spoc_desk.vault.records.table import Reader

EVERYBODY = "Whole household"


def present_members(reader: Reader, case_id: str) -> list[Member]:
    """Return the members who belong to the household now, in the order they were added."""
    return MEMBERS.find(reader, "case_id = ? AND left_on IS NULL", (case_id,), tail="ORDER BY created_at, alias")


def aliases(reader: Reader, case_id: str) -> dict[str, str]:
    """Return member id → alias for everybody who is or was in the household."""
    members = MEMBERS.find(reader, "case_id = ?", (case_id,), tail="ORDER BY created_at, alias")
    return {member.id: member.alias for member in members}


def member_words(member_ids: Iterable[str], names: Mapping[str, str]) -> str:
    """Return "Child A, Child B", or that it is about everybody."""
    return ", ".join(names.get(member_id, "Somebody who was removed") for member_id in member_ids) or EVERYBODY
