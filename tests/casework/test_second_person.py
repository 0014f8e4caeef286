"""A second person signs with the own password; a typed name is only what it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_desk.casework.people_at_desk import add_person, change_roles, remove_person
from spoc_desk.casework.second_person import (
    SecondPerson,
    candidates,
    confirm,
    may_be_typed,
    still_signs,
    typed,
    words_of,
)
from spoc_desk.clock import FixedClock
from spoc_desk.domain.roles import DIRECTORS_OFFICES, SPOCS, Role
from spoc_desk.errors import BadAnswer, Incomplete
from spoc_desk.vault.vault import Vault
from tests.factories import NAME, PASSWORD, make_vault

MAY = SPOCS | DIRECTORS_OFFICES
ROBIN, ROBINS = "Robin Tallis", "copper window field song"


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    opened = make_vault(tmp_path / "vault", clock)
    yield opened
    opened.close()


@pytest.fixture
def robin(vault: Vault) -> str:
    done = add_person(vault, name=ROBIN, roles=["deputy", "auditor"], password=ROBINS, own_password=PASSWORD)
    return done.change.ids[0]


def test_the_own_password_signs_and_nobody_changes_places(vault: Vault, robin: str) -> None:
    signed = confirm(vault, robin, ROBINS, MAY)
    assert signed == SecondPerson(ROBIN, Role.DEPUTY, robin)
    assert vault.actor.name == NAME
    assert still_signs(vault, signed, MAY)
    trail = vault.rows("SELECT actor, row_id FROM audit WHERE act = 'signed with the own password'")
    assert [row["row_id"] for row in trail][-1] == robin
    assert {row["actor"] for row in trail} == {vault.actor.user_id}


def test_the_password_of_the_person_at_the_desk_signs_for_nobody(vault: Vault, robin: str) -> None:
    with pytest.raises(BadAnswer, match="not the password of Robin"):
        confirm(vault, robin, PASSWORD, MAY)
    with pytest.raises(Incomplete, match="somebody else than you"):
        confirm(vault, vault.actor.user_id, PASSWORD, MAY)


def test_a_role_that_may_not_sign_does_not(vault: Vault, robin: str) -> None:
    assert candidates(vault, DIRECTORS_OFFICES) == ()
    with pytest.raises(Incomplete):
        confirm(vault, robin, ROBINS, DIRECTORS_OFFICES)


def test_who_lost_the_role_or_left_does_not_sign_any_more(vault: Vault, robin: str) -> None:
    signed = confirm(vault, robin, ROBINS, MAY)
    change_roles(vault, robin, ["auditor"], own_password=PASSWORD)
    assert not still_signs(vault, signed, MAY)
    change_roles(vault, robin, ["deputy"], own_password=PASSWORD)
    assert still_signs(vault, signed, MAY)
    remove_person(vault, robin, own_password=PASSWORD)
    assert not still_signs(vault, signed, MAY)


def test_a_name_is_typed_only_where_nobody_else_can_sign(vault: Vault) -> None:
    assert may_be_typed(vault, MAY)
    signed = typed(vault, f" {ROBIN} ", Role.DCS_OFFICE, MAY)
    assert signed == SecondPerson(ROBIN, Role.DCS_OFFICE)
    assert still_signs(vault, signed, MAY)
    assert words_of(signed.name, signed.role.label, user_id=signed.user_id) == (
        "Robin Tallis, Office of the DCS (typed, not confirmed)"
    )
    add_person(vault, name=ROBIN, roles=["deputy"], password=ROBINS, own_password=PASSWORD)
    assert not still_signs(vault, signed, MAY)
    with pytest.raises(Incomplete, match="own password"):
        typed(vault, ROBIN, Role.DCS_OFFICE, MAY)


@pytest.mark.parametrize(
    ("name", "role"), [("", Role.DEPUTY), (ROBIN, None), (ROBIN, Role.REFERRER), ("asha  BROOK", Role.DEPUTY)]
)
def test_a_typed_name_is_a_whole_one_of_somebody_else(vault: Vault, name: str, role: Role | None) -> None:
    with pytest.raises((Incomplete, BadAnswer)):
        typed(vault, name, role, MAY)


def test_words_for_nobody_are_none() -> None:
    assert words_of("", "", user_id=None) == ""
    assert words_of(ROBIN, "Deputy SPOC", user_id="x") == "Robin Tallis, Deputy SPOC (own password)"
