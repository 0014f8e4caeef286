"""A document without pages: its text to read, with what was found marked in it. Nothing can be typed here."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from spoc_desk.sanitise.readers.unit import Shape
from spoc_desk.sanitise.review.places import Decision
from spoc_desk.sanitise.review.review import Review

from ..colours import current_colours
from ..printing.reading_pane import ReadingPane
from .table_stops import table_stops
from .text_lines import Lines, from_utf16, utf16

_UNDERLINE = QTextCharFormat.UnderlineStyle


class _Marks(QSyntaxHighlighter):
    """Gives each place the look of its decision: wave undecided, struck out removed, plain line kept."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.review: Review | None = None
        self.lines: Lines | None = None
        self.current = -1
        self.is_covering = False
        self._looks: dict[tuple[Decision, bool], QTextCharFormat] = {}

    def forget_colours(self) -> None:
        """The colours are new."""
        self._looks.clear()

    def highlightBlock(self, text: str) -> None:
        review, lines = self.review, self.lines
        number = self.currentBlock().blockNumber()
        if review is None or lines is None or number >= len(lines.all):
            return
        line = lines.all[number]
        if line.text < 0:
            return
        if line.shape is Shape.HEADING:
            bold = QTextCharFormat()
            bold.setFontWeight(QFont.Weight.Bold)
            self.setFormat(0, utf16(text, len(text)), bold)
        for at in review.marks.places_between(line.text, line.start, line.end):
            place = review.marks.places[at]
            start, end = max(place.start, line.start) - line.start, min(place.end, line.end) - line.start
            if start < end:
                first = utf16(text, start)
                decision = review.marks.decisions[at]
                self.setFormat(first, utf16(text, end) - first, self._look(decision, is_current=at == self.current))

    def _look(self, decision: Decision, *, is_current: bool) -> QTextCharFormat:
        """Return how a place looks; made once, for a long table shows ten thousand."""
        look = self._looks.get((decision, is_current))
        if look is None:
            look = self._looks[decision, is_current] = _look(decision, is_current=is_current)
            if self.is_covering and decision is not Decision.KEEP:
                look.setForeground(look.background())
        return look


def _look(decision: Decision, *, is_current: bool) -> QTextCharFormat:
    colours = current_colours()
    ink, ground = {
        Decision.UNDECIDED: ("error", "error_soft"),
        Decision.REMOVE: ("muted", "hover"),
        Decision.KEEP: ("ok", "ok_soft"),
    }[decision]
    made = QTextCharFormat()
    made.setForeground(colours.colour(ink))
    made.setBackground(colours.colour(ground))
    if decision is Decision.REMOVE:
        made.setFontStrikeOut(True)
    else:
        line = _UNDERLINE.WaveUnderline if decision is Decision.UNDECIDED else _UNDERLINE.SingleUnderline
        made.setUnderlineStyle(line)
        made.setUnderlineColor(QColor(colours.colour(ink)))
    if is_current:
        made.setForeground(colours.colour("on_accent"))
        made.setBackground(colours.colour("accent"))
        made.setFontWeight(QFont.Weight.Bold)
    return made


class TextPane(ReadingPane):
    """Shows the texts of a review that has no pages.

    Signals:
        part_seen: a part of the text has been on the screen, every line of it.
        place_clicked: the number of a place.
    """

    part_seen = Signal(int)
    place_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Text of the file")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._marks = _Marks(self.document())
        self._unseen: dict[int, set[int]] = {}

    def show_review(self, review: Review | None) -> None:
        """Show the texts of another review, or none."""
        self._marks.review = None
        self._marks.forget_colours()
        lines = Lines(review) if review is not None else None
        self._marks.lines, self._marks.current = lines, -1
        self._unseen = {}
        self._set_stops()
        self.setPlainText(lines.words if lines is not None else "")
        if lines is None:
            return
        for number, sheet in enumerate(lines.sheet_of):
            if sheet:
                self._unseen.setdefault(sheet, set()).add(number)
        self._marks.review = review
        self._marks.rehighlight()

    def cover_words(self, cover: bool) -> None:
        """Cover what was found, or show it."""
        if cover != self._marks.is_covering:
            self._marks.is_covering = cover
            self._marks.forget_colours()
            self._marks.rehighlight()

    def show_place(self, place: int) -> None:
        """Bring a place into sight and mark it."""
        review, lines = self._marks.review, self._marks.lines
        if review is None or lines is None:
            return
        before, self._marks.current = self._marks.current, place
        for each in (before, place):
            self.draw_places([each])
        if place >= 0 and review.marks.unit(review.marks.places[place]).shown:
            there = review.marks.places[place]
            number = lines.line_of(there.text, there.start)
            block = self.document().findBlockByNumber(number)
            offset = utf16(block.text(), there.start - lines.all[number].start)
            self._go(block.position() + offset)

    def show_part(self, part: int) -> None:
        """Bring what was not yet seen of a part into sight."""
        left = self._unseen.get(part)
        if left:
            first = self.document().findBlockByNumber(min(left))
            self._go(first.position())
            self.verticalScrollBar().setValue(first.firstLineNumber())

    def draw_places(self, places: list[int]) -> None:
        """Draw again the lines in which places stand."""
        review, lines = self._marks.review, self._marks.lines
        if review is None or lines is None:
            return
        numbers: set[int] = set()
        for at in places:
            if at >= 0:
                place = review.marks.places[at]
                first, last = lines.line_of(place.text, place.start), lines.line_of(place.text, max(place.end - 1, 0))
                numbers.update(range(first, last + 1))
        for number in numbers:
            self._marks.rehighlightBlock(self.document().findBlockByNumber(number))

    def draw_all(self) -> None:
        """Draw every line again: the colours are new."""
        self._marks.forget_colours()
        self._marks.rehighlight()

    def forget_caret(self) -> None:
        """Put the caret at the beginning, and leave what is shown where it is."""
        shown = self.verticalScrollBar().value()
        self.setTextCursor(QTextCursor(self.document()))
        self.verticalScrollBar().setValue(shown)

    def chosen_words(self) -> str:
        """Return the words she selected."""
        return " ".join(self.textCursor().selectedText().split())

    def _set_stops(self) -> None:
        """Hold the columns of tables apart."""
        lines = self._marks.lines
        places = table_stops(lines, QFontMetricsF(self.font())) if lines is not None else []
        option = self.document().defaultTextOption()
        option.setTabs([QTextOption.Tab(place, QTextOption.TabType.LeftTab) for place in places])
        self.document().setDefaultTextOption(option)

    # Qt's side ------------------------------------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """Nothing of the file goes to a clipboard, not even to the one that a mere selection fills."""
        return QMimeData()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_marks"):
            self._set_stops()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_PageDown):
            bar.setValue(bar.value() + max(1, bar.pageStep() - 2))
        elif event.key() == Qt.Key.Key_PageUp:
            bar.setValue(bar.value() - max(1, bar.pageStep() - 2))
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            event.ignore()  # they go through the places of a word
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        review, lines = self._marks.review, self._marks.lines
        if review is None or lines is None or self.textCursor().hasSelection():
            return
        cursor = self.cursorForPosition(event.position().toPoint())
        line = lines.all[min(cursor.blockNumber(), len(lines.all) - 1)]
        offset = line.start + from_utf16(cursor.block().text(), cursor.positionInBlock())
        if line.text >= 0:
            for at in review.marks.places_between(line.text, offset, offset + 1):
                self.place_clicked.emit(at)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._note()

    # inside ---------------------------------------------------------------------------------------------------------

    def _go(self, position: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self.centerCursor()

    def _note(self) -> None:
        """Note which lines are on the screen; a part is seen when all of its lines were."""
        lines = self._marks.lines
        if lines is None or not self._unseen:
            return
        block, high = self.firstVisibleBlock(), self.viewport().height()
        offset = self.contentOffset()
        while block.isValid():
            room = self.blockBoundingGeometry(block).translated(offset)
            if room.top() > high:
                break
            if room.bottom() <= high or room.height() > high:
                self._strike(lines.sheet_of[min(block.blockNumber(), len(lines.sheet_of) - 1)], block.blockNumber())
            block = block.next()

    def _strike(self, part: int, number: int) -> None:
        left = self._unseen.get(part)
        if left is None:
            return
        left.discard(number)
        if not left:
            del self._unseen[part]
            self.part_seen.emit(part)
