"""Reading OpenDocument texts, sheets and slides, packed and flat."""

import pytest

from spoc_desk.sanitise.readers import xml_file
from spoc_desk.sanitise.readers.file_channels import FILE_CHANNELS
from spoc_desk.sanitise.readers.odf import odf_file
from spoc_desk.sanitise.readers.unit import Found, Shape
from tests.sanitise.readers.make_odf import (
    PACKED_CANARIES,
    SHEET_CANARIES,
    SHEETS,
    SLIDE_CANARIES,
    SLIDES,
    TEXT_CANARIES,
    flat,
    full_odt,
    odf,
)
from tests.sanitise.readers.make_package import channels_of, found, units, unscannable


@pytest.fixture(scope="module")
def text_file() -> list[Found]:
    return found(odf_file.read, full_odt())


@pytest.fixture(scope="module")
def flat_file() -> list[Found]:
    return found(xml_file.read, flat())


@pytest.mark.parametrize(("canary", "expected"), {**TEXT_CANARIES, **PACKED_CANARIES}.items())
def test_every_place_of_a_text_is_read(text_file: list[Found], canary: str, expected: tuple[str, bool]) -> None:
    assert channels_of(canary, text_file) == {expected}


@pytest.mark.parametrize(("canary", "expected"), TEXT_CANARIES.items())
def test_every_place_of_a_flat_text_is_read(flat_file: list[Found], canary: str, expected: tuple[str, bool]) -> None:
    assert channels_of(canary, flat_file) == {expected}


@pytest.mark.parametrize(("canary", "expected"), SHEET_CANARIES.items())
def test_every_place_of_a_sheet_is_read(canary: str, expected: tuple[str, bool]) -> None:
    assert channels_of(canary, found(odf_file.read, odf(SHEETS))) == {expected}


@pytest.mark.parametrize(("canary", "expected"), SLIDE_CANARIES.items())
def test_every_place_of_slides_is_read(canary: str, expected: tuple[str, bool]) -> None:
    assert channels_of(canary, found(odf_file.read, odf(SLIDES))) == {expected}


def test_headings_and_items_keep_their_shape(text_file: list[Found]) -> None:
    shapes = {unit.text: (unit.shape, unit.level) for unit in units(text_file)}

    assert shapes["Headingcanary"] == (Shape.HEADING, 2)
    assert shapes["Itemcanary"] == (Shape.ITEM, 0)


def test_a_locked_file_is_never_clean() -> None:
    manifest = "<m:manifest xmlns:m='m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    seen = found(odf_file.read, odf("", **{"META-INF/manifest.xml": manifest}))

    assert any("locked with a password" in item.sentence for item in unscannable(seen))


def test_every_channel_that_is_used_has_its_sentence(text_file: list[Found], flat_file: list[Found]) -> None:
    every = [*text_file, *flat_file, *found(odf_file.read, odf(SHEETS)), *found(odf_file.read, odf(SLIDES))]
    used = {unit.channel for unit in units(every) if not unit.channel.startswith(("package-", "inside", "xml-"))}

    assert used <= FILE_CHANNELS.keys()
