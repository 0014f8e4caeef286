"""The flags of a case: every person in every record system that holds a record (S003:190; domain 1.10)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from spoc_desk.domain.prints import PrintKind

from ..absence import leave_out
from ..lazy import load
from ..models.flag_grid import FlagDesk, FlagGridModel, Key, read_flags
from ..session import Session
from ..theme import L, M, S
from ..widgets.buttons import Button
from ..widgets.empty_state import EmptyState
from ..widgets.head_line import HeadLine
from ..widgets.surface import column
from ..widgets.words import Words
from .dock import Dock
from .flags_panel import FlagPanel, follows
from .flags_view import FlagsView
from .list_or_empty import ListOrEmpty
from .part import CasePart

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseHeader
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.flags import FlagCell
    from spoc_desk.vault.vault import Vault

_KEYS = "Y holds a record, N holds none, Space changes the answer, R records what happened"
_ROOMY_LINES = 12
_ANSWERS = {"y": "yes", "n": "no", "k": "not_known"}
_CYCLE = {"not answered": "yes", "no record": "not_known"}


class FlagsPart(CasePart):
    """The grid of people and systems, the counter of the third standard, and one small panel."""

    key = "flags"
    title = "Flags"
    changed_by = ("asked for flags",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.panel: FlagPanel | None = None
        self.model = FlagGridModel(self)
        self.view = FlagsView(self.model, self)
        self._desk: FlagDesk | None = None
        self._era = 0
        self._open = ""
        self._wish = ""
        main = QWidget(self)
        inside = column(main, spacing=S)
        inside.setContentsMargins(L, M, L, 0)
        inside.addWidget(self._top(main))
        self._empty = EmptyState("", icon_name="flag")
        self._empty.acted.connect(self._on_empty_acted)
        self._either = ListOrEmpty(self._empty, main)
        self._either.set_list(self.view)
        inside.addWidget(self._either, 1)
        self.dock = Dock(main, self)
        column(self, spacing=0).addWidget(self.dock)
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_print_chosen)
        self.view.opened.connect(self.record)
        self.view.setToolTip(f"{_KEYS}." if self.may_change else "")
        if not self.may_change:
            leave_out(self.record_button)
            self._empty.leave_out_action()
        self.view.letter_pressed.connect(self._on_letter)
        self.view.copied.connect(self.copy_requested)
        session.locked.connect(self._on_locked)

    # the case workspace ---------------------------------------------------------------------------------------------

    def least_height(self) -> int:
        return self.dock.least_height()

    def show_case(self, case_id: str, header: "CaseHeader") -> None:
        if case_id != self.case_id:
            self.close_panel()
        super().show_case(case_id, header)
        self._load()

    def open_record(self, record_id: str, field: str) -> None:
        self._wish = record_id
        self._load()

    def open_ids(self) -> tuple[str, str]:
        return (self._open, "happened_on") if self._open else ("", "")

    def keep_text(self) -> None:
        if self.panel is not None:
            self.panel.keep_text()

    def first_focus(self) -> QWidget | None:
        return self.panel.first_focus() if self.panel is not None else self.view

    def print_requested(self) -> bool:
        systems = self._asked_systems()
        if not systems:
            self.toast_requested.emit("Nothing to print yet: request a flag first.", None)
            return True
        self._menu.clear()
        for system, words in systems:
            self._menu.addAction(words).setData(system)
        self._menu.popup(self.print_button.mapToGlobal(QPoint(0, self.print_button.height() + 2)))
        self._menu.setActiveAction(self._menu.actions()[0])
        return True

    def save_requested(self) -> bool:
        if self.panel is None:
            return False
        self.panel.submit()
        return True

    # acts -----------------------------------------------------------------------------------------------------------

    def record(self) -> None:
        """Open the small panel for the selected cells."""
        cells, desk = self.view.chosen(), self._desk
        if desk is None or not cells or not self.may_change:
            return
        if not follows(cells):
            every = all(cell.state.value == "no record" for cell in cells)
            words = "No record, no flag. Press Y if this system holds one." if every else _NOT_TOGETHER
            self.toast_requested.emit(words, None)
            return
        self.keep_text()
        one = len(cells) == 1
        about = self.model.about(cells[0]) if one else f"{len(cells)} flags"
        self._open = f"{cells[0].member_id}:{cells[0].system}" if one else ""
        place = f"case/{self.case_id}/{self.key}/{self._open}/happened_on" if one else ""
        panel = FlagPanel(self.session, desk, cells, about, place)
        panel.recorded.connect(self._on_recorded)
        panel.copied.connect(self.copy_requested)
        panel.left.connect(self.close_panel)
        self.panel = panel
        self.dock.show_panel(panel)
        panel.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        panel.look_for_draft()

    def answer(self, holds: str) -> None:
        """Say for the selected cells whether the system holds a record of the person."""
        cells = self.view.chosen()
        if not cells or not self.may_change:
            return
        by_member: dict[str, list[str]] = {}
        for cell in cells:
            by_member.setdefault(cell.member_id, []).append(cell.system)

        def work(vault: "Vault") -> "Done":
            flags = load("spoc_desk.casework.flags")
            done: list[Done] = [
                flags.answer_holds_record(vault, member_id=member_id, systems=systems, holds=holds)
                for member_id, systems in by_member.items()
            ]
            return done[-1]

        self.session.change(work, failed=self._on_refused)

    def close_panel(self) -> None:
        """Leave the panel; the focus goes back to the grid."""
        if self.panel is None:
            return
        had_focus = self.panel.isAncestorOf(self.focusWidget() or self)
        self.panel.keep_text()
        self.panel = None
        self._open = ""
        self.dock.show_panel(None)
        if had_focus:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_hint()

    # inside ---------------------------------------------------------------------------------------------------------

    def _top(self, parent: QWidget) -> QWidget:
        self.record_button = Button("Record what happened  R", "primary", parent=parent)
        self.record_button.setAccessibleName("Record what happened")
        self.record_button.clicked.connect(self.record)
        self.print_button = Button("Print a request  P", parent=parent)
        self.print_button.setAccessibleName("Print a flag request")
        self.print_button.clicked.connect(self.print_requested)
        top = HeadLine((self.record_button, self.print_button), parent)
        self.counter = Words("", "heading", wrap=False, parent=top)
        self.hint = Words(_KEYS if self.may_change else "", "muted", parent=top)
        top.words.addWidget(self.counter)
        top.words.addWidget(self.hint)
        return top

    def _load(self) -> None:
        case_id = self.case_id
        self._era += 1
        era = self._era

        def work(vault: "Vault") -> FlagDesk:
            return read_flags(vault, case_id)

        def done(desk: FlagDesk) -> None:
            if era == self._era:
                self._show(desk)

        self.session.run(work, done)

    def _show(self, desk: FlagDesk) -> None:
        self._desk = desk
        grid = desk.grid
        self.model.show_grid(grid)
        self.view.fit()
        empty = not grid.members or not grid.systems
        if empty:
            self._say_empty(nobody=not grid.members)
        self._either.show_list(not empty)
        self.counter.setText(grid.counter_words if grid.needed else "No flag is needed so far")
        self._say_hint()
        for button in (self.record_button, self.print_button):
            button.setEnabled(not empty)
        if not self.view.currentIndex().isValid() and not empty:
            self.view.setCurrentIndex(self.model.index(0, 1))
        self._fulfil_wish()
        self.filled.emit()

    def _say_hint(self) -> None:
        """Say what is missing, and the keys where the grid leaves room for them."""
        grid = self._desk.grid if self._desk is not None else None
        if grid is None:
            return
        left = grid.not_answered
        words = [f"{left} {'answer is' if left == 1 else 'answers are'} missing"] if left else []
        if self.may_change and self.height() >= self.fontMetrics().lineSpacing() * _ROOMY_LINES:
            words.append(_KEYS)
        self.hint.setText(". ".join([*words, ""]).strip())
        self.hint.setVisible(bool(words and grid.members and grid.systems))

    def _say_empty(self, *, nobody: bool) -> None:
        if nobody:
            self._empty.say("Nobody is recorded yet", "Every person gets a flag in each system.", "Add a person")
        else:
            self._empty.say(
                "No record systems are set up", "The council's list is in the settings.", "Open the settings"
            )

    def _fulfil_wish(self) -> None:
        wish, self._wish = self._wish, ""
        if not wish or self._desk is None:
            return
        cells = self._desk.grid.cells
        key: Key | None = next(
            (at for at, cell in cells.items() if cell.flag is not None and cell.flag.id == wish), None
        )
        if key is None and wish.count(":") == 1:
            member_id, system = wish.split(":")
            key = (member_id, system)
        place = self.model.place_of(*key) if key is not None else QModelIndex()
        if place.isValid():
            self.view.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.record()

    def _asked_systems(self) -> tuple[tuple[str, str], ...]:
        if self._desk is None:
            return ()
        grid = self._desk.grid
        asked = {cell.system for cell in grid.cells.values() if _is_requested(cell)}
        return tuple((each.id, f"Flag request: {each.label}") for each in grid.systems if each.id in asked)

    # events ---------------------------------------------------------------------------------------------------------

    def _on_letter(self, letter: str) -> None:
        if letter == "r":
            self.record()
        elif letter == "p":
            self.print_requested()
        elif letter in _ANSWERS:
            self.answer(_ANSWERS[letter])
        elif letter in (" ", "h"):
            cells = self.view.chosen()
            if cells:
                self.answer(_CYCLE.get(cells[0].state.value, "no"))

    def _on_recorded(self, done: "Done", words: str) -> None:
        self.panel = None
        self._open = ""
        self.dock.show_panel(None)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.toast_requested.emit(words, None)
        if any(leak.blocks for leak in done.leaks):
            self.notice_requested.emit(
                "Saved. The words of the flag may show an area: change them in the settings before you print.", "warn"
            )

    def _on_refused(self, error: Exception) -> None:
        self.notice_requested.emit(str(error), "warn")

    def _on_print_chosen(self, action: QAction) -> None:
        system = str(action.data())
        cells: Sequence[FlagCell] = tuple(self._desk.grid.cells.values()) if self._desk is not None else ()
        ids = [
            cell.flag.id for cell in cells if cell.flag is not None and cell.system == system and _is_requested(cell)
        ]
        self.place_requested.emit(f"print/{PrintKind.FLAG_REQUEST.value}/{self.case_id}/{','.join(ids)}", {})

    def _on_empty_acted(self) -> None:
        nobody = self._desk is None or not self._desk.grid.members
        self.place_requested.emit(f"case/{self.case_id}/household/new" if nobody else "settings/systems", {})

    def _on_locked(self) -> None:
        self.panel = None
        self.dock.show_panel(None)


_NOT_TOGETHER = "These flags stand differently. Choose flags that wait for the same step."


def _is_requested(cell: "FlagCell") -> bool:
    return cell.flag is not None and cell.state.value in ("asked for", "placed", "to renew")
