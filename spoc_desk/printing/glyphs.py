"""Text made ready for print, and a plain refusal that names what the typeface cannot print."""

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

from spoc_desk.errors import UnprintableText
from spoc_desk.printing.blocks import Document
from spoc_desk.printing.typeface import printable

# Signs with a twin that looks the same on paper and is in the typeface.
_TWINS = str.maketrans({"\t": " ", "\v": "\n", "\f": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\u2011": "-"})
_INVISIBLE = {"Cc", "Cf"}


def prepare(text: str) -> str:
    """Return *text* composed (NFC), with line breaks as "\\n" and without signs that leave no mark on paper."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").translate(_TWINS)
    return "".join(sign for sign in composed if sign == "\n" or unicodedata.category(sign) not in _INVISIBLE)


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters of *text* that the typeface has no glyph for, each once, in order."""
    missing = (sign for sign in prepare(text) if sign != "\n" and not printable(sign))
    return tuple(dict.fromkeys(missing))


def check_printable(document: Document) -> None:
    """Raise UnprintableText naming every character of *document* that would come out as an empty box."""
    refuse_unprintable("".join(_texts(document)))


def refuse_unprintable(text: str, where: str = "") -> None:
    """Raise UnprintableText naming every character of *text* without a glyph, and *where* it was typed, if known."""
    missing = unprintable(text)
    if not missing:
        return
    named = ", ".join(f"“{sign}” ({unicodedata.name(sign, 'no name').lower()})" for sign in missing)
    place = f", in {where}" if where else ""
    raise UnprintableText(
        f"This cannot be printed as it is: the typeface has no sign for {named}{place}. "
        "Nothing was printed. Write it in Latin letters and print again."
    )


def _texts(value: object) -> Iterator[str]:
    """Yield every text inside a document, however deep."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _texts(getattr(value, part.name))
