"""The rows of the house table and its heading: how much room they would like to have."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTableView

from .words import Words


class TableView(QTableView):
    """The rows, with the height they would like to have."""

    wanted_height = 192

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.wanted_height)


class TableTitle(Words):
    """A heading that would like to stand in one line, and wraps where it cannot."""

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())
