"""The parts under producer A: signs, lines and the cut of the typeface."""

import pytest

from spoc_desk.sanitise.redact.lines import TOKEN_SCALE, TOKEN_WIDTH, measure, wrap
from spoc_desk.sanitise.redact.signs import MISSING, TOKEN_SIGNS, typeset
from spoc_desk.sanitise.redact.tokens import TOKENS
from spoc_desk.sanitise.redact.typeface import Weight, cut, face


def test_signs_the_typeface_has_not_are_squares_and_counted() -> None:
    assert typeset("Amina (আমিনা), தமிழ்") == (f"Amina ({MISSING * 3}), {MISSING * 3}", 6)


def test_names_in_latin_greek_and_cyrillic_stay() -> None:
    names = "Łukasz Żółć, Ναταλία, Ирина, Nguyễn, Zoë"
    assert typeset(names) == (names, 0)


def test_hidden_signs_are_dropped() -> None:
    assert typeset("a\u202eb\u200bc\u00add\u2066e\x07f\ufeff\u180e") == ("abcdef", 0)


def test_boxes_and_arrows_of_forms_become_plain_signs() -> None:
    assert typeset("\u2611 yes \u2610 no \u2192 \uf0b7") == ("[x] yes [ ] no -> \u2022", 0)


def test_every_line_break_is_one() -> None:
    assert typeset("a\r\nb\rc\u2028d\x0be") == ("a\nb\nc\nd\ne", 0)


def test_a_private_sign_of_the_source_is_no_token() -> None:
    assert typeset(next(iter(TOKEN_SIGNS.values())))[0] == MISSING


def test_every_token_is_equally_wide_and_fits_its_cell() -> None:
    assert {measure(sign, weight) for sign in TOKEN_SIGNS.values() for weight in Weight} == {TOKEN_WIDTH}
    assert all(measure(token, Weight.REGULAR) * TOKEN_SCALE < TOKEN_WIDTH - 400 for token in TOKENS.values())


@pytest.mark.parametrize("text", ["several words that need more than a single line", "x" * 500, "a\n\nb", "", "W"])
def test_no_line_is_wider_than_its_column(text: str) -> None:
    lines = list(wrap(text, Weight.REGULAR, 10, 60))
    assert all(measure(line, Weight.REGULAR) * 10 / 1000 <= 60 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_column_narrower_than_a_letter_still_ends() -> None:
    assert list(wrap("WWW", Weight.BOLD, 20, 1)) == ["W", "W", "W"]


@pytest.mark.parametrize("weight", list(Weight))
def test_the_cut_is_small_and_keeps_the_widths(weight: Weight) -> None:
    text = "Żółć ½ é"
    codes = sorted({ord(sign) for sign in text})
    program, widths = cut(weight, codes)
    assert len(widths) == len(codes) + 1
    assert len(program) < 12_000
    whole = face(weight)
    assert [whole.widths[code] for code in codes] == list(widths[1:])


def test_the_cut_carries_no_names_and_no_dates() -> None:
    program, _ = cut(Weight.REGULAR, [ord("A")])
    tables = {program[12 + 16 * at : 16 + 16 * at] for at in range(int.from_bytes(program[4:6], "big"))}
    assert tables == {b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep"}
    assert b"Noto" not in program
    assert b"N\0o\0t\0o" not in program
