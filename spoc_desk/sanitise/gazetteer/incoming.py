"""Take a file a person has downloaded, find out which of three sources it is, and read it within limits."""

import csv
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO

from spoc_desk.errors import BadAnswer
from spoc_desk.sanitise.gazetteer import os_open_names, registers
from spoc_desk.sanitise.gazetteer.gathering import Gathered

# The largest of the three, OS Open Names, unpacks to about a gigabyte in some 820 files.
MOST_BYTES, MOST_MEMBERS, MOST_RATIO, MOST_ROWS = 4_000_000_000, 5_000, 60, 12_000_000
_MOST_FIELD = 20_000
_DATA = re.compile(r"(?:^|/)data/[^/]+\.csv$", re.IGNORECASE)
_OPEN_LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
# What zipfile raises for lengths and fields that are not true, besides its own errors.
_BROKEN = (zipfile.BadZipFile, zlib.error, csv.Error, EOFError, NotImplementedError, IndexError, struct.error)
Heard = Callable[[str], None]


@dataclass(frozen=True)
class Source:
    """One of the sources that can be imported."""

    name: str  # the start of its file names in the store
    title: str
    attribution: str

    def version(self, year_month: str) -> str:
        """Return what a certificate shows."""
        return f"{self.title} {year_month}".strip()


OS = Source("os", "OS Open Names", "Contains OS data © Crown copyright and database right {year}.")
SCHOOLS = Source("gias", "Get Information about Schools", _OPEN_LICENCE)
HEALTH = Source("ods", "NHS Organisation Data Service", _OPEN_LICENCE)


@dataclass
class _Meter:
    """Counts what was really unpacked."""

    taken: int = 0

    def take(self, count: int) -> None:
        self.taken += count
        if self.taken > MOST_BYTES:
            raise BadAnswer("This file unpacks to far more than a gazetteer holds. Nothing was imported.")


def read_source(path: Path, heard: Heard) -> tuple[Source, Gathered, str]:
    """Return which source a file is, its names, and the year and month of its newest part.

    Raises:
        BadAnswer: the file cannot be opened, is none of the three, or is meant to do harm.
    """
    found = Gathered()
    try:
        if zipfile.is_zipfile(path):
            return _read_zip(path, found, heard)
        with path.open("rb") as file:
            source = _read_table(file, found, _Meter())
    except (*_BROKEN, OSError, ValueError) as error:
        raise BadAnswer(_NOT_KNOWN) from error
    except RuntimeError as error:  # a member under a password
        raise BadAnswer("This zip is under a password. Unpack it and import the CSV file in it.") from error
    if source is None:
        raise BadAnswer(_NOT_KNOWN)
    heard(f"{found.rows:,} rows")
    return source, found, ""


_NOT_KNOWN = (
    "This file is not one the program can import: the CSV zip of OS Open Names, a GIAS extract of schools "
    "(edubasealldata….csv) or an ODS extract (epraccur.csv and the like). Nothing was imported."
)


def _read_zip(path: Path, found: Gathered, heard: Heard) -> tuple[Source, Gathered, str]:
    with zipfile.ZipFile(path) as box:
        members = [member for member in box.infolist() if not member.is_dir()]
        _check(members)
        tables = [member for member in members if member.filename.lower().endswith(".csv")]
        data = [member for member in tables if _DATA.search(member.filename)] or tables
        meter, source = _Meter(), None
        for count, member in enumerate(data, start=1):
            with box.open(member) as file:
                source = _read_table(file, found, meter) or source
            if count % 20 == 0 or count == len(data):
                heard(f"{count} of {len(data)} files, {found.rows:,} rows")
        if source is None:
            raise BadAnswer(_NOT_KNOWN)
        newest = max(member.date_time for member in data)
    return source, found, f"{newest[0]}-{newest[1]:02}"


def _check(members: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse a zip by its claims before anything is unpacked."""
    claimed = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MOST_MEMBERS or claimed > MOST_BYTES or claimed > max(1_000_000, MOST_RATIO * packed):
        raise BadAnswer("This zip unpacks to far more than a gazetteer holds. Nothing was imported.")


def _read_table(file: IO[bytes], found: Gathered, meter: _Meter) -> Source | None:
    """Take the names of one table; None where it is none of the three."""
    rows = csv.reader(_lines(file, meter))
    first = next(rows, [])
    if first and first[0].startswith("\ufeff"):
        first[0] = first[0].lstrip("\ufeff")
    kept = _counted(rows, found)
    if os_open_names.is_row(first):
        os_open_names.gather(chain([first], kept), found)
        return OS
    if registers.is_schools_head(first):
        registers.gather_schools(first, kept, found)
        return SCHOOLS
    if registers.is_organisation(first):
        registers.gather_organisations(chain([first], kept), found)
        return HEALTH
    return None


def _counted(rows: Iterator[list[str]], found: Gathered) -> Iterator[list[str]]:
    for row in rows:
        if found.rows > MOST_ROWS:
            raise BadAnswer("This file has far more rows than a gazetteer. Nothing was imported.")
        yield row


def _lines(file: IO[bytes], meter: _Meter) -> Iterable[str]:
    """Yield the lines of a table as text, in whichever of its two encodings it is; a line without end is refused."""
    buffered = io.BufferedReader(file) if isinstance(file, io.RawIOBase) else file
    while line := buffered.readline(_MOST_FIELD):
        meter.take(len(line))
        if len(line) == _MOST_FIELD:
            raise ValueError("a line without end")
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            yield line.decode("cp1252", "replace")
