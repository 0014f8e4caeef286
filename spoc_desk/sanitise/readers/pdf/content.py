"""The words in drawing orders (content streams), for those that no page shows.

What a page shows is read by drawing it. This finds the rest: comments, alternative texts, strings that are never drawn.
"""

import re
from collections.abc import Callable, Container, Iterator

from spoc_desk.sanitise.readers.pdf.text_strings import STRING, from_hex, says_something, text_of, unescaped

_TOKEN = re.compile(
    rb"(?P<string>" + STRING + rb")"
    rb"|<(?P<hex>[0-9A-Fa-f\s]+)>(?!>)"
    rb"|%(?P<comment>[^\r\n]*)"
    rb"|/(?P<font>[^\s()<>\[\]{}/%]+)\s+[-+.\d]+\s+Tf\b"
    rb"|/(?P<key>ActualText|Alt|E|Lang|Title|Contents)\b"
    rb"|(?P<data>\bID\s[\s\S]{0,200000}?\sEI\b)"
    rb"|(?P<open>\[)|(?P<close>\])|(?P<gap>-\d{3,}(?:\.\d+)?)"
    rb"|(?P<line>\b(?:BT|ET|Td|TD|T\*|Tm|'|\")(?![\w*]))"
)
_WORD = re.compile(r"[^\W\d_]{3,}|\d{3,}")


def lost_words(
    content: bytes, is_shown: Callable[[str], bool], composite: Container[str] = ()
) -> Iterator[tuple[str, bool]]:
    """Yield texts of the orders of which a word is not shown; with each, whether it is a description (Alt, ActualText).

    *composite* names the fonts whose strings are numbers of glyphs, not letters.
    """
    for text, described in _texts(content, composite):
        if says_something(text) and (described or any(not is_shown(word) for word in _WORD.findall(text))):
            yield text, described


def _texts(content: bytes, composite: Container[str]) -> Iterator[tuple[str, bool]]:
    line: list[str] = []
    numbers_of_glyphs = in_array = described = False
    for match in _TOKEN.finditer(content):
        kind = match.lastgroup
        if kind == "font":
            numbers_of_glyphs = match.group("font").decode("latin-1") in composite
        elif kind == "comment":
            yield match.group("comment").decode("utf-8", "replace").strip(), False
        elif kind == "key":
            described = True
        elif kind == "open":
            in_array = True
        elif kind == "close":
            in_array = False
        elif kind == "gap" and in_array and line:
            line.append(" ")
        elif kind == "line" and line:
            yield "".join(line).strip(), False
            line = []
        elif kind in ("string", "hex"):
            raw = unescaped(match.group("string")[1:-1]) if kind == "string" else from_hex(match.group("hex"))
            if described:
                yield text_of(raw), True
            elif not numbers_of_glyphs:
                line.append(_drawn(raw))
            described = False
    if line:
        yield "".join(line).strip(), False


def _drawn(raw: bytes) -> str:
    return text_of(raw) if raw.startswith(b"\xfe\xff") else raw.decode("cp1252", "replace")


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text that can be looked up."""
    yield from _WORD.findall(text)
