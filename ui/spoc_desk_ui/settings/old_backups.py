"""The backups that still hold records which were disposed of: named until somebody destroyed them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import UserError

from ..keeping.old_copies import mark_destroyed, read_backups
from ..session import Session
from ..theme import XS, S
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.keeping.certificates import OldBackup

_SAID = (
    "These were made before a record was disposed of and still hold it. Destroy the file and every copy of it, then "
    "say so here."
)


class OldBackups(QWidget):
    """Hidden while there is none.

    Signals:
        failed: an error to say.
    """

    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        layout = column(self, spacing=S)
        layout.addWidget(Words("Backups to destroy", "heading", parent=self))
        layout.addWidget(Words(_SAID, "muted", parent=self))
        self._room = QWidget(self)
        self._rows = column(self._room, spacing=S)
        layout.addWidget(self._room)
        self.buttons: list[Button] = []
        self.hide()

    def load(self) -> None:
        """Read which there are."""
        self._session.run(read_backups, self._on_found)

    def _on_found(self, found: "tuple[OldBackup, ...]") -> None:
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.buttons = []
        for each in found:
            self._rows.addWidget(self._line(each))
        self.setVisible(bool(found))

    def _line(self, each: "OldBackup") -> QWidget:
        line = QWidget(self._room)
        block = column(line, spacing=XS)
        block.addWidget(Words(each.file_name, parent=line))
        place = each.folder.replace("/", "/\u200b").replace("\\", "\\\u200b")
        block.addWidget(Words(f"Made {each.when}, {place}", "small", parent=line))
        if self._session.may("recorded a destroyed backup"):
            press = Button("It is destroyed", parent=line)
            press.setAccessibleName(f"It is destroyed: {each.file_name}")
            press.clicked.connect(lambda: self._on_destroyed(each.id))
            self.buttons.append(press)
            beside = row()
            beside.addWidget(press)
            beside.addStretch(1)
            block.addLayout(beside)
        return line

    def _on_destroyed(self, backup_id: str) -> None:
        def failed(error: UserError) -> None:
            self.failed.emit(error)

        self._session.change(lambda vault: mark_destroyed(vault, backup_id), lambda _done: self.load(), failed)
