"""One paragraph of a Word document: the text a person sees in one piece, and what stands in it unseen.

Word cuts a sentence into runs wherever somebody paused, corrected or checked the spelling; here they are joined again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from spoc_desk.sanitise.readers.ooxml.word_styles import (
    NO_STYLE,
    PLAIN,
    VAL,
    Look,
    Style,
    Styles,
    W,
    changed,
    heading_level,
    is_filled,
)
from spoc_desk.sanitise.readers.unit import Shape
from spoc_desk.sanitise.readers.xml_parts import Element

SEEN = ""  # the channel of a text that is seen, until the story names its own

_RUN, _TEXT, _DELETED = f"{W}r", f"{W}t", f"{W}delText"
_CODES = {f"{W}instrText", f"{W}delInstrText"}
_MARKS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_LOOKS = {f"{W}vanish", f"{W}specVanish", f"{W}color", f"{W}sz", f"{W}highlight", f"{W}shd"}
_RUN_STYLE, _STYLE, _OUTLINE, _NUMBERED = f"{W}rStyle", f"{W}pStyle", f"{W}outlineLvl", f"{W}numPr"
_RUN_PROPERTIES, _PROPERTIES = f"{W}rPr", f"{W}pPr"
_DRAWN = {
    "{http://schemas.openxmlformats.org/drawingml/2006/main}t",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
}
_BEARERS = {_TEXT, _DELETED, *_CODES, *_DRAWN}
_SYMBOL = f"{W}sym"
# Only a tracked move holds its former text in the same element as text that is seen.
_GONE = {f"{W}moveFrom": "docx-moved", f"{W}del": "docx-deleted"}
_PICTURE_FONTS = ("symbol", "wingdings", "webdings", "zapf", "marlett")
_NEVER_TEXT = {
    f"{W}{name}"
    for name in (
        *("p", "pPr", "rPr", "rFonts", "b", "bCs", "i", "iCs", "u", "szCs", "lang", "kern", "spacing", "ind", "jc"),
        *("noProof", "keepNext", "keepLines", "proofErr", "bookmarkStart", "bookmarkEnd", "ins", "hyperlink"),
        *("fldChar", "lastRenderedPageBreak", "smartTag", "commentRangeStart", "tc", "tcPr", "tcW"),
    )
}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as it was read."""

    text: str
    shape: Shape
    level: int
    unseen: tuple[tuple[str, str], ...]  # channel and text of what nobody sees


def read_paragraph(paragraph: Element, styles: Styles, *, backed: bool = False) -> Paragraph:
    """Return the paragraph. Text boxes must have been taken out of it; *backed* says that its cell is coloured."""
    walk = _Walk(styles, backed)
    for element in paragraph.iter():
        walk.visit(element)
    shape = Shape.HEADING if walk.level else Shape.ITEM if walk.item else Shape.PARAGRAPH
    return Paragraph(walk.seen(), shape, walk.level, tuple(walk.unseen()))


class _Walk:
    """What is known on the way through a paragraph, in the order of its elements."""

    def __init__(self, styles: Styles, backed: bool) -> None:
        self._styles = styles
        self._ground = Look(backed=True) if backed else PLAIN
        self._style: Style = NO_STYLE
        self._base = self._ground
        self._look = self._base
        self._gone = ""
        self._in_run = False
        self._pieces: list[tuple[str, str]] = []
        self.level = 0
        self.item = False

    def visit(self, element: Element) -> None:
        tag = element.tag
        if tag == _TEXT:
            self._say(self._gone or self._look.hides, element.text)
        elif tag == _RUN:
            self._begin_run(element)
        elif tag in _MARKS:
            if self._in_run:
                self._say(self._gone or self._look.hides, _MARKS[tag])
        elif tag in _LOOKS:
            self._take_look(element)
        elif tag == _STYLE:
            self._take_style(element)
        elif tag not in _NEVER_TEXT:
            self._visit_rare(tag, element)
        if element.text and tag not in _BEARERS:
            self._say_other(element.text)
        if element.tail and element.getparent() is not None:
            self._say_other(element.tail)

    def _say_other(self, text: str) -> None:
        if text.strip():
            self._say("docx-other", text)

    def _visit_rare(self, tag: str, element: Element) -> None:
        if tag == _DELETED:
            self._say("docx-deleted", element.text)
        elif tag in _CODES:
            self._say("docx-field-code", element.text)
        elif tag == _RUN_STYLE:
            self._look = self._look.over(self._styles.style(element.get(VAL, "")).look)
        elif tag == _SYMBOL:
            self._say(self._gone or self._look.hides, _symbol(element))
        elif tag == _OUTLINE:
            self.level = heading_level(element)
        elif tag == _NUMBERED:
            self.item = True
        elif tag in _DRAWN:
            self._say("docx-drawing-text", element.text)

    def _begin_run(self, run: Element) -> None:
        self._in_run = True
        self._look = self._base
        self._gone = ""
        holder = run.getparent()
        if holder is not None and holder.tag != f"{W}p":
            above = next(run.iterancestors(*_GONE), None)
            self._gone = "" if above is None else _GONE[above.tag]

    def _take_look(self, element: Element) -> None:
        holder = element.getparent()
        if holder.tag == _PROPERTIES:
            if is_filled(element):
                self._base = self._look = replace(self._base, backed=True)
        elif holder.tag == _RUN_PROPERTIES and holder.getparent().tag == _RUN:
            self._look = changed(self._look, element)

    def _take_style(self, element: Element) -> None:
        self._style = self._styles.style(element.get(VAL, ""))
        self._base = self._look = self._ground.over(self._style.look)
        self.level = self.level or self._style.level
        self.item = self.item or self._style.item

    def _say(self, channel: str, text: str | None) -> None:
        if text:
            self._pieces.append((channel, text))

    def seen(self) -> str:
        return "".join(text for channel, text in self._pieces if channel == SEEN)

    def unseen(self) -> Iterator[tuple[str, str]]:
        """Yield each stretch that is not seen, its runs joined."""
        if all(channel == SEEN for channel, _ in self._pieces):
            return
        for channel, stretch in groupby(self._pieces, key=lambda piece: piece[0]):
            text = "".join(text for _, text in stretch)
            if channel != SEEN and text.strip():
                yield channel, text


def _symbol(element: Element) -> str:
    """Return the letter that a symbol (w:sym) shows; a space for the picture fonts."""
    if str(element.get(f"{W}font", "")).lower().startswith(_PICTURE_FONTS):
        return " "
    try:
        code = int(str(element.get(f"{W}char", "")), 16)
    except ValueError:
        return " "
    # Symbols lie at F000 upwards, moved there from the place of the letter (ECMA-376 part 1, 17.3.3.30).
    code = code - 0xF000 if 0xF020 <= code <= 0xF0FF else code
    return chr(code) if 0x20 <= code < 0xD800 else " "
