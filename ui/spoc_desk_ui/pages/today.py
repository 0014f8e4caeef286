"""Today: what is late, what is due, what waits for others, what was left half-typed. One line, one thing to do."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from spoc_desk.domain.house_dates import long_date

from ..absence import BACKS_UP, BEGINS, RECORDS
from ..lazy import load
from ..page import Page, Tools
from ..parts.agenda_table import AgendaTable
from ..parts.due_strip import DueStrip
from ..parts.first_steps import FirstSteps
from ..place_strings import split_place
from ..theme import XL, L, M, S
from ..widgets.count_tabs import CountTab, CountTabs
from ..widgets.notice import Notice
from ..widgets.surface import column
from ..widgets.tones import Tone
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.agenda import Today
    from spoc_desk.casework.change import Change
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

TABS = (
    CountTab("late", "Late", Tone.LATE),
    CountTab("due_soon", "Due in five working days", Tone.WARN),
    CountTab("waiting", "Waiting for others"),
    CountTab("undated", "No fixed date"),
    CountTab("unfinished", "Unfinished"),
)
_ROUTE_TASK = "/household//route"


class TodayPage(Page):
    """The first page of the desk. Each count opens its list in place; Enter on a line opens the exact field."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self._checked_on: date | None = None
        self._chosen = ""
        self._notices: list[Notice] = []
        layout = column(self, spacing=M)
        layout.setContentsMargins(XL, L, XL, M)
        self.heading = Words(role="title", parent=self)
        layout.addWidget(self.heading)
        self._disk = Words(role="small", parent=self)
        self._disk.hide()
        layout.addWidget(self._disk)
        self._notice_column = column(spacing=S)
        layout.addLayout(self._notice_column)
        self.whole: Notice | None = None  # after an unclean end: what the check of everything found
        self._stack = QStackedWidget(self)
        layout.addWidget(self._stack, 1)
        self._list = QScrollArea(self._stack)  # it scrolls only where large text leaves no room
        self._list.setWidgetResizable(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self._list)
        content.setProperty("surface", "clear")
        inner = column(content, spacing=M)
        self._list.setWidget(content)
        self.tabs = CountTabs(TABS, "What there is to do", content)
        self.tabs.chosen.connect(self._on_chosen)
        inner.addWidget(self.tabs)
        self.table = AgendaTable(self._session, content)
        self.table.place_opened.connect(self._on_place_opened)
        self.table.table.copied.connect(self.copy_requested)
        inner.addWidget(self.table, 1)
        self.strip = DueStrip(content)
        self.strip.day_opened.connect(self._on_day_opened)
        inner.addWidget(self.strip)
        self._stack.addWidget(self._list)
        self.first_steps = FirstSteps(self._stack, with_cases=self._session.may(RECORDS))
        self.first_steps.place_requested.connect(self._on_place_opened)
        self._stack.addWidget(self.first_steps)
        self._session.changed.connect(self._on_changed)

    def open(self, ids: Mapping[str, str]) -> None:
        self._chosen = ids.get("list", self._chosen)
        self.heading.setText(long_date(self._session.clock.today()))
        if self._session.unclean_end and self.whole is None:
            self._session.run(_whole_line, self._on_whole_line)
        if self._session.looks_at_disk:
            self._session.run(_disk_line, self._on_disk_line)
        self._check_routes()

    def open_ids(self) -> dict[str, str]:
        return {"list": self.tabs.current()} if self.tabs.current() else {}

    def first_focus(self) -> QWidget | None:
        return self.first_steps.first_focus() if self._stack.currentWidget() is self.first_steps else self.table.view

    def new_requested(self) -> bool:
        place = "new_relocation" if self._session.may(RECORDS) else "new_referral"
        if self._session.may(RECORDS, BEGINS):
            self.place_requested.emit(place, {})
        return self._session.may(RECORDS, BEGINS)

    # inside ---------------------------------------------------------------------------------------------------------

    def _on_whole_line(self, line: str) -> None:
        if line and self.whole is None:
            self.whole = Notice(line, "ok", parent=self)
            self.whole.closed.connect(self.whole.hide)
            self._notice_column.insertWidget(0, self.whole)

    def _on_disk_line(self, line: str) -> None:
        self._disk.setText(line)
        self._disk.setVisible(bool(line))

    def _check_routes(self) -> None:
        """Once a day rule RT-1 is read again for every case; it gives tasks, it never switches a route."""
        today = self._session.clock.today()
        if self._checked_on == today:
            self._load()
            return
        self._checked_on = today
        self._session.run(_recheck, self._on_checked, self._on_check_failed)

    def _on_checked(self, _nothing: None) -> None:
        self._load()

    def _on_check_failed(self, error: "UserError") -> None:
        self._session.failed.emit(error)
        self._load()

    def _load(self) -> None:
        self._session.run(_read, self._on_read)

    def _on_read(self, found: "tuple[Today, bool]") -> None:
        today, is_new = found
        self.heading.setText(long_date(today.day))
        self._show_notices(today)
        counts = {tab.id: int(getattr(today.counts, tab.id)) for tab in TABS}
        fresh = is_new and self._session.may(RECORDS, BEGINS) and not any(counts.values())
        self._stack.setCurrentWidget(self.first_steps if fresh else self._list)
        self.tabs.show_counts(counts)
        self.table.show_counts(counts, today.calm_words)
        self._open_list(self._chosen if self._chosen in counts else _first_list(counts))
        self.strip.show_days(today.bars)
        if fresh and (self.hasFocus() or self.table.view.hasFocus()):
            self.first_steps.first_focus().setFocus()
        self.filled.emit()

    def _open_list(self, section: str) -> None:
        self.tabs.open_tab(section)
        self.table.show_section(section)

    def _show_notices(self, today: "Today") -> None:
        for old in self._notices:
            old.hide()
            old.deleteLater()
        self._notices = []
        if today.own_cases_words:
            self._add_notice(Notice(today.own_cases_words, "warn", closable=False, parent=self))
        if today.calendar_warning:
            self._add_notice(Notice(today.calendar_warning, "warn", closable=False, parent=self))
        if today.backup_reminder and self._session.sees("backups") and self._session.may(BACKS_UP):
            notice = Notice(today.backup_reminder, "warn", action="Make a backup", closable=False, parent=self)
            notice.acted.connect(self._on_backup_wanted)
            self._add_notice(notice)
        if today.sheet_reminder:
            notice = Notice(today.sheet_reminder, "warn", action="Try the sheet", closable=False, parent=self)
            notice.acted.connect(self._on_sheet_trial_wanted)
            self._add_notice(notice)
        for each in today.undated:
            if each.place.endswith(_ROUTE_TASK):
                words = f"{each.case_ref}: the household has changed and may need another route. Nothing was switched."
                notice = Notice(words, "warn", action="Look at the route", closable=False, parent=self)
                notice.setProperty("place", f"case/{each.case_id}/what_now//route")
                notice.acted.connect(self._on_notice_acted)
                self._add_notice(notice)

    def _add_notice(self, notice: Notice) -> None:
        self._notices.append(notice)
        self._notice_column.addWidget(notice)

    def _on_notice_acted(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._on_place_opened(str(sender.property("place")))

    def _on_sheet_trial_wanted(self) -> None:
        self.place_requested.emit("settings", {"section": "recovery"})

    def _on_backup_wanted(self) -> None:
        self.place_requested.emit("settings", {"section": "backups"})

    def _on_chosen(self, section: str) -> None:
        self._chosen = section
        self.table.show_section(section)

    def _on_day_opened(self, day: date) -> None:
        """The list of what is due holds the day's lines: open it there."""
        self._chosen = "due_soon"
        self._open_list("due_soon")
        self.table.go_to_day(day)

    def _on_place_opened(self, place: str) -> None:
        self.place_requested.emit(*split_place(place))

    def _on_changed(self, _change: "Change") -> None:
        if self.isVisible():
            self._load()


def _first_list(counts: dict[str, int]) -> str:
    """Open what is most urgent; with nothing anywhere, the list that says so."""
    order = ("late", "due_soon", "undated", "waiting", "unfinished")
    return next((section for section in order if counts[section]), "late")


def _disk_line(vault: "Vault") -> str:
    return str(load("spoc_desk.casework.disk_report").quiet_line(vault.folder))


def _whole_line(vault: "Vault") -> str:
    return str(load("spoc_desk.casework.vault_care").unclean_end_words(vault))


def _recheck(vault: "Vault") -> None:
    load("spoc_desk.casework.household").recheck_routes(vault)
    load("spoc_desk.casework.handover.expired").clear_expired(vault)


def _read(vault: "Vault") -> "tuple[Today, bool]":
    agenda = load("spoc_desk.casework.agenda")
    today: Today = agenda.today(vault)
    return today, bool(agenda.nothing_recorded(vault))
