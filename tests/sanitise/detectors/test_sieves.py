"""The sieves save work and hide nothing: what is found with them is what is found without them."""

import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.detectors import DETECTORS, sieve
from spoc_desk.sanitise.detectors.sieve import Digits, Raw, Sieve
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.scan import scan
from tests.sanitise.detectors.drawn import draw
from tests.sanitise.detectors.every_code import made, split, writings

_DRAWN, _MOST_DRAWN = 8, 60
# Of these a plain one is another shape's: their guards ask for a digit beside a capital letter too.
_MISREAD_ALONE = {"postcodes._MISREAD", "vehicles._MISREAD"}
# No digit is near the shape: prose, of which no other shape makes anything.
_BEFORE, _BEHIND = "She came home late and was tired. " * 2, " Then they all went to bed quite early." * 2
_MANGLED = (
    str,
    str.upper,
    str.lower,
    lambda text: text.replace(" ", "\n"),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace("-", "-\n"),
    lambda text: text.replace("0", "O").replace("1", "l"),
    lambda text: " ".join(text),
    lambda text: text.replace(" ", "%20"),
)


def _all_sieves() -> dict[str, Sieve]:
    """Return every shape that the detectors look for, by its module and name."""
    assert DETECTORS
    modules = {name: module for name, module in sys.modules.items() if name.startswith("spoc_desk.sanitise.detectors.")}
    return {
        f"{name.rpartition('.')[2]}.{key}": one
        for name, module in modules.items()
        for key, one in vars(module).items()
        if isinstance(one, Sieve)
    }


SIEVES = _all_sieves()


@pytest.mark.parametrize("name", sorted(SIEVES.keys() - _MISREAD_ALONE))
def test_what_a_shape_matches_is_let_through_to_it(name: str) -> None:
    shape, random = SIEVES[name], Random(name)
    written = shape.pattern.decode("latin-1")
    asked = 0
    for _ in range(_MOST_DRAWN):
        drawn = draw(written, random)
        for text in (drawn, f"{_BEFORE}{drawn}{_BEHIND}"):
            raw = Raw(text)
            if any(shape._caught(raw.written, None)):  # without a look at what the sieves say
                asked += 1
                assert shape in raw.standing, text
                assert shape.is_in(Raw(text)), text
        if asked >= _DRAWN:
            return
    pytest.fail("nothing that is drawn from the shape matches it")


def test_there_are_many_shapes_and_those_that_need_no_digit_say_so() -> None:
    assert len(SIEVES) > 150
    for name, shape in SIEVES.items():
        if shape.digits is not Digits.NONE:
            drawn = [draw(shape.pattern.decode("latin-1"), Random(f"{name}{at}")) for at in range(3)]
            assert all(any(map(str.isdigit, text)) for text in drawn), name


def test_stretches_hold_all_that_is_near_a_digit_and_nothing_else() -> None:
    for length in (1, 5, 79, 80, 81, 82, 83, 200):
        text = b"a" * length + b"7" + b"b" * length + b"42" + b"c" * length
        near = [any(chr(text[at]).isdigit() for at in range(max(0, place - 40), min(len(text), place + 41)))
                for place in range(len(text))]  # fmt: skip
        found = b"".join(sieve._stretches(text, 40))
        assert found == bytes(letter for letter, kept in zip(text, near, strict=True) if kept)
    assert list(sieve._stretches(b"none", 40)) == list(sieve._stretches(b"", 40)) == []


def test_with_and_without_sieves_the_same_is_found(luton: OwnArea, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(7)
    rows = writings(Path(__file__).with_name("writings.txt"))
    texts = [split(f"He lives there. {made(random.choice(rows[kind]), random)} Ring her.")[0] for kind in rows]
    texts = [mangle(text) for text in texts for mangle in random.sample(_MANGLED, 3)]
    texts += ["\n".join(random.sample(texts, 9)) for _ in range(6)]
    sieved = [scan(text, luton, Mode.OUT) for text in texts]

    def all_of_them(self: sieve._Group, raw: Raw) -> Iterable[Sieve]:
        return self._by_place.values()

    monkeypatch.setattr(sieve._Group, "standing_in", all_of_them)
    assert sum(map(len, sieved)) > len(texts)
    assert [scan(text, luton, Mode.OUT) for text in texts] == sieved


@pytest.mark.parametrize(
    "text",
    [
        "she is living at 12 wharfe view",
        "from \\u004c\\u0065\\u0065\\u0064\\u0073 last week",
        "sent us Lon: -1.5 N",
        "grid square IO93fs",
    ],
)
def test_what_a_guard_that_was_too_narrow_hid_is_found(text: str, luton: OwnArea) -> None:
    assert scan(text, luton, Mode.OUT)
