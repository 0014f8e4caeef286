"""What may stand on a re-typeset page: grey grounds, then dark text, then pictures, each line in one exact form.

Nothing here can be hidden: no text outside the page, too small, pale, or under a ground or a picture.
"""

import re
from dataclasses import dataclass

from spoc_desk.sanitise.redact.broken import demand
from spoc_desk.sanitise.redact.lines import measure
from spoc_desk.sanitise.redact.typeface import Weight

_N = r"(-?(?:0|[1-9]\d{0,4})(?:\.\d{0,1}[1-9])?)"
_PALE = r"0\.(?:[5-8]\d?|9[0-5]?)"  # greys a dark text is easily read on
_LINES = {
    "G": re.compile(rf"{_PALE} g {_N} {_N} {_N} {_N} re f"),
    "C": re.compile(rf"{_PALE} G 1 J {_N} w {_N} {_N} m {_N} {_N} l S"),  # the cell of a token
    "K": re.compile(r"0 g"),
    "S": re.compile(r"0\.4 g"),
    "A": re.compile(r"/Artifact BMC"),
    "E": re.compile(r"EMC"),
    "M": re.compile(r"/([PLRD]) MP"),
    "T": re.compile(rf"BT /(F[12]) {_N} Tf {_N} {_N} Td <((?:[0-9a-f]{{4}})+)> Tj ET"),
    "P": re.compile(rf"q {_N} 0 0 {_N} {_N} {_N} cm /Im(\d+) Do Q"),
}
_ORDER = re.compile(r"[GC]*K(?:M*T|AT+E)*ASTTEP*")
_KIND_OF_LINE = {
    **{"0.": "GCS", "0 ": "K", "/A": "A", "EM": "E", "BT": "T", "q ": "P"},
    **dict.fromkeys(("/P", "/L", "/R", "/D"), "M"),
}
_WIDTH, _HEIGHT = 595.28, 841.89
_LEAST_SIZE, _MOST_SIZE = 6.0, 20.0
_SLACK = 2.0  # points


@dataclass(frozen=True)
class Run:
    """A piece of text on a page."""

    text: str
    weight: Weight
    glyphs: tuple[int, ...]
    left: float
    baseline: float
    repeated: bool  # stands here only because a page was turned or a table parted, or is the foot
    begins: str  # the marks before it: "P" a passage, "L" a line, "R" a row, "D" a cell


def read_contents(contents: bytes, fonts: dict[Weight, str], pictures: int) -> tuple[Run, ...]:
    """Return the texts of a page in reading order.

    Raises:
        NotOurs: a line is not one of ours, or would hide something.
    """
    demand(contents.isascii() and contents.endswith(b"\n"), "a page's contents")
    order: list[str] = []
    runs: list[Run] = []
    boxes: list[tuple[float, float, float, float]] = []
    marks = ""
    for line in contents.decode("ascii")[:-1].split("\n"):
        kind, match = _read(line)
        order.append(kind)
        if kind == "T":
            repeated = _is_open(order)
            runs.append(_run(match, fonts, repeated, marks))
            marks = ""
        elif kind == "M":
            marks += match.group(1)
        elif kind == "P":
            boxes.append(_picture(match, len(boxes)))
    demand(_ORDER.fullmatch("".join(order)) is not None, "the order of a page's contents")
    demand(len(boxes) == pictures, "the number of pictures")
    demand(not any(_inside(run, box) for run in runs for box in boxes), "a text under a picture")
    return tuple(runs)


def _read(line: str) -> tuple[str, re.Match[str]]:
    for kind in _KIND_OF_LINE.get(line[:2], ""):
        if match := _LINES[kind].fullmatch(line):
            return kind, match
    demand(False, "an operator of a page")
    raise AssertionError("not reached")


def _is_open(order: list[str]) -> bool:
    """Say whether a text stands between the marks of an artifact."""
    for kind in reversed(order):
        if kind in "AE":
            return kind == "A"
        if kind == "K":
            return False
    return False


def _run(match: re.Match[str], fonts: dict[Weight, str], repeated: bool, begins: str) -> Run:
    name, size, left, baseline, coded = match.groups()
    weight = Weight(name)
    characters = fonts.get(weight, "")
    glyphs = tuple(int(coded[at : at + 4], 16) for at in range(0, len(coded), 4))
    demand(all(0 < glyph <= len(characters) for glyph in glyphs), "a glyph of a text")
    text = "".join(characters[glyph - 1] for glyph in glyphs)
    points = float(size)
    demand(_LEAST_SIZE <= points <= _MOST_SIZE, "the size of a text")
    right = float(left) + measure(text, weight) * points / 1000
    demand(float(left) >= 0 and right <= _WIDTH + _SLACK and 0 < float(baseline) < _HEIGHT, "the place of a text")
    return Run(text, weight, glyphs, float(left), float(baseline), repeated, begins)


def _picture(match: re.Match[str], number: int) -> tuple[float, float, float, float]:
    width, height, left, bottom = (float(match.group(group)) for group in range(1, 5))
    demand(int(match.group(5)) == number, "the number of a picture")
    fits = left >= 0 and left + width <= _WIDTH and bottom >= 0 and bottom + height <= _HEIGHT
    demand(fits and width > 0 and height > 0, "the place of a picture")
    return left, bottom, left + width, bottom + height


def _inside(run: Run, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= run.left <= box[2] and box[1] < run.baseline < box[3]
