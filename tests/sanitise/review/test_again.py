"""What is found when the copy is read before it is made comes back to the reviewer, at its own place, undecided."""

from collections.abc import Sequence

from spoc_desk.sanitise.findings import Finding, Mode, Severity
from spoc_desk.sanitise.readers.unit import Shape, Unit
from spoc_desk.sanitise.redact.orders import Passage, Retype
from spoc_desk.sanitise.review.acceptance import accept_until_clean
from spoc_desk.sanitise.review.again import places_found, what_is_left
from spoc_desk.sanitise.review.making import orders
from spoc_desk.sanitise.review.places import Decision
from spoc_desk.sanitise.review.reasons import Reason, Why
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.waiting import waiting, waits
from tests.sanitise.review.documents import (
    BOX,
    Document,
    Producer,
    look_at_everything,
    paged,
    remove_everything,
    review_of,
    scanned,
    written,
)

STORY = "She lived in an Bradford  flat and then in Rotherham."


class Finder:
    """Finds one word; counts how often it was asked."""

    def __init__(self, word: str) -> None:
        self.word, self.asked = word, 0

    def __call__(self, passages: Sequence[Passage]) -> list[tuple[Finding, ...]]:
        self.asked += 1
        return [self._in(passage.text) for passage in passages]

    def _in(self, text: str) -> tuple[Finding, ...]:
        at = text.find(self.word)
        return () if at < 0 else (Finding(at, at + len(self.word), "place", Severity.HIGH, "A town."),)


def decided(story: str = STORY) -> Review:
    """Return a review in which all that was found is removed and all was seen."""
    review = review_of(written(story))
    look_at_everything(review)
    remove_everything(review)
    return review


def put_again(review: Review, word: str) -> list[str]:
    """Look again for a word; return what came back to the reviewer."""
    left = list(what_is_left(review))
    places = places_found(review, left, Finder(word)([each.passage for each in left]))
    review.add_again(places)
    return [review.marks.word(place) for place in places]


class TestFoundAgain:
    def test_it_lies_where_it_stood_in_the_file(self) -> None:
        review = decided()
        assert [each.passage.text for each in what_is_left(review)] == [
            "She lived in a [place removed] flat and then in Rotherham."
        ]
        assert put_again(review, "Rotherham") == ["Rotherham"]

    def test_it_waits_to_be_decided_and_says_where_it_comes_from(self) -> None:
        review = decided()
        version = review.version
        put_again(review, "Rotherham")
        assert waiting(review) == ("1 word undecided, found when the copy was read again",)
        group = waits(review)[0].first
        assert review.marks.groups[group].word == "Rotherham"
        assert review.version > version

    def test_removed_it_is_gone_from_the_copy(self) -> None:
        review = decided()
        put_again(review, "Rotherham")
        review.remove_group(waits(review)[0].first)
        made = orders(review)
        assert isinstance(made, Retype)
        assert made.passages[0].text == "She lived in a [place removed] flat and then in [place removed]."
        assert put_again(review, "Rotherham") == []

    def test_kept_it_does_not_come_back(self) -> None:
        review = decided()
        put_again(review, "Rotherham")
        review.keep_group(waits(review)[0].first, Reason(Why.NO_PLACE))
        assert put_again(review, "Rotherham") == []
        assert waiting(review) == ()

    def test_a_part_of_a_kept_place_does_not_come_back_but_more_than_it_does(self) -> None:
        review = decided()
        put_again(review, "in Rotherham")
        review.keep_group(waits(review)[0].first, Reason(Why.NO_PLACE))
        assert put_again(review, "Rotherham") == []
        assert put_again(review, "then in Rotherham") == ["then in Rotherham"]

    def test_taking_an_earlier_step_back_leaves_it_undecided(self) -> None:
        review = decided()
        put_again(review, "Rotherham")
        review.undo()
        assert review.marks.undecided == 2
        review.redo()
        assert [review.marks.decisions[at] for at in (0, 1)] == [Decision.REMOVE, Decision.UNDECIDED]

    def test_of_a_paged_document_the_texts_of_its_pages_are_read_and_no_note(self) -> None:
        note = scanned(Unit("Note.", "pdf-annotation", "Note 1", 1, shown=True), Mode.OUT)
        page = paged("In Bradford.", "x")
        review = review_of(Document((*page.scanned, note), (), (), page.pages, (), Producer.RASTER))
        remove_everything(review)
        assert [(each.passage.text, each.passage.shape) for each in what_is_left(review)] == [
            ("In [place removed].", Shape.PAGE),
            ("x", Shape.PAGE),
        ]


class TestAcceptance:
    def test_it_goes_on_until_nothing_is_found(self) -> None:
        review = review_of(written(STORY))
        finder = Finder("Rotherham")
        accept_until_clean(review, lambda _page, spans: tuple((BOX,) for _ in spans), finder)
        made = orders(review)
        assert isinstance(made, Retype)
        assert "Rotherham" not in made.passages[0].text
        assert finder.asked == 2

    def test_it_comes_to_an_end_whatever_is_found(self) -> None:
        review = review_of(written(STORY))
        finder = Finder("removed")  # stands in every token
        accept_until_clean(review, lambda _page, spans: tuple((BOX,) for _ in spans), finder)
        assert waiting(review) == ()
        assert finder.asked < 10
