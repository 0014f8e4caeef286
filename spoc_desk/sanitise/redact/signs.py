"""Text made ready for typesetting: nothing hidden stays in it, and every sign is one the typeface can show."""

import unicodedata
from functools import lru_cache

from spoc_desk.sanitise.redact.tokens import PATTERN, TOKENS
from spoc_desk.sanitise.redact.typeface import printable

# In a typeset text each token is one sign of the private use area, so that no line can break inside it.
FIRST_TOKEN_SIGN = "\ue000"
TOKEN_SIGNS: dict[str, str] = {token: chr(ord(FIRST_TOKEN_SIGN) + at) for at, token in enumerate(TOKENS.values())}
TOKEN_OF: dict[str, str] = {sign: token for token, sign in TOKEN_SIGNS.items()}

MISSING = "\u25a1"  # the white square: drawn where the typeface has no sign

_BREAKS = "\n\u2028\u2029\v\f\x85"
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
    parts: list[str] = []
    replaced = done = 0
    for match in PATTERN.finditer(text):
        plain, missing = _plain(text[done : match.start()])
        parts += (plain, TOKEN_SIGNS[match.group()])
        replaced += missing
        done = match.end()
    plain, missing = _plain(text[done:])
    return "".join((*parts, plain)), replaced + missing


def _plain(text: str) -> tuple[str, int]:
    if text.isascii() and text.isprintable():
        return text, 0
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    shown = "".join(map(_sign, composed))
    return shown, shown.count(MISSING)


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
    if category.startswith("M"):
        return ""  # a mark belongs to the square before it
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain != sign and all(map(printable, plain)) else MISSING
