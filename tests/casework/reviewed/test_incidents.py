"""A serious incident from the moment it is known until everybody was told (R-002-08 to -14)."""

from datetime import date

import pytest

from spoc_desk.casework.agenda import Section, agenda_page
from spoc_desk.casework.clocks import clock_of
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.casework.reviewed import children, clocks, gate, incidents
from spoc_desk.casework.reviewed.incident_view import incident_sheet
from spoc_desk.casework.reviewed.lists import ReviewedFilter, list_incidents, open_incidents
from spoc_desk.domain.clocks import ClockRow
from spoc_desk.domain.review_moves import RELEASED_FIRST
from spoc_desk.domain.serious_incidents import PARTNERS, Elsewhere, SeriousState, Whom
from spoc_desk.errors import BadAnswer, Incomplete, NotYet
from spoc_desk.vault.records.stores import TELLINGS
from tests.casework.reviewed.desk import CHILD, INCIDENT, ReviewDesk


def clock(desk: ReviewDesk, rule: str) -> ClockRow | None:
    return clock_of(desk.vault, rule, desk.serious_id)


@pytest.mark.req("R-002-11", "R-002-12")
def test_two_clocks_run_from_the_moment_the_council_knows_decided_or_not(desk: ReviewDesk) -> None:
    desk.record(child=None, aware_at="2026-11-19T18:00", incident_on="2026-11")
    for rule in (clocks.PANEL, clocks.TO_PARTNERS):
        found = clock(desk, rule)
        assert found is not None
        assert (found.started_on, found.due_on, found.running) == (date(2026, 11, 19), date(2026, 11, 26), True)
    assert clock(desk, clocks.IN_CARE) is None
    rows = agenda_page(desk.vault, section=Section.DUE_SOON).rows
    mine = [row for row in rows if row.case_ref == desk.incident.incident_ref]
    assert [row.what for row in mine] == ["Notify the Panel of a serious incident", "Tell the safeguarding partners"]
    assert {(row.who, row.place) for row in mine} == {("you", f"serious_incident/{desk.serious_id}")}


def test_the_day_the_council_knew_is_corrected_and_the_clocks_with_it(desk: ReviewDesk) -> None:
    desk.record(child=None)
    before = desk.incident
    incidents.change_incident(
        desk.vault, serious_id=before.id, answers={**INCIDENT, "aware_at": "2026-11-21T22:00"}, version=before.version
    )
    found = clock(desk, clocks.PANEL)
    assert found is not None
    assert (found.started_on, found.due_on) == (date(2026, 11, 21), date(2026, 11, 27))
    with pytest.raises(BadAnswer, match="cannot be later"):
        desk.record(incident_on="2026-11-23", aware_at="2026-11-22T10:00")
    with pytest.raises(BadAnswer, match="later than now"):
        desk.record(aware_at="2026-11-23T23:00")


@pytest.mark.req("R-002-08", "R-002-14")
def test_it_is_notified_when_the_panel_and_all_three_partners_were_told(desk: ReviewDesk) -> None:
    desk.record()
    with pytest.raises(NotYet, match="Decide first"):
        desk.tell(Whom.PANEL)
    desk.decide()
    desk.tell(Whom.PANEL, ref="CIN-0042")
    met = clock(desk, clocks.PANEL)
    assert met is not None
    assert (met.met_on, met.running) == (date(2026, 11, 23), False)
    desk.clock.advance(days=8)
    desk.tell(Whom.COUNCIL, Whom.HEALTH)
    running = clock(desk, clocks.TO_PARTNERS)
    assert running is not None
    assert running.running
    assert desk.incident.state is SeriousState.NOTIFIABLE
    desk.tell(Whom.POLICE, at="2026-12-01T09:00")
    late = clock(desk, clocks.TO_PARTNERS)
    assert late is not None
    assert late.due_on is not None
    assert late.met_on == date(2026, 12, 1)
    assert late.met_on > late.due_on
    assert desk.incident.state is SeriousState.NOTIFIED
    with pytest.raises(Incomplete, match="elsewhere"):
        incidents.close_incident(desk.vault, serious_id=desk.serious_id)
    incidents.answer_elsewhere(desk.vault, serious_id=desk.serious_id, answers={"elsewhere": "not_needed"})
    incidents.close_incident(desk.vault, serious_id=desk.serious_id)
    assert (desk.incident.state, desk.incident.closed_on) == (SeriousState.CLOSED, date(2026, 12, 1))
    with pytest.raises(NotYet, match="closed"):
        children.add_child(desk.vault, serious_id=desk.serious_id, answers=CHILD)


def test_a_wrong_day_or_reference_is_put_right_in_the_one_row(desk: ReviewDesk) -> None:
    desk.record()
    desk.decide()
    desk.tell(Whom.PANEL)
    desk.tell(Whom.PANEL, at="2026-11-23T08:50", ref="CIN-0043")
    found = TELLINGS.find(desk.vault, "serious_id = ?", (desk.serious_id,))
    assert [(each.told_ref, each.told_at, each.version) for each in found] == [("CIN-0043", "2026-11-23T08:50:00Z", 2)]
    with pytest.raises(BadAnswer, match="before the council"):
        desk.tell(Whom.POLICE, at="2026-11-23T08:00")
    with pytest.raises(NotYet, match="need not"):
        desk.tell(Whom.OFSTED)


@pytest.mark.req("R-002-13")
def test_the_death_of_a_looked_after_child_starts_a_third_clock(desk: ReviewDesk) -> None:
    desk.record(child={**CHILD, "event": "died", "looked_after": "yes"}, abuse="neither", place="neither")
    third = clock(desk, clocks.IN_CARE)
    assert third is not None
    assert third.running
    desk.decide()
    desk.tell(Whom.PANEL, *PARTNERS, Whom.SECRETARY_OF_STATE)
    assert desk.incident.state is SeriousState.NOTIFIABLE
    desk.tell(Whom.OFSTED)
    met = clock(desk, clocks.IN_CARE)
    assert met is not None
    assert met.met_on == date(2026, 11, 23)
    assert desk.incident.state is SeriousState.NOTIFIED


def test_it_need_not_be_notified_with_a_reason_and_a_second_look_and_is_thought_of_again(desk: ReviewDesk) -> None:
    desk.record(abuse="neither")
    with pytest.raises(NotYet, match="need not be notified"):
        desk.decide()
    with pytest.raises(Incomplete):
        desk.decide("not_notifiable")
    desk.decide("not_notifiable", decision_reason="An accident", reviewer="QA lead")
    assert (desk.incident.state, desk.incident.closed_on) == (SeriousState.NOT_NOTIFIABLE, date(2026, 11, 23))
    assert clock(desk, clocks.PANEL) is None
    desk.change_child(event="died", looked_after="yes", harm_basis=())
    assert (desk.incident.state, desk.incident.closed_on) == (SeriousState.AWARE, None)
    again = clock(desk, clocks.PANEL)
    assert again is not None
    assert again.running
    assert again.due_on == date(2026, 11, 30)


@pytest.mark.req("R-002-09")
def test_serious_harm_says_in_what_it_lies(desk: ReviewDesk) -> None:
    desk.record(child=None)
    for missing in ({"harm_basis": ()}, {"harm_basis": ("another",)}):
        with pytest.raises(BadAnswer):
            children.add_child(desk.vault, serious_id=desk.serious_id, answers={**CHILD, **missing})
    for number in range(4):
        answers = {**CHILD, "given_names": f"Child {number}"}
        children.add_child(desk.vault, serious_id=desk.serious_id, answers=answers)
    with pytest.raises(BadAnswer, match="takes 4 children"):
        children.add_child(desk.vault, serious_id=desk.serious_id, answers=CHILD)


@pytest.mark.req("R-002-12")
def test_the_incident_of_a_restricted_child_stops_and_never_says_why(desk: ReviewDesk) -> None:
    """X-26: nobody is told before the office has looked at it, and partners elsewhere only by the office."""
    add_record(desk.vault, answers={"given_name": "Lena", "family_name": "Hartfield", "kind": "staff_family"})
    desk.record(child={**CHILD, "given_names": "Lena", "family_name": "Hartfield"})
    desk.decide()
    assert desk.incident.stopped
    sheet = incident_sheet(desk.vault, desk.serious_id)
    assert (sheet.state, sheet.paper) == ("Stopped", "")
    assert sheet.sentence.startswith(RELEASED_FIRST)
    offered = {turn.name for block in sheet.blocks for turn in block.turns}
    assert not {name for name in offered if name.startswith("tell_") or name == "elsewhere"}
    with pytest.raises(NotYet, match="contact the office"):
        desk.tell(Whom.PANEL)
    waiting = [row.what for row in agenda_page(desk.vault, section=Section.WAITING).rows]
    assert "1 serious incident stopped" in waiting
    gate.release_incident(desk.vault, serious_id=desk.serious_id, words="Office of the DCS, by phone")
    desk.tell(Whom.PANEL)
    with pytest.raises(NotYet, match="contact the office"):
        incidents.answer_elsewhere(desk.vault, serious_id=desk.serious_id, answers={"elsewhere": "told"})
    incidents.answer_elsewhere(desk.vault, serious_id=desk.serious_id, answers={"elsewhere": "office"})
    assert desk.incident.elsewhere is Elsewhere.OFFICE
    children.add_child(desk.vault, serious_id=desk.serious_id, answers={**CHILD, "given_names": "Oto"})
    with pytest.raises(NotYet, match="contact the office"):
        desk.tell(Whom.POLICE)


def test_the_list_is_filtered_searched_and_counted(desk: ReviewDesk) -> None:
    before = open_incidents(desk.vault)
    desk.record(child={**CHILD, "family_name": "Quillfeather"})
    ref = desk.incident.incident_ref
    for text in ("quillf", "Quill", ref[:8], ref.split(" ", 1)[1], ref[-4:]):
        found = list_incidents(desk.vault, filter=ReviewedFilter(text=text)).rows
        assert desk.serious_id in {row.id for row in found}, text
    assert list_incidents(desk.vault, filter=ReviewedFilter(text="%")).total == 0
    assert open_incidents(desk.vault) == before + 1
    (row,) = list_incidents(desk.vault, filter=ReviewedFilter(text="Quill", state="aware", open_only=True)).rows
    assert row.children == ("Maja Quillfeather",)
    assert (row.due_on, row.due_state) == (date(2026, 11, 30), "on time")
    assert list_incidents(desk.vault, filter=ReviewedFilter(text="Quill", state="closed")).total == 0
    for sort in ("aware", "state", "reference", "happened"):
        assert list_incidents(desk.vault, filter=ReviewedFilter(sort=sort, descending=False)).total > 1
