"""One record of the partnership as its page shows it: data, the same for every kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from spoc_desk.casework.turns import Turn
from spoc_desk.forms.definition import Answers


class Standing(StrEnum):
    """How a record stands: the shape beside its state."""

    OPEN = "open"
    WAITS = "waits"
    LATE = "late"
    STOPPED = "stopped"
    DONE = "done"


@dataclass(frozen=True)
class Link:
    """A place that has to do with the record, as a button."""

    words: str
    place: str


@dataclass(frozen=True)
class Block:
    """A few lines under a heading: steps, times, wording to use. `warns` sets it apart."""

    title: str
    lines: tuple[str, ...] = ()
    warns: bool = False
    pairs: tuple[tuple[str, str], ...] = ()
    """What it is called, and what is said: under the lines, in two columns."""
    state: str = ""
    standing: Standing | None = None
    """A chip beside the title."""
    turns: tuple[Turn, ...] = ()
    """What can be done with this part alone; its form stands inside it. No two turns of a sheet share a name."""


@dataclass(frozen=True)
class Filled:
    """A form with its answers, to read."""

    form: str
    answers: Answers
    labels: Mapping[str, str] = field(default_factory=dict)
    """Words for the ids of answers that come from lists of the council."""
    but: tuple[str, ...] = ()
    """Questions that are shown elsewhere."""


@dataclass(frozen=True)
class Sheet:
    """One record: its head, what can be done now, and what was answered."""

    id: str
    title: str
    state: str
    standing: Standing
    sentence: str = ""
    """The next thing to do, in words."""
    facts: tuple[str, ...] = ()
    danger: bool = False
    """Somebody is in immediate danger: the red band stands above everything."""
    turns: tuple[Turn, ...] = ()
    links: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = ()
    filled: tuple[Filled, ...] = ()
    paper: str = ""
    """The place of its print preview, or nothing."""
