"""Who does what is said once, and the vault holds everybody to it before anything is written."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from spoc_desk.casework.may_do import ACTS, acts_of
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.names import reveal_name
from spoc_desk.casework.people_at_desk import change_roles
from spoc_desk.clock import FixedClock
from spoc_desk.domain.roles import Role
from spoc_desk.errors import BadAnswer, NotAtThisDesk
from spoc_desk.vault.lifecycle import renew_recovery
from spoc_desk.vault.vault import Vault
from tests.factories import PASSWORD, make_vault

EVERY_ROLE = frozenset(role.value for role in Role)
OWN = {"unlocked", "locked", "password changed", "checked the vault"}
OFFICE = {
    "recorded a notification", "added a household member", "recorded a meeting", "noted a standard",
    "named the LA SPOC", "moved a case: reopen the case", "released a referral", "printed a copy",
    "changed the council's profile",
}  # fmt: skip
HANDS = {
    "recorded a hand", "added a need", "informed a service", "added a record to the register", "chased records",
    "moved a case: open the exchange", "recorded placed flags", "answered a question",
}  # fmt: skip
REFERRAL = {"began a referral", "saved a section of a referral", "referral: mark as sent", "recorded a consent"}
RELAY = {
    "captured a RELAY notification", "imported RELAY notifications", "decided on a RELAY notification",
    "cleared a RELAY message", "took out the text of a RELAY message", "recorded a misdirected RELAY message",
    "released a RELAY notification",
}  # fmt: skip
RELAY_OFFICE = {"released a RELAY notification"}
REVIEWING = {
    "recorded a serious incident", "decided whether a serious incident is notified",
    "told somebody of a serious incident", "began a case review", "recorded a rapid review",
    "released a serious incident",
}  # fmt: skip
OF_THE_OFFICE = RELAY_OFFICE | {"released a serious incident"}
DISPUTE = {"opened an escalation", "forwarded a complaint"}
SCHOOL = {"added a school", "imported a list of schools"}
KEYS = {"person added", "roles changed", "person removed", "recovery sheet replaced"}
HERS = {
    Role.LA_SPOC: OWN | OFFICE | DISPUTE | HANDS | REFERRAL | SCHOOL | OF_THE_OFFICE | {"added a restricted record"},
    Role.DEPUTY: OWN | OFFICE | DISPUTE | HANDS | REFERRAL | SCHOOL | OF_THE_OFFICE,
    Role.DCS_OFFICE: OWN | OFFICE | DISPUTE | SCHOOL | OF_THE_OFFICE | {"added a restricted record"},
    Role.DASS_OFFICE: OWN | OFFICE | DISPUTE | SCHOOL | OF_THE_OFFICE | {"added a restricted record"},
    Role.MASH: OWN | SCHOOL | RELAY | {"printed a copy"},
    Role.CRG: OWN | SCHOOL | REVIEWING | {"forwarded a complaint", "printed a copy"},
    Role.REFERRER: OWN | REFERRAL | {"released a referral", "opened an escalation", "printed a copy"},
    Role.AUDITOR: OWN | {"printed a copy"},
    Role.ADMINISTRATOR: OWN | SCHOOL | KEYS | {"changed the council's profile", "added a restricted record"},
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """A desk at which somebody of every role works."""
    vault = make_vault(tmp_path_factory.mktemp("desk") / "vault", FixedClock())
    with vault.transaction("added a user") as tx:
        tx.insert("users", {"id": "all", "name": "Everybody else", "roles": json.dumps(sorted(EVERY_ROLE))})
    yield vault
    vault.close()


def _sit(vault: Vault, *roles: Role) -> None:
    vault.actor = replace(vault.actor, roles=frozenset(role.value for role in roles))
    settle(vault)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_does_what_the_procedure_gives_it(role: Role) -> None:
    asked = set().union(*HERS.values())
    assert acts_of({role.value}, EVERY_ROLE) & asked == HERS[role]


@pytest.mark.req("R-003-27")
@pytest.mark.parametrize("role", list(Role))
def test_the_vault_refuses_every_other_act_before_anything_is_written(desk: Vault, role: Role) -> None:
    _sit(desk, role)
    hers = acts_of({role.value}, EVERY_ROLE)
    entries = desk.own_rows("SELECT count(*) FROM main.audit")[0][0]
    for act in sorted(ACTS):
        assert desk.may(act) is (act in hers)
        if act in hers:
            with desk.transaction(act):
                pass
            continue
        with pytest.raises(NotAtThisDesk), desk.transaction(act):
            raise AssertionError("the change was begun")
    assert desk.own_rows("SELECT count(*) FROM main.audit")[0][0] == entries


def test_an_act_nobody_listed_is_nobodys(desk: Vault) -> None:
    _sit(desk, *Role)
    with pytest.raises(NotAtThisDesk), desk.transaction("did something new"):
        raise AssertionError("the change was begun")


def test_an_auditor_changes_nothing_of_a_case_or_a_referral() -> None:
    assert acts_of({"auditor"}, EVERY_ROLE) == acts_of((), EVERY_ROLE) | {"printed a copy"}


def test_several_roles_add_up() -> None:
    both = acts_of({"dcs_office", "mash"}, EVERY_ROLE)
    assert both == acts_of({"dcs_office"}, EVERY_ROLE) | acts_of({"mash"}, EVERY_ROLE)


def test_where_nobody_is_la_spoc_the_office_records_what_she_did() -> None:
    alone = acts_of({"dcs_office"}, {"dcs_office", "auditor"})
    assert alone >= HANDS | REFERRAL
    assert not acts_of({"auditor"}, {"dcs_office", "auditor"}) & (HANDS | REFERRAL | OFFICE - {"printed a copy"})


def test_where_nobody_of_the_mash_works_here_the_spoc_does_relay() -> None:
    assert acts_of({"la_spoc"}, {"la_spoc", "auditor"}) >= RELAY
    assert not acts_of({"auditor"}, {"la_spoc", "auditor"}) & RELAY


def test_a_referrer_alone_keeps_profile_backups_and_keys() -> None:
    hers = {"changed the council's profile", "verified a backup", "imported a list of schools", *KEYS}
    assert hers <= acts_of({"referrer"}, {"referrer"})
    assert not hers & acts_of({"referrer"}, {"referrer", "la_spoc", "administrator"})


def test_a_mask_is_never_stored_for_the_words_behind_it() -> None:
    """Somebody who reads masked writes nothing of what is masked, whatever else she is."""
    held = {"auditor", "referrer", "administrator"}
    assert not acts_of(held, EVERY_ROLE, masked=True) & (REFERRAL | HANDS)
    assert acts_of(held, EVERY_ROLE, masked=True) >= KEYS


def test_an_auditor_is_not_made_a_referrer_too(desk: Vault) -> None:
    _sit(desk, Role.ADMINISTRATOR)
    with pytest.raises(BadAnswer):
        change_roles(desk, desk.actor.user_id, {"auditor", "referrer"}, own_password=PASSWORD)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.REFERRER, Role.LA_SPOC])
def test_the_recovery_sheet_is_renewed_by_who_keeps_the_keys(desk: Vault, role: Role) -> None:
    _sit(desk, role)
    with pytest.raises(NotAtThisDesk):
        renew_recovery(desk)


def test_an_auditor_gets_no_name(desk: Vault) -> None:
    _sit(desk, Role.AUDITOR)
    with pytest.raises(NotAtThisDesk):
        reveal_name(desk, "any", "A correction")
