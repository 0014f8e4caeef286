"""The people of a case: aliases, ages, births, names kept apart."""

from datetime import date

import pytest

from spoc_desk.casework import household
from spoc_desk.casework.clocks import clock_of
from spoc_desk.casework.looking import who_looked
from spoc_desk.casework.names import search_key
from spoc_desk.domain.cases import Route
from spoc_desk.domain.household import MemberKind
from spoc_desk.errors import BadAnswer, Incomplete, NotYet, StaleRecord, UnknownRecord
from tests.casework.story import CHILD, GRANDFATHER, MOTHER, UNBORN, Story


@pytest.fixture
def home(story: Story) -> Story:
    story.notify()
    return story


def test_people_get_aliases_in_their_order(home: Story) -> None:
    assert [member.alias for member in home.family()] == ["Child A", "Child B", "Unborn 1", "Adult 1", "Adult 2"]
    words = [person.words for person in household.people(home.vault, home.case_id)]
    assert words == ["Child A, 9", "Child B, 6", "Unborn 1 (due Wed 3 Mar)", "Adult 1", "Adult 2"]


def test_an_alias_is_not_given_a_second_time(home: Story) -> None:
    first = home.add(CHILD)
    household.remove_member(home.vault, member_id=first.id)
    assert home.add(CHILD).alias == "Child B"


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({**CHILD, "date_of_birth": "2005-01-01"}, "date_of_birth"),
        ({**MOTHER, "date_of_birth": "2015-01-01"}, "date_of_birth"),
        ({**CHILD, "date_of_birth": "1899-01-01"}, "date_of_birth"),
        ({**UNBORN, "expected_delivery_date": "2028-01-01"}, "expected_delivery_date"),
        ({**CHILD, "nhs_number": "943 476 5918"}, "nhs_number"),
        ({**CHILD, "kind": ""}, "kind"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(home: Story, answers: dict[str, str], field: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        home.add(answers)
    assert refused.value.field == field


def test_a_pupil_number_of_another_authority_is_never_kept(home: Story) -> None:
    with pytest.raises(BadAnswer, match="not one of our own council"):
        home.add({**CHILD, "upn": "B801200005001"})
    assert household.members(home.vault, home.case_id) == ()


@pytest.mark.req("R-003-08", "R-003-32")
def test_the_route_is_read_from_the_household_as_it_grows(home: Story) -> None:
    home.add(MOTHER)
    assert home.case.route_computed is Route.NEITHER
    home.add(UNBORN)
    assert home.case.route_computed is Route.CHILD
    home.add(GRANDFATHER)
    assert home.case.route_computed is Route.JOINT
    assert home.case.route is Route.UNKNOWN
    assert "Unborn 1" in household.route_reading(home.vault, home.case_id).words


def test_who_left_no_longer_counts_but_stays_in_the_record(home: Story) -> None:
    home.add(MOTHER)
    child = home.add(CHILD)
    household.remove_member(home.vault, member_id=child.id, left_on=date(2026, 11, 20))
    assert home.case.route_computed is Route.NEITHER
    assert [member.alias for member in household.members(home.vault, home.case_id)] == ["Adult 1", "Child A"]
    with pytest.raises(BadAnswer):
        household.remove_member(home.vault, member_id=child.id, left_on=date(2026, 12, 1))


def test_a_birth_turns_the_unborn_child_into_the_next_child(home: Story) -> None:
    home.add(CHILD)
    unborn = home.add(UNBORN)
    expected = clock_of(home.vault, "D-33", unborn.id)
    assert expected is not None
    assert expected.due_on == date(2027, 3, 3)
    household.convert_unborn(home.vault, member_id=unborn.id, answers={"date_of_birth": "2026-11-22", "sex": "female"})
    born = next(member for member in household.members(home.vault, home.case_id) if member.id == unborn.id)
    assert (born.alias, born.kind, born.date_of_birth) == ("Child B", MemberKind.CHILD, date(2026, 11, 22))
    assert born.expected_delivery_date is None
    met = clock_of(home.vault, "D-33", unborn.id)
    assert met is not None
    assert not met.running
    assert clock_of(home.vault, "D-32", unborn.id, "18") is not None


def test_only_an_unborn_child_is_born(home: Story) -> None:
    child = home.add(CHILD)
    with pytest.raises(NotYet):
        household.convert_unborn(home.vault, member_id=child.id, answers={})
    with pytest.raises(NotYet, match="Record the birth"):
        household.edit_member(home.vault, member_id=child.id, answers={"kind": "unborn"}, version=child.version)


def test_a_birth_cannot_lie_in_the_future(home: Story) -> None:
    unborn = home.add(UNBORN)
    with pytest.raises(BadAnswer):
        household.convert_unborn(home.vault, member_id=unborn.id, answers={"date_of_birth": "2026-12-24"})


def test_the_birthdays_still_to_come_have_a_clock_and_move_with_the_date_of_birth(home: Story) -> None:
    child = home.add(CHILD, date_of_birth="2010-12-24")
    assert clock_of(home.vault, "D-32", child.id, "15") is None
    sixteen = clock_of(home.vault, "D-32", child.id, "16")
    assert sixteen is not None
    assert sixteen.due_on == date(2026, 12, 24)
    household.edit_member(
        home.vault, member_id=child.id, answers={"date_of_birth": "2011-01-15"}, version=child.version
    )
    moved = clock_of(home.vault, "D-32", child.id, "16")
    assert moved is not None
    assert moved.due_on == date(2027, 1, 15)
    household.remove_member(home.vault, member_id=child.id)
    assert clock_of(home.vault, "D-32", child.id) is None


def test_an_edit_keeps_what_was_not_answered_again(home: Story) -> None:
    adult = home.add(GRANDFATHER, notes="Uses a wheelchair.")
    household.edit_member(home.vault, member_id=adult.id, answers={"parental_responsibility": "no"}, version=1)
    kept = household.members(home.vault, home.case_id)[0]
    assert kept.notes == "Uses a wheelchair."
    with pytest.raises(StaleRecord):
        household.edit_member(home.vault, member_id=adult.id, answers={"notes": ""}, version=1)


@pytest.mark.req("R-003-64")
def test_a_place_in_the_notes_is_told_on_save(home: Story) -> None:
    done = household.add_member(
        home.vault, case_id=home.case_id, answers={**CHILD, "notes": "Used to attend a school in Sheffield, S1 2AB."}
    )
    assert [leak.field for leak in done.leaks] == ["notes"]
    assert done.leaks[0].blocks


def test_a_name_is_kept_apart_and_each_look_is_recorded(home: Story) -> None:
    child = home.add(CHILD)
    household.set_name(home.vault, member_id=child.id, answers={"given_name": "Zoë", "family_name": "O'Neill"})
    assert household.people(home.vault, home.case_id)[0].has_name
    with pytest.raises(Incomplete, match="why"):
        household.reveal_name(home.vault, child.id, "  ")
    name = household.reveal_name(home.vault, child.id, "Another reason", "Filling in the school form")
    assert (name.alias, name.given_name, name.family_name) == ("Child A", "Zoë", "O'Neill")
    with pytest.raises(Incomplete, match="which other"):
        household.reveal_name(home.vault, child.id, "Another reason", " ")
    look = who_looked(home.vault).lines[0]
    assert (look.what, look.reason) == ("Revealed a name", "Another reason: Filling in the school form")
    assert look.record == f"{home.case.case_ref}, Child A"


def test_a_changed_name_replaces_the_one_before(home: Story) -> None:
    child = home.add(CHILD)
    for given in ("Ann", "Anna"):
        household.set_name(home.vault, member_id=child.id, answers={"given_name": given, "family_name": "Reed"})
    assert household.reveal_name(home.vault, child.id, "A correction").given_name == "Anna"
    assert len(home.vault.rows("SELECT 1 FROM member_names")) == 1


def test_a_name_that_was_never_given_cannot_be_shown(home: Story) -> None:
    child = home.add(CHILD)
    with pytest.raises(UnknownRecord):
        household.reveal_name(home.vault, child.id, "A correction")


@pytest.mark.parametrize(("name", "key"), [("Zoë", "zoe"), ("O'Neill", "oneill"), ("  Mary  Jane ", "mary jane")])
def test_names_are_searched_without_accents_and_marks(name: str, key: str) -> None:
    assert search_key(name) == key
