"""A name as it is compared: small plain words, whatever accents, apostrophes and hyphens it was written with."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Final

# Letters that do not fall apart into a plain letter and a mark.
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n"}
)
_DROPPED: Final = frozenset("'’‘ʼ`´.ʻ′")
"""Signs inside a word: O'Brien is one word."""

_LITTLE: Final = frozenset((
    "al", "ap", "ben", "bin", "binte", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el",
    "ibn", "la", "le", "mac", "mc", "o", "of", "san", "st", "ter", "the", "van", "von", "y",
))  # fmt: skip
"""Words that belong to many family names and say nothing alone."""


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name: "Ó Brien-Łuczak" gives o, brien, luczak."""
    parts = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    kept = "".join(
        mark if mark.isalpha() else " " for mark in parts if not unicodedata.combining(mark) and mark not in _DROPPED
    )
    return tuple(kept.split())


def parts_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that may stand for a whole family name: both halves of Smith-Jones, not the "de" of de Souza."""
    return tuple(word for word in words if word not in _LITTLE and len(word) > 1)


@dataclass(frozen=True)
class NameWords:
    """One whole name, ready to be compared."""

    given: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    family: tuple[str, ...] = ()

    @classmethod
    def of(cls, given: str, family: str, called: str = "") -> "NameWords":
        """Return the words of a name as it is written in a form."""
        return cls(words_of(given), words_of(called), words_of(family))

    @classmethod
    def of_whole(cls, whole: str, family: str) -> "NameWords":
        """Return the words of a name said as one ("Bobby Field"); one word alone is a given name to *family*."""
        words = words_of(whole)
        if len(words) < 2:
            return cls(words, (), words_of(family))
        return cls(words[:-1], (), words[-1:])

    @cached_property
    def whole_family(self) -> str:
        """Return the family name as one word: "obrien", "smithjones"."""
        return "".join(self.family)

    @cached_property
    def firsts(self) -> tuple[str, ...]:
        """Return the words by which somebody is called: the first name, all given names as one, the known-as name."""
        found = (*self.given[:1], "".join(self.given), *self.called[:1], "".join(self.called))
        return tuple(dict.fromkeys(word for word in found if word))

    @cached_property
    def middles(self) -> tuple[str, ...]:
        """Return the further given names."""
        return tuple(word for word in (*self.given[1:], *self.called[1:]) if len(word) > 1)

    @cached_property
    def family_parts(self) -> tuple[str, ...]:
        """Return the words that may stand for the whole family name."""
        return parts_of(self.family) or self.family

    @cached_property
    def all_words(self) -> frozenset[str]:
        """Return every word that a comparison may ask for."""
        return frozenset((*self.firsts, *self.middles, self.whole_family, *self.family_parts)) - {""}
