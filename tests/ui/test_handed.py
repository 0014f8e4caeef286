"""What one process may tell the next: nothing that is not neutral comes through, at either end."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk_ui.handed import Handed, fault_place, read_handed, why_key
from spoc_desk_ui.lock import BY_SYSTEM, nobody_for

_WHOLE = Handed("/desk/vault", "idle-7", "KeyError at today.py:88", True, "s-1", (-4, 5, 1100, 700), True, False, False)


def test_what_was_told_is_read() -> None:
    assert read_handed(_WHOLE.as_bytes()) == _WHOLE
    assert len(_WHOLE.as_bytes()) < 1000
    assert _WHOLE.words == "Nobody used the desk for 7 minutes."


def test_a_folder_no_letters_can_name_comes_through() -> None:
    told = Handed(vault="/desk/caf\udce9/vault")
    assert read_handed(told.as_bytes()) == told


@pytest.mark.parametrize("words", [BY_SYSTEM, nobody_for(1), nobody_for(15)])
def test_our_own_sentences_have_a_key(words: str) -> None:
    assert Handed(why=why_key(words)).words == words


def test_other_words_are_not_passed_on() -> None:
    assert Handed(why=why_key("Ada came from Scunthorpe")).words == ""
    assert read_handed(json.dumps({"why": "Ada came from Scunthorpe"}).encode()).words == ""


@pytest.mark.fault(69)
@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("KeyError at today.py:88", True),
        ("ValueError at ?", True),
        ("sqlcipher3.OperationalError at <string>:1", True),
        ("KeyError: 'Scunthorpe' at today.py:88", False),
        ("Ada Okafor", False),
        ("ValueError at today.py:88\nScunthorpe", False),
    ],
)
def test_of_a_fault_only_its_kind_and_place_are_passed_on(place: str, kept: bool) -> None:
    assert fault_place(place) == (place if kept else "?")
    assert read_handed(json.dumps({"fault": place}).encode()).fault == (place if kept else "?")


@given(st.binary(max_size=200) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(list(asdict(Handed()))), inner),
    max_leaves=12,
).map(lambda value: json.dumps(value).encode()))  # fmt: skip
def test_whatever_comes_becomes_something_harmless(line: bytes) -> None:
    told = read_handed(line)
    assert all(type(number) is int and abs(number) <= 100_000 for number in told.frame)
    assert read_handed(told.as_bytes()) == told
