"""Asks which file is to be checked, and lets the computer remember nothing of it."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ..printing.save_place import leave_no_trace


class OpenPlace(QObject):
    """One question at a time, in the program's own dialog: those of the system keep lists of recent files.

    Signals:
        chosen: the path.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.dialog: QFileDialog | None = None

    def ask(self) -> None:
        """Show the person's own documents."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())
        dialog = QFileDialog(self._over, "Check a file", folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_selected)
        dialog.finished.connect(dialog.deleteLater)
        leave_no_trace(dialog)
        self.dialog = dialog
        dialog.open()

    def _on_selected(self, name: str) -> None:
        self.chosen.emit(Path(name))
