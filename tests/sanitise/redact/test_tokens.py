"""Tokens: no letter of a removed word stays, nothing of its length, and the sentence can be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.channels import WHY
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.readers.unit import Shape
from spoc_desk.sanitise.redact.tokens import TOKENS, Kind, Removal, apply, count, kind_of, token
from spoc_desk.sanitise.scan import scan

WORDS = ["Leeds", "in", "an", "a", "the", "Barnsley's", "Stoke-on-Trent", "was", ".", ",", "-", "LS1", "é", "\n"]


def removed(text: str, *words: str, channel: str = "place", shape: Shape = Shape.PARAGRAPH) -> str:
    """Return the text without these words."""
    spans = [match.span() for word in words for match in re.finditer(re.escape(word), text)]
    return apply(text, [Removal(start, end, channel) for start, end in spans], shape)


def test_a_sentence_stays_readable() -> None:
    assert removed("They left Barnsley in May.", "Barnsley") == "They left [place removed] in May."


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("postcode", "[place removed]"),
        ("school", "[school removed]"),
        ("police", "[service removed]"),
        ("upn", "[number removed]"),
        ("phone", "[contact removed]"),
        ("direction", "[words removed]"),
        ("marked-by-hand", "[words removed]"),
    ],
)
def test_a_channel_has_its_word(channel: str, expected: str) -> None:
    assert token(channel) == expected


def test_parts_of_an_address_become_one_token() -> None:
    text = "Home: 4 High Street, Barnsley, S70 2AB. Next."
    assert removed(text, "4 High Street", "Barnsley", "S70 2AB") == "Home: [place removed]. Next."


def test_an_address_over_several_lines_becomes_one_token() -> None:
    assert removed("Barnsley\nSouth Yorkshire\nS70 2AB", "Barnsley", "South Yorkshire", "S70 2AB") == "[place removed]"


def test_overlapping_removals_become_one_token_of_the_first_kind() -> None:
    text = "at Barnsley Primary School now"
    spans = [Removal(3, 26, "school"), Removal(3, 11, "place"), Removal(12, 26, "words")]
    assert apply(text, spans) == "at [school removed] now"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Barnsley's team", "Barnsley", "[place removed] team"),
        ("the Wells’ team", "Wells", "the [place removed] team"),
        ("the Barnsley-based team", "Barnsley", "the [place removed]-based team"),
        ("in Stoke-on-Trent now", "Stoke", "in [place removed] now"),
        ("in Stoke-on-Trent now", "Trent", "in [place removed] now"),
        ("the Bristolians came", "Bristol", "the [place removed] came"),
        ("pre\u0301Barnsley\u0301x came", "Barnsley", "[place removed] came"),
    ],
)
def test_no_part_of_a_removed_word_stays(text: str, word: str, expected: str) -> None:
    assert removed(text, word) == expected


def test_the_article_does_not_tell_the_first_letter() -> None:
    assert removed("near an Oldham park", "Oldham") == removed("near a Barnsley park", "Barnsley")


@pytest.mark.parametrize("kind", list(Kind))
def test_every_token_may_follow_the_article_a(kind: Kind) -> None:
    assert kind[0] not in "aeiou"


def test_a_cell_that_goes_whole_is_one_token() -> None:
    rows = "Name\tTown\nAmy\tBarnsley, South Yorkshire\nBen\tOxford"
    expected = "Name\tTown\nAmy\t[place removed]\nBen\t[place removed]"
    assert removed(rows, "Barnsley", "South Yorkshire", "Oxford", shape=Shape.TABLE) == expected


def test_a_removal_across_cells_keeps_the_table() -> None:
    text = "a\tHigh Street\tBarnsley\nb\tc\td"
    spans = [Removal(2, text.index("\nb") + 2, "place")]
    assert apply(text, spans, Shape.TABLE) == "a\t[place removed]\t[place removed]\n[place removed]\tc\td"


def test_spaces_left_over_are_closed_up() -> None:
    assert removed("from  Barnsley  to", "Barnsley") == "from [place removed] to"


def test_a_text_without_removals_is_untouched() -> None:
    assert apply("as  it was\n", []) == "as  it was\n"


def test_an_unknown_channel_says_only_that_words_went() -> None:
    assert kind_of("never-heard-of") is Kind.WORDS


@pytest.mark.parametrize("mode", list(Mode))
def test_tokens_themselves_are_never_found(luton: OwnArea, mode: Mode) -> None:
    for text in TOKENS.values():
        sentence = f"He went to {text}, {text} and {text} in {text}.\n{text}\nTown: {text}\n"
        assert scan(sentence, luton, mode) == ()


@given(
    words=st.lists(st.sampled_from(WORDS), max_size=12),
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=5),
)
def test_what_was_removed_is_gone_and_the_rest_stays(words: list[str], spans: list[tuple[int, int]]) -> None:
    text = " ".join(words)
    removals = [Removal(start, min(start + length, len(text)), "place") for start, length in spans if start < len(text)]
    result = apply(text, removals)
    assert count(result) <= len(removals)
    assert bool(count(result)) == any(text[one.start : one.end].strip() for one in removals)
    assert all(letter in text for part in result.split("[place removed]") for letter in part)


def test_only_clues_directions_and_marked_words_are_plain_words() -> None:
    assert {channel for channel in WHY if kind_of(channel) is Kind.WORDS} == {"soft-clue", "direction"}


def test_a_name_found_by_its_column_shows_no_difference_to_one_found_by_a_list() -> None:
    assert token("column") == token("named-place") == token("place")
