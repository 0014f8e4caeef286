"""A new recovery sheet: the one before it dies at once, the new one is put on paper and typed back."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from spoc_desk.errors import UserError

from ..absence import only_for
from ..forms.flow import Flow
from ..lazy import load
from ..page import Tools
from ..printing.plain_print import SheetPrint
from ..printing.preview import Preview
from ..printing.source import Copy
from ..theme import XL, L, M, S
from ..widgets.buttons import Button
from ..widgets.notice import Notice
from ..widgets.surface import ScrollColumn, Surface, column, row
from ..widgets.words import Words, rule
from ..wizard.sheet_step import SheetStep
from .section import Section
from .sheet_trial import SheetTrial

if TYPE_CHECKING:
    from spoc_desk.casework.vault_care import VaultFacts
    from spoc_desk.vault.recovery import RecoveryCode
    from spoc_desk.vault.vault import Vault

_HOLDER = "LA SPOC"
_TRIAL = 3  # the face


class RecoverySection(Section):
    """Four faces: the sheet in force, the new code, its print, a trial of the one in force."""

    key = "recovery"
    title = "Recovery sheet"
    seen_by = ()
    intro = (
        "If the password is lost, the recovery sheet is the only way into the vault. It lies in a sealed envelope, "
        "in a safe to which you have no key."
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._code: RecoveryCode | None = None
        self._faces = QStackedWidget(self)
        self._faces.addWidget(self.area)
        self._faces.addWidget(self._code_face())
        self._faces.addWidget(self._print_face())
        self._faces.addWidget(self._trial_face())
        self.outer.addWidget(self._faces, 1)
        self._done = Notice("", "ok", closable=False, parent=self)
        self._done.hide()
        self.column.addWidget(self._done)
        self._sheet = Words(role="strong", parent=self)
        self.column.addWidget(self._sheet)
        self.make = Button("Make a new recovery sheet…", icon_name="sheet", parent=self)
        self.make.clicked.connect(self._on_make)
        only_for(self.session, ("recovery sheet replaced",), self.make)
        self.try_it = Button("Try the sheet…", icon_name="check", parent=self)
        self.try_it.clicked.connect(self._on_try)
        only_for(self.session, ("tried the recovery sheet",), self.try_it)
        self._tried = Words(role="muted", parent=self)
        self.column.addWidget(self._tried)
        both = Flow(spacing=M)
        both.addWidget(self.try_it)
        both.addWidget(self.make)
        self.column.addLayout(both)
        self.column.addWidget(self._question())
        self.column.addStretch(1)
        tools.session.locked.connect(self._forget)

    def show_now(self) -> None:
        self.session.run(_facts, self._on_facts)

    def first_focus(self) -> QWidget | None:
        if self._faces.currentIndex() == 1:
            return self.step.first_focus()
        if self._faces.currentIndex() == _TRIAL:
            return self.trial.code
        return self.preview.first_focus() if self._faces.currentIndex() == 2 else self.make

    def print_now(self) -> bool:
        """Ctrl+P. True where there is a new sheet to print."""
        if self._code is None:
            return False
        if self._faces.currentIndex() == 2:
            return self.preview.print_now()
        self._on_print()
        return True

    # faces ----------------------------------------------------------------------------------------------------------

    def _question(self) -> QWidget:
        self._sure = Surface("warn", self)
        inside = column(self._sure, margin=L, spacing=M)
        inside.addWidget(Words("The sheet in the safe stops working at once", "strong", parent=self._sure))
        inside.addWidget(
            Words(
                "Make a new one when the envelope was opened, lost, or seen by somebody. Have a printer, an envelope "
                "and ten minutes. You type the new code back from the paper; until then the set-up is not finished.",
                parent=self._sure,
            )
        )
        buttons = row(spacing=M)
        self.not_now = Button("Not now", parent=self._sure)
        self.not_now.clicked.connect(self._on_not_now)
        self.go = Button("Make the new sheet", "danger", parent=self._sure)
        self.go.clicked.connect(self._on_go)
        for button in (self.not_now, self.go):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        self._sure.hide()
        return self._sure

    def _code_face(self) -> QWidget:
        face = ScrollColumn(self, widest=760, margin=XL, spacing=L)
        self.step = SheetStep(face)
        self.step.save_requested.connect(self._on_save)
        self.step.typed.connect(self._on_typed)
        face.column.addWidget(self.step)
        self.print_button = Button("Print the sheet…", icon_name="print", parent=face)
        self.print_button.clicked.connect(self._on_print)
        face.column.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignLeft)
        face.column.addStretch(1)
        return face

    def _trial_face(self) -> QWidget:
        self.trial = SheetTrial(self.session, self)
        self.trial.tried.connect(self._on_tried)
        self.trial.left.connect(self._on_trial_left)
        return self.trial

    def _print_face(self) -> QWidget:
        face = QWidget(self)
        layout = column(face, spacing=0)
        top = row(spacing=S)
        top.setContentsMargins(L, S, L, S)
        back = Button("Back to the code", "quiet", icon_name="arrow-left", parent=face)
        back.clicked.connect(self._on_back)
        top.addWidget(back)
        top.addStretch(1)
        layout.addLayout(top)
        layout.addWidget(rule(face))
        self.preview = Preview(self.session, face)
        self.preview.out.connect(self._on_out)
        layout.addWidget(self.preview, 1)
        return face

    # what happens ---------------------------------------------------------------------------------------------------

    def _on_facts(self, facts: "VaultFacts") -> None:
        self._sheet.setText(f"In force: {facts.sheet}")
        self._tried.setText(f"Last tried: {facts.sheet_tried}")
        self.filled.emit()

    def _on_try(self) -> None:
        self._done.hide()
        self._sure.hide()
        self._faces.setCurrentIndex(_TRIAL)
        self.trial.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_tried(self, words: str) -> None:
        self._on_trial_left()
        self._done.say(words, "ok")
        self._done.show()
        self._done.speak()
        self.show_now()

    def _on_trial_left(self) -> None:
        self.trial.forget()
        self._faces.setCurrentIndex(0)
        self.try_it.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_make(self) -> None:
        self._done.hide()
        self._sure.show()
        self.not_now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_not_now(self) -> None:
        self._sure.hide()
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go(self) -> None:
        self._sure.hide()
        self.make.setEnabled(False)
        self.session.renew_recovery(self._on_code, self._on_failed)

    def _on_code(self, code: "RecoveryCode") -> None:
        self.make.setEnabled(True)
        self._code = code
        self.step.show_code(code.groups)
        self._faces.setCurrentIndex(1)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: UserError) -> None:
        self.make.setEnabled(True)
        self._done.say(str(error), "error")
        self._done.show()
        self._done.speak()

    def _on_print(self) -> None:
        if self._code is not None:
            self._faces.setCurrentIndex(2)
            self.preview.show_source(SheetPrint(self._code, _HOLDER))
            self.preview.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_out(self, copy: Copy) -> None:
        self.step.say_saved(f"{copy.words}. Now type the code back from the paper.")

    def _on_back(self) -> None:
        self.preview.let_go()
        self._faces.setCurrentIndex(1)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save(self, name: str) -> None:
        code, path, today = self._code, Path(name), self.session.clock.today()
        if code is None:
            return

        def saved(_nothing: None) -> None:
            self.step.say_saved(f"Saved as {path.name}. Print it, then delete the file.")

        self.session.run_outside(
            lambda: load("spoc_desk_ui.sheet_file").write_sheet(path, code, today), saved, self.step.show_error
        )

    def _on_typed(self, typed: str) -> None:
        self.session.confirm_recovery(typed, self._on_confirmed, self.step.show_error)

    def _on_confirmed(self) -> None:
        number = self._code.sheet if self._code is not None else 0
        self._forget()
        self._faces.setCurrentIndex(0)
        self._done.say(f"Sheet {number} is in force. Seal it, sign across the flap, and destroy the old one.", "ok")
        self._done.show()
        self._done.speak()
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_now()

    def _forget(self) -> None:
        """Wipe the code: it is confirmed, or the desk locks."""
        self._code = None
        self.trial.forget()
        self.step.forget()
        self.preview.let_go()


def _facts(vault: "Vault") -> "VaultFacts":
    found: VaultFacts = load("spoc_desk.casework.vault_care").vault_facts(vault)
    return found
