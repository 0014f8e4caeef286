"""Read OS Open Names, the official list of places and roads of Great Britain: a zip of headless CSV files.

Columns by the product's own `Doc/OS_Open_Names_Header.csv`; Ordnance Survey, Open Government Licence v3.
"""

from collections.abc import Iterator, Sequence

from spoc_desk.sanitise.areas.built_in import council
from spoc_desk.sanitise.gazetteer.area_sets import outcode_key
from spoc_desk.sanitise.gazetteer.gathering import Gathered

# ID, NAMES_URI, NAME1, NAME1_LANG, NAME2, NAME2_LANG, TYPE, LOCAL_TYPE, GEOMETRY_X and so on to SAME_AS_GEONAMES.
COLUMNS = 34
_NAME1, _NAME2, _TYPE, _LOCAL_TYPE = 2, 4, 6, 7
_DISTRICT, _COUNTY = 21, 24
_POSTCODE = "postcode"
_IGNORED = frozenset({_POSTCODE, "numbered road", "section of numbered road", "city, town or village postcode"})
_POPULATED = frozenset({"city", "town", "village", "hamlet", "other settlement", "suburban area"})
_ROADS = frozenset({"named road", "section of named road"})
# Words in a local type, and the channel its names belong to; schools and the like are long lists.
_NAMED = (("station", "transport"), ("airport", "transport"), ("airfield", "transport"), ("terminal", "transport"))
_HEALTH = ("hospital", "hospice", "medical")
_TAUGHT = ("education", "school", "university", "college")


def is_row(row: Sequence[str]) -> bool:
    """Return whether a row has the columns of the product."""
    return len(row) == COLUMNS


def gather(rows: Iterator[Sequence[str]], into: Gathered) -> None:
    """Take the names of one file."""
    for row in rows:
        if len(row) != COLUMNS:
            continue
        into.rows += 1
        local_type = row[_LOCAL_TYPE].strip().lower()
        if local_type == _POSTCODE:
            into.place_code(outcode_key(row[_NAME1].partition(" ")[0]), _areas(row))
        if local_type in _IGNORED:
            continue
        district, kind = row[_DISTRICT] or row[_COUNTY], row[_TYPE].strip().lower()
        for name in (row[_NAME1], row[_NAME2]):
            if name:
                _take(name, kind, local_type, district, into)
                if _is_settlement(kind, local_type):
                    into.place_name(name, _areas(row))


def _areas(row: Sequence[str]) -> int:
    """Return the authority of England a row lies in: that of its district or borough, else its county or unitary."""
    return council(row[_DISTRICT]) or council(row[_COUNTY])


def _is_settlement(kind: str, local_type: str) -> bool:
    return local_type in _POPULATED or kind == "populatedplace"


def _take(name: str, kind: str, local_type: str, district: str, into: Gathered) -> None:
    if local_type in _ROADS:
        into.add_long("roads", name, district)
    elif _is_settlement(kind, local_type):
        into.add_name(name, "place", district)
    elif any(word in local_type for word in _HEALTH):
        into.add_long("practices", name, district)
    elif any(word in local_type for word in _TAUGHT):
        into.add_school(name, district)
    elif any(word in local_type for word, _ in _NAMED):
        into.add_long("stations", name, district)
    elif kind in {"hydrography", "landform", "landcover", "other"}:
        into.add_long("landmarks", name, district)
