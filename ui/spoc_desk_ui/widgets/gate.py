"""The quiet frame around the pages before the desk is open: one sheet in the middle of an empty window."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from ..theme import BODY_POINTS, XL, L
from .surface import Surface, column, row


class Gate(Surface):
    """A sheet of *width* (at 100 % text) in the middle; fill `column`. *anchored*: its top edge stays where it is."""

    def __init__(self, width: int, parent: QWidget | None = None, *, anchored: bool = False) -> None:
        super().__init__("gate", parent)
        self._width = width
        outer = column(self)
        self._scroll = scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(scroll)
        room = Surface("gate")
        scroll.setWidget(room)
        middle = column(room, margin=XL)
        if anchored:
            middle.addSpacing(XL)
        else:
            middle.addStretch(2)
        across = row()
        across.addStretch(1)
        self.sheet = Surface("sheet", room)
        self.column = column(self.sheet, margin=XL + 8, spacing=L)
        across.addWidget(self.sheet)
        across.addStretch(1)
        middle.addLayout(across)
        middle.addStretch(3)
        self._fit()

    def scroll_to_top(self) -> None:
        """Show the top of the sheet."""
        self._scroll.verticalScrollBar().setValue(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        scale = self.font().pointSizeF() / BODY_POINTS
        self.sheet.setFixedWidth(min(round(self._width * max(scale, 1.0)), 1180))
