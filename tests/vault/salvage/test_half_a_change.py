"""A crash in the middle of a change, and its journal whole, lost, cut or flipped: nothing is passed off as proven."""

import os
import random
import sys
from pathlib import Path

import pytest

from spoc_desk.errors import DatabaseDamaged
from spoc_desk.vault.lifecycle import open_vault
from tests.factories import PASSWORD, fingerprint
from tests.vault.salvage.damaged import DATABASE, Original, contents, original, unproven

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
_JOURNAL = f"{DATABASE}-journal"


@pytest.fixture(scope="module")
def made() -> Original:
    return original()


@pytest.fixture(scope="module")
def crashed(made: Original, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault whose process died when half of a change was on the disk."""
    folder = made.copy(tmp_path_factory.mktemp("crashed") / "vault")
    child = os.fork()
    if child == 0:
        try:
            _half(made, folder)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert (folder / _JOURNAL).stat().st_size > 0
    assert (folder / DATABASE).read_bytes() != made.raw
    return folder


def _half(made: Original, folder: Path) -> None:
    vault = open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    vault.database.rows("PRAGMA cache_size = 5")  # so that pages go to the file before the commit
    with vault.transaction("halved") as tx:
        for number in range(1, 60, 2):
            version = 2 if number % 5 == 0 else 1
            tx.update("notes", f"n{number:03}", {"body": f"halved {number} " + "z" * 300}, version=version)
        os._exit(0)


def _again(crashed: Path, place: Path, kind: str) -> Path:
    folder = place / "vault"
    folder.mkdir()
    for path in crashed.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    _journal(kind, folder)
    return folder


def _journal(kind: str, folder: Path) -> None:
    path = folder / _JOURNAL
    raw = path.read_bytes()
    if kind == "lost":
        path.unlink()
    elif kind == "cut":
        path.write_bytes(raw[: len(raw) // 2])
    elif kind == "flipped":
        broken = bytearray(raw)
        for place in random.Random(4).sample(range(600, len(raw)), 12):
            broken[place] ^= 0x40
        path.write_bytes(bytes(broken))


@pytest.mark.fault(35)
@pytest.mark.parametrize("kind", ["whole", "lost", "cut", "flipped"])
def test_the_unlock_after_it_finds_every_mix(made: Original, crashed: Path, kind: str, tmp_path: Path) -> None:
    folder = _again(crashed, tmp_path, kind)
    try:
        open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema).close()
    except DatabaseDamaged:
        assert kind != "whole"
    else:
        now = contents(folder, made.schema)
        assert {place: now[place] for place in made.rows} == made.rows
        assert kind != "lost"


@pytest.mark.parametrize("kind", ["whole", "lost", "cut", "flipped"])
def test_a_proven_row_is_a_state_that_was_recorded(made: Original, crashed: Path, kind: str, tmp_path: Path) -> None:
    folder = _again(crashed, tmp_path, kind)
    before = fingerprint(folder)
    done = made.salvage(folder)
    assert done.kept_as is not None and fingerprint(done.kept_as) == before
    now, doubtful = contents(folder, made.schema), unproven(folder, made.schema)
    for place, content in now.items():
        assert place in doubtful or content == made.rows[place] or b"halved" in content
    assert set(now) >= {place for place in made.rows if place[0] == "notes"}
    vault = open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    assert vault.check().ok
    vault.close()


def test_a_whole_journal_gives_everything_back(made: Original, crashed: Path) -> None:
    before = fingerprint(crashed)
    report = made.look(crashed)
    assert report.is_whole
    assert report.good == len(made.rows)
    assert fingerprint(crashed) == before
