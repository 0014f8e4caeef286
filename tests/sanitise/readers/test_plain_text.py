"""Reading plain text: any encoding, any length of line, and what stands in it in code signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.sanitise.readers import plain_text
from spoc_desk.sanitise.readers.decoding import decoded, encoding_of, whole
from tests.sanitise.readers.make_package import channels_of, found, units, unscannable

WELSH = "Mae’r plentyn yn byw yn Llŷn – café №1\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"], ids=lambda name: name
)
def test_letters_come_right_in_every_encoding(encoding: str) -> None:
    assert "".join(unit.text for unit in units(found(plain_text.read, (WELSH * 3).encode(encoding)))) == (
        WELSH * 3
    ).strip("\n")


def test_windows_letters_are_read_where_bytes_are_no_utf8() -> None:
    assert units(found(plain_text.read, b"It\x92s \x80 5 caf\xe9 \x81"))[0].text == "It’s € 5 café \x81"


def test_an_odd_byte_changes_nothing_but_itself() -> None:
    line = "é" * 70 + "\n"
    before, behind = (line * 7_000).encode(), (line * 9_000).encode()

    assert whole(before + b"\x92" + behind) == line * 7_000 + "’" + line * 9_000


def test_bytes_that_are_no_text_are_never_clean_but_their_words_are_read() -> None:
    seen = found(plain_text.read, b"\0\1\2\3Wordcanary\0\0\xff\xfe\0\5" + bytes(100))

    assert unscannable(seen)
    assert channels_of("Wordcanary", seen) == {("text-not-readable", False)}


def test_a_long_text_is_cut_between_paragraphs() -> None:
    paragraphs = [f"Paragraph {number}. " + "word " * 100 for number in range(100)]
    texts = [unit.text for unit in units(found(plain_text.read, "\n\n".join(paragraphs).encode()))]

    assert len(texts) > 5
    assert all(text.startswith("Paragraph") and len(text) <= 12_000 for text in texts)
    assert "\n\n".join(texts) == "\n\n".join(paragraphs)


def test_a_line_without_end_is_read_whole() -> None:
    data = b"word " * 400_000

    assert sum(len(unit.text) for unit in units(found(plain_text.read, data))) >= len(data) - 1


def test_json_signs_are_read_as_letters() -> None:
    seen = found(plain_text.read, rb'{"town": "\u004c\u0065eds\u0063anary"}')

    assert channels_of("Leedscanary", seen) == {("text-escaped", False)}


def test_folded_calendar_lines_are_joined() -> None:
    seen = found(plain_text.read, b"BEGIN:VCALENDAR\r\nLOCATION:Town Hall\\, Split\r\n canary\r\nEND:VCALENDAR\r\n")

    assert channels_of("Splitcanary", seen) == {("text-line", True)}


def test_quoted_letters_of_an_old_address_card_are_read() -> None:
    card = b"BEGIN:VCARD\r\nADR;ENCODING=QUOTED-PRINTABLE:Caf=C3=A9canary\r\nEND:VCARD\r\n"

    assert ("text-escaped", False) in channels_of("Cafécanary", found(plain_text.read, card))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200))
def test_no_character_of_a_utf8_text_is_lost(text: str) -> None:
    data = text.encode()
    encoding, start = encoding_of(data)
    if encoding == "utf-8":
        assert "".join(decoded(data, encoding, start)) == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_any_bytes_end_in_text_or_a_sentence(data: bytes) -> None:
    seen = found(plain_text.read, data)

    assert all(unit.text.encode("utf-8") for unit in units(seen))
