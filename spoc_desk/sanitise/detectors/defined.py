"""Names that a sentence says to be a place or a school: "Bath is a sprawling city", "Leek, a market town in …"."""

from collections.abc import Iterator

from spoc_desk.sanitise.detectors.context_words import is_given_name
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.ambiguity import is_abroad
from spoc_desk.sanitise.lists import context, plain_words, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens

_PLACES = frozenset(
    {"village", "town", "city", "hamlet", "suburb", "parish", "borough", "neighbourhood", "conurbation"}
)
_SCHOOLS = frozenset({"school", "academy", "nursery", "college", "preschool"})
# "one of Rugby's newest neighbourhoods", never "they are towns".
_SEVERAL = frozenset({"villages", "towns", "cities", "hamlets", "suburbs", "neighbourhoods", "boroughs"})
_OF_SCHOOLS = _SCHOOLS | {"schools"}
# Said of a name these make it worth a look only.
_SIGHTS = frozenset({
    *("castle", "abbey", "priory", "bridge", "reservoir", "river", "tributary", "lake", "loch", "hill", "mountain"),
    *("fell", "moor", "valley", "island", "beach", "headland", "museum", "canal", "station", "colliery", "monument"),
    *("circle", "park", "estate", "stadium", "viaduct", "reserve", "mansion", "prison", "hospital", "theatre", "pub"),
    *("hotel", "refuge", "surgery", "hospice", "library"),
})  # fmt: skip
# Lists of these are lists of names too, seldom of anything else.
_LISTED = frozenset(
    {"collieries", "parishes", "wards", "estates", "settlements", "stations", "resorts", "surgeries", "hospitals"}
)
_KINDS = _PLACES | _OF_SCHOOLS | _SEVERAL | _SIGHTS | _LISTED
_IS = frozenset({"is", "was", "remains", "became"})
_ARTICLES = frozenset({"a", "an", "one", "the", "another"})
_STILL = frozenset({"now", "still", "itself", "also", "today", "once", "historically", "essentially"})
# What may follow: anything else makes it a part of another word ("a village shop", "a city banker").
_BEHIND = frozenset({
    *("in", "on", "of", "near", "at", "that", "which", "where", "between", "by", "situated", "located", "outside"),
    *("within", "with", "whose", "just", "north", "south", "east", "west", "close", "set", "about", "approximately"),
    *("around", "adjacent", "known", "some", "beside", "along", "under", "to"),
})  # fmt: skip
_MORE_BEHIND = frozenset({"and", "but", "for", "from", "is", "was", "has", "so", "when", "until", "than"})
# Behind these it is another's: "June is the new link worker for the school".
_LEADING_AWAY = frozenset({
    *("for", "from", "at", "in", "with", "to", "by", "on", "about", "as", "after", "before", "who", "that", "which"),
    *("near", "between", "into", "over", "when", "where", "than", "like", "outside", "behind"),
})  # fmt: skip
_INSIDE = frozenset({" ", "-", " & ", "'"})
_JOINERS = frozenset({"on", "upon", "le", "de", "la", "in", "by", "under", "the", "cum", "and", "next", "super"})
# Where one grew up, what one drove to: "the same village where I grew up, Wingfield."
_APART = frozenset({"village", "town", "hamlet", "suburb"})
_FARTHEST, _MOST_WORDS, _AHEAD, _APART_BY = 9, 5, 7, 7
_MARKS = frozenset('.!?;:\n"()“”')
_ENDS = frozenset({".", ",", ";", ")", "\n"})


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield what such a sentence speaks of, listed or not: nothing but a place is a village."""
    tokens = clean.tokens
    for at in tokens.places(_KINDS):
        if tokens.cased[at][0].isupper() or not at:
            continue
        span = _subject(tokens, at) or _beside(tokens, at) or _owning(tokens, at) or _included(tokens, at)
        if span is not None:
            channel = "school" if tokens.low[at] in _OF_SCHOOLS else "named-place"
            severity = Severity.HIGH if tokens.low[at] in _PLACES | _SEVERAL else Severity.LOW
        else:
            span, channel, severity = _told_after(tokens, own, at), "named-place", Severity.LOW
        if span is not None and not _is_elsewhere(tokens, at, span):
            first, last = span
            ours = own.names_own(tokens.low[first : last + 1])
            yield Hit(tokens.starts[first], tokens.end(last), channel, severity, own=ours)


def _subject(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the name before "is a small", where the noun at this place stands by itself."""
    low = tokens.low
    if not _stands_alone(tokens, at, _BEHIND | _MORE_BEHIND):
        return None
    for verb in range(at - 1, max(0, at - _FARTHEST), -1):
        if not _MARKS.isdisjoint(tokens.gap(verb)):
            return None
        if low[verb] not in _IS:
            continue
        article = verb + 2 if low[verb + 1] in _STILL else verb + 1
        if low[article] not in _ARTICLES or (low[at] in _SEVERAL and low[article] != "one"):
            return None
        between = low[article + 1 : at]
        if not _LEADING_AWAY.isdisjoint(between) or ("of" in between and low[article] != "one"):
            return None
        return (
            _named(tokens, verb - 1, of_school=low[at] in _SCHOOLS | _SIGHTS) if tokens.gap(verb - 1) == " " else None
        )
    return None


def _beside(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the name before ", a market": "Leek, a market town in the moorlands"."""
    low = tokens.low
    if low[at] not in _PLACES or not _stands_alone(tokens, at, _BEHIND):
        return None
    for article in range(at - 1, max(0, at - 5), -1):
        if low[article] in {"a", "an", "the"}:
            break
        if tokens.cased[article][0].isupper() or tokens.gap(article) not in {" ", "-"}:
            return None
    else:
        return None
    if not article or tokens.gap(article - 1) != ", ":
        return None
    span = _named(tokens, article - 1, of_school=False)
    return None if span is None or is_given_name(low[span[0]]) else span


def _owning(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the name in "the Challoner's schools": people own no schools, and a family would be in the plural."""
    low = tokens.low
    name = at - 2 if low[at - 1] == "s" else at - 3
    if low[at] not in _OF_SCHOOLS or name < 1 or low[name + 1] != "s" or tokens.gap(name) not in {"'", "’"}:
        return None
    if name == at - 3 and low[at - 1] not in {"grammar", "primary", "secondary", "high", "junior", "infant"}:
        return None
    the = low[name - 1] in {"the", "nearby", "local"} and tokens.gap(name - 1) == " "
    sure = the and _is_capital(tokens, name) and not is_given_name(low[name]) and low[name] not in _NOTHING
    return (name, name) if sure and low[name] not in words("neutral_heads") else None


def _included(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the first name of "villages include Widford, …", "towns such as Ware"."""
    low = tokens.low
    if low[at] not in _SEVERAL | _LISTED or at + 2 >= len(low):
        return None
    first = at + 3 if low[at + 1] == "such" else at + 2
    if low[first - 1] not in _LISTING or first >= len(low) or not _is_capital(tokens, first):
        return None
    last = first
    while last + 1 < len(low) and last - first < _MOST_WORDS and tokens.gap(last) in {" ", "-", "'"}:
        if not _is_capital(tokens, last + 1) and low[last + 1] != "s":
            break
        last += 1
    return None if low[first] in _NOTHING or tokens.gap(first - 1) != " " else (first, last)


_LISTING = frozenset({"include", "includes", "including", "included", "are", "were", "like", "as", "of"})


def _told_after(tokens: Tokens, own: Own, at: int) -> tuple[int, int] | None:
    """Return the name that a comma sets beside "the village where I grew up"."""
    low = tokens.low
    if low[at] not in _APART or low[at - 1] not in {"the", "same", "nearby", "little", "small", "neighbouring", "home"}:
        return None
    for comma in range(at, min(at + _APART_BY, len(low) - 1)):
        gap = tokens.gap(comma)
        if gap == ", ":
            break
        if gap != " " or (comma > at and tokens.cased[comma][0].isupper() and len(low[comma]) > 1):
            return None
    else:
        return None
    last = first = comma + 1
    while last + 1 < len(low) and last - first < 2 and tokens.gap(last) in {" ", "-"} and _is_capital(tokens, last + 1):
        last += 1
    ends = tokens.text[tokens.end(last) : tokens.end(last) + 1] or "\n"
    if not _is_capital(tokens, first) or ends not in _ENDS or is_given_name(low[first]):
        return None
    if low[first] in _NOTHING or (low[first] in plain_words("common_words") and own.names.longest(low, first) is None):
        return None
    return first, last


def _stands_alone(tokens: Tokens, at: int, behind: frozenset[str]) -> bool:
    """Return whether the noun is none of a compound: "village of", "village.", not "village shop"."""
    if at + 1 >= len(tokens.low):
        return True
    gap = tokens.gap(at)
    return tokens.low[at + 1] in behind if gap == " " else gap[:1] not in {"-", "'", "’"}


def _named(tokens: Tokens, last: int, *, of_school: bool) -> tuple[int, int] | None:
    """Return the capital words that end here, if they may be a name."""
    low, first = tokens.low, last
    if not _is_capital(tokens, last):
        if low[last] != "s" or tokens.gap(last - 1) not in {"'", "’"} or not of_school:
            return None
        first = last - 1
    while first and last - first < _MOST_WORDS and tokens.gap(first - 1) in _INSIDE:
        if _is_capital(tokens, first - 1):
            first -= 1
        elif (
            low[first - 1] in _JOINERS
            and first > 1
            and _is_capital(tokens, first - 2)
            and tokens.gap(first - 2) in _INSIDE
        ):
            first -= 2
        else:
            break
    while first < last and (low[first] in _NOTHING or low[first] == "and"):
        first += 1
    if low[first] in _NOTHING or low[last] in _NOTHING:
        return None
    if of_school and (is_given_name(low[first]) or low[first] in words("neutral_heads")):
        return None
    if of_school and first == last and low[first] in plain_words("common_words"):
        return None
    return first, last


def _is_capital(tokens: Tokens, at: int) -> bool:
    return tokens.cased[at][0].isupper()


def _is_elsewhere(tokens: Tokens, at: int, span: tuple[int, int]) -> bool:
    """Return whether it is abroad or said to be: "Rome is a city", "Lille is a city in France"."""
    first, last = span
    if is_abroad(" ".join(tokens.low[first : last + 1])) or is_abroad(tokens.low[first]):
        return True
    ahead = range(at + 1, min(at + _AHEAD, len(tokens.low)))
    return any(_is_capital(tokens, place) and is_abroad(tokens.low[place]) for place in ahead)


# Words that begin a sentence and name nothing.
_NOTHING = frozenset({
    *("it", "this", "that", "he", "she", "they", "we", "you", "i", "there", "here", "which", "what", "who", "where"),
    *("home", "mine", "ours", "hers", "nowhere", "everywhere", "everything", "nothing", "today", "england", "britain"),
    *("london", "scotland", "wales", "ireland", "ofsted", "education", "how", "why", "when", "each", "one", "other"),
}).union(context("determiners"), context("kin"), context("never a name"))  # fmt: skip
