"""Keeping and disposing: the closed records, how long each is kept, and how it goes (domain 2.6, D-34)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ..keeping.desk import KeepingDesk
from ..page import Page, Tools
from ..theme import XL, L, S
from ..widgets.surface import column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change

_TOUCHING = frozenset({"retention", "case", "referral", "restricted", "profile"})


class KeepingPage(Page):
    """Reached from Today's line and from the settings."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=0)
        head = row()
        head.setContentsMargins(XL, L, XL, 0)
        head.addWidget(Words("Keeping and disposing", "title", wrap=False, parent=self))
        head.addStretch(1)
        layout.addLayout(head)
        self.desk = KeepingDesk(tools, self)
        body = row()
        body.setContentsMargins(S, 0, S, 0)
        body.addWidget(self.desk)
        layout.addLayout(body, 1)
        self.desk.table.model.counted.connect(self._on_filled)
        self.desk.notice_requested.connect(self.notice_requested)
        self.desk.toast_requested.connect(self.toast_requested)
        self.desk.place_requested.connect(self.place_requested)
        self.desk.desk.copied.connect(self.copy_requested)
        tools.session.changed.connect(self._on_changed)

    def open(self, ids: Mapping[str, str]) -> None:
        self.desk.load()
        if record_id := ids.get("record_id", ""):
            self.desk.show_record(record_id)

    def open_ids(self) -> dict[str, str]:
        shown = self.desk.desk.shown_id
        return {"record_id": shown} if shown else {}

    def first_focus(self) -> QWidget | None:
        return self.desk.table.view

    def filter_requested(self) -> bool:
        self.desk.table.focus_filter("reference")
        return True

    def _on_filled(self, _total: int, _filtered: bool) -> None:
        self.filled.emit()

    def _on_changed(self, change: "Change") -> None:
        if change.what in _TOUCHING:
            self.desk.table.refresh()
