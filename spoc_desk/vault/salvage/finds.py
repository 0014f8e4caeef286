"""Everything that was read of a damaged vault, from whatever side, before anybody judges it.

The same row may be found twice, in two states: which one counts is for judging.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Self

from spoc_desk.vault.rows import SqlValue
from spoc_desk.vault.salvage.shapes import Shape, Values, content_of

_HASH: Final = 32

Place = tuple[str, str]
"""A table, and the id of a row of it."""


class Entry(NamedTuple):
    """One entry of the audit trail; the order of its values is that of audit.INSERT_ENTRY."""

    seq: int
    commit_no: int
    at: str
    actor: str
    act: str
    table_name: str
    row_id: str
    version: int
    row_hash: bytes | None
    operation_id: str | None
    reason: str
    prev_hash: bytes
    hash: bytes

    @classmethod
    def of(cls, values: Mapping[str, SqlValue]) -> Self | None:
        """Return the entry in a row of the trail; None where it is none."""
        try:
            made = cls(**{name: values[name] for name in cls._fields})  # type: ignore[arg-type]  # proven below
        except KeyError:
            return None
        numbers = (made.seq, made.commit_no, made.version)
        texts = (made.at, made.actor, made.act, made.table_name, made.row_id, made.reason)
        whole = all(type(each) is int for each in numbers) and all(type(each) is str for each in texts)
        hashes = all(type(each) is bytes and len(each) == _HASH for each in (made.prev_hash, made.hash))
        return made if whole and hashes and made.seq > 0 else None

    @property
    def place(self) -> Place:
        """The row it speaks of."""
        return self.table_name, self.row_id


@dataclass(frozen=True)
class Found:
    """One state of one row."""

    values: Values
    content: bytes
    from_backup: bool

    @property
    def version(self) -> int:
        """The version the row says it has."""
        version = self.values.get("version")
        return version if isinstance(version, int) else 0


@dataclass
class Finds:
    """What was read."""

    entries: dict[bytes, Entry] = field(default_factory=dict)  # by hash
    rows: dict[Place, dict[bytes, Found]] = field(default_factory=dict)  # by content
    history: dict[tuple[str, str, int], dict[bytes, Values]] = field(default_factory=dict)
    checkpoints: dict[int, Values] = field(default_factory=dict)
    reasons: dict[int, Values] = field(default_factory=dict)
    drafts: dict[tuple[str, str], Values] = field(default_factory=dict)
    others: dict[str, list[Values]] = field(default_factory=dict)  # of tables this program keeps no trail of
    metas: list[Values] = field(default_factory=list)
    hints: dict[Place, Values] = field(default_factory=dict)  # what indexes say of rows
    bad_pages: int = 0
    strays: int = 0
    """Rows on whole pages that nobody can say of which table they are."""

    def add(self, shape: Shape, values: Values, *, from_backup: bool = False) -> None:
        """Take one row of any table."""
        if shape.is_audited:
            self._add_row(shape, values, from_backup=from_backup)
        elif shape.name in _TAKE:
            _TAKE[shape.name](self, values)
        elif not from_backup and values not in self.others.setdefault(shape.name, []):
            self.others[shape.name].append(values)

    def _add_row(self, shape: Shape, values: Values, *, from_backup: bool) -> None:
        content = content_of(values)
        row_id = values.get("id")
        if content is not None and isinstance(row_id, str):
            states = self.rows.setdefault((shape.name, row_id), {})
            if content not in states or states[content].from_backup:
                states[content] = Found(values, content, from_backup)

    def add_meta(self, values: Values) -> None:
        """Take the vault's own facts."""
        if values not in self.metas:
            self.metas.append(values)

    def add_entry(self, values: Values) -> None:
        """Take an entry of the trail."""
        entry = Entry.of(values)
        if entry is not None:
            self.entries[entry.hash] = entry

    def add_state(self, values: Values) -> None:
        """Take an earlier state of a row."""
        name, row_id, version, content = (values[key] for key in ("table_name", "row_id", "version", "content"))
        if isinstance(name, str) and isinstance(row_id, str) and isinstance(version, int) and isinstance(content, str):
            raw = content.encode("ascii", "replace")
            self.history.setdefault((name, row_id, version), {}).setdefault(raw, values)

    def add_checkpoint(self, values: Values) -> None:
        """Take a signature over the trail."""
        seq = values["audit_seq"]
        if isinstance(seq, int):
            self.checkpoints.setdefault(seq, values)

    def add_reason(self, values: Values) -> None:
        """Take the words of a reason."""
        seq = values["seq"]
        if isinstance(seq, int):
            self.reasons.setdefault(seq, values)

    def add_draft(self, values: Values) -> None:
        """Take a half-typed text."""
        self.drafts.setdefault((str(values["user_id"]), str(values["place"])), values)


_TAKE: Final = {
    "meta": Finds.add_meta,
    "audit": Finds.add_entry,
    "row_history": Finds.add_state,
    "audit_checkpoints": Finds.add_checkpoint,
    "audit_reasons": Finds.add_reason,
    "drafts": Finds.add_draft,
}
