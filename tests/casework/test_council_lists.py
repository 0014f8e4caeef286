"""The council's lists: what is in use stays."""

from dataclasses import replace

import pytest

from spoc_desk.casework.council import profile
from spoc_desk.casework.council_lists import save_checked, with_id
from spoc_desk.casework.needs import add_need
from spoc_desk.errors import NotYet
from tests.casework.desk import Desk


def test_an_entry_nobody_uses_may_go(arrival: Desk) -> None:
    before = profile(arrival.vault)
    fewer = tuple(entry for entry in before.systems if entry.id != "housing")

    save_checked(arrival.vault, replace(before, systems=fewer))

    assert "housing" not in {entry.id for entry in profile(arrival.vault).systems}


def test_a_service_that_a_need_names_stays(arrival: Desk) -> None:
    answers = {
        "service": "dentist", "tier": "universal", "prior_or_current": "before", "members": arrival.children,
        "continuity": "to_arrange",
    }  # fmt: skip
    add_need(arrival.vault, case_id=arrival.case_id, answers=answers)
    before = profile(arrival.vault)
    fewer = tuple(entry for entry in before.services if entry.id != "dentist")

    with pytest.raises(NotYet, match="“Dentist” stays in the list: 1 record names it"):
        save_checked(arrival.vault, replace(before, services=fewer))

    assert profile(arrival.vault) == before


def test_a_new_entry_never_takes_an_id_that_is_there() -> None:
    assert with_id("Young carers' service", "specialist", ()).id == "young_carers_service"
    assert with_id("GP", "", ("gp", "gp_2")).id == "gp_3"
    assert with_id("???", "", ()).id == "entry"
