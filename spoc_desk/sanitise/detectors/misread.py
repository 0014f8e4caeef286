"""Digits read wrongly from paper: O for 0, I and l for 1, S for 5, B for 8, in the middle of a code full of digits."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.pieces import Asked, Piece
from spoc_desk.sanitise.detectors.sieve import Digits, Sieve, raw_of
from spoc_desk.sanitise.normalise import Clean

_AS_DIGIT = str.maketrans("OoIlSB", "001158")
_AS_LETTER = str.maketrans("01", "OI")
# Two letters that a code begins with, or three between its parts, one of them read as a digit or easily taken for one.
_HEAD = re.compile(r"(?:[A-Z][01]|[01][A-Z]|[A-Z][OI]|[OI][A-Z])(?=[ \-]?[0-9OIl]{2})")
_MIDDLE = re.compile(r"(?<=[0-9]-)(?:[A-Z]{2}[01]|[A-Z][01][A-Z]|[01][A-Z]{2})(?=-[0-9])")
_CODE_LIKE = Sieve(r"[A-Za-z0-9]*\d[A-Za-z0-9]*(?:[ ./()+_\-]{1,2}[A-Za-z0-9]*\d[A-Za-z0-9]*){0,6}", digits=Digits.FAR)
_TAIL, _LONGEST_TAIL = re.compile(r"(?:[ /\-][A-Z]{2,3}(?![A-Za-z])){1,2}"), 12
_TOKEN = re.compile(r"[A-Za-z0-9]+")
_LETTERS, _LETTER = frozenset("OoIlSB"), re.compile("[A-Zol]")  # none of the shapes is without one
_BEFORE, _MANY = 30, 5


def repaired(clean: Clean) -> Iterator[Piece]:
    """Yield each code-like stretch with its letters read as digits where digits stand beside them."""
    text = clean.text
    for match in _CODE_LIKE.catches(raw_of(text)):
        start, end = match.span()
        written = text[start:end]
        if not _LETTER.search(written):
            continue
        if _LETTERS.isdisjoint(written) and not (_HEAD.match(written) or _MIDDLE.search(written)):
            continue
        # A head of letters alone ("O113 …", "IO 1234") and a tail ("LK6O HJE") belong to the stretch.
        if tail := _TAIL.match(text, end, end + _LONGEST_TAIL):
            end = tail.end()
        digits = dict.fromkeys(_misread(text[start:end]), _AS_DIGIT)
        if digits:
            yield _read_anew(text, start, end, digits)
        letters = dict.fromkeys(_letters(text[start:end]), _AS_LETTER)
        heads = {at for match in _HEAD.finditer(text[start:end]) for at in range(*match.span())}
        others = {at: table for at, table in digits.items() if at not in heads}
        if letters or len(others) < len(digits):
            yield _read_anew(text, start, end, others | letters)


def _read_anew(text: str, start: int, end: int, places: dict[int, dict[int, int]]) -> Piece:
    """Return a stretch with the marks at these places read by their tables, and what stands around it."""
    marks = list(text[start:end])
    for at, table in places.items():
        marks[at] = marks[at].translate(table)
    before = max(0, start - _BEFORE)
    touched = sorted(places) or range(end - start)
    seams = [(start - before + at, start - before + at + 1) for at in touched]
    piece = text[before:start] + "".join(marks) + text[end : end + 8]
    stop = before + len(piece)
    return Piece(piece, start, end, range(before, stop), range(before + 1, stop + 1), seams, Asked.CODES)


def _letters(written: str) -> Iterator[int]:
    """Yield the places of digits that stand where a code has letters: "B023Z33676", "S0 833 186", "…-S0U-…"."""
    for shape in (_HEAD, _MIDDLE):
        for match in shape.finditer(written):
            if match.start() and shape is _HEAD:
                continue
            yield from (at for at in range(*match.span()) if written[at] in "01")


def _misread(written: str) -> Iterator[int]:
    """Yield the places of letters to be read as digits: beside a digit, in a run that holds mostly digits."""
    for token in _TOKEN.finditer(written):
        marks = token.group()
        count = sum(mark.isdigit() for mark in marks)
        like = sum(mark in _LETTERS for mark in marks)
        if not count or not like or 2 * (count + like) < len(marks):
            continue
        for at, mark in enumerate(marks):
            if mark in _LETTERS and _reads_as_digit(marks, at):
                yield token.start() + at


def _reads_as_digit(marks: str, at: int) -> bool:
    """Return whether a digit stands right before, or right after a letter that is not the head of a code."""
    if at and (marks[at - 1].isdigit() or (marks[at - 1] in _LETTERS and at > 1 and marks[at - 2].isdigit())):
        return marks[at] in "OoIl" or (at + 1 < len(marks) and marks[at + 1].isdigit())
    after = marks[at + 1 : at + 2]
    if not after.isdigit():
        return False
    if at == 0:
        count = sum(mark.isdigit() for mark in marks)
        return marks[0] in "OoIl" and (count >= _MANY or all(mark.isdigit() or mark in _LETTERS for mark in marks[1:]))
    return marks[at] in "OoIl"
