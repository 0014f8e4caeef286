"""Everyday words that name a body, told by what is done there: "works for Egger", "support from Oasis".

A single capital word in the middle of a sentence is enough, where the words before leave room for nothing but a body.
"""

import re
from collections.abc import Iterator
from functools import cache

from spoc_desk.sanitise.detectors.context_words import SCHOOL_WORDS, TITLES, is_family_name, is_given_name
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.spot import Spot
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.ambiguity import is_abroad
from spoc_desk.sanitise.lists import context, plain_words, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens

_CUES = {word: context(f"cue {word}") for word in ("at", "for", "with", "by", "from", "to", "of", "on")}
_STANDING = frozenset({"at", "in", "outside", "round", "to", "towards", "from", "by", "behind"})
_CUES_THE, _FRONT, _BESIDE = (
    context("cue the"),
    context("cue front"),
    frozenset({"behind", "opposite", "outside", "beside"}),
)
_STRONG, _FOR_A_PERSON = context("strong at"), context("kept for a person")
_NAMED_AFTER = frozenset({"sir", "lady", "bishop", "archbishop", "king", "queen", "lord", "dame", "canon"})
_IS, _VERBS = context("cue is"), context("cue verbs")
_LEADS = frozenset(_CUES) | {"is", "are", "was", "were"} | _VERBS
# Only where the word is no name of a person: people are rung, written to and worked with as well.
_OF_PEOPLE = frozenset({"with", "from", "by", "to", "is", "are", "was", "were"})
# Nobody is moved from or goes to a surname.
_MOVING = context("cue moving")
# "her new school is Acre Rigg": what follows is nobody.
_NOBODY = frozenset({"school", "nursery", "surgery", "college", "pharmacy", "refuge", "preschool", "playgroup"})
# Behind these a capital word that is nobody and no word of the trade is a body or a place, whatever is done there.
_BARE = frozenset({"at", "by", "in", "from", "to", "about", "ask", "asked", "left"})
_NOT_AFTER = frozenset({"class", "classes", "group", "room", "house", "team", "year", "band", "table", "set"})
_WANTED = _LEADS | _BARE | {"the"}
# Where lessons are spoken of, one applies to no person.
_APPLIED = frozenset({"apply", "applying", "applied", "applies", "application", "applications", "preference"})
_MOST_WORDS, _WINDOW, _LEAST, _SHOUTED = 4, 3, 4, 6


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield capital words behind such cues that stand in no list."""
    tokens = clean.tokens
    low, cased = tokens.low, tokens.cased
    for first in tokens.capitals:
        at = first - 1
        if at < 1 or low[at] not in _WANTED or cased[at][0].isupper() or tokens.gap(at) != " ":
            continue
        if low[at] == "the":
            yield from _the(tokens, own, at)
            continue
        if not cased[first][0].isupper():
            continue
        known = own.names.longest(low, first)
        cued = _is_cued(tokens, at) or (low[at] in {"to", "for"} and low[at - 1] in _APPLIED)
        if not cued and (known is not None or low[at] not in _BARE):
            continue
        last = end_of_run(tokens, first)
        if not cued:
            if _stands_bare(tokens, first, last):
                ours = own.names_own(low[first : last + 1])
                yield Hit(tokens.starts[first], tokens.end(last), "named-place", Severity.LOW, own=ours)
            continue
        if known is not None and known[0] > last - first and (known[1].is_neutral or not known[1].mark):
            continue
        moving = low[at] in {"from", "to"} and not _MOVING.isdisjoint(low[max(0, at - 2) : at])
        applied = low[at] in {"to", "for"} and not _APPLIED.isdisjoint(low[max(0, at - 2) : at])
        applied = applied and Spot(tokens, first, last).near(SCHOOL_WORDS)
        people = low[at] in _OF_PEOPLE and not moving and not applied and low[at - 1] not in _NOBODY
        sure = applied or (low[at] == "at" and not _STRONG.isdisjoint(low[max(0, at - 2) : at]))
        if may_be_body(tokens, first, last, among_people=people, sure=sure):
            ours = own.names_own(low[first : last + 1])
            yield Hit(tokens.starts[first], tokens.end(last), "named-place", Severity.LOW, own=ours)


def _stands_bare(tokens: Tokens, first: int, last: int) -> bool:
    """Return whether capital words behind a preposition alone are nobody: "not at Marches"."""
    low = tokens.low
    if not may_be_body(tokens, first, last, among_people=True):
        return False
    spot = Spot(tokens, first, last)
    if spot.is_told or (spot.joined_after and spot.after in _NOT_AFTER):
        return False
    if all(map(str.isupper, tokens.cased[first : last + 1])):
        return False
    everyday = last == first and low[first] in plain_words("common_words")
    return not (everyday and low[first - 1] in {"in", "to", "from", "about"})


def _the(tokens: Tokens, own: Own, at: int) -> Iterator[Hit]:
    """Yield the one word in "sits in the Quarry", "contact at the Core": everyday words that houses and parks go by."""
    low, first = tokens.low, at + 1
    if at < 2 or not tokens.cased[first][0].isupper() or low[first] not in plain_words("common_words"):
        return
    before = low[max(0, at - 4) : at - 1]
    front = low[at - 1] in _BESIDE or (low[at - 1] == "of" and not _FRONT.isdisjoint(before))
    if not front and (low[at - 1] not in _STANDING or _CUES_THE.isdisjoint(before)):
        return
    alone = end_of_run(tokens, first) == first and not low[first].endswith("s")
    if alone and may_be_body(tokens, first, first, among_people=True) and not Spot(tokens, first, first).is_possessive:
        yield Hit(tokens.starts[first], tokens.end(first), "venue", Severity.LOW, own=own.names_own([low[first]]))


def _is_cued(tokens: Tokens, at: int) -> bool:
    """Return whether the words before say that a body follows."""
    low, lead = tokens.low, tokens.low[at]
    if lead in _VERBS or (lead == "at" and _is_somebody(tokens, at - 1)):
        return True
    before = low[max(0, at - _WINDOW) : at]
    if lead == "for" and not _FOR_A_PERSON.isdisjoint(before):
        return False
    if lead in {"is", "are", "was", "were"}:
        follows = low[at + 1]
        return low[at - 1] in _IS or (
            low[at - 1] == "solicitor" and follows[-1] == "s" and is_family_name(follows[:-1])
        )
    if lead == "to" and tokens.gap(at - 1) == " (":  # "Ava (to Horizon)"
        return True
    if lead in {"with", "by", "to", "from"}:
        before = low[max(0, at - 2) : at]
    if lead not in _CUES:
        return False
    return not _CUES[lead].isdisjoint(before)


def _is_somebody(tokens: Tokens, at: int) -> bool:
    """Return whether a word ends a name with a title, "Mrs Dyer", and no verb before it leads to what follows."""
    return tokens.cased[at][0].isupper() and Spot(tokens, at, at).has_title


def end_of_run(tokens: Tokens, first: int) -> int:
    """Return the last of the capital words from here that stand together, past a "'s" that another one follows."""
    last, most = first, len(tokens.low) - 1
    while last < most and last - first + 1 < _MOST_WORDS:
        step = 2 if last + 2 <= most and tokens.gap(last) == "'" and tokens.low[last + 1] == "s" else 1
        if not tokens.cased[last + step][0].isupper() or tokens.gap(last + step - 1) not in {
            " ",
            "-",
            "'",
            "' ",
            " & ",
        }:
            break
        last += step
    return last


def may_be_body(tokens: Tokens, first: int, last: int, *, among_people: bool, sure: bool = False) -> bool:
    """Return whether capital words may name a body: not a person, a trade word, a country or a brand of all towns.

    *sure*: the words before leave no room for a person or a country ("on roll at Raleigh").
    """
    low = [word for word in tokens.low[first : last + 1] if word != "s"]
    if not low:
        return False
    cased = tokens.cased[first : last + 1]
    spot = Spot(tokens, first, last)
    if low[0] in _NAMED_AFTER and len(low) > 1 and tokens.low[first - 1] == "at":
        return True
    if low[0] in _NAMED_AFTER and len(low) > 2 and (spot.is_possessive or spot.near(SCHOOL_WORDS)):
        return True
    if (is_abroad(" ".join(low)) and not sure) or low[0] in TITLES or low[-1] in _trade():
        return False
    if is_identifier(tokens, first, last) or len(low[-1]) == 1:
        return False
    if all(map(is_no_body, low)) or low[0] in _people() or (is_given_name(low[0]) and not sure):
        return False
    if any(word.isupper() and len(word) < _SHOUTED for word in cased):
        return False
    if spot.has_title or spot.has_given_name or spot.has_kin or spot.is_among_names or spot.has_letters:
        return False
    if (among_people and (spot.acts_as_person or spot.is_beside_given_name)) or (spot.is_abroad and not sure):
        return False
    if len(low) > 1:
        people = all(map(is_family_name, low)) and not all(word in plain_words("common_words") for word in low)
        return (sure or not is_given_name(low[-1])) and not (among_people and people)
    if (
        len(low[0]) < _LEAST
        or (low[0] in _none() if not among_people else is_no_body(low[0]))
        or (spot.is_possessive and not _is_headless(spot))
    ):
        return False
    return not (among_people and is_family_name(low[0]))


def is_identifier(tokens: Tokens, first: int, last: int) -> bool:
    """Return whether a word of a program stands there, not a name: "PendingReview", "Node.js"."""
    after = tokens.text[tokens.end(last) : tokens.end(last) + 2]
    return (after[:1] in {".", "_"} and after[1:].islower()) or (first == last and is_glued(tokens.cased[first]))


def is_glued(written: str) -> bool:
    """Return whether words are glued together and end as things of programs do: "DraftPost", never "TheBrewery"."""
    parts = _SEAM.split(written)
    return len(parts) > 1 and parts[-1] in _PROGRAMMED and parts[0] != "The"


_SEAM = re.compile("(?<=[a-z])(?=[A-Z])")
_PROGRAMMED = frozenset({
    *("Post", "Pool", "Review", "Request", "Response", "Handler", "Manager", "Thread", "State", "Error", "Type"),
    *("Object", "List", "Map", "File", "Path", "Event", "Data", "Model", "Controller", "Factory", "Builder", "Script"),
})  # fmt: skip


def _is_headless(spot: Spot) -> bool:
    """Return whether nothing follows that could be somebody's: "chips at Caldicott's."."""
    return not spot.joined_after


@cache
def _trade() -> frozenset[str]:
    return context("trade nouns") | context("collective words") | context("month after") | words("not_places")


@cache
def _people() -> frozenset[str]:
    return context("kin") | context("never a name") | context("determiners")


@cache
def _none() -> frozenset[str]:
    return (
        words("neutral_heads")
        | words("not_places")
        | context("month after")
        | context("never a name")
        | context("trade nouns")
        | context("never a body")
        | context("determiners")
        | context("kin")
        | context("collective words")
    )


def is_no_body(word: str) -> bool:
    """Return whether a word begins and ends no name of a body."""
    if word in _none():
        return True
    return word in plain_words("capital_words") and word not in plain_words("common_words") and not is_family_name(word)
