"""Reading slides: what the show shows, and the notes, hidden slides, designs and labels around it."""

import pytest

from spoc_desk.sanitise.readers.file_channels import FILE_CHANNELS
from spoc_desk.sanitise.readers.ooxml import office_file, pptx
from spoc_desk.sanitise.readers.unit import Found
from tests.sanitise.readers.make_docx import full_docx
from tests.sanitise.readers.make_package import channels_of, found, units
from tests.sanitise.readers.make_pptx import CANARIES, full_pptx
from tests.sanitise.readers.make_xlsx import full_xlsx


@pytest.fixture(scope="module")
def everything() -> list[Found]:
    return found(pptx.read, full_pptx())


@pytest.mark.parametrize(("canary", "expected"), CANARIES.items())
def test_every_place_is_read_under_its_channel(
    everything: list[Found], canary: str, expected: tuple[str, bool]
) -> None:
    assert channels_of(canary, everything) == {expected}


def test_slides_come_in_the_order_of_the_show(everything: list[Found]) -> None:
    texts = [unit.text for unit in units(everything)]

    assert texts.index("Hiddenslidecanary") < texts.index("Titlecanary")  # the list names the second file first


@pytest.mark.parametrize(
    ("data", "canary"),
    [(full_docx(), "Bodycanary"), (full_xlsx(), "Sharedcanary"), (full_pptx(), "Titlecanary")],
    ids=["document", "workbook", "slides"],
)
def test_the_kind_of_an_office_file_is_found_out(data: bytes, canary: str) -> None:
    seen = [unit for unit in units(found(office_file.read, data)) if unit.shown]

    assert any(canary in unit.text for unit in seen)


def test_every_channel_that_is_used_has_its_sentence(everything: list[Found]) -> None:
    all_units = [*units(everything), *units(found(office_file.read, full_docx()))]
    all_units += units(found(office_file.read, full_xlsx()))
    used = {unit.channel for unit in all_units if not unit.channel.startswith(("package-", "inside", "xml-comment"))}

    assert used <= FILE_CHANNELS.keys()
    assert len(used) > 60
