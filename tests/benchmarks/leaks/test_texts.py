"""The texts of the leak measurement are what they say: the leak stands where the truth puts it, mangled as it says."""

import random

import pytest

from benchmarks.leaks import engine, scoring, texts
from benchmarks.leaks.identifiers import MAKERS, digits
from benchmarks.leaks.lines import load_carriers
from benchmarks.leaks.marked import Document, Truth, unmark
from benchmarks.leaks.scoring import Seen, score
from benchmarks.leaks.variants import VARIANTS
from benchmarks.leaks.worlds import World, load_worlds
from spoc_desk.sanitise.findings import Mode

PARTITIONS = ("dev", "heldout")


@pytest.fixture(scope="module")
def world() -> World:
    """Return one area."""
    return load_worlds(texts.DATA / "dev")[1]


def found(start: int, end: int) -> Seen:
    """Return a finding that blocks."""
    return Seen(start, end, "place", True)


@pytest.mark.parametrize("name", PARTITIONS)
def test_every_channel_can_be_drawn_from_every_area(name: str) -> None:
    partition = texts.load_partition(name)
    documents = texts.make_texts(partition, 1)
    carriers = partition.stationery.carriers

    assert len(carriers) >= 60
    assert len(partition.stationery.templates) >= 14
    drawn = {(truth.channel, document.name.rpartition("/")[2]) for document in documents for truth in document.truths}
    assert {channel for channel, _ in drawn} >= set(carriers)


def test_a_plain_leak_stands_where_the_truth_puts_it(world: World) -> None:
    partition = texts.load_partition("dev")
    for genre in partition.stationery.templates:
        document = partition.stationery.fill(genre, world, random.Random(4))
        assert document.truths
        for truth in document.truths:
            words = document.text[truth.start : truth.end]
            if truth.variant == "plain" and truth.channel == "town":
                assert words in world.words["town"]


def test_the_same_seed_makes_the_same_texts_and_another_makes_others() -> None:
    first, again, other = (texts.make_texts(texts.load_partition("dev", seed=seed), 1) for seed in (3, 3, 4))

    assert first == again
    assert first != other


def test_no_area_place_or_sentence_of_one_partition_is_in_the_other() -> None:
    dev, heldout = (texts.load_partition(name) for name in PARTITIONS)

    assert not {world.name for world in dev.worlds} & {world.name for world in heldout.worlds}
    mine, theirs = (load_carriers(texts.DATA / name) for name in PARTITIONS)
    assert set(mine) == set(theirs)
    assert not {one for row in mine.values() for one in row.sentences} & {
        one for row in theirs.values() for one in row.sentences if one != "{}"
    }
    assert not set(dev.stationery.templates.values()) & set(heldout.stationery.templates.values())


def test_marks_are_taken_out_and_remembered() -> None:
    text, truths = unmark("She left [[town|Otley]] in [[?month|May]].")

    assert text == "She left Otley in May."
    assert truths == (Truth(9, 14, "town"), Truth(18, 21, "month", block=False))


@pytest.mark.parametrize("name", PARTITIONS)
def test_every_mark_in_the_prose_is_read_as_one(name: str) -> None:
    partition = texts.load_partition(name)

    assert len(partition.leaking) >= 50 and len(partition.neutral) >= 45
    assert [one.name for one in partition.leaking + partition.neutral if "[[" in one.text or "]]" in one.text] == []


@pytest.mark.parametrize("variant", sorted(VARIANTS))
def test_every_way_of_mangling_changes_some_name_and_no_plain_one(variant: str) -> None:
    rng = random.Random(1)
    results = {
        VARIANTS[variant](name, rng) for name in ("Stoke Newington", "Middlesbrough", "LS10 1AA") for _ in range(8)
    }

    assert results - {None}
    assert ("Middlesbrough" in results) is (variant == "plain")


def test_codes_carry_right_check_digits(world: World) -> None:
    rng = random.Random(2)
    for _ in range(30):
        upn = MAKERS["upn"](world, rng)
        assert "ABCDEFGHJKLMNPQRTUVWXYZ"[sum(int(one) * at for at, one in enumerate(upn[1:], 2)) % 23] == upn[0]
        nhs = [int(one) for one in MAKERS["nhs-number"](world, rng) if one.isdigit()]
        assert sum(one * weight for one, weight in zip(nhs, range(10, 0, -1), strict=True)) % 11 == 0
        assert len(digits(rng, 7)) == 7


def test_a_leak_half_covered_is_touched_but_not_whole() -> None:
    text = "at Hovingham Primary School now"
    document = Document("x", "line", text, (Truth(3, 27, "school"),))

    result = score([(document, [found(3, 12)])]).by_channel["school"]

    assert (result.touched, result.whole, result.high) == (1, 0, 1)


@pytest.mark.parametrize(("end", "clean"), [(12, 1), (8, 0)])
def test_a_document_is_clean_when_only_words_that_tell_no_place_are_left(end: int, clean: int) -> None:
    document = Document("x", "line", "at Hovingham Primary School now", (Truth(3, 27, "school"),))

    assert score([(document, [found(3, end)])]).clean["line"] == clean


def test_a_finding_beside_every_leak_is_a_false_alarm_and_its_words_are_lost() -> None:
    document = Document("x", "neutral prose", " ".join(["word"] * 500))

    result = score([(document, [found(0, 9)])])

    assert result.a_page(result.false_high, "neutral prose") == 1
    assert result.lost["neutral prose"] == 2


def test_both_public_faces_find_the_same() -> None:
    documents = texts.make_texts(texts.load_partition("dev"), 1)[::7]
    area = engine.own_area()

    assert engine.seen_by_command(documents, Mode.LOCAL) == [
        engine.seen_in(one.text, area, Mode.LOCAL) for one in documents
    ]
    assert scoring.WORDS_A_PAGE == 500
