"""Notifications from a table: columns are matched, every row is looked at, then all are stored together or none.

One row is one child; rows with the same reference, or the same day and address, are one notification.
"""

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from io import StringIO
from typing import Final

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import calendar
from spoc_desk.casework.names import search_key
from spoc_desk.casework.relay.capture import Written, accepted, store, twins
from spoc_desk.casework.relay.pasted import split_name
from spoc_desk.casework.relay.stops import messages_of
from spoc_desk.casework.table_file import no_formula
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.typed_dates import parse_typed_date
from spoc_desk.domain.house_dates import short_date
from spoc_desk.errors import BadAnswer, UserError
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.vault import Vault

HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "police_ref": (
        "police reference",
        "police ref",
        "reference",
        "ref",
        "incident number",
        "crime number",
        "urn",
        "log",
    ),
    "received_at": ("received", "received at", "date received", "received on"),
    "incident_date": ("incident date", "date of incident", "date", "occurred", "occurred on"),
    "incident_address": ("incident address", "address of incident", "address", "location", "venue"),
    "given_names": ("given names", "given name", "forename", "forenames", "first name", "first names"),
    "family_name": ("family name", "surname", "last name"),
    "child_name": ("child", "child name", "child's name", "name", "name of child", "full name"),
    "date_of_birth": ("date of birth", "dob", "d.o.b.", "born"),
}
"""The heads that are understood for each field, in small letters."""

WORDS: Final[Mapping[str, str]] = {
    "police_ref": "Reference of the police",
    "received_at": "Received",
    "incident_date": "Date of incident",
    "incident_address": "Address of incident",
    "given_names": "Given names",
    "family_name": "Family name",
    "child_name": "Name in one column",
    "date_of_birth": "Date of birth",
}
"""What each field is called where columns are matched."""

_WAITS: Final = "Line {} has the same reference and must be put right too: a notification is taken whole or not at all."
_NEEDED: Final = ("police_ref", "incident_date", "incident_address", "date_of_birth")


class RowKind(StrEnum):
    """What becomes of one row."""

    NEW = "new"
    KNOWN = "known"
    WRONG = "wrong"


@dataclass(frozen=True)
class ImportRow:
    """One row of the file. `line` counts from the heads as 1, as a spreadsheet does."""

    line: int
    kind: RowKind
    name: str
    said: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ImportPreview:
    """What the import would do; nothing is stored yet."""

    heads: tuple[str, ...]
    columns: Mapping[str, str]
    """Which head fills which field."""
    rows: tuple[ImportRow, ...]
    written: tuple[Written, ...] = field(repr=False, default=())

    def count(self, kind: RowKind) -> int:
        """Return how many rows are of this kind."""
        return sum(row.kind is kind for row in self.rows)


def understood(heads: Iterable[str]) -> dict[str, str]:
    """Return which head fills which field, for the heads that are understood; each field once."""
    by_head = {spelling: name for name, spellings in HEADS.items() for spelling in spellings}
    found: dict[str, str] = {}
    for head in heads:
        name = by_head.get(" ".join(head.casefold().split()))
        if name and name not in found:
            found[name] = head
    return found


def missing(columns: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields no column fills yet, in words."""
    lacking = [name for name in _NEEDED if name not in columns]
    if "child_name" not in columns and not {"given_names", "family_name"} <= set(columns):
        lacking.append("child_name")
    return tuple(WORDS[name] for name in lacking)


def preview_import(vault: Vault, table: Sequence[tuple[str, ...]], columns: Mapping[str, str]) -> ImportPreview:
    """Return what the rows below the heads would become. Raises BadAnswer where a needed column is not matched."""
    heads = table[0]
    lacking = missing(columns)
    if lacking:
        raise BadAnswer(f"Say which column holds: {', '.join(lacking)}.")
    places = {name: heads.index(head) for name, head in columns.items()}
    days = calendar(vault)
    today = vault.clock.today()
    read = [_read(line, cells, places, today, days) for line, cells in enumerate(table[1:], 2)]
    judged: dict[int, tuple[RowKind, str]] = {row.line: (RowKind.WRONG, row.wrong) for row in read if row.wrong}
    waits = {row.key[0]: row.line for row in reversed(read) if row.wrong and row.key[0]}
    groups: dict[tuple[str, ...], list[_Read]] = {}
    for row in read:
        if row.key[0] in waits and not row.wrong:
            judged[row.line] = (RowKind.WRONG, _WAITS.format(waits[row.key[0]]))
        elif not row.wrong:
            groups.setdefault(row.key, []).append(row)
    written = []
    for rows in groups.values():
        made, judgement = _judge(vault, rows)
        judged |= judgement
        written += [made] if made is not None else []
    lines = tuple(ImportRow(row.line, *_kind_name_said(judged[row.line], row.name), row.cells) for row in read)
    return ImportPreview(heads, columns, lines, tuple(written))


def store_import(vault: Vault, preview: ImportPreview) -> Done:
    """Store the new notifications in one change; each that names a restricted child is stopped in it."""
    if not preview.written:
        raise BadAnswer("There is nothing new in this table.")
    with vault.transaction("imported RELAY notifications") as tx:
        ids = tuple(store(tx, written).id for written in preview.written)
    return Done(Change(What.RELAY, None, ids))


def wrong_rows(preview: ImportPreview) -> bytes:
    """Return the rows that were not taken as a CSV file, with what to put right, to be mended and read again."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*preview.heads, "What to put right"])
    for row in preview.rows:
        if row.kind is RowKind.WRONG:
            writer.writerow([no_formula(cell) for cell in row.cells] + [row.said])
    return out.getvalue().encode("utf-8-sig")


@dataclass(frozen=True)
class _Read:
    """One row as it was read."""

    line: int
    cells: tuple[str, ...]
    incident: Answers
    child: Answers
    wrong: str = ""

    @property
    def name(self) -> str:
        return f"{self.child.get('given_names', '')} {self.child.get('family_name', '')}".strip()

    @property
    def key(self) -> tuple[str, ...]:
        said = self.incident
        same = (str(said.get("incident_date", "")), str(said.get("incident_address", "")).casefold())
        return (str(said["police_ref"]).casefold(), *same)


def _read(line: int, cells: tuple[str, ...], places: Mapping[str, int], today: date, days: Calendar) -> _Read:
    given = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
    child = {name: given.get(name, "") for name in ("given_names", "family_name")}
    if not all(child.values()):
        child = dict(split_name(given.get("child_name", ""))) or child
    answers = {name: given.get(name, "") for name in ("police_ref", "incident_address")}
    for name, needed in (("incident_date", True), ("received_at", False)):
        text = given.get(name, "")
        day = parse_typed_date(text.split(" ")[0] if name == "received_at" else text, today, days) if text else None
        if day is None and (needed or text):
            return _Read(line, cells, answers, child, f"{WORDS[name]}: “{text}” is no date." if text else _none(name))
        if day is not None:
            answers[name] = day.isoformat() if name == "incident_date" else f"{day.isoformat()}T{_time(text)}"
    born = parse_typed_date(given.get("date_of_birth", ""), today, days) if given.get("date_of_birth") else None
    if born is None:
        said = given.get("date_of_birth", "")
        return _Read(
            line, cells, answers, child, f"Date of birth: “{said}” is no date." if said else _none("date_of_birth")
        )
    if not all(child.values()):
        return _Read(line, cells, answers, child, "The child's given names and family name are both needed.")
    return _Read(line, cells, answers, {**child, "date_of_birth": born.isoformat()})


def _none(name: str) -> str:
    return f"{WORDS[name]} is missing."


def _time(text: str) -> str:
    for part in text.split(" ")[1:]:
        hours, _, minutes = part.partition(":")
        if hours.isdigit() and minutes[:2].isdigit() and int(hours) < 24 and int(minutes[:2]) < 60:
            return f"{int(hours):02}:{int(minutes[:2]):02}"
    return "00:00"


def _judge(vault: Vault, rows: Sequence[_Read]) -> tuple[Written | None, dict[int, tuple[RowKind, str]]]:
    """Return one notification and what is said of its rows; a child that stands twice in the file is one child.

    A child that the notification written down already does not have is never passed over in silence.
    """
    first = rows[0]
    children = list({tuple(row.child.items()): row.child for row in rows}.values())
    said = first.incident
    known = twins(
        vault, police_ref=str(said["police_ref"]), incident_date=str(said["incident_date"]), children=children
    )
    if known:
        there = {
            _who(child.child_name, child.date_of_birth)
            for twin in known
            for child in messages_of(vault, twin.incident_id)
        }
        return None, {row.line: _known(row, known[0].words, there) for row in rows}
    try:
        written = accepted(vault, first.incident, children)
    except UserError as error:
        return None, {row.line: (RowKind.WRONG, str(error)) for row in rows}
    day = short_date(written.incident.incident_date)
    words = f"New: {len(children)} {'child' if len(children) == 1 else 'children'}, incident on {day}."
    return written, {row.line: (RowKind.NEW, words) for row in rows}


def _known(row: _Read, words: str, there: Collection[tuple[str, str]]) -> tuple[RowKind, str]:
    if _who(row.name, str(row.child["date_of_birth"])) in there:
        return RowKind.KNOWN, f"Written down already: {words}."
    return RowKind.WRONG, f"Written down already without this child: {words}. Open that notification and add the child."


def _who(name: str, born: date | str | None) -> tuple[str, str]:
    return search_key(name), str(born or "")


def _kind_name_said(judged: tuple[RowKind, str], name: str) -> tuple[RowKind, str, str]:
    return judged[0], name, judged[1]
