"""Disguises are read through, and every character still knows where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.sanitise.normalise import normalise


@pytest.mark.parametrize(
    ("given_text", "plain"),
    [
        ("a\u00a0b", "a b"),
        ("a\u200bb\u200c\u2060\ufeff", "ab"),
        ("co\u00adop", "coop"),
        ("\uff21\uff22\uff11", "AB1"),
        ("\u2018a\u2019 \u201cb\u201d", "'a' \"b\""),
        ("a\u2013b\u2011c", "a-b-c"),
        ("\ufb01ne", "fine"),
        ("Ynys Môn", "Ynys Mon"),
        ("Lееds", "Leeds"),
        ("a\u2028b", "a\nb"),
        ("plain", "plain"),
    ],
)
def test_what_a_reader_sees_is_what_is_scanned(given_text: str, plain: str) -> None:
    assert normalise(given_text).text == plain


@given(st.text(max_size=200))
def test_offsets_point_into_the_given_text_in_order(text: str) -> None:
    clean = normalise(text)
    assert len(clean.offsets) == len(clean.text) == len(clean.lower)
    assert list(clean.offsets) == sorted(clean.offsets)
    assert all(0 <= offset < len(text) for offset in clean.offsets)


def test_a_span_covers_the_invisible_marks_inside_it() -> None:
    text = "x Lee\u200bds y"
    clean = normalise(text)
    start, end = clean.given_span(2, 7)
    assert text[start:end] == "Lee\u200bds"


def test_the_words_in_small_letters_and_as_written_run_side_by_side() -> None:
    for code in (*range(0x20, 0xD800), *range(0xE000, 0x11000)):
        clean = normalise(f"ab {chr(code)} cd")
        tokens = clean.tokens
        assert len(tokens.low) == len(tokens.cased) == len(tokens.starts), hex(code)
