"""The open desk: the rail of places, the bar with the command box, notices, and one page at a time."""

from collections.abc import Callable, Mapping, Sequence
from operator import methodcaller
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from .actions import Actions
from .guide.contents import ids_for
from .notices import NoticeArea
from .page import Page, Place, Tools
from .return_place import Spot, go_back_to, keep_spot, kept_spot, spot_on
from .theme import XL, L, M, S
from .widgets.announce import announce
from .widgets.buttons import Button, IconButton
from .widgets.command_box import CommandBox, Hit
from .widgets.rail import Rail
from .widgets.surface import Surface, column, row
from .widgets.toast import Toast
from .widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

FIRST = "today"
_PAGE_ACTS: dict[str, Callable[[Page], bool]] = {
    "new": methodcaller("new_requested"),
    "save": methodcaller("save_requested"),
    "print": methodcaller("print_requested"),
    "filter": methodcaller("filter_requested"),
}


class Shell(Surface):
    """Hosts pages and routes between them; knows nothing of what they show.

    Signals:
        hide_requested, lock_requested: the buttons in the bar.
        reference_changed: the case reference for the window's title.
    """

    hide_requested = Signal()
    lock_requested = Signal()
    reference_changed = Signal(str)

    def __init__(self, tools: Tools, places: Sequence[Place], actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("base", parent)
        self._tools = tools
        self._actions = actions
        self._places = {place.name: place for place in places}
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._history: list[tuple[str, dict[str, str]]] = []
        self._resuming: Spot | None = None
        self._finder: Callable[[Vault, str], Sequence[Hit]] | None = None
        self._build()
        tools.session.saved.connect(self._on_saved)
        tools.session.settled.connect(self._on_settled)
        tools.session.failed.connect(self.notices.show_error)

    # for the composition root ---------------------------------------------------------------------------------------

    def set_finder(self, finder: "Callable[[Vault, str], Sequence[Hit]]") -> None:
        """Let the command box look for cases and records: *finder* runs on the vault's thread."""
        self._finder = finder

    def start(self) -> None:
        """Show where she was when the desk locked, or *Today*; and say where the vault's disk has little room left."""
        if self._tools.session.room_words:
            self.notices.show_words(self._tools.session.room_words, "warn", key="room")
        self._tools.session.run(kept_spot, self._on_spot)

    def say_who(self, words: str) -> None:
        """Show the roles of the person at the desk."""
        self.rail.who.say(words)

    def say_lock(self, minutes: int) -> None:
        """Show in how many minutes the desk locks if unused."""
        self.rail.lock_words.say(f"Locks in {minutes} min if unused")

    def warn_of_lock(self, seconds: int, stay: Callable[[], None]) -> None:
        """Say that the desk locks soon and offer to stay; 0 seconds takes the warning away."""
        if seconds == 0:
            self.notices.take_away("lock")
            return
        rounded = 60 if seconds > 30 else 30 if seconds > 10 else 10
        words = f"The desk locks in less than {rounded} seconds. What you typed is kept."
        self.notices.show_words(words, "warn", key="lock", action="Stay", on_act=stay)

    def keep_everything(self) -> None:
        """Send half-typed text and the present spot to the vault: called just before a lock."""
        for page in self._pages.values():
            page.keep_text()
        page_now = self.current_page()
        if page_now is None or not page_now.leaves_a_trace:
            return
        spot = spot_on(page_now, self._current, page_now.open_ids(), QApplication.focusWidget())
        moment = self._tools.session.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        self._tools.session.run(lambda vault: keep_spot(vault, spot, moment))

    # places ---------------------------------------------------------------------------------------------------------

    def open_place(self, place: str, **ids: str) -> None:
        """Show a place, remembering the way back."""
        if self._current:
            page = self._pages[self._current]
            page.keep_text()
            self._history.append((self._current, page.open_ids()))
        self._show(place, ids)

    def go_back(self) -> None:
        """Show the place before this one."""
        if self._history:
            place, ids = self._history.pop()
            self._show(place, ids)

    @property
    def current_place(self) -> str:
        """The name of the place shown."""
        return self._current

    @property
    def page_acts(self) -> frozenset[str]:
        """The ids of the actions that a page answers."""
        return frozenset(_PAGE_ACTS)

    def current_page(self) -> Page | None:
        """Return the page shown."""
        return self._pages.get(self._current)

    def set_count(self, place: str, count: int) -> None:
        """Show on the rail how many things wait at a place."""
        self.rail.set_count(place, count)

    def act(self, act_id: str) -> None:
        """Do what an action of the page or of the desk asks; the composition root does the rest."""
        page = self.current_page()
        if act_id.startswith("place:"):
            self.open_place(act_id.removeprefix("place:"))
        elif act_id == "find":
            self.toast.put_away()  # it lies over the box
            self.command.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif act_id == "back":
            self.go_back()
        elif act_id == "undo":
            self.toast.undo()
        elif act_id == "help":
            self.open_place("help", **ids_for(f"{self._current}/{page.topic() if page is not None else ''}"))
        elif act_id.startswith("help:"):
            self.open_place("help", page=act_id.removeprefix("help:"))
        elif page is not None and act_id in _PAGE_ACTS and not _PAGE_ACTS[act_id](page):
            announce(self, "There is nothing to do for this key on this page")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.command.hasFocus():
            self._focus_page()
            return
        super().keyPressEvent(event)

    # inside ---------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        across = row(self, spacing=0)
        self.rail = Rail(self)
        for place in self._places.values():
            if place.on_rail:
                self.rail.add(place.name, place.title, place.icon)
        self.rail.chosen.connect(self.open_place)
        across.addWidget(self.rail)
        main = column(spacing=0)
        across.addLayout(main, 1)
        main.addLayout(self._bar())
        self.notices = NoticeArea(self)
        main.addWidget(self.notices)
        self._stack = QStackedWidget(self)
        main.addWidget(self._stack, 1)
        self.toast = Toast(self, self._actions.action("undo").shortcut(), self.command)

    def _bar(self) -> QHBoxLayout:
        bar = row(spacing=M)
        bar.setContentsMargins(XL, M, L, M)
        self.command = CommandBox(self._own_hits, self)
        self.command.setMaximumWidth(620)
        self.command.chosen.connect(self._on_hit)
        self.command.asked.connect(self._on_asked)
        self.saved_words = Words(role="muted", wrap=False, parent=self)
        hide = Button("Hide screen  F9", "quiet", icon_name="hide", parent=self)
        hide.clicked.connect(self.hide_requested)
        lock = IconButton("lock", "Lock the desk", shortcut="Ctrl+L", parent=self)
        lock.clicked.connect(self.lock_requested)
        bar.addWidget(self.command, 4)
        bar.addStretch(1)
        bar.addWidget(self.saved_words)
        bar.addSpacing(S)
        bar.addWidget(hide)
        bar.addWidget(lock)
        return bar

    def _page(self, name: str) -> Page:
        page = self._pages.get(name)
        if page is None:
            page = self._places[name].make(self._tools)
            page.place_requested.connect(self._on_place_requested)
            page.notice_requested.connect(self._on_notice_requested)
            page.toast_requested.connect(self.toast.show_words)
            page.reference_changed.connect(self._on_reference_changed)
            page.back_requested.connect(self.go_back)
            page.copy_requested.connect(self._tools.clipboard.copy)
            self._pages[name] = page
            self._stack.addWidget(page)
        return page

    def _show(self, place: str, ids: Mapping[str, str]) -> None:
        if place not in self._places:
            place, ids = FIRST, {}
        page = self._page(place)
        self.notices.take_away_passing()
        if place != self._current or ids.get("case_id", "") != page.open_ids().get("case_id", ""):
            self.toast.leave_place()
        self._current = place
        self._stack.setCurrentWidget(page)
        self.rail.show_current(place)
        self.reference_changed.emit("")
        page.open(ids)
        self._focus_page()
        announce(page, self._places[place].title)

    def _focus_page(self) -> None:
        page = self.current_page()
        if page is None:
            return
        if self._resuming is not None and go_back_to(page, self._resuming):
            return
        (page.first_focus() or page).setFocus(Qt.FocusReason.OtherFocusReason)

    def _own_hits(self) -> list[Hit]:
        return [
            Hit(act.text.replace("&", ""), act.shortcut, act=act.id)
            for act in self._actions.acts
            if act.id not in ("find",)
        ]

    def _on_hit(self, hit: Hit) -> None:
        if hit.place:
            self.open_place(hit.place, **hit.ids)
        else:
            self._focus_page()  # the action is for the page, not for the box
            self._actions.action(hit.act).trigger()

    def _on_asked(self, words: str) -> None:
        finder = self._finder
        if finder is not None:
            self._tools.session.run(lambda vault: (words, finder(vault, words)), self._on_found)

    def _on_found(self, found: tuple[str, Sequence[Hit]]) -> None:
        self.command.show_found(*found)

    def _on_spot(self, spot: Spot | None) -> None:
        if self._current:
            return  # she is somewhere already: what came in late must not take her away
        if spot is None or spot.place not in self._places:
            self._show(FIRST, {})
            return
        self._resuming = spot
        self._show(spot.place, spot.ids)

    def _on_settled(self) -> None:
        """Everything the page asked for is there: now its fields exist and the caret can go back to its place."""
        spot, self._resuming = self._resuming, None
        page = self.current_page()
        if spot is not None and page is not None:
            go_back_to(page, spot)

    def _on_place_requested(self, place: str, ids: dict[str, str]) -> None:
        self._resuming = None
        self.open_place(place, **ids)

    def _on_notice_requested(self, words: str, kind: str) -> None:
        self.notices.show_words(words, kind or "info")

    def _on_reference_changed(self, reference: str) -> None:
        if self.sender() is self.current_page():
            self.reference_changed.emit(reference)

    def _on_saved(self, words: str) -> None:
        self.saved_words.setText(words)
        announce(self, words)
