"""A disk that does not give every page: the pages around are copied, each in its place."""

import errno
from pathlib import Path

import pytest

from spoc_desk.vault.connection import PAGE_BYTES
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.salvage import copying
from tests.factories import PASSWORD
from tests.vault.salvage.damaged import DATABASE, Original, original


@pytest.fixture(scope="module")
def made() -> Original:
    return original()


def _dying(raw: bytes, *bad: int) -> copying.Read:
    """Return a disk that fails wherever one of these pages is asked for."""

    def read(offset: int, count: int) -> bytes:
        first, last = offset // PAGE_BYTES, (offset + count - 1) // PAGE_BYTES
        if any(first <= page <= last for page in bad):
            raise OSError(errno.EIO, "")
        return raw[offset : offset + count]

    return read


def test_pages_the_disk_does_not_give_are_noughts_and_all_others_are_there() -> None:
    raw = bytes(number % 251 for number in range(600 * PAGE_BYTES + 77))
    out: list[bytes] = []
    said: list[int] = []
    lost = copying.pour(_dying(raw, 3, 300, 600), len(raw), out.append, lambda done, _: said.append(done))
    copied = b"".join(out)
    assert lost == 3 and len(copied) == len(raw) and said[-1] == len(raw)
    for page in range(601):
        part = slice(page * PAGE_BYTES, (page + 1) * PAGE_BYTES)
        assert copied[part] == (bytes(len(raw[part])) if page in (3, 300, 600) else raw[part])


def test_a_place_that_takes_no_more_is_not_taken_for_a_dying_disk() -> None:
    def full(_piece: bytes) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with pytest.raises(OSError, match="no room"):
        copying.pour(_dying(bytes(PAGE_BYTES)), PAGE_BYTES, full, lambda *_: None)


def test_a_vault_on_a_dying_disk_is_salvaged(made: Original, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made.copy(tmp_path / "vault")
    bad = [number - 1 for number in made.kinds["table leaf"][-1:]]

    def copy_file(source: Path, target: Path, heard: object) -> None:
        raw = source.read_bytes()
        with target.open("xb") as out:
            copying.pour(_dying(raw, *bad), len(raw), out.write, lambda *_: None)

    monkeypatch.setattr("spoc_desk.vault.salvage.rescue.copying.copy_file", copy_file)
    report = made.salvage(folder).report
    assert report.bad_pages == 1 and report.good > 60
    assert (folder.parent / "damaged-2026-11-23" / DATABASE).read_bytes() == made.raw
    open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema).close()
