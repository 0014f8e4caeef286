"""Names told by what people do there: "at the Towner", "a pupil at Lady Manners", "fell in the Quaggy"."""

from collections.abc import Iterator
from functools import cache

from spoc_desk.sanitise.detectors.context_words import (
    AFTER_PERSON,
    CALLING,
    FIXED_AFTER,
    PUB_WORDS,
    TELLING,
    TITLES,
    WATER_WORDS,
    is_family_name,
    is_given_name,
)
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.spot import Spot
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.ambiguity import is_abroad
from spoc_desk.sanitise.gazetteer.entry import Mark
from spoc_desk.sanitise.lists import context, plain_words, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens

_MOST_WORDS, _LEAST_LETTERS, _NEAR, _SHOUTED = 4, 3, 6, 6
_STANDING = frozenset({"at", "outside", "opposite", "near", "behind", "beside", "inside", "round"})
_MOVING = frozenset({"in", "into", "to", "from", "by", "on", "off", "along", "past", "through"})
_ATTENDING = frozenset({"attend", "attends", "attended", "attending"})
_STARTING = frozenset({"start", "starts", "started", "starting", "joins"})
_CUES = frozenset({"at", "in", "near", "outside", "to", "from", "of", "joined", "since"}) | _ATTENDING | _STARTING
_LEADS = _CUES | {"the"}
# Titles that schools are named with: "Lady Manners", "Sir John Sherbrooke", "Bishop Ramsey".
_NAMED_AFTER = frozenset(
    {
        "lady",
        "sir",
        "bishop",
        "archbishop",
        "cardinal",
        "king",
        "queen",
        "prince",
        "princess",
        "lord",
        "captain",
        "dame",
        "canon",
    }
)
_AFTER_HEADLESS = context("after a headless name")
_GESTURES = context("gestures")
_LEARNING = context("learning")
# "in a class at Kelvin": what follows is no pupil.
_SEATS = frozenset({"class", "pupil", "teacher", "place", "roll", "head", "student", "staff", "nurse", "porter"})
# "a girl from Cantell": people are from somewhere.
_PEOPLE = frozenset(
    {
        "girl",
        "boy",
        "lad",
        "man",
        "woman",
        "lady",
        "girls",
        "boys",
        "lads",
        "men",
        "women",
        "kids",
        "children",
        "people",
    }
)
# Words of no telling that a longer name may begin with: "Hall Orchard", "Two Moors".
_MAY_OPEN = context("may open a name")
_APPOSED = context("apposed")
# No person's name stands behind these and a comma.
_OF_CHILDREN = frozenset({"school", "nursery", "college", "refuge", "playgroup", "preschool"})
_TRADE = context("trade nouns")
_PREMISES = context("premises")
_LODGING, _KEPT, _PRESS = context("lodging"), context("kept"), context("the press")
_CONVEYING = context("conveying")
_BEFORE_NAME = _STANDING | {"from", "to", "called", "of"}
# Names that their own list lets pass without the right word beside them.
_ASKING_MORE = frozenset({Mark.PUB, Mark.SHOP, Mark.HOUSING, Mark.BUS, Mark.REFUGE})
_HEADS = frozenset({"head", "headteacher", "principal", "governor", "governors", "manager", "chair"})
_HEADING = frozenset({"heading", "headed", "bound", "made", "makes", "making"})
_LEAVING = context("leaving")
_GOING = context("going")
# Behind these nothing is named without one of such words before.
_LED_BY = {"to": _GOING | _CONVEYING, "from": _LEAVING | _PEOPLE, "of": _LEAVING}
_BY_SHAPE = frozenset({"in", "near", "outside"})


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield names that stand in no list where the words before say that somebody is, learns or goes there."""
    tokens = clean.tokens
    yield from _apposed(tokens, own)
    low, cased = tokens.low, tokens.cased
    most = len(low) - 1
    for at in tokens.places(_LEADS):
        if (
            at == most
            or not cased[at + 1][0].isupper()
            or (len(low[at]) > 1 and cased[at].isupper())
            or tokens.gap(at) != " "
        ):
            continue
        last = tokens.capital_run(at + 1, _MOST_WORDS)
        if low[at] == "the" and _is_pair(tokens, at, last):
            last += 2
        known = own.names.longest(low, at + 1)
        listed = known is not None and known[0] > last - at - 1 and known[1].mark not in _ASKING_MORE
        # "at Queen Elizabeth" is a school or a hospital; elsewhere she is the queen.
        if listed and not (low[at] == "at" and low[at + 1] in _NAMED_AFTER):
            continue
        channel = _after_the(tokens, at, last) if low[at] == "the" else _after_cue(tokens, at, last)
        if channel:
            ours = own.names_own(low[at + 1 : last + 1])
            yield Hit(tokens.starts[at + 1], tokens.end(last), channel, Severity.LOW, own=ours)


def _apposed(tokens: Tokens, own: Own) -> Iterator[Hit]:
    """Yield the name in "his old school, Valentines, was told" and in "a nursery called Busy Bees"."""
    low, cased = tokens.low, tokens.cased
    most = len(low) - 2
    for at in tokens.places(_APPOSED):
        if at >= most or cased[at].isupper():
            continue
        called = low[at + 1] in CALLING and tokens.gap(at) == " " and tokens.gap(at + 1) in {" ", ' "'}
        first = at + 2 if called else at + 1
        if not called and tokens.gap(at) not in {", ", " ("}:
            continue
        if not cased[first][0].isupper() or low[first] in TITLES:
            continue
        last = tokens.capital_run(first, _MOST_WORDS)
        led = not _HEADS.isdisjoint(low[max(0, at - 4) : at])
        if is_given_name(low[first]) and (low[at] not in _OF_CHILDREN or last == first or led):
            continue
        closed = called or tokens.text[tokens.end(last) : tokens.end(last) + 1] in {",", ".", ";", ")"}
        person = all(map(_is_name, low[first : last + 1])) and low[at] not in _OF_CHILDREN
        if closed and _may_name(tokens, first, last) and not person:
            ours = own.names_own(low[first : last + 1])
            yield Hit(tokens.starts[first], tokens.end(last), "named-place", Severity.LOW, own=ours)


def _is_pair(tokens: Tokens, at: int, last: int) -> bool:
    """Return whether "and" and one more capital word follow, and no further one: "in the Butt and Oyster"."""
    if not at or tokens.low[at - 1] not in _STANDING | {"in"} or last > at + 1 or last + 2 >= len(tokens.low):
        return False
    pair = tokens.low[last + 1] == "and" and tokens.cased[last + 2][0].isupper() and tokens.gap(last + 1) == " "
    alone = last + 3 == len(tokens.low) or tokens.cased[last + 3][0].islower() or tokens.gap(last + 2) != " "
    return pair and alone and tokens.low[last + 2] not in _never() | _TRADE


def _after_the(tokens: Tokens, at: int, last: int) -> str:
    """Return the channel of "the Towner" where a word of place stands before, of "the Quaggy" beside words of water."""
    low = tokens.low[at + 1 : last + 1]
    before = tokens.low[at - 1] if at else ""
    if not at or tokens.gap(at - 1) not in {" ", "\n"}:
        return ""
    if _is_bound_for(tokens, at) and low[0] not in _never() and not tokens.cased[at + 1].isupper():
        return "venue"
    if not _may_name(tokens, at + 1, last):
        return ""
    # A capital in mid-sentence belongs to the name: "staff at The Orchard".
    if tokens.cased[at] == "The" and before in _BEFORE_NAME and _TRADE.isdisjoint(low) and _PRESS.isdisjoint(low):
        return "venue"
    spot = Spot(tokens, at + 1, last)
    if spot.joined_after and spot.after in FIXED_AFTER:
        return ""
    if before in _KEPT and not spot.is_possessive and _TRADE.isdisjoint(low) and not low[-1].endswith("s"):
        return "venue"
    if before in _GESTURES or (before in _STANDING and tokens.low[at - 2 : at - 1] and tokens.low[at - 2] in _GESTURES):
        return ""
    if all(word in plain_words("common_words") for word in low):
        told = (before in _STANDING or "and" in low) and len(low) > 1 and _TRADE.isdisjoint(low)
        called = len(low) > 1 and spot.joined_after and spot.after in _PREMISES and _TRADE.isdisjoint(low)
        return "venue" if told or called else ""
    if len(low) == 1 and before != "to" and spot.near(WATER_WORDS) and not low[0].endswith("s"):
        return "river"
    if spot.is_possessive or (before in _MOVING and tokens.low[at - 2 : at - 1] and tokens.low[at - 2] in TELLING):
        return ""
    if before in _STANDING or spot.near(PUB_WORDS):
        return "venue"
    strange = all(word not in plain_words("capital_words") and not _is_name(word) for word in low)
    return "venue" if before in _MOVING and strange else ""


def _is_bound_for(tokens: Tokens, at: int) -> bool:
    """Return whether somebody makes for what follows "the", or sleeps there: "a room at the Chase"."""
    before = tokens.low[at - 1]
    if before == "for":
        return at > 1 and tokens.low[at - 2] in _HEADING
    return before == "at" and not _LODGING.isdisjoint(tokens.low[max(0, at - 4) : at - 1])


def _after_cue(tokens: Tokens, at: int, last: int) -> str:
    """Return the channel of "a pupil at Lady Manners", "the gates of Thomas Cowley", "goes to Rednock"."""
    low, before = tokens.low, tokens.low[max(0, at - 3) : at]
    name = low[at + 1 : last + 1]
    if len(name) == 1 and low[at] in _BY_SHAPE:  # one word alone is told by its shape, elsewhere
        return ""
    if low[at] in _LED_BY and _LED_BY[low[at]].isdisjoint(before):
        return ""
    if not before or before[-1] in _GESTURES or not _may_name(tokens, at + 1, last):
        return ""
    spot = Spot(tokens, at + 1, last)
    if low[at] == "to" and before[-1] in _CONVEYING and not spot.is_possessive:
        return "named-place"
    acts = spot.joined_after and spot.after in AFTER_PERSON and not (low[at] == "at" and len(name) > 1)
    named_after = low[at] == "at" and name[0] in _NAMED_AFTER and len(name) > 1
    if (spot.is_possessive and not (named_after and _is_headless(spot))) or acts or spot.is_party:
        return ""
    learning = not _LEARNING.isdisjoint((*low[max(0, at - _NEAR) : at], *low[last + 1 : last + 4]))
    if name[0] in TITLES and not named_after:
        return ""
    everyday = all(word in plain_words("common_words") for word in name)
    person = any(map(_is_name, name)) or name[0] in TITLES
    if named_after:
        return "named-place"
    if low[at] in _ATTENDING and len(name) > 1 and not everyday:
        return "named-place"
    if low[at] in _STARTING:
        return "named-place" if learning and not everyday and (len(name) > 1 or not person) else ""
    if low[at] in _BY_SHAPE:
        return "named-place" if not person and _TRADE.isdisjoint(name) else ""
    if low[at] == "from" and not _PEOPLE.isdisjoint(before[-1:]) and not is_given_name(name[0]):
        return "named-place" if not everyday or (len(name) > 1 and _TRADE.isdisjoint(name)) else ""
    if low[at] == "since":
        return "named-place" if learning and not everyday and not person else ""
    if low[at] == "at":
        several = len(name) > 1 and name[0] not in TITLES and _TRADE.isdisjoint(name)
        return "named-place" if learning or several or not (everyday or person) else ""
    if low[at] in {"to", "from", "of"}:
        leads = _LEAVING if low[at] in {"from", "of"} else _GOING
        placed = not leads.isdisjoint(before)
        if len(name) == 1 and person:
            return ""
        several = len(name) > 1 and _TRADE.isdisjoint(name) and (learning or before[-1] == "out")
        return "named-place" if placed and (several or not (everyday or person)) else ""
    return "named-place" if not everyday and not person else ""


def _is_headless(spot: Spot) -> bool:
    """Return whether nothing follows that could be somebody's: "works at Queen Mary's and has asked"."""
    return not spot.joined_after or spot.after in _AFTER_HEADLESS


def _is_name(word: str) -> bool:
    return (is_given_name(word) or is_family_name(word)) and word not in plain_words("common_words")


@cache
def _never() -> frozenset[str]:
    """Return the words that no unlisted name begins or ends with."""
    return words("neutral_heads") | words("not_places") | context("month after") | context("never a name")


def _may_name(tokens: Tokens, first: int, last: int) -> bool:
    low, cased = tokens.low[first : last + 1], tokens.cased[first : last + 1]
    opens = len(low) > 1 and low[0] in _MAY_OPEN
    abroad = is_abroad(" ".join(low)) or (is_abroad(low[0]) and not (len(low) > 1 and is_given_name(low[0])))
    if (low[0] in _never() and not opens) or low[-1] in _never() or abroad:
        return False
    if len(low) == 1 and len(low[0]) < _LEAST_LETTERS:
        return False
    if len(low) == 1 and is_given_name(low[0]) and not _SEATS.intersection(tokens.low[max(0, first - 2) : first - 1]):
        return False
    return not any(word.isupper() and len(word) < _SHOUTED for word in cased)
