"""The directory of our own people and services."""

import pytest

from spoc_desk.casework import directory
from spoc_desk.casework.directory import ContactFilter
from spoc_desk.domain.contacts import Contact, ContactKind, ContactRole
from spoc_desk.errors import BadAnswer, NotYet, StaleRecord
from tests.casework.story import Story


def names(story: Story, wanted: ContactFilter, offset: int = 0, limit: int = 50) -> list[str]:
    return [one.name for one in directory.list_contacts(story.vault, filter=wanted, offset=offset, limit=limit).rows]


def test_contacts_are_listed_by_name_page_by_page(story: Story) -> None:
    for name in ("Cleo Ash", "alex reed", "Bo Marsh"):
        story.contact(name)
    page = directory.list_contacts(story.vault, offset=1, limit=1)
    assert (page.rows[0].name, page.total) == ("Bo Marsh", 3)


def test_the_list_is_searched_and_filtered(story: Story) -> None:
    story.contact("Cleo Ash", team="School 100%", roles=("practitioner",))  # type: ignore[arg-type]
    story.contact("Health visiting", kind="service")
    assert names(story, ContactFilter(text="100%")) == ["Cleo Ash"]
    assert names(story, ContactFilter(text="0%0")) == []
    assert names(story, ContactFilter(kind=ContactKind.SERVICE)) == ["Health visiting"]
    assert names(story, ContactFilter(role=ContactRole.PRACTITIONER)) == ["Cleo Ash"]


def test_somebody_who_is_retired_can_no_longer_be_chosen(story: Story) -> None:
    contact_id = story.contact("Cleo Ash")
    directory.retire_contact(story.vault, contact_id=contact_id)
    assert directory.contact_choices(story.vault) == ()
    assert names(story, ContactFilter(active_only=False)) == ["Cleo Ash"]


@pytest.mark.req("R-003-02")
def test_the_la_spoc_of_a_case_cannot_be_retired(story: Story) -> None:
    story.up_to_meeting()
    contact_id = story.contact("Cleo Ash")
    story.name_spoc(contact_id)
    with pytest.raises(NotYet, match="still LA SPOC"):
        directory.retire_contact(story.vault, contact_id=contact_id)
    with pytest.raises(NotYet, match="still LA SPOC"):
        directory.edit_contact(story.vault, contact_id=contact_id, answers={"active": "no"}, version=1)


def test_an_entry_needs_a_name_and_a_way_to_be_reached(story: Story) -> None:
    with pytest.raises(BadAnswer):
        story.contact(" ")
    with pytest.raises(BadAnswer, match="phone number or a secure"):
        story.contact("Cleo Ash", phone="")


def test_a_change_keeps_the_rest_and_refuses_an_old_version(story: Story) -> None:
    contact_id = story.contact("Cleo Ash", job_title="Team manager")
    done = directory.edit_contact(story.vault, contact_id=contact_id, answers={"team": "North"}, version=1)
    assert isinstance(done.record, Contact)
    assert (done.record.job_title, done.record.team) == ("Team manager", "North")
    assert directory.contact_choices(story.vault) == ((contact_id, "Cleo Ash, Team manager"),)
    with pytest.raises(StaleRecord):
        directory.edit_contact(story.vault, contact_id=contact_id, answers={"team": "South"}, version=1)
