"""Names that are not written as they are spelt: torn apart, run together, misread by a scanner, misspelt.

Each suspicious stretch is repaired and read again together with the words around it; what then stands there counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spoc_desk.sanitise.detectors import names, spelling
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import Raw, Sieve, raw_of
from spoc_desk.sanitise.gazetteer.entry import Tier
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens

_MARKS = r"[ .\-_*,/\\|·~+:\t\r\n]{1,4}"
_SPACED = Sieve(rf"[A-Za-z](?:{_MARKS}[A-Za-z]){{3,80}}")
_DIGITS = Sieve(r"[A-Za-z]*(?:[0-9|!$@][A-Za-z]+){1,3}[0-9$]?|[A-Za-z]{3,24}[0-9$!|]|[0-9$|!][A-Za-z]{3,24}")
_TORN = Sieve(
    r"[A-Za-z]{2,14}[\-\x7f]?[ \t]?[\r\n\t\f|*_~^`+\\]{1,6}[ \t]{0,8}[a-zA-Z]{2,14}|[A-Za-z]{2,14}-[a-zA-Z]{2,14}"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_REACH = 48
_LEAST_SPACED, _LEAST_TORN = 4, 5


@dataclass(frozen=True)
class Repair:
    """One stretch and what may be meant by it."""

    start: int
    end: int
    meant: str


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield the names that stand in a repaired stretch."""
    for repair in _repairs(clean, own):
        yield from _read_again(clean, own, repair)


def _repairs(clean: Clean, own: Own) -> Iterator[Repair]:
    raw = raw_of(clean.text)
    yield from _spaced(clean, raw, own)
    yield from _misread(clean, raw, own)
    yield from _torn(clean, raw, own)
    unknown = spelling.unknown_words(clean.tokens.low, own.names)
    if unknown:
        yield from _strange_words(clean.tokens, unknown, own)


def _read_again(clean: Clean, own: Own, repair: Repair) -> Iterator[Hit]:
    """Yield the hits that have some of the repair in them, where they stand in the text."""
    text = clean.text
    before = text[max(0, repair.start - _REACH) : repair.start]
    after = text[repair.end : repair.end + _REACH]
    piece = before + repair.meant + after
    inner = Clean(piece, range(len(piece)))
    least, most = len(before), len(before) + len(repair.meant)
    for hit in names.find(inner, own):
        if hit.start < most and least < hit.end:
            start = repair.start if hit.start >= least else repair.start - (least - hit.start)
            end = repair.end if hit.end <= most else repair.end + (hit.end - most)
            yield Hit(start, end, hit.channel, hit.severity, hit.own)


def _spaced(clean: Clean, raw: Raw, own: Own) -> Iterator[Repair]:
    """Yield "L E E D S", "l-e-e-d-s"; wider gaps part words."""
    text = clean.text
    for match in _SPACED.catches(raw):
        start, end = match.span()
        if start and text[start - 1].isalpha():
            start += 2
            while start < end and not text[start].isalpha():
                start += 1
        if text[end : end + 1].isalpha():
            end -= 1
            while end > start and not text[end - 1].isalpha():
                end -= 1
        yield from _from_letters(text, start, end, own)


def _from_letters(text: str, start: int, end: int, own: Own) -> Iterator[Repair]:
    places = [at for at in range(start, end) if text[at].isalpha()]
    if len(places) < _LEAST_SPACED:
        return
    gaps = [after - before for before, after in pairwise(places)]
    narrow = min(gaps)
    words = [text[places[0]]]
    for gap, at in zip(gaps, places[1:], strict=True):
        words[-1:] = [words[-1] + text[at]] if gap == narrow else [words[-1], text[at]]
    if any(own.names.by_letters(word.lower()) or word.lower() in own.names.words for word in words if len(word) > 3):
        yield Repair(start, end, " ".join(words))
    letters = "".join(text[at] for at in places)
    at = 0
    while at <= len(letters) - _LEAST_SPACED:
        length = _longest_name(letters.lower(), at, own)
        if length:
            meant = own.names.by_letters(letters[at : at + length].lower())
            yield Repair(places[at], places[at + length - 1] + 1, meant.title() if letters[at].isupper() else meant)
        at += length or 1


def _longest_name(letters: str, at: int, own: Own) -> int:
    for length in range(min(30, len(letters) - at), _LEAST_SPACED - 1, -1):
        key = own.names.by_letters(letters[at : at + length])
        if key and (length > _LEAST_SPACED or length == len(letters)):
            entry = own.names.entries[key]
            if not entry.is_neutral and (entry.tier is not Tier.WORD or length == len(letters)):
                return length
    return 0


def _misread(clean: Clean, raw: Raw, own: Own) -> Iterator[Repair]:
    """Yield words with a digit or sign for a letter: "Leed5", "L0ndon"."""
    for match in _DIGITS.catches(raw):
        start, end = match.span()
        while start and (clean.text[start - 1].isalpha()):
            start -= 1
        for word in spelling.readings(clean.text[start:end]):
            if word.lower() in own.names.words and len(word) >= _LEAST_SPACED:
                yield Repair(start, end, word)
                break


def _torn(clean: Clean, raw: Raw, own: Own) -> Iterator[Repair]:
    """Yield words broken by a line end, a border, a hyphen or marks; everyday words only at a hyphen and line end."""
    for match in _TORN.catches(raw):
        start, end = match.span()
        written = clean.text[start:end]
        joined = "".join(letter for letter in written if letter.isalpha())
        key = joined.lower()
        if len(key) < _LEAST_TORN or key not in own.names.words:
            continue
        head, tail = re.split(r"[^A-Za-z]+", written, maxsplit=1)
        sure = ("-" in written and "\n" in written) or not spelling.both_everyday(head.lower(), tail.lower())
        if sure and (not tail[0].isupper() or joined.isupper()):
            yield Repair(start, end, joined)


def _strange_words(tokens: Tokens, unknown: frozenset[str] | set[str], own: Own) -> Iterator[Repair]:
    """Yield what words may mean that are in no list: run together, in two pieces, misspelt."""
    for at in [at for at, word in enumerate(tokens.low) if word in unknown]:
        start, end = tokens.starts[at], tokens.end(at)
        cased = tokens.cased[at]
        parts = _CAMEL.split(cased)
        if len(parts) > 1:
            yield Repair(start, end, " ".join(parts))
        elif meant := spelling.run_together(tokens.low[at], own.names):
            yield Repair(start, end, meant.title())
        else:
            yield from _in_two(tokens, at, own)
            for meant in spelling.corrections(tokens.low[at], own.names):
                if cased[0].isupper() or own.names.entries.get(meant) is not None:
                    yield Repair(
                        start, end, meant.upper() if cased.isupper() else meant.title() if cased[0].isupper() else meant
                    )


def _in_two(tokens: Tokens, at: int, own: Own) -> Iterator[Repair]:
    """Yield a word joined with its neighbour: "Birming ham"."""
    for first in (at - 1, at):
        if 0 <= first < len(tokens.low) - 1 and len(tokens.gap(first)) < 4 and "." not in tokens.gap(first):
            joined = tokens.low[first] + tokens.low[first + 1]
            if len(joined) >= _LEAST_TORN + 1 and joined in own.names.words and tokens.low[first + 1] != "s":
                written = tokens.cased[first] + tokens.cased[first + 1].lower()
                yield Repair(tokens.starts[first], tokens.end(first + 1), written)
