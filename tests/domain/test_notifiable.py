"""The test of the notification: every combination of its answers, and what follows (S002:36-49)."""

from datetime import date, datetime
from itertools import product

import pytest

from spoc_desk.clock import LONDON
from spoc_desk.deadlines.calendar import load_calendar
from spoc_desk.deadlines.rules import due_at, due_on, load_rules
from spoc_desk.domain.case_reviews import (
    CaseReview,
    Dissemination,
    LearningPoint,
    Outcome,
    Partner,
    Publication,
    ReviewAction,
    ReviewState,
    Source,
)
from spoc_desk.domain.notifiable import Verdict, local_review_to_consider, must_be_notified, whom_to_tell
from spoc_desk.domain.review_moves import (
    MOVES,
    Act,
    after_actions,
    decided,
    move,
    refuse_decision,
    refuse_elsewhere,
    refuse_ending,
)
from spoc_desk.domain.serious_incidents import (
    Abuse,
    Elsewhere,
    Event,
    IncidentChild,
    Place,
    ReviewId,
    SeriousId,
    SeriousIncident,
    SeriousState,
    Whom,
)
from spoc_desk.domain.terms import Tri
from spoc_desk.errors import Incomplete, NotYet

RULES, CALENDAR = load_rules(), load_calendar()


def child(
    event: Event | None = None, looked_after: Tri | None = Tri.NO, lives_here: Tri | None = None
) -> IncidentChild:
    return IncidentChild(
        id="c", given_names="Maja", family_name="Sample", event=event, looked_after=looked_after, lives_here=lives_here
    )


def test_every_combination_of_the_three_answers() -> None:
    for abuse, place, event in product((*Abuse, None), (*Place, None), (*Event, None)):
        parts = (
            None if abuse is None else abuse is not Abuse.NEITHER,
            True if event else None,
            None if place is None else place is not Place.NEITHER,
        )
        said = must_be_notified(abuse, place, [child(event)]).verdict
        wanted = Verdict.NO if False in parts else Verdict.OPEN if None in parts else Verdict.YES
        assert said is wanted, (abuse, place, event)


@pytest.mark.req("R-002-08", "R-002-10")
@pytest.mark.parametrize(
    ("abuse", "place", "event", "verdict"),
    [
        (Abuse.KNOWN, Place.OUR_AREA, Event.DIED, Verdict.YES),
        (Abuse.SUSPECTED, Place.OUR_AREA, Event.HARMED, Verdict.YES),
        (Abuse.SUSPECTED, Place.ABROAD, Event.HARMED, Verdict.YES),
        (Abuse.NEITHER, Place.OUR_AREA, Event.DIED, Verdict.NO),
        (Abuse.KNOWN, Place.NEITHER, Event.DIED, Verdict.NO),
        (Abuse.KNOWN, None, Event.DIED, Verdict.OPEN),
        (None, Place.NEITHER, None, Verdict.NO),
    ],
)
def test_known_or_suspected_and_died_or_harmed_and_the_place(
    abuse: Abuse, place: Place, event: Event, verdict: Verdict
) -> None:
    assert must_be_notified(abuse, place, [child(event)]).verdict is verdict


@pytest.mark.req("R-002-13")
def test_the_death_of_a_looked_after_child_is_always_notified() -> None:
    for abuse, place in product((*Abuse, None), (*Place, None)):
        found = must_be_notified(abuse, place, [child(Event.HARMED), child(Event.DIED, Tri.YES)])
        assert (found.verdict, found.death_in_care) == (Verdict.YES, True)
    assert not must_be_notified(Abuse.KNOWN, Place.OUR_AREA, [child(Event.HARMED, Tri.YES)]).death_in_care


def test_no_cannot_be_said_while_nobody_knows_whether_the_dead_child_was_looked_after() -> None:
    for known in (Tri.NOT_KNOWN, None):
        found = must_be_notified(Abuse.NEITHER, Place.OUR_AREA, [child(Event.DIED, known)])
        assert found.verdict is Verdict.OPEN
        assert "looked after" in found.missing[-1]


@pytest.mark.req("R-002-12", "R-002-13")
def test_who_is_told() -> None:
    incident = SeriousIncident(
        id=SeriousId("i"), incident_ref="r", aware_at="", incident_on="", abuse=Abuse.KNOWN, place=Place.OUR_AREA
    )
    assert whom_to_tell(incident, [child(Event.HARMED)]) == (Whom.PANEL, Whom.COUNCIL, Whom.HEALTH, Whom.POLICE)
    assert whom_to_tell(incident, [child(Event.DIED, Tri.YES)])[-2:] == (Whom.SECRETARY_OF_STATE, Whom.OFSTED)
    assert whom_to_tell(incident, []) == ()


@pytest.mark.req("R-002-15")
def test_the_local_review_asks_for_the_home_and_the_notification_for_the_place() -> None:
    """X-27: two tests, never merged."""
    here, away = [child(Event.DIED, lives_here=Tri.YES)], [child(Event.DIED, lives_here=Tri.NO)]
    assert must_be_notified(Abuse.KNOWN, Place.NEITHER, here).verdict is Verdict.NO
    assert local_review_to_consider(Abuse.KNOWN, here).verdict is Verdict.YES
    assert must_be_notified(Abuse.KNOWN, Place.OUR_AREA, away).verdict is Verdict.YES
    assert local_review_to_consider(Abuse.KNOWN, away).verdict is Verdict.NO
    assert local_review_to_consider(Abuse.KNOWN, [child(Event.DIED)]).verdict is Verdict.OPEN


def test_a_person_confirms_and_cannot_confirm_the_opposite() -> None:
    yes = must_be_notified(Abuse.KNOWN, Place.OUR_AREA, [child(Event.DIED)])
    no = must_be_notified(Abuse.NEITHER, Place.OUR_AREA, [child(Event.DIED)])
    aware, to_notify, not_to = SeriousState.AWARE, SeriousState.NOTIFIABLE, SeriousState.NOT_NOTIFIABLE
    assert decided(aware, yes, to_notify, reason="", reviewer="", anybody_told=False) is to_notify
    assert decided(aware, no, not_to, reason="No abuse", reviewer="QA lead", anybody_told=False) is not_to
    with pytest.raises(NotYet, match="must be notified"):
        decided(aware, yes, not_to, reason="No", reviewer="QA lead", anybody_told=False)
    with pytest.raises(Incomplete):
        decided(aware, no, not_to, reason="No abuse", reviewer=" ", anybody_told=False)
    with pytest.raises(NotYet, match="told already"):
        decided(to_notify, no, not_to, reason="No", reviewer="QA lead", anybody_told=True)
    with pytest.raises(NotYet, match="Answer first"):
        decided(aware, must_be_notified(None, None, []), to_notify, reason="", reviewer="", anybody_told=False)


@pytest.mark.req("R-002-11", "R-002-12")
@pytest.mark.parametrize("rule", ["D-15", "D-16", "D-16b"])
@pytest.mark.parametrize(
    ("aware", "due"),
    [
        (date(2026, 12, 24), date(2027, 1, 5)),
        (date(2026, 4, 2), date(2026, 4, 13)),
        (date(2026, 8, 29), date(2026, 9, 7)),
    ],
)
def test_five_working_days(rule: str, aware: date, due: date) -> None:
    assert due_on(RULES[rule], aware, CALENDAR) == due


@pytest.mark.req("R-002-17")
@pytest.mark.parametrize(
    ("told", "until"),
    [
        (datetime(2026, 3, 28, 9, 0), datetime(2026, 3, 30, 10, 0)),
        (datetime(2026, 10, 24, 9, 0), datetime(2026, 10, 26, 8, 0)),
        (datetime(2026, 12, 24, 17, 30), datetime(2026, 12, 26, 17, 30)),
    ],
)
def test_forty_eight_clock_hours_across_clock_changes_and_holidays(told: datetime, until: datetime) -> None:
    end = due_at(RULES["D-17"], told.replace(tzinfo=LONDON)).astimezone(LONDON)
    assert end.replace(tzinfo=None) == until


@pytest.mark.parametrize(
    ("told", "due"), [(date(2026, 12, 17), date(2027, 1, 12)), (date(2027, 3, 22), date(2027, 4, 14))]
)
def test_fifteen_working_days_for_the_rapid_review(told: date, due: date) -> None:
    assert due_on(RULES["D-18"], told, CALENDAR) == due


def test_a_case_goes_only_the_ways_of_the_procedure() -> None:
    for act, state in product(Act, ReviewState):
        if state in MOVES[act].sources:
            assert move(act, state) is MOVES[act].to
        else:
            with pytest.raises(NotYet):
                move(act, state)


def review(**changes: object) -> CaseReview:
    given = {"id": ReviewId("r"), "review_ref": "r", "source": Source.AGENCY, "agency": "Police", **changes}
    return CaseReview(**given)  # type: ignore[arg-type]


@pytest.mark.req("R-002-19", "R-002-21")
def test_all_three_partners_decide_and_the_scrutineer_is_informed() -> None:
    whole = {"decided_by": tuple(Partner), "decision": Outcome.NONE, "scrutineer_informed_on": date(2026, 12, 1)}
    refuse_decision(review(**whole))
    for change in (
        {"decided_by": (Partner.COUNCIL, Partner.POLICE)},
        {"scrutineer_informed_on": None},
        {"decision": Outcome.LOCAL_REVIEW},
    ):
        with pytest.raises(Incomplete):
            refuse_decision(review(**{**whole, **change}))


@pytest.mark.req("R-002-22", "R-002-23", "R-001-22")
def test_a_case_ends_with_its_actions_done_its_report_and_its_learning_shared() -> None:
    of = review(decision=Outcome.LOCAL_REVIEW, publication=Publication.PUBLISHED)
    rid = ReviewId("r")
    done = ReviewAction(id="a", review_id=rid, text="x", owner="y", done_on=date(2026, 12, 1), evidence="z")
    shared = LearningPoint(
        id="l", review_id=rid, text="x", methods=(Dissemination.BRIEFINGS,), shared_on=date(2026, 12, 1)
    )
    refuse_ending(of, [done], [shared])
    refuse_ending(review(decision=Outcome.NONE), [], [])
    open_action = ReviewAction(id="b", review_id=rid, text="x", owner="y")
    unshared = LearningPoint(id="m", review_id=rid, text="x")
    for case, actions, learning in (
        (of, [done, open_action], [shared]),
        (of, [done], [shared, unshared]),
        (of, [done], []),
        (review(decision=Outcome.OTHER_REVIEW), [done], [shared]),
    ):
        with pytest.raises(Incomplete):
            refuse_ending(case, actions, learning)
    assert after_actions(ReviewState.ACTIONS, [done]) is ReviewState.ACTIONS_DONE
    assert after_actions(ReviewState.ACTIONS_DONE, [done, open_action]) is ReviewState.ACTIONS


@pytest.mark.req("R-002-12")
def test_of_a_restricted_record_nobody_here_tells_partners_elsewhere() -> None:
    refuse_elsewhere(Elsewhere.OFFICE, restricted=True)
    refuse_elsewhere(Elsewhere.TOLD, restricted=False)
    with pytest.raises(NotYet, match="contact the office"):
        refuse_elsewhere(Elsewhere.TOLD, restricted=True)
