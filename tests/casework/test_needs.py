"""Services a family needs, and telling their leads."""

import pytest

from spoc_desk.casework import needs
from spoc_desk.domain.needs import Continuity, PriorOrCurrent, Tier
from spoc_desk.errors import BadAnswer, NotYet, StaleRecord
from tests.casework.story import CHILD, Story


@pytest.mark.req("R-003-18", "R-003-47")
@pytest.mark.parametrize(("direction", "prior"), [("arrival", "before"), ("departure", "now")])
def test_what_should_continue_is_recorded_for_whom(story: Story, direction: str, prior: str) -> None:
    story.notify(direction=direction)
    child = story.add(CHILD)
    school = story.contact("Hill School", kind="service", service="school")
    story.need("school", "universal", members=(child.id,), local_provider=school)  # type: ignore[arg-type]
    story.need("camhs", "specialist")
    first, second = needs.needs(story.vault, story.case_id)
    assert first.need.prior_or_current is PriorOrCurrent(prior)
    assert first.need.members == (child.id,)
    assert first.provider is not None
    assert first.provider.name == "Hill School"
    assert second.need.tier is Tier.SPECIALIST


def test_an_arrival_is_not_asked_what_is_ending(story: Story) -> None:
    story.notify()
    with pytest.raises(BadAnswer):
        story.need("school", "universal", prior_or_current="ending")


@pytest.mark.req("R-003-12")
def test_support_that_ukpps_itself_provides_is_kept_and_nobody_here_is_told(story: Story) -> None:
    story.up_to_meeting()
    story.need("therapy", "ukpps", continuity="ukpps_asked")
    view = needs.needs(story.vault, story.case_id)[0]
    assert view.need.tier is Tier.UKPPS
    assert needs.services_to_inform(story.vault, story.case_id) == ()


def test_somebody_of_another_case_cannot_be_chosen(story: Story) -> None:
    story.notify()
    stranger = story.add(CHILD)
    story.notify()
    with pytest.raises(BadAnswer, match="people of this case"):
        story.need("school", "universal", members=(stranger.id,))  # type: ignore[arg-type]


def test_a_need_that_is_met_says_so(story: Story) -> None:
    story.notify()
    need_id = story.need("school", "universal")
    needs.edit_need(story.vault, need_id=need_id, answers={"continuity": "in_place"}, version=1)
    assert needs.needs(story.vault, story.case_id)[0].need.continuity is Continuity.IN_PLACE
    with pytest.raises(StaleRecord):
        needs.edit_need(story.vault, need_id=need_id, answers={"continuity": "referred"}, version=1)


@pytest.mark.req("R-003-42", "R-003-58")
@pytest.mark.parametrize("direction", ["arrival", "departure"])
def test_services_are_told_after_the_la_spoc_is_named(story: Story, direction: str) -> None:
    story.up_to_meeting(direction=direction)
    story.need("school", "universal")
    with pytest.raises(NotYet, match="Name the LA SPOC"):
        story.inform("school")
    story.name_spoc()
    assert [need.service for need in needs.services_to_inform(story.vault, story.case_id)] == ["school"]
    story.inform("school")
    assert needs.services_to_inform(story.vault, story.case_id) == ()
    assert needs.needs(story.vault, story.case_id)[0].informed
    assert needs.notices(story.vault, story.case_id)[0].service.name == "Lead of school"


def test_a_notice_to_the_provider_itself_counts(story: Story) -> None:
    story.up_to_meeting()
    story.name_spoc()
    provider = story.contact("Hill School", kind="service")
    story.need("school", "universal", local_provider=provider)
    answers = {"service": provider, "informed_on": "2026-11-23", "method": "phone"}
    needs.inform_service(story.vault, case_id=story.case_id, answers=answers)
    assert needs.services_to_inform(story.vault, story.case_id) == ()


@pytest.mark.parametrize("informed_on", ["2026-11-01", "2026-11-24"])
def test_a_notice_lies_between_the_notification_and_today(story: Story, informed_on: str) -> None:
    story.up_to_meeting()
    story.name_spoc()
    with pytest.raises(BadAnswer):
        story.inform("school", informed_on=informed_on)


@pytest.mark.req("R-003-13", "R-003-15", "R-003-68")
def test_the_two_sentences_above_the_needs_are_fixed() -> None:
    assert "must not affect decisions about support" in needs.SUPPORT_BANNER
    assert "current risks and strengths" in needs.SUPPORT_BANNER
    assert needs.SAFEGUARDING_BANNER == "UKPPS involvement does not replace safeguarding support."
