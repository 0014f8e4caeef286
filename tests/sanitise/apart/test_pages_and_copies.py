"""The process apart draws pages, tells where words stand, makes the copy; a fresh process proves it."""

import io
import json
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import Cancelled, Unreadable
from spoc_desk.sanitise.apart import asking
from spoc_desk.sanitise.apart.believable import check_again, check_fits
from spoc_desk.sanitise.apart.document import Document, Producer, Progress
from spoc_desk.sanitise.apart.protocol import BadMessage
from spoc_desk.sanitise.apart.reading_room import ReadingRoom
from spoc_desk.sanitise.areas.fits import Fits, Stays
from spoc_desk.sanitise.findings import Finding, Mode, Severity
from spoc_desk.sanitise.readers.unit import Shape
from spoc_desk.sanitise.redact.claims import proof_of
from spoc_desk.sanitise.redact.orders import CoveredPage, Passage, Raster, Retype


def letter() -> bytes:
    """Return a PDF of two pages."""
    packed = io.BytesIO()
    pages = canvas.Canvas(packed, pagesize=(400, 300))
    for line in ("He came from Leeds in May.", "Nothing here."):
        pages.drawString(50, 200, line)
        pages.showPage()
    pages.save()
    return packed.getvalue()


Opened = tuple[ReadingRoom, Document]


@pytest.fixture(name="opened")
def _opened(luton: OwnArea) -> Iterator[Opened]:
    with ReadingRoom(luton, Mode.IN) as room:
        yield room, room.read(letter(), "letter.pdf", heard=lambda _: True)


def test_a_document_with_pages_is_copied_as_pictures(opened: Opened) -> None:
    _, document = opened
    assert [(size.page, size.width, size.height) for size in document.pages] == [(1, 400.0, 300.0), (2, 400.0, 300.0)]
    assert document.producer is Producer.RASTER


def test_how_many_areas_fit_is_told_as_a_number(opened: Opened) -> None:
    room, _ = opened
    words = (Stays("West Yorkshire Police", "police"), Stays("Elm Lodge", "venue"))
    assert room.measure(words) == Fits(5, 153, 1)
    assert room.measure(()) == Fits(153, 153)


@pytest.mark.parametrize("told", [Fits(0, 153), Fits(154, 153), Fits(1, 5_000), Fits(1, 153, -1), Fits(1, 153, 3)])
def test_a_number_that_cannot_be_is_not_believed(told: Fits) -> None:
    with pytest.raises(BadMessage):
        check_fits(told, 2)


def test_a_page_comes_as_a_picture_of_the_size_asked_for(opened: Opened) -> None:
    room, _ = opened
    with Image.open(io.BytesIO(room.page_image(1, 144))) as picture:
        assert picture.size == (800, 600)
        assert picture.convert("L").getextrema()[0] < 100


def test_a_finding_stands_where_its_word_is_drawn(opened: Opened) -> None:
    room, document = opened
    (unit,) = [one.unit for one in document.scanned if "Leeds" in one.unit.text and one.unit.shown]
    at = unit.text.index("Leeds")

    ((box,), rest) = room.boxes(unit.page, [(at, at + 5), (0, 2)])

    left, top, right, bottom = box
    assert 50 < left < right < 200 and 80 < top < bottom < 110
    assert rest[0][0] < left


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_is_not_there_is_a_plain_sentence_and_the_room_goes_on(opened: Opened, page: int) -> None:
    room, _ = opened
    with pytest.raises(Unreadable, match="could not be read to the end"):
        room.page_image(page, 100)
    assert room.page_image(1, 72)


def test_a_copy_is_made_and_proved_by_another_process(opened: Opened) -> None:
    room, _ = opened
    orders = Raster((CoveredPage(1, ((110.0, 85.0, 170.0, 108.0),)), CoveredPage(2)))
    heard: list[Progress] = []

    copy = room.make(orders, heard=lambda progress: not heard.append(progress))
    checks = room.prove(copy, proof_of(orders, ("Leeds",)))

    assert copy.startswith(b"%PDF-") and b"Leeds" not in copy
    assert len(checks) > 4 and all(check.passed for check in checks)
    assert heard


def test_a_copy_that_keeps_a_removed_word_fails_its_proof(opened: Opened) -> None:
    room, _ = opened
    orders = Retype((Passage("He came from Leeds in May."),))

    checks = room.prove(room.make(orders), proof_of(orders, ("Leeds",)))

    assert [check.name for check in checks if not check.passed]
    assert "Leeds" not in "".join(check.sentence for check in checks)


def test_what_is_left_is_read_as_the_copy_will_be(opened: Opened) -> None:
    room, _ = opened
    heard: list[Progress] = []
    passages = (Passage("Nothing."), Passage("Name\tNow\n\nAnn\tin  Rotherham [place removed]", Shape.TABLE))

    found = room.look_again(passages, heard=lambda progress: not heard.append(progress))

    assert [
        [passage.text[one.start : one.end] for one in each] for passage, each in zip(passages, found, strict=True)
    ] == [
        [],
        ["Rotherham"],
    ]
    assert heard


def test_the_making_can_be_stopped(opened: Opened) -> None:
    room, _ = opened
    with pytest.raises(Cancelled):
        room.make(Raster((CoveredPage(1),)), heard=lambda _: False)


def frame(message: object, body: bytes = b"") -> bytes:
    """Return one frame."""
    head = json.dumps(message).encode()
    return struct.pack(">II", len(head), len(body)) + head + body


def test_findings_outside_their_passage_are_not_believed() -> None:
    passages = (Passage("Ann"),)
    for found in (
        (),
        ((Finding(0, 4, "place", Severity.HIGH, "x"),),),
        ((Finding(0, 2, "nothing", Severity.HIGH, "x"),),),
    ):
        with pytest.raises(BadMessage):
            check_again(found, passages)


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@pytest.mark.parametrize(
    "answer",
    [
        frame(["Given"], b""),
        frame(["Given"], b"BM not a picture of ours" * 9),
        frame(["Given"], PNG + struct.pack(">II", 1_000_000, 1_000_000) + bytes(40)),
        frame(["Given"], PNG + struct.pack(">II", 0, 10) + bytes(40)),
        frame(["Boxes", []]),
        frame(["Finished", "raster"]),
        frame(["Progress", 1, 1, "Sleeping"]),
    ],
)
def test_no_strange_picture_reaches_the_window(
    luton: OwnArea, answer: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answers(answer, tmp_path, monkeypatch)
    with ReadingRoom(luton, Mode.IN) as room, pytest.raises(Unreadable, match="makes no sense"):
        room.page_image(1, 100)


@pytest.mark.parametrize(
    "boxes", [[], [[], []], [[[5.0, 0.0, 1.0, 9.0]]], [[[0.0, 0.0, 1e9, 9.0]]], [[[0.0, 0.0, 1.0]]], [["a"]]]
)
def test_no_strange_box_reaches_the_window(
    luton: OwnArea, boxes: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answers(frame(["Boxes", boxes]), tmp_path, monkeypatch)
    with ReadingRoom(luton, Mode.IN) as room, pytest.raises(Unreadable, match="makes no sense"):
        room.boxes(1, [(0, 4)])


@pytest.mark.parametrize("checks", [[], [["Check", "grammar", "yes", 1, "Fine."]], [["Check", "a", True, -1, "b"]]])
def test_no_strange_proof_is_believed(
    luton: OwnArea, checks: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answers(frame(["Checked", checks]), tmp_path, monkeypatch)
    with ReadingRoom(luton, Mode.IN) as room, pytest.raises(Unreadable, match="makes no sense"):
        room.prove(b"%PDF-", proof_of(Retype(()), ()))


def _answers(answer: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a process in place of ours that always says the same."""
    path = tmp_path / "other.py"
    path.write_text(f"import sys; sys.stdout.buffer.write({answer!r}); sys.stdout.flush(); sys.stdin.read()", "utf-8")
    start: Callable[[int, int], list[str]] = lambda memory, seconds: [sys.executable, "-I", str(path)]  # noqa: E731
    monkeypatch.setattr(asking, "command", start)
