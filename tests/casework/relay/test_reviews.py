"""Reviews of agreements are clocks: started, met, moved and cancelled with what causes it, and told on Today."""

from dataclasses import replace
from pathlib import Path

import pytest

from spoc_desk.casework.agenda import Section, agenda_page, today
from spoc_desk.casework.relay import directory
from spoc_desk.casework.relay.reviews import RULE, running_review
from spoc_desk.casework.schools.directory import use_school
from spoc_desk.clock import FixedClock
from spoc_desk.domain.clocks import ClockRow
from spoc_desk.forms.definition import Answer
from spoc_desk.vault import migrate
from spoc_desk.vault.records.stores import CLOCKS
from tests.casework.relay.desk import AGREEMENT, make_school, sit
from tests.casework.story import Story


def _due(story: Story, school: str) -> str:
    clock = running_review(story.vault, school)
    return clock.due_on.isoformat() if clock is not None and clock.due_on else ""


def _change(story: Story, school: str, **answers: Answer) -> None:
    one = directory.agreements(story.vault, school)[0]
    directory.change_agreement(story.vault, agreement_id=one.id, answers=answers, version=one.version)


def _all(story: Story, school: str) -> list[ClockRow]:
    return CLOCKS.find(story.vault, "subject_id = ? AND rule = ?", (school, RULE), tail="ORDER BY rowid")


@pytest.mark.req("R-000-04")
def test_a_clock_follows_the_agreement(story: Story, clock: FixedClock) -> None:
    school = make_school(story.vault)
    assert _due(story, school) == "2027-09-01"
    assert _all(story, school)[0].started_on.isoformat() == "2026-09-03"
    _change(story, school, review_on="2027-08-01")  # a slip put right
    assert (_due(story, school), [each.met_on for each in _all(story, school)]) == ("2027-08-01", [None, None])
    clock.advance(days=240)
    _change(story, school, review_on="2028-08-01")
    held = _all(story, school)[1]
    assert (_due(story, school), held.met_on) == ("2028-08-01", clock.today())
    use_school(story.vault, school_id=school, active=False)
    assert _due(story, school) == ""
    use_school(story.vault, school_id=school, active=True)
    assert _due(story, school) == "2028-08-01"
    _change(story, school, ended_on="2027-12-31")
    assert _due(story, school) == ""
    directory.add_agreement(story.vault, school_id=school, answers={**AGREEMENT, "police_signed_on": ""})
    assert _due(story, school) == ""


@pytest.mark.parametrize("roles", [("la_spoc",), ("mash",), ("mash", "referrer")])
def test_it_stands_on_today_for_who_sees_relay(story: Story, roles: tuple[str, ...]) -> None:
    late, soon, ahead, far = (make_school(story.vault, name) for name in ("Late", "Soon", "Ahead", "Far"))
    for school, day in ((late, "2026-11-20"), (soon, "2026-11-25"), (ahead, "2026-12-20")):
        _change(story, school, review_on=day)
    sit(story.vault, *roles)
    found = {
        section: [(row.what, row.place) for row in agenda_page(story.vault, section=section).rows]
        for section in (Section.LATE, Section.DUE_SOON, Section.UNDATED)
    }
    assert found == {
        Section.LATE: [("Look at the agreement with Late again", f"directory/schools/{late}")],
        Section.DUE_SOON: [("Look at the agreement with Soon again", f"directory/schools/{soon}")],
        Section.UNDATED: [("Look at the agreement with Ahead again", f"directory/schools/{ahead}")],
    }
    counts = today(story.vault).counts
    assert (counts.late, counts.due_soon, counts.undated) == (1, 1, 1)
    line = agenda_page(story.vault, section=Section.LATE).rows[0]
    assert (line.case_ref, line.words) == ("RELAY", "1 working day late, was due Fri 20 Nov 2026")
    who = "you" if "mash" in roles else "MASH"
    assert line.who == who
    assert "12" not in directory.school_state(story.vault, directory.SCHOOLS.get(story.vault, far)).review_words
    state = directory.school_state(story.vault, directory.SCHOOLS.get(story.vault, late))
    assert state.review_words == "Review of the agreement: 1 working day late, was due Fri 20 Nov 2026"


@pytest.mark.req("R-003-27")
def test_who_does_not_see_relay_sees_no_review_and_still_keeps_schools(story: Story) -> None:
    school = make_school(story.vault)
    _change(story, school, review_on="2026-11-20")
    sit(story.vault, "referrer")
    assert today(story.vault).counts.late == 0
    story.vault.actor = replace(story.vault.actor, roles=frozenset())
    sit(story.vault, "crg")
    use_school(story.vault, school_id=school, active=False)
    use_school(story.vault, school_id=school, active=True)
    assert today(story.vault).late == ()
    sit(story.vault, "mash")
    assert _due(story, school) == "2026-11-20"


def test_agreements_of_before_get_their_clock_with_the_schema_step(story: Story) -> None:
    school = make_school(story.vault)
    make_school(story.vault, "Bare", in_order=False)
    (step,) = Path(migrate.SCHEMA).glob("*_relay_reviews.sql")
    insert = next(each for each in migrate.statements(step.read_text(encoding="utf-8")) if "INSERT" in each)
    with story.vault.database.unguarded():
        story.vault.database.begin()
        story.vault.database.execute("DELETE FROM clocks")
        story.vault.database.execute(insert)
        found = _all(story, school)
        story.vault.database.roll_back()
    (made,) = found
    assert (made.started_on.isoformat(), made.due_on, made.running) == (
        "2026-09-03",
        _all(story, school)[0].due_on,
        True,
    )
    assert len(made.id) == 36
