"""What the proof will read is known before the copy is made, to the letter, and where each letter comes from."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.readers.unit import Shape
from spoc_desk.sanitise.redact.as_read import PUT_IN, as_read, found_again
from spoc_desk.sanitise.redact.grammar import Copy
from spoc_desk.sanitise.redact.orders import Passage, Retype
from spoc_desk.sanitise.redact.read_back import ReadBack
from spoc_desk.sanitise.redact.retype import retype
from spoc_desk.sanitise.redact.tokens import Removal, applied, apply
from spoc_desk.sanitise.scan import scan
from tests.sanitise.redact.papers import letter, no_picture, silent, table

LONG = "Pneumonoultramicroscopicsilico"
WORDS = "the of Ann school-day e\u0301t\u00e9 \u2610 na\u00efve\u00a0gap 12.5 \U0001f600 a".split(" ")  # noqa: SIM905
WORDS += ["[place removed]", "[words removed].", LONG, LONG * 4]


def read_back(*passages: Passage) -> list[str]:
    """Return the texts the proof reads in the copy of these passages."""
    text = ReadBack()
    for page in Copy(retype(Retype(passages), no_picture, silent)).pages():
        text.add_page(page.runs)
    text.finish()
    return text.passages


def some_passage(dice: random.Random) -> Passage:
    """Return a passage of any shape: cells empty or long, lines empty, words too long for a line."""
    shape = dice.choice([Shape.PARAGRAPH, Shape.HEADING, Shape.ITEM, Shape.TABLE, Shape.TABLE])
    words = [" ".join(dice.choices(WORDS, k=dice.choice([0, 1, 3, 40]))) for _ in range(dice.choice([1, 4, 30]))]
    gaps = "\t\n" if shape is Shape.TABLE else "\n "
    text = "".join(word + dice.choice(gaps) for word in words).strip("\n") or "x"
    return Passage(text, shape, dice.choice([0, 1, 2]), heads=dice.random() < 0.5, goes_on=dice.random() < 0.2)


@pytest.mark.parametrize("seed", range(25))
def test_it_is_what_the_proof_reads(seed: int) -> None:
    dice = random.Random(seed)
    passages = [some_passage(dice) for _ in range(8)]
    long = table("Name|Town", *(f"Ann {row}|here" for row in range(60)), heads=seed % 2 == 0)
    passages += [long, replace(long, goes_on=True)]
    expected = read_back(*passages)
    read = list(as_read(passages))
    assert [each.text for each in read] == expected
    for each in read:
        assert len(each.origin) == len(each.text)
        for sign, (passage, at) in zip(each.text, each.origin, strict=True):
            if sign.isascii() and sign.isalnum() and (passage, at) != PUT_IN:
                assert passages[passage].text[at] in (sign, "\u2610")


def spans(passages: Sequence[Passage], area: OwnArea) -> list[list[str]]:
    """Return the words found again in each passage."""
    found = found_again(passages, lambda text: scan(text, area, Mode.OUT))
    return [[passage.text[one.start : one.end] for one in each] for passage, each in zip(passages, found, strict=True)]


def test_what_must_not_be_there_is_found_with_its_passage(luton: OwnArea) -> None:
    passage = table("Name|Seen", "Ann|in May", "Ben|Rotherham")
    assert spans([Passage("Nothing."), passage], luton) == [[], ["Rotherham"]]


def test_it_is_found_at_its_own_place_in_a_table_that_is_parted(luton: OwnArea) -> None:
    heads = [f"Heading number {at}" for at in range(12)]
    passage = table("|".join(heads), "|".join([*["x"] * 10, "Rotherham", "y"]))
    assert spans([passage], luton) == [["Rotherham"]]


def test_the_words_beside_a_token_are_found_without_it(luton: OwnArea) -> None:
    found = spans([Passage("[place removed], Rotherham")], luton)
    assert found == [["Rotherham"]]


def test_the_text_of_a_page_is_scanned_as_it_stands(luton: OwnArea) -> None:
    assert spans([Passage("Seen in\nRotherham", Shape.PAGE)], luton) == [["Rotherham"]]


def test_where_the_rest_of_a_text_comes_from_is_known() -> None:
    text = "She lived in an Elmtown  house near a road."
    made = applied(text, [Removal(text.index("Elm"), text.index(" house"), "place")])
    assert (
        made.text
        == "She lived in a [place removed] house near a road."
        == apply(text, [Removal(text.index("Elm"), text.index(" house"), "place")])
    )
    assert "".join(text[at] for at in made.origin if at >= 0) == "She lived in a  house near a road."


def test_only_table_rows_that_go_on_are_one_text() -> None:
    one = table("Name|Town", "Ann|a")
    assert len(list(as_read(letter("x", one, replace(one, goes_on=True), "y").passages))) == 3
