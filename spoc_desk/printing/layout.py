"""Sets the neutral blocks as parts of the layout engine, and their order as a structure tree."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak
from reportlab.platypus import Spacer as Space

from spoc_desk.printing.blocks import (
    Block,
    Box,
    CodeGroups,
    CutLine,
    Document,
    Fields,
    Heading,
    Keep,
    Legend,
    NewPage,
    Notice,
    Para,
    Picture,
    Points,
    Sign,
    Signatures,
    Spacer,
    Table,
    Ticks,
)  # fmt: skip
from spoc_desk.printing.shapes import Dashes, Framed, Hanging, Line, WritingBox
from spoc_desk.printing.style import Sheet
from spoc_desk.printing.tables import set_code_groups, set_fields, set_signatures, set_table, side_by_side
from spoc_desk.printing.tags import Grid, Node, TaggedParagraph
from spoc_desk.printing.text import lines, paragraph, paragraphs
from spoc_desk.printing.windscreen import WindscreenPicture

# Shares of the page's height.
_TALLEST_BOX = 0.8
_INTRO = 0.3


def flowables(document: Document, sheet: Sheet, root: Node, day: str) -> list[Flowable]:
    """Return the whole document ready for layout: title, what it is and whose copy, then the blocks."""
    sample = "SAMPLE, invented people" if document.sample else ""
    reference = f"Reference {document.reference}" if document.reference else ""
    known = [part for part in (sample, document.marking, reference, document.copy_words, document.edition, day) if part]
    made: list[Flowable] = [
        paragraph(document.title, sheet.heading(0), root.add("H1")),
        paragraph(" · ".join(known), sheet.text(after=0.8), root.add("P")),
        Line(after=sheet.gap * 2),
    ]
    made += _set_all(document.blocks, sheet, root)
    while isinstance(made[-1], Space):  # room below the last line would open an empty page where there is none
        made.pop()
    return made


def _set_all(blocks: Sequence[Block], sheet: Sheet, root: Node) -> list[Flowable]:
    made: list[Flowable] = []
    heads: list[Flowable] = []
    level, is_whole = 0, False
    for block in blocks:
        parts = _set(block, sheet, root)
        if isinstance(block, Heading) and is_whole and block.level <= level:
            # A section that is nothing but its introduction need not stay with the next one.
            made, heads = made + _headed(heads, [], sheet), []
        if isinstance(block, Heading):
            level = block.level if not heads else min(level, block.level)
        is_whole = bool(heads) and not isinstance(block, Heading)
        if isinstance(block, Heading) or (heads and _introduces(block, [*heads, *parts], sheet)):
            heads += parts
            continue
        made += _headed(heads, parts, sheet)
        heads = []
    return made + _headed(heads, [], sheet)


def _introduces(block: Block, parts: Sequence[Flowable], sheet: Sheet) -> bool:
    """Say whether *block* is a short introduction that stays between its heading and what follows."""
    return isinstance(block, Para | Notice) and sum(_height(part, sheet) for part in parts) < sheet.height * _INTRO


def _headed(heads: list[Flowable], parts: list[Flowable], sheet: Sheet) -> list[Flowable]:
    """Return *parts* with their headings and introduction, which never stand alone at the foot of a page."""
    if not heads:
        return parts
    if parts and isinstance(parts[0], KeepTogether):
        whole = _flat([*heads, parts[0]])
        if _whole_height(whole, sheet) <= sheet.height:
            return [KeepTogether(whole), *parts[1:]]
        return [CondPageBreak(sheet.height * _INTRO), *heads, *parts]
    needed = sum(_height(head, sheet) + head.getSpaceBefore() + head.getSpaceAfter() for head in heads)
    needed += _least_height(parts[0], sheet) if parts else 0
    return [CondPageBreak(min(needed, sheet.height)), *heads, *parts]


def _together(parts: Sequence[Flowable]) -> KeepTogether:
    """Return *parts* on one page; groups inside the group are opened, for the engine cannot nest them."""
    return KeepTogether(_flat(parts))


def _flat(parts: Sequence[Flowable]) -> list[Flowable]:
    flat: list[Flowable] = []
    for part in parts:
        inside = part._content if isinstance(part, KeepTogether) else [part]
        flat += [one for one in inside if not isinstance(one, CondPageBreak)]
    return flat


def _whole_height(parts: Sequence[Flowable], sheet: Sheet) -> float:
    return float(sum(_height(part, sheet) + part.getSpaceBefore() + part.getSpaceAfter() for part in parts))


def _kept(parts: Sequence[Flowable], sheet: Sheet) -> list[Flowable]:
    """Return *parts* on one page; what is taller than a page is broken between its groups, never inside one."""
    whole = _flat(parts)
    if _whole_height(whole, sheet) <= sheet.height:
        return [KeepTogether(whole)]
    return [CondPageBreak(sheet.height * _INTRO), *parts]


def _least_height(part: Flowable, sheet: Sheet) -> float:
    """Return how much of *part* must stand under its heading: three lines, or the titles and the first row."""
    whole = _height(part, sheet)
    if isinstance(part, Grid):
        return sum(part._rowHeights[:2]) or whole
    return min(whole, sheet.body_pt * 5) if isinstance(part, TaggedParagraph) else whole


def _height(part: Flowable, sheet: Sheet) -> float:
    return float(part.wrap(sheet.width, sheet.height)[1])


def _set(block: Block, sheet: Sheet, root: Node) -> list[Flowable]:
    match block:
        case Heading(level, text):
            return [paragraph(text, sheet.heading(level), root.add(f"H{level + 1}"))]
        case Para(text, voice):
            return list(paragraphs(text, sheet.para(voice), root))
        case Points():
            return _points(block, sheet, root)
        case Fields():
            return set_fields(block, sheet, root)
        case Table():
            return set_table(block, sheet, root)
        case Ticks():
            return _ticks(block, sheet, root)
        case Picture(of):
            return [WindscreenPicture(of, sheet, root.add("Figure", alt=of.spoken)), Space(0, sheet.gap * 1.5)]
        case Legend():
            return _legend(block, sheet, root)
        case Box():
            return _box(block, sheet, root)
        case Signatures():
            return [_together(set_signatures(block, sheet, root))]
        case Notice():
            return _notice(block, sheet, root)
        case CodeGroups():
            return set_code_groups(block, sheet, root)
        case CutLine(text):
            words = paragraph(text, sheet.text(bold=True, before=1, after=1), root.add("P"))
            return [_together([Dashes(before=sheet.gap * 2), words])]
        case Spacer(height):
            return [Space(0, height * mm)]
        case Keep(blocks):
            return _kept([part for kept in blocks for part in _set(kept, sheet, root)], sheet)
        case NewPage():
            return [PageBreak()]


def _points(block: Points, sheet: Sheet, root: Node) -> list[Flowable]:
    outline = root.add("L", numbering="Decimal" if block.numbered else "Disc")
    made: list[Flowable] = []
    for number, text in enumerate(block.items, start=1):
        item = outline.add("LI")
        label = paragraph(f"{number}" if block.numbered else "•", sheet.text(bold=block.numbered), item.add("Lbl"))
        body = item.add("LBody")
        first, *more = lines(text)
        made.append(
            Hanging(
                paragraph(first, sheet.text(bold=bool(more)), body.add("P")),
                more=[paragraph(line, sheet.text(), body.add("P")) for line in more],
                label=label,
                after=sheet.gap * 0.8,
            )
        )
    return [*made, Space(0, sheet.gap * 0.8)]


def _ticks(block: Ticks, sheet: Sheet, root: Node) -> list[Flowable]:
    outline = root.add("L", numbering="None")
    cells: list[Flowable] = []
    is_choice = not all(
        tick.ticked for tick in block.items
    )  # what is picked stands out; a list of ticks has no need to
    for tick in block.items:
        item = outline.add("LI")
        sign = Sign.TO_TICK if tick.ticked is None else Sign.TICKED if tick.ticked else Sign.NOT_TICKED
        is_entry = sheet.is_fillable and tick.ticked is None
        figure = item.add("Lbl").add("Form") if is_entry else item.add("Lbl").add("Figure", alt=sign.value)
        words = item.add("LBody")
        own = words.add("P") if tick.note else words
        body = paragraph(tick.label, sheet.text(bold=tick.ticked is True and is_choice), own)
        name = f"{block.question}: {tick.label}" if block.question else tick.label
        more = paragraphs(tick.note, sheet.text(), words) if tick.note else ()
        given = name if is_entry else ""
        cells.append(Hanging(body, more=more, sign=sign, sign_node=figure, name=given, after=sheet.gap * 0.7))
    if not cells or block.columns == 1 or sheet.is_large:
        return cells
    return [side_by_side(cells, block.columns, sheet), Space(0, sheet.gap * 0.7)]


def _legend(block: Legend, sheet: Sheet, root: Node) -> list[Flowable]:
    outline = root.add("L", numbering="None")
    cells = [
        Hanging(paragraph(mark.text, sheet.cell(), outline.add("LI").add("LBody")), sign=mark.sign, after=2)
        for mark in block.items
    ]
    return [side_by_side(cells, 1 if sheet.is_large else block.columns, sheet), Space(0, sheet.gap)]


def _box(block: Box, sheet: Sheet, root: Node) -> list[Flowable]:
    made: list[Flowable] = [paragraph(block.label, sheet.text(bold=True, before=1.2, after=0.4), root.add("P"))]
    if block.hint:
        made.append(paragraph(block.hint, sheet.text(after=0.4), root.add("P")))
    height = min(block.height_mm * mm, sheet.height * _TALLEST_BOX)
    form = root.add("Form") if sheet.is_fillable else None
    made.append(WritingBox(height, ruled=block.ruled, after=sheet.gap, name=block.label, node=form))
    return [_together(made)]


def _notice(block: Notice, sheet: Sheet, root: Node) -> list[Flowable]:
    parts = paragraphs(block.title, sheet.text(bold=True), root) if block.title else []
    parts += paragraphs(block.text, sheet.text(), root)
    return [Framed(parts, before=sheet.gap * 0.6, after=sheet.gap * 1.6, pad=sheet.gap * 1.4)]
