"""All referrals: searched by reference or the beginning of a name, filtered in the header, paged in the vault."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.casework.referrals.lists import Group
from spoc_desk.deadlines.wording import State as ClockState
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.referral_states import ANSWERED, ASSESSED, ENDED_EARLY
from spoc_desk.domain.referrals import LevelSought, ReferralState

from ..absence import BEGINS, only_for
from ..lazy import load
from ..page import Page, Tools
from ..theme import XL, L, M
from ..widgets.buttons import Button
from ..widgets.count_tabs import CountTab, CountTabs
from ..widgets.empty_state import EmptyState
from ..widgets.filter_header import FilterHeader
from ..widgets.marks import Tick
from ..widgets.paged_model import Cell, Column, PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.saved_views import SavedViews
from ..widgets.surface import column, row
from ..widgets.tones import State, Tone
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change
    from spoc_desk.casework.referrals.lists import ReferralCounts, ReferralLine
    from spoc_desk.vault.vault import Vault

_STATES = tuple((state.value, state.label) for state in ReferralState)
_LEVELS = tuple((level.value, level.label) for level in LevelSought)
ALL = "all"
TABS = (CountTab(ALL, "All"), *(CountTab(group.name, group.value) for group in Group))
COLUMNS = (
    Column("reference", "Reference", 200),
    Column("level", "Level sought", 190, choices=_LEVELS),
    Column("children", "Children", 80, sortable=False, filterable=False),
    Column("started", "Begun", 130, filterable=False),
    Column("state", "Where it stands", 245, choices=_STATES),
    Column("due", "Next", 250, sortable=False, filterable=False, grows=True),
)
SHORT_LEVELS = {
    LevelSought.FPS: "Intensive (FPS)",
    LevelSought.CIN: "Specialist, section 17",
    LevelSought.CP: "Specialist, section 47",
    LevelSought.SEND: "SEND or disability",
}
_DONE = ANSWERED | ENDED_EARLY | {ReferralState.CLOSED}
_NOT_YET = frozenset({ReferralState.DRAFT})


class ReferralsPage(Page):
    """The list of referrals. Enter opens one, Ctrl+N begins a new one."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self._tab, self._put_away = ALL, False  # read on the vault's thread, where no widget may be touched
        layout = column(self, spacing=M)
        layout.setContentsMargins(XL, L, XL, M)
        head = row(spacing=M)
        head.addWidget(Words("Referrals", "title", wrap=False, parent=self))
        head.addStretch(1)
        self._blank = Button("Print a blank form", "quiet", icon_name="print", parent=self)
        self._blank.clicked.connect(self._on_blank)
        head.addWidget(self._blank)
        self._new = Button("&New referral", "primary", icon_name="plus", parent=self)
        self._new.setToolTip("Ctrl+N")
        self._new.clicked.connect(self.new_requested)
        head.addWidget(self._new)
        only_for(self._session, (BEGINS,), self._new)
        layout.addLayout(head)
        self.tabs = CountTabs(TABS, "Which referrals", self)
        self.tabs.chosen.connect(self._on_tab)
        self.tabs.open_tab(ALL)
        layout.addWidget(self.tabs)
        self.table = self._table()
        self._away = Tick("Put away ones", self)
        self._away.toggled.connect(self._on_away_toggled)
        self.table.top.addWidget(self._away)
        self.views = SavedViews(self.table, "referrals", state=self._picked, restore=self._pick)
        layout.addWidget(self.table, 1)
        self._session.changed.connect(self._on_changed)

    def open(self, ids: Mapping[str, str]) -> None:
        if ids.get("referral_id"):
            self.table.select_id(ids["referral_id"])
        self._refresh()

    def open_ids(self) -> dict[str, str]:
        current = self.table.current_id()
        return {"referral_id": current} if current else {}

    def first_focus(self) -> QWidget | None:
        return self.table.view

    def new_requested(self) -> bool:
        if self._session.may(BEGINS):
            self.place_requested.emit("new_referral", {})
        return self._session.may(BEGINS)

    def filter_requested(self) -> bool:
        self.table.focus_filter("reference")
        return True

    def print_requested(self) -> bool:
        current = self.table.current_id()
        if current:
            self.place_requested.emit("print", {"kind": "referral", "case_id": current})
        return bool(current)

    # inside ---------------------------------------------------------------------------------------------------------

    def _table(self) -> "RecordTable[ReferralLine]":
        model: PagedModel[ReferralLine] = PagedModel(
            self._session, COLUMNS, self._fetch, cell_of, row_id=_row_id, sort="started", descending=True
        )
        empty = EmptyState(
            "No referrals yet",
            "Begin one when a child may need Intensive or Specialist help.",
            action="Begin a referral",
            icon_name="referrals",
        )
        if not self._session.may(BEGINS):
            empty.leave_out_action()
        table = RecordTable(model, "Referrals", ("referral", "referrals"), empty=empty, parent=self)
        header = table.view.horizontalHeader()
        if isinstance(header, FilterHeader):
            header.lines()["reference"].setPlaceholderText("Reference or name")
            header.lines()["reference"].setAccessibleName("Search reference or the beginning of a name")
        table.opened.connect(self._on_opened)
        table.copied.connect(self.copy_requested)
        table.empty_acted.connect(self.new_requested)
        model.counted.connect(self._on_counted)
        return table

    def _fetch(self, vault: "Vault", wanted: Wanted) -> "Rows[ReferralLine]":
        lists = load("spoc_desk.casework.referrals.lists")
        wish = lists.ReferralFilter(
            group=Group[self._tab] if self._tab != ALL else None,
            state=wanted.filters.get("state", ""),
            level=wanted.filters.get("level", ""),
            open_only=False,
            archived=self._put_away,
            sort=wanted.sort or "started",
            descending=wanted.descending,
        )
        text = wanted.filters.get("reference", "")
        found = lists.list_referrals(vault, filter=wish, text=text, offset=wanted.offset, limit=wanted.limit)
        return Rows(found.rows, found.total)

    def _refresh(self) -> None:
        self._session.run(_counts, self._on_counts)
        self.table.refresh()

    def _on_counts(self, counts: "ReferralCounts") -> None:
        self.tabs.setVisible(counts.total > 0)
        self.tabs.show_counts({ALL: counts.total, **{group.name: count for group, count in counts.by_group.items()}})

    def _on_tab(self, tab: str) -> None:
        self._tab = tab
        self.table.refresh()

    def _picked(self) -> dict[str, str]:
        return {"tab": self._tab, "away": "yes" if self._put_away else ""}

    def _pick(self, picked: Mapping[str, str]) -> None:
        self._tab = picked.get("tab", ALL)
        self.tabs.open_tab(self._tab)
        self._away.setChecked(bool(picked.get("away")))

    def _on_opened(self, referral_id: str) -> None:
        self.place_requested.emit("referral", {"referral_id": referral_id})

    def _on_counted(self) -> None:
        self.filled.emit()

    def _on_blank(self) -> None:
        self.place_requested.emit("print", {"form": "referral"})

    def _on_away_toggled(self, checked: bool) -> None:
        self._put_away = checked
        self.table.refresh()

    def _on_changed(self, _change: "Change") -> None:
        if self.isVisible():
            self._refresh()


def cell_of(referral: "ReferralLine", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "reference":
        words = f"{referral.referral_ref} (sample)" if referral.sample else referral.referral_ref
        return Cell(words, look="strong")
    if column_id == "state":
        return Cell(state=State(referral.state_words, tone_of(referral.state)))
    if column_id == "due":
        late = referral.due_state is ClockState.OVERDUE
        stands = referral.due_words.partition(", ")[0].partition(" (")[0]
        words = f"{referral.due_what}: {stands}" if referral.due_what else ""
        return Cell(f"\u25c6 {words}" if late else words, look="error" if late else "")
    if column_id == "started":
        return short_date(referral.started_on)
    if column_id == "level":
        sought = referral.level_sought
        return SHORT_LEVELS[sought] if sought is not None else Cell("Not chosen yet", look="muted")
    return str(referral.children)


def tone_of(state: ReferralState) -> Tone:
    """Return how a state feels."""
    if state is ReferralState.NOT_RETAINED:
        return Tone.WARN
    if state in ASSESSED:
        return Tone.UNDER_WAY
    return Tone.DONE if state in _DONE else Tone.NOT_YET if state in _NOT_YET else Tone.UNDER_WAY


def _row_id(referral: "ReferralLine") -> str:
    return referral.id


def _counts(vault: "Vault") -> "ReferralCounts":
    found: ReferralCounts = load("spoc_desk.casework.referrals.lists").counts(vault)
    return found
