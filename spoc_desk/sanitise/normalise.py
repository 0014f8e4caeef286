"""Read through disguises: invisible characters, wide letters, odd quotes; and know where each character stood."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from spoc_desk.sanitise.tokens import Tokens, tokens_of

_QUOTES = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
}
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
# Cyrillic and Greek letters that look Latin: seen in text copied from PDFs and used to hide words.
_LOOKALIKES = {
    **dict(zip("аеорсухіѕјАВЕКМНОРСТХІЅЈ", "aeopcyxisjABEKMHOPCTXISJ", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)),
}
_REPLACED = {**_QUOTES, **_DASHES, **_LOOKALIKES}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_TAG = re.compile(r"(?<=[A-Za-z])</?[A-Za-z][A-Za-z0-9]{0,9}(?: [^<>]{0,80})?/?>(?=[A-Za-z])")
# Format characters (zero-width, soft hyphen, direction marks) and variation selectors carry no letter.
_INVISIBLE = {"Cf", "Mn", "Me"}


@dataclass(frozen=True)
class Clean:
    """The readable text, and for each of its characters the offset of the character it was made from."""

    text: str
    offsets: Sequence[int]

    @cached_property
    def lower(self) -> str:
        """The text in lower case, character for character (`str.lower` alone may move the offsets)."""
        low = self.text.lower()
        return low if len(low) == len(self.text) else "".join(_lower(letter) for letter in self.text)

    @cached_property
    def tokens(self) -> Tokens:
        """The words of the text."""
        return tokens_of(self.text, self.lower)

    def given_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the given text of a non-empty span in the clean text."""
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(text: str) -> Clean:
    """Return the readable form of *text*. Line breaks stay: detectors decide what may run across them."""
    clean = _plain_letters(text)
    return _without_tags(clean) if "<" in text and _TAG.search(clean.text) else clean


def _without_tags(clean: Clean) -> Clean:
    """Return a text without the tags that stand inside a word ("Lee<b>ds")."""
    parts: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _TAG.finditer(clean.text):
        parts.append(clean.text[done : match.start()])
        offsets.extend(clean.offsets[done : match.start()])
        done = match.end()
    parts.append(clean.text[done:])
    offsets.extend(clean.offsets[done:])
    return Clean("".join(parts), offsets)


def _plain_letters(text: str) -> Clean:
    if text.isascii():
        return Clean(text, range(len(text)))
    plain = {letter: _plain(letter) for letter in set(_NOT_ASCII.findall(text))}
    if all(len(seen) == 1 and (seen.isascii() or seen == letter) for letter, seen in plain.items()):
        for letter, seen in plain.items():
            text = text.replace(letter, seen)
        return Clean(text, range(len(text)))
    parts: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _NOT_ASCII.finditer(text):
        at = match.start()
        seen = plain[text[at]]
        parts += (text[done:at], seen)
        offsets.extend(range(done, at))
        offsets.extend([at] * len(seen))
        done = at + 1
    parts.append(text[done:])
    offsets.extend(range(done, len(text)))
    return Clean("".join(parts), offsets)


def _lower(letter: str) -> str:
    low = letter.lower()
    return low if len(low) == 1 else letter


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """Return what a reader sees in one character: nothing, a plain letter, or several (a ligature)."""
    if letter in _REPLACED:
        return _REPLACED[letter]
    if unicodedata.category(letter) in _INVISIBLE:
        return ""
    if letter.isspace():
        return "\n" if letter in "\u2028\u2029\x85" else " "
    # NFKC makes full-width letters, ligatures and circled digits plain; decomposition then takes the accents off.
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if unicodedata.category(part) not in _INVISIBLE)
