"""Institutions by their shape: capitalised words before "Primary School", "Surgery", "Police Station" and the like."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spoc_desk.sanitise.detectors.context_words import LETTERS, TITLES, is_given_name
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.ambiguity import is_abroad
from spoc_desk.sanitise.lists import context, plain_words, rows, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens, flat

_MOST_WORDS, _MOST_NOUN_WORDS = 7, 7
_JOINERS = frozenset({"of", "the", "and", "upon", "on", "le", "s", "with", "by", "under"})
_LONGEST_ACRONYM, _LONG_LINE = 5, 40
_OF_NOUNS = frozenset(
    {"borough", "university", "diocese", "parish", "church", "school", "college", "city", "county", "hospital"}
)
_LOOSE_JOINERS = frozenset({"the", "of", "and", "on", "with", "by", "under"})
_SURNAMES = context("surname nouns")
# Words that tell nothing alone and yet belong to the name.
_AREAS = frozenset({"estate", "ward", "flats", "towers"})
_FORE_WORDS = frozenset({"NHS", "HM", "Royal", "Great", "Little", "Old", "New"})
_HIS, _FAITHS = 2, frozenset({"rc", "ce", "c"})
_SMALL_PARTS = frozenset({"st", "s", "saint", "our", "lady"})
# Nouns that people write small after a name: "Oakfield primary", "the Foxglove surgery".
_SMALL = frozenset(row[0] for row in rows("small_facilities"))
_LEADS = frozenset({"at", "in", "from", "near", "outside"})
_BARE = context("bare heads")
_BARE_AFTER = frozenset({"at", "to", "from", "attends", "attended", "of", "for", "by", "with"})
_ORDINARY = context("ordinary before school") | context("determiners")
_SENTENCE_MARKS = frozenset('.!?:;\n-•*\t|"(')


class _Nouns:
    """The nouns by their last word, and the channel of each."""

    def __init__(self) -> None:
        self.channels: dict[str, str] = {}
        self.weak: set[str] = set()
        for row in rows("facilities"):
            key = flat(row[0])
            self.channels[key] = row[1]
            if len(row) > 2:
                self.weak.add(key)
        # For the last word of every noun: what may come before it, and how many words the longest such noun has.
        self.lengths: dict[str, dict[str, int]] = {}
        for key in self.channels:
            *more, last = key.split(" ")
            before = self.lengths.setdefault(last, {})
            if more:
                before[more[-1]] = max(before.get(more[-1], 0), len(more) + 1)
        self.lasts = frozenset(self.lengths)


@cache
def _nouns() -> _Nouns:
    return _Nouns()


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield named institutions; one with an own name in it is ours."""
    tokens, nouns = clean.tokens, _nouns()
    low = tokens.low
    reached = -1
    for at in tokens.places(nouns.lasts):
        if at <= reached or not tokens.starts[at]:
            continue
        first = _noun_start(tokens, at, nouns)
        if first is None:
            continue
        last, first, noun = _longer_noun(tokens, at, first, nouns)
        if low[last] in _OF_NOUNS and last + 1 < len(low) and low[last + 1] == "of":
            continue
        if _is_other_word(tokens, first, last):
            continue
        begin = _name_start(tokens, first, own)
        if begin is None:
            continue
        if _is_neutral(own, low, begin, last) or _is_abroad(tokens, last):
            reached = last
            continue
        severity = _severity(tokens, begin, first, last, noun in nouns.weak)
        if severity is not None:
            reached = last
            ours = own.names_own(low[begin : last + 1]) or own.lists_own(low[begin : last + 1])
            yield Hit(tokens.starts[begin], tokens.end(last), nouns.channels[noun], severity, own=ours)


def _is_other_word(tokens: Tokens, first: int, last: int) -> bool:
    """Return whether the noun is none where it stands: "Edwardian high street", "CBE AFC", "Gail Ward, 57, said"."""
    if tokens.low[last] in _ADJECTIVES and tokens.cased[last][0].islower() and last + 1 < len(tokens.low):
        return tokens.gap(last) == " " and tokens.low[last + 1] in _NO_SCHOOLS
    if first and tokens.low[last] in _MEDALS and tokens.low[first - 1] in LETTERS:
        return True
    aged = first > 0 and tokens.low[last] in _BORN and _AGED.match(tokens.text, tokens.end(last))
    return bool(aged) and is_given_name(tokens.low[first - 1])


_ADJECTIVES, _MEDALS = frozenset({"high", "first", "primary"}), frozenset({"afc", "fc"})
_NO_SCHOOLS = frozenset(
    {"street", "streets", "road", "court", "quality", "standard", "standards", "level", "levels", "care"}
)
# Nouns that people are called as well; the age behind tells one.
_BORN = frozenset(
    {"ward", "house", "park", "hall", "wood", "heath", "church", "grange", "lodge", "temple", "library", "bank"}
)
_AGED = re.compile(r", (?:aged )?\d{1,3}\b(?=, )")


def _is_abroad(tokens: Tokens, last: int) -> bool:
    """Return whether a place abroad follows: "McMaster University in Ontario"."""
    ahead = last + 2
    if ahead >= len(tokens.low) or tokens.low[last + 1] != "in" or not tokens.cased[ahead][0].isupper():
        return False
    return is_abroad(tokens.low[ahead]) and tokens.gap(last) == tokens.gap(last + 1) == " "


def _is_neutral(own: Own, low: Sequence[str], begin: int, last: int) -> bool:
    """Return whether a known phrase that tells no area ends here: "Westminster Hall"."""
    for first in range(begin, last):
        entry = own.names.entries.get(" ".join(low[first : last + 1]))
        if entry is not None and entry.is_neutral:
            return True
    return False


def _noun_start(tokens: Tokens, at: int, nouns: _Nouns) -> int | None:
    """Return where the longest noun that ends at a word begins."""
    low = tokens.low
    most = nouns.lengths[low[at]].get(low[at - 1], 1) if at else 1
    for first in range(max(0, at - min(most, _MOST_NOUN_WORDS) + 1), at + 1):
        noun = " ".join(low[first : at + 1])
        fits = noun in nouns.channels and (tokens.cased[first][0].isupper() or noun in _SMALL or noun not in nouns.weak)
        if fits and all(_is_close(tokens, place, loose=True) for place in range(first, at)):
            return first
    return None


def _longer_noun(tokens: Tokens, at: int, first: int, nouns: _Nouns) -> tuple[int, int, str]:
    """Return the last and first word of a noun that goes on, and the noun: "Primary" begins "Primary School"."""
    for last in range(min(len(tokens.low) - 1, at + _MOST_NOUN_WORDS - 1), at, -1):
        if tokens.low[last] in nouns.lasts and all(_is_close(tokens, place, loose=True) for place in range(at, last)):
            start = _noun_start(tokens, last, nouns)
            if start is not None and start <= at:
                return last, min(start, first), " ".join(tokens.low[start : last + 1])
    return at, first, " ".join(tokens.low[first : at + 1])


def _is_close(tokens: Tokens, at: int, *, loose: bool = False) -> bool:
    """Return whether a word and the next one stand together; *loose*: also across a cell or a short line."""
    gap = tokens.gap(at)
    if loose and gap.strip(" ") in {"\n", "\t", "\r\n"}:
        return True
    if gap == "\n":
        return _is_wrapped(tokens, at)
    return gap in {" ", "'", "-", "  ", "_", " & ", "' "} or (gap in {". ", "."} and tokens.low[at] in {"st", "c", "e"})


def _is_wrapped(tokens: Tokens, at: int) -> bool:
    """Return whether a line break is only that of a long line: both words in the same case, the line a long one."""
    if tokens.cased[at].isupper() != tokens.cased[at + 1].isupper():
        return False
    end = tokens.end(at)
    return end - (tokens.text.rfind("\n", 0, end) + 1) >= _LONG_LINE


def _name_start(tokens: Tokens, noun: int, own: Own) -> int | None:
    """Return where the name before the noun begins; None where the words name nothing ("the local Primary School")."""
    begin = noun
    small = tokens.cased[noun][0].islower() and bool(noun) and tokens.cased[noun - 1][0].islower()
    while begin and noun - begin < _MOST_WORDS and _is_close(tokens, begin - 1, loose=begin == noun):
        if small and (not _is_strange(tokens.low[begin - 1]) or tokens.low[begin - 1] in _LEADS):
            break
        if not small and not tokens.cased[begin - 1][0].isupper() and tokens.low[begin - 1] not in _JOINERS:
            break
        begin -= 1
    if small:
        strange = next((at for at in range(begin, noun) if _tells_small(tokens.low[at])), None)
        return _placed_small(tokens, noun) if strange is None else strange
    if noun - begin > 1 and "of" in tokens.low[begin:noun]:
        begin = _after_person(tokens, begin, noun)
    while begin < noun and not _may_begin(tokens, begin, noun, own):
        begin += 1
    if begin == noun and _is_bare(tokens, noun):
        return noun - 1
    if begin == noun or tokens.low[noun - 1] in _LOOSE_JOINERS or _is_person(tokens, begin, noun):
        return None
    while begin and tokens.cased[begin - 1] in _FORE_WORDS and _is_close(tokens, begin - 1):
        begin -= 1
    return begin


def _after_person(tokens: Tokens, begin: int, noun: int) -> int:
    """Return where the name begins in "Dr Venn of Blake House": after the person who belongs to it."""
    if begin and tokens.low[begin - 1] in TITLES:
        ofs = [at for at in range(begin, noun - 1) if tokens.low[at] == "of"]
    else:
        ofs = [at for at in range(begin + 1, noun - 1) if tokens.low[at] == "of" and tokens.low[begin] in TITLES]
    return ofs[0] + 1 if ofs else begin


def _is_bare(tokens: Tokens, noun: int) -> bool:
    """Return whether an everyday capital word names all the same, as no article stands before: "at City Academy"."""
    if noun < 2 or tokens.low[noun - 1] not in _BARE or not all(tokens.gap(at) == " " for at in (noun - 2, noun - 1)):
        return False
    if not tokens.cased[noun - 1][0].isupper() or not tokens.cased[noun][0].isupper() or tokens.cased[noun].isupper():
        return False
    return tokens.low[noun - 2] in _BARE_AFTER or (
        tokens.cased[noun - 2] == "The" and not _opens_sentence(tokens, noun - 2)
    )


def _placed_small(tokens: Tokens, noun: int) -> int | None:
    """Return where two everyday words in small letters begin that a place word leads to: "at beacon hill primary"."""
    first = noun - 2
    if first < 1 or tokens.low[first - 1] not in _LEADS or tokens.cased[first - 1][0].isupper():
        return None
    if not all(tokens.gap(at) == " " for at in range(first - 1, noun)):
        return None
    return None if any(map(_is_plain, tokens.low[first:noun])) else first


def _is_plain(word: str) -> bool:
    """Return whether a word in small letters is none that names a school: "the", "local", "good", "very"."""
    return len(word) < 3 or word in words("neutral_heads") or word in _ORDINARY or word.endswith(("ing", "ed", "ly"))


def _is_strange(word: str) -> bool:
    """Return whether a word in small letters may be part of a name that was written without capitals."""
    return word in _SMALL_PARTS or (len(word) > 2 and word not in plain_words("common_words"))


def _tells_small(word: str) -> bool:
    """Return whether a word in small letters is no word of the language or the trade, so that it may be a name."""
    return (
        len(word) > 3
        and word not in plain_words("common_words")
        and word not in plain_words("rare_words")
        and word not in words("neutral_heads")
        and word not in words("not_places")
    )


def _is_person(tokens: Tokens, begin: int, noun: int) -> bool:
    """Return whether a first name stands before a noun that is a surname too ("Rachel Temple"), no word of place."""
    if tokens.low[noun - 1] in TITLES:
        return True
    if tokens.cased[noun].isupper() and tokens.low[noun - 1] == "s" and noun - begin == _HIS:
        return is_given_name(tokens.low[begin]) and tokens.low[noun] not in _FAITHS  # "Kyle's YOT"
    after = tokens.low[noun + 1] if noun + 1 < len(tokens.low) else ""
    if tokens.low[noun] not in _SURNAMES or after in {"school", "primary"}:
        return False
    if begin and tokens.low[begin - 1] in {"in", "at", "near", "to", "from", "of", "outside"}:
        return False
    return is_given_name(tokens.low[noun - 1]) or (begin > 0 and tokens.low[begin - 1] in TITLES)


def _may_begin(tokens: Tokens, at: int, noun: int, own: Own) -> bool:
    """Return whether a name may begin with this word: it tells something, or a longer name of the lists begins here."""
    word = tokens.low[at]
    if word in _JOINERS or (
        word in {"wales", "scotland"}
        and at > 1
        and tokens.low[at - 1] in {"and", "or"}
        and tokens.low[at - 2] == "england"
    ):
        return False
    if _tells(tokens.cased[at], word, shouted=tokens.cased[noun].isupper() and len(tokens.low[noun]) > 3):
        return True
    if not tokens.cased[at][0].isupper():
        return False
    listed = own.names.longest(list(tokens.low[at:noun]), 0)
    if listed is not None and (listed[0] > 1 or listed[1].weighty) and not listed[1].is_neutral:
        return True
    # "Great Oak School", "St John's": a neutral word goes with a telling one that follows it straight.
    return word in _OPENING and at + 1 < noun and _tells(tokens.cased[at + 1], tokens.low[at + 1])


_OPENING = context("opening words")


def _tells(written: str, low: str, *, shouted: bool = False) -> bool:
    """Return whether a word could be part of a proper name: not a form word, not an acronym of the trade."""
    if low in words("neutral_heads") or len(low) < 2 or not written[0].isupper():
        return False
    return shouted or not (written.isupper() and len(written) <= _LONGEST_ACRONYM)


def _severity(tokens: Tokens, begin: int, noun: int, last: int, weak: bool) -> Severity | None:
    """High, unless nothing but capitals or one lone word at the start of a sentence speaks for a name."""
    head: Sequence[str] = [word for word in tokens.low[begin:noun] if word not in _JOINERS]
    everyday = all(word in plain_words("common_words") for word in head)
    opens = _opens_sentence(tokens, begin)
    small = not tokens.cased[last][0].isupper()
    if begin < noun and tokens.cased[begin][0].islower():
        return Severity.LOW
    if tokens.gap(noun - 1).strip(" ") in {"\n", "\t", "\r\n"} and not _is_wrapped(tokens, noun - 1):
        return None if everyday or is_given_name(head[-1] if head else "") else Severity.LOW
    if everyday and small:
        sure = not weak or tokens.low[last] in _AREAS
        return Severity.LOW if sure and not opens else None
    if everyday and weak and opens:
        return None
    if weak and everyday:
        return Severity.LOW if not _in_title(tokens, begin, last) else None
    if opens and len(head) == 1 and everyday and head[0].endswith(("ed", "ing")):
        return Severity.LOW
    if all(word.isupper() for word in tokens.cased[begin : last + 1]) and everyday:
        return Severity.LOW
    return Severity.HIGH


def _opens_sentence(tokens: Tokens, at: int) -> bool:
    if not at:
        return True
    gap = tokens.gap(at - 1)
    return not _SENTENCE_MARKS.isdisjoint(gap.rstrip(" ")[-1:] or " ") or "\n\n" in gap


def _in_title(tokens: Tokens, begin: int, last: int) -> bool:
    """Return whether capital words go on at one side, as in a heading."""
    before = begin and tokens.cased[begin - 1][0].isupper() and _is_close(tokens, begin - 1)
    after = last + 1 < len(tokens.low) and tokens.cased[last + 1][0].isupper() and _is_close(tokens, last)
    return bool(before or after)
