"""The own views of a list: a small menu above the rows, and a panel over them that asks for a name."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from spoc_desk.errors import UserError

from ..lazy import load
from ..theme import M, S
from .announce import announce
from .buttons import Button
from .field import Field
from .record_table import RecordTable
from .surface import Surface, column, row
from .text_field import TextField
from .words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change, Done
    from spoc_desk.domain.saved_views import SavedView
    from spoc_desk.vault.vault import Vault

_ROOM = "spoc_desk.casework.saved_views"
_LETTERS = 14
"""In widths of the letter n: how much of a view's name the button shows."""
_BAR_LETTERS = 56
_KEPT = (
    "Kept for you alone: the filters you picked and the order. Words you typed to search are not kept. "
    "Name it after the work, never after a family."
)


class SavedViews(QObject):
    """Gives *table* its menu of views. *list_name* is one of casework.saved_views.LISTS.

    A page with tabs or ticks of its own hands in *state*, which returns what is picked as part → id of the choice, and
    *restore*, which picks that again; the parts are named apart from the columns. Everything else is here:

        self.views = SavedViews(self.table, "relay", state=self._picked, restore=self._pick)
    """

    def __init__(
        self,
        table: RecordTable[Any],  # Any: the rows of any list
        list_name: str,
        *,
        state: Callable[[], Mapping[str, str]] | None = None,
        restore: Callable[[Mapping[str, str]], None] | None = None,
    ) -> None:
        super().__init__(table)
        self._table = table
        self._list = list_name
        self._state = state
        self._restore = restore
        self._views: tuple[SavedView, ...] = ()
        self._session = table.model.session
        self.button = Button("Views", "quiet", icon_name="filter", parent=table)
        self.menu = QMenu(self.button)
        self.menu.setAccessibleName("Views of this list")
        self.bar = NameBar(self.button, table)
        self.bar.hide()
        self.menu.triggered.connect(self._on_chosen)
        self.button.clicked.connect(self.open_menu)
        self.bar.named.connect(self._on_named)
        self.bar.left.connect(self._on_left)
        table.top.addWidget(self.button)
        table.model.counted.connect(self._on_counted)
        self._session.changed.connect(self._on_changed)
        self._load()

    def open_menu(self) -> None:
        """Show the menu below the button."""
        self.fill_menu()
        corner = self.button.mapToGlobal(QPoint(0, self.button.height() + 2))
        self.menu.popup(corner - QPoint(max(self.menu.sizeHint().width() - self.button.width(), 0), 0))
        self.menu.setActiveAction(self.menu.actions()[0])

    def chosen(self) -> "SavedView | None":
        """Return the view that is shown now: the one with the same filters, order, tab and ticks."""
        shown, wanted = self._shown(), self._table.model.wanted
        for view in self._views:
            if (dict(_pairs(view)), view.sort, view.descending) == (shown, wanted.sort, wanted.descending):
                return view
        return None

    def pick(self, view: "SavedView") -> None:
        """Show the list as *view* says."""
        picked = dict(_pairs(view))
        columns = {each.id for each in self._table.model.columns if each.choices}
        if self._restore is not None:
            self._restore({part: choice for part, choice in picked.items() if part not in columns})
        filters = {part: choice for part, choice in picked.items() if part in columns}
        self._table.show_as(filters, view.sort, descending=view.descending)
        announce(self._table, f"View {view.name}")

    def fill_menu(self) -> None:
        """Put into the menu what can be done now."""
        self.menu.clear()
        chosen = self.chosen()
        for view in self._views:
            action = self._add(view.name, "pick", view)
            action.setCheckable(True)
            action.setChecked(view is chosen)
        if self._views:
            self.menu.addSeparator()
        self._add("Save what is shown as a view…", "save", None)
        if chosen is not None:
            self._add(f"Rename “{chosen.name}”…", "rename", chosen)
            self._add(f"Delete “{chosen.name}”…", "delete", chosen)

    # inside ---------------------------------------------------------------------------------------------------------

    def _shown(self) -> dict[str, str]:
        """Return what is picked now; what was typed into a line is left out."""
        columns = {each.id for each in self._table.model.columns if each.choices}
        filters = {part: text for part, text in self._table.model.wanted.filters.items() if part in columns}
        state = dict(self._state()) if self._state is not None else {}
        return {part: choice for part, choice in {**filters, **state}.items() if choice}

    def _add(self, words: str, wish: str, view: "SavedView | None") -> QAction:
        action = self.menu.addAction(_plain(words))
        action.setData((wish, view))
        return action

    def _on_chosen(self, action: QAction) -> None:
        wish, view = action.data()
        if wish == "pick":
            self.pick(view)
        else:
            self.bar.ask(wish, view)

    def _load(self) -> None:
        name = self._list

        def work(vault: "Vault") -> "tuple[SavedView, ...]":
            found: tuple[SavedView, ...] = load(_ROOM).saved_views(vault, name)
            return found

        self._session.run(work, self._on_loaded, _keep_quiet)

    def _on_loaded(self, views: "tuple[SavedView, ...]") -> None:
        if shiboken6.isValid(self.button):
            self._views = views
            self._say()

    def _on_changed(self, change: "Change") -> None:
        if change.what == "view":
            self._load()

    def _on_counted(self) -> None:
        self._say()

    def _say(self) -> None:
        chosen = self.chosen()
        words = f"View: {chosen.name}" if chosen is not None else "Views"
        metrics = self.button.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, metrics.horizontalAdvance("n" * _LETTERS))
        self.button.setText(_plain(shown))
        self.button.setAccessibleName(words)
        self.button.setToolTip(words if shown != words else "Show, save, rename or delete views of this list")

    def _on_named(self, wish: str, name: str, view: "SavedView | None") -> None:
        list_name, shown, wanted = self._list, self._shown(), self._table.model.wanted

        def work(vault: "Vault") -> "Done":
            room = load(_ROOM)
            done: Done
            if view is None:
                done = room.save_view(
                    vault, list_name=list_name, name=name, shown=shown, sort=wanted.sort, descending=wanted.descending
                )
            elif wish == "rename":
                done = room.rename_view(vault, view_id=view.id, name=name, version=view.version)
            else:
                done = room.delete_view(vault, view_id=view.id)
            return done

        self._session.change(work, self._on_done, self.bar.refuse)

    def _on_done(self, _done: "Done") -> None:
        if shiboken6.isValid(self.bar):
            self.bar.hide()
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left(self) -> None:
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)


class NameBar(Surface):
    """Asks for the name of a view, or whether to delete one. It lies over the rows, so nothing is pushed off the page.

    Signals:
        named: ("save", "rename" or "delete"; the name; the SavedView or None).
        left: she thought better of it.
    """

    named = Signal(str, str, object)
    left = Signal()

    def __init__(self, button: Button, parent: QWidget) -> None:
        super().__init__("pop", parent)
        self._button, self._room = button, parent
        parent.installEventFilter(self)
        self._wish = ""
        self._view: SavedView | None = None
        layout = column(self, margin=M, spacing=S)
        self.asked = Words(role="strong", parent=self)
        self.name = TextField(self)
        self.name.setMaxLength(60)
        self.field = Field("Name of the view", self.name, width="medium", parent=self)
        self.said = Words(_KEPT, "muted", parent=self)
        buttons = row(spacing=M)
        self.go = Button("Save the view", "primary", parent=self)
        self.stay = Button("Cancel", "quiet", parent=self)
        self.go.clicked.connect(self._on_go)
        self.stay.clicked.connect(self._on_stay)
        for button in (self.go, self.stay):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for part in (self.asked, self.field, self.said):
            layout.addWidget(part)
        layout.addLayout(buttons)

    def ask(self, wish: str, view: "SavedView | None" = None) -> None:
        """Ask: *wish* is "save", "rename" or "delete"."""
        self._wish, self._view = wish, view
        name = view.name if view is not None else ""
        deletes = wish == "delete"
        self.asked.say(f"Delete the view “{name}”? The list and its records stay as they are." if deletes else "")
        self.field.setVisible(not deletes)
        self.field.set_error("")
        self.said.setVisible(not deletes)
        self.name.set_value(name)
        self.go.setText({"save": "Save the view", "rename": "Rename the view"}.get(wish, "Delete the view"))
        self.go.set_kind("danger" if deletes else "primary")
        self.stay.setText("Keep it" if deletes else "Cancel")
        self.show()
        self._place()
        if deletes:
            self.stay.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self.asked.text())
        else:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.name.selectAll()

    def refuse(self, error: UserError) -> None:
        """Say what is wrong with the name."""
        if shiboken6.isValid(self):
            self.field.show()
            self.field.set_error(str(error))
            self._place()
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_stay()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.name.hasFocus():
            self._on_go()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        room, layout = self._room, self.layout()
        if layout is None:
            return
        width = min(room.width(), self.fontMetrics().horizontalAdvance("n" * _BAR_LETTERS))
        layout.activate()
        height = max(layout.totalHeightForWidth(width), layout.totalSizeHint().height())
        self.setGeometry(room.width() - width, self._below(), width, height)
        self.raise_()

    def _below(self) -> int:
        return self._button.mapTo(self._room, QPoint(0, self._button.height() + 2)).y()

    def _on_go(self) -> None:
        self.named.emit(self._wish, self.name.value(), self._view)

    def _on_stay(self) -> None:
        self.hide()
        self.left.emit()


def _pairs(view: "SavedView") -> list[tuple[str, str]]:
    parts = (each.partition("=") for each in view.shown)
    return [(part, choice) for part, _, choice in parts]


def _plain(words: str) -> str:
    """Return *words* for a menu or a button, where a single & would be a key."""
    return words.replace("&", "&&")


def _keep_quiet(_error: UserError) -> None:
    """The desk has locked: there is nobody to tell."""
