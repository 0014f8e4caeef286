"""The first run: from an empty folder to an open desk in five steps."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from spoc_desk.casework.first_run_answers import FirstRun
from spoc_desk.domain.roles import KNOW_OF_RELOCATIONS, holds_any
from spoc_desk.errors import UserError

from ..theme import XL, L, M
from ..widgets.banner import Line, SummaryBanner
from ..widgets.buttons import Button
from ..widgets.gate import Gate
from ..widgets.surface import column, row
from ..widgets.wizard_steps import WizardSteps
from ..widgets.words import Words
from ..wizard.backup_step import BackupStep
from ..wizard.council_step import CouncilStep
from ..wizard.password_step import PasswordStep
from ..wizard.people_step import PeopleStep
from ..wizard.sheet_step import SheetStep
from ..wizard.step import Step


class FirstRunPage(Gate):
    """Five steps; she can go back until the vault is made.

    Signals:
        create_requested: (folder, password, FirstRun) make the vault and set it up.
        sheet_save_requested: the file name for the recovery sheet.
        code_typed: the recovery code, typed back.
        restore_requested: there is a backup of a vault already; the folder for the vault.
    """

    create_requested = Signal(object, str, object)
    sheet_save_requested = Signal(str)
    code_typed = Signal(str)
    restore_requested = Signal(object)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(920, parent, anchored=True)
        self._made = False
        self.current_step = 0
        self.council = CouncilStep(folder)
        self.people = PeopleStep()
        self.backup = BackupStep()
        self.password = PasswordStep()
        self.sheet_step = SheetStep()
        self._steps: tuple[Step, ...] = (self.council, self.people, self.backup, self.password, self.sheet_step)
        across = row(spacing=XL + L)
        left = column(spacing=L)
        left.addWidget(Words("Set up SPOC Desk", "strong", parent=self.sheet))
        self._list = WizardSteps([step.title for step in self._steps], self.sheet)
        left.addWidget(self._list, 1)
        across.addLayout(left)
        right = column(spacing=L)
        self._banner = SummaryBanner(self.sheet)
        self._banner.field_requested.connect(self._on_field_requested)
        right.addWidget(self._banner)
        for step in self._steps:
            step.setParent(self.sheet)
            right.addWidget(step)
        right.addStretch(1)
        right.addLayout(self._buttons())
        across.addLayout(right, 1)
        self.column.addLayout(across)
        self.password.lines.entered.connect(self._on_next)
        self.sheet_step.save_requested.connect(self.sheet_save_requested)
        self.sheet_step.typed.connect(self.code_typed)
        self.sheet_step.face_changed.connect(self._next.setVisible)
        self._show(0)

    def answers(self) -> FirstRun:
        """Return everything that was asked, apart from folder and password."""
        return FirstRun(
            profile_id=self.council.profile_id(),
            council_name=self.council.text("council_name"),
            own_area=self.council.own_area(),
            dcs_office=self.council.office("dcs"),
            dass_office=self.council.office("dass"),
            person_name=self.people.text("name"),
            roles=self.people.roles(),
            backup_note=self.backup.text("backup"),
            sample_case=self.backup.wants_sample(),
            practice=self.backup.is_practice(),
        )

    def show_sheet(self, groups: tuple[str, ...]) -> None:
        """Show the recovery code of the vault that was just made; there is no way back from here."""
        self._made = True
        self.password.lines.clear()
        self.sheet_step.show_code(groups)
        self._say_busy(False)
        self._show(len(self._steps) - 1)

    def show_error(self, error: UserError) -> None:
        """Say what went wrong; nothing typed is lost."""
        self._say_busy(False)
        if self._made:
            self.sheet_step.show_error(error)
        else:
            self._banner.show_problems([Line(str(error))], "The vault was not made")

    def first_focus(self) -> QWidget:
        """Return where to type first in the step shown."""
        return self._steps[self.current_step].first_focus()

    def _buttons(self) -> QHBoxLayout:
        line = row(spacing=M)
        line.setContentsMargins(0, L, 0, 0)
        self._back = Button("Back", parent=self.sheet)
        self._back.clicked.connect(self._on_back)
        self._next = Button("Next", "primary", parent=self.sheet)
        self._next.clicked.connect(self._on_next)
        self.restore = Button("Restore a backup", "link", parent=self.sheet)
        self.restore.clicked.connect(self._on_restore)
        line.addWidget(self._back)
        line.addWidget(self.restore)
        line.addStretch(1)
        line.addWidget(self._next)
        return line

    def _show(self, number: int) -> None:
        self._banner.show_problems([])
        self.current_step = number
        if self._steps[number] is self.backup:
            self.backup.offer_sample(holds_any(self.people.roles(), KNOW_OF_RELOCATIONS))
        # Not a stacked widget: only the step shown may decide how tall the sheet is.
        for place, step in enumerate(self._steps):
            step.setVisible(place == number)
        self.scroll_to_top()
        self._list.show_step(number)
        last = number == len(self._steps) - 1
        self._back.setVisible(number > 0 and not last)
        self.restore.setVisible(number == 0)
        self._next.setVisible(not last or self.sheet_step.is_typing)
        self._next.setText("Finish" if last else "Make the vault" if number == len(self._steps) - 2 else "Next")
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_restore(self) -> None:
        self.restore_requested.emit(self.council.folder)

    def _on_back(self) -> None:
        self._show(self.current_step - 1)

    def _on_next(self) -> None:
        step = self._steps[self.current_step]
        problems = step.problems()
        step.show_problem_words(problems)
        self._banner.show_problems(problems)
        if problems:
            return
        if step is self.password:
            self._say_busy(True)
            self.create_requested.emit(self.council.folder, self.password.lines.password(), self.answers())
        elif step is self.sheet_step:
            self.code_typed.emit(self.sheet_step.typed_code())
        else:
            self._show(self.current_step + 1)

    def _on_field_requested(self, key: str) -> None:
        field = self._steps[self.current_step].fields.get(key)
        if field is not None:
            field.take_focus()
        else:
            self.first_focus().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say_busy(self, busy: bool) -> None:
        self._next.setEnabled(not busy)
        self._back.setEnabled(not busy)
        if busy:
            self._next.setText("Making the vault…")
