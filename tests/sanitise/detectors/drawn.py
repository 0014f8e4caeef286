"""Texts drawn at random from a shape: each is one that the shape matches."""

import re._constants as kinds
import re._parser as parser
from collections.abc import Sequence
from random import Random
from typing import Any

# Of a repeat without end no more are drawn than this.
_MOST = 3
_ANY_OTHER = "abcdefgxyzABCXYZ0123456789 -/.,:"
_CLASSES = {
    kinds.CATEGORY_DIGIT: "0123456789",
    kinds.CATEGORY_WORD: "abcxyzABCXYZ0189_",
    kinds.CATEGORY_SPACE: " \n\t",
}
_NOT_CLASSES = {
    kinds.CATEGORY_NOT_DIGIT: "abcXYZ -/",
    kinds.CATEGORY_NOT_WORD: " -/.,:",
    kinds.CATEGORY_NOT_SPACE: "abcXYZ019-/",
}


def draw(pattern: str, random: Random) -> str:
    """Return a text that the whole of a pattern most likely matches; a border of a word is not looked after."""
    return _sequence(parser.parse(pattern), random)


def _sequence(parts: Sequence[Any], random: Random) -> str:
    return "".join(_part(kind, what, random) for kind, what in parts)


def _part(kind: Any, what: Any, random: Random) -> str:
    if kind is kinds.LITERAL:
        return chr(what)
    if kind is kinds.NOT_LITERAL:
        return random.choice(_ANY_OTHER.replace(chr(what), ""))
    if kind is kinds.IN:
        return random.choice(_letters(what))
    if kind is kinds.ANY:
        return random.choice(_ANY_OTHER)
    if kind is kinds.BRANCH:
        return _sequence(random.choice(what[1]), random)
    if kind is kinds.SUBPATTERN:
        return _cased(_sequence(what[3], random), what[1], random)
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
        least, most, inner = what
        most = least + _MOST if most is kinds.MAXREPEAT else most
        count = random.choice((least, most, random.randint(least, most)))
        return "".join(_sequence(inner, random) for _ in range(count))
    if kind is kinds.AT:
        return ""
    raise ValueError(f"a part of a pattern that is not known: {kind}")


def _cased(text: str, flags: int, random: Random) -> str:
    """Return a text in other letters where the pattern does not mind."""
    if not flags & 2:  # that of "in any case"
        return text
    return random.choice((text, text.lower(), text.upper(), text.title()))


def _letters(choices: Sequence[Any]) -> str:
    """Return some of the letters that a class in square brackets allows."""
    refused = choices[0][0] is kinds.NEGATE
    found = ""
    for kind, what in choices[1:] if refused else choices:
        if kind is kinds.LITERAL:
            found += chr(what)
        elif kind is kinds.RANGE:
            found += "".join(map(chr, range(what[0], what[1] + 1)))
        else:
            found += {**_CLASSES, **_NOT_CLASSES}[what]
    return "".join(letter for letter in _ANY_OTHER if letter not in found) if refused else found
