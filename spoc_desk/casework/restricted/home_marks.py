"""Whether two texts name the same address: compared by marks, so that the address of a restricted person is not kept.

Only house and street, or house and postcode, count. A mark is a salted digest: whoever has the vault's key could try
all addresses of the area against it; nobody at a desk can read one (docs/decisions/0015).
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from secrets import token_hex
from typing import Final

from spoc_desk.casework.names import search_key

POSTCODE: Final = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?)\s*([0-9][a-z]{2})\b")
_NUMBER: Final = re.compile(r"[0-9]+[a-z]?")
_STREETS: Final = {
    "st": "street", "rd": "road", "ave": "avenue", "av": "avenue", "cl": "close", "dr": "drive", "ln": "lane",
    "cres": "crescent", "ct": "court", "gdns": "gardens", "pl": "place", "sq": "square", "terr": "terrace",
}  # fmt: skip
_KINDS: Final = frozenset({
    *_STREETS.values(), "way", "walk", "hill", "green", "park", "rise", "row", "grove", "view", "mews",
    "parade", "yard",
})  # fmt: skip
_SALT_BYTES: Final = 8


def places_of(text: str) -> frozenset[str]:
    """Return what an address may be called, the same in every writing: "4|harbour street", "4|lu12ab".

    Without a number: the name of the house with its street. An area or a street alone is no address.
    """
    lowered = text.casefold()
    postcodes = ["".join(found) for found in POSTCODE.findall(lowered)]
    parts = [_words(part) for part in re.split(r"[,;\n]", POSTCODE.sub(" ", lowered))]
    parts = [part for part in parts if part]
    found: set[str] = set()
    for place, words in enumerate(parts):
        for number in [each for each in words if _NUMBER.fullmatch(each)]:
            found |= {f"{number}|{postcode}" for postcode in postcodes}
            after = words[words.index(number) + 1 :] or (parts[place + 1] if place + 1 < len(parts) else [])
            found |= {f"{number}|{street}" for street in _street(after)}
        if place and not any(_NUMBER.fullmatch(each) for each in (*words, *parts[place - 1])):
            found |= {f"{' '.join(parts[place - 1])}|{street}" for street in _street(words, named=True)}
    return frozenset(found)


def marked(text: str) -> tuple[str, ...]:
    """Return marks of an address, each with a salt of its own; none where *text* names no house."""
    return tuple(_mark(token_hex(_SALT_BYTES), place) for place in sorted(places_of(text)))


def is_marked(text: str, marks: Iterable[str]) -> bool:
    """Say whether an address is one of those that were marked. Looks at every mark, whatever it finds."""
    places = places_of(text)
    return sum(_mark(mark.partition(":")[0], place) == mark for mark in marks for place in places) > 0


def _mark(salt: str, place: str) -> str:
    return f"{salt}:{sha256(f'{salt}|{place}'.encode()).hexdigest()}"


def without_streets(text: str) -> str:
    """Return *text* with the name of every street gone: a street called after a town is no other town."""
    kept = []
    for part in re.split(r"([,;\n])", text):
        words = part.split()
        number = next((place for place, word in enumerate(words) if _NUMBER.fullmatch(word.casefold())), -1)
        plain = [_STREETS.get(bare, bare) for bare in (word.strip(".").casefold() for word in words[number + 1 :])]
        ends = [place for place, word in enumerate(plain) if place and word in _KINDS]
        kept.append(" ".join(words[: number + 1] + words[number + 2 + ends[0] :]) if ends else part)
    return "".join(kept)


def _words(part: str) -> list[str]:
    words = search_key(re.sub(r"[^\w\s]", " ", part)).split()
    return [_STREETS.get(word, word) if number else word for number, word in enumerate(words)]


def _street(words: list[str], *, named: bool = False) -> set[str]:
    """Return the street at the beginning of *words*: up to its kind, or all of a few words where no kind is known."""
    if words and _NUMBER.fullmatch(words[0]):
        return set()
    kinds = [place for place, word in enumerate(words) if word in _KINDS and place]
    if kinds:
        return {" ".join(words[: kinds[0] + 1])}
    return set() if named or not 0 < len(words) <= 3 else {" ".join(words)}
