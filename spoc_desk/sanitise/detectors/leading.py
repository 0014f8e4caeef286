"""Names that begin with their noun ("HMP Wayland", "Ysgol Glan y Mor", "River Wensum"); initials of local bodies."""

import re
from collections.abc import Iterator
from functools import cache

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.lists import context, plain_words, rows, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens, flat

_MOST_WORDS = 4
_LINKS = frozenset({"y", "yr", "a", "ar", "the", "upon", "on", "of", "and"})
_ARTICLES = frozenset({"y", "yr"})
_CLOSE = frozenset({" ", "-", "_", "\n", "\t", "'", ": ", " - ", "  "})
_INITIALS = re.compile(r"[A-Z]{4,9}")
_HEALTH_SERVICE, _LONGEST_BOARD = frozenset({"nhs"}), 4


class _Nouns:
    """The nouns by their first word; which of them count in small letters."""

    def __init__(self) -> None:
        self.channels = {flat(row[0]): row[1] for row in rows("leading_nouns")}
        self.small = frozenset(flat(row[0]) for row in rows("leading_nouns") if len(row) > 2)
        self.firsts = frozenset(key.split(" ", 1)[0] for key in self.channels)
        self.longest = max(key.count(" ") + 1 for key in self.channels)


@cache
def _nouns() -> _Nouns:
    return _Nouns()


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield a noun with the name after it, and initials that end as those of local bodies do."""
    tokens, nouns = clean.tokens, _nouns()
    reached = 0
    for at in tokens.places(nouns.firsts):
        if at < reached:
            continue
        found = _noun_at(tokens, at, nouns)
        last = None if found is None else _name_end(tokens, at, found[0], small=found[1] in nouns.small)
        if found is not None and last is not None and not _is_neutral(own, tokens, at, last):
            reached = last + 1
            ours = own.names_own(tokens.low[at : last + 1])
            yield Hit(tokens.starts[at], tokens.end(last), nouns.channels[found[1]], Severity.HIGH, own=ours)
    yield from _initials(tokens, own)
    yield from _boards(tokens, own)


def _is_neutral(own: Own, tokens: Tokens, at: int, last: int) -> bool:
    """Return whether a known phrase that tells no area goes as far: "the Royal College of Psychiatrists"."""
    known = own.names.longest(tokens.low, at)
    return known is not None and known[1].is_neutral and at + known[0] > last


def _boards(tokens: Tokens, own: Own) -> Iterator[Hit]:
    """Yield "NHS GM", "NHS BSW": what a care board calls itself."""
    for at in tokens.places(_HEALTH_SERVICE):
        if at + 1 == len(tokens.low) or tokens.gap(at) != " " or tokens.cased[at] != "NHS":
            continue
        written, low = tokens.cased[at + 1], tokens.low[at + 1]
        if not written.isupper() or not 1 < len(written) <= _LONGEST_BOARD or _is_shouted(tokens, at + 1):
            continue
        if low not in context("initials after nhs"):
            yield Hit(tokens.starts[at], tokens.end(at + 1), "health", Severity.HIGH, own=own.names_own([low]))


def _noun_at(tokens: Tokens, at: int, nouns: _Nouns) -> tuple[int, str] | None:
    """Return how many words the longest noun here has, and the noun."""
    for count in range(min(nouns.longest, len(tokens.low) - at - 1), 0, -1):
        noun = " ".join(tokens.low[at : at + count])
        if noun in nouns.channels and (tokens.cased[at][0].isupper() or noun in nouns.small):
            return count, noun
    return None


def _name_end(tokens: Tokens, at: int, count: int, *, small: bool) -> int | None:
    """Return the last word of the name after a noun; None where what follows is none."""
    last = at + count - 1
    end: int | None = None
    while last + 1 < len(tokens.low) and last + 1 - at - count < _MOST_WORDS and tokens.gap(last) in _CLOSE:
        word, written = tokens.low[last + 1], tokens.cased[last + 1]
        capital = written[0].isupper()
        if word in _LINKS and (end is not None or word in _ARTICLES):
            last += 1
            continue
        if not capital and not (small and end is None and word not in plain_words("common_words")):
            break
        if word in words("neutral_heads") or word in words("not_places") or len(word) < 2:
            break
        last += 1
        end = last
    return end


@cache
def _tails() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((row[0], row[1]) for row in rows("acronym_tails")), key=lambda tail: -len(tail[0])))


def _initials(tokens: Tokens, own: Own) -> Iterator[Hit]:
    """Yield "ELFT", "KSCMP", "NWFRS": initials in capitals with an end that only local bodies have."""
    for at in tokens.capitals:
        written = tokens.cased[at]
        if not written.isupper() or not _INITIALS.fullmatch(written):
            continue
        low = tokens.low[at]
        if low in words("acronyms_known") or low in plain_words("common_words") or low in own.names.words:
            continue
        for tail, channel in _tails():
            if written.endswith(tail) and len(written) - len(tail) >= 2:
                if not _is_shouted(tokens, at):
                    yield Hit(tokens.starts[at], tokens.end(at), channel, Severity.HIGH, own=own.names_own([low]))
                break


def _is_shouted(tokens: Tokens, at: int) -> bool:
    """Return whether the words on both sides are in capitals too."""
    around = [tokens.cased[place] for place in (at - 1, at + 1) if 0 <= place < len(tokens.cased)]
    return len(around) == 2 and all(word.isupper() and len(word) > 1 for word in around)
