"""Reading a copy of a damaged database from every side: through the library, page by page, and beside a backup."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spoc_desk.errors import DatabaseDamaged, TooNew, UserError
from spoc_desk.vault import audit, migrate, subkeys
from spoc_desk.vault.audit import ChainKeys
from spoc_desk.vault.connection import PAGE_BYTES, Database, DatabaseFault
from spoc_desk.vault.header import Header
from spoc_desk.vault.salvage import sorting
from spoc_desk.vault.salvage.asking import Asker
from spoc_desk.vault.salvage.finds import Finds
from spoc_desk.vault.salvage.judging import Judged, Sure, judge
from spoc_desk.vault.salvage.pages import Pages
from spoc_desk.vault.salvage.shapes import Shape, Values
from spoc_desk.vault.salvage.trail import Said, read_trail

Heard = Callable[[int, int], object]


@dataclass(frozen=True)
class Opened:
    """The keys to a damaged database."""

    header: Header
    master: bytes

    @property
    def key(self) -> bytes:
        """The key of the database."""
        return subkeys.database_key(self.master, self.header.generation)


@dataclass(frozen=True)
class BesideIt:
    """The database of a backup of the same vault, ready to be read."""

    path: Path
    header: Header
    master: bytes


@dataclass(frozen=True)
class Read:
    """What was read and judged."""

    finds: Finds
    said: Said
    judged: Judged
    keys: ChainKeys | None
    meta: Values | None

    @property
    def worth(self) -> tuple[int, int]:
        """More is better."""
        good = sum(1 for _, sure in self.judged.rows.values() if sure is Sure.GOOD)
        return good, len(self.judged.rows) - len(self.judged.missing)


def schema_step(path: Path, opened: Opened, schema: Path) -> int | None:
    """Return the schema step of a damaged database; None where the file does not tell. Raises TooNew."""
    with Pages(path, opened.key, opened.header.db_salt) as pages:
        found = pages.schema_version()
    if found is not None and found > migrate.newest(schema):
        raise TooNew()
    return found or None


def roll_back(path: Path, opened: Opened) -> None:
    """Let the library undo what a crash left half-done in a copy, as far as its journal allows."""
    try:
        db = Database(path, opened.key, opened.header.db_salt)
        db.close()
    except (UserError, DatabaseFault):
        return


def whole_pages(path: Path) -> None:
    """Cut what is behind the last whole page of a copy: the library would take nothing of it."""
    size = path.stat().st_size
    with path.open("r+b") as stream:
        stream.truncate(size - size % PAGE_BYTES)


def read(path: Path, opened: Opened, shapes: dict[str, Shape], beside: BesideIt | None, heard: Heard) -> Read:
    """Return everything a copy gives."""
    finds = Finds()
    whole = 3 * len(shapes)
    asker = Asker(path, opened.key, opened.header.db_salt)
    for done, shape in enumerate(shapes.values() if asker.answers else ()):
        heard(done, whole)
        asker.read_table(shape, finds)
    with Pages(path, opened.key, opened.header.db_salt) as pages:
        sorting.read_pages(pages, shapes, finds, lambda done, of: heard(len(shapes) * (1 + done // max(of, 1)), whole))
    if beside is not None:
        _read_beside(beside, shapes, finds)
    heard(whole, whole)
    meta, keys = _own_facts(finds, opened, beside)
    said = read_trail(finds, keys)
    return Read(finds, said, judge(finds, said, shapes, keys), keys, meta)


def without_proof(read: Read, shapes: dict[str, Shape]) -> Read:
    """Return the same finds as if the keys of the trail were lost: everything that was read, and nothing proven."""
    said = read_trail(read.finds, None)
    return Read(read.finds, said, judge(read.finds, said, shapes, None), None, read.meta)


def _read_beside(beside: BesideIt, shapes: dict[str, Shape], finds: Finds) -> None:
    key = subkeys.database_key(beside.master, beside.header.generation)
    asker = Asker(beside.path, key, beside.header.db_salt)
    for shape in shapes.values():
        if shape.name not in _NOT_FROM_A_BACKUP:
            asker.read_table(shape, finds, from_backup=True)


_NOT_FROM_A_BACKUP: Final = frozenset({"drafts"})


def _own_facts(finds: Finds, opened: Opened, beside: BesideIt | None) -> tuple[Values | None, ChainKeys | None]:
    """Return the vault's own facts, the latest there are, and the keys of its trail."""
    metas = [meta for meta in finds.metas if meta.get("vault_id") == opened.header.vault]
    for meta in sorted(metas, key=lambda each: int(str(each["commit_counter"])), reverse=True):
        for master in (opened.master, *((beside.master,) if beside is not None else ())):
            sealed_audit, sealed_row = meta["audit_key"], meta["row_key"]
            if isinstance(sealed_audit, bytes) and isinstance(sealed_row, bytes):
                try:
                    return meta, audit.unseal(sealed_audit, sealed_row, master, opened.header.vault)
                except DatabaseDamaged:
                    continue
    return None, None
