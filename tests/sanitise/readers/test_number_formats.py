"""A number as its format shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.sanitise.readers.ooxml.number_formats import hides, shown_number, shown_text


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("45000", "dd/mm/yyyy", "15/03/2023"),
        ("45000.5", "d mmmm yyyy hh:mm", "15 March 2023 12:00"),
        ("45000", "[$-809]dddd d mmm yy;@", "Wednesday 15 Mar 23"),
        ("1", "dd/mm/yyyy", "01/01/1900"),
        ("0.75", "h:mm AM/PM", "6:00 PM"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.5", "mm:ss", "00:00"),
        ("1582123456", "00000000000", "01582123456"),
        ("1582123456", "00000\\ 000000", "01582 123456"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("-1234567.891", "#,##0.00_);[Red](#,##0.00)", "(1,234,567.89)"),
        ("-5", "0.0", "-5.0"),
        ("0.256", "0.0%", "25.6%"),
        ("5", "[$£-809]#,##0.00", "£5.00"),
        ("3", '"Ward "0', "Ward 3"),
        ("3", '"Ward"', "Ward (3)"),
        ("7", '0" km"', "7 km"),
        ("0", "#", ""),
        ("0", '0;-0;"none"', "none (0)"),
        ("100012345678", "General", "100012345678"),
        ("12345", "0.00E+00", "12345"),
        ("no number", "0", "no number"),
        ("1e999", "0", "1e999"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: str, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


def test_dates_of_old_macintosh_files_count_from_1904() -> None:
    assert shown_number("43538", "dd/mm/yyyy", since_1904=True) == "15/03/2023"


def test_a_text_section_adds_its_words() -> None:
    assert shown_text("x", '"Ward: "@') == "Ward: x"
    assert shown_text("x", '0;0;0;"A "@') == "A x"
    assert shown_text("x", "dd/mm/yyyy") == "x"


def test_a_format_of_nothing_hides_its_value() -> None:
    assert hides(";;;") and not hides("General") and not hides("0;;")


@given(st.floats().map(repr) | st.text(max_size=20), st.text(alphabet='0#?.,%yYmdhsAMP/"\\[];@_*-E+ $£G', max_size=40))
def test_any_format_ends_in_a_text(value: str, code: str) -> None:
    assert isinstance(shown_number(value, code), str)
    assert isinstance(shown_text(value, code), str)
