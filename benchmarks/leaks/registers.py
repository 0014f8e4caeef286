"""Files in the layouts of OS Open Names, GIAS and ODS, as large as the real ones: invented names and some given."""

import csv
import io
import random
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

TILES = 819
# What a tile holds, in thousandths of its rows: postcodes and roads are nearly all.
_KINDS = (
    (600, "other", "Postcode"),
    (320, "transportNetwork", "Named Road"),
    (20, "transportNetwork", "Section Of Named Road"),
    (14, "transportNetwork", "Numbered Road"),
    (12, "populatedPlace", "Hamlet"),
    (6, "populatedPlace", "Village"),
    (6, "populatedPlace", "Other Settlement"),
    (3, "populatedPlace", "Suburban Area"),
    (6, "hydrography", "Inland Water"),
    (4, "landcover", "Woodland Or Forest"),
    (4, "landform", "Hill Or Mountain"),
    (4, "other", "Primary Education"),
    (1, "other", "Medical Care Accommodation"),
)
_PARTS = tomllib.loads((Path(__file__).parent / "data" / "registers.toml").read_text(encoding="utf-8"))
_FIRST, _LAST, _ROADS = (_PARTS[name].split() for name in ("first", "last", "roads"))
HEADER = _PARTS["header"].split()
_BEFORE, _QUALIFIED = ("Great", "Little", "Upper", "North", "Old", "Long"), 0.3
_ENDS = {
    "Inland Water": "Beck",
    "Woodland Or Forest": "Wood",
    "Hill Or Mountain": "Hill",
    "Primary Education": "Primary School",
    "Medical Care Accommodation": "Community Hospital",
}
_DISTRICTS = [f"{first}{last}" for first in _FIRST[:18] for last in ("ford", "shire", "bourne", "dale")]


def write_open_names(path: Path, rows: int, given: Sequence[str], rng: random.Random) -> int:
    """Write the zip of OS Open Names: tiles without heads in Data, the heads in Doc. Return how many rows it has."""
    each = -(-rows // TILES)
    written = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as box:
        box.writestr("Doc/OS_Open_Names_Header.csv", ",".join(HEADER) + "\r\n")
        box.writestr("Doc/licence.txt", "Open Government Licence")
        for tile in range(TILES):
            names = given[tile::TILES]
            text = io.StringIO()
            out = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
            for number, (kind, local, name) in enumerate((*_given(names), *_invented(each - len(names), rng))):
                out.writerow(_row(f"osgb{tile:06}{number:08}", kind, local, name, rng))
                written += 1
            box.writestr(f"Data/{'HNOST'[tile % 5]}{chr(65 + tile % 26)}{tile:02}.csv", text.getvalue())
    return written


def _given(names: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    return (("populatedPlace", "Village", name) for name in names)


def _invented(count: int, rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """Yield kind, local type and name of so many rows."""
    shares = [share for share, _, _ in _KINDS]
    for _, kind, local in rng.choices(_KINDS, shares, k=max(0, count)):
        if local == "Postcode":
            name = f"{rng.choice('BELMNS')}{rng.choice('ADLNRS')}{rng.randint(1, 30)} {rng.randint(1, 9)}AB"
        elif local == "Numbered Road":
            name = f"B{rng.randint(1000, 9999)}"
        else:
            name = f"{_place(rng)} {rng.choice(_ROADS) if 'Road' in local else _ENDS.get(local, '')}".strip()
        yield kind, local, name


def _place(rng: random.Random) -> str:
    place = rng.choice(_FIRST) + rng.choice(_LAST)
    return f"{rng.choice(_BEFORE)} {place}" if rng.random() < _QUALIFIED else place


def _row(key: str, kind: str, local: str, name: str, rng: random.Random) -> list[str]:
    """Return the 34 columns of one row."""
    east, north, district = rng.randint(80_000, 650_000), rng.randint(5_000, 1_200_000), rng.choice(_DISTRICTS)
    uri = "http://data.ordnancesurvey.co.uk/id/"
    return [
        *(key, f"{uri}4000000{key}", name, "", "", "", kind, local, str(east), str(north), "5000", "25000"),
        *(str(east - 200), str(north - 200), str(east + 200), str(north + 200), name[:4], f"{uri}postcodedistrict/AB1"),
        *("", "", "", district, f"{uri}7000000000000000", f"{uri}ontology/District"),
        *(f"{district} County", f"{uri}7000000000000001", f"{uri}ontology/County", "North", f"{uri}7000000000000002"),
        *("England", "http://data.ordnancesurvey.co.uk/id/country/england", "", "", ""),
    ]


def write_schools(path: Path, rows: int, given: Sequence[str], rng: random.Random) -> int:
    """Write a GIAS extract; the given names stand in it as the register has them, with what kind of school they are."""
    kinds = ("Primary School", "Church of England Academy", "Catholic Primary School", "High School", "Nursery School")
    heads = ("URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName", "Street", "Town", "Postcode")
    full = [name if " school" in name.lower() else f"{name} {rng.choice(kinds)}" for name in given]
    full += [f"{_place(rng)} {rng.choice(kinds)}" for _ in range(rows - len(full))]
    with path.open("w", encoding="cp1252", newline="", errors="replace") as file:
        out = csv.writer(file)
        out.writerow(heads)
        for number, name in enumerate(full):
            out.writerow(
                (100000 + number, 383, rng.choice(_DISTRICTS), 2000, name, "1 High Street", _place(rng), "AB1 2CD")
            )
    return len(full)


def write_practices(path: Path, rows: int, given: Sequence[str], rng: random.Random) -> int:
    """Write an ODS extract: 27 columns without heads, names in capitals."""
    names = [*given, *(f"{_place(rng)} Surgery" for _ in range(rows - len(given)))]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, quoting=csv.QUOTE_ALL)
        for number, name in enumerate(names):
            out.writerow(
                (f"A{number:05}", name.upper(), "Y54", "QHM", "1 HIGH STREET", *[""] * 4, "AB1 2CD", *[""] * 17)
            )
    return len(names)
