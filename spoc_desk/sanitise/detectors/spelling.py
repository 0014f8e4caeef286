"""What a strange word may mean: misread letters, one slip of the keyboard, two words run together."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from functools import cache, lru_cache
from itertools import product
from string import ascii_lowercase

from spoc_desk.sanitise.gazetteer.entry import Tier
from spoc_desk.sanitise.gazetteer.names import Names
from spoc_desk.sanitise.lists import context, plain_words, rows, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.tokens import Tokens, flat

_LEAST_MISSPELT, _LEAST_MISREAD = 7, 4
_WIDEST_SLIP = 2  # letters: two that changed places
_LONGEST_WORD = 32  # no name has a longer one; the slips of a word grow with its length squared
_READS: dict[str, str] = {row[0]: row[1] for row in rows("misread_digits")}
_MOST_READINGS = 32
# Letters a scanner takes for others.
_LETTERS = tuple((seen, meant) for seen, meant in rows("misread_letters"))
# A name run together with one of these is a team, a school, a page of a council.
_TAILS = context("run together tails")
_LONGEST_TAIL = max(map(len, _TAILS))


@cache
def _known() -> tuple[frozenset[str], ...]:
    """Return the words that are no slip: English, surnames, first names; the list that most words are in first."""
    rarer = ("rare_words", "capital_words", "surnames", "surnames_here", "census_first_names")
    return plain_words("common_words"), words("first_names").union(*map(plain_words, rarer))


def unknown_in(clean: Clean, names: Names) -> frozenset[str]:
    """Return the words of a text that stand in no list; found once for each text."""
    return _unknown(clean.tokens, names)


@lru_cache(maxsize=4)
def _unknown(tokens: Tokens, names: Names) -> frozenset[str]:
    found = tokens.vocabulary
    for known in (*_known(), names.words):
        found = found - known
    return frozenset(word for word in found if len(word) > 2)


def forget() -> None:
    """Let go of the words that were looked at."""
    for kept in (_unknown, corrections, run_together):
        kept.cache_clear()


def both_everyday(head: str, tail: str) -> bool:
    """Return whether both parts of a torn word are words."""
    return head in plain_words("common_words") and tail in plain_words("common_words")


def readings(written: str) -> Iterator[str]:
    """Yield what a word with digits or signs in it may read."""
    choices = [_READS.get(mark, mark) for mark in written]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > _MOST_READINGS:
        return
    shout = written.upper() == written
    for letters in product(*choices):
        word = "".join(letters)
        yield word.upper() if shout else word


@cache
def _targets(names: Names) -> frozenset[str]:
    """Return the words of names that a slip may hide: long enough, and no words of their own."""
    found = {key for key, entry in names.entries.items() if not entry.is_neutral and entry.tier is not Tier.WORD}
    parts = {part for key in found for part in key.split(" ") if len(part) >= _LEAST_MISSPELT}
    return frozenset(parts - plain_words("common_words") - plain_words("rare_words"))


@cache
def _nouns() -> frozenset[str]:
    """Return the words that institutions are called by: a slip in one of them must not hide the name before it."""
    found = {word for name in ("facilities", "leading_nouns") for row in rows(name) for word in flat(row[0]).split(" ")}
    return frozenset(word for word in found if len(word) >= _LEAST_MISREAD)


class _Meant:
    """The words a slip may hide, to be asked for the few that a strange word shares its beginning and end with."""

    def __init__(self, meant: frozenset[str]) -> None:
        self.words = meant
        self._forward = sorted(meant)
        self._backward = sorted(word[::-1] for word in meant)

    def slipped(self, word: str) -> Set[str]:
        """Return the words that are one slip away from this one."""
        # What stands before the slip begins some word, and what stands behind it ends one.
        last = _shared(self._forward, word)
        first = max(0, len(word) - _WIDEST_SLIP - _shared(self._backward, word[::-1]))
        return self.words & _slips(word, first, last) if first <= last else set()


def _shared(ordered: Sequence[str], word: str) -> int:
    """Return how many letters at most a word has in common with the beginning of one in the list."""
    at = bisect_left(ordered, word)
    return max((_common(word, near) for near in ordered[max(0, at - 1) : at + 1]), default=0)


def _common(one: str, other: str) -> int:
    """Return with how many letters both begin."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


@cache
def _meant(names: Names) -> _Meant:
    return _Meant(_targets(names) | _nouns())


@lru_cache(maxsize=8192)
def corrections(word: str, names: Names) -> tuple[str, ...]:
    """Return the words of names that are one slip away; the shortest first, none for short words."""
    found: set[str] = set()
    if _LEAST_MISREAD <= len(word) <= _LONGEST_WORD:
        misread = _misreadings(word)
        found = {
            meant for meant in misread if len(meant) >= _LEAST_MISREAD and (meant in names.words or meant in _nouns())
        }
        if len(word) >= _LEAST_MISSPELT - 1:
            found |= _meant(names).slipped(word)
    return tuple(sorted(found, key=lambda name: (len(name), name))[:3])


def may_be_part(word: str, names: Names) -> bool:
    """Return whether a word stands in a name or is a noun of institutions."""
    return len(word) >= _LEAST_MISREAD and (word in names.words or word in _nouns())


def _slips(word: str, first: int, last: int) -> set[str]:
    """Return what a word may be with one letter more, less or other, or two turned, from one place to another."""
    found: set[str] = set()
    for at in range(first, last + 1):
        left, right = word[:at], word[at:]
        shorter = right[1:]
        found.add(left + shorter)
        if shorter:
            found.add(left + shorter[0] + right[0] + shorter[1:])
        begun = [left + letter for letter in ascii_lowercase]
        found.update([head + right for head in begun])
        found.update([head + shorter for head in begun])
    return found


def _misreadings(word: str) -> set[str]:
    found = set()
    for seen, meant in _LETTERS:
        at = word.find(seen)
        while at >= 0:
            found.add(word[:at] + meant + word[at + len(seen) :])
            at = word.find(seen, at + 1)
    return found


@lru_cache(maxsize=8192)
def run_together(word: str, names: Names) -> str:
    """Return "leeds council" for "leedscouncil", or nothing."""
    if key := names.joined.get(word):
        return key
    for length in range(len(word) - 2, max(4, len(word) - _LONGEST_TAIL - 1), -1):
        head, tail = word[:length], word[length:]
        if tail not in _TAILS:
            continue
        entry = names.entries.get(head) or names.entries.get(names.joined.get(head, ""))
        if entry is not None and not entry.is_neutral and entry.tier is Tier.PLAIN:
            return f"{names.by_letters(head)} {tail}"
    return ""
