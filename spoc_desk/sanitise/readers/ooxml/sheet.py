"""One sheet of a workbook, row by row: what a person sees of it, what is hidden, far away, white or behind a value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spoc_desk.sanitise.readers.limits import Budget
from spoc_desk.sanitise.readers.ooxml.number_formats import shown_number, shown_text
from spoc_desk.sanitise.readers.ooxml.part_sweep import units
from spoc_desk.sanitise.readers.ooxml.sheet_styles import PLAIN, CellStyle, S
from spoc_desk.sanitise.readers.table_rows import TableRows
from spoc_desk.sanitise.readers.unit import Found, Unit
from spoc_desk.sanitise.readers.xml_parts import BrokenXml, Element, Stream, local, prepared
from spoc_desk.sanitise.readers.xml_sweep import unescaped

_ROW, _CELL, _COLUMNS, _VALUE, _FORMULA, _INLINE = (f"{S}{name}" for name in ("row", "c", "cols", "v", "f", "is"))
_T, _PHONETIC = f"{S}t", f"{S}rPh"
_LETTERS = re.compile(r"\$?([A-Za-z]{1,3})\$?")
_REFERENCE = re.compile(r"\$?\b[A-Z]{1,3}\$?\d{1,7}\b")
_STRAY = re.compile(
    rb"(?:</(?:\w{1,20}:)?(?:v|f|is|t|r|rPr|c|row|sheetData|cols)\s*>|<(?:\w{1,20}:)?(?:is|r|c|row|sheetData|cols)(?:\s[^<>]*)?>)"
    rb"\s*([^<\s][^<]*)"
)
# Codes in the text at the top of pages: "&L" left, "&12" size, "&K01+000" colour, "&P" page; a font by its name.
_PAGE_CODES = re.compile(r'&(?:"([^"]*)"|K[0-9A-Fa-f]{2}[0-9A-Fa-f+-]\d{3}|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Za-z])')
_FAR_ROWS = 100
_FAR_COLUMNS = 30
_MOST_STYLES = 10_000
_MOST_FORMULAS = 100_000
_BELOW = {
    **dict.fromkeys(
        ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"), "xlsx-page-header"
    ),
    **dict.fromkeys(("formula1", "formula2"), "xlsx-validation"),
    "formula": "xlsx-conditional-format",
}


@dataclass
class Strings:
    """The texts that the cells of a workbook share, and which of them a cell has asked for."""

    texts: list[str] = field(default_factory=list)
    used: bytearray = field(default_factory=bytearray)

    def text(self, untrusted_number: str) -> str:
        """Return the text of this number."""
        if not (untrusted_number.isascii() and untrusted_number.isdecimal() and len(untrusted_number) < 10):
            return untrusted_number
        number = int(untrusted_number)
        if number >= len(self.texts):
            return untrusted_number
        self.used[number] = 1
        return self.texts[number]

    def add(self, text: str) -> None:
        """Take the next text."""
        self.texts.append(text)
        self.used.append(0)

    def unused(self) -> Iterator[str]:
        """Yield the texts no cell asks for."""
        return (text for text, used in zip(self.texts, self.used, strict=True) if not used)


@dataclass(frozen=True)
class Book:
    """What the sheets of one workbook share."""

    strings: Strings
    styles: list[CellStyle]
    since_1904: bool
    budget: Budget


def rich_text(element: Element) -> tuple[str, str]:
    """Return the text of a shared or inline string, its runs joined, and the reading aid beside it."""
    if len(element) == 1 and element[0].tag == _T:
        return element[0].text or "", ""
    seen: list[str] = []
    aside: list[str] = []
    for part in element.iter(_T):
        holder = part.getparent()
        (aside if holder is not None and holder.tag == _PHONETIC else seen).append(part.text or "")
    return "".join(seen), "".join(aside)


def strays(data: bytes) -> Iterator[str]:
    """Yield text that stands between the cells of a sheet, where Excel shows none."""
    return (unescaped(match.group(1)).strip() for match in _STRAY.finditer(data))


class Sheet:
    """Reads one sheet. `broken` tells afterwards whether it was whole."""

    def __init__(self, data: bytes, book: Book, part: str, *, hidden: bool) -> None:
        self._data = data
        self._book = book
        self._part = part
        self._hidden = hidden
        self._tables: dict[str, TableRows] = {}
        self._hidden_columns: list[tuple[int, int]] = []
        self._formulas: dict[str, str] = {}
        self._last_row = 0
        self._last_column = 0
        self._letters: dict[str, int] = {}
        self._known_styles: dict[str | None, CellStyle] = {}
        self.broken = ""

    def read(self) -> Iterator[Found]:
        """Yield the cells as tables, then formulas and what stands below the cells."""
        try:
            yield from self._rows()
        except BrokenXml as trouble:
            self.broken = str(trouble)
        for table in self._tables.values():
            yield from table.flush()
        yield from units(list(self._formulas.values()), "xlsx-formula", self._part)

    def _rows(self) -> Iterator[Found]:
        stream = Stream(prepared(self._data), (_ROW, _COLUMNS), self._book.budget)
        for element in stream.blocks():
            if element.tag == _ROW:
                yield from self._row(element)
            else:
                self._hidden_columns += _hidden_columns(element)
            stream.done(element)
        if stream.broken:
            raise BrokenXml("A sheet of this file is damaged. Its raw text was read as well.")
        yield from self._below(stream.root)

    def _row(self, row: Element) -> Iterator[Found]:
        number = _number(row.get("r"), self._last_row + 1)
        hidden_row = row.get("hidden") in {"1", "true"} or row.get("ht") == "0"
        far_row = self._last_row > 0 and number > self._last_row + _FAR_ROWS
        cells: dict[str, dict[int, str]] = {}
        column = filled = 0
        for cell in row.iterchildren(_CELL):
            column = self._column(cell, column)
            text, hides = self._shown(cell, number)
            if text.strip():
                far = far_row or column > max(self._last_column, filled) + _FAR_COLUMNS > _FAR_COLUMNS
                channel = self._channel(hides, column, hidden_row=hidden_row, far=far)
                cells.setdefault(channel, {})[column] = text
                filled = filled if far else column
        for channel, line in cells.items():
            if channel in {"xlsx-cell", "xlsx-hidden-sheet"}:
                self._last_row = number
                self._last_column = max(self._last_column, *line)
            yield from self._table(channel).add(line)

    def _column(self, cell: Element, before: int) -> int:
        letters = cell.get("r", "").rstrip("0123456789")
        number = self._letters.get(letters)
        if number is None:
            number = self._letters[letters] = _column_number(letters)
        return number or before + 1

    def _channel(self, hides: str, column: int, *, hidden_row: bool, far: bool) -> str:
        if not (hides or hidden_row or far or self._hidden or self._hidden_columns):
            return "xlsx-cell"
        if self._hidden:
            return "xlsx-hidden-sheet"
        if hides:
            return hides
        if hidden_row:
            return "xlsx-hidden-row"
        if any(first <= column <= last for first, last in self._hidden_columns):
            return "xlsx-hidden-column"
        return "xlsx-far-cell" if far else "xlsx-cell"

    def _table(self, channel: str) -> TableRows:
        if channel not in self._tables:
            self._tables[channel] = TableRows(channel, self._part, shown=channel == "xlsx-cell")
        return self._tables[channel]

    def _shown(self, cell: Element, row: int) -> tuple[str, str]:
        """Return the value of a cell as it is seen, and the channel that hides it if it is not."""
        kind = cell.get("t", "n")
        untrusted_value = ""
        for inside in cell:
            if inside.tag == _VALUE:
                untrusted_value = inside.text or ""
            elif inside.tag == _FORMULA:
                self._take_formula(inside.text or "", row)
            elif inside.tag == _INLINE:
                text, aside = rich_text(inside)
                self._take_formula(aside or untrusted_value, row)
                untrusted_value, kind = text, "inlineStr"
            else:
                self._take_formula("".join(inside.itertext()), row)
        number = cell.get("s")
        style = self._known_styles.get(number) or self._style(number)
        if kind == "s":
            return shown_text(self._book.strings.text(untrusted_value), style.code), style.hides
        if kind == "n":
            return self._number(untrusted_value, style), style.hides
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(untrusted_value, untrusted_value), style.hides
        return untrusted_value, style.hides

    def _number(self, untrusted_value: str, style: CellStyle) -> str:
        if not untrusted_value or (style.code == "General" and len(untrusted_value) < 12):
            return untrusted_value
        return shown_number(untrusted_value, style.code, since_1904=self._book.since_1904)

    def _style(self, untrusted_number: str | None) -> CellStyle:
        number = _number(untrusted_number, 0)
        style = self._book.styles[number] if number < len(self._book.styles) else PLAIN
        if len(self._known_styles) < _MOST_STYLES:
            self._known_styles[untrusted_number] = style
        return style

    def _take_formula(self, text: str, row: int) -> None:
        """Remember a formula once, however many rows it is copied through: only its cell names differ."""
        if not text or text.isspace():
            return
        if len(self._formulas) < _MOST_FORMULAS:
            key = text if '"' in text or "'" in text else _REFERENCE.sub("@", text)
            self._formulas.setdefault(key, f"row {row}: {text}")
        else:
            raise BrokenXml("A sheet of this file has more different formulas than the program lists.")

    def _below(self, root: Element | None) -> Iterator[Found]:
        """Yield the texts beside the cells: page headers, checks, conditions; and whatever stands where none should."""
        for element in root.iter() if root is not None else ():
            if element.text and element.text.strip():
                channel = _BELOW.get(local(element), "xlsx-other")
                text = _PAGE_CODES.sub(r" \1 ", element.text) if channel == "xlsx-page-header" else element.text
                if text.strip():
                    yield Unit(text.strip(), channel, self._part)


def _column_number(letters: str) -> int:
    """Return the number of a column (A is 1), 0 for what names none."""
    match = _LETTERS.fullmatch(letters)
    number = 0
    for letter in match.group(1).upper() if match else "":
        number = number * 26 + ord(letter) - 64
    return number


def _hidden_columns(columns: Element) -> list[tuple[int, int]]:
    return [
        (_number(column.get("min"), 0), _number(column.get("max"), 0))
        for column in columns
        if column.get("hidden") in {"1", "true"} or column.get("width") == "0"
    ]


def _number(untrusted_value: str | None, usual: int) -> int:
    value = untrusted_value or ""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else usual
