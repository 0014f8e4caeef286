"""Why somebody did something stands beside the trail: it can be forgotten, and not changed or taken away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.vault import reasons
from spoc_desk.vault.records.history_rows import audit_page
from spoc_desk.vault.vault import Vault
from tests.factories import new_vault, small_schema


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_schema(tmp_path_factory.mktemp("schema"))


@pytest.fixture
def vault(tmp_path: Path, schema: Path) -> Iterator[Vault]:
    opened, _ = new_vault(tmp_path / "vault", FixedClock(), schema=schema)
    with opened.transaction("noted", reason="asked by the zebrafinch family") as tx:
        tx.insert("notes", {"id": "n1", "body": "one"})
        tx.insert("notes", {"id": "n2", "body": "two"})
    with opened.transaction("looked", reason="the quokka called") as tx:
        tx.note("looked", "notes", "n1")
    with opened.transaction("looked") as tx:
        tx.note("looked", "notes", "n2", "wombat wants to know")
    yield opened
    opened.close()


def _faults(vault: Vault) -> str:
    return " ".join(check.sentence for check in vault.check().checks if not check.ok)


def test_the_trail_holds_a_seal_and_its_reader_the_words(vault: Vault) -> None:
    held = [row["reason"] for row in vault.rows("SELECT reason FROM audit WHERE row_id = 'n1'")]
    assert all(reason.startswith("sealed:") for reason in held)
    assert [row["reason"] for row in audit_page(vault, record_id="n1", offset=0, limit=9)] == [
        "the quokka called",
        "asked by the zebrafinch family",
    ]
    assert vault.check().ok


def test_the_same_words_have_another_seal_each_time(vault: Vault) -> None:
    first, second = (row[0] for row in vault.rows("SELECT reason FROM audit WHERE row_id IN ('n1', 'n2') LIMIT 2"))
    assert first != second


def test_an_erased_row_takes_the_reasons_of_every_commit_that_touched_it(vault: Vault) -> None:
    with vault.transaction("erased") as tx:
        tx.erase("notes", "n1", version=1)
    left = [row[0] for row in vault.rows("SELECT words FROM audit_reasons")]
    assert left == ["wombat wants to know"]
    assert {row["reason"] for row in audit_page(vault, record_id="n1", offset=0, limit=9)} == {""}
    assert vault.check().ok


def test_what_was_given_about_no_record_stays_in_the_trail(vault: Vault) -> None:
    with vault.transaction("tried", reason="backup of yesterday") as tx:
        tx.note("tried")
    assert vault.rows("SELECT 1 FROM audit WHERE reason = 'backup of yesterday'")
    assert reasons.in_the_trail(vault.database, "notes", "n1") == 0


@pytest.mark.parametrize(
    ("tampered", "said"),
    [
        ("DELETE FROM audit_reasons WHERE words LIKE 'wombat%'", "The reason of entry 8 of the audit trail is missing"),
        (
            "DROP TRIGGER reasons_keep_words; UPDATE audit_reasons SET words = 'other' WHERE seq = 8",
            "not what was given",
        ),
        ("DROP TRIGGER reasons_keep_words; UPDATE audit_reasons SET commit_no = 3 WHERE seq = 8", "not what was given"),
        ("INSERT INTO audit_reasons VALUES (1, 1, zeroblob(16), 'slipped in')", "belongs to no entry"),
    ],
)
def test_a_reason_taken_changed_or_slipped_in_is_named(vault: Vault, tampered: str, said: str) -> None:
    for statement in tampered.split("; "):
        vault.database.execute(statement)
    assert said in _faults(vault)


def test_after_a_disposal_reasons_of_others_are_still_missed(vault: Vault) -> None:
    with vault.transaction("erased") as tx:
        tx.erase("notes", "n1", version=1)
    vault.database.execute("DELETE FROM audit_reasons WHERE words LIKE 'wombat%'")
    assert "The reason of entry 8" in _faults(vault)
