"""Pupil numbers: the check letter of domain.md Annex B, and what a wrong one does not excuse."""

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.detectors.pupils import is_valid_upn
from spoc_desk.sanitise.findings import Mode, blocks
from spoc_desk.sanitise.scan import scan

LUTON = OwnArea(names=("Luton",), dfe_codes=("821",))


@pytest.mark.parametrize(("upn", "valid"), [("B801200005001", True), ("A801200005001", False), ("B80120000500", False)])
def test_check_letter(upn: str, valid: bool) -> None:
    assert is_valid_upn(upn) is valid


MISTYPED_OR_SPACED = ["B801200005001", "A801200005001", "B 801 2000 05001", "b801-2000-05-001", "X80120000500A"]


@pytest.mark.parametrize("upn", MISTYPED_OR_SPACED)
def test_a_pupil_number_of_another_authority_blocks_also_when_mistyped(upn: str) -> None:
    assert blocks(scan(f"UPN {upn}", LUTON, Mode.LOCAL))


def test_a_pupil_number_of_our_own_is_allowed_in_our_records() -> None:
    assert scan("UPN B821200005001", LUTON, Mode.LOCAL) == ()


def test_a_transfer_file_between_our_own_schools_is_ours_and_any_other_is_not() -> None:
    assert scan("8212001_CTF_8212002_001.xml", LUTON, Mode.LOCAL) == ()
    assert blocks(scan("8212001_CTF_3832002_001.xml", LUTON, Mode.LOCAL))
    assert blocks(scan("8212001_CTF_XXXXXXX_001.xml", LUTON, Mode.LOCAL))
