"""Nothing can be taken out of the audit trail, changed in it or slipped in, and no row can differ from it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from spoc_desk.clock import FixedClock
from spoc_desk.errors import DatabaseDamaged
from spoc_desk.vault import audit, check, lifecycle, users
from spoc_desk.vault.connection import Database
from spoc_desk.vault.ledger import Ledger
from spoc_desk.vault.vault import Vault, utc_words
from tests.factories import NAME, PASSWORD, connect, new_vault, small_schema


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("trail")
    clock = FixedClock()
    vault, _ = new_vault(place / "vault", clock, schema=small_schema(place / "schema"))
    for number in range(5):
        with vault.transaction("noted") as tx:
            tx.insert("notes", {"id": f"n{number}", "body": f"note {number}"})
    with vault.transaction("corrected") as tx:
        tx.update("notes", "n1", {"body": "another note"}, version=1)
    vault.close()
    return place


@pytest.fixture
def vault(template: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    shutil.copytree(template / "vault", tmp_path / "vault")
    opened = lifecycle.open_vault(tmp_path / "vault", PASSWORD, clock=clock, schema=template / "schema")
    yield opened
    opened.close()


def _faults(vault: Vault) -> list[tuple[str, str]]:
    return [(answer.name, answer.sentence) for answer in vault.check().checks if not answer.ok]


def _force(db: Database, *statements: str) -> None:
    """Do what somebody with the key and a database program could do."""
    for trigger in ("audit_keeps_entries", "audit_keeps_words", "checkpoints_keep_entries", "checkpoints_keep_words"):
        db.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    for statement in statements:
        db.execute(statement)


@pytest.mark.parametrize("table", ["audit", "audit_checkpoints"])
def test_the_database_itself_only_lets_it_grow(vault: Vault, table: str) -> None:
    column = "at"
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = 'x'"):
        with pytest.raises(sqlcipher.IntegrityError, match="only grows"):
            vault.database.execute(statement)


@pytest.mark.fault(46)
@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("DELETE FROM audit WHERE seq = 6", "broken at entry 6"),
        ("DELETE FROM audit WHERE seq = 1", "broken at entry 1"),
        ("UPDATE audit SET actor = 'somebody else' WHERE seq = 7", "broken at entry 7"),
        ("UPDATE audit SET at = '2026-11-23T09:31:00Z' WHERE seq = 2", "broken at entry 2"),
        ("UPDATE audit SET reason = 'because' WHERE seq = 2", "broken at entry 2"),
        ("UPDATE audit SET operation_id = NULL WHERE seq = 5", "broken at entry 5"),
        ("UPDATE audit SET hash = randomblob(32) WHERE seq = 4", "broken at entry 4"),
        ("UPDATE audit SET seq = 1000 WHERE seq = 5", "broken at entry 5"),
        (
            "INSERT INTO audit SELECT seq + 1, commit_no, at, actor, act, table_name, row_id, version, row_hash, NULL,"
            " reason, hash, randomblob(32) FROM audit ORDER BY seq DESC LIMIT 1",
            "broken at entry",
        ),
        ("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)", "should end at entry"),
        ("UPDATE meta SET commit_counter = commit_counter - 1", "should end at entry"),
    ],
)
def test_a_change_of_the_trail_is_found_and_named(vault: Vault, statement: str, place: str) -> None:
    _force(vault.database, statement)
    faults = dict(_faults(vault))
    assert place in faults["audit trail"]


@pytest.mark.fault(46)
def test_reordered_entries_are_found(vault: Vault) -> None:
    _force(
        vault.database,
        "UPDATE audit SET seq = -1 WHERE seq = 5",
        "UPDATE audit SET seq = 5 WHERE seq = 6",
        "UPDATE audit SET seq = 6 WHERE seq = -1",
    )
    assert "broken at entry 5" in dict(_faults(vault))["audit trail"]


@pytest.mark.fault(48)
@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE notes SET body = 'x' WHERE id = 'n2'", "Row n2 of notes is not what its last audit entry says."),
        ("UPDATE notes SET version = 2 WHERE id = 'n2'", "Row n2 of notes is not what its last audit entry says."),
        ("UPDATE notes SET picture = x'00' WHERE id = 'n2'", "Row n2 of notes is not what its last audit entry says."),
        ("DELETE FROM notes WHERE id = 'n2'", "Row n2 of notes is missing."),
        (
            "INSERT INTO notes SELECT 'n9', 'x', amount, picture, version, created_at, created_by, updated_at,"
            " updated_by, deleted_at FROM notes WHERE id = 'n2'",
            "Row n9 of notes is not in the audit trail.",
        ),
        ("UPDATE users SET roles = '[\"auditor\"]'", "of users is not what its last audit entry says."),
        (
            "UPDATE keyslots SET label = 'x' WHERE kind = 'recovery'",
            "of keyslots is not what its last audit entry says.",
        ),
    ],
)
def test_a_row_changed_behind_the_trail_is_found_and_named(vault: Vault, statement: str, sentence: str) -> None:
    vault.database.execute(statement)
    assert [(name, sentence in said) for name, said in _faults(vault)] == [("rows", True)]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM row_history",
        "UPDATE row_history SET content = '{}'",
        "UPDATE row_history SET version = 9",
        "INSERT INTO row_history VALUES ('notes', 'n2', 1, '', '{}')",
    ],
)
def test_a_changed_history_is_found(vault: Vault, statement: str) -> None:
    vault.database.execute(statement)
    assert [name for name, _ in _faults(vault)] == ["history"]


@pytest.mark.fault(50)
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_checkpoints",
        "UPDATE audit_checkpoints SET at = 'x'",
        "UPDATE audit_checkpoints SET signature = randomblob(64)",
        "UPDATE audit_checkpoints SET audit_seq = audit_seq + 1",
        "UPDATE audit_checkpoints SET slot_id = (SELECT id FROM keyslots WHERE kind = 'recovery')",
    ],
)
def test_a_checkpoint_that_was_not_signed_by_its_slot_is_found(vault: Vault, statement: str) -> None:
    _force(vault.database, statement)
    assert "signatures" in dict(_faults(vault))


def test_a_changed_row_is_found_at_the_next_unlock_after_an_unclean_end(
    vault: Vault, template: Path, clock: FixedClock
) -> None:
    vault.close()
    db, _ = connect(vault.folder, template / "schema")
    db.execute("UPDATE notes SET body = 'x' WHERE id = 'n2'")
    db.close()
    (vault.folder / "session.open").touch()
    with pytest.raises(DatabaseDamaged):
        lifecycle.open_vault(vault.folder, PASSWORD, clock=clock, schema=template / "schema")
    assert (vault.folder / "session.open").exists()
    report = lifecycle.verify(vault.folder, PASSWORD, clock, schema=template / "schema")
    assert [answer.name for answer in report.checks if not answer.ok] == ["rows"]
    assert "n2" in next(answer.sentence for answer in report.checks if not answer.ok)


@pytest.mark.fault(46)
def test_a_cut_trail_is_found_at_every_unlock(vault: Vault, template: Path, clock: FixedClock) -> None:
    vault.close()
    db, keys = connect(vault.folder, template / "schema")
    _force(db, "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
    with pytest.raises(DatabaseDamaged):
        check.quick(db, keys)
    db.close()
    with pytest.raises(DatabaseDamaged):
        lifecycle.open_vault(vault.folder, PASSWORD, clock=clock, schema=template / "schema")


@pytest.mark.fault(49)
@pytest.mark.parametrize("minutes", [-24 * 60, -60, 60, 24 * 60, 12 * 366 * 24 * 60])
def test_a_clock_that_jumps_does_not_break_the_order(vault: Vault, clock: FixedClock, minutes: int) -> None:
    clock.advance(minutes=minutes)
    with vault.transaction("noted") as tx:
        tx.insert("notes", {"id": "late", "body": "late"})
    assert vault.check().ok
    last = vault.one("SELECT at FROM audit ORDER BY seq DESC LIMIT 1")
    assert last is not None
    assert last["at"] == clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")


def test_many_faults_are_counted_and_some_are_named(vault: Vault) -> None:
    vault.database.execute("UPDATE notes SET body = 'x' || body")
    ((_, sentence),) = _faults(vault)
    assert sentence.startswith("5 found. Row n0 of notes is not what")


@pytest.fixture
def two(template: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    """Return the vault opened by a deputy, who holds every key of the trail and another signature."""
    shutil.copytree(template / "vault", tmp_path / "vault")
    vault = lifecycle.open_vault(tmp_path / "vault", PASSWORD, clock=clock, schema=template / "schema")
    users.add_user(vault, "Robin Tallis", frozenset({"deputy"}), b"copper-window-field-song")
    vault.close()
    opened = lifecycle.open_vault(
        tmp_path / "vault", "copper-window-field-song", clock=clock, schema=template / "schema"
    )
    yield opened
    opened.close()


def _spoc(vault: Vault) -> str:
    return next(holder.actor.user_id for holder in users.key_holders(vault) if holder.actor.name == NAME)


@pytest.mark.fault(50)
def test_an_entry_in_the_name_of_the_spoc_is_not_signed_by_her(two: Vault, template: Path, clock: FixedClock) -> None:
    ledger = Ledger(two.database, two.keys.chain, two.keys.signer())
    with ledger.change("noted", actor=_spoc(two), now=utc_words(clock), reason="", operation_id=None) as tx:
        tx.note("noted")
    two.go_on(two.keys)
    two.close()
    report = lifecycle.verify(two.folder, PASSWORD, clock, schema=template / "schema")
    (fault,) = [answer for answer in report.checks if not answer.ok]
    assert fault.name == "signatures"
    assert "covers entries in the name of somebody else" in fault.sentence


@pytest.mark.fault(50)
def test_a_signature_said_to_be_of_the_spoc_is_not_valid(two: Vault, clock: FixedClock) -> None:
    hers = next(holder.slot_id for holder in users.key_holders(two) if holder.actor.name == NAME)
    with two.transaction("noted") as tx:
        tx.note("noted")
    tail = audit.read_tail(two.database)
    forged = audit.Signer(two.vault_id, hers, two.keys.slot_keys.signing)
    forged.sign(two.database, tail, utc_words(clock))
    two.database.execute("UPDATE meta SET checkpoints = checkpoints + 1")
    assert "is not valid" in dict(_faults(two))["signatures"]
    two.database.execute("UPDATE meta SET checkpoints = checkpoints - 1")
    _force(
        two.database, "DELETE FROM audit_checkpoints WHERE audit_seq = (SELECT max(audit_seq) FROM audit_checkpoints)"
    )


def test_who_comes_after_a_crash_does_not_sign_for_who_was_there(
    two: Vault, template: Path, tmp_path: Path, clock: FixedClock
) -> None:
    with two.transaction("noted") as tx:
        tx.note("noted by the deputy")
    shutil.copytree(two.folder, tmp_path / "crashed")  # as a power cut leaves it
    again = lifecycle.open_vault(tmp_path / "crashed", PASSWORD, clock=clock, schema=template / "schema")
    assert again.unclean_end
    again.close()
    assert lifecycle.verify(tmp_path / "crashed", PASSWORD, clock, schema=template / "schema").ok
