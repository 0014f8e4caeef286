"""How a name sounds, roughly, in English ears. Used only together with a date of birth: many names sound alike."""

import re
from functools import cache
from typing import Final

_RULES: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^(?:ts|cz|tch)", "ch"),
        (r"^x", "s"),
        (r"ough|augh", "o"),
        (r"igh", "i"),
        (r"ph", "f"),
        (r"(?:sch|sh|sz|cz|tch|ch)", "S"),
        (r"th", "t"),
        (r"(?:ck|cq|q|kh)", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"g(?=[eiy])|dg", "j"),
        (r"gh", ""),
        (r"x", "ks"),
        (r"z", "s"),
        (r"w", "v"),
        (r"(?<=.)y", "i"),
        (r"(?<=[aeiou])h|h(?=[^aeiou]|$)", ""),
    )
)
_DOUBLED: Final = re.compile(r"(.)\1+")
_VOWELS: Final = re.compile(r"(?<=.)[aeiou]+")


@cache
def sound(word: str) -> str:
    """Return the skeleton of a word's sound; words with the same one may be heard as the same name."""
    for pattern, instead in _RULES:
        word = pattern.sub(instead, word)
    skeleton = _DOUBLED.sub(r"\1", _VOWELS.sub("", _DOUBLED.sub(r"\1", word)))
    first = "a" if skeleton[:1] in "eiou" else skeleton[:1]
    return first + skeleton[1:]
