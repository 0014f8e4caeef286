"""One paragraph of an OpenDocument text: what a person sees of it in one piece, and what stands in it unseen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from spoc_desk.sanitise.readers.odf.odf_names import DRAW, OFFICE, SVG, TEXT, OdfStyles, count_of
from spoc_desk.sanitise.readers.xml_parts import Element

SEEN = ""
_PARAGRAPHS = {f"{TEXT}p", f"{TEXT}h"}
_MOST_SPACES = 200
_SPACES, _TAB, _BREAK = f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"
_SPAN, _LINK = f"{TEXT}span", f"{TEXT}a"
_APART = {f"{TEXT}note": "notes", f"{OFFICE}annotation": "comments"}
_UNSEEN = {
    f"{SVG}title": "odf-alt-text",
    f"{SVG}desc": "odf-alt-text",
    f"{TEXT}script": "odf-macro",
    f"{TEXT}hidden-text": "odf-hidden-text",
    f"{TEXT}deletion": "odf-deleted",
    f"{OFFICE}change-info": "odf-change-author",
    f"{OFFICE}event-listeners": "odf-macro",
}
_FILE = f"{OFFICE}binary-data"
_HIDDEN_PARAGRAPH = f"{TEXT}hidden-paragraph"


@dataclass
class OdfParagraph:
    """A paragraph as it was read; the notes, comments, frames and files in it are left to the caller."""

    pieces: list[tuple[str, str]] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    comments: list[Element] = field(default_factory=list)
    frames: list[Element] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    hidden: bool = False

    def text(self) -> str:
        """Return what is seen."""
        return "".join(text for channel, text in self.pieces if channel == SEEN)

    def unseen(self) -> Iterator[tuple[str, str]]:
        """Yield each stretch that is not seen with its channel."""
        for channel, stretch in groupby(self.pieces, key=lambda piece: piece[0]):
            text = "".join(text for _, text in stretch)
            if channel != SEEN and text.strip():
                yield channel, text


def read_paragraph(element: Element, styles: OdfStyles, *, backed: bool = False) -> OdfParagraph:
    """Return the paragraph; *backed* says that its cell or shape is coloured."""
    read = OdfParagraph()
    name = element.get(f"{TEXT}style-name", "")
    backed = backed or styles.is_backed("paragraph", name)
    _walk(element, styles.hides("paragraph", name, backed=backed), styles, backed, read)
    if read.hidden:
        read.pieces = [(channel or "odf-hidden-text", text) for channel, text in read.pieces]
    return read


def _walk(element: Element, channel: str, styles: OdfStyles, backed: bool, read: OdfParagraph) -> None:
    """Gather the texts of an element in order. The parser bounds the depth."""
    if element.text:
        read.pieces.append((channel, _one_space(element.text)))
    for child in element:
        _visit(child, channel, styles, backed, read)
        if child.tail:
            read.pieces.append((channel, _one_space(child.tail)))


def _visit(child: Element, channel: str, styles: OdfStyles, backed: bool, read: OdfParagraph) -> None:
    tag = child.tag
    if tag == _SPAN:
        hides = styles.hides("text", child.get(f"{TEXT}style-name", ""), backed=backed)
        _walk(child, channel or hides, styles, backed, read)
    elif tag == _SPACES:
        read.pieces.append((channel, " " * min(count_of(child, f"{TEXT}c"), _MOST_SPACES)))
    elif tag in {_TAB, _BREAK}:
        read.pieces.append((channel, "\t" if tag == _TAB else "\n"))
    elif tag in _APART:
        (read.notes if _APART[tag] == "notes" else read.comments).append(child)
    elif tag == _FILE:
        read.files.append(child.text or "")
    elif tag.startswith(DRAW) and tag != f"{DRAW}a":
        read.frames.append(child)
    else:
        read.hidden = read.hidden or (tag == _HIDDEN_PARAGRAPH and child.get(f"{TEXT}is-hidden") != "false")
        _walk(child, _UNSEEN.get(tag, channel), styles, backed, read)


def _one_space(text: str) -> str:
    """Return text with its white space as it is shown: any run of it is one space (ODF 1.3 part 3, 6.1.2)."""
    if "\n" in text or "\t" in text or "  " in text or "\r" in text:
        inner = " ".join(text.split())
        front = " " if text[:1].isspace() else ""
        return front + inner + (" " if inner and text[-1:].isspace() else "")
    return text


def paragraphs_of(element: Element) -> Iterator[Element]:
    """Yield the paragraphs below an element that lie in no other paragraph there."""
    for found in element.iter(*_PARAGRAPHS):
        above = next(found.iterancestors(*_PARAGRAPHS), None)
        if above is None or not _is_below(above, element):
            yield found


def _is_below(inner: Element, outer: Element) -> bool:
    return inner is not outer and any(above is outer for above in inner.iterancestors())


def loose(holder: Element) -> Iterator[tuple[Element, str]]:
    """Yield the texts below an element that stand in no paragraph and no comment, each with the element it is of."""
    if holder.text and holder.text.strip():
        yield holder, holder.text.strip()
    for child in holder:
        if child.tag not in _PARAGRAPHS and child.tag not in _APART:
            yield from loose(child)
        if child.tail and child.tail.strip():
            yield holder, child.tail.strip()
