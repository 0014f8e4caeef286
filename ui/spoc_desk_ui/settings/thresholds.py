"""Editions of the threshold document: which one new referrals use, how slips are shown, and importing a newer one."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from spoc_desk.errors import BadAnswer, UserError
from spoc_desk.machine.files import read_at_most

from ..lazy import load
from ..page import Tools
from ..printing.save_place import leave_no_trace
from ..theme import M, S
from ..widgets.buttons import Button
from ..widgets.marks import Tick
from ..widgets.notice import Notice
from ..widgets.state_chip import StateChip
from ..widgets.surface import column, row
from ..widgets.tones import Tone
from ..widgets.words import Words, rule
from .section import Section

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

_LARGEST = 2_000_000
_ROOM = "spoc_desk.casework.referrals.threshold_sets"
_RULE = (
    "A referral keeps the edition it was begun with. An import adds an edition and changes none: the file is checked "
    "line by line, and refused whole where anything in it is not understood."
)


@dataclass(frozen=True)
class _Edition:
    """One edition as the list shows it."""

    id: str
    title: str
    edition: str
    indicators: int
    headings: int


@dataclass(frozen=True)
class _Facts:
    editions: tuple[_Edition, ...]
    in_use: str
    corrected: bool


class ThresholdsSection(Section):
    """The editions as a short list, each with one button."""

    key = "thresholds"
    title = "Threshold document"
    intro = "The indicators and levels a referral is written with."

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._wrong = Notice("", "error", closable=False, parent=self)
        self._wrong.hide()
        self.column.addWidget(self._wrong)
        self._list = column(spacing=0)
        self.column.addLayout(self._list)
        self.use_buttons: dict[str, Button] = {}
        self.import_button = Button("&Import a newer edition…", "", icon_name="folder", parent=self)
        self.import_button.clicked.connect(self._on_import)
        self.column.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(Words(_RULE, "muted", parent=self))
        self.column.addWidget(rule(self))
        self.corrections = Tick("Show obvious slips put right", self)
        self.corrections.clicked.connect(self._on_corrections)
        self.column.addWidget(self.corrections)
        words = "Spelling and broken lines, only for the eye: ids, order and the source's own words stay as they are."
        self.column.addWidget(Words(words, "muted", parent=self))
        self.column.addStretch(1)
        self.dialog: QFileDialog | None = None

    def show_now(self) -> None:
        self.session.run(_read, self._on_read)

    def first_focus(self) -> QWidget | None:
        return self.import_button

    def take_file(self, path: Path) -> None:
        """Import the edition in this file and use it for new referrals."""
        self._say("")
        self.session.change(lambda vault: _import(vault, path), self._on_imported, self._on_refused)

    # inside ---------------------------------------------------------------------------------------------------------

    def _on_read(self, facts: _Facts) -> None:
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.use_buttons = {}
        for edition in facts.editions:
            if self._list.count():
                self._list.addWidget(rule(self))
            self._list.addWidget(self._line(edition, in_use=edition.id == facts.in_use))
        self.corrections.setChecked(facts.corrected)
        self.filled.emit()

    def _line(self, edition: _Edition, *, in_use: bool) -> QWidget:
        line = QWidget(self)
        across = row(line, spacing=M)
        across.setContentsMargins(0, S, 0, S)
        texts = column(spacing=2)
        texts.addWidget(Words(edition.title, "strong", parent=line))
        counted = f"{edition.indicators} indicators under {edition.headings} headings"
        texts.addWidget(Words(f"{edition.edition} · {counted} · {edition.id}", "muted", parent=line))
        across.addLayout(texts, 1)
        if in_use:
            chip = StateChip("Used for new referrals", Tone.DONE, parent=line)
            across.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        else:
            button = Button("Use for new referrals", "quiet", parent=line)
            button.setAccessibleName(f"Use for new referrals: {edition.title}, {edition.edition}")
            button.setProperty("edition", edition.id)
            button.clicked.connect(self._on_use)
            self.use_buttons[edition.id] = button
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _on_use(self) -> None:
        sender = self.sender()
        if sender is not None:
            set_id = str(sender.property("edition"))
            self.session.change(lambda vault: _use(vault, set_id), self._on_used, self._on_refused)

    def _on_used(self, _done: "Done") -> None:
        self.import_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_now()

    def _on_corrections(self, checked: bool) -> None:
        self.session.change(lambda vault: _correct(vault, checked), None, self._on_refused)

    def _on_import(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())
        dialog = QFileDialog(self, "Import a threshold document", folder, "Threshold documents (*.toml)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        leave_no_trace(dialog)
        self.dialog = dialog
        dialog.open()

    def _on_chosen(self, name: str) -> None:
        self.take_file(Path(name))

    def _on_imported(self, _done: "Done") -> None:
        self.show_now()
        self.toast_requested.emit("The edition is imported and used for new referrals", None)

    def _on_refused(self, error: UserError) -> None:
        self._say(str(error))
        self.show_now()

    def _say(self, words: str) -> None:
        self._wrong.setVisible(bool(words))
        if words:
            self._wrong.say(words)
            self._wrong.speak()


def _read(vault: "Vault") -> _Facts:
    room = load(_ROOM)
    referring = load("spoc_desk.casework.council").profile(vault).referring
    editions = tuple(
        _Edition(each.id, each.title, each.edition, len(each.places), sum(len(level.headings) for level in each.levels))
        for each in room.editions(vault)
    )
    return _Facts(editions, referring.threshold_set, referring.threshold_corrections)


def _import(vault: "Vault", path: Path) -> "Done":
    try:
        text = read_at_most(path, _LARGEST).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        # Not "from": the system's own words hold the path.
        raise BadAnswer("This file could not be read. Choose a threshold document (a TOML file in UTF-8).") from None
    done: Done = load(_ROOM).import_set(vault, text=text)
    return done


def _use(vault: "Vault", set_id: str) -> "Done":
    done: Done = load(_ROOM).use_set(vault, set_id=set_id)
    return done


def _correct(vault: "Vault", corrected: bool) -> "Done":
    done: Done = load(_ROOM).show_corrections(vault, corrected=corrected)
    return done
