"""Work in a process of its own, that may be killed at any moment: what it said until then is heard."""

import json
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from spoc_desk.errors import UserError
from spoc_desk.machine.faults import place_of


class Say(Protocol):
    """Tell the other process a kind of thing and its name, at once."""

    def __call__(self, kind: str, word: str) -> None: ...


@dataclass
class Heard:
    """What a process said before it ended."""

    words: list[tuple[str, str]] = field(default_factory=list)
    killed: bool = False
    raw: list[str] = field(default_factory=list)

    def of(self, kind: str) -> list[str]:
        """Return the words of one kind in their order."""
        return [word for said, word in self.words if said == kind]


def forked(work: Callable[[Say], None]) -> Heard:
    """Do *work* in a child of this process and return what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _be_the_child(work, writing)
    os.close(writing)
    with open(reading, "rb") as stream:
        lines = stream.read().split(b"\n")[:-1]
    _, status = os.waitpid(child, 0)
    heard = Heard()
    for kind, word in map(json.loads, lines):
        if kind == "raw":
            heard.raw.append(word)
        else:
            heard.words.append((kind, word))
    if os.WIFSIGNALED(status):
        heard.killed = os.WTERMSIG(status) == signal.SIGKILL
        if not heard.killed:
            heard.raw.append(f"died of signal {os.WTERMSIG(status)}")
    return heard


def _be_the_child(work: Callable[[Say], None], writing: int) -> None:
    def say(kind: str, word: str) -> None:
        os.write(writing, json.dumps([kind, word]).encode() + b"\n")

    try:
        work(say)
    except UserError as err:
        say("refused", type(err).__name__)
    except BaseException as err:  # noqa: BLE001  (that is what is looked for)
        say("raw", place_of(err))
    finally:
        os._exit(0)
