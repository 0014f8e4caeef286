"""Where the process apart begins: it shuts itself in first, and only then reads."""

import contextlib
import json
import struct
import sys
from collections.abc import Sequence
from typing import BinaryIO, Final

from spoc_desk.bundles import records
from spoc_desk.bundles.apart import cells
from spoc_desk.handover_errors import BundleMisfit, BundleTooLarge
from spoc_desk.machine.caps import cap_process
from spoc_desk.machine.confined import confine
from spoc_desk.machine.network import refuse_network
from spoc_desk.machine.pipes import take_standard_pipes
from spoc_desk.machine.process import harden

NOT_SHUT_IN: Final = 70
LENGTHS: Final = struct.Struct(">II")


def main(words: Sequence[str]) -> int:
    """Set every limit for good, read one bundle's records, answer, and end. Returns the exit code."""
    memory_bytes, seconds = (int(word) for word in words)
    harden()
    refuse_network()
    if not cap_process(memory_bytes, seconds):
        return NOT_SHUT_IN
    if not confine() and sys.platform == "linux":
        return NOT_SHUT_IN
    taken, given = take_standard_pipes()
    with taken, given, contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        _answer(taken, given)
    return 0


def _answer(taken: BinaryIO, given: BinaryIO) -> None:
    job_bytes, record_bytes = LENGTHS.unpack(taken.read(LENGTHS.size))
    job = json.loads(taken.read(job_bytes))
    data = taken.read(record_bytes)
    numbers = {name: number for number, name in enumerate(sorted(job["tables"]))}
    try:
        rows = [cells.written(numbers[table], row) for table, row in records.unpack(data, job["tables"], job["counts"])]
    except BundleTooLarge:
        given.write(cells.TOO_LARGE)
        return
    except BundleMisfit:
        given.write(cells.MISFIT)
        return
    given.write(cells.WORKED)
    for row in rows:
        given.write(row)
    given.write(cells.end())
