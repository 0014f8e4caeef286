"""A list in a file, CSV or a workbook, as rows of cells."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from spoc_desk.errors import BadAnswer
from spoc_desk.machine.files import read_at_most

from ..lazy import load
from ..printing.save_place import leave_no_trace

if TYPE_CHECKING:
    from collections.abc import Callable

    from spoc_desk.casework.relay.table_source import Table
    from spoc_desk.vault.vault import Vault

_MOST_BYTES = 20_000_000


def ask_for_list(parent: QWidget, words: str, taken: "Callable[[Path], None]") -> None:
    """Let her choose a list; *taken* is told its path."""
    dialog = QFileDialog(parent, words, str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(["Lists (*.csv *.txt *.xlsx)", "All files (*)"])
    dialog.fileSelected.connect(lambda name: taken(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    leave_no_trace(dialog)
    dialog.open()


def read_list(vault: "Vault", path: Path) -> "Table":
    """Return the rows of a list, the heads first (worker thread). Raises BadAnswer for what is none."""
    try:
        data = read_at_most(path, _MOST_BYTES)
    except OSError:
        # Not "from": the system's own words hold the path.
        raise BadAnswer("This file cannot be opened. Look whether it is there, and whether you may open it.") from None
    area = load("spoc_desk.casework.council").profile(vault).own_area
    table: Table = load("spoc_desk.casework.relay.table_source").table_of(data, area)
    return table
