"""Shapes that are looked for in one pass, and what is left of a text when its scan is over."""

import gc

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.detectors import CODES, spelling
from spoc_desk.sanitise.detectors.hit import Detector
from spoc_desk.sanitise.detectors.sieve import Raw, Sieve, raw_of
from spoc_desk.sanitise.detectors.together import Guards, OnePass
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.normalise import normalise
from spoc_desk.sanitise.own import own_of
from spoc_desk.sanitise.scan import scan

TEXTS = (
    "She lives at LS1 4AP, near BD3.",
    "Ring 0113 496 0000 or ask at leeds.gov.uk.",
    "UPN H801200001001, LAESTAB 383/4027, UPRN 100012345678, code E08000035.",
    "Grid reference SE 297 338; 53.7997, -1.5492; ///filled.count.soap",
    "Case LS23C00123, crime ref 13/1234567/23, collar number 4127.",
    "URN 123456, company number 01234567, title WYK123456.",
    "MPAN 2312345678901, council tax account 712345678, DX 12345 Leeds 1",
    "Her car YK19 ABC was seen on the A61 at junction 7.",
    "NHS number 943 476 5919, NI QQ 12 34 56 C.",
    "nothing of the kind",
    "",
)
AREA = OwnArea(names=("Luton",), outcodes=("LU1",), dialling_codes=("01582",), domains=("luton.gov.uk",))


def test_one_pass_tells_which_shapes_stand_in_a_text() -> None:
    shapes = OnePass([rb"\d{4}", rb"[A-Z]{3}", rb"x+"])
    assert set(shapes.standing_in(b"12 ab")) <= {0}
    assert set(shapes.standing_in(b"ABC 1234")) - {0} == {1, 2}


def test_a_guard_is_read_as_it_is_written_and_not_as_a_shape() -> None:
    guards = Guards([([b"a.b"], []), ([b"+", b"-"], [b"99"]), ([], [b"A"])])
    assert guards.allowing(b"axb", b"9") == 0
    assert guards.allowing(b"a.b", b"9") == 0b001
    assert guards.allowing(b"a.b + c", b"9") == 0b001
    assert guards.allowing(b"a.b + c", b"A99") == 0b111


@pytest.mark.parametrize(
    ("text", "codes", "plans"),
    [
        ("no. 5", 0, []),
        ("PLAN 12", 1, [(5, 7)]),
        ("plan 12, Plan 3", 0, [(5, 7), (14, 15)]),
        ("12", 0, []),
        ("", 0, []),
    ],
)
def test_shapes_asked_together_are_caught_where_they_stand(text: str, codes: int, plans: list[tuple[int, int]]) -> None:
    code, plan = Sieve(r"[A-Z]{4} \d+"), Sieve(r"plan (\d+)", any_case=True, marks=("plan",))
    raw = Raw(text)
    assert len(list(code.catches(raw))) == codes == code.is_in(raw)
    assert [match.span(1) for match in plan.catches(raw)] == plans
    assert [match[1].decode() for match in plan.catches(raw)] == [text[slice(*span)] for span in plans]


def test_a_group_without_part_in_the_match_is_none() -> None:
    (match,) = Sieve(r"a(b)?").catches(Raw("xa"))
    assert match[1] is None and match.span(1) == (-1, -1) and (match.start(), match.end()) == (1, 2)


def test_a_shape_made_later_is_asked_too() -> None:
    raw = Raw("tram 12")
    assert Sieve(r"tram").is_in(raw)
    assert Sieve(r"\d\d", kinds=("99",)).is_in(raw)
    assert not Sieve(r"\d\d\d", kinds=("999",)).is_in(raw)


@pytest.mark.parametrize("detector", CODES, ids=lambda detector: detector.__module__.rpartition(".")[2])
@pytest.mark.parametrize("text", TEXTS)
def test_a_detector_asked_by_its_shapes_finds_all_it_would_find(detector: Detector, text: str) -> None:
    clean, own = normalise(text), own_of(AREA)
    assert list(detector(clean, own)) == list(detector.__wrapped__(clean, own))  # type: ignore[attr-defined]


def test_nothing_of_a_text_is_kept_when_its_scan_is_over() -> None:
    word = "".join(("quorn", "ingtonworth"))
    scan(f"He lives in {word.title()}, ring {word}@example.org", AREA, Mode.OUT)
    assert raw_of.cache_info().currsize == 0
    assert spelling.corrections.cache_info().currsize == spelling.run_together.cache_info().currsize == 0
    gc.collect()
    kept = [one for one in gc.get_objects() if isinstance(one, Raw) and word.encode() in one.low]
    assert kept == []
