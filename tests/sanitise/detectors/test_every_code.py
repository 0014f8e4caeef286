"""Every identifier of every body is found whole, in each of the ways people write it, wherever it stands."""

import random
from pathlib import Path

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.scan import scan
from tests.sanitise.detectors.every_code import made, split, writings

ROWS = writings(Path(__file__).with_name("writings.txt"))
AROUND = (
    "{}",
    "Mum rang on Monday. {} and then she left the office.",
    "Note:\n{}\nNo further action.",
    "({})",
    "- {}.",
    "Row 1\t{}\tnil",
)


@pytest.mark.parametrize("kind", ROWS)
def test_no_letter_of_it_stands_outside_the_findings(kind: str, luton: OwnArea) -> None:
    for number, template in enumerate(ROWS[kind]):
        drawn = random.Random(f"{kind}{number}")
        text, start, end = split(drawn.choice(AROUND).format(made(template, drawn)))
        found = [(one.start, one.end) for one in scan(text, luton, Mode.OUT)]
        bare = [at for at in range(start, end) if text[at].isalnum() and not any(a <= at < b for a, b in found)]
        assert bare == [], template


def test_there_are_writings_of_many_kinds() -> None:
    assert len(ROWS) > 20 and sum(map(len, ROWS.values())) > 1_500
