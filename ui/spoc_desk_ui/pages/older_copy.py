"""An older copy of the vault lies here: what is missing in it, and the three ways on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFormLayout, QWidget

from spoc_desk.errors import AnotherHistory, OlderCopy, Rollback, UserError

from ..lazy import load
from ..parts.second_key import FIELD, SecondKey
from ..printing.save_place import leave_no_trace
from ..theme import L, M, S
from ..widgets.announce import announce
from ..widgets.banner import Line, SummaryBanner
from ..widgets.buttons import Button
from ..widgets.choice_box import ChoiceBox
from ..widgets.field import Field
from ..widgets.gate import Gate
from ..widgets.password_field import PasswordField
from ..widgets.surface import Surface, column, row
from ..widgets.text_field import TextField
from ..widgets.words import Words

OLDER: Final = "This copy is older than the one last used here"
OTHER: Final = "This vault went another way than the one last used here"
PUT_BACK: Final = "An older file of the vault was put back"
_WHY: Final = {
    OLDER: "An older folder lies in the place of the vault: perhaps from another disk or an old copy. What was "
    "recorded later is not in it, and somebody who left since may have a key again. Nothing was changed.",
    OTHER: "It is no later state of the vault that was used on this computer: perhaps it was restored or worked on "
    "elsewhere. What was recorded here last is not in it. Nothing was changed.",
    PUT_BACK: "The file with the keys and the file with the records are not of the same day. Somebody put back an "
    "older one, perhaps with a key of somebody who left since. They do not fit together, so this vault cannot be "
    "opened. Nothing was changed.",
}
_LOOK: Final = (
    "The newer folder may lie beside this one, on another disk, or under another name. Open it here to see whether it "
    "is whole. Then IT puts it in the place of this one."
)
_RESTORE: Final = "Where there is a backup that is newer than this copy, it holds more. The copy here is kept."
_GO_ON: Final = (
    "Only where the newer one is lost for good. A second person agrees, the reason stands in the history, and from "
    "then on this copy is the one that counts on this computer."
)


class OlderCopyPage(Gate):
    """Says plainly what lies here, and asks nothing until a way is chosen.

    Signals:
        left: back to the password.
        folder_chosen: the newer one lies there.
        restore_requested: a backup instead.
        go_on_requested: (own password, slot id or "", second key, whether that is the code, reason).
    """

    left = Signal()
    folder_chosen = Signal(object)
    restore_requested = Signal()
    go_on_requested = Signal(str, str, str, bool, str)

    def __init__(
        self,
        error: Rollback,
        roles: Sequence[tuple[str, str]],
        slot_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(760, parent, anchored=True)
        self.folder_dialog = _FolderDialog(self)
        self.folder_dialog.chosen.connect(self.folder_chosen)
        title = OTHER if isinstance(error, AnotherHistory) else OLDER if isinstance(error, OlderCopy) else PUT_BACK
        self.column.addWidget(Words(title, "title", parent=self.sheet))
        self.column.addWidget(Words(_WHY[title], parent=self.sheet))
        self.facts = _facts(error) if isinstance(error, OlderCopy) else ()
        if self.facts:
            self.column.addLayout(self._table())
        self.banner = SummaryBanner(self.sheet)
        self.banner.field_requested.connect(self._on_field_requested)
        self.column.addWidget(self.banner)
        self.ways = QWidget(self.sheet)
        self._blocks = column(self.ways, spacing=L)
        self.column.addWidget(self.ways)
        self.look = self._way("Look for the newer one", _LOOK, "Open another folder…", "folder")
        self.look.clicked.connect(self.folder_dialog.ask)
        self.restore = self._way("Restore a backup", _RESTORE, "Restore a backup…", "undo")
        self.restore.clicked.connect(self.restore_requested)
        self.form = QWidget(self.sheet)
        self.begin: Button | None = None
        if isinstance(error, OlderCopy):
            self.begin = self._way("Go on with this one", _GO_ON, "Go on with this one…", "arrow-right")
            self.begin.clicked.connect(self._on_begin)
            self._fill_form(roles, slot_id)
        self.form.hide()
        self.back = Button("Back to the password", "link", parent=self.sheet)
        self.back.clicked.connect(self.left)
        self.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def first_focus(self) -> QWidget:
        """Return the first way on."""
        return self.look

    def show_error(self, error: UserError) -> None:
        """Say why it did not go on."""
        self._say_busy(False)
        self.banner.show_problems([Line(str(error), "own")], "The vault stayed shut")
        announce(self, str(error), urgent=True)

    def show_checking(self, done: int, whole: int) -> None:
        """Say how far the check of everything is."""
        if self.begin is not None and not self.go.isEnabled():
            self.go.setText(f"Checking everything… {100 * done // max(whole, 1)} %")

    def forget(self) -> None:
        """Empty the page and put its questions away."""
        self.folder_dialog.close()
        if self.begin is not None:
            self.own.clear()
            self.second.clear()
            self.reason.clear()

    # parts ----------------------------------------------------------------------------------------------------------

    def _table(self) -> QFormLayout:
        grid = QFormLayout()
        grid.setHorizontalSpacing(L * 2)
        grid.setVerticalSpacing(S)
        for label, value in self.facts:
            grid.addRow(Words(label, "muted", wrap=False, parent=self.sheet), Words(value, "strong", parent=self.sheet))
        return grid

    def _way(self, title: str, words: str, button: str, icon: str) -> Button:
        block = Surface("card", self.ways)
        line = column(block, margin=L, spacing=S)
        line.addWidget(Words(title, "strong", parent=block))
        line.addWidget(Words(words, parent=block))
        made = Button(button, icon_name=icon, parent=block)
        line.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        self._blocks.addWidget(block)
        return made

    def _fill_form(self, roles: Sequence[tuple[str, str]], slot_id: str) -> None:
        inside = column(self.form, spacing=L)
        self.who = ChoiceBox(roles, empty="")
        self.who.set_value(slot_id)
        who = Field("Who are you?", self.who, parent=self.form)
        who.setVisible(len(roles) > 1)
        inside.addWidget(who)
        self.own = PasswordField(self.form)
        self.own_field = Field("Your own password", self.own, width="medium", parent=self.form)
        inside.addWidget(self.own_field)
        self.second = SecondKey(parent=self.form)
        self.second.entered.connect(self.reason_wanted)
        if len(roles) == 1:
            self.second.prefer_sheet()
        inside.addWidget(self.second)
        self.reason = TextField()
        hint = "What became of the newer one. It stands in the history for good: no names."
        self.reason_field = Field("Why do you go on with this one?", self.reason, hint=hint, parent=self.form)
        inside.addWidget(self.reason_field)
        line = row(spacing=M)
        line.addStretch(1)
        self.go = Button("Go on with this one", "danger", parent=self.form)
        self.go.clicked.connect(self._on_wanted)
        line.addWidget(self.go)
        inside.addLayout(line)
        self.column.addWidget(self.form)

    def reason_wanted(self) -> None:
        """Lead to the reason: it is the last thing that is asked."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    # what happens ---------------------------------------------------------------------------------------------------

    def _on_begin(self) -> None:
        self.ways.hide()
        self.form.show()
        self.scroll_to_top()
        self.own.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_wanted(self) -> None:
        problems = [] if self.own.value() else [Line("Type your own password", "own")]
        problems += self.second.problems()
        if not self.reason.value():
            problems.append(Line("Say why you go on with this one", "reason"))
        self.banner.show_problems(problems)
        if problems:
            return
        self._say_busy(True)
        typed, by_code = self.second.take()
        slot = str(self.who.value())
        self.go_on_requested.emit(self.own.take(), slot, typed, by_code, self.reason.value())

    def _on_field_requested(self, field: str) -> None:
        if field == FIELD:
            self.second.take_focus()
        elif field == "reason":
            self.reason_field.take_focus()
        else:
            self.own.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say_busy(self, busy: bool) -> None:
        self.go.setText("Opening…" if busy else "Go on with this one")
        self.go.setEnabled(not busy)
        self.back.setEnabled(not busy)


class _FolderDialog(QObject):
    """Asks for a folder in the program's own dialog, which keeps no list of recent ones.

    Signals:
        chosen: this folder.
    """

    chosen = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.dialog: QFileDialog | None = None

    def ask(self) -> None:
        """Show it."""
        own = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())
        dialog = QFileDialog(self._over, "Where does the newer one lie?", own)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        leave_no_trace(dialog)
        self.dialog = dialog
        dialog.open()

    def close(self) -> None:
        """Put it away."""
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.reject()

    def _on_chosen(self, name: str) -> None:
        self.dialog = None
        self.chosen.emit(Path(name))


def _facts(error: OlderCopy) -> tuple[tuple[str, str], ...]:
    in_words = load("spoc_desk.casework.moments").in_words
    count = error.missing
    missing = "Cannot be counted" if count is None else "1 change" if count == 1 else f"{count:,} changes"
    return (
        ("Last used on this computer", in_words(error.last_here)),
        ("Last entry in this copy", in_words(error.last_in_copy)),
        ("Missing in this copy", missing),
    )
