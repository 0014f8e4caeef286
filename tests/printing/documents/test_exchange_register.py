from datetime import date

import pytest

from spoc_desk.domain.cases import Direction
from spoc_desk.domain.exchanges import Check, ExchangeItem, Hand, HandKind, ItemState, Party, RecordType
from spoc_desk.printing.documents.exchange_register import RegisterRow, exchange_register, standing
from spoc_desk.printing.documents.item_signs import LEGEND, state_mark
from spoc_desk.printing.paper import Paper

PAPER = Paper(reference="quiet harbour 4821", copy_no=12)


def hand(kind, day, **more):
    return Hand(
        id=f"{kind}{day}", item_id="i", case_id="c", hand=kind, happened_on=date(2026, 11, day),
        from_party=Party.LA_SPOC, to_party=Party.UKPPS_SPOC, **more,
    )  # fmt: skip


def row(number, title, state, hands=(), members=("Child A",), is_open=True, needed_by=None):
    item = ExchangeItem(
        id=f"i{number}", case_id="c", item_no=number, record_type=RecordType.SCHOOL, title=title, state=state,
        is_open=is_open, needed_by=needed_by,
    )  # fmt: skip
    return RegisterRow(item, tuple(hands), members, {"s1": "Hightown Primary"})


SCHOOL = row(
    3, "School record, including the safeguarding file", ItemState.COMPLETE,
    (
        hand(HandKind.A2, 2), hand(HandKind.A3, 9), hand(HandKind.A3, 11), hand(HandKind.A4, 12),
        hand(HandKind.A5, 13, check_result=Check.CLEAN), hand(HandKind.A6, 16, service="s1"), hand(HandKind.A7, 18),
    ),
    is_open=False,
)  # fmt: skip


@pytest.mark.req("R-003-24", "R-003-25", "R-003-26")
def test_it_says_what_was_asked_when_it_came_and_to_whom_it_went(make, judge, text_of):
    pdf = make(exchange_register((SCHOOL,), direction=Direction.ARRIVAL, paper=PAPER))
    judge(pdf)
    text = text_of(pdf)
    for words in (
        "Mon 2 Nov 2026", "Chased twice, last", "Wed 11 Nov", "Thu 12 Nov 2026", "Clean", "Mon 16 Nov 2026", "Hightown",
        "Primary", "Wed 18 Nov 2026", "Complete", "Records: 1. Outstanding: 0. Closed: 1.",
    ):  # fmt: skip
        assert words in text


@pytest.mark.req("R-003-53")
def test_a_departure_has_its_own_columns(make, judge, text_of):
    hands = (hand(HandKind.D1A, 2), hand(HandKind.D2, 3, service="s1"), hand(HandKind.D_REMINDED, 9))
    asked = row(1, "School record", ItemState.ASKED, hands)
    passed = row(2, "Health records", ItemState.WITH_UKPPS, (hand(HandKind.D1B, 4), hand(HandKind.D4, 19)))
    pdf = make(exchange_register((asked, passed), direction=Direction.DEPARTURE, paper=PAPER))
    judge(pdf)
    text = text_of(pdf)
    for words in (
        "How it began",
        "Asked of our service",
        "Passed to the",
        "Request received",
        "Chased once",
        "Thu 19 Nov",
    ):
        assert words in text
    assert "Copy received" not in text


def test_it_says_that_no_area_may_be_written_on_it(make, text_of):
    assert "no area may be written on it" in text_of(
        make(exchange_register((), direction=Direction.ARRIVAL, paper=PAPER))
    )


def test_every_state_has_its_word_and_a_shape_that_the_legend_explains():
    marks = [state_mark(state) for state in ItemState]
    assert len({mark.text for mark in marks}) == len(ItemState)
    assert {mark.sign for mark in marks} == {mark.sign for mark in LEGEND.items}


def test_a_hand_taken_back_no_longer_counts():
    hands = (hand(HandKind.A2, 2), hand(HandKind.A4, 9), hand(HandKind.REOPENED, 10), hand(HandKind.A3, 11))
    assert [one.hand for one in standing(hands)] == [HandKind.A2, HandKind.A3]
    assert standing((hand(HandKind.REOPENED, 2),)) == ()


def test_sixty_records_run_over_pages_with_titles_on_each(make, judge, pages):
    rows = tuple(row(number, f"Record {number}", ItemState.REQUESTED, (hand(HandKind.A2, 2),)) for number in range(60))
    pdf = make(exchange_register(rows, direction=Direction.ARRIVAL, paper=PAPER))
    judge(pdf)
    read = pages(pdf)
    assert len(read) > 3
    assert all("Receipt" in text for text in read if "Record 1" in text or "Record 5" in text)


def test_in_large_print_each_record_becomes_a_group(make, judge, text_of):
    paper = Paper(reference="quiet harbour 4821", copy_no=12, large_print=True)
    pdf = make(exchange_register((SCHOOL,), direction=Direction.ARRIVAL, paper=paper))
    judge(pdf)
    assert "Passed on Mon 16 Nov 2026 Hightown Primary" in text_of(pdf)
    assert "Now Complete" in text_of(pdf)
