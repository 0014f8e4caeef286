"""What still waits, the orders for the copy, the verdict on a received one, and the counts that may be kept."""

import json
from dataclasses import asdict

import pytest

from spoc_desk.errors import NotYet
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.readers.unit import Picture, Shape, Unit, Unscannable
from spoc_desk.sanitise.redact.orders import Ink, Raster, Retype
from spoc_desk.sanitise.review.aside import LEAVE_OUT, NO_POSITION, STAY
from spoc_desk.sanitise.review.making import orders, terms
from spoc_desk.sanitise.review.places import Decision
from spoc_desk.sanitise.review.reasons import Reason, Why
from spoc_desk.sanitise.review.tally import tally
from spoc_desk.sanitise.review.verdict import Verdict, leaks, may_be, report
from spoc_desk.sanitise.review.waiting import About, waiting, waits
from tests.sanitise.review.documents import (
    BOX,
    Document,
    Producer,
    group_named,
    look_at_everything,
    paged,
    remove_everything,
    review_of,
    scanned,
    written,
)

NO_PLACE = Reason(Why.NO_PLACE)
SCAN = Unscannable("pdf-no-text", "Page 2 is a picture without text.", page=2)
ENCRYPTED = Unscannable("encrypted", "Attachment 1 is locked with a password.", part="Attachment 1")


class TestWaiting:
    def test_everything_that_is_left_is_said(self) -> None:
        review = review_of(paged("In Bradford.", "", "x", unscannable=(SCAN,)))
        assert waiting(review) == (
            "1 word undecided",
            "1 part that could not be read",
            "pages 1, 2 and 3 not looked at",
        )
        assert [each.about for each in waits(review)] == [About.GROUPS, About.UNREAD, About.SHEETS]

    def test_nothing_is_left_when_all_is_done(self) -> None:
        review = review_of(paged("In Bradford.", "", unscannable=(SCAN,)))
        look_at_everything(review)
        remove_everything(review)
        review.settle_unread(0, STAY)
        assert waiting(review) == ()

    def test_a_page_that_is_left_out_need_not_be_seen(self) -> None:
        review = review_of(paged("x", "", unscannable=(SCAN,)))
        review.see(1)
        review.settle_unread(0, LEAVE_OUT)
        assert waiting(review) == ()
        made = orders(review)
        assert isinstance(made, Raster)
        assert [page.page for page in made.pages] == [1]

    def test_a_copy_without_a_page_is_none(self) -> None:
        review = review_of(paged("", unscannable=(Unscannable("pdf-no-text", "A picture.", page=1),)))
        review.settle_unread(0, LEAVE_OUT)
        assert waiting(review) == ("no page is left for the copy",)

    @pytest.mark.parametrize("mode", list(Mode))
    def test_a_file_that_could_not_be_read_can_never_become_a_copy(self, mode: Mode) -> None:
        review = review_of(Document((), (ENCRYPTED,), (), (), (), Producer.RETYPE), mode)
        review.settle_unread(0, LEAVE_OUT)
        assert [each.about for each in waits(review)] == [About.FILE]
        with pytest.raises(NotYet):
            orders(review)

    def test_what_is_hidden_needs_one_look(self) -> None:
        review = review_of(written("x", hidden=(("docx-comment", "In Bradford."),)))
        review.see(1)
        assert waiting(review) == ("what is left out not looked at",)
        review.see_hidden()
        assert waiting(review) == ()

    def test_a_long_text_is_looked_at_part_by_part(self) -> None:
        review = review_of(written("word " * 3000, "the end"))
        assert len(review.marks.sheets.numbers) == 7
        review.see(1)
        assert waiting(review) == ("6 parts not looked at",)

    def test_a_word_without_a_place_on_the_picture_must_be_looked_for(self) -> None:
        review = review_of(paged("In Bradford."))
        review.see(1)
        remove_everything(review)
        assert review.learn_boxes(1, {0: ()})
        assert waiting(review) == ("1 part that could not be read",)
        assert review.aside.unread[0].channel == NO_POSITION
        assert "Bradford" not in review.aside.unread[0].sentence

    def test_a_note_on_a_page_has_no_place_on_its_picture(self) -> None:
        note = scanned(Unit("In Bradford.", "pdf-annotation", "Note 1", 1, shown=True), Mode.OUT)
        page = paged("x")
        review = review_of(Document((*page.scanned, note), (), (), page.pages, (), Producer.RASTER))
        assert [each.channel for each in review.aside.unread] == [NO_POSITION]


class TestOrders:
    def test_a_text_copy_holds_tokens_and_nothing_hidden(self) -> None:
        review = review_of(written("She lived in Bradford.", "Kept.", hidden=(("docx-comment", "Leeds"),)))
        look_at_everything(review)
        remove_everything(review)
        made = orders(review)
        assert isinstance(made, Retype)
        assert [passage.text for passage in made.passages] == ["She lived in [place removed].", "Kept."]

    def test_a_kept_place_stays_and_the_other_goes(self) -> None:
        review = review_of(written("Ask for Bradford. She lived in Bradford."))
        look_at_everything(review)
        group = review.marks.groups[group_named(review, "Bradford")]
        review.keep_place(group.places[0], NO_PLACE)
        review.remove_place(group.places[1])
        made = orders(review)
        assert isinstance(made, Retype)
        assert made.passages[0].text == "Ask for Bradford. She lived in [place removed]."

    def test_orders_are_refused_while_something_waits(self) -> None:
        review = review_of(written("She lived in Bradford."))
        with pytest.raises(NotYet) as refused:
            orders(review)
        assert "Bradford" not in str(refused.value)

    def test_pages_are_covered_where_words_pictures_and_drawn_boxes_are(self) -> None:
        logo = Picture(1, 1, (10.0, 10.0, 90.0, 40.0), 100, 40)
        review = review_of(paged("In Bradford.", "x", pictures=(logo,)))
        look_at_everything(review)
        remove_everything(review)
        review.draw_box(2, (200.0, 50.0, 100.0, 900.0))
        made = orders(review)
        assert isinstance(made, Raster)
        assert made.pages[0].boxes == (BOX, logo.box)
        assert made.pages[1].boxes == ((100.0, 50.0, 200.0, 842.0),)
        assert made.ink is Ink.BLACK_WHITE

    def test_a_picture_stays_only_when_she_keeps_it(self) -> None:
        logo = Picture(1, 1, (10.0, 10.0, 90.0, 40.0), 100, 40)
        review = review_of(paged("x", pictures=(logo,)))
        look_at_everything(review)
        review.turn_picture(1)
        made = orders(review)
        assert isinstance(made, Raster)
        assert made.pages[0].boxes == ()
        assert made.ink is Ink.GREY

    def test_a_scanned_page_is_no_picture_to_remove(self) -> None:
        scan = Picture(1, 1, (0.0, 0.0, 595.0, 842.0), 1000, 1400)
        assert review_of(paged("x", pictures=(scan,))).boxes.pictures == ()

    def test_a_box_taken_away_covers_nothing(self) -> None:
        review = review_of(paged("x"))
        look_at_everything(review)
        review.draw_box(1, BOX)
        review.remove_box(0)
        made = orders(review)
        assert isinstance(made, Raster)
        assert made.pages[0].boxes == ()


class TestTerms:
    def test_removed_words_must_not_be_found_again(self) -> None:
        review = review_of(written("She lived in Bradford, BRADFORD.", "Leeds too."))
        remove_everything(review)
        assert set(terms(review)) == {"Bradford", "BRADFORD", "Leeds"}

    def test_a_word_that_stays_somewhere_is_not_asked_for(self) -> None:
        review = review_of(written("They lived in Reading.", "Reading aloud helps.", "Ask for Leeds, in Leeds."))
        remove_everything(review)
        review.keep_place(review.marks.groups[group_named(review, "Leeds")].places[0], NO_PLACE)
        assert terms(review) == ()


class TestVerdict:
    def test_the_list_says_where_and_which_kind_and_never_what(self) -> None:
        review = review_of(paged("x", "In Bradford, near Bradford.", mode=Mode.IN), Mode.IN)
        remove_everything(review)
        assert [leak.words for leak in leaks(review)] == ["page 2: the name of a city, town or district (2 times)"]
        assert may_be(review) == {Verdict.LEAKS}
        assert "Bradford" not in report(review)
        assert "page 2" in report(review)

    def test_our_own_area_is_a_leak_of_its_own_kind(self) -> None:
        review = review_of(paged("They are in Luton now.", mode=Mode.IN), Mode.IN)
        remove_everything(review)
        assert [leak.own for leak in leaks(review)] == [True]
        assert "our area is known" in report(review)
        assert "Luton" not in report(review)

    def test_clean_is_possible_only_when_everything_was_looked_at(self) -> None:
        review = review_of(paged("In Bradford.", mode=Mode.IN), Mode.IN)
        assert may_be(review) == frozenset()
        review.keep_group(0, NO_PLACE)
        assert may_be(review) == frozenset()
        review.see(1)
        assert may_be(review) == {Verdict.CLEAN}

    def test_a_part_nobody_can_read_is_never_clean(self) -> None:
        review = review_of(paged("x", unscannable=(ENCRYPTED,), mode=Mode.IN), Mode.IN)
        review.see(1)
        review.settle_unread(0, LEAVE_OUT)
        assert may_be(review) == frozenset()
        assert "Attachment 1" in report(review)

    def test_a_mark_drawn_on_a_received_page_is_a_leak(self) -> None:
        review = review_of(paged("x", mode=Mode.IN), Mode.IN)
        review.draw_box(1, BOX)
        assert [leak.words for leak in leaks(review)] == ["page 1: something in the picture"]


class TestTally:
    def test_the_counts_add_up_and_hold_no_word(self) -> None:
        review = review_of(written("She lived in Bradford.", "Leeds.", hidden=(("docx-comment", "In Bradford."),)))
        review.remove_group(group_named(review, "Bradford"))
        review.keep_group(group_named(review, "Leeds"), Reason(Why.OTHER, "a brand"))
        counts = tally(review)
        assert sum(counts.found.values()) == sum(counts.removed.values()) + sum(counts.kept.values()) == 2
        assert counts.reasons == {"other": 1}
        assert counts.hidden_found == {"docx-comment": 1}
        kept = json.dumps(asdict(counts)).lower()
        assert not [word for word in ("bradford", "leeds", "brand", "comment 1") if word in kept]

    def test_own_area_is_counted_apart(self) -> None:
        review = review_of(paged("They are in Luton now.", mode=Mode.IN), Mode.IN)
        assert tally(review).own_area == 1
        assert review.marks.decisions == [Decision.UNDECIDED]


def test_a_table_keeps_its_shape() -> None:
    table = scanned(Unit("Town\tName\nBradford\tAnn", "docx-table", shown=True, shape=Shape.TABLE), Mode.OUT)
    review = review_of(Document((table,), (), (), (), (), Producer.RETYPE))
    look_at_everything(review)
    remove_everything(review)
    made = orders(review)
    assert isinstance(made, Retype)
    assert made.passages[0].shape is Shape.TABLE
    assert made.passages[0].text.splitlines()[1] == "[place removed]\tAnn"
