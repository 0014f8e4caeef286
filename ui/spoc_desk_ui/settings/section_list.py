"""The list of sections at the left of the settings page."""

from collections.abc import Sequence
from string import Template

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from ..colours import current_colours
from ..theme import M, S

_STYLE = f"""QListWidget {{ padding: 0 {S}px; }}
QListWidget::item {{ padding: 7px {M}px; border-radius: 6px; margin: 1px 0; }}
QListWidget::item:hover {{ background: $hover; }}
QListWidget::item:selected {{ background: $accent_soft; color: $accent; }}"""


class SectionList(QListWidget):
    """One line for each section; the arrows move through them.

    Signals:
        chosen: the key of the section.
    """

    chosen = Signal(str)

    def __init__(self, sections: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Sections of the settings")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for key, title in sections:
            item = QListWidgetItem(title, self)
            item.setData(Qt.ItemDataRole.UserRole, key)
        self.currentItemChanged.connect(self._on_changed)
        self._fit()
        self._colour()

    def show_current(self, key: str) -> None:
        """Mark *key* as the section that is shown, without a signal."""
        self.blockSignals(True)
        for number in range(self.count()):
            if self.item(number).data(Qt.ItemDataRole.UserRole) == key:
                self.setCurrentRow(number)
        self.blockSignals(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        elif event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        colours = current_colours()
        style = Template(_STYLE).substitute(hover=colours.hover, accent_soft=colours.accent_soft, accent=colours.accent)
        if style != self.styleSheet():
            self.setStyleSheet(style)

    def _fit(self) -> None:
        widest = max(self.fontMetrics().horizontalAdvance(self.item(n).text()) for n in range(self.count()))
        self.setFixedWidth(widest + 2 * M + 2 * S + 24)

    def _on_changed(self, current: QListWidgetItem | None) -> None:
        if current is not None:
            self.chosen.emit(str(current.data(Qt.ItemDataRole.UserRole)))
