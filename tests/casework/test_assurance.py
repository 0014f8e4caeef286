"""The roll-out of the guidance: who was told, what was changed."""

import pytest

from spoc_desk.casework import assurance
from spoc_desk.domain.assurance import AssuranceStep
from spoc_desk.errors import BadAnswer
from tests.casework.story import Story


def record(story: Story, audience: str, step: str, **answers: str) -> str:
    done = assurance.add_step(story.vault, answers={"audience": audience, "step": step, **answers})
    assert done.record is not None
    return done.record.id


@pytest.mark.req("R-003-01", "R-003-02", "R-003-03", "R-003-04", "R-003-05", "R-003-06")
@pytest.mark.parametrize("audience", ["Children's social care", "Health partners"])
def test_every_step_can_be_recorded_for_our_services_and_for_partners(story: Story, audience: str) -> None:
    for step in AssuranceStep:
        record(story, audience, step, done_on="2026-11-20", owner="J. Field", evidence="Minutes of the group")
    there = assurance.audiences(story.vault)[0]
    assert there.name == audience
    assert there.done == tuple(AssuranceStep)
    assert there.words == "7 of 7 steps done"


def test_a_step_without_a_day_is_still_to_do(story: Story) -> None:
    step_id = record(story, "Housing", "training", owner="J. Field")
    assert assurance.audiences(story.vault)[0].words == "0 of 7 steps done"
    assurance.edit_step(story.vault, step_id=step_id, answers={"done_on": "2026-11-23"}, version=1)
    there = assurance.audiences(story.vault)[0]
    assert there.done == (AssuranceStep.TRAINING,)
    assert assurance.steps(story.vault)[0].owner == "J. Field"


def test_a_step_is_done_today_or_earlier(story: Story) -> None:
    with pytest.raises(BadAnswer):
        record(story, "Housing", "training", done_on="2026-11-24")
