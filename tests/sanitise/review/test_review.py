"""Groups, decisions, the same word elsewhere, and the way back from each step."""

import pytest

from spoc_desk.errors import BadAnswer
from spoc_desk.sanitise.findings import Mode, Severity
from spoc_desk.sanitise.review.places import Decision
from spoc_desk.sanitise.review.reasons import LONGEST, Reason, Why, checked_reason, offered
from tests.sanitise.review.documents import (
    OWN,
    group_named,
    look_at_everything,
    paged,
    remove_everything,
    review_of,
    written,
)

NO_PLACE = Reason(Why.NO_PLACE)
BRADFORD = "She lived in Bradford. The school in BRADFORD wrote. Bradford's nurse came from B R A D F O R D."


class TestGroups:
    def test_one_word_is_one_group_however_it_is_written(self) -> None:
        review = review_of(written(BRADFORD))
        group = review.marks.groups[group_named(review, "Bradford")]
        assert group.count == 4
        assert group.spellings == 3

    def test_words_of_one_family_are_one_group_though_their_channels_differ(self) -> None:
        review = review_of(written("They came from Bradford.", "Bradford Council, and in Bradford again."))
        assert [review.marks.groups[at].count for at in review.marks.live()] == [3]

    def test_what_must_go_stands_before_what_is_to_be_looked_at(self) -> None:
        review = review_of(written("They moved from the north. In Bradford they stayed."))
        severities = [group.severity for group in review.marks.groups]
        assert severities == sorted(severities, key=lambda each: each is Severity.LOW)
        assert {Severity.HIGH, Severity.LOW} == set(severities)

    def test_hidden_texts_are_counted_and_not_decided_one_by_one(self) -> None:
        review = review_of(written("Nothing here.", hidden=(("docx-comment", BRADFORD),) * 3))
        assert review.marks.live() == []
        assert [(each.channel, each.texts, each.found) for each in review.aside.hidden] == [("docx-comment", 3, 12)]

    def test_in_a_received_copy_hidden_texts_are_decided_for_they_would_be_passed_on(self) -> None:
        document = written("Nothing here.", hidden=(("docx-comment", BRADFORD),), mode=Mode.IN)
        review = review_of(document, Mode.IN)
        assert review.marks.groups[group_named(review, "Bradford")].count == 4
        assert review.aside.hidden == ()

    def test_the_repr_of_a_review_shows_counts_only(self) -> None:
        review = review_of(written(BRADFORD))
        shown = f"{review!r} {review.marks!r} {review.marks.groups!r} {review.marks.places!r}".lower()
        assert "bradford" not in shown
        assert "4 places" in shown


class TestDeciding:
    def test_nothing_is_decided_at_first(self) -> None:
        review = review_of(written(BRADFORD, "Leeds"))
        assert review.marks.undecided == 2
        assert set(review.marks.decisions) == {Decision.UNDECIDED}

    def test_a_word_is_removed_everywhere_and_undone(self) -> None:
        review = review_of(written(BRADFORD, "Leeds"))
        group = group_named(review, "Bradford")
        touched = review.remove_group(group)
        assert touched.groups == {group}
        assert review.marks.groups[group].decision is Decision.REMOVE
        assert review.marks.undecided == 1
        assert review.undo() is not None
        assert review.marks.groups[group].decision is Decision.UNDECIDED
        assert review.marks.undecided == 2
        assert review.redo() is not None
        assert review.marks.undecided == 1

    def test_places_decided_differently_leave_the_word_mixed(self) -> None:
        review = review_of(written(BRADFORD))
        group = review.marks.groups[group_named(review, "Bradford")]
        review.remove_place(group.places[0])
        assert not group.is_decided
        for place in group.places[1:]:
            review.keep_place(place, NO_PLACE)
        assert group.is_decided
        assert group.decision is None
        assert group.kept == 3

    def test_a_removed_word_loses_the_reason_for_which_it_was_kept(self) -> None:
        review = review_of(written(BRADFORD))
        group = group_named(review, "Bradford")
        review.keep_group(group, NO_PLACE)
        assert len(review.marks.reasons) == 4
        review.remove_group(group)
        assert review.marks.reasons == {}
        review.undo()
        assert len(review.marks.reasons) == 4

    def test_everything_that_must_go_goes_in_one_step_once_it_was_listed(self) -> None:
        review = review_of(written(BRADFORD, "Leeds", "They moved from the north."))
        assert not review.accept_must_go().groups
        review.listed.update(review.marks.live())
        assert review.accept_must_go().groups
        assert review.marks.must_go() == []
        assert review.marks.undecided > 0
        review.undo()
        assert len(review.marks.must_go()) == 2

    def test_next_goes_round_to_the_first_that_is_left(self) -> None:
        review = review_of(written("Bradford", "Leeds", "Hull"))
        assert review.marks.next_undecided(2) == 0
        review.remove_group(0)
        assert review.marks.next_undecided(-1) == 1
        remove_everything(review)
        assert review.marks.next_undecided(0) == -1

    def test_every_step_can_be_taken_back_to_the_beginning(self) -> None:
        review = review_of(paged("In Bradford.", "In Leeds, Bradford."))
        look_at_everything(review)
        remove_everything(review)
        review.keep_group(0, NO_PLACE)
        review.draw_box(1, (10.0, 10.0, 50.0, 50.0))
        review.mark_word("nurse", review.marks.find_word("nurse"))
        while review.undo():
            pass
        assert set(review.marks.decisions) <= {Decision.UNDECIDED}
        assert review.boxes.shown == set()
        assert review.marks.undecided == len(review.marks.live()) == 2


class TestElsewhere:
    def test_propagation_finds_the_places_the_scan_passed_over(self) -> None:
        review = review_of(
            written("She is at Hawthorn House.", "HAWTHORN HOUSE rang. Haw-\nthorn House's car. H A W T H O R N")
        )
        review.mark_word("Hawthorn House", review.marks.find_word("Hawthorn House"))
        group = review.marks.groups[group_named(review, "Hawthorn House")]
        assert [review.marks.word(review.marks.places[at]) for at in group.places] == [
            "Hawthorn House", "HAWTHORN HOUSE", "Haw-\nthorn House",
        ]  # fmt: skip
        assert group.decision is Decision.REMOVE
        assert group.by_hand

    def test_a_confirmed_word_takes_its_unmarked_places_along(self) -> None:
        review = review_of(written("They lived in Reading.", "Reading aloud helps."))
        group = group_named(review, "Reading")
        found = review.marks.find_word("Reading")
        assert len(review.marks.unmarked(found)) == 1
        review.propagate(group, found)
        assert review.marks.groups[group].count == 2
        assert review.marks.undecided == 0
        review.undo()
        assert review.marks.groups[group].count == 1
        assert review.marks.undecided == 1

    def test_two_other_words_are_not_taken_for_a_spaced_one(self) -> None:
        review = review_of(written("A sal e of cakes. Sale is a word."))
        assert [span[1:] for span in review.marks.find_word("Sale")] == [(18, 22)]

    def test_a_number_is_found_with_its_blanks_moved(self) -> None:
        review = review_of(written("Ring 07700 900123 or 0770 0900 123."))
        assert len(review.marks.find_word("07700 900123")) == 2

    def test_a_word_marked_twice_is_one_group(self) -> None:
        review = review_of(written("Hawthorn team, hawthorn."))
        review.mark_word("Hawthorn", review.marks.find_word("Hawthorn"))
        review.mark_word("hawthorn", review.marks.find_word("hawthorn"))
        assert [review.marks.groups[at].count for at in review.marks.live()] == [2]

    def test_a_word_taken_back_is_gone_and_comes_again(self) -> None:
        review = review_of(written("Hawthorn team."))
        review.mark_word("Hawthorn", review.marks.find_word("Hawthorn"))
        review.undo()
        assert review.marks.live() == []
        assert list(review.marks.places_in(0)) == []
        review.redo()
        assert len(review.marks.live()) == 1

    def test_a_word_that_does_not_stand_there_changes_nothing(self) -> None:
        review = review_of(written("Hawthorn team."))
        version = review.version
        review.mark_word("Rowan", review.marks.find_word("Rowan"))
        assert review.version == version


class TestReasons:
    def test_a_reason_that_names_a_place_is_refused(self) -> None:
        with pytest.raises(BadAnswer, match="itself names a place") as refused:
            checked_reason(Why.OTHER, "it only says they moved from Bradford", OWN, Mode.OUT)
        assert "Bradford" not in str(refused.value)

    def test_another_reason_needs_words(self) -> None:
        with pytest.raises(BadAnswer):
            checked_reason(Why.OTHER, "  ", OWN, Mode.OUT)
        with pytest.raises(BadAnswer):
            checked_reason(Why.OTHER, "x" * (LONGEST + 1), OWN, Mode.OUT)
        assert checked_reason(Why.OTHER, " it is a  brand ", OWN, Mode.OUT).note == "it is a brand"

    def test_our_own_area_may_stay_only_with_our_own_services(self) -> None:
        assert Why.OURS in offered(Mode.LOCAL)
        assert Why.OURS not in offered(Mode.OUT)
        with pytest.raises(BadAnswer):
            checked_reason(Why.OURS, "", OWN, Mode.OUT)
