"""What is covered on the pages of a raster copy: the boxes of places, those drawn by hand, and the pictures."""

from collections.abc import Iterator
from dataclasses import dataclass

from spoc_desk.sanitise.apart.document import Document
from spoc_desk.sanitise.readers.unit import Picture, Shape
from spoc_desk.sanitise.redact.orders import Box

_WHOLE_PAGE = 0.6
"""A picture that takes more of its page than this is the page: a scan, which is looked at as a page."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One box drawn by hand."""

    page: int
    box: Box


class PageBoxes:
    """Boxes of one document, in points from the top left of each page."""

    def __init__(self, document: Document) -> None:
        self._sizes = {size.page: (size.width, size.height) for size in document.pages}
        self.pictures: tuple[Picture, ...] = tuple(each for each in document.pictures if not self._is_page(each))
        self.kept_pictures: set[int] = set()
        self.of_place: dict[int, tuple[Box, ...]] = {}
        self.drawn: list[Drawn] = []
        self.shown: set[int] = set()  # which of the drawn boxes are there
        self._texts: dict[int, list[int]] = {}
        for number, scanned in enumerate(document.scanned):
            if scanned.unit.shown and scanned.unit.shape is Shape.PAGE and scanned.unit.page in self._sizes:
                self._texts.setdefault(scanned.unit.page, []).append(number)

    def texts_on(self, page: int) -> list[int]:
        """Return the texts that lie on the picture of a page."""
        return self._texts.get(page, [])

    def new_box(self, page: int, box: Box) -> int:
        """Note a box, made to fit the page; it is not there before `show`."""
        width, height = self._sizes[page]
        left, right = sorted((min(max(box[0], 0), width), min(max(box[2], 0), width)))
        top, bottom = sorted((min(max(box[1], 0), height), min(max(box[3], 0), height)))
        self.drawn.append(Drawn(page, (left, top, right, bottom)))
        return len(self.drawn) - 1

    def drawn_on(self, page: int) -> Iterator[tuple[int, Box]]:
        """Yield the boxes drawn on a page, with their numbers."""
        for number in sorted(self.shown):
            if self.drawn[number].page == page:
                yield number, self.drawn[number].box

    def pictures_on(self, page: int) -> Iterator[Picture]:
        """Yield the pictures that lie on a page."""
        return (each for each in self.pictures if each.page == page and each.box is not None)

    def page_of_picture(self, picture: int) -> int:
        """Return the page of a picture; 0 where it has none."""
        return next((each.page for each in self.pictures if each.picture == picture), 0)

    def _is_page(self, picture: Picture) -> bool:
        size = self._sizes.get(picture.page)
        if picture.box is None or size is None:
            return False
        left, top, right, bottom = picture.box
        return (right - left) * (bottom - top) >= _WHOLE_PAGE * size[0] * size[1]
