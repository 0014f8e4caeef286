"""Several ticks, with a search line and a count where the list is long."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..theme import S
from .answering import Answer, as_ids
from .marks import Tick
from .surface import column
from .text_field import TextField
from .words import Words

SEARCH_FROM = 12


class TickList(QWidget):
    """Tick what is so. Space ticks; the answer is a tuple of ids in the order of the list.

    Signals:
        edited: the person ticked or unticked something.
    """

    edited = Signal()

    def __init__(self, choices: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: dict[str, Tick] = {}
        layout = column(self, spacing=0)
        self._search = TextField(self)
        self._search.setPlaceholderText("Type to search this list")
        self._search.setAccessibleName("Search this list")
        self._search.textChanged.connect(self._on_searched)
        self._count = Words(role="small", wrap=False, parent=self)
        layout.addWidget(self._search)
        layout.addWidget(self._count)
        layout.addSpacing(S)
        for choice_id, label in choices:
            tick = Tick(label, self)
            tick.clicked.connect(self._on_clicked)
            self._ticks[choice_id] = tick
            layout.addWidget(tick)
        long = len(self._ticks) > SEARCH_FROM
        self._search.setVisible(long)
        self._count.setVisible(long)
        self._say_count()
        self.setFocusProxy(self.text_edit())

    def value(self) -> tuple[str, ...]:
        """Return the ids of the ticks."""
        return tuple(choice for choice, tick in self._ticks.items() if tick.isChecked())

    def set_value(self, value: Answer) -> None:
        """Tick the ids in *value* and no others."""
        wanted = set(as_ids(value))
        for choice, tick in self._ticks.items():
            tick.setChecked(choice in wanted)
        self._say_count()

    def text_edit(self) -> QWidget:
        """Return the search line of a long list, the first tick of a short one."""
        if len(self._ticks) > SEARCH_FROM:
            return self._search
        return next(iter(self._ticks.values()), self._search)

    def _on_clicked(self) -> None:
        self._say_count()
        self.edited.emit()

    def _on_searched(self, text: str) -> None:
        words = text.casefold().split()
        for tick in self._ticks.values():
            tick.setVisible(all(word in tick.text().casefold() for word in words))

    def _say_count(self) -> None:
        self._count.setText(f"{len(self.value())} of {len(self._ticks)} ticked")
