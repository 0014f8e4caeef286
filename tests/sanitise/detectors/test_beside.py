"""What stands beside a leak hides it no longer: an alias before it, a tag around it, letters of another script."""

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.scan import scan

AREA = OwnArea((), (), (), (), (), ())


def words(text: str) -> list[str]:
    return [text[found.start : found.end] for found in scan(text, AREA, Mode.OUT)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Child A Otley Prince Henry's", "Otley"),
        ("Adult 1 Leeds", "Leeds"),
        ("Child B Hull", "Hull"),
        ("Unborn 1\tOtley", "Otley"),
        ("<SourceSchool><LEA>204</LEA><Estab>2044564</Estab>", "204"),
        ("<SourceSchool><LEA>204</LEA><Estab>2044564</Estab>", "2044564"),
        ("Last seen on M621 with bags", "M621"),
        ("x <Leeds> y", "Leeds"),
        ("From Anna <Workington NR3 2BT>", "Workington"),
        ("\u7838\u7838Tavistock PL6 6DL", "Tavistock"),
    ],
)
def test_it_is_found(text: str, place: str) -> None:
    assert place in words(text)


@pytest.mark.parametrize("text", ["Miss A Preston", "Child A said", "<Street>12</Street>", "<Reading>good</Reading>"])
def test_what_is_no_place_stays(text: str) -> None:
    assert words(text) == []
