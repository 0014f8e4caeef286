"""Tab goes as one reads, also where a part of the page was drawn later than what stands below it."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def read_on(*parts: QWidget) -> None:
    """Let Tab go through these parts in their order; what a part holds goes in the order in which it was made."""
    for before, after in pairwise(each for part in parts for each in _stops(part)):
        QWidget.setTabOrder(before, after)


def _stops(part: QWidget) -> list[QWidget]:
    window = part.window()
    inside = (each for each in (part, *part.findChildren(QWidget)) if each.window() is window)  # no list that pops up
    return [each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None]
