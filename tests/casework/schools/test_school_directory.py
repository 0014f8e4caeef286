"""The schools of our own area and their partnerships (domain 1.16)."""

import pytest

from spoc_desk.casework.schools import directory
from spoc_desk.casework.schools.directory import SchoolFilter
from spoc_desk.domain.schools import Phase, School, SchoolPartnership
from spoc_desk.errors import BadAnswer, StaleRecord
from spoc_desk.vault.vault import Vault
from tests.casework.story import Story


@pytest.fixture
def vault(story: Story) -> Vault:
    return story.vault


def added(vault: Vault, name: str, **answers: str) -> School:
    record = directory.add_school(vault, answers={"name": name, **answers}).record
    assert isinstance(record, School)
    return record


def names(vault: Vault, **wanted: object) -> list[str]:
    return [one.name for one in directory.list_schools(vault, filter=SchoolFilter(**wanted)).rows]  # type: ignore[arg-type]


@pytest.mark.req("R-004-41")
def test_the_five_partnerships_begin_the_directory(vault: Vault) -> None:
    directory.load_listed_schools(vault, "luton")
    found = {one.name: one.id for one in directory.partnerships(vault)}
    listed = {
        name: directory.list_schools(vault, filter=SchoolFilter(partnership=key), limit=100).rows
        for name, key in found.items()
    }
    members = {name: sum(not one.associate for one in rows) for name, rows in listed.items()}
    associates = {name: sum(one.associate for one in rows) for name, rows in listed.items()}
    assert members == {"South": 14, "Central": 9, "East": 12, "North": 10, "West": 11}
    assert associates == {"South": 3, "Central": 1, "East": 3, "North": 5, "West": 3}
    units = [one.name for rows in listed.values() for one in rows if one.behaviour_unit]
    assert sorted(units) == ["Chantry Primary Academy", "St Matthews Primary", "Wenlock Junior", "Whitefield Primary"]


def test_the_list_loaded_twice_doubles_nothing_and_keeps_what_was_changed(vault: Vault) -> None:
    directory.load_listed_schools(vault, "luton")
    dallow = directory.list_schools(vault, filter=SchoolFilter(text="dallow")).rows[0]
    directory.edit_school(vault, school_id=dallow.id, answers={"phone": "01582 000 100"}, version=dallow.version)
    assert directory.load_listed_schools(vault, "luton").change.ids == ()
    assert directory.list_schools(vault).total == 71
    assert directory.school(vault, dallow.id).school.phone == "01582 000100"


def test_typed_words_may_stand_in_any_order(vault: Vault) -> None:
    directory.load_listed_schools(vault, "luton")
    assert names(vault, text="junior hill") == ["Hillborough Junior", "Warden Hill Junior"]
    assert names(vault, text="100%") == []
    assert names(vault, text="denbigh", phase=Phase.SECONDARY) == ["Denbigh High"]


@pytest.mark.req("R-002-07")
def test_a_school_shows_who_supports_attendance(vault: Vault) -> None:
    done = directory.save_partnership(vault, answers={"name": "South", "officer": "Cleo Ash"})
    assert isinstance(done.record, SchoolPartnership)
    school = added(vault, "Harbour Primary", partnership=done.record.id)
    directory.save_partnership(
        vault, answers={"officer": "Bo Marsh"}, partnership_id=done.record.id, version=done.record.version
    )
    view = directory.school(vault, school.id)
    assert view.partnership is not None
    assert view.partnership.officer == "Bo Marsh"


def test_two_schools_in_use_cannot_have_one_name_or_one_number(vault: Vault) -> None:
    first = added(vault, "Harbour Primary", laestab="821/2001")
    assert first.laestab == "8212001"
    with pytest.raises(BadAnswer, match="this name already"):
        added(vault, "harbour primary")
    with pytest.raises(BadAnswer, match="has this number"):
        added(vault, "Lantern Primary", laestab="821 2001")
    directory.use_school(vault, school_id=first.id, active=False)
    added(vault, "Harbour Primary")
    with pytest.raises(BadAnswer, match="this name already"):
        directory.use_school(vault, school_id=first.id, active=True)


def test_a_school_that_closed_is_not_offered_and_still_read(vault: Vault) -> None:
    school = added(vault, "Harbour Primary")
    directory.use_school(vault, school_id=school.id, active=False)
    assert directory.school_choices(vault) == ()
    assert names(vault, active_only=False) == ["Harbour Primary"]
    assert directory.school(vault, school.id).school.name == "Harbour Primary"


def test_a_partnership_that_does_not_exist_is_refused(vault: Vault) -> None:
    with pytest.raises(BadAnswer, match="partnerships offered"):
        added(vault, "Harbour Primary", partnership="nowhere")


def test_an_old_version_is_refused(vault: Vault) -> None:
    school = added(vault, "Harbour Primary")
    directory.edit_school(vault, school_id=school.id, answers={"head": "Cleo Ash"}, version=1)
    with pytest.raises(StaleRecord):
        directory.edit_school(vault, school_id=school.id, answers={"head": "Bo Marsh"}, version=1)
