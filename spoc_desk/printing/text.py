"""Text made into tagged paragraphs: escaped, one paragraph per line of text, long words broken where they must."""

from html import escape

from reportlab.lib.styles import ParagraphStyle

from spoc_desk.printing.glyphs import prepare
from spoc_desk.printing.tags import Node, TaggedParagraph


def paragraph(text: str, style: ParagraphStyle, node: Node | None = None) -> TaggedParagraph:
    """Return one paragraph; whatever *text* holds is shown as it is, never read as mark-up."""
    plain = prepare(text).replace("\n", " ")
    made = TaggedParagraph(escape(plain), style)
    made.node, made.words = node, frozenset(plain.split())
    return made


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of *text* that say something; at least one."""
    found = tuple(line.strip() for line in prepare(text).split("\n") if line.strip())
    return found or ("",)


def paragraphs(text: str, style: ParagraphStyle, parent: Node | None = None, role: str = "P") -> list[TaggedParagraph]:
    """Return a paragraph for each line of *text*, tagged under *parent* (None: tagged later, as in a table)."""
    return [paragraph(line, style, parent.add(role) if parent is not None else None) for line in lines(text)]
