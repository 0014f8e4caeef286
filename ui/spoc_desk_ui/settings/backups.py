"""Backups: when the last one was verified, where it lies, making one, and trying one out."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from spoc_desk.errors import UserError

from ..absence import BACKS_UP, only_for
from ..forms.flow import Flow
from ..lazy import load
from ..long_job import LongJob, Told
from ..page import Tools
from ..stick_place import StickPlace
from ..theme import L, M, S
from ..widgets.buttons import Button
from ..widgets.notice import Notice
from ..widgets.progress_line import ProgressLine
from ..widgets.surface import column
from ..widgets.words import Words
from .backup_ask import AskPassword, AskSure
from .old_backups import OldBackups
from .section import Section

if TYPE_CHECKING:
    from spoc_desk.casework.backups import BackupFacts, BackupLine, Made
    from spoc_desk.vault.backup_reading import Tried
    from spoc_desk.vault.vault import Vault

_ROOM = "spoc_desk.casework.backups"
_FACTS = (("last", "Last verified backup"), ("folder", "Where it went"), ("council", "Where copies are kept"))
_RESTORE = (
    "To go back to a backup, lock the desk and press “Restore a backup” below the password. What is on this computer "
    "now is kept under another name."
)
_UNASKED = "This system may have answered from its memory: take the stick out, put it in again, and try the backup."


class BackupsSection(Section):
    """Facts, two buttons, and what they ask."""

    key = "backups"
    title = "Backups"
    seen_by = ("backups",)
    intro = (
        "A backup is one encrypted file. It opens with the password and the recovery sheet of its day. It counts only "
        "when it was read back from the stick and every row of it was checked."
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._last_folder = ""
        self._folder: Path | None = None
        self._file: Path | None = None
        self.place = StickPlace(self)
        self.place.folder_chosen.connect(self.take_folder)
        self.place.file_chosen.connect(self.take_file)
        self.job = LongJob(tools.session, self)
        tools.session.locked.connect(self._forget)
        self.notice = Notice("", "info", closable=False, parent=self)
        self.notice.hide()
        self.column.addWidget(self.notice)
        self._add_facts()
        self._add_buttons()
        self._add_questions()
        self.column.addWidget(Words(_RESTORE, "small", parent=self))
        self._lines = column(spacing=S)
        self.column.addLayout(self._lines)
        self.old = OldBackups(tools.session, self)
        self.old.failed.connect(self._on_failed)
        self.column.addWidget(self.old)
        self.column.addStretch(1)

    def show_now(self) -> None:
        self.session.run(_facts, self._on_facts, self._on_failed)
        self.old.load()

    def first_focus(self) -> QWidget | None:
        return self.make

    def take_folder(self, folder: Path) -> None:
        """Make a backup in this folder, once what speaks against it was said."""
        self._folder = folder
        self._say("")
        self.session.run(lambda vault: _warnings(vault, folder), self._on_warnings, self._on_failed)

    def take_file(self, path: Path) -> None:
        """Try this backup, once its password was typed."""
        self._file = path
        self._say("")
        self.sure.hide()
        self.ask_password.ask(path.name)

    # parts ----------------------------------------------------------------------------------------------------------

    def _add_facts(self) -> None:
        grid = self.grid = QFormLayout()
        grid.setHorizontalSpacing(L * 2)
        grid.setVerticalSpacing(M)
        grid.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.facts = {key: Words(parent=self) for key, _label in _FACTS}
        for key, label in _FACTS:
            self.facts[key].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addRow(Words(label, "muted", wrap=False, parent=self), self.facts[key])
        self.column.addLayout(grid)

    def _add_buttons(self) -> None:
        line = Flow(spacing=M)
        self.make = Button("Make a backup now…", "primary", icon_name="shield", parent=self)
        self.make.clicked.connect(self._on_make)
        self.try_one = Button("Try a backup…", icon_name="check", parent=self)
        self.try_one.clicked.connect(self._on_try)
        line.addWidget(self.make)
        line.addWidget(self.try_one)
        only_for(self.session, (BACKS_UP,), self.make)
        only_for(self.session, ("tried a backup",), self.try_one)
        self.column.addLayout(line)

    def _add_questions(self) -> None:
        self.sure = AskSure(self)
        self.sure.agreed.connect(self._on_sure)
        self.sure.left.connect(self._back_to_buttons)
        self.ask_password = AskPassword(self)
        self.ask_password.given.connect(self._on_password)
        self.ask_password.left.connect(self._back_to_buttons)
        self.progress = ProgressLine(self)
        self.progress.cancelled.connect(self.job.cancel)
        self.job.progressed.connect(self.progress.say)
        for part in (self.sure, self.ask_password, self.progress):
            self.column.addWidget(part)

    # what happens ---------------------------------------------------------------------------------------------------

    def _on_facts(self, facts: "BackupFacts") -> None:
        self._last_folder = facts.folder
        self.facts["last"].setText(facts.last)
        self.facts["folder"].setText(_in_lines(facts.folder))
        self.facts["council"].setText(facts.council_words)
        self.grid.setRowVisible(self.facts["folder"], bool(facts.folder))
        self.grid.setRowVisible(self.facts["council"], bool(facts.council_words))
        if facts.reminder and not self.notice.isVisible():
            self._say(facts.reminder, "warn", aloud=False)
        self._show_lines(facts.lines)
        self.filled.emit()

    def _show_lines(self, lines: "tuple[BackupLine, ...]") -> None:
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if lines:
            self._lines.addWidget(Words("The last verified backups", "heading", parent=self))
        for line in lines:
            self._lines.addWidget(_LineOfOne(line, self))

    def _on_make(self) -> None:
        self.ask_password.put_away()
        self.place.ask_folder(self._last_folder)

    def _on_try(self) -> None:
        self.sure.hide()
        self.place.ask_file(self._last_folder)

    def _on_warnings(self, said: tuple[str, ...]) -> None:
        if said:
            self.sure.ask(said)
        else:
            self._on_sure()

    def _on_sure(self) -> None:
        folder = self._folder
        self.sure.hide()
        if folder is not None:
            self._begin("Copying the vault")
            self.job.start(lambda vault, told: _make(vault, folder, told), self._on_made, self._on_failed)

    def _on_password(self, password: str) -> None:
        path = self._file
        if path is not None:
            self._begin("Reading the backup and checking it")
            self.job.start(lambda vault, told: _try(vault, path, password, told), self._on_tried, self._on_failed)

    def _on_made(self, made: "Made") -> None:
        words = f"{made.written.name} is verified. Take the stick out and bring it to its place."
        if not made.written.asked_medium:
            words = f"{words} {_UNASKED}"
        if made.removed:
            words = f"{words} Older backups that are not needed any more were removed: {len(made.removed)}."
        self._end(words, "ok")

    def _on_tried(self, found: "tuple[Tried, bool, str]") -> None:
        tried, own, when = found
        whose = "this vault" if own else "another vault, not of this one"
        words = (
            f"This backup is whole: it opens with that password, and every row was checked. It is of {whose}, "
            f"of {when}, with {tried.manifest.entries:,} entries of the history."
        )
        self._end(words, "ok" if own else "warn")

    def _on_failed(self, error: UserError) -> None:
        self._end(str(error), "error")

    def _begin(self, words: str) -> None:
        self._say("")
        for button in (self.make, self.try_one):
            button.setEnabled(False)
        self.progress.start(words)

    def _end(self, words: str, kind: str) -> None:
        self._back_to_buttons()
        self._say(words, kind)
        self.session.run(_facts, self._on_facts)

    def _back_to_buttons(self) -> None:
        self.progress.hide()
        for button in (self.make, self.try_one):
            button.setEnabled(True)
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str, kind: str = "info", *, aloud: bool = True) -> None:
        self.notice.setVisible(bool(words))
        if words:
            self.notice.say(words, kind)
            if aloud:
                self.notice.speak()

    def _forget(self) -> None:
        """The desk locks: the question and the password are gone."""
        self.place.close()
        self.ask_password.put_away()


class _LineOfOne(QWidget):
    """One verified backup."""

    def __init__(self, line: "BackupLine", parent: QWidget) -> None:
        super().__init__(parent)
        layout = column(self, spacing=0)
        tried = f" · tried {line.tried}" if line.tried else ""
        layout.addWidget(Words(line.file_name, parent=self))
        layout.addWidget(Words(f"{line.when} · {_size(line.size_bytes)}{tried}", "small", parent=self))


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB"


def _in_lines(path: str) -> str:
    """Return a path that may go on in the next line after each folder."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")


def _facts(vault: "Vault") -> "BackupFacts":
    found: BackupFacts = load(_ROOM).backup_facts(vault)
    return found


def _warnings(vault: "Vault", folder: Path) -> tuple[str, ...]:
    found: tuple[str, ...] = load(_ROOM).place_warnings(vault, folder)
    return found


def _make(vault: "Vault", folder: Path, told: Told) -> "Made":
    made: Made = load(_ROOM).make_backup(vault, folder, told)
    return made


def _try(vault: "Vault", path: Path, password: str, told: Told) -> "tuple[Tried, bool, str]":
    room = load(_ROOM)
    tried: Tried = room.try_backup(vault, path, password, told)
    return tried, bool(room.is_own(vault, tried)), str(room.in_words(tried.manifest.made_at))
