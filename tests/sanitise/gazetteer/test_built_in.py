"""The built-in gazetteer: made from its lists, loaded in a moment, and sure of what is also a word or a surname."""

from pathlib import Path

import pytest

from compile_gazetteer import compile_schools, compile_to
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.resources import resource
from spoc_desk.sanitise.findings import Mode, blocks
from spoc_desk.sanitise.gazetteer.builtin import built_in
from spoc_desk.sanitise.gazetteer.compiled import read_names
from spoc_desk.sanitise.gazetteer.entry import Tier
from spoc_desk.sanitise.gazetteer.sources import LISTS, key_of
from spoc_desk.sanitise.gazetteer.variants import head, variants
from spoc_desk.sanitise.lists import rows
from spoc_desk.sanitise.scan import scan


def test_the_compiled_file_is_what_the_lists_make(tmp_path: Path) -> None:
    compile_to(tmp_path / "made" / "built-in.txt")
    made = (tmp_path / "made" / "built-in.txt").read_bytes()
    assert made == resource("gazetteer", "compiled", "built-in.txt").read_bytes(), "run packaging/compile_gazetteer.py"


def test_the_compiled_schools_are_what_their_list_makes(tmp_path: Path) -> None:
    compile_schools(tmp_path / "schools.txt")
    made = (tmp_path / "schools.txt").read_bytes()
    assert made == resource("gazetteer", "compiled", "schools.txt").read_bytes(), "run packaging/compile_gazetteer.py"


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("She is a pupil at Borlase's and likes it.", "Borlase's"),
        ("He goes to Challoner's by bus.", "Challoner's"),
        ("The twins attended Pate's for a term.", "Pate's"),
    ],
)
def test_a_school_by_what_people_call_it_is_found_where_it_is_gone_to(text: str, school: str) -> None:
    assert school in [text[one.start : one.end] for one in scan(text, OwnArea(), Mode.OUT)]


def test_such_a_word_is_nothing_where_nobody_learns_and_our_own_school_is_ours() -> None:
    assert scan("Mr Challoner signed the form.", OwnArea(), Mode.OUT) == ()
    assert scan("She attends Challney.", OwnArea(names=("Luton", "Challney")), Mode.LOCAL) == ()
    assert scan("She attends Challney.", OwnArea(names=("Leeds",)), Mode.LOCAL) != ()


def test_the_compiled_file_alone_gives_the_names() -> None:
    names = read_names(resource("gazetteer", "compiled", "built-in.txt"))
    assert names.seconds


def test_it_says_which_one_it_is_and_whose_data_it_holds() -> None:
    about = built_in().about
    assert about.version.startswith("built-in ") and about.count == len(built_in().entries) > 14_000
    assert any("GeoNames" in line and "CC BY" in line for line in about.attribution)
    assert scan(f"Names: {about.version}.", OwnArea(), Mode.OUT) == ()  # it stands on papers


@pytest.mark.parametrize(
    ("name", "tier"),
    [
        ("leeds", Tier.PLAIN),
        ("headingley", Tier.PLAIN),
        ("preston", Tier.NAME),
        ("reading", Tier.WORD),
        ("ash", Tier.WORD),
    ],
)
def test_a_name_knows_what_else_it_is(name: str, tier: Tier) -> None:
    assert built_in().entries[name].tier is tier


def test_a_town_keeps_its_name_beside_its_other_spellings() -> None:
    assert {"St Albans", "Saint Albans"} <= set(variants("St Albans"))
    assert {"King's Lynn", "Kings Lynn"} <= set(variants("King's Lynn"))
    assert {"West Yorkshire", "W Yorkshire"} <= set(variants("West Yorkshire"))
    assert {"Tyne and Wear", "Tyne & Wear"} <= set(variants("Tyne and Wear"))
    assert (head("Clacton-on-Sea"), head("Leeds")) == ("Clacton", "")


# Lists whose every name must be found, whatever stands around it; names with a mark need their own words beside them.
SURE = [name for name, channel in LISTS if channel in {"health", "police", "fire", "utility", "prison", "university"}]


@pytest.mark.parametrize("list_name", SURE)
def test_every_body_of_the_lists_is_found_in_a_sentence(list_name: str) -> None:
    names = [name for row in rows(list_name) for name in row if "#" not in name and not any(map(str.isdigit, name))]
    texts = {name: f"The letter came from {name} at the end of last week." for name in names}
    missed = [name for name, text in texts.items() if not scan(text, OwnArea(), Mode.OUT)]
    assert missed == []


def test_most_suburbs_block_where_a_family_lived() -> None:
    names = [row[0] for name in ("suburbs", "london_districts", "islands") for row in rows(name)]
    missed = [name for name in names if not blocks(scan(f"The family lived in {name}.", OwnArea(), Mode.OUT))]
    assert len(missed) <= 0.01 * len(names), missed


def test_keys_hold_letters_and_single_blanks_alone() -> None:
    assert key_of("King\u2019s Lynn & West-Norfolk") == "king s lynn west norfolk"
    assert all(key == " ".join(key.split()) and "|" not in key for key in built_in().entries)
