"""What the family must not read: kept apart, and printed on a sheet of its own."""

from PySide6.QtCore import Qt

from ..widgets.buttons import Button
from .editor import Editor
from .form_section import FormSection


class ConfidentialSection(FormSection):
    """The questions, and a button to the sheet."""

    print_button: Button | None = None

    def built(self, editor: Editor) -> None:
        self.print_button = Button("Print this sheet alone", "quiet", icon_name="print", parent=editor)
        self.print_button.setToolTip("Ctrl+P")
        self.print_button.clicked.connect(self.print_requested)
        editor.column.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignLeft)

    def print_requested(self) -> bool:
        if self.view is None:
            return False
        self.save(self._print)
        return True

    def _print(self) -> None:
        if self.view is not None:
            self.place_requested.emit(f"print/referral-confidential/{self.view.referral.id}", {})
