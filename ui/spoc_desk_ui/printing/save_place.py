"""Asks where to save a file, and lets the computer remember nothing of it: no recent folder, no history."""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

_KEPT = ("history", "lastVisited", "shortcuts", "qtVersion", "sidebarWidth", "treeViewHeader", "viewMode")
_NOWHERE = os.devnull
"""No folder, and nobody can make it one: settings that are to lie below it are neither read nor written."""


class SavePlace(QObject):
    """One question at a time, in the program's own dialog: those of the system keep lists of recent files.

    Signals:
        chosen: the path.
        left: nothing was chosen.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.dialog: QFileDialog | None = None

    def ask(self, title: str, name: str, *, kind: str = "PDF", suffix: str = "pdf") -> None:
        """Propose *name* in the person's own documents; *kind* is what a file with this *suffix* is called."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())
        dialog = QFileDialog(self._over, title, folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind} (*.{suffix})")
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(name)
        dialog.fileSelected.connect(self._on_selected)
        dialog.rejected.connect(self.left)
        dialog.finished.connect(dialog.deleteLater)
        leave_no_trace(dialog)
        self.dialog = dialog
        dialog.open()

    def _on_selected(self, name: str) -> None:
        self.chosen.emit(Path(name))


def leave_no_trace(dialog: QFileDialog) -> None:
    """Let the program's own dialog write nothing into Qt's settings: not where she was, not even for a moment."""
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, True)
    dialog.setHistory([])
    if sys.platform == "win32":
        # The registry cannot be turned away. What Qt writes there while the dialog goes names a folder of no meaning,
        # and is put back; that may be after its owner is gone.
        dialog.finished.connect(partial(_forget_folder, dialog))
        dialog.destroyed.connect(partial(_restore, _remembered()))
    else:
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, _NOWHERE)


def _forget_folder(dialog: QFileDialog, _code: int) -> None:
    dialog.setDirectory(str(Path.home()))
    dialog.setHistory([])


def _each(act: Callable[[QSettings, str], None]) -> None:
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.beginGroup("FileDialog")
    for key in _KEPT:
        act(settings, key)
    settings.endGroup()
    settings.sync()


def _remembered() -> dict[str, object]:
    found: dict[str, object] = {}

    def look(settings: QSettings, key: str) -> None:
        if settings.contains(key):
            found[key] = settings.value(key)

    _each(look)
    return found


def _restore(before: dict[str, object], _gone: QObject | None = None) -> None:
    """Put back what the settings of Qt said before."""

    def put(settings: QSettings, key: str) -> None:
        if key in before:
            settings.setValue(key, before[key])
        else:
            settings.remove(key)

    _each(put)
