"""Who looked at this case, and at the names in it: newest first, with the reason where a name was shown."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from ..session import Session
from ..theme import L, M
from ..widgets.surface import column
from ..widgets.words import Words
from .looks_table import LooksTable
from .part import CasePart

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseHeader

_MORE = "One line for each person and unlock. A name leaves a line at every look."


class LooksPart(CasePart):
    """The list for one case."""

    key: ClassVar[str] = "looks"
    title: ClassVar[str] = "Who looked"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        layout = column(self, margin=L, spacing=M)
        layout.addWidget(Words(_MORE, "muted", parent=self))
        self.table = LooksTable(session, "Who looked at this case", of_case=True, parent=self)
        self.table.copied.connect(self.copy_requested)
        self.table.model.counted.connect(self._on_counted)
        layout.addWidget(self.table, 1)

    def show_case(self, case_id: str, header: "CaseHeader") -> None:
        super().show_case(case_id, header)
        self.table.show_case(case_id)

    def first_focus(self) -> QWidget | None:
        return self.table.view

    def filter_requested(self) -> bool:
        self.table.focus_filter("who")
        return True

    def _on_counted(self, _total: int, _filtered: bool) -> None:
        self.filled.emit()
