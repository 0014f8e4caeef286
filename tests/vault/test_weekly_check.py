"""An old page put back after a clean end: seen at once where it held what was written last, and within a week else."""

import secrets
import shutil
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import DatabaseDamaged, UserError
from spoc_desk.vault import check, spot_check
from spoc_desk.vault.connection import PAGE_BYTES
from spoc_desk.vault.lifecycle import open_vault, verify
from spoc_desk.vault.vault import MARKER, Vault
from tests.factories import PASSWORD, connect, fingerprint, new_vault, small_schema

DATABASE = "vault-1.db"
NOTES = 400  # more than the stretch of the trail that each unlock reads


class _Place:
    """A locked vault, the database as it was before its last change, and which pages that change touched."""

    def __init__(self, place: Path) -> None:
        self.folder, self.clock = place / "vault", FixedClock()
        self.schema = small_schema(place / "schema")
        vault, _ = new_vault(self.folder, self.clock, schema=self.schema)
        for start in range(0, NOTES, 100):
            with vault.transaction("noted") as tx:
                for number in range(start, start + 100):
                    tx.insert("notes", {"id": f"n{number:03}", "body": f"note {number} " + "x" * 300})
        vault.close()
        self.before = (self.folder / DATABASE).read_bytes()
        vault = self.open()
        with vault.transaction("corrected") as tx:
            tx.update("notes", "n200", {"body": "corrected " + "y" * 300}, version=1)
        vault.close()

    def open(self, told: check.Told = check.silent) -> Vault:
        return open_vault(self.folder, PASSWORD, clock=self.clock, schema=self.schema, told=told)

    def put_back(self) -> int:
        """Put the one old page back whose row was corrected; return how many pages could be."""
        now = (self.folder / DATABASE).read_bytes()
        fooled = 0
        for start in range(PAGE_BYTES, min(len(now), len(self.before)), PAGE_BYTES):
            old = self.before[start : start + PAGE_BYTES]
            mixed = now[:start] + old + now[start + PAGE_BYTES :]
            if old == now[start : start + PAGE_BYTES]:
                continue
            (self.folder / DATABASE).write_bytes(mixed)
            if self._reads_the_old_note():
                fooled += 1
                break
            (self.folder / DATABASE).write_bytes(now)
        return fooled

    def _reads_the_old_note(self) -> bool:
        try:
            db, _ = connect(self.folder, self.schema)
        except UserError:
            return False
        try:
            row = db.one("SELECT body FROM notes WHERE id = 'n200'")
            content = [each[0] for each in db.rows("PRAGMA quick_check")] == ["ok"]
        except UserError:  # a page that does not fit beside the others is seen by every check
            return False
        finally:
            db.close()
        return content and row is not None and str(row[0]).startswith("note 200")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> _Place:
    return _Place(tmp_path_factory.mktemp("weekly"))


@pytest.fixture
def place(made: _Place, tmp_path: Path) -> _Place:
    copy = object.__new__(_Place)
    copy.__dict__.update(vars(made))
    copy.folder = Path(shutil.copytree(made.folder, tmp_path / "vault"))
    copy.clock = FixedClock()
    return copy


@pytest.mark.fault(26)
def test_an_old_page_with_what_was_written_last_is_seen_at_the_next_clean_unlock(place: _Place) -> None:
    assert place.put_back() == 1
    before = fingerprint(place.folder)
    with pytest.raises(DatabaseDamaged):
        place.open()
    assert fingerprint(place.folder) == before
    report = verify(place.folder, PASSWORD, place.clock, schema=place.schema)
    assert any("Row n200 of notes is not what its last audit entry says." in each.sentence for each in report.checks)


@pytest.mark.fault(26)
def test_an_old_page_that_chance_passes_over_is_seen_after_an_unclean_end_and_within_a_week(
    place: _Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = place.open()
    for start in range(0, spot_check.ENTRIES + 50, 50):  # so that the correction is no longer among the last entries
        with vault.transaction("read") as tx:
            for _ in range(50):
                tx.note(f"read {start}")
    vault.close()
    assert place.put_back() == 1
    monkeypatch.setattr(secrets, "randbelow", lambda _most: 0)  # the stretch of the first entries
    vault = place.open()  # what no check of this unlock can see
    assert not vault.check().ok
    vault.close()
    (place.folder / MARKER).touch()
    with pytest.raises(DatabaseDamaged):
        place.open()
    (place.folder / MARKER).unlink()
    place.clock.advance(days=8)
    with pytest.raises(DatabaseDamaged):
        place.open()


@pytest.mark.fault(26)
def test_chance_sees_it_where_it_falls_on_it(place: _Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert place.put_back() == 1
    db, keys = connect(place.folder, place.schema)
    seq = db.number("SELECT max(seq) FROM audit WHERE row_id = 'n200'")
    monkeypatch.setattr(spot_check, "ENTRIES", 1)  # neither the correction nor the first entries are among the last
    monkeypatch.setattr(secrets, "randbelow", lambda _most: 0)
    assert spot_check.holds(db, keys)
    monkeypatch.setattr(secrets, "randbelow", lambda _most: seq - 1)
    assert not spot_check.holds(db, keys)
    db.close()


def _checks(vault: Vault) -> list[str]:
    return [row[0] for row in vault.rows("SELECT reason FROM audit WHERE act = ? ORDER BY seq", (check.CHECKED_ACT,))]


def test_everything_is_read_once_a_week(place: _Place) -> None:
    place.clock.advance(days=6)
    vault = place.open()
    assert _checks(vault) == []
    vault.close()
    place.clock.advance(days=1)
    vault = place.open()
    assert _checks(vault) == ["at the unlock"]
    vault.close()
    place.clock.advance(days=6)
    place.open().close()
    vault = place.open()
    assert len(_checks(vault)) == 1
    vault.close()


def test_how_far_it_is_is_told_and_never_passes_its_end(place: _Place, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(check, "_SAID_EACH", 100)
    place.clock.advance(days=8)
    place.open(lambda done, whole: told.append((done, whole))).close()
    assert len(told) > 5
    assert all(0 < done <= whole for done, whole in told)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_clock_that_was_set_back_makes_the_check_due_and_is_in_the_trail(place: _Place) -> None:
    place.clock.advance(days=30)
    place.open().close()
    place.clock.advance(days=-20)
    vault = place.open()
    assert len(_checks(vault)) == 2
    said = vault.one("SELECT reason FROM audit WHERE act = 'the clock of this computer was set back'")
    assert said is not None
    assert said[0] == "the entry before is of 2026-12-23T09:30:00Z"
    assert vault.check().ok
    vault.close()
