"""Read extracts of two public registers: schools of England (GIAS) and organisations of the NHS (ODS)."""

import re
from collections.abc import Iterator, Sequence

from spoc_desk.sanitise.areas.built_in import council
from spoc_desk.sanitise.gazetteer.gathering import Gathered

_SCHOOL, _LA, _TOWN = "EstablishmentName", "LA (name)", "Town"
_ODS_CODE = re.compile(r"[A-Z0-9]{3,10}")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")
_ODS_NAME, _ODS_POSTCODE, _ODS_COLUMNS = 1, 9, 10
# The everyday words of a practice's name say nothing alone.
_LEAST_WORDS = 2


def is_schools_head(row: Sequence[str]) -> bool:
    """Return whether a row holds the heads of a GIAS extract."""
    return {_SCHOOL, _LA} <= set(row)


def is_organisation(row: Sequence[str]) -> bool:
    """Return whether a row is one of an ODS extract: a code, a name, address lines and a postcode, without heads."""
    return (
        len(row) >= _ODS_COLUMNS
        and _ODS_CODE.fullmatch(row[0]) is not None
        and (not row[_ODS_POSTCODE] or _POSTCODE.fullmatch(row[_ODS_POSTCODE]) is not None)
    )


def gather_schools(head: Sequence[str], rows: Iterator[Sequence[str]], into: Gathered) -> None:
    """Take the schools of one extract, and the towns they stand in."""
    school, authority = head.index(_SCHOOL), head.index(_LA)
    town = head.index(_TOWN) if _TOWN in head else None
    for row in rows:
        if len(row) == len(head):
            into.rows += 1
            into.add_school(row[school], row[authority])
            if town is not None and row[town].strip():
                into.add_name(row[town].strip(), "place", row[authority])
                into.place_name(row[town].strip(), council(row[authority]))


def gather_organisations(rows: Iterator[Sequence[str]], into: Gathered) -> None:
    """Take the practices, clinics and pharmacies of one extract."""
    for row in rows:
        if is_organisation(row):
            into.rows += 1
            name = row[_ODS_NAME].title()
            if len(name.split()) >= _LEAST_WORDS:
                into.add_long("practices", name, "")
