"""RELAY notifications from a list: a file, its columns, what would become of each row, and one button."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ..lazy import load
from ..page import Page, Tools
from ..parts.flowing import flowing
from ..printing.save_place import SavePlace
from ..relay.column_match import ColumnMatch
from ..relay.list_file import ask_for_list, read_list
from ..theme import XL, XS, L, M
from ..widgets.buttons import Button
from ..widgets.notice import Notice
from ..widgets.surface import ScrollColumn, column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.relay.importing import ImportPreview
    from spoc_desk.casework.relay.table_source import Table
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

_IMPORTING = "spoc_desk.casework.relay.importing"
_SHOWN = 40
_KINDS = (
    ("wrong", "To put right first; these rows are not taken"),
    ("known", "Written down already; these are not taken again"),
    ("new", "New"),
)
_INTRO = "A CSV file or an Excel workbook (.xlsx): one row for each child. Nothing is stored before you have looked."


class RelayImportPage(Page):
    """Nothing of the file is kept but what is taken."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self._table: Table = ()
        self.preview: ImportPreview | None = None
        area = ScrollColumn(self, widest=1100, margin=XL, spacing=L)
        column(self, spacing=0).addWidget(area)
        area.column.addWidget(Words("RELAY notifications from a list", "title", parent=self))
        area.column.addWidget(Words(_INTRO, "muted", parent=self))
        line = row(spacing=M)
        self.choose = Button("Choose a file…", "primary", icon_name="folder", parent=self)
        self.choose.clicked.connect(self._ask_for_file)
        line.addWidget(self.choose)
        self.named = Words("", "muted", parent=self)
        line.addWidget(self.named, 1)
        area.column.addLayout(line)
        self.told = Notice("", "warn", closable=False, parent=self)
        self.told.hide()
        area.column.addWidget(self.told)
        self.match = ColumnMatch(self)
        self.match.changed.connect(self._judge)
        self.match.hide()
        area.column.addWidget(self.match)
        buttons = row(spacing=M)
        self.take = Button("Take them", "primary", icon_name="check", parent=self)
        self.take.clicked.connect(self.store)
        self.save = Button("Save the rows to put right…", icon_name="save", parent=self)
        self.save.clicked.connect(self._ask_where)
        for button in (self.take, self.save):
            button.hide()
            buttons.addWidget(button)
        buttons.addStretch(1)
        area.column.addLayout(buttons)
        self._lines = column(spacing=XS)
        area.column.addLayout(self._lines)
        area.column.addStretch(1)
        self._shown: list[QWidget] = []
        self._place = SavePlace(self)
        self._place.chosen.connect(self.save_wrong)
        self._session.locked.connect(self._forget)

    def open(self, ids: Mapping[str, str]) -> None:
        self._forget()
        self.filled.emit()

    def first_focus(self) -> QWidget | None:
        return self.choose

    def take_file(self, path: Path) -> None:
        """Read a file and show what is understood of it."""
        self._forget()
        self.named.setText(path.name)
        self.choose.setEnabled(False)
        self._session.run(lambda vault: read_list(vault, path), self._on_table, self._on_failed)

    def store(self) -> None:
        """Store what is new, all of it or none."""
        preview = self.preview
        if preview is None:
            return
        self.take.setEnabled(False)

        def work(vault: "Vault") -> "Done":
            done: Done = load(_IMPORTING).store_import(vault, preview)
            return done

        self._session.change(work, self._on_stored, self._on_failed)

    def save_wrong(self, path: Path) -> None:
        """Write the rows that were not taken, each with what to put right."""
        preview = self.preview
        if preview is not None:
            files, importing = load("spoc_desk.machine.files"), load(_IMPORTING)
            self._session.run_outside(lambda: files.write_atomic(path, importing.wrong_rows(preview)))

    # inside ---------------------------------------------------------------------------------------------------------

    def _ask_for_file(self) -> None:
        ask_for_list(self, "Choose a list of notifications", self.take_file)

    def _on_table(self, table: "Table") -> None:
        self.choose.setEnabled(True)
        self._table = table
        self.match.show_heads(table[0], load(_IMPORTING).understood(table[0]))
        self.match.show()
        self._judge()

    def _judge(self) -> None:
        columns, table = self.match.columns(), self._table
        lacking = load(_IMPORTING).missing(columns)
        if lacking:
            self._show_preview(None)
            self._say(f"Say which column holds: {', '.join(lacking)}.", "warn")
            self.match.focus_first_empty()
            return

        def work(vault: "Vault") -> "ImportPreview":
            preview: ImportPreview = load(_IMPORTING).preview_import(vault, table, columns)
            return preview

        self._session.run(work, self._on_preview, self._on_failed)

    def _on_preview(self, preview: "ImportPreview") -> None:
        self._show_preview(preview)
        new, wrong = len(preview.written), _count(preview, "wrong")
        words = (
            f"{_plural(new, 'notification')} would be taken, {_plural(_count(preview, 'new'), 'child', 'children')}."
        )
        if wrong:
            words += f" {_plural(wrong, 'row')} to put right."
        self._say(words, "info" if new and not wrong else "warn")
        if not self.match.isAncestorOf(self.focusWidget() or self):
            (self.take if new else self.choose).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_preview(self, preview: "ImportPreview | None") -> None:
        self.preview = preview
        self._clear_lines()
        self.take.setVisible(preview is not None and bool(preview.written))
        self.take.setEnabled(True)
        self.save.setVisible(preview is not None and _count(preview, "wrong") > 0)
        if preview is None:
            return
        self.take.setText(f"Take {_plural(len(preview.written), 'notification')}")
        for kind, title in _KINDS:
            rows = [each for each in preview.rows if each.kind.value == kind]
            if not rows:
                continue
            self._add(Words(title, "strong", parent=self))
            for each in rows[:_SHOWN]:
                self._add(flowing(f"Line {each.line}, {each.name or 'without a name'}: {each.said}", "body", self))
            if len(rows) > _SHOWN:
                self._add(Words(f"and {len(rows) - _SHOWN:,} more", "muted", parent=self))

    def _add(self, widget: QWidget) -> None:
        self._shown.append(widget)
        self._lines.addWidget(widget)

    def _clear_lines(self) -> None:
        for widget in self._shown:
            self._lines.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = []

    def _say(self, words: str, kind: str) -> None:
        self.told.setVisible(bool(words))
        if words:
            self.told.say(words, kind)
            self.told.speak()

    def _ask_where(self) -> None:
        self._place.ask("Save the rows to put right", "rows-to-put-right.csv", kind="CSV", suffix="csv")

    def _on_stored(self, done: "Done") -> None:
        count = len(done.change.ids)
        self._forget()
        self.place_requested.emit("relay", {"group": "TO_DECIDE"})
        self.notice_requested.emit(f"{_plural(count, 'notification')} taken from the list.", "ok")

    def _on_failed(self, error: "UserError") -> None:
        self.choose.setEnabled(True)
        self.take.setEnabled(True)
        self._say(str(error), "error")

    def _forget(self) -> None:
        self._table = ()
        self.named.setText("")
        self.match.hide()
        self._show_preview(None)
        self._say("", "info")
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)


def _count(preview: "ImportPreview", kind: str) -> int:
    return sum(row.kind.value == kind for row in preview.rows)


def _plural(count: int, one: str, many: str = "") -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {many or one + 's'}"
