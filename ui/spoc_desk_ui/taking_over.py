"""The program started by another one that locked: it shows the lock screen and says so, and never held any data."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from spoc_desk.machine.pipes import take_standard_pipes
from spoc_desk.machine.successor import ANSWER, MOST_TOLD

from .handed import read_handed
from .program import run as show


def run() -> int:
    """Hear from the process before, show the window, answer."""
    heard, said = take_standard_pipes()
    told = read_handed(heard.readline(MOST_TOLD))
    heard.close()
    return show(Path(told.vault) if told.vault else None, told, answer_to(said))


def answer_to(pipe: BinaryIO) -> Callable[[], None]:
    """Return a call that says that the window is painted. The process before may be gone by then."""

    def answer() -> None:
        with suppress(OSError, ValueError):
            pipe.write(ANSWER)
            pipe.close()

    return answer
