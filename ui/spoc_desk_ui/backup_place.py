"""Asks for the stick, or for the file of a backup, and lets the computer remember nothing of it."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QStorageInfo, QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from .printing.save_place import leave_no_trace

_BESIDE_STICKS = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
FILES = "Backups (*.spocbak)"


class BackupPlace(QObject):
    """One question at a time, in the program's own dialog: those of the system keep lists of recent files.

    Signals:
        folder_chosen: where the next backup goes.
        file_chosen: which backup is meant.
    """

    folder_chosen = Signal(object)
    file_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.dialog: QFileDialog | None = None

    def ask_folder(self, last: str) -> None:
        """Begin where the last backup went."""
        dialog = self._made("Where does the backup go?", last)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(self._on_folder)
        dialog.open()

    def ask_file(self, last: str) -> None:
        """Begin where the last backup went."""
        dialog = self._made("Which backup?", last)
        dialog.setNameFilter(FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def close(self) -> None:
        """Put the question away."""
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.reject()

    def _made(self, title: str, last: str) -> QFileDialog:
        own = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())
        dialog = QFileDialog(self._over, title, last if last and Path(last).is_dir() else own)
        dialog.finished.connect(self._on_finished)
        dialog.finished.connect(dialog.deleteLater)
        leave_no_trace(dialog)
        dialog.setSidebarUrls([*dialog.sidebarUrls(), *map(QUrl.fromLocalFile, sticks())])
        self.dialog = dialog
        return dialog

    def _on_finished(self, _code: int) -> None:
        self.dialog = None

    def _on_folder(self, name: str) -> None:
        self.folder_chosen.emit(Path(name))

    def _on_file(self, name: str) -> None:
        self.file_chosen.emit(Path(name))


def sticks() -> list[str]:
    """Return where sticks are plugged in now (Linux, macOS; on Windows the dialog lists the drives itself)."""
    roots = [volume.rootPath() for volume in QStorageInfo.mountedVolumes() if volume.isValid() and volume.isReady()]
    return [root for root in roots if f"{root}/".startswith(_BESIDE_STICKS)]
