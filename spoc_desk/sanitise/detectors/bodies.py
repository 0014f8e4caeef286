"""Schools, nurseries and practices spoken of as if they were people: "Burnt Ash made the referral", "Willows rang"."""

from collections.abc import Iterator, Sequence
from functools import cache

from spoc_desk.sanitise.detectors import spelling
from spoc_desk.sanitise.detectors.context_words import (
    DETERMINERS,
    KIN,
    TITLES,
    is_family_name,
    is_given_name,
)
from spoc_desk.sanitise.detectors.cued import end_of_run
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.spot import Spot
from spoc_desk.sanitise.detectors.unlisted import is_shaped
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.ambiguity import is_abroad
from spoc_desk.sanitise.lists import context, plain_words, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens

_MOST_WORDS, _SHOUTED, _LEAST_LETTERS = 4, 6, 4
# What names of schools, practices and houses end with; those of the second list are hardly ever a surname.
_ENDINGS = context("name endings")
_SURE_ENDINGS = context("sure name endings")
_OPENERS, _CLOSERS, _NURSERIES = context("nursery openers"), context("nursery closers"), context("nursery words")
# "The Limes", "Willows": everyday words in the plural that houses and settings are called by.
_PLURALS = context("plural names")
_DOING = context("body verbs")
# A body takes the plural where a person takes the singular: "Copley have been asked".
_PLURAL_VERBS = context("plural verbs")
_REACHING = context("reaching verbs")
_STAFF = context("staff after a name")
# After these a verb stands in its bare form whoever does it: "did Copley say".
_BARE_FORM = context("bare form after")
_SENTENCE_OPENERS = (
    _BARE_FORM | DETERMINERS | context("ordinary before school") | context("being") | context("sentence openers")
)
_JOINED = frozenset({"and", "or", "nor", "both", "neither", "either"})
_CHAINS, _SURE_OPENERS = context("chain openers"), context("sure nursery openers")
_COLLECTIVE = context("collective words")
_PARENTS = frozenset({"mum", "dad", "mummy", "daddy", "nan", "parents", "child", "children", "he", "she", "they", "i"})
_MANY = frozenset({"have", "want", "are", "were"})
_NURSERY_NEAR = 14
_BEING = frozenset({"s", "is", "was", "are", "were", "be", "been", "re"})
_LASTS, _HOUSES, _VERBS = _ENDINGS | _SURE_ENDINGS, _PLURALS | _NURSERIES, _DOING | _PLURAL_VERBS | _STAFF
_WANTED = _CHAINS | _SURE_OPENERS | _LASTS | _HOUSES | _VERBS | _CLOSERS | _REACHING


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield names of bodies that stand in no list, by their shape and by what is done by them and with them."""
    tokens = clean.tokens
    here = _WANTED & tokens.vocabulary
    if not here:
        return
    seen: set[int] = set()
    pairs = (*_shaped_pairs(tokens, here), *_nurseries(tokens, here))
    for first, last in (*pairs, *_doing(clean, own, here), *_reached(tokens, here)):
        if last in seen or _is_known(tokens, own, first, last):
            continue
        seen.add(last)
        ours = own.names_own(tokens.low[first : last + 1])
        yield Hit(tokens.starts[first], tokens.end(last), "named-place", Severity.LOW, own=ours)


def _is_known(tokens: Tokens, own: Own, first: int, last: int) -> bool:
    """Return whether a list knows a longer name here, or a phrase that tells nothing at either end of it."""
    low = tokens.low
    for at in range(max(0, first - 2), last + 1):
        found = own.names.longest(low, at)
        if (
            found is not None
            and at + found[0] > first
            and (found[1].is_neutral or (at == first < last and found[0] > last - first + 1))
        ):
            return True
    return False


def _shaped_pairs(tokens: Tokens, here: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield "Burnt Ash", "Norman Gate": two to four capital words, the last one a word of the countryside."""
    for last in tokens.places(here & _LASTS):
        if not last or not _is_capital(tokens, last) or _goes_on(tokens, last):
            continue
        first = _first_of(tokens, last)
        if first == last or _is_titled(tokens, first):
            continue
        heads = tokens.low[first:last]
        sure = tokens.low[last] in _SURE_ENDINGS
        plain = all(_is_everyday(word) and (sure or not is_given_name(word)) for word in heads)
        named = sure and len(heads) == 1 and not _is_never(heads[0]) and not heads[0].endswith("s")
        if plain or named:
            yield first, last


def _nurseries(tokens: Tokens, here: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield "Busy Bees" and "Tiny Steps" anywhere, and "Tiddlywinks" beside words of a nursery."""
    low = tokens.low
    for first in tokens.places(here & _SURE_OPENERS):
        last = first + 1
        if last == len(low) or tokens.gap(first) != " " or not low[last].endswith("s") or not _is_everyday(low[last]):
            continue
        if _is_capital(tokens, first) and _is_capital(tokens, last):
            yield first, last
    for last in tokens.places(here & _CLOSERS):
        joined = last > 0 and low[last - 1] in _OPENERS and tokens.gap(last - 1) in {" ", "-"}
        if joined and _is_capital(tokens, last - 1) and _is_capital(tokens, last):
            yield last - 1, last
    for at in tokens.places(here & _CHAINS):
        if _is_capital(tokens, at) and _is_before_capital(tokens, at) and low[at + 1] not in _nevers():
            yield at, at + 1
    for at in tokens.places(here & _HOUSES):
        if _is_capital(tokens, at) and not _is_before_capital(tokens, at):
            around = low[max(0, at - _NURSERY_NEAR) : at + _NURSERY_NEAR]
            starts = Spot(tokens, at, at).starts_sentence
            if not starts and not context("nursery near").isdisjoint(around):
                yield at, at


def _doing(clean: Clean, own: Own, here: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield what makes referrals, reports, has places: names before verbs that bodies go with."""
    tokens, never = clean.tokens, _nevers()
    low, cased = tokens.low, tokens.cased
    strange = spelling.unknown_in(clean, own.names)
    for verb in tokens.places(here & _VERBS):
        last = verb - 1
        if last < 0 or cased[last][0].islower() or low[last] in never:
            continue
        if tokens.gap(last) != " " or (is_given_name(low[last]) and low[last] not in _SURE_ENDINGS):
            continue
        if not _is_capital(tokens, last):
            continue
        first = _first_of(tokens, last)
        if _is_titled(tokens, first) or tokens.low[first - 1 : first] == ["v"]:
            continue
        if first < last:
            named = tokens.low[first : last + 1]
            if _names_body(named) or (low[verb] in _MANY and _is_single_pair(named)):
                yield first, last
        elif _is_body(tokens, first, verb, strange):
            yield first, last


def _reached(tokens: Tokens, here: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield what is rung, chased or tried: "I rang Willows"."""
    for verb in tokens.places(here & _REACHING):
        at = verb + 1
        if at == len(tokens.low) or not _is_capital(tokens, at) or tokens.gap(verb) != " ":
            continue
        if tokens.low[verb] == "called" and tokens.low[verb - 1 : verb] and tokens.low[verb - 1] in _BEING:
            continue  # "she's called Mercy"
        word, end = tokens.low[at], end_of_run(tokens, at)
        if (
            "s" in tokens.low[at + 1 : end]
            and not tokens.cased[at].isupper()
            and _is_everyday(tokens.low[end])
            and tokens.low[at] not in KIN
        ):
            yield at, end  # "Noah's Ark"
            continue
        if is_given_name(word):
            continue
        if not _is_everyday(word):
            unknown = word not in plain_words("capital_words") and not is_family_name(word) and not _is_never(word)
            if unknown and is_shaped(word) and not _is_before_capital(tokens, at):
                yield at, at
            continue
        if _is_before_capital(tokens, at) and _is_everyday(tokens.low[at + 1]) and _is_capital(tokens, at + 1):
            yield at, at + 1
        elif not is_family_name(word) and word not in _COLLECTIVE and not _is_before_capital(tokens, at):
            yield at, at


def _is_body(tokens: Tokens, at: int, verb: int, strange: frozenset[str]) -> bool:
    """Return whether one word before a verb is a body rather than a person or a thing."""
    word, before = tokens.low[at], tokens.low[at - 1] if at else ""
    if word in _PLURALS:
        return not is_given_name(word) and (before not in DETERMINERS or tokens.cased[at - 1] in {"The", "the"})
    if _is_single_body(tokens, at, verb):
        return True
    if len(word) < _LEAST_LETTERS or _is_never(word) or is_given_name(word) or word in plain_words("common_words"):
        return False
    if tokens.low[verb] in _STAFF:
        return word not in plain_words("capital_words") and not _is_called_by_name(tokens, word)
    alone = not _is_joined(tokens, at)
    if tokens.low[verb] in _PLURAL_VERBS:
        plain = not word.endswith(("s", "i", "se", "ans", "ish"))
        return alone and plain and before not in _BARE_FORM and not _is_called_by_name(tokens, word)
    return word in strange and alone and is_shaped(word) and not _is_called_by_name(tokens, word)


def _is_joined(tokens: Tokens, at: int) -> bool:
    """Return whether a word is one of several people or things: "Jane and Copley are", "the Smiths are"."""
    before = tokens.low[at - 1] if at else ""
    if before == "and" and at > 1 and tokens.cased[at - 2][0].islower():  # "he was quiet and Caedmon are worried"
        return tokens.low[at - 2] in KIN or tokens.low[at - 2] in _PARENTS
    return before in _JOINED | DETERMINERS or bool(at and tokens.gap(at - 1).strip() in {",", "&", "/"})


def _is_single_body(tokens: Tokens, at: int, verb: int) -> bool:
    """Return whether an everyday word in the singular takes the plural: "Shoreline want £900"."""
    word, before = tokens.low[at], tokens.low[at - 1] if at else ""
    if tokens.low[verb] not in _MANY or not _is_everyday(word) or len(word) < _LEAST_LETTERS:
        return False
    alone = before not in _BARE_FORM and not _is_joined(tokens, at)
    singular = not word.endswith(("s", "ing", "ed", "ly", "i", "ese", "ish"))
    return alone and singular and word not in _COLLECTIVE and word not in _SENTENCE_OPENERS


def _is_single_pair(low: Sequence[str]) -> bool:
    """Return whether two everyday words, the last in the singular, take the plural: "Safe Space have offered"."""
    if len(low) != 2 or not all(word in plain_words("common_words") for word in low) or any(map(is_given_name, low)):
        return False
    telling = low[-1] not in _nevers() and low[-1] not in words("neutral_heads") and low[-1] not in _COLLECTIVE
    return telling and not low[-1].endswith(("s", "ing", "ed")) and low[0] not in KIN and low[0] not in TITLES


def _is_called_by_name(tokens: Tokens, word: str) -> bool:
    """Return whether a word stands elsewhere in the text as somebody's name: "Mr Copley"."""
    for at in tokens.index[word]:
        spot = Spot(tokens, at, at)
        if spot.has_title or spot.has_given_name:
            return True
    return False


def _names_body(low: Sequence[str]) -> bool:
    """Return whether several capital words are a body: an everyday word beside others, and nobody's first name."""
    if any(map(_is_never, low)) or any(is_given_name(word) for word in low) or any(word in KIN for word in low):
        return False
    everyday = [word for word in low if word in plain_words("common_words") and not is_family_name(word)]
    others = [word for word in low if word not in plain_words("common_words")]
    return bool(everyday) and bool(others)


def _first_of(tokens: Tokens, last: int) -> int:
    """Return where the capital words before and with this one begin, without what opens a sentence."""
    first = last
    while first and last - first + 1 < _MOST_WORDS and tokens.gap(first - 1) in {" ", "-"}:
        if not _is_capital(tokens, first - 1):
            break
        first -= 1
    while first < last and (_is_opening(tokens, first) or tokens.low[first] == "the"):
        first += 1
    return first


def _is_opening(tokens: Tokens, at: int) -> bool:
    """Return whether a word only opens the sentence: "When Burnt Ash rang"."""
    word = tokens.low[at]
    opens = word in _SENTENCE_OPENERS or word.endswith("ly")
    if not opens and word.endswith(("ing", "ed")):
        opens = tokens.low[at + 1] not in plain_words("common_words")
    return opens and Spot(tokens, at, at).starts_sentence


def _is_titled(tokens: Tokens, first: int) -> bool:
    """Return whether a title or a first name stands before or first: a person."""
    if not first or tokens.low[first] in TITLES:
        return tokens.low[first] in TITLES
    if tokens.cased[first - 1][0].islower() and tokens.low[first - 1] not in TITLES:
        return False
    spot = Spot(tokens, first, first)
    return spot.has_title or spot.has_given_name


def _is_everyday(word: str) -> bool:
    return word in plain_words("common_words") and not _is_never(word)


def _is_capital(tokens: Tokens, at: int) -> bool:
    written = tokens.cased[at]
    return written[0].isupper() and not (written.isupper() and len(written) < _SHOUTED)


def _is_before_capital(tokens: Tokens, at: int) -> bool:
    return at + 1 < len(tokens.low) and tokens.gap(at) == " " and tokens.cased[at + 1][0].isupper()


def _goes_on(tokens: Tokens, last: int) -> bool:
    """Return whether a capital word follows, so that the name is a longer one or a heading."""
    return _is_before_capital(tokens, last)


@cache
def _nevers() -> frozenset[str]:
    return (
        (words("neutral_heads") - context("may open a body"))
        | words("not_places")
        | context("month after")
        | context("never a name")
        | context("trade nouns")
        | context("determiners")
        | KIN
    )


def _is_never(word: str) -> bool:
    """Return whether a word stands in no name of a body."""
    return word in _nevers() or word in TITLES or is_abroad(word)
