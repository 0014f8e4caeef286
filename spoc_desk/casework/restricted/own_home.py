"""An address that somebody typed, on its way to marks: a house of our own area or nothing, and the text ends here."""

import re
from typing import Final

from spoc_desk.casework.accepting import Accepted
from spoc_desk.casework.council import profile
from spoc_desk.casework.leaks import OwnWords, blocking, scan_texts
from spoc_desk.casework.restricted.home_marks import POSTCODE, marked, without_streets
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import BadAnswer
from spoc_desk.vault.vault import Vault

_OTHER: Final = "Only an address in our own area is marked. Leave any other one out."
_NO_HOUSE: Final = "Enter the house with its street or its postcode, such as 4 Harbour Street, LU1 2AB."
_NOWHERE: Final = "Add the town or the postcode: only an address in our own area is marked."


def marks_of_own_home(vault: Vault, accepted: Accepted, field: str) -> tuple[str, ...]:
    """Return the marks of the address in an answer; none for an empty one.

    Raises BadAnswer before anything is made of it: for another area's postcode or place, for what names no house, and
    for a house that may be anywhere. A street of ours may be called after another town.
    """
    text = accepted.text(field)
    if not text:
        return ()
    area = profile(vault).own_area
    postcodes = [first for first, _second in POSTCODE.findall(text.casefold())]
    rest = without_streets(text)
    if not _all_ours(postcodes, area) or blocking(scan_texts({field: ("", rest)}, OwnWords(area))):
        raise BadAnswer(_OTHER, field)
    marks = marked(text)
    if not marks:
        raise BadAnswer(_NO_HOUSE, field)
    if not postcodes and not _named(area, rest):
        raise BadAnswer(_NOWHERE, field)
    return marks


def _all_ours(outcodes: list[str], area: OwnArea) -> bool:
    return set(outcodes) <= {code.casefold() for code in area.outcodes}


def _named(area: OwnArea, text: str) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in area.names)
