"""The programs' own names are told from names that somebody gave."""

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.resources import read_text
from spoc_desk.sanitise.findings import Mode, Severity
from spoc_desk.sanitise.readers.built_in_names import is_built_in
from spoc_desk.sanitise.scan import scan


@pytest.mark.parametrize(
    "name", ["Heading 2", "heading 1", "GridTable4-Accent1", "Light List Accent 3", "ListBullet", "Picture 12"]
)
def test_a_name_of_the_program_is_known(name: str) -> None:
    assert is_built_in(name)


@pytest.mark.parametrize(
    "name",
    [
        "Leeds heading",
        "Heading Leeds",
        "Title LS1 4AP",
        "Heading 01582 123456",
        "Picture of Hull",
        "Bath",
        "",
        "Überschrift",
    ],
)
def test_a_name_that_says_more_is_not(name: str) -> None:
    assert not is_built_in(name)


def test_no_name_of_the_program_is_the_name_of_a_place(luton: OwnArea) -> None:
    for name in read_text("office", "built-in-names.txt").splitlines()[1:]:
        assert not [hit for hit in scan(name, luton, Mode.OUT) if hit.severity is Severity.HIGH], name
