"""What a role does not see, no question of casework answers; what an auditor reads masked, none of them unmasks."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from spoc_desk.casework.masked import OWN_NAME, WORDS
from spoc_desk.casework.may_see import Sight, roles_see, sees, settle
from spoc_desk.clock import FixedClock
from spoc_desk.domain.roles import KNOW_OF_RELOCATIONS, Role
from spoc_desk.vault.masks import MASKED
from spoc_desk.vault.vault import Vault
from tests.casework.every_question import LEFT_OUT, Known, functions, questions, told
from tests.casework.planted import COLUMNS, NEEDLE, lay_out, planted

NOT_TEXT = {
    "members.date_of_birth",
    "members.school",
    "members.gp",
    "referral_rows.date_of_birth",
    "audit.reason",
    "relay_messages.date_of_birth",
    "complaints.about_born",
    "escalations.about_born",
    "own_desk.signing_secret",
    "own_desk.receiving_secret",
    "incident_children.date_of_birth",
    "incident_children.died_on",
}
"""Masked columns no needle fits into: days and ids; and the trail's own copy of a reason, which is sealed."""


OF_REVIEWS = r"[Nn]eedle(?:serious|incident(?!s?ref)|casereviews|review|learning|prints)\w*"
"""What the Case Review Group reads."""


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Vault, Known]]:
    story = lay_out(tmp_path_factory.mktemp("desk") / "vault", FixedClock())
    yield story.vault, Known(story.vault)
    story.vault.close()


def _sit(vault: Vault, role: Role) -> None:
    vault.actor = replace(vault.actor, roles=frozenset({role.value}))
    settle(vault)


def _everything(vault: Vault, known: Known) -> dict[str, str]:
    return {name: told(ask) for name, ask in questions(vault, known)}


def test_there_is_a_needle_in_every_masked_column(laid_out: tuple[Vault, Known]) -> None:
    every = {f"{table}.{column}" for table, columns in COLUMNS.items() for column in columns}
    assert every - planted(laid_out[0]) == NOT_TEXT


def test_an_la_spoc_reads_them(laid_out: tuple[Vault, Known]) -> None:
    """The search would find what is there: she reads nearly all of it."""
    _sit(laid_out[0], Role.LA_SPOC)
    found = {needle for words in _everything(*laid_out).values() for needle in NEEDLE.findall(words)}
    assert len(found) > 60


@pytest.mark.req("R-003-27")
@pytest.mark.parametrize("role", [role for role in Role if role not in KNOW_OF_RELOCATIONS])
def test_who_does_not_know_of_relocations_is_answered_nothing_of_one(laid_out: tuple[Vault, Known], role: Role) -> None:
    vault, known = laid_out
    _sit(vault, role)
    assert not sees(vault, Sight.RELOCATIONS)
    hidden = frozenset().union(*known.hidden_ids.values())
    hers = {
        Role.REFERRER: "Needle(referral|decisions|prints)",
        Role.ADMINISTRATOR: "[Nn]eedlerestricted",
        Role.MASH: "[Nn]eedle(relay|prints)",
        Role.CRG: OF_REVIEWS,
    }
    for name, words in _everything(vault, known).items():
        assert {one for one in hidden if one in words} == set(), name
        found = {needle for needle in NEEDLE.findall(words) if not re.match(hers.get(role, "$"), needle)}
        assert found == set(), name


@pytest.mark.req("R-000-18")
@pytest.mark.parametrize("role", [role for role in Role if not roles_see({role.value}, Sight.RELAY)])
def test_who_does_not_see_relay_is_answered_nothing_of_it(laid_out: tuple[Vault, Known], role: Role) -> None:
    vault, known = laid_out
    _sit(vault, role)
    assert len(known.relay_ids) >= 4
    for name, words in _everything(vault, known).items():
        assert {one for one in known.relay_ids if one in words} == set(), name
        assert re.findall(r"[Nn]eedlerelay\w*", words) == [], name


def test_the_mash_reads_what_is_hers(laid_out: tuple[Vault, Known]) -> None:
    """The search above would find what is there."""
    _sit(laid_out[0], Role.MASH)
    found = {needle for words in _everything(*laid_out).values() for needle in NEEDLE.findall(words)}
    masked = {f"Needle{table}{column}".replace("_", "") for table in COLUMNS if table.startswith("relay")
              for column, kind in COLUMNS[table].items() if kind in (WORDS, OWN_NAME)}  # fmt: skip
    assert masked <= found


@pytest.mark.parametrize("role", [role for role in Role if not roles_see({role.value}, Sight.INCIDENTS)])
def test_who_does_not_see_serious_incidents_is_answered_nothing_of_one(
    laid_out: tuple[Vault, Known], role: Role
) -> None:
    vault, known = laid_out
    _sit(vault, role)
    assert len(known.reviewed_ids) >= 7
    for name, words in _everything(vault, known).items():
        assert {one for one in known.reviewed_ids if one in words} == set(), name
        assert re.findall(OF_REVIEWS.replace("|prints", ""), words) == [], name


@pytest.mark.req("R-003-27")
def test_an_auditor_reads_no_name_and_no_free_text(laid_out: tuple[Vault, Known]) -> None:
    vault, known = laid_out
    _sit(vault, Role.AUDITOR)
    answers = _everything(vault, known)
    assert {name: found for name, words in answers.items() if (found := NEEDLE.findall(words))} == {}
    read = [name for name, words in answers.items() if not words.startswith(("NotAtThisDesk", "UnknownRecord"))]
    assert len(read) > 80
    assert MASKED in answers["household.people 0"]
    assert known.case_ref in answers["case_lists.list_cases 0"]


def test_what_is_left_out_is_still_there(laid_out: tuple[Vault, Known]) -> None:
    assert LEFT_OUT.keys() <= {name for name, _ in functions()}
