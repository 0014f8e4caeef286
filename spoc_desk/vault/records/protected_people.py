"""Everybody whose record is restricted, whatever the reason: one list, in which the reason is left out."""

import json
from dataclasses import dataclass
from datetime import date

from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row

# Flags that stay after a case was closed protect as before (domain 3.1).
_HOUSEHOLDS = """
SELECT n.given_name, n.family_name, '[]', m.date_of_birth, m.case_id
FROM members AS m JOIN cases AS c ON c.id = m.case_id
LEFT JOIN member_names AS n ON n.member_id = m.id AND n.deleted_at IS NULL
WHERE m.deleted_at IS NULL AND c.deleted_at IS NULL AND (c.closed_on IS NULL OR c.flag_decision = 'keep')
"""
_RECORDS = """
SELECT given_name, family_name, aliases, date_of_birth, ''
FROM restricted_records WHERE deleted_at IS NULL AND removed_on IS NULL
"""
# One question for both, so that neither the answer nor the trail of questions says which there are.
_MARKS = """
SELECT home_marks FROM restricted_records WHERE deleted_at IS NULL AND removed_on IS NULL
UNION ALL
SELECT h.marks FROM present_homes AS h JOIN cases AS c ON c.id = h.case_id
WHERE h.deleted_at IS NULL AND c.deleted_at IS NULL AND c.closed_on IS NULL AND c.direction = 'arrival'
"""


@dataclass(frozen=True)
class Protected:
    """One person. `group` is shared by people of one household; empty where that is not known."""

    given_name: str
    family_name: str
    aliases: tuple[str, ...]
    date_of_birth: date | None
    group: str


def protected_people(reader: Reader) -> list[Protected]:
    """Return all of them: two questions, the same two whoever asks and whatever there is."""
    return [_person(row) for row in (*reader.own_rows(_HOUSEHOLDS), *reader.own_rows(_RECORDS))]


def protected_addresses(reader: Reader) -> list[str]:
    """Return the marks of every restricted address and of where open arrivals live: one question, whatever there is."""
    return [str(mark) for row in reader.own_rows(_MARKS) for mark in json.loads(row[0])]


def _person(row: Row) -> Protected:
    born = date.fromisoformat(row[3]) if row[3] else None
    return Protected(row[0] or "", row[1] or "", tuple(json.loads(row[2])), born, row[4])
