"""A document of drawn pages, for the parts of the window that show pages: real pages, known findings."""

import re
from collections.abc import Sequence

import pytest

from spoc_desk.errors import Cancelled
from spoc_desk.sanitise.apart import reading_room
from spoc_desk.sanitise.apart.document import Document, Doing, Producer, Progress, Scanned
from spoc_desk.sanitise.findings import Finding, Severity
from spoc_desk.sanitise.pages.pdf.pages import PdfPages
from spoc_desk.sanitise.readers.unit import Picture, Shape, Unit, Unscannable
from spoc_desk.sanitise.redact.claims import Check, Proof
from spoc_desk.sanitise.redact.orders import Orders, Passage
from tests.ui.checking.direct_room import DirectRoom, Heard


class PagedRoom(DirectRoom):
    """Finds "Bradford" on every page; page 2 has a picture, page 3 cannot be read."""

    def read(self, data: bytes, name: str, *, heard: Heard) -> Document:
        self._data = data
        pages = PdfPages(data)
        scanned = []
        for size in pages.sizes():
            text = pages.reading(size.page).text
            found = tuple(
                Finding(*match.span(), "place", Severity.HIGH, "The name of a city, town or district.")
                for match in re.finditer("Bradford", text)
            )
            scanned.append(Scanned(Unit(text, "pdf-text", "", size.page, True, Shape.PAGE), found))
            heard(Progress(size.page, 3, Doing.READING))
        unread = (Unscannable("pdf-no-text", "Page 3 is a picture without text.", page=3),)
        pictures = (Picture(1, 2, (400.0, 40.0, 500.0, 90.0), 100, 50),)
        return Document(tuple(scanned), unread, (), pages.sizes(), pictures, Producer.RASTER)


class LyingRoom(PagedRoom):
    """Its proof always fails."""

    def prove(self, pdf: bytes, proof: Proof, *, heard: Heard) -> tuple[Check, ...]:
        return (Check("terms", False, 1, "A removed word can be read in the copy."),)


class SharpRoom(PagedRoom):
    """Finds one more word when it reads what is left."""

    def look_again(self, passages: Sequence[Passage], *, heard: Heard) -> tuple[tuple[Finding, ...], ...]:
        return tuple(
            tuple(
                Finding(*match.span(), "school", Severity.HIGH, "The name of a school.")
                for match in re.finditer("letter", passage.text)
            )
            for passage in passages
        )


class SlowRoom(PagedRoom):
    """Is told to stop while it makes the first copy."""

    stopped = 0

    def make(self, orders: Orders, *, heard: Heard) -> bytes:
        SlowRoom.stopped += 1
        if SlowRoom.stopped == 1:
            raise Cancelled()
        return super().make(orders, heard=heard)


def use(monkeypatch: pytest.MonkeyPatch, room: type[DirectRoom]) -> None:
    """Let the window read with *room* instead of a process apart."""
    monkeypatch.setattr(reading_room, "ReadingRoom", room)
