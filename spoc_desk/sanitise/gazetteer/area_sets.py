"""In which authorities each imported name lies, and each postcode district: one small file beside the names.

    spoc-desk-area-sets 1
    set as hexadecimal bits<TAB>name|name|#LS1

It holds a public list and nothing else. A set says more than "several": a name of two villages lies in two authorities.
"""

from collections.abc import Mapping
from pathlib import Path

from spoc_desk.errors import BadAnswer

MAGIC = "spoc-desk-area-sets 1"
_MOST_BYTES = 60_000_000


def outcode_key(outcode: str) -> str:
    """Return the key of a postcode district; no name has such a key."""
    return f"#{outcode.upper()}"


def write_area_sets(path: Path, sets: Mapping[str, int]) -> None:
    """Write the sets, always the same bytes for the same sets."""
    names: dict[int, list[str]] = {}
    for key, areas in sets.items():
        names.setdefault(areas, []).append(key)
    lines = (f"{areas:x}\t{'|'.join(sorted(names[areas]))}" for areas in sorted(names))
    path.write_text("\n".join((MAGIC, *lines, "")), encoding="utf-8", newline="\n")


def read_area_sets(path: Path) -> dict[str, int]:
    """Return the sets of one file; none where there is no such file.

    Raises:
        BadAnswer: it cannot be read.
    """
    try:
        if not path.exists():
            return {}
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError("too large")
        magic, *lines = path.read_text(encoding="utf-8").split("\n")
        if magic != MAGIC:
            raise ValueError("another format")
        sets: dict[str, int] = {}
        for line in filter(None, lines):
            areas, names = line.split("\t")
            sets.update(dict.fromkeys(names.split("|"), int(areas, 16)))
    except (OSError, ValueError) as error:
        raise BadAnswer(
            "The imported gazetteer cannot be read. Import it again, or remove it to use the built-in one."
        ) from error
    return sets
