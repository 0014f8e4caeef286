"""The workspace of one case: identity bar, steps, a tab for each part, and the part below, opened in place."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QWidget

from spoc_desk.casework.may_do import moved
from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.domain.cases import CaseState, Route

from ..lazy import load
from ..page import Page, Tools
from ..parts.case_identity import IdentityBar, identity_of
from ..parts.case_steps import case_steps
from ..parts.case_tabs import open_parts, tab_words
from ..parts.part import READ_ONLY, CasePart
from ..parts.part_room import PartRoom, PartStack
from ..place_strings import split_place
from ..theme import XL, M, S
from ..widgets.notice import Notice
from ..widgets.step_line import StepLine
from ..widgets.surface import column
from ..widgets.words import rule

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseHeader
    from spoc_desk.casework.change import Change
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

FIRST = "what_now"
_HERE = {("household", "route"), ("meetings", "meeting_arranged_for")}
"""Fields of other parts that are answered in *What now*, where the moves of the case are made."""


class CasePage(Page):
    """Holds the parts it is given; a part is made when its tab is first opened."""

    def __init__(self, tools: Tools, kinds: Sequence[type[CasePart]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self._kinds = {kind.key: kind for kind in kinds}
        self._keys: tuple[str, ...] = ()
        self._parts: dict[str, CasePart] = {}
        self._case_id = ""
        self._current = ""
        self._wish: tuple[str, str, str] | None = None
        self._focus_wanted = False
        self.header: CaseHeader | None = None
        self._build()
        self._session.changed.connect(self._on_changed)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_next_part if step > 0 else self._on_previous_part)

    # Page -----------------------------------------------------------------------------------------------------------

    def open(self, ids: Mapping[str, str]) -> None:
        case_id = ids.get("case_id", self._case_id)
        part, field = ids.get("part", ""), ids.get("field", "")
        if (part, field) in _HERE:
            part = FIRST
        if case_id != self._case_id:
            self._forget()
            self._case_id = case_id
        self._wish = (part or self._current or FIRST, ids.get("record_id", ""), field)
        self._focus_wanted = True
        self._load()

    def open_ids(self) -> dict[str, str]:
        part = self.part()
        record_id, field = part.open_ids() if part is not None else ("", "")
        ids = {"case_id": self._case_id, "part": self._current, "record_id": record_id, "field": field}
        return {key: value for key, value in ids.items() if value}

    def topic(self) -> str:
        direction = self.header.direction.value if self.header is not None else ""
        return f"{self._current}/{direction}".strip("/")

    def first_focus(self) -> QWidget | None:
        part = self.part()
        return (part.first_focus() if part is not None else None) or self.tabs

    def keep_text(self) -> None:
        for part in self._parts.values():
            part.keep_text()

    def new_requested(self) -> bool:
        part = self.part()
        return part is not None and part.may_change and part.new_requested()

    def print_requested(self) -> bool:
        part = self.part()
        return part is not None and part.print_requested()

    def save_requested(self) -> bool:
        part = self.part()
        return part is not None and part.save_requested()

    def filter_requested(self) -> bool:
        part = self.part()
        return part is not None and part.filter_requested()

    # for tests and the tour -----------------------------------------------------------------------------------------

    def part(self, key: str = "") -> CasePart | None:
        """Return the part that is open, or the one called *key* where it was opened before."""
        return self._parts.get(key or self._current)

    def open_part(self, key: str, record_id: str = "", field: str = "") -> None:
        """Open a part in place, on one record and field where given."""
        if key not in self._keys or self.header is None:
            return
        leaving = self.part()
        if leaving is not None and key != self._current:
            leaving.keep_text()
        part = self._part(key)
        self._current = key
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(self._keys.index(key))
        self.tabs.blockSignals(False)
        self._stack.setCurrentWidget(part)
        # Where she works on one thing, the room goes to it: seven rows of the register are nine without the steps.
        self.steps.setVisible(key == FIRST)
        part.show_case(self._case_id, self.header)
        if record_id or field:
            part.open_record(record_id, field)

    # building -------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        room = PartRoom(self)
        column(self).addWidget(room)
        layout = column(room.content, spacing=0)
        top = column(spacing=S)
        top.setContentsMargins(XL, M, XL, 0)
        self.identity = IdentityBar(self)
        top.addWidget(self.identity)
        advice = "Record UKPPS advice\u2026" if self._session.may(moved(CaseEvent.RESUME)) else ""
        self.hold = Notice("", "warn", action=advice, closable=False, parent=self)
        self.hold.acted.connect(self._on_advice)
        self.hold.hide()
        top.addWidget(self.hold)
        self.custody = Notice("", "info", action="Open the hand-over", closable=False, parent=self)
        self.custody.acted.connect(self._on_custody)
        self.custody.hide()
        top.addWidget(self.custody)
        self.steps = StepLine(self)
        top.addWidget(self.steps)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("Parts of this case")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setToolTip("Ctrl+Page Down: next part")
        self.tabs.currentChanged.connect(self._on_tab)
        top.addWidget(self.tabs)
        layout.addLayout(top)
        layout.addWidget(rule(self))
        self._stack = PartStack(self)
        body = column(spacing=0)
        body.setContentsMargins(S, 0, S, 0)
        body.addWidget(self._stack)
        layout.addLayout(body, 1)

    def _part(self, key: str) -> CasePart:
        part = self._parts.get(key)
        if part is None:
            part = self._kinds[key](self._session, self._stack)
            part.place_requested.connect(self._on_place_requested)
            part.notice_requested.connect(self.notice_requested)
            part.toast_requested.connect(self.toast_requested)
            part.copy_requested.connect(self.copy_requested)
            part.filled.connect(self._on_part_filled)
            self._parts[key] = part
            self._stack.addWidget(part)
        return part

    def _forget(self) -> None:
        """Another case: nothing of the one before may stay on the screen."""
        self._drop_parts()
        self._current = ""
        self.header = None

    def _keep_to_reading(self, read_only: bool) -> None:
        """Make the parts anew where the case went to another desk, or came back: what writes is not there then."""
        if bool(self._stack.property(READ_ONLY)) == read_only:
            return
        self._stack.setProperty(READ_ONLY, read_only)
        if self._parts:
            self._drop_parts()
            self._wish = self._wish or (self._current or FIRST, "", "")

    def _drop_parts(self) -> None:
        for part in self._parts.values():
            part.keep_text()
            part.hide()
            self._stack.removeWidget(part)
            part.deleteLater()
        self._parts = {}

    # loading --------------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        case_id = self._case_id
        if not case_id:
            return

        def work(vault: "Vault") -> "CaseHeader":
            header: CaseHeader = load("spoc_desk.casework.looking").open_case(vault, case_id)
            return header

        self._session.run(work, self._on_header, self._on_missing)

    def _on_header(self, header: "CaseHeader") -> None:
        if header.case_id != self._case_id:
            return
        self.header = header
        self.identity.show_identity(identity_of(header))
        self.steps.show_steps(case_steps(header.direction, header.route, header.state, header.state_before))
        self.hold.setVisible(header.state is CaseState.ON_HOLD)
        self.hold.say(_hold_words(header.hold_reason))
        self.custody.setVisible(bool(header.custody_words))
        self.custody.say(header.custody_words, "warn" if header.read_only else "info")
        self._keep_to_reading(header.read_only)
        self._show_tabs(header)
        if self.isVisible():
            self.reference_changed.emit(header.case_ref)
        wish, self._wish = self._wish, None
        if wish is not None:
            self._leave_part()
            self.open_part(wish[0] if wish[0] in self._keys else FIRST, wish[1], wish[2])
            self._focus_part()
        elif self.part() is not None:
            self.open_part(self._current if self._current in self._keys else FIRST)
        self.filled.emit()

    def _show_tabs(self, header: "CaseHeader") -> None:
        keys = tuple(key for key in self._kinds if key in open_parts(header.route is Route.NEITHER, tuple(self._kinds)))
        self.tabs.blockSignals(True)
        if keys != self._keys:
            while self.tabs.count():
                self.tabs.removeTab(0)
            for _key in keys:
                self.tabs.addTab("")
            self._keys = keys
        for place, key in enumerate(keys):
            words, said = tab_words(self._kinds[key].title, key, header.counts)
            self.tabs.setTabText(place, words)
            self.tabs.setAccessibleTabName(place, said)
        if self._current in keys:
            self.tabs.setCurrentIndex(keys.index(self._current))
        self.tabs.blockSignals(False)

    def _leave_part(self) -> None:
        """Take the focus out of the part shown: when it is hidden Qt would hand it to whatever comes next."""
        focused = self.window().focusWidget()
        if focused is not None and self._stack.isAncestorOf(focused) and self.isVisible():
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_part(self) -> None:
        """Give the part the focus once after it was opened, when it has something to focus: it loads on its own."""
        part = self.part()
        focused = self.window().focusWidget()
        if part is None or not self._focus_wanted or not self.isVisible():
            return
        if focused is not None and part.isAncestorOf(focused):
            self._focus_wanted = False
            return
        target = part.first_focus()
        if target is not None:
            self._focus_wanted = False
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_part_filled(self) -> None:
        if self.sender() is self.part():
            self._focus_part()
            self.filled.emit()

    def _on_missing(self, error: "UserError") -> None:
        self._forget()
        self._case_id = ""
        self.notice_requested.emit(str(error), "error")
        self.place_requested.emit("relocations", {})

    # wishes ---------------------------------------------------------------------------------------------------------

    def _on_changed(self, change: "Change") -> None:
        if self._case_id and getattr(change, "case_id", None) in (None, self._case_id):
            self._load()

    def _on_tab(self, place: int) -> None:
        if 0 <= place < len(self._keys):
            self._focus_wanted = False
            self.open_part(self._keys[place])

    def _on_next_part(self) -> None:
        self._step_part(1)

    def _on_previous_part(self) -> None:
        self._step_part(-1)

    def _step_part(self, step: int) -> None:
        if self._keys:
            place = (self.tabs.currentIndex() + step) % len(self._keys)
            self._focus_wanted = False
            self.open_part(self._keys[place])
            self.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_place_requested(self, place: str, given: Mapping[str, str]) -> None:
        name, ids = split_place(place)
        ids = {**ids, **given}
        part, field = ids.get("part", FIRST), ids.get("field", "")
        if (part, field) in _HERE:
            part = FIRST
        if name == "case" and ids.get("case_id", self._case_id) == self._case_id and part in self._keys:
            self.open_part(part, ids.get("record_id", ""), field)
            self._focus_wanted = True
            self._focus_part()
        else:
            self.place_requested.emit(name, ids)

    def _on_custody(self) -> None:
        handover_id = self.header.handover_id if self.header is not None else ""
        self.place_requested.emit(*split_place(f"handover/{handover_id}"))

    def _on_advice(self) -> None:
        self.open_part(FIRST, "", "resume")


def _hold_words(reason: str) -> str:
    told = f" {reason.rstrip('.')}." if reason else ""
    return f"On hold.{told} Nothing is exchanged until the UKPPS SPOC has advised."
