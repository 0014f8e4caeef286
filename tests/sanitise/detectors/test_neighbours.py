"""A number is found whatever stands beside it: in a table one code follows the other with a single gap between."""

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.scan import scan

BEFORE = ["A372200019019", "12345", "2019", "0000000000", "01/02/2019", "LS1 4AP", "07700 900123", "x0"]
CODES = ["01709 068711", "LS1 4AP", "A372200019012", "E08000035", "370/4021"]


def found(text: str) -> set[str]:
    return {text[one.start : one.end] for one in scan(text, OwnArea(), Mode.OUT)}


@pytest.mark.parametrize("gap", ["\t", " ", "\n", ", ", "|"])
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("before", BEFORE)
def test_a_code_is_found_right_behind_another(before: str, code: str, gap: str) -> None:
    if found(code) != {code}:
        pytest.skip("needs a word before it")
    text = f"{before}{gap}{code}"
    assert any(code in each for each in found(text)), text


def test_a_person_beside_a_postcode_is_no_line_of_an_address() -> None:
    assert found("Ben\tLS1 4AP\nAnna\tM1 2AB") == {"LS1 4AP", "M1 2AB"}
