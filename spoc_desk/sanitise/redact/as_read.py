"""What the proof will read in a re-typeset copy, known before the copy is made: the same layout, and no file.

Words that stood apart may stand together in the copy: a cell is wrapped, an empty line is gone, a token stands beside
a word. Whoever scans these texts finds what the proof would find, and at which place of which passage.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from spoc_desk.sanitise.findings import Finding
from spoc_desk.sanitise.readers.unit import Shape
from spoc_desk.sanitise.redact.orders import Passage, continues
from spoc_desk.sanitise.redact.producer import no_picture
from spoc_desk.sanitise.redact.read_back import ReadBack
from spoc_desk.sanitise.redact.retype import put
from spoc_desk.sanitise.redact.sheets import RUNS, Mark, Sheets
from spoc_desk.sanitise.redact.signs import TOKEN_OF, traced
from spoc_desk.sanitise.redact.tables import Plan
from spoc_desk.sanitise.redact.tokens import NOWHERE
from spoc_desk.sanitise.redact.typeface import Weight
from spoc_desk.sanitise.redact.words_left import findings_beyond

Spot = tuple[int, int]
"""Which passage, and the offset in it."""

PUT_IN: Spot = (NOWHERE, NOWHERE)
Find = Callable[[str], Iterable[Finding]]


@dataclass(frozen=True)
class AsRead:
    """One text of the copy, and for each of its characters the passage it comes from; PUT_IN for gaps and tokens."""

    text: str
    origin: Sequence[Spot]


def found_again(passages: Sequence[Passage], find: Find) -> tuple[tuple[Finding, ...], ...]:
    """Return for each passage what a scan of the copy finds in it that must not be there, by the passage's offsets."""
    texts = list(as_read(passages))
    found: list[list[Finding]] = [[] for _ in passages]
    for at, finding in findings_beyond([each.text for each in texts], (), find):
        for passage, start, end in _pieces(texts[at], passages, finding.start, finding.end):
            found[passage].append(replace(finding, start=start, end=end))
    return tuple(map(tuple, found))


def as_read(passages: Sequence[Passage]) -> Iterator[AsRead]:
    """Yield the texts of the copy as they will be read; the texts of pages stay as they are."""
    sheets = _Heard()
    layout: Plan | None = None
    before: Passage | None = None
    for number, passage in enumerate(passages):
        if passage.shape is Shape.PAGE:
            yield AsRead(passage.text, [(number, at) for at in range(len(passage.text))])
        elif not passage.picture:
            sheets.passage = _Source.of(number, passage)
            layout = put(sheets, passage, layout if continues(passage, before) else None, no_picture)
        before = passage
    sheets.read.finish()
    for at, text in enumerate(sheets.read.passages):
        origin = sheets.origins[at] if at < len(sheets.origins) else []
        yield AsRead(text, [*origin, *[PUT_IN] * (len(text) - len(origin))])  # tabs of empty cells may end a table


def _pieces(read: AsRead, passages: Sequence[Passage], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield where the words of a span lie: one piece for each stretch of a passage it came from."""
    piece: tuple[int, int, int] | None = None
    for spot, sign in zip(read.origin[start:end], read.text[start:end], strict=True):
        if spot == PUT_IN or not sign.isalnum():
            continue
        if piece and spot[0] == piece[0] and _goes_on(passages[spot[0]].text, piece[2], spot[1]):
            piece = (piece[0], piece[1], spot[1] + 1)
            continue
        if piece:
            yield piece
        piece = (spot[0], spot[1], spot[1] + 1)
    if piece:
        yield piece


def _goes_on(text: str, end: int, at: int) -> bool:
    """Say whether no letter and no cell lies between two places of a passage."""
    between = text[end:at]
    return at >= end and "\t" not in between and not any(sign.isalnum() for sign in between)


@dataclass
class _Source:
    """The signs of one passage by its cells; a passage that is no table is one cell."""

    number: int
    cells: dict[tuple[int, int], Iterator[tuple[str, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, number: int, passage: Passage) -> "_Source":
        signs = list(traced(passage.text))
        source = cls(number)
        if passage.shape is not Shape.TABLE:
            source.cells[(0, 0)] = iter(signs)
            return source
        row = column = begin = 0
        for at, (sign, _) in enumerate([*signs, ("\n", 0)]):
            if sign in "\t\n":
                source.cells[(row, column)] = iter(signs[begin:at])
                begin = at + 1
                row, column = (row + 1, 0) if sign == "\n" else (row, column + 1)
        return source

    def take(self, cell: tuple[int, int], text: str) -> list[Spot]:
        """Return where the signs of a line come from; the lines of a cell are taken in their order."""
        signs = self.cells.get(cell, iter(()))
        spots = []
        for sign in text:
            at = NOWHERE if sign == " " else next((at for other, at in signs if other == sign), NOWHERE)
            spots.append(PUT_IN if at == NOWHERE else (self.number, at))
        return spots


class _Heard(Sheets):
    """Sheets on which nothing is drawn: what would be written is read back at once."""

    def __init__(self) -> None:
        super().__init__()
        self.read = ReadBack()
        self.origins: list[list[Spot]] = []
        self.passage = _Source(0)
        self._begins = ""

    def turn(self) -> None:
        super().turn()
        self.read.turn()

    def mark(self, mark: Mark) -> None:
        self._begins += mark

    def line(
        self, text: str, left: float, baseline: float, size: float, weight: Weight, *, again: bool = False
    ) -> None:
        if again or not text:
            return
        spots = self.passage.take(self.cell, text)
        done = 0
        for run in RUNS.findall(text):
            if run in TOKEN_OF:
                self._add(TOKEN_OF[run], [PUT_IN] * len(TOKEN_OF[run]), baseline)
            else:
                self._add(run, spots[done : done + len(run)], baseline)
            done += len(run)

    def ground(self, left: float, bottom: float, width: float, height: float, grey: float) -> None:
        """Nothing is painted."""

    def _add(self, words: str, spots: Sequence[Spot], baseline: float) -> None:
        begins, self._begins = self._begins, ""
        before = self.read.add(words, begins, baseline, repeated=False)
        while len(self.origins) <= len(self.read.passages):  # a table of empty cells has none
            self.origins.append([])
        origin = self.origins[-1]
        origin += [PUT_IN] * (before - len(origin))
        origin += spots
