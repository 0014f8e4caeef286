"""Everything the keyboard and the menus can do, as data: text, shortcut, menu."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar

from .page import Place


@dataclass(frozen=True)
class Act:
    """One action. Its id is what `Actions.chosen` says."""

    id: str
    text: str
    shortcut: str = ""
    menu: str = ""
    line_before: bool = False


DESK, RECORD, GO, VIEW, HELP = "&Desk", "&Record", "&Go to", "&View", "&Help"
MENUS = (DESK, RECORD, GO, VIEW, HELP)

FIXED: tuple[Act, ...] = (
    Act("hide", "&Hide the screen", "F9", DESK),
    Act("lock", "&Lock", "Ctrl+L", DESK),
    Act("quit", "&Quit", "Ctrl+Q", DESK, line_before=True),
    Act("new", "&New", "Ctrl+N", RECORD),
    Act("save", "&Save", "Ctrl+S", RECORD),
    Act("print", "&Print", "Ctrl+P", RECORD),
    Act("filter", "&Filter this list", "Ctrl+F", RECORD, line_before=True),
    Act("undo", "&Undo the last step", "Ctrl+Shift+Z", RECORD),
    Act("find", "&Find a case, a record or an action", "Ctrl+K", GO),
    Act("back", "&Back", "Alt+Left", GO),
    Act("larger", "&Larger text", "Ctrl++", VIEW),
    Act("smaller", "&Smaller text", "Ctrl+-", VIEW),
    Act("normal", "&Usual text size", "Ctrl+0", VIEW),
    Act("look:system", "Colours of the s&ystem", "", VIEW, line_before=True),
    Act("look:light", "L&ight", "", VIEW),
    Act("look:dark", "&Dark", "", VIEW),
    Act("look:high_contrast", "&High contrast", "", VIEW),
    Act("help", "&Guide to this page", "F1", HELP),
    Act("help:when-something-leaks", "When something &leaks", "", HELP, line_before=True),
    Act("help:keyboard", "&Keys of the keyboard", "", HELP),
    Act("place:whistleblowing", "&Whistleblowing", "", HELP),
    Act("help:index", "Guide from the &beginning", "", HELP),
)

WRITING = frozenset({"new", "save", "undo"})
"""The actions of who records something."""


def place_acts(places: Sequence[Place]) -> tuple[Act, ...]:
    """Return one action per place on the rail: Ctrl+1, Ctrl+2, …"""
    shown = [place for place in places if place.on_rail]
    return tuple(
        Act(f"place:{place.name}", place.title, f"Ctrl+{number}" if number < 10 else "", GO, line_before=number == 1)
        for number, place in enumerate(shown, 1)
    )


class Actions(QObject):
    """The actions of the open desk.

    Signals:
        chosen: the id of an action, from a menu, a key or the command box.
    """

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], parent: QObject | None = None, *, reads_only: bool = False) -> None:
        """*reads_only*: somebody who records nothing has no menu entry and no key for it."""
        super().__init__(parent)
        every = (*FIXED, *place_acts(places))
        self._by_id = {act.id: self._action(act) for act in every}
        self.acts = tuple(act for act in every if not (reads_only and act.id in WRITING))

    def action(self, act_id: str) -> QAction:
        """Return the QAction of one id."""
        return self._by_id[act_id]

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into its menu."""
        for title in MENUS:
            menu = bar.addMenu(title)
            for act in self.acts:
                if act.menu != title:
                    continue
                if act.line_before:
                    menu.addSeparator()
                menu.addAction(self._by_id[act.id])

    def _action(self, act: Act) -> QAction:
        action = QAction(act.text, self)
        action.setData(act.id)
        if act.shortcut:
            action.setShortcuts([QKeySequence(key) for key in _keys(act.shortcut)])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(self._on_triggered)
        return action

    def _on_triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.chosen.emit(str(sender.data()))


def _keys(shortcut: str) -> tuple[str, ...]:
    # On most keyboards + is Shift+=, and people press Ctrl+= for it.
    return ("Ctrl++", "Ctrl+=") if shortcut == "Ctrl++" else (shortcut,)
