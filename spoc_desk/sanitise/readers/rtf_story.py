"""One run of RTF text on its way out: the body, a header, a note. Paragraphs, tables and unseen stretches."""

from collections.abc import Iterator
from itertools import groupby

from spoc_desk.sanitise.readers.rtf_words import SEEN
from spoc_desk.sanitise.readers.table_rows import TableRows
from spoc_desk.sanitise.readers.unit import Shape, Unit


class Story:
    """Gathers the pieces of one story. What nobody sees of it comes out under its own channel."""

    def __init__(self, channel: str, part: str = "", *, shown: bool = True) -> None:
        self.channel = channel
        self.shown = shown and channel in SEEN
        self._part = part
        self._pieces: list[tuple[str, str]] = []
        self._cells: list[str] = []
        self._table: TableRows | None = None
        self.in_table = False
        self.level = 0
        self.item = False

    def say(self, hides: str, text: str) -> None:
        """Take a piece of text; an empty *hides* means that it is seen."""
        self._pieces.append((hides, text))

    def end_paragraph(self) -> Iterator[Unit]:
        """Yield the paragraph; inside a table cell only end a line."""
        if self.in_table:
            self.say("", "\n")
            return
        if self._cells:
            yield from self.end_row()
        yield from self._end_table()
        text = self._seen()
        if text.strip():
            shape = Shape.HEADING if self.level else Shape.ITEM if self.item else Shape.PARAGRAPH
            plain = not self.shown
            yield Unit(
                text.strip("\n"),
                self.channel,
                self._part,
                shown=self.shown,
                shape=Shape.PARAGRAPH if plain else shape,
                level=0 if plain else self.level,
            )
        yield from self._unseen()

    def end_cell(self) -> Iterator[Unit]:
        """End a cell of the row."""
        self._cells.append(self._seen())
        yield from self._unseen()

    def end_row(self) -> Iterator[Unit]:
        """End a row of the table."""
        if self._table is None:
            channel = "rtf-table" if self.channel == "rtf-text" else self.channel
            self._table = TableRows(channel, self._part, shown=self.shown)
        yield from self._table.add(dict(enumerate(self._cells)))
        self._cells = []

    def end(self) -> Iterator[Unit]:
        """Yield all that is left."""
        self.in_table = False
        yield from self.end_paragraph()
        yield from self._end_table()

    def _end_table(self) -> Iterator[Unit]:
        if self._table is not None:
            yield from self._table.flush()
            self._table = None

    def _seen(self) -> str:
        return _whole("".join(text for hides, text in self._pieces if not hides))

    def _unseen(self) -> Iterator[Unit]:
        for hides, stretch in groupby(self._pieces, key=lambda piece: piece[0]):
            text = "".join(text for _, text in stretch)
            if hides and text.strip():
                yield Unit(_whole(text.strip()), hides, self._part)
        self._pieces = []


def _whole(text: str) -> str:
    r"""Return the text with characters that came in two halves (\u-10179\u-8704) put together; lone halves are none."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
