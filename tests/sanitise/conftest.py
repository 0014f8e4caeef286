"""The own area of the tests: Luton."""

import pytest

from spoc_desk.domain.own_area import OwnArea


@pytest.fixture(scope="session")
def luton() -> OwnArea:
    """Return the own area that every scan test clears."""
    return OwnArea(
        names=("Luton", "Luton Borough Council"),
        outcodes=("LU1", "LU2", "LU3", "LU4"),
        dialling_codes=("01582",),
        domains=("luton.gov.uk", "bedfordshire.police.uk"),
        dfe_codes=("821", "E06000032"),
        bodies=(
            "Bedfordshire",
            "Bedfordshire Police",
            "Bedfordshire, Luton and Milton Keynes Integrated Care Board",
            "Luton and Dunstable University Hospital",
            "Beech Hill Primary School",
        ),
    )
