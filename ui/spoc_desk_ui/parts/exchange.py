"""The exchange register of a case: what is wanted, every dated hand, and what to do now (S003:50-52, 110)."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.exchanges import Check, HandKind
from spoc_desk.domain.prints import PrintKind

from ..forms.panel import FormPanel
from ..models.register_rows import ALL, OUTSTANDING, RegisterShape, read_shape, waits_for_an_answer
from ..session import Session
from ..theme import L, S
from ..widgets.empty_state import EmptyState
from ..widgets.surface import column
from .dock import Dock
from .exchange_acts import (
    Chase,
    HandDesk,
    Recorded,
    read_chase,
    read_hand_desk,
    take_back,
)
from .exchange_bar import ExchangeBar
from .exchange_chase import ChasePanel
from .exchange_checklist import ANSWERS, Checklist
from .exchange_empty import empty_words
from .exchange_hand_panel import HandPanel
from .exchange_item_panel import ItemDesk, item_panel, read_item_desk
from .exchange_prints import NOTHING_TO_ASK, documents, print_place, read_records
from .exchange_strip import ExchangeStrip, case_line, hand_line
from .exchange_table import RegisterTable
from .list_or_empty import ListOrEmpty
from .part import CasePart

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseHeader
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.register import RegisterRow
    from spoc_desk.vault.vault import Vault

NEW, CHASE = "new", "chase"
HAND, ANSWER, EDIT = "happened_on", "applicable", "title"
_OF_THE_RECORD = frozenset({EDIT, "outcome_note", "needed_by", "urgency", "members", "asked_for_by", "pages", "edit"})
_KEYS = {"r": "hand", "c": "chase", "a": "add", "d": "escalate", "p": "print"}


class ExchangePart(CasePart):
    """The matrix with its views, and at most one small panel."""

    key = "exchange"
    title = "Exchange"
    changed_by = ("recorded a hand",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.table: RegisterTable | None = None
        self.panel: HandPanel | ChasePanel | FormPanel | None = None
        self._shape: RegisterShape | None = None
        self._open, self._wish = ("", ""), ("", "")
        self._era = 0
        main = QWidget(self)
        inside = column(main, spacing=S)
        inside.setContentsMargins(L, S, L, 0)
        self._checklist = Checklist(session, self)
        self._checklist.said.connect(self.toast_requested)
        self.strip = ExchangeStrip(main)
        self.strip.place_requested.connect(self._on_place)
        self.bar = ExchangeBar(main)
        self.bar.view_chosen.connect(self._reload)
        self.bar.acted.connect(self._on_acted)
        self.bar.print_chosen.connect(self._on_print_chosen)
        self._empty = EmptyState("", icon_name="exchange")
        self._empty.acted.connect(self._on_empty_acted)
        self._either = ListOrEmpty(self._empty, main)
        for part, share in ((self.strip, 0), (self.bar, 0), (self._either, 1)):
            inside.addWidget(part, share)
        self.dock = Dock(main, self)
        column(self, spacing=0).addWidget(self.dock)
        if not self.may_change:
            self.bar.leave_out_acts()
            self._empty.leave_out_action()
        session.locked.connect(self._on_locked)

    # the case workspace ---------------------------------------------------------------------------------------------

    def least_height(self) -> int:
        return self.dock.least_height()

    def show_case(self, case_id: str, header: "CaseHeader") -> None:
        if case_id != self.case_id:
            self.close_panel()
            self.strip.show_line("hand", None)
            self.bar.choose(OUTSTANDING)
        super().show_case(case_id, header)
        self.strip.show_line("case", case_line(header))
        self._era += 1
        era = self._era

        def work(vault: "Vault") -> RegisterShape:
            return read_shape(vault, case_id)

        def done(shape: RegisterShape) -> None:
            if era == self._era:
                self._on_shape(shape)

        self.session.run(work, done)

    def open_record(self, record_id: str, field: str) -> None:
        self._wish = (record_id, field)
        if record_id and self.bar.view() != ALL:
            self.bar.choose(ALL)  # it may be finished, or nobody's in particular
        else:
            self._reload()

    def open_ids(self) -> tuple[str, str]:
        if self._open != ("", ""):
            return self._open
        return (self.table.current_id() if self.table is not None else "", "")

    def keep_text(self) -> None:
        if self.panel is not None:
            self.panel.keep_text()

    def first_focus(self) -> QWidget | None:
        if self.panel is not None:
            return self.panel.first_focus()
        if self.table is None:
            return None  # the rows are still being read
        return self.table if self._either.shows_list else self.bar.tabs

    def new_requested(self) -> bool:
        self._open_item("")
        return True

    def print_requested(self) -> bool:
        self.bar.ask_what_to_print(documents(self._direction, self._chosen()))
        return True

    def save_requested(self) -> bool:
        if self.panel is None:
            return False
        self.panel.submit()
        return True

    # panels ---------------------------------------------------------------------------------------------------------

    def record_hand(self, item_ids: Sequence[str], field: str = "") -> None:
        """Open the small panel for these records."""
        case_id, ids = self.case_id, tuple(item_ids)
        if not ids or not self.may_change:
            return

        def work(vault: "Vault") -> HandDesk:
            return read_hand_desk(vault, case_id, ids)

        def show(desk: HandDesk) -> None:
            place = f"case/{case_id}/{self.key}/{ids[0]}/{HAND}" if len(ids) == 1 else ""
            panel = HandPanel(self.session, desk, place)
            panel.check_requested.connect(self._on_place)
            panel.recorded.connect(self._on_recorded)
            panel.left.connect(self.close_panel)
            self._show_panel(panel, (ids[0], HAND))
            panel.focus_question(field or "hand")
            panel.look_for_draft()

        self.session.run(work, show)

    def chase(self, item_ids: Sequence[str]) -> None:
        """Show the chasing note for those of these records that wait for somebody."""
        case_id, ids = self.case_id, tuple(item_ids)
        if not ids or not self.may_change:
            return

        def work(vault: "Vault") -> Chase:
            return read_chase(vault, case_id, ids)

        self.session.run(work, self._on_chase)

    def close_panel(self) -> None:
        """Leave the panel; what was typed is kept, the focus goes back to the row."""
        if self.panel is None:
            return
        had_focus = self.panel.isAncestorOf(self.focusWidget() or self)
        self.panel.keep_text()
        self.panel = None
        self._open = ("", "")
        self.dock.show_panel(None)
        target = self.first_focus()
        if had_focus and target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_item(self, item_id: str) -> None:
        if not self.may_change:
            return
        case_id, direction = self.case_id, self._direction
        place = f"case/{case_id}/{self.key}/{item_id or NEW}/{EDIT}"

        def work(vault: "Vault") -> ItemDesk:
            return read_item_desk(vault, case_id, item_id)

        def show(desk: ItemDesk) -> None:
            panel = item_panel(self.session, case_id, item_id, direction, desk, place)
            panel.saved.connect(self._on_item_saved)
            panel.cancelled.connect(self.close_panel)
            self._show_panel(panel, (item_id or NEW, EDIT), beside=True)
            panel.focus_question("")

        self.session.run(work, show)

    def _show_panel(
        self, panel: HandPanel | ChasePanel | FormPanel, place: tuple[str, str], *, beside: bool = False
    ) -> None:
        self.keep_text()
        self.panel = panel
        self._open = place
        self.dock.show_panel(panel, beside=beside)
        if self.table is not None:
            self.table.scrollTo(self.table.currentIndex())

    # rows -----------------------------------------------------------------------------------------------------------

    @property
    def _direction(self) -> str:
        return str(self.header.direction) if self.header is not None else ""

    def _chosen(self) -> "tuple[RegisterRow, ...]":
        return self.table.chosen() if self.table is not None else ()

    def _chosen_ids(self) -> tuple[str, ...]:
        return tuple(row.item.id for row in self._chosen())

    def _reload(self) -> None:
        if self.table is not None:
            self.table.show_view(self.case_id, self.bar.view())

    def _on_shape(self, shape: RegisterShape) -> None:
        if self._shape is None or self.table is None or self._shape.columns != shape.columns:
            self._make_table(shape)
        self._shape = shape
        self.bar.show_views(shape.outstanding, shape.total, shape.people)
        self._reload()

    def _make_table(self, shape: RegisterShape) -> None:
        self.table = RegisterTable(self.session, shape.columns, self._either)
        self.table.opened.connect(self._on_record)
        self.table.letter_pressed.connect(self._on_letter)
        self.table.chosen_changed.connect(self._show_acts)
        self.table.counted.connect(self._on_counted)
        self.table.copied.connect(self.copy_requested)
        self._either.set_list(self.table)

    def _on_counted(self, total: int) -> None:
        if total == 0:
            self._say_empty()
        had_focus = self.bar.tabs.hasFocus() or self._empty.isAncestorOf(self.focusWidget() or self)
        self._either.show_list(total > 0)
        self._fulfil_wish()
        if had_focus and not total:
            self.bar.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_acts()
        self.filled.emit()

    def _say_empty(self) -> None:
        words = empty_words(self._shape.total if self._shape is not None else 0, self.bar.view())
        self._empty.say(words.heading, words.sentence, words.action)

    def _fulfil_wish(self) -> None:
        (record_id, field), self._wish = self._wish, ("", "")
        wished = [each for each in record_id.split(",") if each]  # a line of Today may stand for several records
        if record_id == NEW:
            self._open_item("")
        elif field == ANSWER and not record_id:
            self._select_unanswered()
        elif wished and self.table is not None and self.table.select(wished):
            if field == CHASE:
                self.chase(wished)
            elif field in _OF_THE_RECORD:
                self._open_item(wished[0])
            elif field and field != ANSWER:
                self.record_hand(wished, "hand" if field == HAND else field)

    def _select_unanswered(self) -> None:
        if self.table is None:
            return
        rows = (self.table.rows.row_at(place) for place in range(self.table.rows.rowCount()))
        first = next((row.item.id for row in rows if row is not None and waits_for_an_answer(row.item)), "")
        self.table.select([first])
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_acts(self) -> None:
        chosen = self._chosen() if self._either.shows_list else ()
        waiting = any(row.item.state.value in ("requested", "asked") and not row.still for row in chosen)
        self.bar.show_acts(hand=bool(chosen), chase=waiting, add=True)

    # acts -----------------------------------------------------------------------------------------------------------

    def _on_letter(self, letter: str) -> None:
        if not self.may_change and _KEYS.get(letter) != "print":
            return
        if letter in ANSWERS:
            self._checklist.answer(self._chosen(), ANSWERS[letter])
        elif letter in _KEYS:
            self._on_acted(_KEYS[letter])
        elif letter == "e" and self._chosen_ids():
            self._open_item(self._chosen_ids()[0])

    def _on_acted(self, act: str) -> None:
        if act == "hand":
            self._on_record()
        elif act == "chase":
            self.chase(self._chosen_ids())
        elif act == "add":
            self._open_item("")
        elif act == "escalate":
            self.place_requested.emit(f"new_escalation/{self.case_id}", {})
        else:
            self.print_requested()

    def _on_record(self) -> None:
        self.record_hand(self._chosen_ids())

    def _take_back(self, ids: Sequence[str]) -> None:
        def work(vault: "Vault") -> "Done":
            return take_back(vault, ids)

        self.session.change(work)

    # what happened --------------------------------------------------------------------------------------------------

    def _on_chase(self, chase: Chase) -> None:
        if not chase.item_ids:
            self.toast_requested.emit("Nothing to chase: this record is waiting for nobody.", None)
            return
        panel = ChasePanel(self.session, chase)
        panel.recorded.connect(self._on_recorded)
        panel.copied.connect(self.copy_requested)
        panel.left.connect(self.close_panel)
        self._show_panel(panel, (chase.item_ids[0], CHASE))
        panel.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_recorded(self, done: Recorded) -> None:
        chased = isinstance(self.panel, ChasePanel)
        self.panel = None  # what was typed is stored: nothing to keep
        self._open = ("", "")
        self.dock.show_panel(None)
        if self.table is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.strip.show_line("hand", hand_line(self.case_id, done))
        final = done.hand is HandKind.A5 and done.check_result == Check.LEAK
        words = f"Chased, and the note is copied: {done.title}" if chased else f"{done.hand.label}: {done.title}"
        self.toast_requested.emit(words, None if final else partial(self._take_back, done.item_ids))
        if any(leak.blocks for leak in done.leaks):
            self.notice_requested.emit(
                "Saved. The note may show an area: take out what is underlined before anything is passed on.", "warn"
            )

    def _on_item_saved(self, done: "Done") -> None:
        self.panel = None
        self._open = ("", "")
        self.dock.show_panel(None)
        self._wish = (done.change.ids[0], "")
        if self.table is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        blocked = [f"“{leak.label}”" for leak in done.leaks if leak.blocks]
        if blocked:
            self.notice_requested.emit(
                f"Saved. {', '.join(blocked)} may show an area: change it before anything is passed on.", "warn"
            )

    def _on_empty_acted(self) -> None:
        if self._shape is not None and self._shape.total:
            self.bar.choose(ALL)
        else:
            self._open_item("")

    def _on_print_chosen(self, kind: str) -> None:
        case_id, chosen = self.case_id, self._chosen_ids()

        def work(vault: "Vault") -> tuple[str, ...]:
            return read_records(vault, kind, case_id, chosen)

        def show(record_ids: tuple[str, ...]) -> None:
            if kind == PrintKind.REQUEST_SCHEDULE and not record_ids:
                self.toast_requested.emit(NOTHING_TO_ASK, None)
            else:
                self.place_requested.emit(print_place(kind, case_id, record_ids), {})

        self.session.run(work, show)

    def _on_place(self, place: str) -> None:
        self.place_requested.emit(place, {})

    def _on_locked(self) -> None:
        self.panel = None
        self.dock.show_panel(None)
