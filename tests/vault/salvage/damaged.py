"""A vault of two people and some notes, made once for a run, and copies of it that are damaged on purpose."""

import atexit
import shutil
import struct
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from spoc_desk.clock import FixedClock
from spoc_desk.vault import header_files, users
from spoc_desk.vault.connection import PAGE_BYTES, Database
from spoc_desk.vault.lifecycle import confirm_recovery, open_vault
from spoc_desk.vault.salvage import cells, rescue
from spoc_desk.vault.salvage.pages import Pages
from spoc_desk.vault.salvage.report import Report
from spoc_desk.vault.salvage.rescue import Salvaged
from spoc_desk.vault.second_key import Secret
from spoc_desk.vault.tables import Tables
from spoc_desk.vault.vault import Keyring
from tests.factories import PASSWORD, connect, new_vault, small_schema

OTHER: Final = "copper-ladder-moth-violin"
DATABASE: Final = "vault-1.db"
NOTES: Final = 90
_LONG: Final = 30
_LEAF, _INNER, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x05, 0x0A, 0x02
_KINDS: Final = {_LEAF: "table leaf", _INNER: "table inner", _INDEX_LEAF: "index leaf", _INDEX_INNER: "index inner"}

Place = tuple[str, str]


def go_on(_done: int, _whole: int) -> bool:
    """Never stop."""
    return True


def told(_words: str, _done: int, _whole: int) -> bool:
    """Never stop."""
    return True


@dataclass
class Original:
    """The vault before anything happened to it, and what was in it."""

    place: Path
    clock: FixedClock
    code: str = ""
    raw: bytes = b""
    rows: dict[Place, bytes] = field(default_factory=dict)
    kinds: dict[str, list[int]] = field(default_factory=dict)
    keys: Keyring | None = None

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.place / "vault"

    @property
    def schema(self) -> Path:
        """Its tables."""
        return self.place / "schema"

    def copy(self, at: Path, raw: bytes | None = None) -> Path:
        """Put a copy at *at*, its database replaced by *raw*."""
        shutil.copytree(self.folder, at)
        if raw is not None:
            (at / DATABASE).write_bytes(raw)
        return at

    def with_bad(self, *pages: int) -> bytes:
        """Return the database with one bit of these pages turned."""
        broken = bytearray(self.raw)
        for number in pages:
            broken[(number - 1) * PAGE_BYTES + 777] ^= 0x10
        return bytes(broken)

    def salvage(self, folder: Path) -> Salvaged:
        """Salvage a damaged copy in its place."""
        return rescue.salvage(folder, Secret.password(PASSWORD), told, clock=self.clock, schema=self.schema)

    def look(self, folder: Path) -> Report:
        """Say what a salvage would bring back."""
        return rescue.look_into(folder, Secret.password(PASSWORD), told, schema=self.schema)


@cache
def original() -> Original:
    """Return the vault: long and short notes, corrected ones, two people, a used sheet number, several sessions."""
    place = Path(tempfile.mkdtemp(prefix="spoc-desk-test-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    made = Original(place, FixedClock())
    schema = small_schema(made.schema)
    vault, code = new_vault(made.folder, made.clock, schema=schema)
    confirm_recovery(vault, code.text)
    made.code = code.text
    users.add_user(vault, "Jo Field", frozenset({"deputy"}), OTHER.encode())
    with vault.transaction("noted") as tx:
        for number in range(NOTES):
            words = f"note {number} " + "x" * (9000 if number % _LONG == 7 else 300)
            tx.insert("notes", {"id": f"n{number:03}", "body": words, "amount": number / 4, "picture": b"\x00\xff"})
    vault.close()
    vault = open_vault(made.folder, PASSWORD, clock=made.clock, schema=schema)
    for number in range(0, NOTES, 5):
        with vault.transaction("corrected", reason="a better word") as tx:
            tx.update("notes", f"n{number:03}", {"body": f"corrected {number} " + "y" * 300, "amount": None}, version=1)
    with vault.transaction("erased") as tx:
        tx.erase("notes", "n089", version=1)
    made.keys = vault.keys
    vault.close()
    made.raw = (made.folder / DATABASE).read_bytes()
    made.rows = contents(made.folder, schema)
    made.kinds = _kinds(made)
    return made


def contents(folder: Path, schema: Path) -> dict[Place, bytes]:
    """Return every audited row of a locked vault in its canonical form."""
    db, _ = connect(folder, schema)
    try:
        return _rows(db)
    finally:
        db.close()


def _rows(db: Database) -> dict[Place, bytes]:
    return {
        (table.name, str(row["id"])): table.content(row)
        for table in Tables(db).audited()
        for row in db.rows(table.select_all)
    }


def opened_pages(made: Original) -> Pages:
    """Return the pages of the whole database."""
    assert made.keys is not None
    counts = made.keys.header
    key = rescue.Opened(counts, made.keys.master).key
    return Pages(made.folder / DATABASE, key, counts.db_salt)


def _kinds(made: Original) -> dict[str, list[int]]:
    """Sort the pages by what they are for."""
    kinds: dict[str, list[int]] = {"first": [1]}
    with opened_pages(made) as pages:
        free = _free(pages.page)
        schema = _below(pages.page, 1)
        for number, page in pages.each():
            assert page is not None
            if number in free:
                kinds.setdefault("free", []).append(number)
            elif number in schema:
                kinds.setdefault("list of tables", []).append(number)
            elif number > 1:
                kinds.setdefault(_KINDS.get(page[0], "overflow"), []).append(number)
    return kinds


def _free(read: Callable[[int], bytes | None]) -> set[int]:
    first = read(1) or b""
    (trunk,) = struct.unpack_from(">I", first, 32)
    found: set[int] = set()
    while trunk:
        page = read(trunk) or b""
        following, count = struct.unpack_from(">II", page)
        found |= {trunk, *struct.unpack_from(f">{count}I", page, 8)}
        trunk = following
    return found


def _below(read: Callable[[int], bytes | None], root: int) -> set[int]:
    page = read(root) or b""
    head = 100 if root == 1 else 0
    if page[head] != _INNER:
        return set()
    (count,) = struct.unpack_from(">H", page, head + 3)
    cells = struct.unpack_from(f">{count}H", page, head + 12)
    children = [struct.unpack_from(">I", page, cell)[0] for cell in cells]
    children.append(struct.unpack_from(">I", page, head + 8)[0])
    return set(children).union(*(_below(read, child) for child in children))


def unproven(folder: Path, schema: Path) -> set[Place]:
    """Return the rows a new vault says nothing proves."""
    db, _ = connect(folder, schema)
    try:
        found = db.rows("SELECT table_name, row_id FROM audit WHERE act LIKE '%without proof'")
        return {(row[0], row[1]) for row in found}
    finally:
        db.close()


def leaves_of_notes(made: Original) -> list[tuple[int, int]]:
    """Return the pages the notes lie on, in the order of the notes, and how many rows lie on each."""
    found = []
    with opened_pages(made) as pages:
        for number in made.kinds["table leaf"]:
            page = pages.page(number) or b""
            rows = [cell for cell in cells.cells(number, page, pages.page) if cell is not None]
            if rows and rows[0].values[0] in {row_id for table, row_id in made.rows if table == "notes"}:
                found.append((str(rows[0].values[0]), number, len(rows)))
    return [(number, count) for _, number, count in sorted(found)]


def leaves_of(made: Original, table: str) -> list[int]:
    """Return the pages one of the vault's own tables lies on: found by the values its rows hold."""
    db, _ = connect(made.folder, made.schema)
    (root,) = (row[0] for row in db.rows("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)))
    db.close()
    with opened_pages(made) as pages:
        below = {root, *_below(pages.page, root)}
    return sorted(below.intersection(made.kinds["table leaf"]))


def without_header(made: Original, at: Path) -> Path:
    """Put a copy at *at* of which both copies of the header are damaged."""
    folder = made.copy(at)
    for name in (header_files.FIRST, header_files.SECOND):
        raw = (folder / name).read_bytes()
        (folder / name).write_bytes(raw[:-50])
    return folder
