"""Where the words lie on the pages: asked of the process apart for each page as it comes into sight."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from spoc_desk.sanitise.review.review import Review

from .reading import Reading

if TYPE_CHECKING:
    from spoc_desk.sanitise.redact.orders import Box


class BoxFinder(QObject):
    """One review at a time.

    Signals:
        learned: (places, grown): boxes of places are known now; whether some have none and she must look herself.
        known: nothing was to be asked about a page.
    """

    learned = Signal(object, bool)
    known = Signal()

    def __init__(self, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._review: Review | None = None
        self._drawn: set[int] = set()  # the pages that were in sight

    def begin(self, review: Review | None) -> None:
        """Begin with a review, or with none."""
        self._review = review
        self._drawn.clear()

    def look_again(self, pages: Iterable[int]) -> None:
        """Ask about new words on pages that were in sight; the others are asked about when they come into sight."""
        review = self._review
        for page in self._drawn.intersection(pages):
            if review is not None and review.spans_on(page):
                self.look_at(page)

    def look_at(self, page: int) -> None:
        """A page is drawn: find out where its words lie on it."""
        self._drawn.add(page)
        review = self._review
        spans = review.spans_on(page) if review is not None else []
        if review is None or not spans:
            self.known.emit()
            return
        text = review.boxes.texts_on(page)[0]
        mine = [span for span in spans if span[1] == text]
        lost: dict[int, tuple[Box, ...]] = {span[0]: () for span in spans if span[1] != text}

        def done(found: "tuple[tuple[Box, ...], ...]") -> None:
            if self._review is review:
                known = {span[0]: boxes for span, boxes in zip(mine, found, strict=True)}
                grown = review.learn_boxes(page, {**known, **lost})
                self.learned.emit(frozenset(known), grown)

        self._reading.find_boxes(page, [(start, end) for _, _, start, end in mine], done)
