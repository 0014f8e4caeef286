"""Text made ready for typesetting: nothing hidden stays in it, and every sign is one the typeface can show."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from spoc_desk.sanitise.redact.tokens import PATTERN, TOKENS
from spoc_desk.sanitise.redact.typeface import printable

# In a typeset text each token is one sign of the private use area, so that no line can break inside it.
FIRST_TOKEN_SIGN = "\ue000"
TOKEN_SIGNS: dict[str, str] = {token: chr(ord(FIRST_TOKEN_SIGN) + at) for at, token in enumerate(TOKENS.values())}
TOKEN_OF: dict[str, str] = {sign: token for token, sign in TOKEN_SIGNS.items()}

MISSING = "\u25a1"  # the white square: drawn where the typeface has no sign

_BREAKS = "\n\r\u2028\u2029\v\f\x85"
# A letter and the marks that are set over it, which may have one sign together.
_CLUSTERS = re.compile(r"\r\n|(?s:.)[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*")
_INVISIBLE = {"Cc", "Cf", "Cs"}
# Twins for what forms and lists often hold and the typeface does not.
_TWINS = {
    **dict.fromkeys("\u2610\u25a2\uf0a8\uf06f", "[ ]"),
    **dict.fromkeys("\u2611\u2612\u2713\u2714\u2717\u2718\uf0fc\uf0fd\uf0fe", "[x]"),
    **dict.fromkeys("\u25cf\u25aa\u25a0\u25e6\u2023\u2043\u25cb\uf0b7\uf0a7\uf0d8", "\u2022"),
    **{"\u2192": "->", "\u21d2": "=>", "\u2190": "<-", "\u2265": ">=", "\u2264": "<=", "\u2260": "not equal to"},
    **dict.fromkeys("\u2010\u2011\u00ad\u2212", "-"),
}
_TWINS["\u00ad"] = ""  # a soft hyphen is a hint for breaking lines, not a sign


def typeset(text: str) -> tuple[str, int]:
    """Return *text* ready for the page, with tabs and "\\n" kept, and how many signs had to be replaced by a square."""
    if text.isascii() and text.isprintable() and "[" not in text:
        return text, 0
    shown = "".join(sign for sign, _ in traced(text))
    return shown, shown.count(MISSING)


def traced(text: str) -> Iterator[tuple[str, int]]:
    """Yield the signs of a typeset text one by one, each with the offset of the character it stands for."""
    done = 0
    for match in PATTERN.finditer(text):
        yield from _plain(text, done, match.start())
        yield TOKEN_SIGNS[match.group()], match.start()
        done = match.end()
    yield from _plain(text, done, len(text))


def _plain(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    for match in _CLUSTERS.finditer(text, start, end):
        letters = match.group()
        if len(letters) > 1:
            letters = "\n" if letters == "\r\n" else unicodedata.normalize("NFC", letters)
        for letter in letters:
            for sign in _sign(letter):
                yield sign, match.start()


@lru_cache(maxsize=8192)
def _sign(sign: str) -> str:
    """Return what is drawn for one character: itself, a twin, a square, or nothing."""
    if sign == "\t":
        return sign
    if sign in _BREAKS:
        return "\n"
    if sign in _TWINS:
        return _TWINS[sign]
    category = unicodedata.category(sign)
    if category in _INVISIBLE:
        return ""
    if category.startswith("Z"):
        return " "
    if printable(sign):
        return sign
    if "\uf020" <= sign <= "\uf0ff":
        return "\u2022"  # of a font of symbols: nearly always the mark of a list
    if category.startswith("M"):
        return ""  # a mark belongs to the square before it
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain != sign and all(map(printable, plain)) else MISSING
