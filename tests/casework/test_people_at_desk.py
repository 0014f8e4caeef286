"""Joiners and leavers: who may say who works here, and what nobody may do to the others."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from spoc_desk.casework import second_person
from spoc_desk.casework.history import audit_trail
from spoc_desk.casework.may_see import Sight, sees, settle
from spoc_desk.casework.people_at_desk import (
    add_person,
    change_password,
    change_roles,
    may_keep,
    needs_agreement,
    people,
    remove_person,
)
from spoc_desk.clock import FixedClock
from spoc_desk.domain.roles import KNOW_OF_RELOCATIONS, Role
from spoc_desk.errors import BadAnswer, Incomplete, NotAtThisDesk, NotYet, UnknownRecord, WrongPassword
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.vault import Vault
from tests.factories import NAME, PASSWORD, make_vault

ROBIN, ROBINS = "Robin Tallis", "copper window field song"
RUTH, RUTHS = "Ruth Alder", "river candle stone maple"


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    """The desk of an LA SPOC who is administrator too."""
    opened = make_vault(tmp_path / "vault", clock)
    yield opened
    opened.close()


def _add(vault: Vault, name: str, password: str, *roles: str, own: str = PASSWORD) -> str:
    return add_person(vault, name=name, roles=roles, password=password, own_password=own).change.ids[0]


def _as(vault: Vault, password: str) -> Vault:
    """Lock, and unlock as somebody else, as the window does."""
    vault.close()
    opened = open_vault(vault.folder, password, clock=vault.clock)
    settle(opened)
    return opened


def test_the_list_says_who_works_here_and_in_which_roles(vault: Vault) -> None:
    _add(vault, f"  {ROBIN} ", ROBINS, "deputy", "auditor")
    me, robin = people(vault)
    assert (me.name, me.is_me, me.role_words) == (NAME, True, "LA SPOC, Administrator")
    assert (robin.name, robin.is_me, robin.roles) == (ROBIN, False, (Role.DEPUTY, Role.AUDITOR))
    assert robin.word == "Deputy SPOC"
    assert robin.since.startswith("Mon 23 Nov 2026")


def test_every_role_of_the_procedure_can_be_given(vault: Vault) -> None:
    assert {role.value for role in Role} == {
        "la_spoc", "deputy", "dcs_office", "dass_office", "mash", "referrer", "crg", "auditor", "administrator",
    }  # fmt: skip
    user = _add(vault, ROBIN, ROBINS, *(role.value for role in Role))
    assert next(person for person in people(vault) if person.user_id == user).roles == tuple(Role)


def test_somebody_new_works_as_that_person_and_sees_what_the_role_sees(vault: Vault) -> None:
    _add(vault, ROBIN, ROBINS, "referrer")
    robin = _as(vault, ROBINS)
    assert robin.actor.name == ROBIN
    assert not sees(robin, Sight.RELOCATIONS)
    assert [person.name for person in people(robin)] == [ROBIN]
    robin.close()


@pytest.mark.parametrize("roles", [("referrer",), ("deputy",), ("la_spoc",), ("auditor",)])
def test_only_an_administrator_keeps_the_people(vault: Vault, roles: tuple[str, ...]) -> None:
    _add(vault, ROBIN, ROBINS, *roles)
    boss = vault.actor.user_id
    robin = _as(vault, ROBINS)
    assert not may_keep(robin)
    with pytest.raises(NotAtThisDesk):
        _add(robin, RUTH, RUTHS, "deputy", own=ROBINS)
    with pytest.raises(NotAtThisDesk):
        remove_person(robin, boss, own_password=ROBINS)
    with pytest.raises(NotAtThisDesk):
        change_roles(robin, robin.actor.user_id, ["administrator"], own_password=ROBINS)
    robin.close()


def test_the_first_of_several_people_is_an_administrator(tmp_path: Path, clock: FixedClock) -> None:
    alone = make_vault(tmp_path / "alone", clock, roles=frozenset({"la_spoc"}))
    assert may_keep(alone)
    with pytest.raises(Incomplete, match="stays administrator"):
        _add(alone, ROBIN, ROBINS, "deputy")
    change_roles(alone, alone.actor.user_id, ["la_spoc", "administrator"], own_password=PASSWORD)
    _add(alone, ROBIN, ROBINS, "deputy")
    assert len(people(alone)) == 2
    alone.close()


def test_the_last_administrator_stays_one(vault: Vault) -> None:
    robin = _add(vault, ROBIN, ROBINS, "deputy")
    with pytest.raises(Incomplete, match="stays administrator"):
        change_roles(vault, vault.actor.user_id, ["la_spoc"], own_password=PASSWORD)
    change_roles(vault, robin, ["deputy", "administrator"], own_password=PASSWORD)
    change_roles(vault, vault.actor.user_id, ["la_spoc"], own_password=PASSWORD)
    assert not may_keep(vault)


def test_nobody_removes_herself_or_the_unknown(vault: Vault) -> None:
    with pytest.raises(BadAnswer, match="cannot remove yourself"):
        remove_person(vault, vault.actor.user_id, own_password=PASSWORD)
    with pytest.raises(UnknownRecord):
        remove_person(vault, "nobody", own_password=PASSWORD)


def test_a_leaver_opens_nothing_any_more_and_the_work_stays(vault: Vault) -> None:
    robin = _add(vault, ROBIN, ROBINS, "deputy")
    remove_person(vault, robin, own_password=PASSWORD)
    assert [person.name for person in people(vault)] == [NAME]
    assert vault.check().ok
    vault.close()
    with pytest.raises(WrongPassword):
        open_vault(vault.folder, ROBINS, clock=vault.clock)


@pytest.mark.parametrize(
    "act",
    [
        lambda vault, robin: _add(vault, RUTH, RUTHS, "deputy", own="guessed"),
        lambda vault, robin: change_roles(vault, robin, ["auditor"], own_password="guessed"),
        lambda vault, robin: remove_person(vault, robin, own_password="guessed"),
    ],
    ids=["add", "roles", "remove"],
)
def test_a_desk_left_open_changes_no_keys(vault: Vault, act: Callable[[Vault, str], object]) -> None:
    robin = _add(vault, ROBIN, ROBINS, "deputy")
    before = people(vault)
    with pytest.raises(BadAnswer, match=f"not the password of {NAME}"):
        act(vault, robin)
    assert people(vault) == before


@pytest.mark.parametrize(
    ("name", "roles", "password", "sentence"),
    [
        ("", ("deputy",), ROBINS, "full name"),
        (NAME.upper(), ("deputy",), ROBINS, "has a key already"),
        (ROBIN, (), ROBINS, "at least one role"),
        (ROBIN, ("visitor",), ROBINS, "from the list"),
        (ROBIN, ("deputy",), "", "password of their own"),
        (ROBIN, ("deputy",), PASSWORD, "password of their own"),
    ],
)
def test_what_is_missing_is_said(vault: Vault, name: str, roles: tuple[str, ...], password: str, sentence: str) -> None:
    with pytest.raises(BadAnswer, match=sentence):
        _add(vault, name, password, *roles)
    assert len(people(vault)) == 1


def test_what_changed_is_in_the_history(vault: Vault) -> None:
    robin = _add(vault, ROBIN, ROBINS, "deputy")
    change_roles(vault, robin, ["auditor"], own_password=PASSWORD)
    remove_person(vault, robin, own_password=PASSWORD)
    acts = {line.act for line in audit_trail(vault, limit=100).lines}
    assert {"person added", "roles changed", "person removed"} <= acts
    assert vault.check().ok


def test_an_own_role_that_is_taken_is_shut_at_once(vault: Vault) -> None:
    _add(vault, ROBIN, ROBINS, "la_spoc", "administrator")
    change_roles(vault, vault.actor.user_id, ["administrator"], own_password=PASSWORD)
    with pytest.raises(NotAtThisDesk):
        vault.rows("SELECT id FROM cases")


def test_a_password_changes_with_the_old_one_only(vault: Vault) -> None:
    with pytest.raises(BadAnswer, match="not the password"):
        change_password(vault, "guessed", ROBINS)
    vault.clock.advance(seconds=2)  # type: ignore[attr-defined]
    change_password(vault, PASSWORD, ROBINS)
    again = _as(vault, ROBINS)
    assert again.actor.name == NAME
    again.close()


# who opens relocations ----------------------------------------------------------------------------------------------


@pytest.fixture
def administrator(vault: Vault) -> Iterator[Vault]:
    """The desk of an administrator who sees no relocation, beside an LA SPOC."""
    _add(vault, ROBIN, ROBINS, "administrator")
    opened = _as(vault, ROBINS)
    yield opened
    opened.close()


def test_an_administrator_alone_opens_relocations_to_nobody(administrator: Vault) -> None:
    assert needs_agreement(administrator, ["deputy"])
    assert not needs_agreement(administrator, ["referrer"])
    with pytest.raises(Incomplete, match="own password"):
        _add(administrator, RUTH, RUTHS, "deputy", own=ROBINS)
    with pytest.raises(Incomplete, match="own password"):
        change_roles(administrator, administrator.actor.user_id, ["administrator", "la_spoc"], own_password=ROBINS)
    with pytest.raises(Incomplete, match="own password"):
        add_person(
            administrator, name=RUTH, roles=["deputy"], password=RUTHS, own_password=ROBINS,
            second=second_person.SecondPerson(NAME, Role.LA_SPOC),
        )  # fmt: skip


def test_somebody_who_sees_them_agrees_with_her_own_password(administrator: Vault) -> None:
    asha = second_person.candidates(administrator, KNOW_OF_RELOCATIONS)[0]
    agreed = second_person.confirm(administrator, asha.user_id, PASSWORD, KNOW_OF_RELOCATIONS)
    done = add_person(administrator, name=RUTH, roles=["deputy"], password=RUTHS, own_password=ROBINS, second=agreed)
    assert done.change.ids


def test_a_wait_grows_and_a_right_password_ends_it(vault: Vault, clock: FixedClock) -> None:
    robin = _add(vault, ROBIN, ROBINS, "deputy")
    wanted = [Role.DEPUTY]
    for wait in (1, 2, 4):
        with pytest.raises(BadAnswer):
            second_person.confirm(vault, robin, "guessed", wanted)
        with pytest.raises(NotYet, match=f"Wait {wait} second"):
            second_person.confirm(vault, robin, ROBINS, wanted)
        clock.advance(seconds=wait)
    assert second_person.confirm(vault, robin, ROBINS, wanted).is_confirmed
    with pytest.raises(BadAnswer):
        second_person.confirm(vault, robin, "guessed", wanted)
    with pytest.raises(NotYet, match="Wait 1 second before"):
        second_person.confirm(vault, robin, ROBINS, wanted)
