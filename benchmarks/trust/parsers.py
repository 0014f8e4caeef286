"""Everything of ours that reads what somebody else may have written, each with whole inputs to start from.

A parser takes what it was made for, or raises a sentence. What goes beyond that is a fault: another exception, a change
that nobody notices in something that is proven, more memory or time than the file is worth.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.trust import corpus
from spoc_desk.casework.schools import importing
from spoc_desk.casework.table_file import read_table
from spoc_desk.clock import FixedClock
from spoc_desk.errors import Damaged
from spoc_desk.resources import read_text
from spoc_desk.sanitise.gazetteer.incoming import read_source
from spoc_desk.thresholds.reading import read_set, shipped_sets
from spoc_desk.vault import anchor, backup_file, canonical, preauth, recovery
from spoc_desk.vault.anchor import Mark
from spoc_desk.vault.backup_file import Manifest
from spoc_desk.vault.connection import PAGE_BYTES
from spoc_desk.vault.vault import Vault


class Accepted(Exception):
    """Something was taken for proven that is not what was written."""


@dataclass(frozen=True)
class Parser:
    """One parser: what it is fed with and what feeds it."""

    name: str
    seeds: tuple[bytes, ...]
    feed: Callable[[bytes], object]
    mend: Callable[[bytes], bytes] | None = None
    """Makes the plain hash of a changed input fit, so that what lies behind it is reached as well."""


def parsers(room: Path, vault: Vault | None = None) -> Iterator[Parser]:
    """Yield all of them; *room* is where those that read a file get one, *vault* is what a list is compared with."""
    yield _header()
    yield _backup()
    yield Parser("canonical JSON", tuple(map(canonical.encode, _VALUES)), _canonical)
    yield Parser("recovery code", (_CODE.encode(), _CODE.lower().replace("-", " ").encode()), _typed(recovery.parse))
    yield Parser("list of schools", _SCHOOLS, read_table if vault is None else _school_import(vault))
    sets = tuple(read_text("thresholds", f"{each}.toml").encode() for each in shipped_sets())
    yield Parser("threshold set", (*sets, _SMALL_SET), _typed(read_set))
    yield Parser("gazetteer", (*_gazetteers(),), _from_file(room / "gazetteer", lambda path: read_source(path, _quiet)))
    yield _mark()
    tries = room / preauth.FILE
    yield Parser(
        "count of wrong passwords", (_tries_bytes(room),), _from_file(tries, lambda path: preauth.tries(path.parent))
    )


_CODE = recovery.RecoveryCode(bytes(range(20)), corpus.VAULT, 1).text
_VALUES: tuple[object, ...] = (
    {}, [], {"a": [1, 2.5, None, True, "ä\n\\"], "b": {"c": {"d": []}}}, [["x"] * 20, {"hex": "00ff"}], "text", -1,
)  # fmt: skip
_SCHOOLS = (
    b"School,Phase,LAESTAB,Head,Phone,Email\nMarsh Lane Primary,primary,8212001,A Brook,01582 000000,\n",
    '\ufeffName;Phase\r\n"Hill; Top";secondary\r\n=1+1;primary\r\n'.encode(),
    "School\tTown\nMarsh Lane\tLuton\n".encode("utf-16"),
)
_SMALL_SET = b"""
id = "sample"
title = "A small set"
edition = "1"
caveat = "Only a sample."

[[level]]
id = "UNI"
number = 1
name = "Universal"
"""


def _header() -> Parser:
    whole = corpus.sample()
    seeds = (whole.raw, *(bad.raw for bad in corpus.corpus(whole) if bad.name.startswith(("later", "limit"))))

    def feed(raw: bytes) -> None:
        found = corpus.opened_with(raw)
        if found == "opened" and raw != whole.raw:
            raise Accepted
        if found != "opened":
            raise Damaged

    def mend(raw: bytes) -> bytes:
        return corpus.around(raw[14:-64], raw[-32:]) if len(raw) > 78 else raw

    return Parser("header", seeds, feed, mend)


def _backup() -> Parser:
    whole = corpus.sample()
    manifest = Manifest(corpus.VAULT, "2026-11-23T09:30:00Z", "0", 1, 9, 3, 7, "00", {"notes": 2})
    database = bytes(range(256)) * (2 * PAGE_BYTES // 256)
    head = backup_file.build_head(whole.raw, manifest, corpus.MASTER, len(database))
    first = head.raw + database
    digest = corpus.hashlib.sha256(first).digest()
    made = first + backup_file.tail_of(digest, corpus.MASTER)

    def feed(raw: bytes) -> None:
        stream = io.BytesIO(raw)
        found = backup_file.read_head(stream, len(raw))
        through = backup_file.through(stream, found, lambda _piece: None, lambda _done, _whole: True)
        assert through is not None
        backup_file.open_manifest(found, corpus.MASTER)
        backup_file.prove(*through, corpus.MASTER)
        if raw != made:
            raise Accepted

    def mend(raw: bytes) -> bytes:
        return raw[:-64] + corpus.hashlib.sha256(raw[:-64]).digest() + raw[-32:] if len(raw) > 64 else raw

    return Parser("backup", (made,), feed, mend)


def _canonical(raw: bytes) -> None:
    value = canonical.decode(raw)
    if canonical.encode(value) != raw:
        raise Accepted


def _typed(parse: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda raw: parse(raw.decode("utf-8", "replace"))


def _from_file(path: Path, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    def feed(raw: bytes) -> None:
        path.write_bytes(raw)
        read(path)

    return feed


def _school_import(vault: Vault) -> Callable[[bytes], object]:
    def feed(raw: bytes) -> None:
        preview = importing.preview_import(vault, raw)
        importing.wrong_rows(preview)

    return feed


def _quiet(_words: str) -> None:
    """Say nothing."""


def _gazetteers() -> Iterator[bytes]:
    schools = _csv([["EstablishmentName", "LA (name)", "Town"], ["Marsh Lane Primary School", "Luton", "Luton"]])
    practices = _csv([["E81000", "MARSH FARM SURGERY", "", "", "", "", "", "", "", "LU1 2AB"]])
    places = _csv([_place("Wibtoft"), _place("Stopsley Green"), _place("Quemerford")])
    yield schools
    yield practices
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Doc/OS_Open_Names_Header.csv", "ID,NAMES_URI,NAME1\n")
        packed.writestr("Data/SP00.csv", places)
        packed.writestr("Data/SP04.csv", places)
    yield box.getvalue()


def _place(name: str) -> list[str]:
    row = [""] * 34
    row[0], row[2], row[6], row[7], row[21], row[29] = "osgb1", name, "populatedPlace", "Hamlet", "Rugby", "England"
    return row


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _mark() -> Parser:
    key = bytes(32)
    made = Mark(corpus.VAULT, 1, 2, 3, 4, 5, 6, bytes(32)).sealed(key)

    def feed(raw: bytes) -> None:
        if Mark.opened(raw, key, corpus.VAULT) is not None and raw != made:
            raise Accepted

    return Parser("what the computer remembers", (made, made[:-1], bytes(anchor.FILE_BYTES)), feed)


def _tries_bytes(room: Path) -> bytes:
    from_clock = room / "counted"
    from_clock.mkdir()
    preauth.note_wrong(from_clock, FixedClock())
    return (from_clock / preauth.FILE).read_bytes()


def as_words(raw: bytes) -> str:
    """Return an input that was found, as it can be written down."""
    return json.dumps(raw[:200].decode("latin-1"))
