"""The register as a matrix, and chasing."""

from datetime import date

import pytest

from spoc_desk.casework.chase_note import chase_words
from spoc_desk.casework.exchange import answer_baseline, chase, item_with_hands, offers, record_hand
from spoc_desk.casework.register import RegisterRow, outstanding_everywhere, register
from spoc_desk.casework.register_cells import Shape
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import CaseState, Direction
from spoc_desk.domain.exchanges import HandKind
from spoc_desk.errors import LeakFound, NotYet
from spoc_desk.vault.records.stores import HANDS, ITEMS
from spoc_desk.vault.vault import Vault
from tests.casework.desk import Desk, lay_out

H = HandKind


def do(desk: Desk, item_id: str, *steps: tuple[str, dict[str, str]]) -> None:
    for hand, answers in steps:
        record_hand(desk.vault, item_id=item_id, hand=hand, answers=answers)


def row_of(desk: Desk, item_id: str) -> RegisterRow:
    page = register(desk.vault, case_id=desk.case_id, view="all")
    return next(row for row in page.rows if row.item.id == item_id)


def cells(desk: Desk, item_id: str) -> list[tuple[str, Shape]]:
    return [(cell.words, cell.shape) for cell in row_of(desk, item_id).cells]


@pytest.mark.req("R-003-24", "R-003-25", "R-003-26", "R-003-28")
def test_a_row_tells_when_each_hand_was(arrival: Desk) -> None:
    item_id = arrival.item("school")
    do(
        arrival, item_id,
        ("A1", {"happened_on": "2026-11-01", "service": arrival.school}), ("A2", {"happened_on": "2026-11-02"}),
        ("A3", {"happened_on": "2026-11-16"}), ("A4", {"happened_on": "2026-11-18", "method": "paper"}),
        ("A5", {"happened_on": "2026-11-19", "check_result": "clean"}),
    )  # fmt: skip
    assert cells(arrival, item_id) == [
        ("Harbour Primary office, Sun 1 Nov", Shape.DONE),
        ("Mon 2 Nov, chased 1×", Shape.DONE),
        ("Wed 18 Nov", Shape.DONE),
        ("Thu 19 Nov, clean", Shape.DONE),
        ("", Shape.WAITING),
        ("", Shape.EMPTY),
    ]
    row = row_of(arrival, item_id)
    assert (row.members_words, row.now_words) == ("Child A", "Pass it on")
    assert row.clock is not None
    assert row.clock.words.startswith("due today")


def test_a_returned_copy_says_so_and_waits_for_a_new_one(arrival: Desk) -> None:
    item_id = arrival.item("school")
    do(
        arrival, item_id, ("A2", {"happened_on": "2026-11-02"}),
        ("A4", {"happened_on": "2026-11-12", "method": "paper"}),
        ("A5", {"happened_on": "2026-11-12", "check_result": "leak"}),
    )  # fmt: skip
    assert cells(arrival, item_id)[3] == ("Thu 12 Nov, leak found", Shape.STOP)
    assert row_of(arrival, item_id).now_words == "Return it to the UKPPS SPOC"
    do(arrival, item_id, ("AR", {"happened_on": "2026-11-13", "method": "in_person"}))
    assert cells(arrival, item_id)[3] == ("Thu 12 Nov, leak found, returned Fri 13 Nov", Shape.STOP)
    assert row_of(arrival, item_id).now_words == "On hold"
    arrival.set_state(CaseState.EXCHANGE_ACTIVE)
    assert row_of(arrival, item_id).now_words == "Waiting for a new copy"


def test_on_hold_only_a_quarantined_copy_has_a_next_hand(arrival: Desk) -> None:
    school, health, nursery = (arrival.item(kind) for kind in ("school", "health", "nursery"))
    answer_baseline(arrival.vault, item_id=nursery, applicable="no")
    do(arrival, health, ("A2", {"happened_on": "2026-11-02"}))
    do(
        arrival, school, ("A2", {"happened_on": "2026-11-02"}),
        ("A4", {"happened_on": "2026-11-12", "method": "paper"}),
        ("A5", {"happened_on": "2026-11-12", "check_result": "leak"}),
    )  # fmt: skip
    rows = {row.item.id: row for row in register(arrival.vault, case_id=arrival.case_id, view="all").rows}
    assert rows[school].now_words == "Return it to the UKPPS SPOC" and not rows[school].still
    assert rows[nursery].now_words == "Not applicable" and not rows[nursery].still
    rest = [row for item_id, row in rows.items() if item_id not in (school, nursery)]
    assert {(row.now_words, row.still, row.clock) for row in rest} == {("On hold", True, None)}
    assert not any(cell.is_next or cell.shape is Shape.WAITING for row in rest for cell in row.cells)
    offered = {one.hand for one in offers(arrival.vault, school) if one.allowed}
    assert offered == {H.A_RETURNED, H.A_DESTROYED}


@pytest.mark.parametrize(("state", "words"), [(CaseState.MOVED_ON, "Moved on"), (CaseState.CLOSED, "Case closed")])
def test_a_case_that_moved_on_or_is_closed_asks_for_no_hand(arrival: Desk, state: CaseState, words: str) -> None:
    arrival.set_state(state)
    assert {row.now_words for row in outstanding_everywhere(arrival.vault).rows} == {words}


def test_a_hand_taken_back_is_not_shown(arrival: Desk) -> None:
    item_id = arrival.item("school")
    do(arrival, item_id, ("A2", {}), ("RO", {"note": "Wrong row"}))
    assert cells(arrival, item_id)[1] == ("", Shape.WAITING)
    assert len(row_of(arrival, item_id).hands) == 2


@pytest.mark.req("R-003-53")
def test_a_departure_has_its_own_columns(departure: Desk) -> None:
    page = register(departure.vault, case_id=departure.case_id)
    assert [column.title for column in page.columns] == [
        "How it began", "Asked of our service", "Gathered", "Checked", "Passed to UKPPS SPOC", "Confirmed",
    ]  # fmt: skip
    item_id = departure.item("school")
    do(departure, item_id, ("D1b", {"happened_on": "2026-11-02"}))
    assert cells(departure, item_id)[0] == ("Mon 2 Nov, volunteered", Shape.DONE)
    assert row_of(departure, item_id).now_words == "Ask our service"


def test_outstanding_is_what_is_open_all_is_all_and_a_member_has_theirs(arrival: Desk) -> None:
    answer_baseline(arrival.vault, item_id=arrival.item("nursery"), applicable="no")
    outstanding = register(arrival.vault, case_id=arrival.case_id)
    everything = register(arrival.vault, case_id=arrival.case_id, view="all")
    mothers = register(arrival.vault, case_id=arrival.case_id, view=arrival.mother)
    assert (outstanding.total, outstanding.outstanding) == (10, 10)
    assert (everything.total, everything.outstanding) == (11, 10)
    assert [row.item.record_type.value for row in mothers.rows] == ["health", "marac"]


def test_the_register_is_paged(arrival: Desk) -> None:
    first = register(arrival.vault, case_id=arrival.case_id, limit=4)
    last = register(arrival.vault, case_id=arrival.case_id, offset=8, limit=4)
    assert (len(first.rows), first.more, len(last.rows), last.more) == (4, True, 3, False)
    assert [row.item.item_no for row in last.rows] == [9, 10, 11]


def test_what_is_outstanding_everywhere_names_its_case_and_pages(vault: Vault, clock: FixedClock) -> None:
    one = lay_out(vault, clock, Direction.ARRIVAL)
    other = lay_out(vault, clock, Direction.DEPARTURE)
    page = outstanding_everywhere(vault, limit=15)
    rest = outstanding_everywhere(vault, offset=15, limit=15)
    assert (len(page.rows), page.more, len(rest.rows), rest.more) == (15, True, 7, False)
    refs = {row.case_ref for row in (*page.rows, *rest.rows)}
    assert refs == {one.case().case_ref, other.case().case_ref}


def test_a_row_without_movement_says_chase_today(arrival: Desk, clock: FixedClock) -> None:
    item_id = arrival.item("school")
    do(arrival, item_id, ("A2", {"happened_on": "2026-11-23"}))
    assert row_of(arrival, item_id).now_words == "Waiting for the UKPPS SPOC"
    clock.advance(days=14)
    assert row_of(arrival, item_id).now_words == "Chase today"


# chasing -------------------------------------------------------------------------------------------------------------


def test_chasing_records_a_dated_hand_for_each_and_returns_the_note(arrival: Desk) -> None:
    ids = [arrival.item("school"), arrival.item("health")]
    do(arrival, ids[0], ("A2", {"happened_on": "2026-11-02"}))
    do(arrival, ids[1], ("A2", {"happened_on": "2026-11-03"}))
    done, text = chase(arrival.vault, item_ids=ids, on=date(2026, 11, 20))
    assert "School record, including the safeguarding file (Child A)" in text
    assert "Mon 2 Nov 2026" in text
    assert "Tue 3 Nov 2026" in text
    assert sorted(done.change.ids) == sorted(ids)
    for item_id in ids:
        item, hands = item_with_hands(arrival.vault, item_id)
        assert (item.chases, hands[-1].hand, hands[-1].happened_on) == (1, H.A3, date(2026, 11, 20))
    assert "Mon 2 Nov 2026" in chase(arrival.vault, item_ids=ids[:1])[1], "the day of the request, not of the chase"


@pytest.mark.req("R-003-50")
def test_a_departure_reminds_our_own_service(departure: Desk) -> None:
    item_id = departure.item("school")
    do(departure, item_id, ("D1a", {}), ("D2", {"service": departure.school}))
    _, text = chase(departure.vault, item_ids=[item_id])
    assert "Please send nothing to anybody else" in text
    assert ITEMS.get(departure.vault, item_id).chases == 1


def test_what_waits_for_nobody_is_not_chased_and_then_nothing_is_recorded(arrival: Desk) -> None:
    waiting = arrival.item("school")
    do(arrival, waiting, ("A2", {}))
    with pytest.raises(NotYet, match="nothing to chase"):
        chase(arrival.vault, item_ids=[waiting, arrival.item("health")])
    assert HANDS.count(arrival.vault) == 1
    with pytest.raises(NotYet, match="one case"):
        chase(arrival.vault, item_ids=[])


@pytest.mark.req("R-003-28")
def test_a_note_that_would_show_our_area_is_refused(arrival: Desk) -> None:
    item_id = arrival.item("school")
    do(arrival, item_id, ("A2", {}))
    with arrival.vault.transaction("test") as tx:
        tx.update("exchange_items", item_id, {"title": "School record, Luton"}, version=2)
    with pytest.raises(LeakFound):
        chase(arrival.vault, item_ids=[item_id])
    assert HANDS.count(arrival.vault) == 1


def test_the_note_can_be_read_before_anything_is_recorded(arrival: Desk) -> None:
    item_id = arrival.item("school")
    do(arrival, item_id, ("A2", {}))
    text = chase_words(arrival.vault, arrival.case_id, [ITEMS.get(arrival.vault, item_id)])
    assert "still needed" in text
    assert HANDS.count(arrival.vault) == 1
