"""Where the process apart begins: it shuts itself in first, and only then listens."""

import contextlib
import sys
from collections.abc import Sequence

from spoc_desk.machine.caps import cap_process
from spoc_desk.machine.confined import confine
from spoc_desk.machine.network import refuse_network
from spoc_desk.machine.pipes import take_standard_pipes
from spoc_desk.machine.process import harden
from spoc_desk.sanitise.apart.protocol import BadMessage
from spoc_desk.sanitise.apart.room import Room
from spoc_desk.sanitise.apart.start import NOT_SHUT_IN


def main(words: Sequence[str]) -> int:
    """Set every limit for good, then answer requests until the other side hangs up. Returns the exit code."""
    memory_bytes, seconds = (int(word) for word in words)
    harden()
    refuse_network()
    if not cap_process(memory_bytes, seconds):
        return NOT_SHUT_IN
    if not confine() and sys.platform == "linux":
        return NOT_SHUT_IN
    taken, given = take_standard_pipes()
    with taken, given, contextlib.suppress(BrokenPipeError, BadMessage, KeyboardInterrupt):
        Room(taken, given).serve()
    return 0
