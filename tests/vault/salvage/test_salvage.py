"""The salvage as a whole: keys, backups beside it, another place, a stop, a kill, a second one."""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from spoc_desk.errors import (
    AlreadyExists,
    BackupOfAnotherVault,
    BadAnswer,
    Busy,
    Damaged,
    DatabaseMissing,
    NothingToSave,
    OlderCopy,
    SalvageStopped,
    WrongPassword,
    WrongRecoveryCode,
)
from spoc_desk.vault import backup, check, older_copy, opening
from spoc_desk.vault.backup_restore import finish
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.salvage import rescue
from spoc_desk.vault.salvage.rescue import Backup
from spoc_desk.vault.second_key import Secret
from tests.factories import PASSWORD, fingerprint, new_vault
from tests.vault.killed import Deadline
from tests.vault.salvage.damaged import (
    DATABASE,
    OTHER,
    Original,
    contents,
    go_on,
    leaves_of_notes,
    original,
    told,
    unproven,
    without_header,
)

OWN = Secret.password(PASSWORD)
_EVERY = bool(os.environ.get("SPOC_DESK_EVERY_FAULT"))


@pytest.fixture(scope="module")
def made() -> Original:
    return original()


@pytest.fixture(scope="module")
def saved(made: Original, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a backup of the vault as it was."""
    place = tmp_path_factory.mktemp("saved")
    (place / "stick").mkdir()
    vault = open_vault(made.copy(place / "vault"), PASSWORD, clock=made.clock, schema=made.schema)
    with backup.taken(vault, place / "stick", go_on, schema=made.schema) as taken:
        written = backup.write(taken, go_on)
    vault.close()
    return written.path


@pytest.fixture
def hurt(made: Original, tmp_path: Path) -> Path:
    """Return a vault with two bad pages of notes."""
    return made.copy(tmp_path / "vault", made.with_bad(*(number for number, _ in leaves_of_notes(made)[:2])))


def _names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_looking_changes_nothing_and_says_what_a_salvage_brings_back(made: Original, hurt: Path) -> None:
    before = fingerprint(hurt)
    looked = made.look(hurt)
    assert fingerprint(hurt) == before
    assert _names(hurt.parent) == ["vault"]
    done = made.salvage(hurt).report
    assert (looked.good, looked.doubtful, looked.missing) == (done.good, done.doubtful, done.missing)
    assert _names(hurt.parent) == ["damaged-2026-11-23", "vault"]


def test_the_counts_are_those_of_the_rows(made: Original, hurt: Path) -> None:
    report = made.salvage(hurt).report
    now, doubtful = contents(hurt, made.schema), unproven(hurt, made.schema)
    assert report.good == len(now) - len(doubtful)
    assert report.doubtful == len(doubtful)
    assert report.missing == len(made.rows) - len(now)
    assert report.missing + report.doubtful > 0


def test_a_backup_beside_it_fills_what_it_proves(made: Original, hurt: Path, saved: Path) -> None:
    report = rescue.salvage(hurt, OWN, told, clock=made.clock, backup=Backup(saved, OWN), schema=made.schema).report
    assert (report.doubtful, report.missing) == (0, 0)
    assert report.comparison is not None and report.comparison.gave > 0
    assert (
        contents(hurt, made.schema).items()
        >= {place: content for place, content in made.rows.items() if place[0] == "notes"}.items()
    )


def test_what_was_changed_after_the_backup_is_counted(made: Original, saved: Path, tmp_path: Path) -> None:
    folder = made.copy(tmp_path / "vault")
    vault = open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    for number in range(3):
        with vault.transaction("noted") as tx:
            tx.insert("notes", {"id": f"later{number}", "body": f"later {number}"})
    vault.close()
    looked = rescue.look_into(folder, OWN, told, backup=Backup(saved, OWN), schema=made.schema)
    assert looked.is_whole
    assert looked.comparison is not None
    assert looked.comparison.lacks_changes == 3  # unlocking and locking change no record


def test_a_backup_of_another_vault_is_refused(made: Original, hurt: Path, tmp_path: Path) -> None:
    other, _ = new_vault(tmp_path / "other", made.clock, schema=made.schema)
    (tmp_path / "stick").mkdir()
    with backup.taken(other, tmp_path / "stick", go_on, schema=made.schema) as taken:
        written = backup.write(taken, go_on)
    other.close()
    with pytest.raises(BackupOfAnotherVault):
        rescue.look_into(hurt, OWN, told, backup=Backup(written.path, OWN), schema=made.schema)


def test_into_another_place_leaves_the_damaged_one_where_it_is(made: Original, hurt: Path, tmp_path: Path) -> None:
    before = fingerprint(hurt)
    done = rescue.salvage(hurt, OWN, told, clock=made.clock, into=tmp_path / "new", schema=made.schema)
    assert (done.folder, done.kept_as) == (tmp_path / "new", None)
    assert fingerprint(hurt) == before
    open_vault(tmp_path / "new", OTHER, clock=made.clock, schema=made.schema).close()
    with pytest.raises(AlreadyExists):
        rescue.salvage(hurt, OWN, told, clock=made.clock, into=tmp_path / "new", schema=made.schema)
    with pytest.raises(BadAnswer):
        rescue.salvage(hurt, OWN, told, clock=made.clock, into=hurt / "new", schema=made.schema)
    assert fingerprint(hurt) == before


def test_a_salvaged_vault_is_worked_with_and_can_be_salvaged_again(made: Original, hurt: Path) -> None:
    made.salvage(hurt)
    vault = open_vault(hurt, PASSWORD, clock=made.clock, schema=made.schema)
    row = vault.rows("SELECT id, version FROM notes LIMIT 1")[0]
    with vault.transaction("corrected") as tx:
        tx.update("notes", row["id"], {"body": "corrected after the salvage"}, version=row["version"])
    assert vault.check().ok
    vault.close()
    before = contents(hurt, made.schema)
    report = made.look(hurt)
    assert (report.good + report.doubtful, report.missing) == (len(before), 0)
    done = made.salvage(hurt)
    assert done.kept_as is not None and done.kept_as.name == "damaged-2026-11-23-2"
    assert contents(hurt, made.schema) == before


def test_a_wrong_password_or_code_reads_nothing(made: Original, hurt: Path) -> None:
    before = fingerprint(hurt)
    with pytest.raises(WrongPassword):
        rescue.salvage(hurt, Secret.password("not this one"), told, clock=made.clock, schema=made.schema)
    with pytest.raises(WrongRecoveryCode):
        rescue.salvage(hurt, Secret(bytes(20), SlotKind.RECOVERY), told, clock=made.clock, schema=made.schema)
    assert fingerprint(hurt) == before
    assert _names(hurt.parent) == ["vault"]


def test_what_holds_nothing_is_said_to_hold_nothing(made: Original, tmp_path: Path) -> None:
    folder = made.copy(tmp_path / "vault", bytes(len(made.raw)))
    with pytest.raises(NothingToSave):
        made.salvage(folder)
    (folder / DATABASE).write_bytes(b"")
    with pytest.raises(NothingToSave):
        made.salvage(folder)
    (folder / DATABASE).unlink()
    with pytest.raises(DatabaseMissing):
        made.salvage(folder)
    with pytest.raises(Damaged):
        made.salvage(without_header(made, tmp_path / "headless"))
    assert _names(tmp_path) == ["headless", "vault"]


def test_an_open_vault_is_left_alone(made: Original, hurt: Path) -> None:
    with opening.locked(hurt) as lock:
        with pytest.raises(Busy):
            made.salvage(hurt)
        lock.release()


@pytest.mark.parametrize("step", [rescue.COPYING, rescue.READING, rescue.BUILDING, rescue.CHECKING])
def test_a_stop_leaves_nothing(made: Original, hurt: Path, step: str) -> None:
    before = fingerprint(hurt)
    with pytest.raises(SalvageStopped):
        rescue.salvage(hurt, OWN, lambda words, *_: words != step, clock=made.clock, schema=made.schema)
    assert fingerprint(hurt) == before
    assert _names(hurt.parent) == ["vault"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_a_kill_at_any_point_leaves_the_damaged_vault_or_a_whole_new_one(made: Original, tmp_path: Path) -> None:
    point, step, lived = 1, 1 if _EVERY else 9, False
    raw = made.with_bad(*(number for number, _ in leaves_of_notes(made)[:2]))
    while not lived:
        folder = made.copy(tmp_path / f"{point}" / "vault", raw)
        before = fingerprint(folder)
        lived = _killed_at(point, made, folder)
        finish(folder)
        kept = [path for path in folder.parent.iterdir() if path.name.startswith("damaged-")]
        assert fingerprint(kept[0] if kept else folder) == before
        if kept:
            vault = open_vault(folder, OTHER, clock=made.clock, schema=made.schema)
            assert vault.check().ok
            vault.close()
        point += step
        assert point < 400
    assert kept


def _killed_at(point: int, made: Original, folder: Path) -> bool:
    """Salvage in a process that dies at one of its touches of the disk; say whether it came to its end."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            Deadline(point)
            made.salvage(folder)
            status = 0
        finally:
            os._exit(status)
    _, how = os.waitpid(child, 0)
    if os.WIFEXITED(how):
        assert os.WEXITSTATUS(how) == 0
        return True
    assert os.WTERMSIG(how) == signal.SIGKILL
    return False


def test_what_a_computer_remembers_holds_against_a_salvaged_vault(made: Original, tmp_path: Path) -> None:
    """A trail that is whole goes on; one that lost what was remembered needs a second person, like another history."""
    folder, anchors = made.copy(tmp_path / "vault"), tmp_path / "anchors"
    open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema, anchors=anchors).close()
    raw = bytearray((folder / DATABASE).read_bytes())
    raw[777] ^= 1
    (folder / DATABASE).write_bytes(bytes(raw))
    made.salvage(folder)
    open_vault(folder, OTHER, clock=made.clock, schema=made.schema, anchors=anchors).close()
    older = made.copy(tmp_path / "older", made.with_bad(1))
    made.salvage(older)
    with pytest.raises(OlderCopy):
        open_vault(older, PASSWORD, clock=made.clock, schema=made.schema, anchors=anchors)
    agreed = older_copy.go_on(
        older, PASSWORD, Secret.password(OTHER), "the disk broke", clock=made.clock, anchors=anchors, schema=made.schema
    )
    assert agreed.check().ok
    agreed.close()


def test_a_check_that_found_something_makes_the_next_unlock_check_everything(made: Original, tmp_path: Path) -> None:
    folder = made.copy(tmp_path / "vault")
    vault = open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    with vault.transaction(check.CHECKED_ACT) as tx:
        tx.note(check.CHECKED_ACT)
    vault.close()
    assert _unlock_acts(made, folder) == ["unlocked"]
    vault = open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    with vault.transaction(check.FAULTY_ACT) as tx:
        tx.note(check.FAULTY_ACT)
    vault.close()
    assert check.CHECKED_ACT in _unlock_acts(made, folder)


def _unlock_acts(made: Original, folder: Path) -> list[str]:
    vault = open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    try:
        last = "SELECT act FROM audit WHERE commit_no = (SELECT max(commit_no) FROM audit) ORDER BY seq"
        return [row[0] for row in vault.rows(last)]
    finally:
        vault.close()


def test_where_the_proof_does_not_hold_everything_is_saved_as_unproven(
    made: Original, hurt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, asked = check.full, []

    def once_wrong(*words: object) -> check.VerifyReport:
        asked.append(1)
        found = full(*words)  # type: ignore[arg-type]
        return replace(found, checks=(check.Check("pages", False, "A fault."),)) if len(asked) == 1 else found

    with monkeypatch.context() as patch:
        patch.setattr(check, "full", once_wrong)
        report = made.salvage(hurt).report
    assert len(asked) == 2
    assert not report.can_prove and report.good == 0 and report.doubtful > 0
    vault = open_vault(hurt, OTHER, clock=made.clock, schema=made.schema)
    assert vault.check().ok
    vault.close()
