"""How the cells of a workbook are set: the number format of each style, and whether its text can be seen."""

from dataclasses import dataclass

from spoc_desk.sanitise.readers.colours import is_white
from spoc_desk.sanitise.readers.ooxml.number_formats import BUILT_IN, hides
from spoc_desk.sanitise.readers.xml_parts import Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_NO_FILL = {None, "none"}


@dataclass(frozen=True)
class CellStyle:
    """One way a cell is set."""

    code: str = "General"
    hides: str = ""  # the channel of a value that is there and not seen


PLAIN = CellStyle()


def cell_styles(root: Element | None) -> list[CellStyle]:
    """Return the styles in the order in which cells name them."""
    if root is None:
        return []
    codes = dict(BUILT_IN)
    for element in root.iterfind(f"{S}numFmts/{S}numFmt"):
        codes[_number(element.get("numFmtId"))] = element.get("formatCode", "General")
    white = [_is_white(font) for font in root.iterfind(f"{S}fonts/{S}font")]
    filled = [_is_filled(fill) for fill in root.iterfind(f"{S}fills/{S}fill")]
    return [_style(xf, codes, white, filled) for xf in root.iterfind(f"{S}cellXfs/{S}xf")]


def _style(xf: Element, codes: dict[int, str], white: list[bool], filled: list[bool]) -> CellStyle:
    code = codes.get(_number(xf.get("numFmtId")), "General")
    if hides(code):
        return CellStyle("General", "xlsx-hidden-value")
    if _at(white, xf.get("fontId")) and not _at(filled, xf.get("fillId")):
        return CellStyle(code, "xlsx-white-text")
    return CellStyle(code)


def _is_white(font: Element) -> bool:
    color = font.find(f"{S}color")
    if color is None:
        return False
    rgb = color.get("rgb", "").lower()
    if len(rgb) >= 6:
        return is_white(rgb[-6:])
    return color.get("indexed") == "9" or (color.get("theme") == "0" and not color.get("tint", "0").startswith("-"))


def _is_filled(fill: Element) -> bool:
    pattern = fill.find(f"{S}patternFill")
    if pattern is None:
        return len(fill) > 0
    front = pattern.find(f"{S}fgColor")
    is_white = front is not None and front.get("rgb", "").lower().endswith("ffffff")
    return pattern.get("patternType") not in _NO_FILL and not is_white


def _at(flags: list[bool], untrusted_number: str | None) -> bool:
    number = _number(untrusted_number)
    return 0 <= number < len(flags) and flags[number]


def _number(untrusted_value: str | None) -> int:
    value = untrusted_value or "0"
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else -1
