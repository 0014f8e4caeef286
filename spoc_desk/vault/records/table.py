"""One table and its dataclass: rows in, frozen records out. Knows no rule."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, Generic, Protocol, TypeVar, get_args, get_origin, get_type_hints

from spoc_desk.domain.record import Record
from spoc_desk.errors import UnknownRecord
from spoc_desk.vault.vault import Row, SqlValue, Transaction

R = TypeVar("R", bound=Record)

# The kernel writes these itself; a record only carries them.
_KEPT_BY_KERNEL = frozenset({"version", "created_at", "created_by", "updated_at", "updated_by"})


class Reader(Protocol):
    """What both an open vault and a transaction can do."""

    def rows(self, sql: str, params: Sequence[SqlValue] = ()) -> list[Row]: ...

    def one(self, sql: str, params: Sequence[SqlValue] = ()) -> Row | None: ...

    def own_rows(self, sql: str, params: Sequence[SqlValue] = ()) -> list[Row]: ...


def _plain(hint: Any) -> Any:
    """Return the bare type behind `X | None` and NewType."""
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    options = [option for option in get_args(hint) if option is not type(None)]
    if type(None) in get_args(hint):
        return _plain(options[0])
    return hint


def _decode_tuple(kind: Callable[[str], Any], value: Any) -> Any:
    return tuple(kind(part) for part in json.loads(value))


def _decoder(hint: Any) -> Callable[[Any], Any] | None:
    """Return how a stored value becomes a field of type *hint*; None where it stays as it is."""
    plain = _plain(hint)
    if get_origin(plain) is tuple:
        return partial(_decode_tuple, _plain(get_args(plain)[0]))
    if plain is date:
        return date.fromisoformat
    if plain is bool:
        return bool
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        # The words the table may hold, looked up: calling the enum takes five times as long, in every cell of a list.
        return {member.value: member for member in plain}.__getitem__
    return None


def encode(value: object) -> SqlValue:
    """Return *value* as SQLite stores it: ISO dates, 0/1, JSON lists, words."""
    if value is None or isinstance(value, (int, float, bytes)):
        return int(value) if isinstance(value, bool) else value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps([encode(part) for part in value], separators=(",", ":"), ensure_ascii=False)
    raise TypeError(f"cannot store {type(value).__name__}")


class Table(Generic[R]):
    """The store of one kind of record."""

    def __init__(self, name: str, kind: type[R]) -> None:
        self.name = name
        self.kind = kind
        self.columns = tuple(field.name for field in fields(kind))
        hints = get_type_hints(kind)
        decoders = ((column, _decoder(hints[column])) for column in self.columns)
        self._decoders = tuple((column, decode) for column, decode in decoders if decode is not None)
        self._select = f"SELECT {', '.join(self.columns)} FROM {name} "  # noqa: S608 - names from the dataclass

    def record(self, row: Row) -> R:
        """Return the record a row holds."""
        values: dict[str, Any] = dict(zip(self.columns, row, strict=True))
        for column, decode in self._decoders:
            value = values[column]
            if value is not None:
                values[column] = decode(value)
        # The columns are the fields, all of them, so nothing is left for the constructor of a frozen class, which sets
        # one field after the other: without it a record takes half the time.
        made = object.__new__(self.kind)
        made.__dict__.update(values)
        return made

    def get(self, reader: Reader, record_id: str) -> R:
        """Return one record. Raises UnknownRecord."""
        row = reader.one(self._select + "WHERE id = ? AND deleted_at IS NULL", (record_id,))
        if row is None:
            raise UnknownRecord()
        return self.record(row)

    def find(self, reader: Reader, where: str = "", params: Iterable[SqlValue] = (), *, tail: str = "") -> list[R]:
        """Return the records that match an SQL condition; *tail* is ORDER BY and LIMIT."""
        condition = f"WHERE deleted_at IS NULL AND ({where}) " if where else "WHERE deleted_at IS NULL "
        return [self.record(row) for row in reader.rows(self._select + condition + tail, tuple(params))]

    def count(self, reader: Reader, where: str = "", params: Iterable[SqlValue] = ()) -> int:
        """Return how many records match."""
        condition = f" AND ({where})" if where else ""
        row = reader.one(f"SELECT count(*) FROM {self.name} WHERE deleted_at IS NULL{condition}", tuple(params))  # noqa: S608
        return int(row[0]) if row is not None else 0

    def insert(self, tx: Transaction, record: R) -> R:
        """Store a new record and return it as stored."""
        tx.insert(self.name, {column: encode(getattr(record, column)) for column in self._own_columns()})
        return replace(record, version=1)

    def update(self, tx: Transaction, before: R, after: R) -> R:
        """Store what differs between *before* and *after*; return *after* with its new version.

        Raises StaleRecord when the stored version is not that of *before*.
        """
        changes = {
            column: encode(getattr(after, column))
            for column in self._own_columns()
            if getattr(after, column) != getattr(before, column)
        }
        if not changes:
            return after
        version = tx.update(self.name, before.id, changes, version=before.version)
        return replace(after, version=version)

    def delete(self, tx: Transaction, record: R) -> None:
        """Put a record in the bin (soft)."""
        tx.update(self.name, record.id, {"deleted_at": tx.now}, version=record.version)

    def _own_columns(self) -> Iterable[str]:
        return (column for column in self.columns if column not in _KEPT_BY_KERNEL)
