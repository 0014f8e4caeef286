"""Compile the lists of `resources/gazetteer` into the files the program reads. Run it after any change of a list.

python packaging/compile_gazetteer.py
"""

import hashlib
from pathlib import Path

from spoc_desk.resources import resource
from spoc_desk.sanitise.gazetteer.compiled import write_names
from spoc_desk.sanitise.gazetteer.entry import Entry
from spoc_desk.sanitise.gazetteer.gathering import school_heads
from spoc_desk.sanitise.gazetteer.names import About, gathered
from spoc_desk.sanitise.gazetteer.sources import LISTS, listed
from spoc_desk.sanitise.lists import rows

ATTRIBUTION = (
    "Place names: GeoNames (geonames.org), CC BY 4.0.",
    "Dialling codes and the places they are named after: libphonenumber, Apache Licence 2.0.",
    "English words: SCOWL. Surnames and first names: United States Census 1990, public domain.",
)

# The version stands on certificates, which are checked like all papers: with digits it could look like a reference.
_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst")


def compile_to(path: Path) -> int:
    """Write the compiled gazetteer and return how many names it has."""
    entries = gathered(listed())
    whole = (*(f"{key}\t{entry}" for key, entry in sorted(entries.items())), *sorted(_school_heads()))
    letters = hashlib.sha256("\n".join(whole).encode()).hexdigest()[:8].translate(_LETTERS)
    about = About(f"built-in {letters}", len(entries), tuple(name for name, _ in LISTS), ATTRIBUTION)
    path.parent.mkdir(exist_ok=True)
    write_names(path, entries, about)
    return len(entries)


def compile_schools(path: Path) -> int:
    """Write what schools are called and return how many names they are."""
    heads = dict.fromkeys(_school_heads(), Entry("school"))
    write_names(path, heads, About("built-in", len(heads), ("schools_short",)))
    return len(heads)


def _school_heads() -> set[str]:
    return {head for row in rows("schools_short") for name in row for head in school_heads(name)}


if __name__ == "__main__":
    print(compile_to(resource("gazetteer", "compiled", "built-in.txt")), "names")
    print(compile_schools(resource("gazetteer", "compiled", "schools.txt")), "names of schools")
