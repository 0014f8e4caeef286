"""The first run: one council's facts, two offices, the first person, and a sample to look at."""

from dataclasses import replace
from pathlib import Path

import pytest

from spoc_desk.casework.cases import record_notification
from spoc_desk.casework.council import profile
from spoc_desk.casework.directory import add_contact, list_contacts
from spoc_desk.casework.first_run import set_up
from spoc_desk.casework.first_run_answers import FirstRun
from spoc_desk.casework.household import people
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.prints import prepare
from spoc_desk.casework.schools.directory import list_schools, partnerships
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import Route
from spoc_desk.domain.contacts import ContactRole
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import BadAnswer
from spoc_desk.profile.profile import Office
from spoc_desk.vault.records.stores import CASES, CONTACTS
from spoc_desk.vault.vault import Vault
from tests.factories import make_vault

ANSWERS = FirstRun(
    profile_id="blank",
    council_name="Riverside Borough Council",
    own_area=OwnArea(names=("Riverside",)),
    dcs_office=Office("Office of the DCS", "0300 000 0101", "dcs@riverside.gov.uk"),
    dass_office=Office("Office of the DASS", "0300 000 0102", ""),
    person_name="Asha Brook",
    roles=frozenset({"la_spoc", "administrator"}),
    backup_note="The locked cabinet of the DCS office",
    sample_case=False,
)


@pytest.mark.req("R-003-69")
def test_the_council_and_its_offices_are_stored(vault: Vault) -> None:
    set_up(vault, ANSWERS)
    council = profile(vault)
    assert council.council_name == "Riverside Borough Council"
    assert council.dcs_office.phone == "0300 000 0101"
    assert council.backup_note == "The locked cabinet of the DCS office"
    found = {one.name: one.roles for one in list_contacts(vault).rows}
    assert found == {
        "Asha Brook": (ContactRole.LA_SPOC,),
        "Office of the DASS": (ContactRole.DASS,),
        "Office of the DCS": (ContactRole.DCS,),
    }


def test_running_it_twice_doubles_nobody(vault: Vault) -> None:
    set_up(vault, ANSWERS)
    set_up(vault, replace(ANSWERS, council_name="Riverside Council"))
    assert profile(vault).council_name == "Riverside Council"
    assert list_contacts(vault).total == 3


def test_an_administrator_alone_is_not_in_the_directory(vault: Vault) -> None:
    set_up(vault, replace(ANSWERS, roles=frozenset({"administrator"})))
    assert list_contacts(vault).total == 2


def test_a_council_has_a_name(vault: Vault) -> None:
    with pytest.raises(BadAnswer, match="name of your council"):
        set_up(vault, replace(ANSWERS, council_name=" "))
    assert list_contacts(vault).total == 0


def test_a_sample_case_is_marked_as_one_and_is_a_joint_case(vault: Vault) -> None:
    set_up(vault, replace(ANSWERS, sample_case=True))
    (case,) = CASES.find(vault)
    assert case.sample
    assert case.route is Route.UNKNOWN
    assert case.route_computed is Route.JOINT
    words = [person.words for person in people(vault, case.id)]
    assert words == ["Child A, 9", "Child B, 6", "Adult 1", "Adult 2", "Unborn 1 (due Mon 1 Mar)"]


def test_no_sample_where_none_is_wanted(vault: Vault) -> None:
    set_up(vault, ANSWERS)
    assert CASES.find(vault) == []


def test_everything_at_a_desk_for_practice_is_a_sample(vault: Vault) -> None:
    set_up(vault, replace(ANSWERS, practice=True))
    person = add_contact(
        vault, answers={"kind": "person", "name": "Robin Tallis", "roles": ("dcs",), "phone": "0300 000 0101"}
    )
    told = {"direction": "arrival", "subject_kind": "family", "ukpps_notified_on": "2026-11-20", "notified_to": "dcs",
            "notified_person": person.change.ids[0]}  # fmt: skip
    record_notification(vault, answers=told)
    (case,) = CASES.find(vault, "deleted_at IS NULL")
    assert case.sample
    assert CONTACTS.get(vault, person.change.ids[0]).sample
    assert prepare(vault, kind="practitioner-card").document.sample


def test_nothing_at_a_desk_for_work_is_a_sample(vault: Vault) -> None:
    set_up(vault, ANSWERS)
    assert not profile(vault).practice
    assert not prepare(vault, kind="practitioner-card").document.sample


def test_a_profile_with_a_list_of_schools_begins_with_it(vault: Vault) -> None:
    set_up(vault, replace(ANSWERS, profile_id="luton"))
    set_up(vault, replace(ANSWERS, profile_id="luton"))
    assert (list_schools(vault).total, len(partnerships(vault))) == (71, 5)


def test_a_referrer_sets_up_a_desk_of_her_own_without_a_sample_relocation(tmp_path: Path, clock: FixedClock) -> None:
    vault = make_vault(tmp_path / "hers", clock, roles=frozenset({"referrer"}))
    settle(vault)
    set_up(vault, replace(ANSWERS, profile_id="luton", roles=frozenset({"referrer"}), sample_case=True))
    assert profile(vault).council_name == "Riverside Borough Council"
    assert list_schools(vault).total > 0
    assert vault.own_rows("SELECT count(*) FROM cases")[0][0] == 0
    vault.close()
