"""The business tables and the frozen records are the same thing said twice: a difference is a mistake."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import spoc_desk.vault
from spoc_desk.vault.records.stores import ALL
from spoc_desk.vault.records.table import Table

KERNEL = {"meta", "users", "keyslots", "drafts", "row_history", "audit", "audit_checkpoints", "sqlite_sequence"}
"""What the vault itself keeps; it has no records."""


@pytest.fixture(scope="module")
def schema() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    for step in sorted((Path(spoc_desk.vault.__file__).parent / "schema").glob("*.sql")):
        connection.executescript(step.read_text(encoding="utf-8"))
    yield connection
    connection.close()


@pytest.mark.parametrize("table", ALL, ids=[table.name for table in ALL])
def test_columns_are_the_fields_of_the_record(table: Table, schema: sqlite3.Connection) -> None:  # type: ignore[type-arg]
    columns = {row[1] for row in schema.execute(f"PRAGMA table_info({table.name})")}
    assert columns == set(table.columns)


@pytest.mark.parametrize("table", ALL, ids=[table.name for table in ALL])
def test_table_is_strict(table: Table, schema: sqlite3.Connection) -> None:  # type: ignore[type-arg]
    strict = {row[1]: row[5] for row in schema.execute("PRAGMA table_list")}
    assert strict[table.name] == 1


def test_every_business_table_has_a_store_or_is_named(schema: sqlite3.Connection) -> None:
    tables = {row[0] for row in schema.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables - {table.name for table in ALL} - KERNEL == {
        "profiles",
        "audit_reasons",
        "access_tally",
        "assurance_tally",
        "complaint_tally",
        "concern_tally",
        "consultation_tally",
        "escalation_tally",
        "incident_tally",
        "review_tally",
        "decision_tally",
        "relay_message_tally",
        "relay_tally",
        "relay_unlisted",
    }
