"""From Markdown to a page that reads like the rest of the window: sizes, spaces, tables, links of the guide only."""

from collections.abc import Callable, Iterator

from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from ..colours import current_colours
from ..theme import BODY_POINTS, XL, L, M, S

_SIZES = {1: 18.0, 2: 13.5, 3: 11.5}
_LINE_HEIGHT = 116  # percent: more air than in a form, since there is more to read
_INDENT = 22
_PICTURE = "\ufffc"  # what stands for a picture in the text of a paragraph
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


def typeset(document: QTextDocument, markdown: str, *, scale: float, is_ours: Callable[[str], bool]) -> None:
    """Show *markdown* in *document*. A link that is not one of the guide's own (*is_ours*) becomes plain text."""
    document.setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    document.setDocumentMargin(XL)
    document.setIndentWidth(_INDENT * scale)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for block in list(blocks(document)):
        _space(block, scale)
    for position, length, look in reversed(list(_fragments(document))):
        if look.isAnchor():
            _link(document, position, length, look, ours=is_ours(look.anchorHref()))
    for table in _tables(document):
        _rule(table, scale)
    for block in [block for block in blocks(document) if _is_warning(block)]:
        _frame(block)
    cursor.endEditBlock()


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Return the paragraphs one by one."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _space(block: QTextBlock, scale: float) -> None:
    look, cursor = block.blockFormat(), QTextCursor(block)
    level = look.headingLevel()
    in_table = cursor.currentTable() is not None
    in_list = block.textList() is not None
    look.setLineHeight(100 if in_table or _PICTURE in block.text() else _LINE_HEIGHT, _PROPORTIONAL)
    look.setTopMargin((XL if level == 2 else L) * scale if level else 0)
    ends_list = in_list and block.next().textList() is None
    look.setBottomMargin((0 if in_table else S / 2 if in_list and not ends_list else S if level else M) * scale)
    if _is_warning(block):
        look.setLeftMargin(0)
        look.setRightMargin(0)
        look.setBottomMargin(0)
    cursor.setBlockFormat(look)
    if level:
        _head(cursor, level, scale)


def _is_warning(block: QTextBlock) -> bool:
    """A quotation in the text is what must not be missed."""
    return block.blockFormat().hasProperty(QTextFormat.Property.BlockQuoteLevel.value)


def _frame(block: QTextBlock) -> None:
    look = QTextFrameFormat()
    look.setBackground(QBrush(current_colours().colour("warn_soft")))
    look.setPadding(M)
    look.setBottomMargin(L)
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    frame = cursor.insertFrame(look)
    for empty in (frame.firstCursorPosition().block().previous(), frame.lastCursorPosition().block().next()):
        if empty.isValid() and not empty.text():
            _flatten(empty)


def _flatten(block: QTextBlock) -> None:
    """Take the room away from the empty line that Qt keeps on either side of a frame."""
    look = QTextBlockFormat()
    look.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    QTextCursor(block).setBlockFormat(look)


def _head(cursor: QTextCursor, level: int, scale: float) -> None:
    look = QTextCharFormat()
    look.setFontPointSize(_SIZES.get(level, BODY_POINTS) * scale)
    look.setFontWeight(QFont.Weight.Bold)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(look)


def _fragments(document: QTextDocument) -> Iterator[tuple[int, int, QTextCharFormat]]:
    for block in blocks(document):
        each = block.begin()
        while not each.atEnd():
            piece = each.fragment()
            yield piece.position(), piece.length(), piece.charFormat()
            each += 1


def _link(document: QTextDocument, position: int, length: int, look: QTextCharFormat, *, ours: bool) -> None:
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
    target, words = look.anchorHref(), cursor.selectedText()
    if ours:
        look.setForeground(QBrush(current_colours().colour("accent")))
        look.setFontUnderline(True)
        cursor.setCharFormat(look)
        return
    plain = QTextCharFormat()
    plain.setFontWeight(look.fontWeight())
    cursor.insertText(words if words in (target, "") else f"{words} ({target})", plain)


def _tables(document: QTextDocument) -> list[QTextTable]:
    return [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]


def _rule(table: QTextTable, scale: float) -> None:
    colours = current_colours()
    look = table.format()
    look.setBorderCollapse(True)
    look.setBorder(1)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderBrush(QBrush(colours.colour("line")))
    look.setCellPadding(6 * scale)
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    look.setTopMargin(S)
    look.setBottomMargin(L * scale)
    table.setFormat(look)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        shade = cell.format()
        shade.setBackground(QBrush(colours.colour("window")))
        cell.setFormat(shade)
