"""Reads plain text in any encoding, also JSON, calendars and address cards."""

import json
import re
from collections.abc import Iterable, Iterator

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.decoding import decoded, encoding_of
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable

# Texts of this length scan fast and cut few sentences; a cut falls between paragraphs where there are any.
_USUAL = 4_000
_LONGEST = 12_000
_FOLDED = re.compile(r"\r?\n[ \t]")
_CARD = re.compile(r"\s*BEGIN:V(?:CALENDAR|CARD)\b", re.IGNORECASE)
_ESCAPES = re.compile(r"\\u[0-9A-Fa-f]{4}")
_PERCENT_LINE = re.compile(r"=\r?\n")
_QUOTED_BYTES = re.compile(r"(?:=[0-9A-F]{2})+")
_CUTS = ("\n\n", "\r\n\r\n", ".\n", ".\r\n", "\n", "\r", " ")


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield the text in pieces of some thousands of characters."""
    del scope
    encoding, start = encoding_of(data)
    if not encoding:
        yield Unscannable("text-not-readable", "This file is not text, or in an unknown encoding. It was not read.")
        yield from (Unit(text, "text-not-readable") for text in texts_in(data))
        return
    yield from read_pieces(decoded(data, encoding, start))


def read_pieces(pieces: Iterable[str]) -> Iterator[Found]:
    """Yield a text that comes in stretches, each unit cut where a reader would pause."""
    unfolds: bool | None = None
    for text in cut(pieces):
        if unfolds is None:
            unfolds = bool(_CARD.match(text))
        plain = _FOLDED.sub("", text) if unfolds else text
        yield Unit(plain, "text-line", shown=True)
        yield from _escaped(plain)


def cut(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the same text in lengths that scan well."""
    rest = ""
    for piece in pieces:
        rest += piece
        start = 0
        while len(rest) - start > _LONGEST:
            end = _pause(rest, start)
            if rest[start:end].strip():
                yield rest[start:end].strip("\r\n")
            start = end
        rest = rest[start:]
    if rest.strip():
        yield rest.strip("\r\n")


def _pause(text: str, start: int) -> int:
    """Return where to cut: the last paragraph, sentence, line or word that ends in good time."""
    for mark, latest in zip(
        _CUTS, (_USUAL * 2, _USUAL * 2, _LONGEST, _LONGEST, _LONGEST, _LONGEST, _LONGEST), strict=True
    ):
        place = text.rfind(mark, start + _USUAL // 2, start + latest)
        if place >= 0:
            return place + len(mark)
    return start + _LONGEST


def _escaped(text: str) -> Iterator[Found]:
    """Yield what stands behind JSON's and old address cards' code signs."""
    if "\\u" in text and _ESCAPES.search(text):
        yield Unit(_ESCAPES.sub(_character, text), "text-escaped")
    if "QUOTED-PRINTABLE" in text:
        plain = _QUOTED_BYTES.sub(_quoted, _PERCENT_LINE.sub("", text))
        if plain != text:
            yield Unit(plain, "text-escaped")


def _character(match: re.Match[str]) -> str:
    character: str = json.loads(f'"{match.group()}"')
    return character if character.isprintable() else " "


def _quoted(match: re.Match[str]) -> str:
    return bytes.fromhex(match.group().replace("=", "")).decode("utf-8", "replace")
