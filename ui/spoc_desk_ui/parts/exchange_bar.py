"""Above the matrix: its views as tabs, and what can be done, each with its key."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QTabBar, QWidget

from ..absence import leave_out
from ..forms.flow import Flow
from ..models.register_rows import ALL, OUTSTANDING
from ..theme import M, S
from ..widgets.buttons import Button
from ..widgets.surface import row

ACTS = (
    ("hand", "Record a hand", "R", "primary"),
    ("chase", "Chase", "C", ""),
    ("add", "Add a record", "A", ""),
    ("escalate", "Escalate…", "D", ""),
    ("print", "Print", "P", ""),
)


class ExchangeBar(QWidget):
    """Tabs at the left, buttons at the right; more lines where there is no room for one.

    Signals:
        view_chosen: "outstanding", "all" or the id of a person.
        acted: "hand", "chase", "add", "escalate" or "print".
        print_chosen: the kind of document.
    """

    view_chosen = Signal(str)
    acted = Signal(str)
    print_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: QBoxLayout = row(self, spacing=M)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("Which records")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.currentChanged.connect(self._on_current_changed)
        self._acts = QWidget(self)
        flow = Flow(self._acts, spacing=S)
        self.buttons: dict[str, Button] = {}
        for act, words, key, kind in ACTS:
            button = Button(f"{words}  {key}", kind, parent=self._acts)
            button.setAccessibleName(words)
            button.setAccessibleDescription(f"Key {key}")
            button.setProperty("act", act)
            button.clicked.connect(self._on_clicked)
            self.buttons[act] = button
            flow.addWidget(button)
        self._layout.addWidget(self.tabs, 1)
        self._layout.addWidget(self._acts)
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_print_chosen)

    def view(self) -> str:
        """Return which view is chosen."""
        return str(self.tabs.tabData(self.tabs.currentIndex()) or OUTSTANDING)

    def show_views(self, outstanding: int, total: int, people: Sequence[tuple[str, str]]) -> None:
        """Show the tabs with their counts; the chosen view stays chosen where it is still there."""
        views = [(OUTSTANDING, f"Outstanding {outstanding}"), (ALL, f"All {total}")]
        views += list(people)
        kept = self.view()
        self.tabs.blockSignals(True)
        while self.tabs.count() > len(views):
            self.tabs.removeTab(self.tabs.count() - 1)
        for place, (view, words) in enumerate(views):
            if place == self.tabs.count():
                self.tabs.addTab(words)
            self.tabs.setTabText(place, words)
            self.tabs.setAccessibleTabName(place, words if view in (OUTSTANDING, ALL) else f"For {words}")
            self.tabs.setTabData(place, view)
        ids = [view for view, _ in views]
        self.tabs.setCurrentIndex(ids.index(kept) if kept in ids else 0)
        self.tabs.blockSignals(False)
        self._arrange()

    def choose(self, view: str) -> None:
        """Choose a view."""
        for place in range(self.tabs.count()):
            if self.tabs.tabData(place) == view:
                self.tabs.setCurrentIndex(place)

    def show_acts(self, *, hand: bool, chase: bool, add: bool) -> None:
        """Say which acts are possible with what is selected."""
        for act, possible in (("hand", hand), ("chase", chase), ("add", add)):
            self.buttons[act].setEnabled(possible)

    def leave_out_acts(self) -> None:
        """Leave only what reads: the views and the papers."""
        leave_out(*(button for act, button in self.buttons.items() if act != "print"))

    def ask_what_to_print(self, documents: Sequence[tuple[str, str]]) -> None:
        """Open the list of documents below the print button."""
        self._menu.clear()
        for kind, words in documents:
            self._menu.addAction(words).setData(kind)
        button = self.buttons["print"]
        self._menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))
        if self._menu.actions():
            self._menu.setActiveAction(self._menu.actions()[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        acts = sum(button.sizeHint().width() + S for button in shown)
        two_lines = self.tabs.sizeHint().width() + acts + M > max(self.width(), 1)
        side = QBoxLayout.Direction.TopToBottom if two_lines else QBoxLayout.Direction.LeftToRight
        self._acts.setMinimumWidth(0 if two_lines else acts)
        if self._layout.direction() != side:
            self._layout.setDirection(side)

    def _on_current_changed(self, _place: int) -> None:
        self.view_chosen.emit(self.view())

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.acted.emit(str(sender.property("act")))

    def _on_print_chosen(self, action: QAction) -> None:
        self.print_chosen.emit(str(action.data()))
