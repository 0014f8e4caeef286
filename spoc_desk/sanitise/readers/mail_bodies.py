"""The texts of a mail that are no HTML: plain bodies in paragraphs, calendar entries and address cards unfolded."""

import binascii
import re
from collections.abc import Iterator
from typing import Final

from spoc_desk.sanitise.readers.mail_text import decoded
from spoc_desk.sanitise.readers.unit import Shape, Unit

_BLANK: Final = re.compile(r"\n[ \t\xa0]*\n\s*")
_FOLDED: Final = re.compile(r"\n[ \t]")
_CARD_LINE: Final = re.compile(r"(?m)^([^:\n]*;ENCODING=QUOTED-PRINTABLE[^:\n]*:)((?:[^\n]*=\n)*[^\n]*)", re.IGNORECASE)
_ESCAPED: Final = re.compile(r"\\([nN,;\\])")
_ITEM: Final = re.compile(r"(?:[-*•·–]|\(?\d{1,2}[.)])\s+\S")
_MOST_PARAGRAPHS: Final = 5_000
_LONGEST: Final = 20_000


def lines_of(text: str) -> str:
    """Return the text with every line end as one sign."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def paragraphs(text: str, channel: str, part: str = "", *, shown: bool = True) -> Iterator[Unit]:
    """Yield a text paragraph by paragraph, parted at blank lines; a very long one in larger pieces."""
    blocks = [block.strip("\n") for block in _BLANK.split(lines_of(text)) if block.strip()]
    if len(blocks) > _MOST_PARAGRAPHS or not shown:
        blocks = list(_gathered(blocks))
    for block in blocks:
        item = _ITEM.match(block.lstrip()) and "\n" not in block.strip()
        yield Unit(block, channel, part, shown=shown, shape=Shape.ITEM if item else Shape.PARAGRAPH)


def _gathered(blocks: list[str]) -> Iterator[str]:
    held: list[str] = []
    length = 0
    for block in blocks:
        held.append(block)
        length += len(block)
        if length > _LONGEST:
            yield "\n\n".join(held)
            held, length = [], 0
    if held:
        yield "\n\n".join(held)


def flowed(text: str, *, drop_space: bool) -> str:
    """Return a text whose lines were broken for travel with its own lines (RFC 3676)."""
    joined: list[str] = []
    goes_on = False
    for line in lines_of(text).split("\n"):
        line = line.removeprefix(" ") if not line.startswith(">") else line
        if goes_on and joined and not line.startswith(">"):
            joined[-1] = (joined[-1][:-1] if drop_space else joined[-1]) + line
        else:
            joined.append(line)
        goes_on = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(joined)


def card_text(text: str) -> str:
    """Return a calendar entry or an address card with its lines put together and their signs plain (RFC 5545, 6350)."""
    text = _CARD_LINE.sub(_plain_card_line, lines_of(text))
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], _FOLDED.sub("", text))


def _plain_card_line(match: re.Match[str]) -> str:
    raw = binascii.a2b_qp(match[2].encode("utf-8", "replace"))
    return match[1] + " ".join(decoded(raw).split())
