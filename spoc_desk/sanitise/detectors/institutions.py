"""Institutions by their shape: capitalised words before "Primary School", "Council", "Surgery" and the like."""

import re
from collections.abc import Iterator
from functools import cache

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.lists import rows, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

_REACH = 80
# One word with the mark that may end it ("St."), and what may stand between two words: spaces, one line break at most.
_WORD = re.compile(r"[\w'\-]+\.?|&")
_GAP = re.compile(r"[ \t]*\n?[ \t]*")
_MOST_WORDS = 7
_JOINERS = frozenset({"of", "the", "and", "upon", "on", "in", "le", "&", "for"})
_LONGEST_ACRONYM = 5


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield named institutions; one with an own name in it is ours."""
    nouns, channels = _nouns()
    reached = 0
    for match in nouns.finditer(clean.lower):
        if match.start() < reached or not clean.text[match.start()].isupper():
            continue
        begin = _name_start(clean.text, match.start())
        if begin is None:
            continue
        reached = match.end()
        ours = own.is_named_in(clean.lower[begin : match.end()])
        channel = channels[" ".join(match.group().split())]
        yield Hit(begin, match.end(), channel, _severity(clean.text, begin, match.start()), own=ours)


def _name_start(text: str, noun: int) -> int | None:
    """Return where the name before the noun begins; None where the words name nothing ("the local Primary School")."""
    words_before = _run_up(text, noun)
    while words_before and not _names_something(words_before[0].group()):
        words_before.pop(0)
    return words_before[0].start() if words_before else None


def _run_up(text: str, noun: int) -> list[re.Match[str]]:
    """Return the capitalised words, with "of", "the", "and" among them, that run up to the noun without a break."""
    found: list[re.Match[str]] = []
    start = noun
    for word in reversed(list(_WORD.finditer(text, max(0, noun - _REACH), noun))):
        fits = word.group()[0].isupper() or word.group() in _JOINERS
        if not fits or len(found) == _MOST_WORDS or not _GAP.fullmatch(text, word.end(), start):
            break
        if word.group().endswith(".") and word.group().lower() != "st.":
            break
        found.insert(0, word)
        start = word.start()
    return found


def _names_something(token: str) -> bool:
    """Return whether a word could be part of a proper name: not a form word, not an acronym of the trade."""
    plain = token.lower().removesuffix("'s")
    if plain in words("neutral_heads") or token.lower() in words("neutral_heads") or token.lower() in _JOINERS:
        return False
    if len(plain) < 2 or not any(mark.isalpha() for mark in plain):  # "Child A School"
        return False
    return not (token.isupper() and len(token) <= _LONGEST_ACRONYM)


def _severity(text: str, begin: int, noun: int) -> Severity:
    """High, unless one lone word opens a sentence ("Attended School"), or all is in capitals as in a heading."""
    head = text[begin:noun].strip()
    if head.isupper():
        return Severity.LOW
    before = text[:begin].rstrip(" \t") if begin < _REACH else text[begin - _REACH : begin].rstrip(" \t")
    opens = not before or before[-1] in ".!?:;\n-•"
    return Severity.LOW if opens and head.endswith(("ed", "ing")) and " " not in head else Severity.HIGH


@cache
def _nouns() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern of all institution nouns, longest first, and their channels."""
    channels = {noun.lower(): channel for noun, channel in rows("facilities")}
    ordered = sorted(channels, key=len, reverse=True)
    options = "|".join(" +".join(re.escape(word) for word in noun.split()) for noun in ordered)
    return re.compile(rf"\b(?:{options})\b"), channels
