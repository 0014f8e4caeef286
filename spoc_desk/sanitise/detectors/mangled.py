"""Names that are not written as they are spelt: torn apart, run together, misread by a scanner, misspelt.

Each suspicious stretch is repaired and read again together with the words around it; what then stands there counts.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from spoc_desk.sanitise.detectors import institutions, leading, names, spelling
from spoc_desk.sanitise.detectors.context_words import is_given_name
from spoc_desk.sanitise.detectors.cued import is_glued
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import Raw, Sieve, raw_of
from spoc_desk.sanitise.gazetteer.entry import Tier
from spoc_desk.sanitise.lists import plain_words, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import LETTERS, Tokens

_DIGITS = Sieve(r"[A-Za-z]*(?:[0-9|!$@][A-Za-z]+){1,3}[0-9$]?|[A-Za-z]{3,24}[0-9$!|]|[0-9$|!][A-Za-z]{3,24}")
_SPACING = re.compile(r"[ .\-_*,/\\|·~+:\t\r\n]{1,4}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_REACH = 48
_LEAST_SPACED, _LEAST_TORN = 4, 5
_MOST_SPACED = 80
_WIDEST_TEAR, _LONGEST_ACRONYM = 14, 5
_LEADING = frozenset({"in", "on", "of", "to", "from", "at", "near", "around", "off", "round", "across", "into"})
_PARTING = '.,;:!?()"'
_NOT_IN_TEAR, _TEARING = frozenset(_PARTING), re.compile(f"[^ {_PARTING}]")


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
    yield from _spaced(clean.tokens, own)
    yield from _misread(clean, raw_of(clean.text), own)
    unknown = spelling.unknown_in(clean, own.names)
    yield from _torn(clean.tokens, unknown, own)
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
    for hit in (*names.find(inner, own), *institutions.find(inner, own), *leading.find(inner, own)):
        if hit.start < most and least < hit.end:
            start = repair.start if hit.start >= least else repair.start - (least - hit.start)
            end = repair.end if hit.end <= most else repair.end + (hit.end - most)
            yield Hit(start, end, hit.channel, hit.severity, hit.own)


def _spaced(tokens: Tokens, own: Own) -> Iterator[Repair]:
    """Yield "L E E D S", "l-e-e-d-s"; wider gaps part words."""
    first = last = -1
    for at in (*tokens.places(LETTERS), len(tokens.low) + 1):
        if at == last + 1 and last - first < _MOST_SPACED and _SPACING.fullmatch(tokens.gap(last)):
            last = at
            continue
        if last - first + 1 >= _LEAST_SPACED:
            yield from _from_letters(tokens.text, tokens.starts[first], tokens.end(last), own)
        first = last = at


def _from_letters(text: str, start: int, end: int, own: Own) -> Iterator[Repair]:
    places = [at for at in range(start, end) if text[at].isalpha()]
    if len(places) < _LEAST_SPACED:
        return
    gaps = [after - before for before, after in pairwise(places)]
    narrow = min(gaps)
    words = [text[places[0]]]
    for gap, at in zip(gaps, places[1:], strict=True):
        words[-1:] = [words[-1] + text[at]] if gap == narrow else [words[-1], text[at]]
    if any(spelling.may_be_part(word.lower(), own.names) for word in words):
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
            if spelling.may_be_part(word.lower(), own.names):
                yield Repair(start, end, word)
                break


def _torn(tokens: Tokens, unknown: frozenset[str], own: Own) -> Iterator[Repair]:
    """Yield two neighbours that make one word of a name: "Birming-/ham", "Lee|ds", "Shef field"."""
    low, known = tokens.low, own.names.words
    # A plain space parts a word only where one of the halves is in no list.
    parting = "".join(itemgetter(*tokens.ends[:-1])(tokens.text)) if len(low) > 1 else ""
    marked = (mark.start() for mark in _TEARING.finditer(parting))
    beside = (at for place in tokens.places(unknown) for at in (place - 1, place) if 0 <= at < len(low) - 1)
    pairs = [at for at in {*marked, *beside} if low[at] + low[at + 1] in known]
    for at in sorted(pairs):
        if len(low[at]) + len(low[at + 1]) >= _LEAST_TORN and _may_be_torn(tokens, at, unknown):
            written = tokens.cased[at] + tokens.cased[at + 1]
            meant = written if written.isupper() else tokens.cased[at] + tokens.cased[at + 1].lower()
            yield Repair(tokens.starts[at], tokens.end(at + 1), meant)


def _may_be_torn(tokens: Tokens, at: int, unknown: Set[str]) -> bool:
    """Return whether what stands between two words may stand in one: everyday words need a hyphen and line end."""
    gap, head, tail = tokens.gap(at), tokens.low[at], tokens.low[at + 1]
    if len(gap) > _WIDEST_TEAR or not _NOT_IN_TEAR.isdisjoint(gap) or (gap == "'" and tail == "s"):
        return False
    if "-" in gap and "\n" in gap:
        return True
    if tokens.cased[at + 1][0].isupper() and not (tokens.cased[at].isupper() and tokens.cased[at + 1].isupper()):
        return False
    if gap.isspace() and "\n" not in gap and "\t" not in gap and "\f" not in gap:
        return head in unknown or tail in unknown
    return min(len(head), len(tail)) > 1 and not spelling.both_everyday(head, tail)


def _is_family(tokens: Tokens, at: int) -> bool:
    """Return whether "the Norfolks" are people: no word of place leads to them."""
    return at > 0 and tokens.low[at - 1] == "the" and (at == 1 or tokens.low[at - 2] not in _LEADING)


def _strange_words(tokens: Tokens, unknown: frozenset[str], own: Own) -> Iterator[Repair]:
    """Yield what words may mean that are in no list: run together, in two pieces, misspelt."""
    for at in tokens.places(unknown):
        start, end = tokens.starts[at], tokens.end(at)
        cased = tokens.cased[at]
        if tokens.text[start - 1 : start] == "<" or tokens.text[start - 2 : start] == "</":
            continue
        if tokens.low[at] in words("not_places") or (cased.isupper() and len(cased) <= _LONGEST_ACRONYM):
            continue
        parts = _CAMEL.split(cased)
        if len(parts) > 1:
            if not is_glued(cased):
                yield Repair(start, end, " ".join(parts))
        elif meant := spelling.run_together(tokens.low[at], own.names):
            if cased[0].islower() and all(word in plain_words("common_words") for word in meant.split()):
                continue  # "hillfort"
            yield Repair(start, end, meant.title())
        else:
            for meant in spelling.corrections(tokens.low[at], own.names):
                if (tokens.low[at] == meant + "s" and _is_family(tokens, at)) or _is_surname(tokens, at):
                    continue
                if cased[0].islower() and _is_compound(cased):
                    continue
                if cased[0].isupper() or own.names.entries.get(meant) is not None:
                    yield Repair(
                        start, end, meant.upper() if cased.isupper() else meant.title() if cased[0].isupper() else meant
                    )


def _is_surname(tokens: Tokens, at: int) -> bool:
    """Return whether a first name stands straight before: "Teresa Levonian"."""
    if (
        not at
        or tokens.gap(at - 1) != " "
        or not tokens.cased[at][0].isupper()
        or not tokens.cased[at - 1][0].isupper()
    ):
        return False
    return is_given_name(tokens.low[at - 1])


def _is_compound(word: str) -> bool:
    """Return whether two everyday words make it up: "hillfort", which is no misspelt name."""
    everyday = plain_words("common_words")
    return any(word[:cut] in everyday and word[cut:] in everyday for cut in range(4, len(word) - 3))
