"""How one field is filled in by hand: a list by its arrow keys, a text letter by letter; how a row is found."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget

from ..widgets.choice_box import ChoiceBox


class StoryStopped(Exception):
    """The script asked for something that is not on the screen."""


def choose(box: ChoiceBox, wanted: str, question: str) -> None:
    """Choose with the arrow keys, as somebody does who does not want to miss the line."""
    labels = [box.itemText(place) for place in range(box.count())]
    ids = [str(box.itemData(place) or "") for place in range(box.count())]
    places = [place for place in range(box.count()) if wanted in (ids[place], labels[place])]
    places = places or [place for place, label in enumerate(labels) if wanted and label.startswith(wanted)]
    if not places:
        raise StoryStopped(f"“{wanted}” is not in the list of “{question}”")
    box.setFocus(Qt.FocusReason.TabFocusReason)
    while box.currentIndex() != places[0]:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down if before < places[0] else Qt.Key.Key_Up)
        if box.currentIndex() == before:
            raise StoryStopped(f"the list of “{question}” does not move")


def type_anew(edit: QWidget, text: str) -> None:
    """Empty a field and type *text*."""
    edit.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClicks(edit, text)


def row_of(view: QTableView, words: Sequence[str]) -> int:
    """Return the first row of a table that holds all of *words*, or -1."""
    for row in range(view.model().rowCount()):
        shown = row_words(view, row)
        if all(word in shown for word in words):
            return row
    return -1


def row_words(view: QTableView, row: int) -> str:
    """Return what a row of a table says."""
    model = view.model()
    return " | ".join(str(model.index(row, column).data() or "") for column in range(model.columnCount()))
