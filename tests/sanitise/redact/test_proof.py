"""The proof: a copy in which a removed word survives, in any way, does not pass."""

import base64
import zlib
from dataclasses import replace

import pytest
from PIL import Image

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Finding, Mode, Severity
from spoc_desk.sanitise.pages.opening import pages_of
from spoc_desk.sanitise.readers.unit import Shape
from spoc_desk.sanitise.redact.claims import Check, Kind, Proof, proof_of
from spoc_desk.sanitise.redact.orders import CoveredPage, Ink, Passage, Raster, Retype
from spoc_desk.sanitise.redact.proof import prove
from spoc_desk.sanitise.redact.raster import raster
from spoc_desk.sanitise.redact.retype import retype
from spoc_desk.sanitise.redact.survivors import Survivors
from spoc_desk.sanitise.redact.tokens import Removal, apply
from spoc_desk.sanitise.redact.words_left import findings_left, terms_left
from spoc_desk.sanitise.scan import scan
from tests.sanitise.redact.papers import box_of, letter, no_picture, report, silent, table

TERMS = ("Barnsley", "Elm Tree Primary School", "S70 2AB")


def failed(checks: tuple[Check, ...]) -> list[str]:
    """Return the names of the checks that did not pass."""
    return [check.name for check in checks if not check.passed]


def failed_of(orders: Retype, area: OwnArea, proof: Proof | None = None, mode: Mode = Mode.OUT) -> list[str]:
    """Return what fails for the copy of these orders."""
    copy = retype(orders, no_picture, silent)
    return failed(prove(copy, proof or proof_of(orders, TERMS), area, mode))


GOOD = letter(
    Passage("Visit", Shape.HEADING, 1),
    "She moved from [place removed] in May and goes to [school removed].",
    table("Name|Town", "Amy|[place removed]", "Ben|[place removed]"),
)


def test_a_clean_copy_passes_every_check(luton: OwnArea) -> None:
    checks = prove(retype(GOOD, no_picture, silent), proof_of(GOOD, TERMS), luton, Mode.OUT)
    assert failed(checks) == []
    assert [check.name for check in checks] == [
        *("grammar", "pages", "reader", "survivors", "terms", "scan", "tokens", "size")
    ]


def test_tokens_in_heads_that_are_not_set_again_are_counted_once(luton: OwnArea) -> None:
    heads = "Name|[place removed]"
    orders = letter(table(heads, "Amy|1"), table(heads, "Ben|2", goes_on=True), table(heads, "Cat|3"))
    assert failed_of(orders, luton) == []


@pytest.mark.parametrize(
    "left",
    ["Barnsley", "BARNSLEY", "barnsley", "B a r n s l e y", "Barns-\nley", "Bar\u200bnsley", "S702AB", "s70\u00a02ab"],
)
def test_a_removed_word_that_still_stands_fails(luton: OwnArea, left: str) -> None:
    assert "terms" in failed_of(letter("She lives there.", f"In {left} now."), luton)


def test_a_removed_word_in_repeated_heads_fails(luton: OwnArea) -> None:
    assert "terms" in failed_of(letter(table("Barnsley|b", *("x|y" for _ in range(90)))), luton)


def test_a_part_of_another_word_is_no_survivor(luton: OwnArea) -> None:
    orders = letter("A wholesale red\ncar stood there. " * 30)
    assert failed_of(orders, luton, proof_of(orders, ("Sale", "Hole", "Carstood"))) == []


def test_a_word_of_our_own_template_is_no_survivor(luton: OwnArea) -> None:
    orders = letter(table(*("|".join(f"c{at}" for at in range(60)) for _ in range(3))), "[school removed]")
    assert (
        failed_of(orders, luton, proof_of(orders, ("Page", "Columns", "School removed", "Sanitised", "Registry"))) == []
    )


def test_a_name_nobody_decided_about_fails_the_scan(luton: OwnArea) -> None:
    assert failed_of(letter("She lives in Wolverhampton."), luton) == ["scan"]


def test_a_kept_word_may_stay_as_often_as_it_was_kept(luton: OwnArea) -> None:
    once, twice = letter("She lives in Wolverhampton."), letter("Lives in Wolverhampton.", "Born in Wolverhampton.")
    kept = (("WOLVERHAMPTON", 1),)
    assert failed_of(once, luton, proof_of(once, (), kept)) == []
    assert failed_of(twice, luton, proof_of(twice, (), kept)) == ["scan"]


def test_a_kept_word_in_repeated_heads_may_stay(luton: OwnArea) -> None:
    orders = letter(table("Wolverhampton|b", *("x|y" for _ in range(90))))
    assert failed_of(orders, luton, proof_of(orders, (), (("Wolverhampton", 1),))) == []


def test_a_finding_inside_a_longer_kept_text_is_kept(luton: OwnArea) -> None:
    orders = letter("She read the Wolverhampton Wanderer of 1902.")
    assert failed_of(orders, luton, proof_of(orders, (), (("the Wolverhampton Wanderer", 1),))) == []


def test_our_own_area_may_stay_in_our_own_records(luton: OwnArea) -> None:
    assert failed_of(letter("She lives in Luton."), luton, mode=Mode.LOCAL) == []
    assert failed_of(letter("She lives in Luton."), luton) == ["scan"]


def test_a_missing_mark_fails(luton: OwnArea) -> None:
    assert failed_of(GOOD, luton, replace(proof_of(GOOD, TERMS), tokens=9)) == ["tokens"]


def test_a_picture_nobody_kept_fails(luton: OwnArea) -> None:
    orders = Retype((Passage("", picture=1), Passage("a")))
    copy = retype(orders, lambda number: Image.new("L", (9, 9)), silent)
    assert failed(prove(copy, proof_of(orders, ()), luton, Mode.OUT)) == []
    assert failed(prove(copy, replace(proof_of(orders, ()), pictures=0), luton, Mode.OUT)) == ["tokens"]


def test_it_tells_how_far_it_is(luton: OwnArea) -> None:
    heard: list[tuple[int, int]] = []
    orders = letter("word " * 3_000)
    copy = retype(orders, no_picture, silent)
    prove(copy, proof_of(orders, ()), luton, Mode.OUT, scan, lambda done, of: heard.append((done, of)))
    assert heard == [(at, len(heard)) for at in range(len(heard))]
    assert len(heard) > 3


def test_a_file_that_is_not_ours_fails_at_once(luton: OwnArea) -> None:
    (check,) = prove(report(["Barnsley"]), Proof(Kind.RASTER), luton, Mode.OUT)
    assert (check.name, check.passed) == ("grammar", False)
    assert "Barnsley" not in check.sentence


@pytest.fixture(scope="module")
def source() -> bytes:
    return report(["The family came from Barnsley in May."], pages=2)


@pytest.mark.parametrize("ink", list(Ink))
def test_a_raster_copy_passes_every_check(luton: OwnArea, source: bytes, ink: Ink) -> None:
    box = box_of(source, "Barnsley")
    orders = Raster((CoveredPage(1, (box,)), CoveredPage(2, (box,))), 100, ink)
    checks = prove(raster(orders, pages_of(source), silent), proof_of(orders, TERMS), luton, Mode.OUT)
    assert failed(checks) == []
    assert next(check.count for check in checks if check.name == "boxes") == 2


@pytest.mark.parametrize("ink", list(Ink))
def test_a_place_that_was_not_covered_fails(luton: OwnArea, source: bytes, ink: Ink) -> None:
    box = box_of(source, "Barnsley")
    made, wanted = Raster((CoveredPage(1),), 100, ink), Raster((CoveredPage(1, (box,)),), 100, ink)
    copy = raster(made, pages_of(source), silent)
    assert failed(prove(copy, proof_of(wanted, TERMS), luton, Mode.OUT)) == ["boxes"]


def test_a_page_too_many_fails(luton: OwnArea, source: bytes) -> None:
    both, one = Raster((CoveredPage(1), CoveredPage(2)), 72), Raster((CoveredPage(1),), 72)
    copy = raster(both, pages_of(source), silent)
    assert failed(prove(copy, proof_of(one, ()), luton, Mode.OUT)) == ["pages"]


def test_a_copy_of_the_other_kind_fails(luton: OwnArea, source: bytes) -> None:
    copy = raster(Raster((CoveredPage(1),), 72), pages_of(source), silent)
    assert "pages" in failed(prove(copy, proof_of(GOOD, ()), luton, Mode.OUT))


@pytest.mark.parametrize("coding", ["utf-8", "utf-16-be", "utf-16-le"])
@pytest.mark.parametrize("word", ["Barnsley", "BARNSLEY", "barnsley", "Elm Tree Primary School", "S702AB"])
def test_a_word_is_found_in_every_coding(coding: str, word: str) -> None:
    survivors = Survivors(TERMS)
    coded = word.encode(coding)
    assert survivors.in_words(b"\x07\xff" + coded + b"\x01")
    assert survivors.in_words(b"(" + coded.hex().encode() + b"g)")
    for ahead in (b"", b"x", b"xy"):
        assert len(word) < 7 or survivors.in_bits(b"\x07\xff" + base64.b64encode(ahead + coded + b"tail"))


def test_bits_of_pictures_are_not_taken_for_short_words() -> None:
    noise = zlib.compress(Image.effect_noise((1_500, 1_500), 80).tobytes())
    assert not Survivors(["Ely", "Wem", "Bath", "Leeds"]).in_bits(noise)


@pytest.mark.parametrize("words", ["Page", "Contents", "Identity", "Resources", "Parent"])
def test_the_words_of_the_language_itself_are_no_survivors(luton: OwnArea, words: str) -> None:
    assert failed_of(GOOD, luton, proof_of(GOOD, (words,))) == []


def test_terms_without_letters_are_looked_for_as_they_are() -> None:
    assert terms_left(["a ★★ b"], ["★★", "", " "]) == 1


def test_no_sentence_repeats_the_document(luton: OwnArea) -> None:
    orders = letter("She lives in Wolverhampton near Barnsley.")
    checks = prove(retype(orders, no_picture, silent), proof_of(orders, TERMS), luton, Mode.OUT)
    assert not any(word in check.sentence for check in checks for word in ("Wolverhampton", "Barnsley"))


def test_what_the_scan_finds_and_tokens_replace_is_gone(luton: OwnArea) -> None:
    """The whole way: scan, take out every finding, set again, prove."""
    texts = [
        "She moved from Wolverhampton (WV1 1AA) to 12 High Street, Barnsley, South Yorkshire S70 2AB in May 2024.",
        "Elm Tree Primary School, Barnsley\nPhone 01226 770770, office@elmtree.barnsley.sch.uk",
        "Seen at Barnsley Hospital by South Yorkshire Police, UPN B801200005001.",
    ]
    passages, terms = [], set()
    for text in texts:
        findings = scan(text, luton, Mode.OUT)
        terms |= {text[finding.start : finding.end] for finding in findings}
        passages.append(apply(text, [Removal(finding.start, finding.end, finding.channel) for finding in findings]))
    orders = letter(*passages)
    assert failed_of(orders, luton, proof_of(orders, sorted(terms))) == []


def test_a_token_and_what_stands_beside_it_is_no_new_finding(luton: OwnArea) -> None:
    """A column of surgeries may be found by its head; a token in it tells no more than the token."""

    def find(words: str) -> tuple[Finding, ...]:
        column = Finding(4, len(words), "column", Severity.HIGH, "")
        return (column,) if words.startswith("GP: ") else scan(words, luton, Mode.OUT)

    assert findings_left(["GP: Dr Patel, [words removed]"], (), find) == 0
    assert findings_left(["GP: Wolverhampton, [words removed]"], (), find) == 1
    assert findings_left(["GP: Dr Patel"], (), find) == 1
