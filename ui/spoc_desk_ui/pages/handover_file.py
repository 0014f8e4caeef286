"""A hand-over file that came: everything about it is proven first, then it is shown, and taken in by one button."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ..forms.flow import Flow
from ..handover.errand import BUNDLES, Errand
from ..handover.travels import Travels, counted, cut, in_size
from ..lazy import load
from ..page import Page, Tools
from ..parts.flowing import flowing
from ..theme import XL, L, M
from ..widgets.buttons import Button
from ..widgets.surface import ScrollColumn, column
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.handover.looking_in import Incoming
    from spoc_desk.casework.handover.taking_in import TakenIn
    from spoc_desk.casework.handover.writing import Sealed
    from spoc_desk.vault.vault import Vault

    from ..long_job import Told

_LOOKING, _TAKING = "spoc_desk.casework.handover.looking_in", "spoc_desk.casework.handover.taking_in"
_ANSWERING = "spoc_desk.casework.handover.answering"
_INTRO = (
    "Choose the file on the stick, or drag it on this window. It is proven and read in a process of its own; nothing "
    "is stored before you have seen it and press “Take it in”."
)
_ON_THE_PHONE = (
    "Code of the sending desk: {code}. Compare it with what they say on the phone or what their sheet shows."
)


class HandoverFilePage(Page):
    """Open a file, look, take it in, save what came along, make the receipt."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self.incoming: Incoming | None = None
        self.taken: TakenIn | None = None
        area = ScrollColumn(self, widest=900, margin=XL, spacing=L)
        column(self, spacing=0).addWidget(area)
        area.column.addWidget(Words("Open a hand-over file", "title", parent=self))
        area.column.addWidget(flowing(_INTRO, "muted", self))
        self.errand = Errand(self._session, self)
        self.errand.busy.connect(self._on_busy)
        area.column.addWidget(self.errand)
        self.travels = Travels(self)
        area.column.addWidget(self.travels)
        line = Flow(spacing=M)
        self.choose = self._button("Choose the file…", "primary", "folder", self._on_choose)
        self.take = self._button("Take it in", "primary", "check", self._on_take)
        self.files = self._button("Save the files that came along…", "", "save", self._on_files)
        self.receipt = self._button("Make the receipt…", "primary", "lock", self._on_receipt)
        self.back = self._button("Back to hand-overs", "", "", partial(self.place_requested.emit, "handover", {}))
        for button in (self.choose, self.take, self.receipt, self.files, self.back):
            line.addWidget(button)
        area.column.addLayout(line)
        area.column.addStretch(1)
        self._show_buttons(self.choose)
        self._session.locked.connect(self._forget)

    def open(self, ids: Mapping[str, str]) -> None:
        self._forget()
        self.errand.say("")
        self.filled.emit()

    def first_focus(self) -> QWidget | None:
        return next((each for each in (self.choose, self.take, self.receipt) if each.isVisibleTo(self)), self.back)

    def take_file(self, path: Path) -> None:
        """Prove and show this file; whatever was shown before goes."""
        self._forget()
        self.errand.run("Proving the file", lambda vault, told: _look(vault, path, told), self._on_incoming)

    # what happens ---------------------------------------------------------------------------------------------------

    def _on_choose(self) -> None:
        self.errand.ask_file("Which hand-over file?", BUNDLES, self.take_file)

    def _on_incoming(self, incoming: "Incoming") -> None:
        self.incoming = incoming
        travels = self.travels
        for words in incoming.warnings:
            travels.warn(words)
        sender = f"From {incoming.desk_name}"
        made = f"Sealed {incoming.made_words} by {incoming.made_by}; opens until {incoming.expires_words}."
        travels.add(incoming.kind.label, [sender, made, _ON_THE_PHONE.format(code=incoming.head_code), incoming.words])
        cases = [
            f"{each.line.case_ref} · {each.line.direction_words} · {each.line.state_words}"
            f"{' · it was yours and comes back' if each.returns else ''}"
            for each in incoming.cases
        ]
        travels.add("Cases", cases)
        travels.add("Records", [f"{label}: {count:,}" for label, count in incoming.counts])
        travels.add("Files that came along", [f"{each.name} · {in_size(each.size)}" for each in incoming.attachments])
        changes = [
            f"{line.case_ref}: {line.record}"
            + (
                f", {line.field}: “{line.before or 'nothing'}” becomes “{line.after or 'nothing'}”"
                if line.field
                else ", new"
            )
            for each in incoming.cases
            for line in each.changes
        ]
        travels.add("What is different since it left", cut(changes))
        self._show_buttons(self.take, self.back)
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filled.emit()

    def _on_take(self) -> None:
        incoming = self.incoming
        if incoming is not None:
            self.errand.run("Taking it in", lambda vault, _told: _take(vault, incoming), self._on_taken, writes=True)

    def _on_taken(self, taken: "TakenIn") -> None:
        self.taken = taken
        self.travels.clear()
        words = [
            f"Taken in: {counted(taken.new_records, 'new record', 'new records')}, {taken.changed_records:,} changed.",
            *taken.says,
        ]
        if taken.receipt_owed:
            words.append("The other desk waits for your receipt: put it on a stick, and give it back.")
        self.errand.say(" ".join(words), "ok")
        shown = [self.back]
        if taken.receipt_owed:
            shown.append(self.receipt)
        if self.incoming is not None and self.incoming.attachments:
            shown.append(self.files)
        self._show_buttons(*shown)
        (self.receipt if taken.receipt_owed else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_receipt(self) -> None:
        self.errand.ask_folder("Where does the receipt go?", self.make_receipt)

    def make_receipt(self, folder: Path) -> None:
        """Seal the receipt into *folder*."""
        taken = self.taken
        if taken is not None:
            self.errand.run(
                "Sealing the receipt",
                lambda vault, told: _receipt(vault, taken.handover_id, folder, told),
                self._on_receipted,
                writes=True,
            )

    def _on_receipted(self, sealed: "Sealed") -> None:
        self.receipt.hide()
        self.errand.say(f"{sealed.path.name} is the receipt. Give it to the other desk.", "ok")
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_files(self) -> None:
        self.errand.ask_folder("Where do the files go?", self.save_files)

    def save_files(self, folder: Path) -> None:
        """Save what came along into *folder*; the vault keeps none of it."""
        incoming = self.incoming
        if incoming is not None:
            self.errand.run(
                "Saving the files", lambda vault, told: _files(vault, incoming, folder, told), self._on_saved
            )

    def _on_saved(self, paths: tuple[Path, ...]) -> None:
        self.files.hide()
        self.errand.say(f"Saved: {', '.join(path.name for path in paths)}. They lie outside the vault now.", "warn")

    # parts ----------------------------------------------------------------------------------------------------------

    def _button(self, words: str, look: str, icon: str, act: Callable[[], object]) -> Button:
        button = Button(words, look, icon_name=icon, parent=self)
        button.clicked.connect(lambda: act())
        return button

    def _show_buttons(self, *shown: Button) -> None:
        for button in (self.choose, self.take, self.receipt, self.files, self.back):
            button.setVisible(button in shown)

    def _on_busy(self, busy: bool) -> None:
        for button in (self.choose, self.take, self.receipt, self.files, self.back):
            button.setEnabled(not busy)

    def _forget(self) -> None:
        self.incoming = self.taken = None
        self.travels.clear()
        self._show_buttons(self.choose)


def _look(vault: "Vault", path: Path, told: "Told") -> "Incoming":
    found: Incoming = load(_LOOKING).look_into(vault, path=path, told=told)
    return found


def _take(vault: "Vault", incoming: "Incoming") -> "TakenIn":
    taken: TakenIn = load(_TAKING).take_in(vault, incoming)
    return taken


def _receipt(vault: "Vault", handover_id: str, folder: Path, told: "Told") -> "Sealed":
    sealed: Sealed = load(_ANSWERING).make_receipt(vault, handover_id=handover_id, folder=folder, told=told)
    return sealed


def _files(vault: "Vault", incoming: "Incoming", folder: Path, told: "Told") -> tuple[Path, ...]:
    saved: tuple[Path, ...] = load(_ANSWERING).save_files(vault, incoming=incoming, folder=folder, told=told)
    return saved
