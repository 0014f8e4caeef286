"""What an office program glues to a word is taken off before the word is read."""

import base64

import pytest

from spoc_desk.sanitise.readers.any_file import read_file
from spoc_desk.sanitise.readers.limits import Budget
from spoc_desk.sanitise.readers.ooxml.sheet import _PAGE_CODES
from spoc_desk.sanitise.readers.unit import Unit


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&LCongleton SR1 5AR", "Congleton SR1 5AR"),
        ('&C&"Arial,Bold"&12Hull && York&R&P', "Arial,Bold Hull && York"),
        ("&K01+049Leeds", "Leeds"),
        ("&KFF0000Leeds", "Leeds"),
    ],
)
def test_the_codes_of_a_page_header_are_no_letters_of_its_words(written: str, read: str) -> None:
    assert " ".join(_PAGE_CODES.sub(r" \1 ", written).split()) == read


def test_a_short_file_inside_an_address_is_read() -> None:
    page = f'<html><body><img src="data:text/plain;base64,{base64.b64encode(b"Otley").decode()}"></body></html>'
    texts = [found.text for found in read_file(page.encode(), "", Budget()) if isinstance(found, Unit)]

    assert any("Otley" in text for text in texts)
