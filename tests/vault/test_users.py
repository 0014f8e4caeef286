"""Several people, each with an own key to one vault; and nobody who only says so."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from spoc_desk.clock import FixedClock
from spoc_desk.errors import (
    BadAnswer,
    DatabaseDamaged,
    DiskFull,
    Forged,
    RefusedByRule,
    UnknownRecord,
    WriteFailed,
    WrongPassword,
)
from spoc_desk.vault import header, header_files, keyslots, subkeys, users
from spoc_desk.vault.header_files import FIRST
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.lifecycle import open_vault, slots
from spoc_desk.vault.vault import Vault
from tests.factories import NAME, PASSWORD, fast_kdf, make_vault, new_vault, small_schema

DEPUTY = frozenset({"deputy"})
SECOND_PASSWORD = b"copper-window-field-song"
THIRD = b"river-candle-stone-maple"


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    opened = make_vault(tmp_path / "vault", clock)
    yield opened
    opened.close()


def _labels(folder: Path) -> list[str]:
    return [slot.label for slot in slots(folder) if slot.kind is SlotKind.PASSWORD]


def test_two_people_open_one_vault_each_as_themselves(vault: Vault, clock: FixedClock) -> None:
    robin = users.add_user(vault, " Robin Tallis ", DEPUTY, SECOND_PASSWORD)
    assert robin.name == "Robin Tallis"
    vault.close()
    for password, name in ((PASSWORD, NAME), (SECOND_PASSWORD.decode(), "Robin Tallis")):
        again = open_vault(vault.folder, password, clock=clock)
        assert again.actor.name == name
        assert again.check().ok
        with again.transaction("noted") as tx:
            tx.note(f"by {name}")
        again.close()
    last = open_vault(vault.folder, PASSWORD, clock=clock)
    trail = last.rows("SELECT DISTINCT actor FROM audit WHERE act LIKE 'by %'")
    signed = last.rows("SELECT DISTINCT slot_id FROM audit_checkpoints")
    assert len(trail) == len(signed) == 2
    last.close()


def test_the_unlock_page_has_a_word_for_each_and_no_name(vault: Vault) -> None:
    for number, roles in enumerate((DEPUTY, DEPUTY, frozenset({"referrer"}))):
        users.add_user(vault, f"Person {number}", roles, b"word-%d" % number)
    assert _labels(vault.folder) == ["LA SPOC", "Deputy SPOC", "Deputy SPOC 2", "Referrer"]
    assert b"Person" not in (vault.folder / FIRST).read_bytes()


def test_a_vault_holds_sixteen_keys(vault: Vault) -> None:
    for number in range(14):
        users.add_user(vault, f"Person {number}", DEPUTY, b"word-%d" % number)
    before = (vault.folder / FIRST).read_bytes()
    with pytest.raises(RefusedByRule, match="16 keys"):
        users.add_user(vault, "One more", DEPUTY, SECOND_PASSWORD)
    assert (vault.folder / FIRST).read_bytes() == before
    assert len(users.key_holders(vault)) == 15  # and the recovery sheet


def test_a_password_that_would_not_open_is_not_given(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (vault.folder / FIRST).read_bytes()
    monkeypatch.setattr(keyslots, "unseal", lambda *_: None)
    with pytest.raises(Exception, match="did not take"):
        users.add_user(vault, "Robin Tallis", DEPUTY, SECOND_PASSWORD)
    assert (vault.folder / FIRST).read_bytes() == before
    assert [holder.actor.name for holder in users.key_holders(vault)] == [NAME]


def test_who_was_announced_and_never_counted_has_no_key(
    vault: Vault, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull()

    with monkeypatch.context() as patch:
        patch.setattr(header_files, "save", full)
        with pytest.raises(DiskFull):
            users.add_user(vault, "Robin Tallis", DEPUTY, SECOND_PASSWORD)
    assert [holder.actor.name for holder in users.key_holders(vault)] == [NAME]
    users.add_user(vault, "Robin Tallis", DEPUTY, SECOND_PASSWORD)
    vault.close()
    again = open_vault(vault.folder, SECOND_PASSWORD.decode(), clock=clock)
    assert [holder.actor.name for holder in users.key_holders(again)] == [NAME, "Robin Tallis"]
    assert len(again.rows("SELECT 1 FROM users WHERE deleted_at IS NULL")) == 2
    assert again.check().ok
    again.close()


# one's own password -----------------------------------------------------------------------------------------------


def test_a_changed_password_opens_and_the_one_before_does_not(vault: Vault, clock: FixedClock) -> None:
    users.add_user(vault, "Robin Tallis", DEPUTY, SECOND_PASSWORD)
    users.change_password(vault, PASSWORD.encode(), THIRD)
    with vault.transaction("noted") as tx:
        tx.note("still at work")
    assert vault.check().ok
    vault.close()
    with pytest.raises(WrongPassword):
        open_vault(vault.folder, PASSWORD, clock=clock)
    for password in (THIRD, SECOND_PASSWORD):
        again = open_vault(vault.folder, password.decode(), clock=clock)
        assert again.check().ok
        again.close()


@pytest.mark.fault(17)
def test_a_new_password_goes_the_whole_way_into_the_database_before_the_old_one_ends(
    vault: Vault, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, bytes]] = []
    commit, connections = header_files.commit, vault.database.connections

    def look_first(folder: Path, raw: bytes) -> None:
        # The header of before still lies there, and the database was opened anew with the new password alone.
        seen.append((vault.database.connections - connections, (folder / FIRST).read_bytes()))
        commit(folder, raw)

    before = (vault.folder / FIRST).read_bytes()
    monkeypatch.setattr(header_files, "commit", look_first)
    users.change_password(vault, PASSWORD.encode(), THIRD)
    assert seen == [(1, before)]
    vault.close()
    open_vault(vault.folder, THIRD.decode(), clock=clock).close()


@pytest.mark.fault(17)
def test_a_new_password_that_does_not_lead_into_the_database_leaves_the_old_one(
    vault: Vault, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (vault.folder / FIRST).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(subkeys, "database_key", lambda *_: bytes(32))
        with pytest.raises(WriteFailed):
            users.change_password(vault, PASSWORD.encode(), THIRD)
    assert (vault.folder / FIRST).read_bytes() == before
    with vault.transaction("noted") as tx:
        tx.note("work goes on")
    assert vault.check().ok
    vault.close()
    with pytest.raises(WrongPassword):
        open_vault(vault.folder, THIRD.decode(), clock=clock)
    open_vault(vault.folder, PASSWORD, clock=clock).close()


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (b"wrong", THIRD, WrongPassword),
        (SECOND_PASSWORD, THIRD, WrongPassword),  # a colleague's
        (PASSWORD.encode(), b"", BadAnswer),
        (PASSWORD.encode(), PASSWORD.encode(), BadAnswer),
    ],
)
def test_a_password_changes_only_with_the_right_one_and_to_another(
    vault: Vault, old: bytes, new: bytes, error: type[Exception]
) -> None:
    users.add_user(vault, "Robin Tallis", DEPUTY, SECOND_PASSWORD)
    before = (vault.folder / FIRST).read_bytes()
    with pytest.raises(error):
        users.change_password(vault, old, new)
    assert (vault.folder / FIRST).read_bytes() == before


def test_a_password_proves_one_slot_and_no_other(vault: Vault) -> None:
    users.add_user(vault, "Robin Tallis", DEPUTY, SECOND_PASSWORD)
    own, robin = (holder.slot_id for holder in users.key_holders(vault))
    assert users.proves(vault, robin, SECOND_PASSWORD)
    assert not users.proves(vault, own, SECOND_PASSWORD)
    assert not users.proves(vault, robin, PASSWORD.encode())
    assert not users.proves(vault, "00000000", SECOND_PASSWORD)


# roles ----------------------------------------------------------------------------------------------------------


def test_the_word_on_the_unlock_page_follows_the_roles_when_the_password_is_typed(
    vault: Vault, clock: FixedClock
) -> None:
    robin = users.add_user(vault, "Robin Tallis", DEPUTY, SECOND_PASSWORD)
    users.change_roles(vault, robin.user_id, frozenset({"auditor"}))
    vault.close()
    assert _labels(vault.folder) == ["LA SPOC", "Deputy SPOC"]
    again = open_vault(vault.folder, SECOND_PASSWORD.decode(), clock=clock)
    assert again.actor.roles == {"auditor"}
    assert again.check().ok
    again.close()
    assert _labels(vault.folder) == ["LA SPOC", "Auditor"]
    for password in (PASSWORD, SECOND_PASSWORD.decode()):
        open_vault(vault.folder, password, clock=clock).close()


def test_nobody_unknown_gets_roles_or_leaves(vault: Vault) -> None:
    with pytest.raises(UnknownRecord):
        users.change_roles(vault, "nobody", DEPUTY)
    with pytest.raises(UnknownRecord):
        users.remove_user(vault, "nobody")


# forgeries --------------------------------------------------------------------------------------------------------


def _put(folder: Path, made: header.Header, master: bytes) -> None:
    header_files.save(folder, header.build(made, master))


def test_a_slot_planted_by_somebody_with_the_master_key_opens_for_nobody_the_database_knows(
    vault: Vault, clock: FixedClock
) -> None:
    keys, master = vault.keys.header, vault.keys.master
    planted, own = keyslots.new_slot(keys.vault, SlotKind.PASSWORD, "LA SPOC 2", THIRD, fast_kdf())
    bindings = {row[0]: row[1] for row in vault.rows("SELECT id, binding_key FROM keyslots")} | {
        planted.id: own.binding
    }
    vault.close()
    _put(vault.folder, keys.with_slots((*keys.slots, planted), master, bindings), master)
    with pytest.raises(DatabaseDamaged):
        open_vault(vault.folder, THIRD.decode(), clock=clock, slot_id=planted.id)


@pytest.mark.fault(8)
def test_a_vault_planted_for_a_known_public_key_is_refused(vault: Vault, clock: FixedClock) -> None:
    users.add_user(vault, "Robin Tallis", DEPUTY, SECOND_PASSWORD)
    keys, foreign = vault.keys.header, bytes(range(32))
    vault.close()
    made = keys.with_slots(keys.slots, foreign, {slot.id: bytes(32) for slot in keys.slots})
    _put(vault.folder, made, foreign)
    for password in (PASSWORD, SECOND_PASSWORD.decode()):
        with pytest.raises(Forged):
            open_vault(vault.folder, password, clock=clock)


@pytest.mark.fault(6)
def test_a_renamed_role_does_not_open(vault: Vault, clock: FixedClock) -> None:
    users.add_user(vault, "Robin Tallis", frozenset({"referrer"}), SECOND_PASSWORD)
    keys, master = vault.keys.header, vault.keys.master
    bindings = {row[0]: row[1] for row in vault.rows("SELECT id, binding_key FROM keyslots")}
    renamed = tuple(replace(slot, label="Administrator") if slot.label == "Referrer" else slot for slot in keys.slots)
    vault.close()
    _put(vault.folder, keys.with_slots(renamed, master, bindings), master)
    with pytest.raises(WrongPassword):
        open_vault(vault.folder, SECOND_PASSWORD.decode(), clock=clock)


@pytest.mark.fault(7)
def test_a_slot_taken_out_of_the_file_is_forged(vault: Vault, clock: FixedClock) -> None:
    users.add_user(vault, "Robin Tallis", DEPUTY, SECOND_PASSWORD)
    keys = vault.keys.header
    vault.close()
    fewer = replace(keys, slots=tuple(slot for slot in keys.slots if slot.label != "Deputy SPOC"))
    header_files.save(vault.folder, header.build(fewer, bytes(32)))
    with pytest.raises(Forged):
        open_vault(vault.folder, PASSWORD, clock=clock)


@pytest.mark.fault(8)
def test_who_left_and_kept_the_binding_keys_can_plant_nothing_after_the_next_unlock(
    vault: Vault, clock: FixedClock
) -> None:
    robin = users.add_user(vault, "Robin Tallis", DEPUTY, SECOND_PASSWORD)
    kept = {row[0]: row[1] for row in vault.rows("SELECT id, binding_key FROM keyslots")}
    users.remove_user(vault, robin.user_id)
    vault.close()
    open_vault(vault.folder, PASSWORD, clock=clock).close()
    own = next(slot for slot in header_files.load(vault.folder).header.slots if slot.kind is SlotKind.PASSWORD)
    assert own.id not in kept
    before = own.id
    open_vault(vault.folder, PASSWORD, clock=clock).close()
    assert before in {slot.slot_id for slot in slots(vault.folder)}  # once is enough


# any order of joining, changing and leaving -----------------------------------------------------------------------


class People(RuleBasedStateMachine):
    """Whatever the order: exactly the passwords of who has a key open the vault, each as its owner."""

    template: Path
    schema: Path
    number = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).number += 1
        self.folder = self.template.with_name(f"people-{self.number}")
        shutil.copytree(self.template, self.folder)
        self.passwords = {NAME: PASSWORD}
        self.dead: set[str] = set()
        self.at_desk = NAME
        self.count = 0
        self.vault = self._open(PASSWORD)

    def _open(self, password: str) -> Vault:
        return open_vault(self.folder, password, clock=FixedClock(), schema=self.schema)

    def _new_password(self) -> str:
        self.count += 1
        return f"word-{self.count}"

    def _id(self, name: str) -> str:
        return next(holder.actor.user_id for holder in users.key_holders(self.vault) if holder.actor.name == name)

    @precondition(lambda self: len(self.passwords) < 4)
    @rule()
    def add(self) -> None:
        password = self._new_password()
        name = f"Person {self.count}"
        users.add_user(self.vault, name, DEPUTY, password.encode())
        self.passwords[name] = password

    @rule()
    def change(self) -> None:
        password = self._new_password()
        users.change_password(self.vault, self.passwords[self.at_desk].encode(), password.encode())
        self.dead.add(self.passwords[self.at_desk])
        self.passwords[self.at_desk] = password

    @precondition(lambda self: len(self.passwords) > 1)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(set(self.passwords) - {self.at_desk})))
        users.remove_user(self.vault, self._id(name))
        self.dead.add(self.passwords.pop(name))

    @rule(data=st.data())
    def sit_down(self, data: st.DataObject) -> None:
        self.vault.close()
        self.at_desk = data.draw(st.sampled_from(sorted(self.passwords)))
        self.vault = self._open(self.passwords[self.at_desk])
        assert self.vault.actor.name == self.at_desk

    @invariant()
    def those_and_no_others_have_a_key(self) -> None:
        assert {holder.actor.name for holder in users.key_holders(self.vault)} == set(self.passwords)

    def teardown(self) -> None:
        assert self.vault.check().ok
        self.vault.close()
        for password in sorted(self.dead)[:2]:
            with pytest.raises(WrongPassword):
                self._open(password)
        for name, password in self.passwords.items():
            vault = self._open(password)
            assert vault.actor.name == name
            vault.close()
        shutil.rmtree(self.folder)


def test_any_order_of_joining_changing_and_leaving(tmp_path: Path, clock: FixedClock) -> None:
    People.schema = small_schema(tmp_path / "schema")
    People.template = tmp_path / "template"
    vault, _ = new_vault(People.template, clock, schema=People.schema)
    vault.close()
    case = People.TestCase
    case.settings = settings(
        max_examples=4, stateful_step_count=6, deadline=None, suppress_health_check=list(HealthCheck)
    )
    case().runTest()
