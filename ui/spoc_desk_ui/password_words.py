"""Passwords people can remember: five words offered, and how strong a typed one is, in words."""

import math
import secrets
from dataclasses import dataclass

from spoc_desk.resources import read_text

OFFERED = 5
_LEAST = 12
_STRONG_BITS = 60
_FAIR_BITS = 40
_COMMON = ("password", "passwort", "qwerty", "letmein", "welcome", "spoc", "ukpps", "1234", "abcd", "council")


@dataclass(frozen=True)
class Strength:
    """How strong a password is: whether it will do, in words, and in three steps for the bar."""

    will_do: bool
    words: str
    step: int  # 0 nothing typed, 1 weak, 2 fair, 3 strong


def offer_words() -> str:
    """Return five random words from the list, with spaces between."""
    words = [line for line in read_text("words", "password_words.txt").splitlines() if line and line[0] != "#"]
    return " ".join(secrets.choice(words) for _ in range(OFFERED))


def strength(password: str) -> Strength:
    """Judge a password by its length and variety. Guessing is slowed by the vault, but only the password stops it."""
    if not password:
        return Strength(False, "Five words you can picture are best.", 0)
    lower = password.casefold()
    if len(password) < _LEAST:
        return Strength(False, f"Too short. Use at least {_LEAST} characters, better four or five words.", 1)
    if len(set(lower)) < 6 or any(common in lower for common in _COMMON):
        return Strength(False, "Too easy to guess. Choose words that have nothing to do with work.", 1)
    bits = _bits(password)
    if bits >= _STRONG_BITS:
        return Strength(True, "Strong.", 3)
    if bits >= _FAIR_BITS:
        return Strength(True, "Fair. One more word makes it strong.", 2)
    return Strength(False, "Weak. Add a word or two.", 1)


def _bits(password: str) -> float:
    words = [word for word in password.split() if len(word) >= 3]
    if len(words) >= 3:
        return len(words) * 12.0  # a word anybody might pick counts as one out of about 4,000
    kinds = (
        26 * any(letter.islower() for letter in password)
        + 26 * any(letter.isupper() for letter in password)
        + 10 * any(letter.isdigit() for letter in password)
        + 20 * any(not letter.isalnum() for letter in password)
    )
    # Typed by a person, a character is worth about half of a random one.
    return len(set(password)) * 0.5 * math.log2(max(kinds, 2)) + (len(password) - len(set(password))) * 1.0
