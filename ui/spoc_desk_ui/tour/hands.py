"""How a hand works the window: it presses what can be seen by its words, answers questions by typing and choosing."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)

from ..caret import caret_of
from ..forms.moment_field import MomentField
from ..forms.question_row import QuestionRow
from ..forms.row_line import RowLine
from ..forms.rows_field import RowsField
from ..parts.question_grid import QuestionGrid
from ..widgets.answering import Answering
from ..widgets.choice_box import ChoiceBox
from ..widgets.field import Field
from ..widgets.marks import Option, Tick
from ..widgets.text_field import TextField
from ..widgets.tick_list import TickList
from ..window import Window
from ..wizard.step import Step
from .fingers import StoryStopped, choose, row_of, row_words, type_anew

Given = str | Sequence[str]
Found = TypeVar("Found", bound=QWidget)
_LEFT = Qt.MouseButton.LeftButton
_MARK = QPoint(8, 12)


class Hands:
    """Two hands and two eyes. Nothing here knows what a page is called inside: only what it shows."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.last = "the start"

    # looking --------------------------------------------------------------------------------------------------------

    def sees(self, words: str) -> bool:
        """Say whether a button with these words can be pressed."""
        return any(_says(button, words) and button.isEnabled() for button in self._visible(QAbstractButton))

    def reads(self, words: str) -> bool:
        """Say whether *words* stand anywhere in the window."""
        return any(words in _shown_text(each) for each in self._visible(QWidget))

    def field(self, question: str) -> Field:
        """Return the field of a question that is asked now, by its id or by its label."""
        for field, name in self._fields():
            if question in (name, _plain(field.label.text())):
                return field
        raise StoryStopped(f"the question “{question}” is not asked here")

    def asks(self, question: str) -> bool:
        """Say whether a question is asked now."""
        return any(question in (name, _plain(field.label.text())) for field, name in self._fields())

    def texts(self, described: str) -> tuple[str, ...]:
        """Return the words of the labels whose description begins so: the groups of the recovery code."""
        labels = [each for each in self._visible(QLabel) if each.accessibleDescription().startswith(described)]
        return tuple(each.text() for each in sorted(labels, key=lambda label: label.accessibleDescription()))

    def buttons(self, words: str) -> int:
        """Return how many buttons say *words* and can be pressed."""
        return sum(_says(each, words) and each.isEnabled() for each in self._visible(QAbstractButton))

    def unticked(self, words: str) -> tuple[QAbstractButton, ...]:
        """Return the boxes with these words that are not ticked yet, from the top."""
        found = [each for each in self._visible(Tick) if _says(each, words) and not each.isChecked()]
        return tuple(sorted(found, key=self._place_of))

    def problems(self) -> str:
        """Return what the fields that can be seen complain about."""
        return "; ".join(dict.fromkeys(each.error for each in self._visible(Field) if each.error))

    def expect(self, question: str, text: str) -> None:
        """Stop the story where a question does not hold *text*."""
        found = self.field(question).value()
        if found != text:
            raise StoryStopped(f"“{question}” holds “{found}”, not “{text}”")

    def expect_caret(self, question: str, place: int) -> None:
        """Stop the story where the caret is not at *place* of a question."""
        edit = self.field(question).inner.text_edit()
        if not edit.hasFocus() or caret_of(edit) != place:
            raise StoryStopped(f"the caret is not at letter {place} of “{question}”, but at {caret_of(edit)}")

    # pressing -------------------------------------------------------------------------------------------------------

    def press(self, words: str, number: int = 0) -> None:
        """Press the button that says *words*; *number* counts from the top where several do."""
        self.last = f"press {words}"
        able = [each for each in self._visible(QAbstractButton) if _says(each, words) and each.isEnabled()]
        if len(able) <= number:
            blocked = any(_says(each, words) for each in self._visible(QAbstractButton))
            raise StoryStopped(f"the button “{words}” {'cannot be pressed yet' if blocked else 'is not here'}")
        able.sort(key=self._place_of)
        self.click(able[number])

    def click(self, button: QAbstractButton) -> None:
        """Click on a button that was found; on a box or a round choice, on its mark."""
        self._reveal(button)
        _lay_out()
        spot = _MARK if isinstance(button, Tick | Option) else button.rect().center()
        QTest.mouseClick(button, _LEFT, Qt.KeyboardModifier.NoModifier, spot)

    def tab(self, words: str) -> None:
        """Open the tab that begins with *words*."""
        self.last = f"tab {words}"
        for bar in self._visible(QTabBar):
            for place in range(bar.count()):
                if bar.tabText(place).replace("&", "").startswith(words):
                    if not bar.rect().contains(bar.tabRect(place).center()):
                        bar.setCurrentIndex(place)  # scrolled out of sight: the arrows of the bar lead there
                    else:
                        QTest.mouseClick(bar, _LEFT, Qt.KeyboardModifier.NoModifier, bar.tabRect(place).center())
                    return
        raise StoryStopped(f"there is no tab “{words}”")

    def choose_in_menu(self, words: str) -> None:
        """Choose a line of the open menu."""
        self.last = f"menu {words}"
        for menu in (each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()):
            for action in menu.actions():
                if action.text().replace("&", "").startswith(words):
                    QTest.mouseClick(menu, _LEFT, Qt.KeyboardModifier.NoModifier, menu.actionGeometry(action).center())
                    return
        raise StoryStopped(f"no open menu says “{words}”")

    # keys -----------------------------------------------------------------------------------------------------------

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.last = f"key {key.name}"
        QTest.keyClick(self._focused(), key, modifier)

    def control(self, key: Qt.Key) -> None:
        """Press a key with Control."""
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def type_text(self, text: str) -> None:
        """Type letters where the focus is."""
        self.last = "typing"
        QTest.keyClicks(self._focused(), text)

    def find(self, words: str) -> None:
        """Type into the box that finds everything; Enter is for later, when the hits are there."""
        self.control(Qt.Key.Key_K)
        self.type_text(words)

    # answering ------------------------------------------------------------------------------------------------------

    def answer(self, **answers: Given) -> None:
        """Answer questions one after the other by id: an answer may open the next question."""
        for question, given in answers.items():
            self.last = f"answer {question}"
            _lay_out()
            field = self.field(question)
            self._reveal(field)
            self._give(field.inner, given, question)

    def answer_rows(self, section: str, rows: Sequence[Mapping[str, Given]], add: str) -> None:
        """Fill the rows of a table on a form; *add* is what the button says that makes one more."""
        self.last = f"rows {section}"
        table = next((each for each in self._visible(RowsField) if each.accessibleName() == section), None)
        if table is None:
            raise StoryStopped(f"there is no table “{section}” on this form")
        for number, row in enumerate(rows):
            lines = _lines(table)
            if number >= len(lines):
                self.press(add)
                _lay_out()
                lines = _lines(table)
            for question, given in row.items():
                self._reveal(lines[number])
                self._give(lines[number].inputs[question], given, question)

    def write(self, question: str, text: str) -> None:
        """Go on writing at the caret of a question, without emptying it first."""
        self.last = f"write {question}"
        edit = self.field(question).inner.text_edit()
        self._reveal(edit)
        if not edit.hasFocus():
            edit.setFocus(Qt.FocusReason.MouseFocusReason)
        QTest.keyClicks(edit, text)

    def fill(self, called: str, given: Given) -> None:
        """Answer what stands outside of a form, by what a screen reader calls it."""
        self.last = f"fill {called}"
        for each in self._visible(QWidget):
            if each.accessibleName() == called and isinstance(each, TextField | ChoiceBox):
                self._reveal(each)
                self._give(each, given, called)
                return
        raise StoryStopped(f"nothing here is called “{called}”")

    # tables ---------------------------------------------------------------------------------------------------------

    def pick(self, *words: str, view: QTableView | None = None, extend: bool = False) -> None:
        """Click on the row that holds all of *words*; *extend* adds it to those that are selected."""
        self.last = f"row {' '.join(words)}"
        table, row = self._row(words, view)
        modifier = Qt.KeyboardModifier.ControlModifier if extend else Qt.KeyboardModifier.NoModifier
        self._click(table, row, 0, modifier)

    def walk_to(self, words: str) -> None:
        """Go down a list by its arrow key, from the top, to the line that says *words*."""
        self.last = f"line {words}"
        view = next(iter(self._visible(QListView)), None)
        if view is None:
            raise StoryStopped("there is no list here")
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        QTest.keyClick(view, Qt.Key.Key_Home)
        while words not in str(view.currentIndex().data() or ""):
            before = view.currentIndex().row()
            QTest.keyClick(view, Qt.Key.Key_Down)
            if view.currentIndex().row() == before:
                raise StoryStopped(f"no line says “{words}”")

    def line(self, words: str) -> None:
        """Click on the line of a list that begins with *words*: a section of a referral."""
        self.last = f"line {words}"
        for view in self._visible(QListView):
            model = view.model()
            for row in range(model.rowCount()):
                index = model.index(row, 0)
                if str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "").startswith(words):
                    view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
                    spot = view.visualRect(index).center()
                    QTest.mouseClick(view.viewport(), _LEFT, Qt.KeyboardModifier.NoModifier, spot)
                    return
        raise StoryStopped(f"no list has the line “{words}”")

    def rows(self) -> int:
        """Return how many rows the table shows."""
        return self._table().model().rowCount()

    def pick_number(self, row: int) -> None:
        """Click on a row by its place from 0."""
        self.last = f"row {row + 1}"
        self._click(self._table(), row, 0, Qt.KeyboardModifier.NoModifier)

    def pick_all(self) -> None:
        """Select every row."""
        self.pick_number(0)
        self.control(Qt.Key.Key_A)

    def row_says(self, *words: str) -> bool:
        """Say whether the current row holds one of *words*."""
        table = self._table()
        return any(word in row_words(table, table.currentIndex().row()) for word in words)

    def pick_cell(self, row_words: str, column_words: str, *, extend: bool = False) -> None:
        """Click on the cell where a row and a column meet."""
        self.last = f"cell {row_words}, {column_words}"
        table, row = self._row((row_words,), None)
        model = table.model()
        for column in range(model.columnCount()):
            title = str(model.headerData(column, Qt.Orientation.Horizontal) or "").replace("\n", " ")
            if title.startswith(column_words):
                modifier = Qt.KeyboardModifier.ControlModifier if extend else Qt.KeyboardModifier.NoModifier
                self._click(table, row, column, modifier)
                return
        raise StoryStopped(f"no column says “{column_words}”")

    def has_row(self, *words: str) -> bool:
        """Say whether a row with all of *words* is shown in a table."""
        return any(row_of(view, words) >= 0 for view in self._visible(QTableView))

    # files ----------------------------------------------------------------------------------------------------------

    def save_as(self, path: Path) -> None:
        """Type a file name into the dialog that asks for it."""
        self.last = f"save as {path.name}"
        dialog = next((each for each in self._window.findChildren(QFileDialog) if each.isVisible()), None)
        line = dialog.findChild(QLineEdit, "fileNameEdit") if dialog is not None else None
        if line is None:
            raise StoryStopped("nothing asks where to save")
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, str(path))
        QTest.keyClick(line, Qt.Key.Key_Return)

    # inside ---------------------------------------------------------------------------------------------------------

    def _visible(self, kind: type[Found]) -> list[Found]:
        tops = [self._window, *(each for each in QApplication.topLevelWidgets() if each is not self._window)]
        return [each for top in tops for each in top.findChildren(kind) if each.isVisible()]

    def _fields(self) -> Iterator[tuple[Field, str]]:
        for line in self._visible(QuestionRow):
            yield line.field, line.question.id
        for grid in self._visible(QuestionGrid):
            yield from ((grid.fields[name], name) for name in grid.shown)
        for step in self._visible(Step):
            yield from ((field, name) for name, field in step.fields.items())
        for field in self._visible(Field):
            yield field, ""

    def _give(self, inner: Answering, given: Given, question: str) -> None:
        if isinstance(inner, ChoiceBox):
            choose(inner, str(given), question)
        elif isinstance(inner, TickList):
            for words in (given,) if isinstance(given, str) else given:
                self._click_one(inner, Tick, words, question)
        elif isinstance(inner, MomentField):
            day, _, time = str(given).rpartition(" ")
            type_anew(inner.text_edit(), day)
            type_anew(inner.time_edit(), time)
        elif isinstance(inner, QWidget) and inner.findChildren(Option):
            self._click_one(inner, Option, str(given), question)
        else:
            type_anew(inner.text_edit(), str(given))

    def _click_one(self, inner: QWidget, kind: type[QAbstractButton], words: str, question: str) -> None:
        for mark in inner.findChildren(kind):
            if words in (_plain(mark.text()), mark.property("choice")):
                self.click(mark)
                if not mark.isChecked():
                    raise StoryStopped(f"the click on “{words}” missed")
                return
        raise StoryStopped(f"“{words}” is no answer to “{question}”")

    def _table(self) -> QTableView:
        """Return the table with the focus, or the first one."""
        tables = self._visible(QTableView)
        if not tables:
            raise StoryStopped("there is no table here")
        return next((each for each in tables if each.hasFocus()), tables[0])

    def _row(self, words: Sequence[str], view: QTableView | None) -> tuple[QTableView, int]:
        views = [view] if view is not None else self._visible(QTableView)
        for each in views:
            row = row_of(each, words)
            if row >= 0:
                return each, row
        raise StoryStopped(f"no row says “{' '.join(words)}”")

    def _click(self, table: QTableView, row: int, column: int, modifier: Qt.KeyboardModifier) -> None:
        index = table.model().index(row, column)
        table.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        table.setFocus(Qt.FocusReason.MouseFocusReason)
        QTest.mouseClick(table.viewport(), _LEFT, modifier, table.visualRect(index).center())

    def _focused(self) -> QWidget:
        return self._window.focusWidget() or QApplication.focusWidget() or self._window

    def _place_of(self, widget: QWidget) -> tuple[int, int]:
        corner = widget.mapTo(widget.window(), QPoint(0, 0))
        return corner.y(), corner.x()

    def _reveal(self, widget: QWidget) -> None:
        """Scroll to *widget*, as the eye would."""
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget, 0, 60)
            above = above.parentWidget()


def _lay_out() -> None:
    """Let what has just appeared take its place, so that it can be hit."""
    QCoreApplication.sendPostedEvents()


def _lines(table: RowsField) -> list[RowLine]:
    return [each for each in table.findChildren(RowLine) if not each.isHidden()]


def _says(button: QAbstractButton, words: str) -> bool:
    return words in (_plain(button.text()), button.accessibleName())


def _plain(text: str) -> str:
    """Return the words of a button or label without its mnemonic, its dots, and what only says it may be left out."""
    return text.replace("&", "").removesuffix("…").removesuffix(" (optional)").strip()


def _shown_text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) and isinstance(text(), str) else ""
