"""While a vault is open nothing of ours opens its database as a file: closing that would drop SQLite's lock
(https://www.sqlite.org/howtocorrupt.html, 2.2)."""

import os
import sys
from pathlib import Path

import pytest

from benchmarks.trust.forked import Say, forked
from spoc_desk.clock import FixedClock
from spoc_desk.vault import backup
from spoc_desk.vault.lifecycle import open_vault, renew_recovery
from spoc_desk.vault.vault import Draft
from tests.factories import PASSWORD, copy_vault
from tests.vault.backups import go_on


@pytest.mark.fault(40)
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_a_day_of_work_opens_no_database_as_a_file(tmp_path: Path) -> None:
    copy_vault(tmp_path / "vault")
    (tmp_path / "stick").mkdir()

    heard = forked(lambda say: _day(tmp_path, say))

    assert heard.raw == []
    assert heard.of("opened") == ["probe"]  # so the ear hears
    assert heard.of("end") == ["locked"]


def _day(place: Path, say: Say) -> None:
    def hear(event: str, words: tuple[object, ...]) -> None:
        if event == "open" and isinstance(words[0], str | bytes):
            path = Path(os.fsdecode(words[0]))
            if path.parent == place / "vault" and path.suffix == ".db":
                say("opened", path.stem)

    vault = open_vault(place / "vault", PASSWORD, clock=FixedClock())
    sys.addaudithook(hear)
    (place / "vault" / "probe.db").write_bytes(b"")
    with vault.transaction("noted") as tx:
        tx.note("worked")
    vault.save_draft(Draft("page", {"note": 1}, "note", 1, "2026-11-23T09:30:00Z"))
    assert vault.check().ok
    with backup.taken(vault, place / "stick", go_on) as taken:
        backup.write(taken, go_on)
    renew_recovery(vault)
    with vault.transaction("noted") as tx:
        tx.note("worked on under new keys")
    vault.close()
    say("end", "locked")
