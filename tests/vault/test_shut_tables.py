"""Tables that are shut for the person at the desk answer nobody there, whatever is in them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.domain.assurance import Assurance, AssuranceStep
from spoc_desk.domain.contacts import Contact, ContactKind
from spoc_desk.domain.record import ContactId, new_id
from spoc_desk.errors import NotAtThisDesk
from spoc_desk.vault.records.stores import ASSURANCE, CONTACTS
from spoc_desk.vault.vault import Vault
from tests.factories import make_vault


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    opened = make_vault(tmp_path / "vault", clock)
    with opened.transaction("began") as tx:
        ASSURANCE.insert(tx, Assurance(id="a1", audience="Schools", step=AssuranceStep.TRAINING))
    ASSURANCE.find(opened)  # a statement that was prepared before is looked at again
    opened.keep_shut(frozenset({"assurance"}))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * FROM assurance",
        "SELECT count(*) FROM assurance",
        "SELECT audience FROM assurance WHERE id = 'none'",
        "SELECT 1 FROM assurance",
        "SELECT id FROM assurance",
        "SELECT rowid FROM assurance",
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM assurance)",
        "WITH all_of AS (SELECT * FROM assurance) SELECT count(*) FROM all_of",
        "SELECT c.name FROM contacts AS c LEFT JOIN assurance AS a ON a.owner = c.name",
    ],
)
def test_no_question_is_answered(vault: Vault, question: str) -> None:
    with pytest.raises(NotAtThisDesk):
        vault.rows(question)


def test_stores_are_refused_too(vault: Vault) -> None:
    with pytest.raises(NotAtThisDesk):
        ASSURANCE.find(vault)
    with pytest.raises(NotAtThisDesk), vault.transaction("tried") as tx:
        ASSURANCE.insert(tx, Assurance(id="a2", audience="Schools", step=AssuranceStep.TRAINING))


def test_everything_else_goes_on(vault: Vault) -> None:
    with vault.transaction("added a contact") as tx:
        CONTACTS.insert(tx, Contact(id=ContactId(new_id()), kind=ContactKind.SERVICE, name="Team"))
    assert [contact.name for contact in CONTACTS.find(vault)] == ["Team"]


def test_a_row_others_point_to_is_stored_all_the_same(vault: Vault) -> None:
    """Absences point to contacts: the library looks there when a contact is stored, changed or erased."""
    vault.keep_shut(frozenset({"assurance", "absences", "cases", "appointments"}))
    with vault.transaction("added a contact") as tx:
        stored = CONTACTS.insert(tx, Contact(id=ContactId(new_id()), kind=ContactKind.SERVICE, name="Team"))
    with vault.transaction("changed it") as tx:
        changed = CONTACTS.update(tx, stored, replace(stored, name="Another"))
    with vault.transaction("erased it") as tx:
        tx.erase("contacts", changed.id, version=changed.version)
    assert CONTACTS.find(vault) == []


def test_the_program_itself_still_sees(vault: Vault) -> None:
    assert len(vault.own_rows("SELECT audience FROM assurance")) == 1
    with vault.transaction("looked") as tx:
        assert len(tx.own_rows("SELECT audience FROM assurance")) == 1
    with pytest.raises(NotAtThisDesk):
        vault.rows("SELECT audience FROM assurance")


def test_a_full_check_reads_everything(vault: Vault) -> None:
    assert vault.check().ok
    with pytest.raises(NotAtThisDesk):
        ASSURANCE.find(vault)


def test_a_new_connection_is_guarded_as_well(vault: Vault) -> None:
    vault.database.reopen()
    with pytest.raises(NotAtThisDesk):
        ASSURANCE.find(vault)
