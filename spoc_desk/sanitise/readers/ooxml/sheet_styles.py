"""How the cells of a workbook are set: the number format of each style, and whether its text can be seen."""

from dataclasses import dataclass
from typing import TypeVar

from spoc_desk.sanitise.readers.colours import is_black, is_white
from spoc_desk.sanitise.readers.ooxml.number_formats import BUILT_IN, hides
from spoc_desk.sanitise.readers.xml_parts import Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_Look = TypeVar("_Look")
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
    letters = [_Letters(_is_white(font), _is_black(font)) for font in root.iterfind(f"{S}fonts/{S}font")]
    grounds = [_Ground(_is_filled(fill), _is_black_fill(fill)) for fill in root.iterfind(f"{S}fills/{S}fill")]
    return [_style(xf, codes, letters, grounds) for xf in root.iterfind(f"{S}cellXfs/{S}xf")]


@dataclass(frozen=True)
class _Letters:
    white: bool = False
    black: bool = False


@dataclass(frozen=True)
class _Ground:
    filled: bool = False
    black: bool = False


def _style(xf: Element, codes: dict[int, str], letters: list[_Letters], grounds: list[_Ground]) -> CellStyle:
    code = codes.get(_number(xf.get("numFmtId")), "General")
    if hides(code):
        return CellStyle("General", "xlsx-hidden-value")
    font = _at(letters, xf.get("fontId"), _Letters())
    ground = _at(grounds, xf.get("fillId"), _Ground())
    if font.white and not ground.filled:
        return CellStyle(code, "xlsx-white-text")
    return CellStyle(code, "xlsx-blackened-cell" if font.black and ground.black else "")


def _is_black(font: Element) -> bool:
    color = font.find(f"{S}color")
    return color is None or color.get("theme") == "1" or is_black(color.get("rgb", "")[-6:])


def _is_black_fill(fill: Element) -> bool:
    front = fill.find(f"{S}patternFill/{S}fgColor")
    if front is None or fill[0].get("patternType") != "solid":
        return False
    is_text_colour = front.get("theme") == "1" and not front.get("tint", "0").strip("0.")
    return is_text_colour or is_black(front.get("rgb", "")[-6:])


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


def _at(looks: list[_Look], untrusted_number: str | None, usual: _Look) -> _Look:
    number = _number(untrusted_number)
    return looks[number] if 0 <= number < len(looks) else usual


def _number(untrusted_value: str | None) -> int:
    value = untrusted_value or "0"
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else -1
