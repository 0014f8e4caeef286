"""Tells text whose font does not say which letters it draws: what is read then is not what a person sees."""

import re
from collections import Counter

from spoc_desk.sanitise.pages.pdf.characters import Characters

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


def is_unmapped(characters: Characters) -> bool:
    """Return whether several signs of the page have no letter: private codes, unknown codes, none at all."""
    odd = {text for text in set(characters.texts) if text in ("", "\ufffd") or _is_private(text)}
    if not odd and not characters.unmapped:
        return False
    unknown = Counter(
        text
        for at, text in enumerate(characters.texts)
        if (text in odd or at in characters.unmapped) and characters.owners[at]
    )
    # A bullet or a tick from a symbol font is one or two signs, repeated.
    return sum(unknown.values()) >= 8 and (len(unknown) >= 4 or unknown[""] + unknown["\ufffd"] >= 8)


def _is_private(text: str) -> bool:
    code = ord(text[0])
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def is_no_language(text: str) -> bool:
    """Return whether the letters of a text make no words: then the font most likely shows others."""
    letters = {mark: times for mark, times in Counter(text.casefold()).items() if mark.isalpha() and mark < "\u0250"}
    count = sum(letters.values())
    if count < _FEWEST_LETTERS:
        return False
    share = sum(times for letter, times in letters.items() if letter in _VOWELS) / count
    if not _USUAL_VOWELS[0] <= share <= _USUAL_VOWELS[1]:
        return True
    return count >= _ENOUGH_FOR_WORDS and not _COMMON & {word.casefold() for word in _WORD.findall(text)}
