"""Put together what was torn: a code over a line end, letters set apart, a label behind its number."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.pieces import Asked, Piece
from spoc_desk.sanitise.detectors.sieve import Sieve, raw_of
from spoc_desk.sanitise.normalise import Clean

_HYPHEN = Sieve(
    r"[A-Za-z0-9]-[ \t]?\r?\n[ \t]*[A-Za-z0-9]",
    marks=("-\n", "- \n", "-\t\n", "-\r\n", "- \r\n", "-\t\r\n"),
)
_BREAK = Sieve(r"[A-Za-z0-9@./_\-][ \t]?\r?\n[ \t]*[A-Za-z0-9@./_]", marks=("\n",))
_SPACED = Sieve(r"(?:[A-Za-z0-9@./\-] ){4,80}[A-Za-z0-9]")
_BEHIND = Sieve(
    r"([A-Z0-9][A-Z0-9/.\-]*(?: [A-Z0-9/.\-]*\d[A-Z0-9/.\-]*){0,4})[\s,]{0,2}[(\[]((?:UPRN|USRN|ODS|URN|LAESTAB|"
    r"DfE|DCSF|LA and estab|"
    r"estab|MPAN|CQC|NHS|title|company|charity|UPN|NINO|PNC|crime|CAD|collar|grid|reg\b|VRM)[^)\]\n]{0,40})[)\]]",
    kinds=("(", "["),
)
# Two spaces for one, and a line that ends between the words of a label: "local  authority", "council/tax 12345678".
_WIDE = Sieve(r"[A-Za-z0-9.:)/#] {2,3}[A-Za-z0-9(\[]|[a-z]\n[a-z0-9]")
_LAST_WORD = re.compile(r"(?<![A-Za-z0-9_])[A-Za-z']{3,}[^A-Za-z0-9_]*$")
_FIRST_WORD = re.compile(r"[^A-Za-z0-9_]*[A-Za-z']{3,}(?![A-Za-z0-9_])")
_DIGIT = re.compile(r"\d")
_REACH, _LONGEST = 28, 80


def seams(clean: Clean) -> Iterator[Piece]:
    """Yield the text around each break in a word or code, joined; without a hyphen only codes and addresses count."""
    text, raw = clean.text, raw_of(clean.text)
    for match in _HYPHEN.catches(raw):
        yield _joined(text, match.start() + 1, match.end() - 1, sure=False)
    for match in _BREAK.catches(raw):
        start, end = match.start() + 1, match.end() - 1
        left, right = _edges(text, start, end)
        around = text[left:start] + text[end:right]
        if _may_be_code(text[left:start], text[end:right]) or ".uk" in around or "://" in around or "@" in around:
            yield _joined(text, start, end, sure=True)


def _may_be_code(left: str, right: str) -> bool:
    """Return whether the words on both sides of a break may be one code: letters and digits, and no whole word."""
    around = left + right
    if not any(map(str.isdigit, around)) or not any(map(str.isalpha, around)):
        return False
    return not (_LAST_WORD.search(left) or _FIRST_WORD.match(right))


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the words on both sides of a break begin and end."""
    left, right = start, end
    while left > max(0, start - _LONGEST) and not text[left - 1].isspace():
        left -= 1
    while right < min(len(text), end + _LONGEST) and not text[right].isspace():
        right += 1
    return left, right


def _joined(text: str, start: int, end: int, *, sure: bool) -> Piece:
    """Return the text on both sides of a gap without the gap."""
    left, right = _edges(text, start, end)
    left = max(0, left - _REACH)
    right = right if sure else min(len(text), right + _REACH)
    offsets = [*range(left, start), *range(end, right)]
    seam = start - left
    asked = Asked.SURE if sure else Asked.ALL
    written = text[left:start] + text[end:right]
    ends = [at + 1 for at in offsets]
    return Piece(written, left, right, offsets, ends, [(seam - 1, seam), (seam, seam + 1)], asked, sure)


def narrowed(clean: Clean) -> Iterator[Piece]:
    """Yield the text around wide gaps with one space for each, where digits are near."""
    text = clean.text
    if "  " not in text and "\n" not in text:
        return
    done = 0
    for match in _WIDE.catches(raw_of(text)):
        gap = match.start() + 1
        if gap < done or not _DIGIT.search(text, gap, gap + _REACH):
            continue
        left, right = _edges(text, max(0, gap - _REACH), min(len(text), gap + _REACH))
        done = right
        offsets = [at for at in range(left, right) if text[at] != " " or text[at - 1 : at] != " "]
        written = "".join(" " if text[at] == "\n" and _is_wrap(text, at) else text[at] for at in offsets)
        ends = [at + 1 for at in offsets]
        seam = gap - left
        yield Piece(written, left, right, offsets, ends, [(max(0, seam - 1), len(written))], Asked.CODES)


def _is_wrap(text: str, at: int) -> bool:
    """Return whether a line ends between two words in small letters, so that it is no line of a list."""
    return text[at - 1 : at].islower() and (text[at + 1 : at + 2].islower() or text[at + 1 : at + 2].isdigit())


def spaced(clean: Clean) -> Iterator[Piece]:
    """Yield "L S 1  4 A P" without the spaces between single letters."""
    text = clean.text
    for match in _SPACED.catches(raw_of(text)):
        start, end = match.span()
        lone = not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum()
        if lone and any(map(str.isdigit, text[start:end])):
            places = [at for at in range(start, end) if text[at] != " "]
            yield _behind_label(text, start, end, places)


def _behind_label(text: str, start: int, end: int, places: list[int]) -> Piece:
    """Return the letters at these places, with the words before them as they stand."""
    before = max(0, start - _REACH)
    offsets = [*range(before, start), *places]
    written = "".join(text[at] for at in offsets)
    ends = [at + 1 for at in offsets]
    return Piece(written, start, end, offsets, ends, [(start - before, len(written))], Asked.CODES)


def label_behind(clean: Clean) -> Iterator[Piece]:
    """Yield "100012345678 (UPRN)" the other way round."""
    text = clean.text
    for match in _BEHIND.catches(raw_of(text)):
        value, label = match.span(1), match.span(2)
        offsets = [*range(*label), label[1] - 1, *range(*value)]
        written = f"{text[slice(*label)]} {text[slice(*value)]}"
        ends = [at + 1 for at in offsets]
        seam = label[1] - label[0] + 1
        yield Piece(written, value[0], label[1], offsets, ends, [(seam, len(written))], Asked.CODES)
