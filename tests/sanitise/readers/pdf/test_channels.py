"""A word planted in any place of a PDF is found, and under the channel of that place."""

from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from spoc_desk.sanitise.readers.file_channels import FILE_CHANNELS
from spoc_desk.sanitise.readers.unit import PageSize, Picture
from tests.sanitise.readers.pdf.make_pdf import changed, channels_with, drawn, image_reader, read_all
from tests.sanitise.readers.pdf.places import (
    PLACES,
    WORD,
    attachment,
    info,
    map_corners,
    outline,
    private,
    script,
    structure,
    xmp,
)


@pytest.mark.parametrize(("channel", "make"), [place[1:] for place in PLACES], ids=[place[0] for place in PLACES])
def test_a_word_planted_in_a_pdf_is_found(channel: str, make: Callable[[], bytes]) -> None:
    assert channel in channels_with(make(), WORD)


@pytest.mark.parametrize("options", [{"object_stream_mode": pikepdf.ObjectStreamMode.generate}, {"linearize": True}])
@pytest.mark.parametrize(
    "change", [info, xmp, outline, structure, private, attachment, script], ids=lambda c: c.__name__
)
def test_the_way_a_pdf_is_packed_hides_nothing(
    change: Callable[[pikepdf.Pdf], None], options: dict[str, object]
) -> None:
    plain, packed = changed(change), changed(change, **options)

    assert channels_with(packed, WORD) == channels_with(plain, WORD)


@pytest.mark.parametrize("change", [info, xmp, outline, attachment], ids=lambda change: change.__name__)
def test_a_pdf_locked_only_against_changes_is_read(change: Callable[[pikepdf.Pdf], None]) -> None:
    locked = changed(change, encryption=pikepdf.Encryption(user="", owner="secret"))

    assert channels_with(locked, WORD)


def test_the_corners_of_a_map_are_positions() -> None:
    assert channels_with(changed(map_corners), "53.590000, -0.650000") == {"pdf-position"}


def test_words_of_the_page_are_not_told_again_from_its_orders() -> None:
    data = drawn(lambda canvas: canvas.drawString(50, 100, f"Lived in {WORD}"))

    assert channels_with(data, WORD) == {"pdf-page"}


def test_every_channel_used_is_listed() -> None:
    used = {
        found.channel
        for _, _, make in PLACES
        for found in read_all(make())
        if not isinstance(found, PageSize | Picture)
    }

    assert {channel for channel in used if channel.startswith("pdf-")} <= FILE_CHANNELS.keys()


def test_a_picture_of_a_page_has_its_box_and_its_size() -> None:
    data = drawn(lambda canvas: canvas.drawImage(image_reader(Image.new("RGB", (30, 20), "red")), 50, 40, 90, 60))

    pictures = [found for found in read_all(data) if isinstance(found, Picture)]

    assert [(found.picture, found.page, found.width, found.height) for found in pictures] == [(1, 1, 30, 20)]
    assert pictures[0].box == pytest.approx((50, 200, 140, 260), abs=0.5)
