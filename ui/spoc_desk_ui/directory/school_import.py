"""A list of schools read from a file, to look at before anything is stored."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from spoc_desk.errors import BadAnswer
from spoc_desk.machine.files import read_at_most, write_atomic

from ..forms.record_view import Action, RecordView
from ..lazy import load
from ..printing.save_place import leave_no_trace
from ..session import Session
from ..theme import XS, S
from ..widgets.card import SectionHead
from ..widgets.surface import column
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.schools.importing import ImportPreview, ImportRow
    from spoc_desk.vault.vault import Vault

TAKE, SAVE = "take", "save"
WRONG, SAME = "wrong", "same"
"""Kinds of rows, in the words of the core."""

IMPORTING = "spoc_desk.casework.schools.importing"
_MOST_BYTES = 20_000_000
_SHOWN = 40
_KINDS = (
    ("new", "new", "New schools"),
    ("changed", "changed", "Schools with other facts than now"),
    (WRONG, "to put right", "To put right first; these rows are not taken"),
    ("left_out", "left out", "Left out"),
)


def read_list(vault: "Vault", path: Path) -> "ImportPreview":
    """Return what a file would bring (worker thread)."""
    try:
        data = read_at_most(path, _MOST_BYTES)
    except OSError:
        # Not "from": the system's own words hold the path.
        raise BadAnswer("This file cannot be opened. Look whether it is there, and whether you may open it.") from None
    preview: ImportPreview = load(IMPORTING).preview_import(vault, data)
    return preview


class ImportView(RecordView):
    """What would become of the rows, and the one button that stores them.

    Signals:
        stored: the schools are in the directory.
    """

    stored = Signal(object)

    def __init__(self, session: Session, preview: "ImportPreview", parent: QWidget | None = None) -> None:
        self._session = session
        self._preview = preview
        taken = len(_rows(preview, "new", "changed"))
        wrong = len(_rows(preview, WRONG))
        actions = [Action(TAKE, f"Take {_schools(taken)}", "primary", "check")] if taken else []
        if wrong:
            actions.append(Action(SAVE, "Save the rows to put right…", icon="save"))
        super().__init__("Schools from a list", actions, sentence=_summary(preview), parent=parent)
        for kind, _word, title in _KINDS:
            self._add(title, preview, kind)
        self.acted.connect(self._on_action)

    def _add(self, title: str, preview: "ImportPreview", kind: str) -> None:
        rows = _rows(preview, kind)
        if not rows:
            return
        block = column(spacing=XS)
        block.addWidget(SectionHead(title, role="strong", parent=self))
        for one in rows[:_SHOWN]:
            said = f": {one.said}" if one.said else ""
            line = Words(f"Line {one.line}, {one.name or 'without a name'}{said}", parent=self)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            block.addWidget(line)
        if len(rows) > _SHOWN:
            block.addWidget(Words(f"and {len(rows) - _SHOWN:,} more", "muted", parent=self))
        self.column.addSpacing(S)
        self.column.addLayout(block)

    def _on_action(self, action: str) -> None:
        if action == TAKE:
            self.take()
        elif action == SAVE:
            self._ask_where()

    def take(self) -> None:
        """Store the new and the changed schools, all of them or none."""
        preview = self._preview
        self.buttons[TAKE].setEnabled(False)

        def work(vault: "Vault") -> "Done":
            done: Done = load(IMPORTING).store_import(vault, preview)
            return done

        self._session.change(work, self.stored.emit)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, "Save the rows to put right", str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("CSV (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("schools-to-put-right.csv")
        dialog.fileSelected.connect(self.save_wrong)
        dialog.finished.connect(dialog.deleteLater)
        leave_no_trace(dialog)
        dialog.open()

    def save_wrong(self, path: str) -> None:
        """Write the rows that were not taken, each with what to put right."""
        preview = self._preview
        self._session.run_outside(lambda: write_atomic(Path(path), load(IMPORTING).wrong_rows(preview)))


def _summary(preview: "ImportPreview") -> str:
    counts = [f"{len(rows):,} {word}" for kind, word, _ in _KINDS if (rows := _rows(preview, kind))]
    if same := len(_rows(preview, SAME)):
        counts.append(f"{same:,} as they are")
    taken = ", ".join(f"“{head}”" for head in preview.columns)
    return f"{', '.join(counts)}. Columns understood: {taken}."


def _rows(preview: "ImportPreview", *kinds: str) -> "list[ImportRow]":
    return [row for row in preview.rows if row.kind.value in kinds]


def _schools(count: int) -> str:
    return "1 school" if count == 1 else f"{count:,} schools"
