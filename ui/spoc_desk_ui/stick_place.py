"""Asks for the stick, or for a file on it, and lets the computer remember nothing of it."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QStorageInfo, QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from .printing.save_place import leave_no_trace

_BESIDE_STICKS = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
FILES = "Backups (*.spocbak)"


class StickPlace(QObject):
    """One question at a time, in the program's own dialog: those of the system keep lists of recent files.

    Signals:
        folder_chosen: where the next file goes.
        file_chosen: which file is meant.
        files_chosen: which files are meant, where several may be.
    """

    folder_chosen = Signal(object)
    file_chosen = Signal(object)
    files_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.dialog: QFileDialog | None = None

    def ask_folder(self, last: str = "", title: str = "Where does the backup go?") -> None:
        """Begin where the last file went."""
        dialog = self._made(title, last)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(self._on_folder)
        dialog.open()

    def ask_file(self, last: str = "", title: str = "Which backup?", kinds: str = FILES) -> None:
        """Begin where the last file went."""
        dialog = self._made(title, last)
        dialog.setNameFilter(kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def ask_files(self, title: str, kinds: str) -> None:
        """Ask for one or more."""
        dialog = self._made(title, "")
        dialog.setNameFilter(kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_files)
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

    def _on_files(self, names: list[str]) -> None:
        self.files_chosen.emit(tuple(map(Path, names)))


def sticks() -> list[str]:
    """Return where sticks are plugged in now (Linux, macOS; on Windows the dialog lists the drives itself)."""
    roots = [volume.rootPath() for volume in QStorageInfo.mountedVolumes() if volume.isValid() and volume.isReady()]
    return [root for root in roots if f"{root}/".startswith(_BESIDE_STICKS)]
