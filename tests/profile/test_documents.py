"""Profiles load, travel through JSON unchanged, and every shipped one is whole."""

import tomllib

import pytest

from spoc_desk.errors import BadAnswer
from spoc_desk.profile.documents import from_json, load_profile, profile_ids, to_json
from spoc_desk.resources import read_text


@pytest.mark.parametrize("profile_id", profile_ids())
def test_profile_survives_the_vault(profile_id: str) -> None:
    profile = load_profile(profile_id)
    assert from_json(to_json(profile)) == profile


def test_luton_example_has_the_values_of_the_specification() -> None:
    area = load_profile("luton").own_area
    assert area.outcodes == ("LU1", "LU2", "LU3", "LU4")
    assert area.dialling_codes == ("01582",)
    assert "821" in area.dfe_codes


def test_blank_profile_knows_no_area() -> None:
    area = load_profile("blank").own_area
    assert not any((area.names, area.outcodes, area.dialling_codes, area.domains, area.dfe_codes, area.bodies))


def test_unknown_profile_is_named_in_one_sentence() -> None:
    with pytest.raises(BadAnswer, match="no profile"):
        load_profile("../luton")


@pytest.mark.req("R-003-79")
def test_flag_text_says_more_is_available_and_whom_to_contact_and_not_why() -> None:
    text = load_profile("luton").templates.t1_record_flag
    assert "Further information" in text and "{la_spoc}" in text and "DCS or DASS" in text
    assert not any(word in text.lower() for word in ("ukpps", "protect", "relocat"))


def test_routes_to_stop_are_complete_and_have_unique_ids() -> None:
    routes = tomllib.loads(read_text("profile", "routes_to_stop.toml"))["routes"]
    assert len({route["id"] for route in routes}) == len(routes) == 17
    assert all(route["label"] and route["everyday"] and route["danger"] for route in routes)
