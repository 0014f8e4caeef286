"""A file dropped on the window reaches the page before any field can take its path for words."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from spoc_desk_ui.checking.drop import DropWatch


def drop_on(window: QWindow, mime: QMimeData) -> bool:
    """Drop something on a window as the system does; return whether it was taken."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    event.ignore()
    QApplication.sendEvent(window, event)
    return event.isAccepted()


@pytest.fixture
def line(qtbot: QtBot) -> QLineEdit:
    """Return a field that would take a dropped path as text."""
    made = QLineEdit()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_file_is_taken_and_the_field_stays_empty(line: QLineEdit, tmp_path: Path) -> None:
    window = line.windowHandle()
    assert window is not None
    taken: list[Path] = []
    watch = DropWatch(window, line)
    watch.dropped.connect(taken.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    mime.setText(str(tmp_path / "a.txt"))
    assert drop_on(window, mime)
    assert (taken, line.text()) == ([tmp_path / "a.txt"], "")


def test_words_are_left_to_the_field(line: QLineEdit) -> None:
    window = line.windowHandle()
    assert window is not None
    mime = QMimeData()
    mime.setText("words")
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    assert not DropWatch(window, line).eventFilter(window, event)
