"""A list, or the words that say why there is none. Unlike a stack it never wants the room of what is hidden."""

from PySide6.QtWidgets import QWidget

from ..widgets.empty_state import EmptyState
from ..widgets.surface import column


class ListOrEmpty(QWidget):
    """Shows the list or the empty state."""

    def __init__(self, empty: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.empty = empty
        self._list: QWidget | None = None
        self._column = column(self, spacing=0)
        self._column.addWidget(empty, 1)
        empty.hide()

    def set_list(self, widget: QWidget) -> None:
        """Hold *widget* as the list; the one before it is thrown away."""
        old, self._list = self._list, widget
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._column.addWidget(widget, 1)
        self.show_list(self.empty.isHidden())

    def show_list(self, shown: bool) -> None:
        """Show the list, or else the empty state."""
        self.empty.setVisible(not shown)
        if self._list is not None:
            self._list.setVisible(shown)

    @property
    def shows_list(self) -> bool:
        """True while the list is shown."""
        return self._list is not None and self.empty.isHidden()
