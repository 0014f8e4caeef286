"""A process that starts another one, tells it something, and hears that it is there."""

import sys
import time

import pytest

from spoc_desk.machine.successor import MOST_TOLD, Successor
from tests import patience

_ANSWERS = "import sys; told = sys.stdin.buffer.readline(); print('here' if told == b'so\\n' else 'what?', flush=True)"


def _wait(successor: Successor) -> None:
    until = time.monotonic() + patience.SECONDS
    while not successor.is_over:
        assert time.monotonic() < until
        time.sleep(0.005)
    successor._process.wait(patience.SECONDS)
    assert successor._process.stdout is not None
    successor._process.stdout.close()


@pytest.mark.parametrize(
    ("code", "told", "answers"),
    [(_ANSWERS, b"so\n", True), (_ANSWERS, b"other\n", False), ("", b"x" * MOST_TOLD * 40, False)],
    ids=["it answers", "it says something else", "it dies"],
)
def test_what_becomes_of_it_is_heard(code: str, told: bytes, answers: bool) -> None:
    successor = Successor([sys.executable, "-S", "-c", code], told)
    _wait(successor)
    assert successor.has_answered is answers


def test_what_is_not_there_cannot_be_started() -> None:
    with pytest.raises(OSError, match=r"nowhere"):
        Successor(["/nowhere/at-all"], b"")
