"""An LA SPOC sees her own cases (domain 1.20), by absence: of a colleague's no question tells her anything."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from spoc_desk.casework import cases, directory, needs, reaching, spocs
from spoc_desk.casework.agenda import today
from spoc_desk.casework.case_lists import list_cases
from spoc_desk.casework.masked import COLUMNS
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.names import reveal_name
from spoc_desk.casework.own_cases import OWNER_OF
from spoc_desk.clock import FixedClock
from spoc_desk.domain.contacts import AllocatedBy, Appointment, Contact
from spoc_desk.domain.record import CaseId
from spoc_desk.domain.roles import SEE_EVERY_CASE, Role
from spoc_desk.errors import RefusedByRule, UnknownRecord, UserError
from spoc_desk.vault import users
from spoc_desk.vault.records.stores import APPOINTMENTS, CASES, CLOCKS, CONTACTS
from spoc_desk.vault.rows import SqlValue
from spoc_desk.vault.vault import Actor, Transaction, Vault
from tests.casework.every_question import Known, questions, told
from tests.casework.planted import lay_out
from tests.casework.story import NOTIFICATION, Story, stored
from tests.factories import make_vault

ALIEN = re.compile(r"[Aa]lien\w+")
JORDAN, ELSE = "Jordan Field", "Bea Stranger"
PHONE = "0300 000 0102"
ENOUGH = 40


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Story, Known]]:
    """A relocation of Jordan Field's in full work: every text of it is alien to everybody else."""
    story = lay_out(tmp_path_factory.mktemp("desk") / "vault", FixedClock())
    with story.vault.transaction("told them apart") as tx:
        for table in sorted(COLUMNS.keys() & OWNER_OF.keys() - {"audit", "audit_reasons", "row_history"}):
            for row in tx.rows(f"SELECT t.*, {OWNER_OF[table]} AS owner FROM main.{table} AS t"):
                texts = {column: str(row[column]) for column in COLUMNS[table] if row["owner"]}
                alien = {column: re.sub("eedle", "lien", text.replace("N", "A").replace("needle", "alien"))
                         for column, text in texts.items() if re.search("[Nn]eedle", text)}  # fmt: skip
                if alien:
                    tx.update(table, row["id"], alien, version=row["version"])
    known = Known(story.vault)
    assert known.ids and known.referral_ids and known.hidden_ids and known.case_ref
    yield story, known
    story.vault.close()


@pytest.fixture(autouse=True)
def asha_again(laid_out: tuple[Story, Known]) -> Iterator[None]:
    """Asha Brook, LA SPOC, both offices and administrator, has the only key that counts in the header."""
    vault = laid_out[0].vault
    asha = vault.actor
    yield
    vault.actor = asha
    settle(vault)


def _sit(vault: Vault, name: str, *roles: Role) -> None:
    vault.actor = Actor(f"key of {name}", name, frozenset(role.value for role in roles or (Role.LA_SPOC,)))
    settle(vault)


def _sees(vault: Vault, case_id: str) -> bool:
    return any(row.case_id == case_id for row in list_cases(vault).rows)


def test_every_table_that_hangs_on_a_case_is_narrowed(laid_out: tuple[Story, Known]) -> None:
    vault = laid_out[0].vault
    tables = [str(row[0]) for row in vault.own_rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    points = {table: {str(row[2]) for row in vault.own_rows(f"SELECT * FROM pragma_foreign_key_list('{table}')")}
              for table in tables}  # fmt: skip
    hang = {"cases"}
    while more := {table for table, others in points.items() if others & hang and table not in hang}:
        hang |= more
    named = {
        table
        for table in tables
        if vault.own_rows(f"SELECT 1 FROM pragma_table_info('{table}') WHERE name IN ('case_id', 'referral_id')")
    }
    assert len(hang) > 25
    assert hang | named <= OWNER_OF.keys()


@pytest.mark.req("R-003-27")
def test_a_second_la_spoc_is_answered_nothing_of_it(laid_out: tuple[Story, Known]) -> None:
    (story, known), vault = laid_out, laid_out[0].vault
    _sit(vault, ELSE)
    assert vault.is_narrowed
    hidden = {one for ids in known.hidden_ids.values() for one in ids} | {known.case_ref, story.case_id}
    answers = {name: told(ask) for name, ask in questions(vault, known)}
    assert {name: found for name, words in answers.items() if (found := ALIEN.findall(words))} == {}
    assert {name: one for name, words in answers.items() for one in hidden if one in words} == {}
    answered = [name for name, words in answers.items() if not words.startswith(("NotAtThisDesk", "UnknownRecord"))]
    assert len(answered) > 80


def test_the_la_spoc_of_the_case_reads_it(laid_out: tuple[Story, Known]) -> None:
    """The search above would find what is there."""
    (story, known), vault = laid_out, laid_out[0].vault
    _sit(vault, JORDAN)
    assert vault.is_narrowed and _sees(vault, story.case_id)
    found: set[str] = set()
    for _, ask in questions(vault, known):
        found.update(ALIEN.findall(told(ask)))
        if len(found) > ENOUGH:
            break
    assert len(found) > ENOUGH


def test_who_sees_every_case_is_not_narrowed(laid_out: tuple[Story, Known]) -> None:
    story, vault = laid_out[0], laid_out[0].vault
    for role in (*SEE_EVERY_CASE, Role.AUDITOR):
        _sit(vault, ELSE, role)
        assert not vault.is_narrowed and _sees(vault, story.case_id), role
    _sit(vault, ELSE, Role.LA_SPOC, Role.DEPUTY)
    assert not vault.is_narrowed


WRITES: tuple[Callable[[Story], object], ...] = (
    lambda story: needs.add_need(story.vault, case_id=story.case_id, answers={"service": "gp", "tier": "universal"}),
    lambda story: cases.edit_case(story.vault, case_id=story.case_id, answers=NOTIFICATION, version=1),
    lambda story: cases.move(story.vault, case_id=story.case_id, event="monitor"),
    lambda story: reveal_name(story.vault, str(_row(story.vault, "member_names")["member_id"]), "A correction"),
    lambda story: spocs.end_appointment(story.vault, appointment_id=str(_row(story.vault, "appointments")["id"])),
)


def test_she_writes_nothing_of_it(laid_out: tuple[Story, Known]) -> None:
    story, vault = laid_out[0], laid_out[0].vault
    before = vault.own_rows("SELECT audit_seq FROM meta")[0][0]
    _sit(vault, ELSE)
    for write in WRITES:
        with pytest.raises(UnknownRecord):
            write(story)
    case = CASES.record(vault.own_rows(f"SELECT {', '.join(CASES.columns)} FROM cases")[0])
    member, query = _row(vault, "members"), _row(vault, "queries")
    with pytest.raises(UnknownRecord), vault.transaction("corrected a case") as tx:  # a change that forgot to look
        CASES.update(tx, case, replace(case, hold_reason="x"))
    with pytest.raises(UnknownRecord), vault.transaction("added a household member") as tx:
        tx.insert("members", {**member, "id": "new", "alias": "Nobody"})
    with pytest.raises(UnknownRecord), vault.transaction("set a name") as tx:
        tx.note("set a name", "members", member["id"])
    with pytest.raises(UnknownRecord), vault.transaction("matched a question with its case") as tx:
        _match(tx, query, story.case_id)
    with pytest.raises(UserError):  # past the views nobody reads
        vault.rows("SELECT case_ref FROM main.cases")
    assert vault.own_rows("SELECT audit_seq FROM meta")[0][0] == before


def test_cover_sees_it_on_the_days_of_the_absence(laid_out: tuple[Story, Known]) -> None:
    story, vault = laid_out[0], laid_out[0].vault
    clock = cast(FixedClock, vault.clock)
    jordan = _entry(vault, JORDAN)
    bea = _added(vault, ELSE)
    day = clock.today()
    _sit(vault, ELSE)
    away = {"contact_id": jordan, "starts_on": day.isoformat(), "ends_on": (day + timedelta(3)).isoformat()}
    with pytest.raises(RefusedByRule):
        spocs.record_absence(vault, answers={**away, "cover_contact_id": bea.id})
    assert not _sees(vault, story.case_id)
    _sit(vault, JORDAN)
    spocs.record_absence(vault, answers={**away, "cover_contact_id": bea.id})
    _sit(vault, ELSE)
    assert _sees(vault, story.case_id) and cases.case(vault, story.case_id)
    clock.advance(days=4)
    assert not _sees(vault, story.case_id)
    clock.advance(days=-4)
    _sit(vault, JORDAN)
    assert _sees(vault, story.case_id)  # she is away, not gone


def test_what_she_does_about_the_desk_counts_for_cases_she_does_not_see(laid_out: tuple[Story, Known]) -> None:
    """Nobody is left without a SPOC unnoticed because a colleague recorded the absence."""
    vault = laid_out[0].vault
    later = vault.clock.today() + timedelta(30)
    jordan = _entry(vault, JORDAN)
    _sit(vault, ELSE)
    spocs.record_absence(
        vault, answers={"contact_id": jordan, "starts_on": later.isoformat(), "ends_on": later.isoformat()}
    )
    rows = vault.own_rows(f"SELECT {', '.join(CLOCKS.columns)} FROM clocks WHERE rule = ?", (reaching.REACHABLE,))
    assert [CLOCKS.record(row).started_on for row in rows] == [later]


def test_nobody_makes_a_colleagues_cases_hers_by_name(laid_out: tuple[Story, Known]) -> None:
    story, vault = laid_out[0], laid_out[0].vault
    jordan = CONTACTS.get(vault, _entry(vault, JORDAN))
    _sit(vault, "Cal Newcomer")
    assert "Cal Newcomer" in today(vault).own_cases_words
    with pytest.raises(RefusedByRule):
        directory.edit_contact(vault, contact_id=jordan.id, answers={"name": "cal  Newcomer"}, version=jordan.version)
    _sit(vault, "Asha Brook", Role.DCS_OFFICE)
    married = directory.edit_contact(
        vault, contact_id=jordan.id, answers={"name": "Jordan Meadow"}, version=jordan.version
    )
    _sit(vault, JORDAN)
    assert _sees(vault, story.case_id)  # her key has the name of before
    assert today(vault).own_cases_words == ""
    _sit(vault, "Asha Brook", Role.DCS_OFFICE)
    version = stored(married, Contact).version
    directory.edit_contact(vault, contact_id=jordan.id, answers={"name": JORDAN}, version=version)


def test_what_she_records_is_hers_until_somebody_is_named(laid_out: tuple[Story, Known]) -> None:
    story, vault = laid_out[0], laid_out[0].vault
    _sit(vault, "Dee Outsider")
    mine = Story(vault)
    mine.notify(direction="departure")
    assert _sees(vault, mine.case_id) and not _sees(vault, story.case_id)
    _sit(vault, JORDAN)
    assert _sees(vault, story.case_id) and not _sees(vault, mine.case_id)
    with pytest.raises(UnknownRecord), vault.transaction("named the LA SPOC") as tx:
        _name(tx, vault, mine.case_id, _entry(vault, JORDAN))
    _sit(vault, "Asha Brook", Role.DASS_OFFICE)
    assert _sees(vault, mine.case_id)
    with vault.transaction("named the LA SPOC") as tx:
        _name(tx, vault, mine.case_id, _entry(vault, JORDAN))
    _sit(vault, "Dee Outsider")
    assert not _sees(vault, mine.case_id)
    _sit(vault, JORDAN)
    assert _sees(vault, mine.case_id)


def _match(tx: Transaction, query: dict[str, SqlValue], case_id: str) -> None:
    tx.insert("queries", {**query, "id": "new", "case_id": None})
    tx.update("queries", "new", {"case_id": case_id}, version=1)


def _name(tx: Transaction, vault: Vault, case_id: str, contact_id: str) -> None:
    row = _row(vault, "appointments")
    tx.insert("appointments", {**row, "id": f"of {case_id}", "case_id": case_id, "contact_id": contact_id})


@pytest.fixture
def two_spocs(tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    """A desk of two LA SPOCs and nobody else who sees relocations."""
    vault = make_vault(tmp_path / "vault", clock, roles=frozenset({"la_spoc", "administrator"}))
    users.add_user(vault, ELSE, frozenset({"la_spoc"}), b"another password")
    yield vault
    vault.close()


def test_without_an_office_no_case_is_invisible_to_everybody(two_spocs: Vault, clock: FixedClock) -> None:
    vault, asha, day = two_spocs, two_spocs.actor, clock.today()
    entries = {name: _added(vault, name) for name in ("Asha Brook", ELSE, JORDAN)}
    found = {name: Story(vault) for name in ("Asha Brook", ELSE, JORDAN, "nobody")}
    settle(vault)
    assert vault.is_narrowed
    for name, story in found.items():
        story.notify()
        if name in entries:
            with vault.transaction("named the LA SPOC") as tx:
                APPOINTMENTS.insert(tx, Appointment(
                    id=story.case_id, case_id=CaseId(story.case_id), contact_id=entries[name].id,
                    allocated_by=AllocatedBy.DCS, allocated_on=day,
                ))  # fmt: skip
    hers = {who: _seen(vault, who, found) for who in ("Asha Brook", ELSE)}
    assert hers == {"Asha Brook": {"Asha Brook", JORDAN, "nobody"}, ELSE: {ELSE, JORDAN, "nobody"}}
    vault.actor = asha
    settle(vault)
    spocs.record_absence(vault, answers={"contact_id": entries["Asha Brook"].id, "starts_on": day.isoformat(),
                                         "ends_on": day.isoformat()})  # fmt: skip
    assert _seen(vault, ELSE, found) == set(found)  # Asha is away and named no cover
    holder = next(one for one in users.key_holders(vault) if one.actor.name == ELSE)
    vault.actor = asha
    settle(vault)
    users.remove_user(vault, holder.actor.user_id)
    settle(vault)
    assert not vault.is_narrowed  # alone she sees all of them


def _added(vault: Vault, name: str) -> Contact:
    return stored(directory.add_contact(vault, answers={"kind": "person", "name": name, "phone": PHONE}), Contact)


def _seen(vault: Vault, name: str, found: dict[str, Story]) -> set[str]:
    holder = next(one for one in users.key_holders(vault) if one.actor.name == name)
    vault.actor = holder.actor
    settle(vault)
    return {who for who, story in found.items() if _sees(vault, story.case_id)}


def _row(vault: Vault, table: str) -> dict[str, SqlValue]:
    return dict(vault.own_rows(f"SELECT * FROM main.{table}")[0])


def _entry(vault: Vault, name: str) -> str:
    return str(vault.own_rows("SELECT id FROM contacts WHERE name = ?", (name,))[0][0])
