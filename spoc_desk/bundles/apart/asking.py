"""Has the records of a bundle read by a process without keys, and believes of its answer what was looked at."""

import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from spoc_desk.bundles import spelling
from spoc_desk.bundles.apart import cells
from spoc_desk.bundles.apart.entry import LENGTHS, NOT_SHUT_IN
from spoc_desk.bundles.apart.start import SECONDS, command, environment
from spoc_desk.bundles.limits import MOST_RECORD_BYTES
from spoc_desk.bundles.records import Cells
from spoc_desk.errors import NoMemory, Unreadable
from spoc_desk.handover_errors import BundleMisfit, BundleTooLarge

_MOST_ANSWER: Final = 4 * MOST_RECORD_BYTES
_OPEN: Final = "this computer does not let the program that reads it be shut in, so it was not opened."


def rows_of(
    untrusted: bytes, tables: Mapping[str, Sequence[str]], counts: Mapping[str, int]
) -> list[tuple[str, Cells]]:
    """Return the rows in the records of a bundle: text, whole numbers, none; as many as were announced.

    Raises BundleMisfit, BundleTooLarge, Unreadable where nothing could be read, NoMemory.
    """
    answer = _ask(untrusted, {"tables": {name: list(each) for name, each in tables.items()}, "counts": dict(counts)})
    word, rest = answer[:4], answer[4:]
    if word == cells.TOO_LARGE:
        raise BundleTooLarge()
    if word != cells.WORKED:
        raise BundleMisfit()
    return list(_believed(rest, sorted(tables), tables, counts))


def _believed(
    untrusted: bytes, names: Sequence[str], tables: Mapping[str, Sequence[str]], counts: Mapping[str, int]
) -> Iterator[tuple[str, Cells]]:
    found = dict.fromkeys(names, 0)
    try:
        for number, row in cells.read(untrusted):
            name = names[number]
            if len(row) != len(tables[name]):
                raise BundleMisfit()
            found[name] += 1
            yield name, row
    except (cells.OddAnswer, IndexError) as err:
        raise BundleMisfit() from err
    if found != dict(counts):
        raise BundleMisfit()


def _ask(untrusted: bytes, job: object) -> bytes:
    said = spelling.encode(job)
    process = subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it may hold words of a record
        env=environment(),
        cwd=Path(sys.executable).anchor,
        close_fds=True,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    over = threading.Timer(SECONDS, process.kill)
    over.start()
    try:
        answer, _ = process.communicate(LENGTHS.pack(len(said), len(untrusted)) + said + untrusted)
    except MemoryError as err:
        raise NoMemory() from err
    finally:
        over.cancel()
        process.kill()
        process.wait()
    if process.returncode == NOT_SHUT_IN:
        raise Unreadable(_OPEN)
    if process.returncode != 0 or len(answer) > _MOST_ANSWER:
        raise BundleMisfit()
    return answer
