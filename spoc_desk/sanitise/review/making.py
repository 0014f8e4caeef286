"""From decisions to orders: what the new copy is made of, and which words must not be found in it afterwards."""

from collections import Counter
from collections.abc import Iterable

from spoc_desk.errors import NotYet
from spoc_desk.sanitise.apart.document import Producer
from spoc_desk.sanitise.redact.claims import Proof, proof_of
from spoc_desk.sanitise.redact.orders import Box, CoveredPage, Ink, Orders, Passage, Raster, Retype
from spoc_desk.sanitise.review.again import what_is_left
from spoc_desk.sanitise.review.elsewhere import hidden_words
from spoc_desk.sanitise.review.places import Decision, key_of
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.waiting import waiting

DPI = 200


def orders(review: Review) -> Orders:
    """Return the orders for the new copy.

    Raises:
        NotYet: something is left to decide or to look at.
    """
    left = waiting(review)
    if left:
        raise NotYet(f"The copy cannot be made yet: {'; '.join(each.rstrip('.') for each in left)}.")
    if review.document.producer is Producer.RASTER:
        return Raster(tuple(_covered_pages(review)), DPI, _ink(review))
    return Retype(tuple(_passages(review)))


def proof(review: Review, made: Orders) -> Proof:
    """Return what must hold for the copy made from these orders."""
    return proof_of(made, terms(review), kept(review))


def kept(review: Review) -> tuple[tuple[str, int], ...]:
    """Return the words that stay, and at how many places: a scan of the copy may find these, and no others."""
    marks = review.marks
    words = Counter(
        marks.word(marks.places[at])
        for number in marks.live()
        for at in marks.groups[number].places
        if marks.decisions[at] is Decision.KEEP
    )
    return tuple(words.items())


def terms(review: Review) -> tuple[str, ...]:
    """Return the words that must not be found in the new copy: those removed wherever they stand, seen or hidden.

    A word that stays somewhere, because she kept it there or because it is an ordinary word at a place that was never
    marked, would be found and is no leak: it is not among them.
    """
    marks = review.marks
    staying = {marks.groups[number].key for number in marks.live() if marks.groups[number].kept}
    gone: dict[str, list[str]] = {}
    for number in marks.live():
        group = marks.groups[number]
        gone.setdefault(group.key, []).extend(marks.word(marks.places[at]) for at in group.places)
    shown = {key: len(words) for key, words in gone.items()}
    for word, _ in hidden_words(review.document):
        gone.setdefault(key_of(word), []).append(word)
    found: dict[str, None] = {}
    for key, words in gone.items():
        if key not in staying and not marks.stands_unmarked(key, words[0], shown.get(key, 0)):
            found.update(dict.fromkeys(words))
    return tuple(found)


def _covered_pages(review: Review) -> Iterable[CoveredPage]:
    left_out = review.aside.pages_left_out()
    for size in review.document.pages:
        if size.page not in left_out:
            yield CoveredPage(size.page, tuple(boxes_on(review, size.page)))


def boxes_on(review: Review, page: int) -> Iterable[Box]:
    """Yield everything that is covered on a page: removed words, drawn boxes, pictures that were not kept."""
    marks, boxes = review.marks, review.boxes
    for text in boxes.texts_on(page):
        for at in marks.places_in(text):
            if marks.decisions[at] is not Decision.KEEP:
                yield from boxes.of_place.get(at, ())
    for _, box in boxes.drawn_on(page):
        yield box
    for picture in boxes.pictures_on(page):
        if picture.picture not in boxes.kept_pictures and picture.box is not None:
            yield picture.box


def _ink(review: Review) -> Ink:
    """Grey where a picture is kept: in black and white nobody would recognise it."""
    return Ink.GREY if review.boxes.kept_pictures else Ink.BLACK_WHITE


def _passages(review: Review) -> Iterable[Passage]:
    yield from (left.passage for left in what_is_left(review))
    for picture in review.boxes.pictures:
        if picture.picture in review.boxes.kept_pictures:
            yield Passage("", picture=picture.picture)
