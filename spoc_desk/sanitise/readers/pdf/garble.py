"""Tells text whose font does not say which letters it draws: what is read then is not what a person sees."""

import re
from collections import Counter

from spoc_desk.sanitise.pages.pdf.characters import Character

_VOWELS = frozenset("aeiouyàáâãäåèéêëìíîïòóôõöùúûü")
_FEWEST_LETTERS = 120
_USUAL_VOWELS = (0.24, 0.56)  # English prose has 0.40, lists of names 0.33 to 0.45
_ENOUGH_FOR_WORDS = 400
_COMMON_WORDS = """
the of and to in a is for on it be as at by we or no are was not with that this from have has will they you i he she
her his an all date name page year school child address age total yes mon tue wed thu fri am pm number time ref
report mr mrs ms dr first class form parent street road council code value type end per item
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")


def is_unmapped(characters: tuple[Character, ...]) -> bool:
    """Return whether several signs of the page have no letter: private codes, unknown codes, none at all."""
    unknown = Counter(
        character.text
        for character in characters
        if character.owner and (character.unmapped or character.text in ("", "\ufffd") or _is_private(character.text))
    )
    # A bullet or a tick from a symbol font is one or two signs, repeated.
    return sum(unknown.values()) >= 8 and (len(unknown) >= 4 or unknown[""] + unknown["\ufffd"] >= 8)


def _is_private(text: str) -> bool:
    code = ord(text[0])
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def is_no_language(text: str) -> bool:
    """Return whether the letters of a text make no words: then the font most likely shows others."""
    letters = [letter for letter in text.casefold() if letter.isalpha() and letter < "\u0250"]
    if len(letters) < _FEWEST_LETTERS:
        return False
    share = sum(letter in _VOWELS for letter in letters) / len(letters)
    if not _USUAL_VOWELS[0] <= share <= _USUAL_VOWELS[1]:
        return True
    return len(letters) >= _ENOUGH_FOR_WORDS and not _COMMON & {word.casefold() for word in _WORD.findall(text)}
