"""Masked columns read as they are masked whatever is asked, and the program writes and checks what lies behind them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.domain.contacts import Contact, ContactKind
from spoc_desk.domain.record import ContactId
from spoc_desk.errors import NotAtThisDesk
from spoc_desk.vault.masks import MASKED
from spoc_desk.vault.records.stores import CONTACTS
from spoc_desk.vault.rows import SqlValue
from spoc_desk.vault.vault import Vault
from tests.factories import make_vault


def _words(value: SqlValue) -> SqlValue:
    return MASKED if value else value


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    opened = make_vault(tmp_path / "vault", clock)
    with opened.transaction("added a contact") as tx:
        CONTACTS.insert(tx, Contact(id=ContactId("c1"), kind=ContactKind.SERVICE, name="Harbour team", phone="01632 9"))
    CONTACTS.find(opened)  # a statement that was prepared before is looked at again
    opened.keep_masked({"contacts": {"phone": _words, "email": _words}, "row_history": {"content": _words}})
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "question",
    [
        "SELECT phone FROM contacts",
        "SELECT c.phone FROM users u JOIN contacts c ON c.created_by = u.id",
        "SELECT (SELECT phone FROM contacts LIMIT 1)",
        "WITH all_of AS (SELECT * FROM contacts) SELECT phone FROM all_of",
        "SELECT max(phone) FROM contacts GROUP BY kind ORDER BY 1",
    ],
)
def test_every_question_gets_the_mask(vault: Vault, question: str) -> None:
    assert [row[0] for row in vault.rows(question)] == [MASKED]


def test_what_is_masked_is_found_by_no_search(vault: Vault) -> None:
    assert CONTACTS.count(vault, "phone LIKE '%01632%'") == 0
    assert CONTACTS.count(vault, "name LIKE '%Harbour%'") == 1


def test_nothing_reads_past_the_mask(vault: Vault) -> None:
    for question in ("SELECT phone FROM main.contacts", "SELECT 1 FROM main.contacts WHERE phone > ''"):
        with pytest.raises(NotAtThisDesk):
            vault.rows(question)
    assert vault.rows("SELECT name FROM main.contacts")[0][0] == "Harbour team"


def test_the_rest_of_a_record_and_the_order_of_rows_stay(vault: Vault) -> None:
    found = CONTACTS.find(vault, tail="ORDER BY rowid")[0]
    assert (found.name, found.phone, found.email, found.version) == ("Harbour team", MASKED, "", 1)


def test_the_program_writes_and_reads_behind_the_mask(vault: Vault) -> None:
    assert vault.own_rows("SELECT phone FROM contacts")[0][0] == "01632 9"
    with vault.transaction("changed a contact") as tx:
        tx.update("contacts", "c1", {"team": "Day"}, version=1)
    assert vault.own_rows("SELECT phone, team FROM contacts")[0][1] == "Day"
    assert vault.check().ok
    assert vault.rows("SELECT phone FROM contacts")[0][0] == MASKED


def test_a_new_connection_is_masked_as_well(vault: Vault) -> None:
    vault.database.reopen()
    assert vault.rows("SELECT phone FROM contacts")[0][0] == MASKED
    vault.keep_masked({})
    assert vault.rows("SELECT phone FROM contacts")[0][0] == "01632 9"


def test_nothing_of_the_mask_is_in_the_file(vault: Vault) -> None:
    assert vault.rows("SELECT count(*) FROM main.sqlite_master WHERE type = 'view'")[0][0] == 0
