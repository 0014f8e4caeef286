"""The database broken: a byte changed, a page put back, a length cut, something else in its place.

What is read is what was saved, or there is a sentence. A change in any page is found by the full check, an old page
too, of which SQLCipher itself knows nothing.
"""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks.trust import small
from benchmarks.trust.operations import in_parts
from benchmarks.trust.options import Options
from benchmarks.trust.tally import Fault, Kind, Tally
from benchmarks.trust.works import PASSWORD, derive_at_once
from spoc_desk.clock import FixedClock
from spoc_desk.errors import DatabaseDamaged, DatabaseMissing, EmptyFile, UserError
from spoc_desk.machine.faults import place_of
from spoc_desk.vault import check, header_files, opening, subkeys
from spoc_desk.vault.connection import PAGE_BYTES, Database
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.lifecycle import open_vault

_ALL = "SELECT id, body, version FROM notes ORDER BY id"
_USUAL_BYTES, _USUAL_PROVEN = 3_000, 400
SALT_BYTES = 16
DATABASE = "vault-1.db"


class Files:
    """The database of a locked vault before and after one change, and the keys to look into it."""

    def __init__(self, room: Path) -> None:
        self.schema = small.kernel_of(room)
        self.folder = room / "vault"
        self.path = self.folder / DATABASE
        vault, _ = small.make_vault(self.folder, self.schema)
        vault.close()
        self._learn_keys()
        self.old = self.path.read_bytes()
        vault = open_vault(self.folder, PASSWORD, clock=FixedClock(), schema=self.schema)
        with vault.transaction("corrected") as tx:
            for number in range(0, small.NOTES, 7):
                tx.update("notes", f"n{number}", {"body": f"n{number} " + "y" * 900}, version=1)
        vault.close()
        self.new = self.path.read_bytes()
        db = self.open(self.new)
        self.rows = [tuple(row) for row in db.rows(_ALL)]
        db.close()

    def _learn_keys(self) -> None:
        loaded = header_files.load(self.folder)
        found = opening.unseal_raw(loaded.raw, PASSWORD.encode(), SlotKind.PASSWORD, None)
        assert found is not None
        self.master, self.header = found[2], loaded.header
        db, self.chain = opening.connect(self.folder, self.header, self.master, self.schema)
        db.close()

    def open(self, raw: bytes, path: Path | None = None) -> Database:
        """Return a connection to the database as *raw* bytes."""
        place = path or self.path
        place.write_bytes(raw)
        db = Database(place, subkeys.database_key(self.master, self.header.generation), self.header.db_salt)
        db.settle()
        return db

    def read(self, raw: bytes, path: Path) -> list[tuple[object, ...]] | None:
        """Return what a reader would see, or None where there is a sentence."""
        try:
            db = self.open(raw, path)
        except UserError:
            return None
        try:
            return [tuple(row) for row in db.rows(_ALL)]
        except UserError:
            return None
        finally:
            db.close()

    def proven(self, raw: bytes, path: Path) -> bool:
        """Return whether the full check finds nothing."""
        try:
            db = self.open(raw, path)
        except UserError:
            return False
        try:
            return check.full(db, self.chain, self.header.vault).ok
        except UserError:
            return False
        finally:
            db.close()


def run(options: Options) -> Iterator[Tally]:
    """Change bytes, put pages back, cut lengths, put other files in the place."""
    derive_at_once()
    opening.room.keep_room = lambda db: None  # without the room to grow every page is in use: each change meets one
    files = Files(options.room)
    share = options.points / 100 if options.points else 0
    yield changed_bytes(files, options, int(_USUAL_BYTES * share))
    yield proven_bytes(files, options, int(_USUAL_PROVEN * share))
    yield pages_put_back(files)
    yield lengths(files, options.room / "broken")
    yield strangers(files, options.room / "broken")


def _places(files: Files, count: int, start: int = 0) -> list[int]:
    every = range(start, len(files.new))
    return list(every) if not count or count >= len(every) else sorted(random.Random(8).sample(every, count))


def _flip(raw: bytes, at: int) -> bytes:
    broken = bytearray(raw)
    broken[at] ^= 1 << random.Random(at).randrange(8)
    return bytes(broken)


def changed_bytes(files: Files, options: Options, count: int) -> Tally:
    """Change a byte and read: what was saved, or a sentence."""
    places = _places(files, count)

    def some(part: int) -> Tally:
        tally, path = Tally(""), options.room / f"bytes-{part}.db"
        for at in places[part :: options.workers]:
            tally.add(_reading(files, _flip(files.new, at), path, tally), at=f"byte {at}")
        return tally

    return _joined("database: one byte changed, read", some, options)


def _reading(files: Files, raw: bytes, path: Path, tally: Tally) -> Iterator[Fault]:
    try:
        seen = files.read(raw, path)
    except Exception as err:  # noqa: BLE001  (that is what is looked for)
        yield Fault(Kind.RAW, place_of(err))
        return
    tally.refused += seen is None
    if seen not in (None, files.rows):
        yield Fault(Kind.SILENT, "other rows are read than were saved")


def proven_bytes(files: Files, options: Options, count: int) -> Tally:
    """Change a byte behind the salt: the full check finds it."""
    places = _places(files, count, SALT_BYTES)

    def some(part: int) -> Tally:
        tally, path = Tally(""), options.room / f"proof-{part}.db"
        for at in places[part :: options.workers]:
            tally.add(_proving(files, _flip(files.new, at), path), at=f"byte {at}")
            tally.refused += 1
        return tally

    return _joined("database: one byte changed, full check", some, options)


def _proving(files: Files, raw: bytes, path: Path, *, may_say_the_same: bool = False) -> Iterator[Fault]:
    try:
        if files.proven(raw, path) and not (may_say_the_same and files.read(raw, path) == files.rows):
            yield Fault(Kind.SILENT, "the full check finds nothing")
    except Exception as err:  # noqa: BLE001  (that is what is looked for)
        yield Fault(Kind.RAW, place_of(err))


def _joined(name: str, some: Callable[[int], Tally], options: Options) -> Tally:
    tally = Tally(name)
    for part in in_parts(options.workers, some):
        tally.join(part)
    return tally


def pages_put_back(files: Files) -> Tally:
    """Put one older page back, swap two pages, put a page behind the end: the full check finds each."""
    tally, path, new = Tally("database: an older page put back, pages swapped or added"), files.path, files.new
    starts = range(0, min(len(files.old), len(new)), PAGE_BYTES)
    for start in starts:
        page, old = new[start : start + PAGE_BYTES], files.old[start : start + PAGE_BYTES]
        if page != old:
            mixed = new[:start] + old + new[start + PAGE_BYTES :]
            # The first page differs after each change by a counter alone: an old one of it says the same.
            faults = _proving(files, mixed, path, may_say_the_same=start == 0)
            tally.add(faults, at=f"old page at {start}")
            tally.refused += 1
    for start in starts[1:-1]:
        middle, end = start + PAGE_BYTES, start + 2 * PAGE_BYTES
        swapped = new[:start] + new[middle:end] + new[start:middle] + new[end:]
        tally.add(_proving(files, swapped, path), at=f"swapped at {start}")
        tally.refused += 1
    for more in (bytes(PAGE_BYTES), new[-PAGE_BYTES:], new):
        tally.add(_proving(files, new + more, path), at=f"{len(more)} bytes behind")
        tally.refused += 1
    return tally


def lengths(files: Files, broken: Path) -> Tally:
    """Cut the file, or take it away: the program refuses with a sentence and makes no file."""
    tally, whole = Tally("database: cut or missing"), len(files.new)
    sizes = {0, 1, 15, 16, 17, 4095, 4096, 4097, *range(PAGE_BYTES, whole, PAGE_BYTES)}
    for size in sorted(sizes | {size - 1 for size in sizes if size > 1} | {whole - 1}):
        raw = files.new[:size]
        kinds = (DatabaseDamaged,) if size and size % PAGE_BYTES == 0 else (EmptyFile,)
        tally.add(_refusing(files, broken, raw, kinds), at=f"{size} bytes")
        tally.refused += 1
    tally.add(_refusing(files, broken, None, (DatabaseMissing,)), at="missing")
    return tally


def strangers(files: Files, broken: Path) -> Tally:
    """Put something else in the place of the database."""
    tally = Tally("database: something else in its place")
    for name, raw in _others(files, broken.with_name("others")):
        tally.add(_refusing(files, broken, raw, (DatabaseDamaged, EmptyFile)), at=name)
        tally.refused += 1
    return tally


def _others(files: Files, place: Path) -> Iterator[tuple[str, bytes]]:
    place.mkdir()
    plain = sqlite3.connect(place / "plain.db")
    plain.execute("CREATE TABLE notes (id TEXT)")
    plain.commit()
    plain.close()
    yield "a plain database", (place / "plain.db").read_bytes()
    (place / "schemas").mkdir()
    vault, _ = small.make_vault(place / "vault", small.kernel_of(place / "schemas"))
    vault.close()
    yield "the database of another vault with the same password", (place / "vault" / DATABASE).read_bytes()
    yield "noughts", bytes(len(files.new))
    yield "chance", random.Random(3).randbytes(len(files.new))
    yield (
        "its own pages in reverse",
        b"".join(files.new[at : at + PAGE_BYTES] for at in range(len(files.new) - PAGE_BYTES, -1, -PAGE_BYTES)),
    )


def _refusing(files: Files, broken: Path, raw: bytes | None, kinds: Iterable[type[UserError]]) -> Iterator[Fault]:
    shutil.rmtree(broken, ignore_errors=True)
    shutil.copytree(files.folder, broken)
    if raw is None:
        (broken / DATABASE).unlink()
    else:
        (broken / DATABASE).write_bytes(raw)
    before = _looks(broken)
    try:
        open_vault(broken, PASSWORD, clock=FixedClock(), schema=files.schema).close()
        yield Fault(Kind.SILENT, "it is opened")
    except UserError as err:
        if type(err) not in kinds:
            yield Fault(Kind.WRONG, f"it ends in {type(err).__name__}")
    except Exception as err:  # noqa: BLE001  (that is what is looked for)
        yield Fault(Kind.RAW, place_of(err))
    if _looks(broken) != before:
        yield Fault(Kind.WRONG, "files were made or changed")


def _looks(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != opening.LOCK}
