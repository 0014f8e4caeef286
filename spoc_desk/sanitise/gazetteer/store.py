"""Where an imported gazetteer lies: a folder of the machine, one set of files for each source."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from platformdirs import user_data_path

from spoc_desk.errors import BadAnswer
from spoc_desk.machine.files import machine_trouble
from spoc_desk.sanitise.gazetteer.area_sets import read_area_sets, write_area_sets
from spoc_desk.sanitise.gazetteer.builtin import built_in
from spoc_desk.sanitise.gazetteer.compiled import read_names, write_names
from spoc_desk.sanitise.gazetteer.entry import Entry
from spoc_desk.sanitise.gazetteer.gathering import SCHOOL_HEADS, Gathered
from spoc_desk.sanitise.gazetteer.hashed import HashedNames, open_hashed, write_hashed
from spoc_desk.sanitise.gazetteer.incoming import HEALTH, OS, SCHOOLS, Source
from spoc_desk.sanitise.gazetteer.names import About, Names
from spoc_desk.sanitise.gazetteer.sources import key_of

_SOURCES = (OS, SCHOOLS, HEALTH)
# The long lists, the channel of each, and whether a name of everyday words alone may stand in it.
_LONG = {
    "roads": ("address", True),
    "schools": ("school", False),
    "practices": ("health", False),
    "stations": ("transport", False),
    "landmarks": ("landmark", False),
    SCHOOL_HEADS: ("school", True),
}
# Lists that older versions of the program did not write.
_LATER = frozenset({SCHOOL_HEADS})
_DAMAGED = "The imported gazetteer cannot be read. Import it again, or remove it to use the built-in one."


@dataclass(frozen=True)
class Imported:
    """One source as it lies in the folder."""

    source: Source
    version: str
    count: int
    on: str
    attribution: str


def default_folder() -> Path:
    """Return where the gazetteer of this machine lies."""
    return user_data_path("SPOC Desk", appauthor=False) / "gazetteer"


def save(folder: Path, source: Source, found: Gathered, year_month: str, today: date) -> Imported:
    """Put the names of one source in the folder, in place of what it held of the same source."""
    version = source.version(year_month or f"{today:%Y-%m}")
    attribution = source.attribution.format(year=(year_month or f"{today:%Y}")[:4])
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        count = len(found.entries)
        write_names(
            folder / f"{source.name}-names.new", found.entries, About(version, count, (source.title,), (attribution,))
        )
        for kind, (_, everyday) in _LONG.items():
            numbered = found.numbered(kind, everyday=everyday)
            count += len(numbered)
            write_hashed(folder / f"{source.name}-{kind}.new", numbered)
        about = {
            "version": version, "count": count, "on": today.isoformat(), "attribution": attribution,
            "districts": [key_of(name) for name in found.districts],
        }  # fmt: skip
        write_area_sets(folder / f"{source.name}-areas.new", found.areas)
        (folder / f"{source.name}-about.new").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
        for part in ("about", "names", "areas", *_LONG):
            (folder / f"{source.name}-{part}.new").replace(folder / f"{source.name}-{part}.gaz")
    except OSError as error:
        raise machine_trouble(error) from error
    load.cache_clear()
    return Imported(source, version, count, today.isoformat(), attribution)


def imported(folder: Path) -> tuple[Imported, ...]:
    """Return what lies in a folder; nothing where the folder is not there."""
    return tuple(known for source in _SOURCES if (known := _about(folder, source)) is not None)


def _about(folder: Path, source: Source) -> Imported | None:
    path = folder / f"{source.name}-about.gaz"
    try:
        if not path.exists():
            return None
        known = json.loads(path.read_text(encoding="utf-8"))
        return Imported(source, str(known["version"]), int(known["count"]), str(known["on"]), str(known["attribution"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadAnswer(_DAMAGED) from error


def remove(folder: Path) -> int:
    """Take all imported files out of a folder and return how many sources they were."""
    count = len(list(folder.glob("*-about.gaz"))) if folder.is_dir() else 0
    try:
        for path in (*folder.glob("*-*.gaz"), *folder.glob("*-*.new")):
            path.unlink()
    except OSError as error:
        raise machine_trouble(error) from error
    load.cache_clear()
    return count


@lru_cache(maxsize=2)
def load(folder: Path) -> Names:
    """Return the built-in names and all that was imported into a folder; where both know a name, the built-in decides.

    Only in which one district it lies is known to the imported ones alone.

    Raises:
        BadAnswer: a file of the folder cannot be read.
    """
    known = imported(folder)
    if not known:
        return built_in()
    base = built_in()
    entries: dict[str, Entry] = {}
    for one in reversed(known):
        entries.update(read_names(folder / f"{one.source.name}-names.gaz").entries)
    entries.update({name: _placed(entry, entries.get(name)) for name, entry in base.entries.items()})
    about = About(
        " + ".join((base.version, *(one.version for one in known))),
        base.about.count + sum(one.count for one in known),
        (*base.about.sources, *(one.source.title for one in known)),
        (*base.about.attribution, *dict.fromkeys(one.attribution for one in known)),
    )
    return Names(entries, about, tuple(_long_lists(folder, known)), base.schools)


def _placed(built_in: Entry, imported: Entry | None) -> Entry:
    """Return the built-in entry of a place, with the one district that an imported one says it lies in."""
    if imported is None or not imported.district or not built_in.channel == imported.channel == "place":
        return built_in
    return _in_district(built_in, imported.district)


@cache
def _in_district(entry: Entry, district: str) -> Entry:
    return replace(entry, district=district)


def _long_lists(folder: Path, known: tuple[Imported, ...]) -> Iterator[HashedNames]:
    for one in known:
        try:
            about = json.loads((folder / f"{one.source.name}-about.gaz").read_text(encoding="utf-8"))
            districts = tuple(map(str, about["districts"]))
            paths = {kind: folder / f"{one.source.name}-{kind}.gaz" for kind in _LONG}
            lists = [
                open_hashed(path, _LONG[kind][0], districts, asks=kind == SCHOOL_HEADS)
                for kind, path in paths.items()
                if kind not in _LATER or path.exists()
            ]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadAnswer(_DAMAGED) from error
        yield from (found for found in lists if len(found.numbers))


def area_sets(folder: Path) -> dict[str, int]:
    """Return in which authorities the imported names of a folder lie; a name of two sources in those of both.

    Raises:
        BadAnswer: a file of the folder cannot be read.
    """
    sets: dict[str, int] = {}
    for one in imported(folder):
        for key, areas in read_area_sets(folder / f"{one.source.name}-areas.gaz").items():
            sets[key] = sets.get(key, 0) | areas
    return sets


def in_use() -> Names:
    """Return the gazetteer of this machine: what was imported into its folder, else the built-in one."""
    return load(default_folder())
