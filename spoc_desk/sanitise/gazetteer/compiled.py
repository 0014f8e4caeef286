"""A gazetteer as one text file that is read in a moment: names that share an entry stand in one line.

    spoc-desk-gazetteer 1
    {"version": …, "count": …, "sources": […], "attribution": […]}
    channel<TAB>tier<TAB>flags<TAB>mark<TAB>district<TAB>name|name|name

Flags are W (weighty) and N (also a person's name). Nothing in the file is run or unpickled.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from spoc_desk.errors import BadAnswer
from spoc_desk.sanitise.gazetteer.entry import Entry, Tier
from spoc_desk.sanitise.gazetteer.names import About, Names

MAGIC = "spoc-desk-gazetteer 1"
# A larger file was not written by this program.
MOST_BYTES = 200_000_000


def write_names(path: Path, entries: Mapping[str, Entry], about: About) -> None:
    """Write names and what is known of their source, always the same bytes for the same names."""
    groups: dict[Entry, list[str]] = {}
    for key, entry in entries.items():
        groups.setdefault(entry, []).append(key)
    head = {
        "version": about.version,
        "count": len(entries),
        "sources": list(about.sources),
        "attribution": list(about.attribution),
    }
    lines = sorted("\t".join((*_fields(entry), "|".join(sorted(keys)))) for entry, keys in groups.items())
    path.write_text(
        "\n".join((MAGIC, json.dumps(head, ensure_ascii=False), *lines, "")), encoding="utf-8", newline="\n"
    )


def _fields(entry: Entry) -> tuple[str, ...]:
    flags = ("W" if entry.weighty else "") + ("N" if entry.also_name else "")
    return entry.channel, entry.tier.value, flags, str(entry.mark), entry.district


def read_names(path: Path) -> Names:
    """Return the names of one file."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError("too large")
        magic, head, *lines = path.read_text(encoding="utf-8").split("\n")
        if magic != MAGIC:
            raise ValueError("another format")
        known = json.loads(head)
        about = About(
            str(known["version"]),
            int(known["count"]),
            tuple(map(str, known["sources"])),
            tuple(map(str, known["attribution"])),
        )
        entries: dict[str, Entry] = {}
        for line in filter(None, lines):
            channel, tier, flags, mark, district, keys = line.split("\t")
            entry = Entry(channel, Tier(tier), "W" in flags, "N" in flags, mark, district)
            entries.update(dict.fromkeys(keys.split("|"), entry))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadAnswer(
            "The gazetteer cannot be read. Import it again, or remove it to use the built-in one."
        ) from error
    return Names(entries, about)
