"""The section of the indicators: the windscreen above, the search, the list, and the note to the current tick."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QStackedWidget, QWidget

from spoc_desk.thresholds.search import IndicatorSearch
from spoc_desk.thresholds.threshold_set import ThresholdSet, Where
from spoc_desk.thresholds.windscreen import patterns

from ...session import Session
from ...theme import XL, M, S
from ...widgets.empty_state import EmptyState
from ...widgets.surface import Surface, column
from ..section import SectionPage
from ..windscreen import WindscreenView
from .lines import lines_of, twins
from .list_view import IndicatorList
from .note_pane import NOTE, NotePane, also_words
from .search_bar import SearchBar
from .ticking import Ticking

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView

_FOLDED = "windscreen folded"
_ROOM_FOR_BOTH = 84
_ROOM_FOR_HEADINGS = 42
"""In widths of the letter n and in lines: below these the note goes under the list, the windscreen is folded."""


class _Inner(Surface):
    """Asks for the least it can do with, so that the list and the note scroll before the whole page does."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else -1


class IndicatorsPage(SectionPage):
    """Tick what fits. Every tick is stored at once; the level is judged in a section of its own."""

    def __init__(self, key: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(key, session, parent)
        self.of: ThresholdSet | None = None
        self._search: IndicatorSearch | None = None
        self._referral_id = ""
        self._wish: tuple[str, bool] = ("", False)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = _Inner("clear")
        self._scroll.setWidget(self._inner)
        column(self, spacing=0).addWidget(self._scroll)
        self._column = column(self._inner, spacing=M)
        self._column.setContentsMargins(XL, S, XL, S)
        self.windscreen = WindscreenView(self._inner)
        self.windscreen.folded.connect(self._on_folded)
        self._column.addWidget(self.windscreen)

    # the desk around it ---------------------------------------------------------------------------------------------

    def show_view(self, view: "ReferralView") -> None:
        super().show_view(view)
        if self.of is None or self.of.id != view.threshold.id:
            self._build(view.threshold)
        if view.referral.id != self._referral_id:
            self._referral_id = view.referral.id
            self.ticking.begin(self._referral_id)
            self.list.lines.show_answers(view.ticks, view.tick_notes)
            self._show_lines()
        elif not self.ticking.is_writing:
            # An answer that is older than her last tick would take the tick away under her hand.
            self.list.lines.show_answers(view.ticks, view.tick_notes)
        self._show_corrected(self.known.corrected)
        self._show_picture()
        self._show_note()
        self._follow_wish()
        self.filled.emit()

    def open_field(self, row_id: str, field: str) -> None:
        # A place without a row names the indicator whose note it is about, as the checks before printing do.
        self._wish = (row_id or field, not row_id or field == NOTE)
        self._follow_wish()

    def open_ids(self) -> tuple[str, str]:
        if self.of is None:
            return "", ""
        return self.list.current_id, NOTE if self.pane.note.hasFocus() else ""

    def save(self, then: Callable[[], None]) -> None:
        if self.of is not None:
            self.pane.keep()
        then()

    def keep_text(self) -> None:
        if self.of is not None:
            self.pane.keep_text()

    def first_focus(self) -> QWidget | None:
        return self.search.line if self.of is not None else None

    def filter_requested(self) -> bool:
        if self.of is None:
            return False
        self.search.take_focus()
        return True

    # Qt's side ------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fold_where_low()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._fold_where_low()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched is self.pane.note:
            self._scroll.ensureWidgetVisible(self.pane.field, 0, M)
        elif event.type() == QEvent.Type.FocusIn:
            self._show_search()
        return super().eventFilter(watched, event)

    # building -------------------------------------------------------------------------------------------------------

    def _build(self, of: ThresholdSet) -> None:
        """Make the search and the list for a set; a referral keeps its set, so this happens once."""
        self.of = of
        self._search = IndicatorSearch(of)
        self.search = SearchBar(of, self._inner)
        self.list = IndicatorList(self._inner)
        self.list.lines.patterns = patterns(of)
        self.ticking = Ticking(self.session, self.list)
        self.empty = EmptyState("", parent=self._inner)
        self.pane = NotePane(self.session, self._inner)
        self.stack = QStackedWidget(self._inner)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        self._panes = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._panes.setSpacing(0)
        self._panes.addWidget(self.stack, 3)
        self._panes.addWidget(self.pane, 2)
        self._column.addWidget(self.search)
        self._column.addLayout(self._panes, 1)
        self.search.changed.connect(self._on_search_changed)
        self.search.down.connect(self._on_down)
        self.list.chosen.connect(self._on_chosen)
        self.list.toggled.connect(self.ticking.toggle)
        self.list.note_wanted.connect(self._on_note_wanted)
        self.list.typed.connect(self.search.take_focus)
        self.list.left.connect(self._on_list_left)
        self.list.undo_wanted.connect(self.ticking.undo)
        self.pane.toggled.connect(self.ticking.toggle)
        self.pane.written.connect(self.ticking.write_note)
        self.pane.left.connect(self._on_pane_left)
        self.empty.acted.connect(self._on_empty_acted)
        self.ticking.drawn.connect(self._on_drawn)
        self.ticking.note_stored.connect(self._on_note_stored)
        self.ticking.saved.connect(self.saved)
        self.ticking.refused.connect(self._on_refused)
        for watched in (self.search.line, self.list, self.pane.note):
            watched.installEventFilter(self)
        for part in (self.search, self.stack, self.pane):
            part.show()  # at once: the focus is given before the layout would show them
        self._arrange()

    def _arrange(self) -> None:
        if self.of is None:
            return
        letter, line = self.fontMetrics().horizontalAdvance("n"), self.fontMetrics().height()
        beside = self.width() >= letter * _ROOM_FOR_BOTH
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._panes.setDirection(way)
        self.pane.setMinimumHeight(0 if beside else line * 12)

    def _fold_where_low(self) -> None:
        remembered = self.session.memory.get(_FOLDED)
        if isinstance(remembered, bool):
            self.windscreen.set_folded(remembered)
        elif self.isVisible():
            self.windscreen.set_folded(self.height() < self.fontMetrics().height() * _ROOM_FOR_HEADINGS)

    # showing --------------------------------------------------------------------------------------------------------

    def _show_lines(self) -> None:
        """Show what fits the search; she stays on her line where it still fits."""
        assert self.of is not None and self._search is not None
        model, stood = self.list.lines, self.list.current_id
        typed, level, only = self.search.typed, self.search.levels.current(), self.search.only_ticked.isChecked()
        wanted = {where.indicator.id for where in self._search.find(typed)} if typed else set(self.of.places)
        if only:
            wanted &= model.ticked
        lines = lines_of(self.of, wanted, level)
        model.show_lines(lines)
        if lines:
            self.stack.setCurrentWidget(self.list)
            if not self.list.go_to(stood):
                self.list.go_first()
        else:
            self.stack.setCurrentWidget(self.empty)
            self.pane.show_nothing()
            self._say_empty(typed, only)
        shown = sum(isinstance(line, Where) for line in lines)
        self.search.say_count(_count_words(shown, searched=bool(typed), only=only))

    def _say_empty(self, typed: str, only: bool) -> None:
        if only and not typed:
            self.empty.say(
                "Nothing is ticked here yet", "Tick what fits; you can search by your own words.", "Show all"
            )
        else:
            words = f"No indicator fits “{typed}”"
            self.empty.say(words, "Try another word for it, or fewer words.", "Show all")

    def _show_picture(self) -> None:
        assert self.of is not None and self.view is not None
        self.windscreen.show_ticks(self.of, self.list.lines.ticked, self.view.referral.judged_level or "")

    def _show_note(self) -> None:
        assert self.of is not None
        where = self.list.lines.where(self.list.currentIndex().row())
        if where is None:
            self.pane.show_nothing()
            return
        indicator_id = where.indicator.id
        self.pane.show_indicator(
            where,
            self.list.lines.words(where),
            ticked=indicator_id in self.list.lines.ticked,
            note=self.list.lines.notes.get(indicator_id, ""),
            also=also_words(twins(self.of, where)),
            place=self._note_place(indicator_id),
        )

    def _note_place(self, indicator_id: str) -> str:
        return f"referral/{self._referral_id}/{self.key}/{indicator_id}/{NOTE}"

    def _follow_wish(self) -> None:
        wish, to_note = self._wish
        if self.of is None or not wish:
            return
        self._wish = ("", False)
        if wish in self.of.places and not self.list.go_to(wish):
            self.search.clear()
            self.list.go_to(wish)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if to_note and wish in self.list.lines.ticked:
            self.pane.take_focus()

    # events ---------------------------------------------------------------------------------------------------------

    def _on_search_changed(self) -> None:
        self._show_lines()
        self._show_search()

    def _show_search(self) -> None:
        """Where not everything has room, show the search and what it finds together."""
        self._scroll.verticalScrollBar().setValue(self.search.y() - M)

    def _on_down(self) -> None:
        if self.list.lines.lines:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_chosen(self, indicator_id: str) -> None:
        if indicator_id:
            self._show_note()

    def _on_note_wanted(self, indicator_id: str) -> None:
        if indicator_id not in self.list.lines.ticked:
            self.ticking.toggle(indicator_id)
        self.pane.take_focus()

    def _on_drawn(self) -> None:
        self._show_picture()
        self._show_note()

    def _on_note_stored(self, indicator_id: str) -> None:
        self.pane.note_stored(indicator_id, self._note_place(indicator_id))

    def _on_refused(self, words: str) -> None:
        self.notice_requested.emit(words, "error")

    def _on_list_left(self) -> None:
        self.search.take_focus()

    def _on_pane_left(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_empty_acted(self) -> None:
        self.search.clear()
        self.search.take_focus()

    def _show_corrected(self, corrected: bool) -> None:
        """Show the words of the source, or its slips put right, as the council has chosen."""
        if corrected != self.list.lines.corrected:
            self.list.lines.corrected = corrected
            self._show_lines()

    def _on_folded(self, folded: bool) -> None:
        self.session.memory[_FOLDED] = folded


def _count_words(shown: int, *, searched: bool, only: bool) -> str:
    """Say how many lines are shown; where only ticks are shown no number is said, ticks are never added up."""
    if only:
        return "Only what is ticked"
    if searched:
        return f"{shown} found" if shown else "Nothing found"
    return "1 indicator" if shown == 1 else f"{shown} indicators"
