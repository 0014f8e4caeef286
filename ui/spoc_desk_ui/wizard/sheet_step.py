"""The recovery sheet: saved or written down, then typed back; only then is the set-up finished."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from spoc_desk.errors import UserError

from ..printing.save_place import leave_no_trace
from ..recovery_groups import group_is_right
from ..theme import L, M, S
from ..widgets.banner import Line
from ..widgets.buttons import Button
from ..widgets.code_entry import CodeEntry
from ..widgets.notice import Notice
from ..widgets.surface import Surface, column, row
from ..widgets.words import Words
from .step import Step


class SheetStep(Step):
    """Shows the code until she has it on paper, then asks for it.

    Signals:
        save_requested: the file name for the sheet as a PDF.
        typed: the whole code, right in every group.
        face_changed: True once she types the code back, False while it is shown.
    """

    title = "Recovery sheet"
    save_requested = Signal(str)
    typed = Signal(str)
    face_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "The recovery sheet",
            "If the password is lost, this code is the only way in. It belongs on paper, in a sealed envelope, in a "
            "safe to which you have no key.",
            parent,
        )
        self._notice = Notice("", "ok", closable=False, parent=self)
        self._notice.hide()
        self.column.addWidget(self._notice)
        self._shown = self._show_face()
        self._typed = self._type_face()
        self._typed.hide()
        self.column.addWidget(self._shown)
        self.column.addWidget(self._typed)

    def show_code(self, groups: Sequence[str]) -> None:
        """Show a new code."""
        for words, group in zip(self._groups, groups, strict=True):
            words.setText(group)
        self._entry.clear()
        self._notice.hide()
        self._face(typing=False)

    def say_saved(self, words: str) -> None:
        """Say where the sheet is."""
        self._notice.say(words, "ok")
        self._notice.show()
        self._notice.speak()

    def show_error(self, error: UserError) -> None:
        """Say what went wrong with the sheet or the code."""
        self._notice.say(str(error), "error")
        self._notice.show()
        self._notice.speak()

    def forget(self) -> None:
        """Wipe the code from the page."""
        for words in self._groups:
            words.setText("")
        self._entry.clear()

    @property
    def is_typing(self) -> bool:
        """True once she types the code back."""
        return not self._typed.isHidden()

    def typed_code(self) -> str:
        """Return what is typed."""
        return self._entry.text()

    def first_focus(self) -> QWidget:
        return self._entry if self.is_typing else self._save

    def problems(self) -> list[Line]:
        if not self.is_typing:
            return [Line("Put the code on paper, then choose “I have it on paper”", "")]
        return [] if self._entry.is_complete else [Line("Type all eight groups of the code from the paper", "code")]

    def _show_face(self) -> QWidget:
        face = QWidget(self)
        layout = column(face, spacing=L)
        card = Surface("card", face)
        grid = QGridLayout(card)
        grid.setContentsMargins(L, L, L, L)
        grid.setSpacing(M)
        self._groups = []
        for number in range(8):
            words = Words(role="code", wrap=False, parent=card)
            words.setAccessibleDescription(f"Group {number + 1} of 8")
            grid.addWidget(words, number // 4, number % 4, Qt.AlignmentFlag.AlignCenter)
            self._groups.append(words)
        layout.addWidget(card)
        line = row(spacing=S)
        self._save = Button("Save the sheet as a PDF…", icon_name="save", parent=face)
        self._save.clicked.connect(self._on_save)
        on_paper = Button("I have it on paper", "primary", parent=face)
        on_paper.clicked.connect(self._on_paper)
        line.addWidget(self._save)
        line.addStretch(1)
        line.addWidget(on_paper)
        layout.addLayout(line)
        layout.addWidget(
            Words("Print the PDF once and delete the file, or copy the code by hand.", "small", parent=face)
        )
        layout.addStretch(1)
        return face

    def _type_face(self) -> QWidget:
        face = QWidget(self)
        layout = column(face, spacing=M)
        layout.addWidget(Words("Type the code back from the paper", "strong", parent=face))
        self._entry = CodeEntry(group_is_right, face)
        self._entry.completed.connect(self._on_completed)
        layout.addWidget(self._entry)
        again = Button("Show the code again", "link", parent=face)
        again.clicked.connect(self._on_again)
        layout.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        return face

    def _face(self, *, typing: bool) -> None:
        self._shown.setVisible(not typing)
        self._typed.setVisible(typing)
        self.face_changed.emit(typing)

    def _on_paper(self) -> None:
        self._notice.hide()
        self._face(typing=True)
        self._entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_again(self) -> None:
        self._face(typing=False)
        self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_completed(self) -> None:
        self.typed.emit(self._entry.text())

    def _on_save(self) -> None:
        dialog = QFileDialog(self, "Save the recovery sheet")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile("recovery-sheet.pdf")
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.finished.connect(dialog.deleteLater)
        leave_no_trace(dialog)
        dialog.fileSelected.connect(self.save_requested)
        dialog.open()
