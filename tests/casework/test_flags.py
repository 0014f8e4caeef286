"""Flags: every person in every system that holds a record, the third standard."""

from datetime import date

import pytest

from spoc_desk.casework.flags import (
    FlagState,
    answer_holds_record,
    flag_words,
    grid,
    place_flags,
    remove_flags,
    request_flags,
    review_flags,
    save_flag,
)
from spoc_desk.casework.standards import open_standards, standards
from spoc_desk.domain.cases import CaseState
from spoc_desk.domain.meetings import Met, StandardNo
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.vault.records.stores import APPOINTMENTS, CASES, FLAGS
from tests.casework.desk import TODAY, Desk


def placed(desk: Desk, *members: str, systems: tuple[str, ...] = ("education",)) -> list[str]:
    done = request_flags(desk.vault, member_ids=members, systems=systems, to_contact=desk.school)
    place_flags(desk.vault, flag_ids=done.change.ids, confirmed_by="Record owner")
    return list(done.change.ids)


@pytest.mark.req("R-003-03", "R-003-79")
def test_the_grid_asks_for_every_person_in_every_system(arrival: Desk) -> None:
    cells = grid(arrival.vault, arrival.case_id)
    assert [member.alias for member in cells.members] == ["Child A", "Child B", "Unborn 1", "Adult 1", "Adult 2"]
    assert len(cells.cells) == 5 * len(cells.systems)
    assert {cell.state for cell in cells.cells.values()} == {FlagState.NOT_ANSWERED}
    assert (cells.placed, cells.needed, cells.not_answered) == (0, 0, 50)


@pytest.mark.req("R-003-79")
def test_the_counter_counts_placed_of_needed(arrival: Desk) -> None:
    placed(arrival, arrival.mother)
    request_flags(arrival.vault, member_ids=[arrival.children[0]], systems=["education"])
    answer_holds_record(arrival.vault, member_id=arrival.children[1], systems=["education", "gp"], holds="yes")
    answer_holds_record(arrival.vault, member_id=arrival.mother, systems=["youth_justice"], holds="no")
    cells = grid(arrival.vault, arrival.case_id)
    assert cells.counter_words == "1 of 4 flags placed"
    assert cells.cells[arrival.mother, "education"].state is FlagState.PLACED
    assert cells.cells[arrival.children[0], "education"].state is FlagState.ASKED
    assert cells.cells[arrival.children[1], "gp"].state is FlagState.TO_ASK
    assert cells.cells[arrival.mother, "youth_justice"].state is FlagState.NO_RECORD


def test_asking_for_all_leaves_out_systems_without_a_record(arrival: Desk) -> None:
    answer_holds_record(arrival.vault, member_id=arrival.unborn, systems=["education"], holds="no")
    done = request_flags(arrival.vault, member_ids=arrival.everybody, systems=["education"])
    assert len(done.change.ids) == 4


@pytest.mark.req("R-003-79")
def test_the_words_of_a_flag_are_fixed_and_name_the_spoc_but_not_why(arrival: Desk) -> None:
    words = flag_words(arrival.vault, arrival.case_id)
    assert "Further information about this record is available" in words
    assert "Jordan Field, 0300 000 0100" in words
    assert not any(word in words for word in ("UKPPS", "relocat", "protect"))


def test_no_flag_is_asked_for_while_nobody_is_named(arrival: Desk) -> None:
    appointment = APPOINTMENTS.find(arrival.vault)[0]
    with arrival.vault.transaction("test") as tx:
        tx.update("appointments", appointment.id, {"ended_on": TODAY.isoformat()}, version=1)
    with pytest.raises(NotYet, match="Name the LA SPOC"):
        request_flags(arrival.vault, member_ids=[arrival.mother], systems=["education"])
    assert FLAGS.count(arrival.vault) == 0


def test_a_flag_is_placed_after_it_was_asked_for_and_somebody_confirms_it(arrival: Desk) -> None:
    done = request_flags(arrival.vault, member_ids=[arrival.mother], systems=["education"])
    for given, match in (
        ({"confirmed_by": " "}, "who confirmed"),
        ({"confirmed_by": "x", "on": date(2026, 11, 22)}, "before it was asked"),
        ({"confirmed_by": "x", "on": date(2026, 11, 24)}, "past"),
    ):
        with pytest.raises(BadAnswer, match=match):
            place_flags(arrival.vault, flag_ids=done.change.ids, **given)  # type: ignore[arg-type]
    answer_holds_record(arrival.vault, member_id=arrival.children[0], systems=["gp"], holds="yes")
    unasked = FLAGS.find(arrival.vault, "system = 'gp'")[0]
    with pytest.raises(NotYet, match="Ask for the flag first"):
        place_flags(arrival.vault, flag_ids=[unasked.id], confirmed_by="x")


def test_a_flag_comes_off_once_with_a_reason(arrival: Desk) -> None:
    flags = placed(arrival, arrival.mother)
    remove_flags(arrival.vault, flag_ids=flags, reason="case_closed")
    cell = grid(arrival.vault, arrival.case_id).cells[arrival.mother, "education"]
    assert (cell.state, cell.words) == (FlagState.REMOVED, "Taken off Mon 23 Nov 2026")
    with pytest.raises(NotYet):
        remove_flags(arrival.vault, flag_ids=flags, reason="error")


def test_a_system_with_a_flag_cannot_be_said_to_hold_no_record(arrival: Desk) -> None:
    placed(arrival, arrival.mother)
    with pytest.raises(NotYet, match="Take the flag off first"):
        answer_holds_record(arrival.vault, member_id=arrival.mother, systems=["education"], holds="no")


def test_a_flag_whose_review_has_come_is_renewed_without_losing_it(arrival: Desk) -> None:
    flags = placed(arrival, arrival.mother)
    review_flags(arrival.vault, flag_ids=flags, next_review_on=TODAY)
    cells = grid(arrival.vault, arrival.case_id)
    assert cells.cells[arrival.mother, "education"].state is FlagState.TO_RENEW
    assert cells.placed == 1
    request_flags(arrival.vault, member_ids=[arrival.mother], systems=["education"])
    place_flags(arrival.vault, flag_ids=flags, confirmed_by="Record owner")
    assert grid(arrival.vault, arrival.case_id).cells[arrival.mother, "education"].state is FlagState.PLACED


def test_a_whole_form_stores_one_flag_with_the_fixed_words(arrival: Desk) -> None:
    done = save_flag(
        arrival.vault,
        answers={"member_id": arrival.mother, "system": "gp", "holds_record": "yes", "requested_on": "2026-11-20"},
    )
    flag = FLAGS.get(arrival.vault, done.change.ids[0])
    assert "Further information" in flag.flag_text
    with pytest.raises(BadAnswer, match="Give both"):
        save_flag(arrival.vault, flag_id=flag.id, answers={"removed_on": "2026-11-21"})


@pytest.mark.req("R-003-79")
def test_the_third_standard_is_met_with_the_last_flag_and_only_then(arrival: Desk) -> None:
    with arrival.vault.transaction("test") as tx:
        open_standards(tx, CASES.get(tx, arrival.case_id))

    def third() -> Met:
        return next(one.met for one in standards(arrival.vault, arrival.case_id) if one.standard is StandardNo.ST_3)

    placed(arrival, *arrival.everybody[:-1])
    assert third() is Met.PENDING
    placed(arrival, arrival.everybody[-1])
    assert third() is Met.MET
    answer_holds_record(arrival.vault, member_id=arrival.mother, systems=["housing"], holds="yes")
    assert third() is Met.PENDING


def test_an_unknown_system_or_a_closed_case_is_refused(arrival: Desk) -> None:
    with pytest.raises(BadAnswer, match="record systems"):
        request_flags(arrival.vault, member_ids=[arrival.mother], systems=["elsewhere"])
    arrival.set_state(CaseState.CLOSED)
    with pytest.raises(NotYet, match="closed"):
        request_flags(arrival.vault, member_ids=[arrival.mother], systems=["education"])
