"""Structure while drawing: a tree of tags, and the parts of the layout engine that write into it.

ReportLab marks no structure itself. Here a canvas wraps what is drawn in marked content and
notes for each node on which page and under which number it lies; `structure` writes the tree into the finished file.
"""
# ruff: noqa: N802, N815 - the layout engine calls these by its own names

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table
from reportlab.platypus.tables import TableRenderCB


@dataclass(frozen=True)
class Spot:
    """A piece of marked content: page counted from 0, number on that page."""

    page: int
    mcid: int


@dataclass(frozen=True)
class Entry:
    """A place to be filled in on a screen: page counted from 0, its box on the page, and what it is called."""

    page: int
    box: tuple[float, float, float, float]
    name: str
    is_tick: bool = False
    many_lines: bool = False


@dataclass
class Node:
    """One element of the structure tree; grows while the document is drawn."""

    role: str
    scope: str = ""
    alt: str = ""
    numbering: str = ""
    box: tuple[float, float, float, float] | None = None
    kids: list[Node | Spot | Entry] = field(default_factory=list)

    def add(self, role: str, *, scope: str = "", alt: str = "", numbering: str = "") -> Node:
        """Append a child and return it."""
        child = Node(role, scope, alt, numbering)
        self.kids.append(child)
        return child


_MANY_LINES = 40.0  # points: a higher box takes more than one line


class TagCanvas(Canvas):  # type: ignore[misc]  # the engine ships no types
    """A canvas that marks content, and adds the page furniture once the number of pages is known."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.draw_furniture: Callable[[Canvas, int, int], None] | None = None
        self._next_mcid = 0
        self._depth = 0
        self._pages: list[dict[str, object]] = []

    @contextmanager
    def marked(self, node: Node | None) -> Iterator[None]:
        """Wrap what is drawn as content of *node*; without a node as an artifact. The outermost mark counts."""
        self._depth += 1
        if self._depth == 1:
            self._code.append(self._opening(node))
        yield
        self._depth -= 1
        if self._depth == 0:
            self._code.append("EMC")

    def entry(self, form: Node, name: str, box: tuple[float, float, float, float], *, is_tick: bool = False) -> None:
        """Note a place to be filled in under *form*, at *box* (left, lower, width, height) of what is being drawn."""
        left, low = self.absolutePosition(box[0], box[1])
        edges = (left, low, left + box[2], low + box[3])
        form.kids.append(Entry(len(self._pages), edges, name, is_tick, box[3] > _MANY_LINES))

    def _opening(self, node: Node | None) -> str:
        if node is None:
            return "/Artifact BMC"
        spot = Spot(len(self._pages), self._next_mcid)
        self._next_mcid += 1
        node.kids.append(spot)
        return f"/{node.role} <</MCID {spot.mcid}>> BDC"

    def showPage(self) -> None:
        """Set the page aside: the furniture needs the number of pages, which is not known yet."""
        self._pages.append(dict(self.__dict__))
        self._startPage()
        self._next_mcid = 0

    def save(self) -> None:
        """Take up the pages again, add the furniture and write the file."""
        pages = self._pages
        for number, page in enumerate(pages, start=1):
            self.__dict__.update(page)
            if self.draw_furniture is not None:
                with self.marked(None):
                    self.draw_furniture(self, number, len(pages))
            super().showPage()
        super().save()


class Tagged:
    """Something drawn that knows its place in the structure; without a place it is an artifact."""

    node: Node | None = None


class Room(Tagged, Flowable):  # type: ignore[misc]
    """Empty room in a cell that is filled in on a screen, as a field of this name."""

    def __init__(self, height: float, name: str) -> None:
        super().__init__()
        self.height, self._name = height, name

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size: the whole cell."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """Draw nothing; note the place."""
        if self.node is not None:
            self.canv.entry(self.node.add("Form"), self._name, (0, -1, self.width, self.height + 2))


class TaggedParagraph(Tagged, Paragraph):  # type: ignore[misc]
    """A paragraph with its tag; its text must be escaped already. `words` are the words as they were written."""

    words: frozenset[str] = frozenset()
    _measured: tuple[float, tuple[float, float]] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size within *width*; asked again for the same width, the lines stay as they are."""
        # The engine throws the lines away when it has split a paragraph.
        if self._measured is None or self._measured[0] != width or not hasattr(self, "blPara"):
            self._measured = width, super().wrap(width, height)
        return self._measured[1]

    def draw(self) -> None:
        """Draw, and leave a space at the end of each line so that readers do not join words across lines."""
        self._space_out_lines()
        with self.canv.marked(self.node):
            super().draw()

    def split(self, width: float, height: float) -> list[Flowable]:
        """Split over two pages; both parts belong to the same node."""
        parts: list[Flowable] = super().split(width, height)
        for part in parts:
            part.node, part.words = self.node, self.words
        return parts

    def _space_out_lines(self) -> None:
        lines = self.blPara.lines
        # The engine keeps plain lines as (space left, words) and lines broken at a hyphen as fragments.
        # A long word broken over two lines stays one word.
        for index, line in enumerate(lines[:-1]):
            if isinstance(line, tuple):
                if line[1] and line[1][-1] in self.words:
                    lines[index] = (line[0], [*line[1], ""])
            elif line.words and line.words[-1].text.split(" ")[-1] in self.words:
                line.words[-1].text += " "


class Grid(Table):  # type: ignore[misc]
    """A table that is measured once for each width: the engine asks three times before it draws."""

    _measured: tuple[float, tuple[float, float]] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size within *width*."""
        if self._measured is None or self._measured[0] != width:
            self._measured = width, super().wrap(width, height)
        return self._measured[1]


class TableTags(TableRenderCB):  # type: ignore[misc]
    """Writes rows and cells of one table into the structure, over as many pages as it takes.

    The header row is repeated on each page; only its first appearance is content, the others are artifacts.
    Without a node the table only arranges: its lines are artifacts and what is in it keeps its own tags.
    """

    def __init__(self, table: Node | None, *, head_rows: int = 0, row_heads: Collection[int] = ()) -> None:
        self._table = table
        self._head_rows = head_rows
        self._row_heads = row_heads
        self._parts = 0
        self._row: Node | None = None
        self._artifact = ExitStack()

    def startTable(self, _table: Flowable) -> None:
        self._parts += 1

    def startRow(self, _table: Flowable, row: int) -> None:
        repeated = row < self._head_rows and self._parts > 1
        self._row = None if repeated or self._table is None else self._table.add("TR")

    def startCell(self, _table: Flowable, row: int, column: int, content: object, *_where: object) -> None:
        if self._table is None:
            return
        cell = self._cell(row, column)
        parts = [
            part for part in (content if isinstance(content, list | tuple) else (content,)) if isinstance(part, Tagged)
        ]
        for part in parts:
            # A single paragraph is the cell's own content: one element less for each of thousands of cells.
            part.node = cell if cell is None or len(parts) == 1 else cell.add("P")

    def _cell(self, row: int, column: int) -> Node | None:
        if self._row is None:
            return None
        if row < self._head_rows:
            return self._row.add("TH", scope="Column")
        if column in self._row_heads:
            return self._row.add("TH", scope="Row")
        return self._row.add("TD")

    def startBG(self, table: Flowable) -> None:
        self._artifact.enter_context(table.canv.marked(None))

    def endBG(self, _table: Flowable) -> None:
        self._artifact.close()

    def _nothing_to_close(self, _table: Flowable) -> None:
        """A cell's paragraphs mark themselves; rows and tables hold no marks of their own."""

    startLines, endLines = startBG, endBG
    endCell = endRow = endTable = _nothing_to_close
