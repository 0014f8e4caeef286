"""Reading Word documents: every place where text can stand, and what a person sees of it."""

import pytest

from spoc_desk.sanitise.readers.ooxml import docx as reader
from tests.sanitise.readers.make_docx import CANARIES, full_docx
from tests.sanitise.readers.make_package import channels_of, found


@pytest.fixture(scope="module")
def everything() -> list:
    return found(reader.read, full_docx())


@pytest.mark.parametrize(("canary", "expected"), CANARIES.items())
def test_every_place_is_read_under_its_channel(everything: list, canary: str, expected: tuple[str, bool]) -> None:
    assert channels_of(canary, everything) == {expected}
