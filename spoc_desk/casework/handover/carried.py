"""What travels with a case, and what stays: said here for every table, once (a test asks the database for each)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from spoc_desk.bundles.records import Cell, Packed, pack
from spoc_desk.vault.records.handover_rows import columns_pointing_at, rows_as_stored
from spoc_desk.vault.records.stores import (
    APPOINTMENTS,
    ATTENDEES,
    CASE_MOVES,
    CASES,
    CLOCKS,
    CONCERNS,
    CONTACTS,
    DECISIONS,
    DOCUMENT_CHECKS,
    FLAGS,
    HANDS,
    ITEMS,
    MEETING_ACTIONS,
    MEETINGS,
    MEMBER_NAMES,
    MEMBERS,
    NEEDS,
    PRESENT_HOMES,
    QUERIES,
    ROUTES_TO_STOP,
    SERVICE_NOTICES,
    STANDARDS,
    UKPPS_CONTACTS,
)
from spoc_desk.vault.records.table import Reader, Table

Store = Table[Any]  # Any: the kinds differ; only names, columns and the decoder are used

OF_A_CASE: Final[tuple[Store, ...]] = (
    CASES, CASE_MOVES, MEMBERS, MEMBER_NAMES, PRESENT_HOMES, MEETINGS, ATTENDEES, MEETING_ACTIONS, STANDARDS,
    UKPPS_CONTACTS, APPOINTMENTS, NEEDS, SERVICE_NOTICES, DECISIONS, ITEMS, HANDS, FLAGS, QUERIES, ROUTES_TO_STOP,
    CONCERNS, CLOCKS, DOCUMENT_CHECKS,
)  # fmt: skip
"""Everything a case is made of; the people and services it points to travel too, as contacts."""

LABELS: Final[Mapping[str, str]] = {
    "contacts": "People and services", "cases": "Cases", "case_moves": "Moves", "members": "People of the household",
    "member_names": "Names", "present_homes": "Mark of the present address",
    "meetings": "Meetings", "attendees": "Who was there", "meeting_actions": "What was agreed",
    "standards": "Standards", "ukpps_contacts": "UKPPS contacts", "appointments": "LA SPOCs, deputies and cover",
    "needs": "Services needed", "service_notices": "Services told", "decisions": "Decisions to share",
    "exchange_items": "Records in the exchange register", "hands": "Hands", "flags": "Flags", "queries": "Questions",
    "routes_to_stop": "Routes to stop", "concerns": "Security concerns", "clocks": "Clocks",
    "document_checks": "Checks of files",
}  # fmt: skip
"""What each kind of record is called."""

STAYS: Final[Mapping[str, str]] = {
    "prints": "The print register: each copy is numbered at the desk that made it.",
    "referrals": "Threshold referrals that were begun from the case: they are records of their own.",
    "escalations": "Escalations of the case: they are records of their own.",
    "complaints": "Complaints that were forwarded: they are records of their own.",
    "consultations": "The log of consultations.",
    "access_requests": "Requests for information about the family: they are records of their own.",
    "custody": "",  # this desk's own word on where the case is
    "pack_notes": "",  # what a deputy did, until it is entered in the case
}
"""Tables that name a case and stay; with the sentence the preview says where there is something of it."""

LEFT_BEHIND: Final[Mapping[str, frozenset[str]]] = {
    "cases": frozenset({"follows_case"}),  # another case, which need not travel
    "case_moves": frozenset({"second_user"}),  # a user of this vault; the name that was signed travels
    "document_checks": frozenset({"second_user"}),
    "decisions": frozenset({"referral_id"}),
}
"""Columns that point to something that does not travel."""

BY_NAME: Final[Mapping[str, Store]] = {store.name: store for store in (CONTACTS, *OF_A_CASE)}
KERNEL: Final = frozenset({"version", "created_at", "created_by", "updated_at", "updated_by"})
_CONTACTS: Final = CONTACTS.name


@dataclass(frozen=True)
class Carried:
    """The rows of some cases, by table, as they travel."""

    tables: dict[str, tuple[str, ...]]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]

    def packed(self) -> Packed:
        """Return them as bytes. Raises BundleTooLarge."""
        return pack(self.rows)


def carried(reader: Reader, case_ids: Iterable[str]) -> Carried:
    """Return everything of these cases, and the people and services they point to."""
    pointing = columns_pointing_at(reader, _CONTACTS)
    found: list[tuple[str, tuple[Cell, ...]]] = []
    people: dict[str, None] = {}
    for case_id in case_ids:
        for store in OF_A_CASE:
            key = "id" if store is CASES else "case_id"
            for row in rows_as_stored(reader, store.name, store.columns, f"{key} = ?", (case_id,)):
                cells = _cells(store, row)
                found.append((store.name, cells))
                named = dict(zip(store.columns, cells, strict=True))
                people |= {str(named[each]): None for each in pointing.get(store.name, ()) if named.get(each)}
    contacts = [
        (_CONTACTS, _cells(CONTACTS, row))
        for contact_id in people
        for row in rows_as_stored(reader, _CONTACTS, CONTACTS.columns, "id = ?", (contact_id,))
    ]
    return Carried({store.name: store.columns for store in BY_NAME.values()}, (*contacts, *found))


def _cells(store: Store, row: tuple[object, ...]) -> tuple[Cell, ...]:
    behind = LEFT_BEHIND.get(store.name, frozenset())
    made: list[Cell] = []
    for column, value in zip(store.columns, row, strict=True):
        if not (value is None or isinstance(value, (str, int))):
            raise TypeError(f"{store.name}.{column} cannot travel")
        made.append(None if column in behind else value)
    return tuple(made)


def staying(reader: Reader, case_ids: Iterable[str]) -> tuple[str, ...]:
    """Return what does not travel, in sentences, where there is something of it."""
    ids = tuple(case_ids)
    marks = ", ".join("?" * len(ids))
    return tuple(
        sentence
        for table, sentence in STAYS.items()
        if sentence and reader.own_rows(f"SELECT 1 FROM {table} WHERE case_id IN ({marks}) LIMIT 1", ids)  # noqa: S608
    )


def label_of(table: str) -> str:
    """Return what a kind of record is called."""
    return LABELS[table]
