"""Check answers: what is to be put right on top, then every answer with a way to change it, then go on."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ..widgets.announce import announce
from ..widgets.surface import column
from .check_list import CheckList
from .check_rows import CheckRow, check_rows
from .section import SectionPage

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView

    from ..session import Session


class CheckAnswers(SectionPage):
    """Nothing is stored here; what she changes brings her back to this page. The desk sets `keys`, the sections."""

    def __init__(self, key: str, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(key, session, parent)
        self.keys: tuple[str, ...] = ()
        self.list = CheckList(self)
        self.list.jumped.connect(self._on_jumped)
        column(self, spacing=0).addWidget(self.list)

    def show_view(self, view: "ReferralView") -> None:
        another = self.view is None or self.view.referral.id != view.referral.id
        super().show_view(view)
        self.list.show_rows(check_rows(view, self.known, self.keys))
        if another:
            self.list.to_top()
        self.filled.emit()

    def first_focus(self) -> QWidget | None:
        return self.list

    def opened_for_check(self) -> None:
        """Stand on the summary and have it read aloud: she asked for the check."""
        self.list.to_top()
        if self.list.lines.rows:
            announce(self.list, self.list.lines.rows[0].spoken, urgent=True)

    def _on_jumped(self, row: CheckRow) -> None:
        """Go to the answer, and come back here after saving."""
        if self.view is not None:
            place = f"referral/{self.view.referral.id}/{row.section}/{row.row_id}/{row.field}".rstrip("/")
            self.place_requested.emit(place, {"back": self.key})
