"""A new recovery sheet: after the old one was used, or when a set-up was left before the code was typed back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import UserError

from ..theme import L
from ..widgets.banner import SummaryBanner
from ..widgets.buttons import Button
from ..widgets.gate import Gate
from ..widgets.surface import row
from ..wizard.sheet_step import SheetStep


class NewSheetPage(Gate):
    """Shows the code and asks for it back.

    Signals:
        sheet_save_requested: the file name for the sheet.
        code_typed: the code, typed back.
    """

    sheet_save_requested = Signal(str)
    code_typed = Signal(str)

    def __init__(self, groups: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(720, parent)
        self._banner = SummaryBanner(self.sheet)
        self.column.addWidget(self._banner)
        self.sheet_step = SheetStep(self.sheet)
        self.sheet_step.show_code(groups)
        self.sheet_step.save_requested.connect(self.sheet_save_requested)
        self.sheet_step.typed.connect(self.code_typed)
        self.column.addWidget(self.sheet_step)
        line = row()
        line.setContentsMargins(0, L, 0, 0)
        line.addStretch(1)
        finish = Button("Finish", "primary", parent=self.sheet)
        finish.hide()
        self.sheet_step.face_changed.connect(finish.setVisible)
        finish.clicked.connect(self._on_finish)
        line.addWidget(finish)
        self.column.addLayout(line)

    def first_focus(self) -> QWidget:
        """Return the first thing to do."""
        return self.sheet_step.first_focus()

    def show_error(self, error: UserError) -> None:
        """Say what went wrong."""
        self.sheet_step.show_error(error)

    def _on_finish(self) -> None:
        problems = self.sheet_step.problems()
        self._banner.show_problems(problems)
        if not problems:
            self.code_typed.emit(self.sheet_step.typed_code())
