"""What a printed document consists of, free of any layout engine. The same blocks feed the preview text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from spoc_desk.thresholds.windscreen import Windscreen

MARKING = "OFFICIAL-SENSITIVE"


class Voice(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    STRONG = "strong"
    LEAD = "lead"


class Sign(StrEnum):
    """A small drawn shape. Its value is the word for it, so that a shape never stands alone."""

    TICKED = "ticked"
    NOT_TICKED = "not ticked"
    TO_TICK = "empty tick box"
    OPEN = "not started"
    HALF = "waiting"
    FULL = "in hand"
    DONE = "done"
    STOP = "stopped"
    NONE = "none"
    WARN = "attention"


@dataclass(frozen=True)
class Mark:
    """A shape and the words that say the same."""

    sign: Sign
    text: str


Cell = str | Mark | tuple[str | Mark, ...]
"""What a table cell holds; a tuple is set one below the other."""


@dataclass(frozen=True)
class Heading:
    """A heading below the document's title: level 1, 2 or 3."""

    level: int
    text: str


@dataclass(frozen=True)
class Para:
    """Running text; a line break in it starts a new paragraph."""

    text: str
    voice: Voice = Voice.BODY


@dataclass(frozen=True)
class Points:
    """A list of points, numbered or not. A second line of a point explains it; the first is then set bold."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Tick:
    """One thing to tick; `ticked` is None on a blank form."""

    label: str
    ticked: bool | None = None
    note: str = ""


Value = str | tuple[Tick, ...]
"""What stands beside a label: words, or squares to tick in one line."""


@dataclass(frozen=True)
class Fields:
    """Labels with their values; a second line of a label is its hint.

    `min_height_mm` leaves room for handwriting beside an empty value. In two columns short values stand side by side;
    large print has one column always.
    """

    rows: tuple[tuple[str, Value], ...]
    min_height_mm: float = 0
    boxed: bool = False
    columns: int = 1


@dataclass(frozen=True)
class Table:
    """Rows under column titles; the first column names the row. `widths` are shares of the page's width."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    min_height_mm: float = 0
    boxed: bool = False


@dataclass(frozen=True)
class Ticks:
    """Tick boxes with their words, in one or more columns."""

    items: tuple[Tick, ...]
    columns: int = 1
    question: str = ""
    """What is asked: the boxes of a form to be filled in on a screen are read out with it."""


@dataclass(frozen=True)
class Picture:
    """The windscreen: where the ticks lie, as four bands (S004:232)."""

    of: Windscreen


@dataclass(frozen=True)
class Legend:
    """What the shapes of a table mean."""

    items: tuple[Mark, ...]
    columns: int = 3


@dataclass(frozen=True)
class Box:
    """A ruled box to write in, under its label."""

    label: str
    height_mm: float
    hint: str = ""
    ruled: bool = True


@dataclass(frozen=True)
class SignatureLine:
    """One person who signs: role, what the signature says, and the printed name and date if known."""

    role: str
    statement: str = ""
    name: str = ""
    date: str = ""


@dataclass(frozen=True)
class Signatures:
    """Signature rows, at least 9 mm high, never split across pages."""

    rows: tuple[SignatureLine, ...]


@dataclass(frozen=True)
class Notice:
    """A framed sentence nobody may miss."""

    text: str
    title: str = ""


@dataclass(frozen=True)
class CodeGroups:
    """Groups of signs to be copied by hand, numbered and set large."""

    groups: tuple[str, ...]
    columns: int = 4
    size: float = 1.9
    """In times of the running text; large print has a size of its own."""


@dataclass(frozen=True)
class CutLine:
    """A dashed line with the words for what is below it."""

    text: str


@dataclass(frozen=True)
class Spacer:
    """Empty height."""

    height_mm: float


@dataclass(frozen=True)
class Keep:
    """Blocks that stay on one page."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class NewPage:
    """Start a new page."""


Block = (
    Heading | Para | Points | Fields | Table | Ticks | Picture | Legend | Box | Signatures | Notice | CodeGroups
    | CutLine | Spacer | Keep | NewPage
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole document. `title` is its kind only, never a name: it becomes the title of the file."""

    title: str
    blocks: tuple[Block, ...] = field(default=())
    marking: str = MARKING
    copy_no: int | None = None
    copy_label: str = "Record copy"
    sample: bool = False
    reference: str = ""
    edition: str = ""
    """Which version of which form this is; stands in the foot of every page."""
    landscape: bool = False
    large_print: bool = False
    fillable: bool = False
    """The boxes and squares can be filled in on a screen. Such a file is never called archivable."""
    own_file: bool = False
    """A working copy of the own file: nobody else gets it."""

    @property
    def copy_words(self) -> str:
        """Return "Copy 12" or "Own file, copy 12", or what an unnumbered copy is called."""
        if self.copy_no is None:
            return self.copy_label
        return f"Own file, copy {self.copy_no}" if self.own_file else f"Copy {self.copy_no}"
