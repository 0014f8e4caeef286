"""A changed or an old page of the database is never read as if it were right."""

import random
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import UserError
from spoc_desk.vault import check, subkeys
from spoc_desk.vault.connection import PAGE_BYTES, Database
from spoc_desk.vault.lifecycle import open_vault
from tests.factories import PASSWORD, new_vault, small_schema

_ALL = "SELECT * FROM notes ORDER BY id"


class _Files:
    """The database of a locked vault before and after one change, and the keys to look into it."""

    def __init__(self, place: Path) -> None:
        clock = FixedClock()
        schema = small_schema(place / "schema")
        vault, _ = new_vault(place / "vault", clock, schema=schema)
        with vault.transaction("noted") as tx:
            for number in range(60):
                tx.insert("notes", {"id": f"n{number:03}", "body": f"note {number} " + "x" * 200, "amount": number})
        vault.close()
        self.path = place / "vault" / "vault-1.db"
        self.old = self.path.read_bytes()
        vault = open_vault(place / "vault", PASSWORD, clock=clock, schema=schema)
        clock.advance(days=1)
        with vault.transaction("corrected") as tx:
            for number in range(0, 60, 7):
                tx.update("notes", f"n{number:03}", {"body": f"corrected {number} " + "y" * 200}, version=1)
        self.used = vault.database.number("PRAGMA page_count") - vault.database.number("PRAGMA freelist_count")
        self.rows = [tuple(row) for row in vault.rows(_ALL)]
        self.keys = vault.keys
        vault.close()
        self.new = self.path.read_bytes()

    def open(self, raw: bytes) -> Database:
        """Return a connection to the database as *raw* bytes."""
        self.path.write_bytes(raw)
        made = self.keys.header
        db = Database(self.path, subkeys.database_key(self.keys.master, made.generation), made.db_salt)
        db.settle()
        return db

    def read(self, raw: bytes) -> list[tuple[object, ...]] | None:
        """Return what a reader would see, or None when he is refused."""
        try:
            db = self.open(raw)
        except UserError:
            return None
        try:
            return [tuple(row) for row in db.rows(_ALL)]
        except UserError:
            return None
        finally:
            db.close()

    def proven(self, raw: bytes) -> bool:
        """Return whether the full check finds nothing."""
        try:
            db = self.open(raw)
        except UserError:
            return False
        try:
            return check.full(db, self.keys.chain, self.keys.header.vault).ok
        except UserError:
            return False
        finally:
            db.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> _Files:
    return _Files(tmp_path_factory.mktemp("damage"))


def test_the_undamaged_file_is_read_and_proven(files: _Files) -> None:
    assert files.read(files.new) == files.rows
    assert files.proven(files.new)


@pytest.mark.fault(23)
def test_flipped_bits_are_refused_or_harmless_never_read_as_something_else(files: _Files) -> None:
    chance, refused = random.Random(8), 0
    for _ in range(200):
        broken = bytearray(files.new)
        broken[chance.randrange(files.used * PAGE_BYTES)] ^= 1 << chance.randrange(8)  # behind it lie free pages
        seen = files.read(bytes(broken))
        refused += seen is None
        assert seen in (None, files.rows)
    assert refused > 20


@pytest.mark.fault(23)
def test_every_flipped_bit_behind_the_salt_is_found_by_the_full_check(files: _Files) -> None:
    chance = random.Random(9)
    for _ in range(40):
        broken = bytearray(files.new)
        broken[chance.randrange(16, len(broken))] ^= 1 << chance.randrange(8)
        assert not files.proven(bytes(broken))


@pytest.mark.fault(26)
def test_an_old_page_put_back_is_found_though_every_other_check_is_content(files: _Files) -> None:
    fooled = 0
    for start in range(0, min(len(files.old), len(files.new)), PAGE_BYTES):
        old_page = files.old[start : start + PAGE_BYTES]
        if old_page == files.new[start : start + PAGE_BYTES]:
            continue
        mixed = files.new[:start] + old_page + files.new[start + PAGE_BYTES :]
        assert not files.proven(mixed)
        fooled += _sqlcipher_is_content(files, mixed)
    assert fooled > 0  # else this test would prove nothing


def _sqlcipher_is_content(files: _Files, raw: bytes) -> bool:
    try:
        db = files.open(raw)
    except UserError:
        return False
    try:
        pages, structure = db.rows("PRAGMA cipher_integrity_check"), db.rows("PRAGMA integrity_check")
    except UserError:
        return False
    finally:
        db.close()
    return not pages and [row[0] for row in structure] == ["ok"]


def test_two_pages_swapped_are_found(files: _Files) -> None:
    raw = files.new
    one, two = raw[4096:8192], raw[8192:12288]
    assert not files.proven(raw[:4096] + two + one + raw[12288:])
