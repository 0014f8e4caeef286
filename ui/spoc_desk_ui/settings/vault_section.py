"""The vault: where it lies, how large it is, when it was last checked from end to end, and checking it now."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from spoc_desk.errors import UserError

from ..lazy import load
from ..page import Tools
from ..theme import L, M, S
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.state_chip import StateChip
from ..widgets.surface import Surface, column, row
from ..widgets.tones import Tone
from ..widgets.words import Words
from .section import Section

if TYPE_CHECKING:
    from spoc_desk.casework.vault_care import VaultFacts
    from spoc_desk.vault.check import VerifyReport
    from spoc_desk.vault.vault import Vault

_FACTS = (
    ("folder", "Where it lies"),
    ("size", "How large it is"),
    ("vault_id", "Its number"),
    ("last_check", "Last full check"),
    ("memory", "This computer"),
    ("disk", "Its disk"),
    ("moved_memory", "Memory moved there"),
    ("hibernation", "Hibernation"),
    ("sheet", "Recovery sheet"),
    ("sheet_tried", "Sheet last tried"),
)
_WRONG = (
    "Something is wrong. Finish your sentence, lock the desk and unlock it again: the page that comes says what can be "
    "brought back. Tell your administrator."
)


class VaultSection(Section):
    """Facts, and one button."""

    key = "vault"
    title = "The vault"
    seen_by = ()
    intro = "Everything you record lies in one encrypted vault on this computer. Nothing of it leaves by itself."

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        grid = self.grid = QFormLayout()
        grid.setHorizontalSpacing(L * 2)
        grid.setVerticalSpacing(M)
        grid.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.facts = {key: Words(parent=self) for key, _label in _FACTS}
        for key, label in _FACTS:
            self.facts[key].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addRow(Words(label, "muted", wrap=False, parent=self), self.facts[key])
        self.column.addLayout(grid)
        self.verify = Button("Check the vault now", "primary", icon_name="shield", parent=self)
        self.verify.clicked.connect(self._on_verify)
        self._busy = Words(role="muted", parent=self)
        line = row(spacing=M)
        line.addWidget(self.verify)
        line.addWidget(self._busy, 1)
        self.column.addLayout(line)
        self.column.addWidget(
            Words(
                "The check reads everything: each page of the file, each row against the history, each signature. "
                "It changes nothing. A large vault takes some seconds, and other work waits for it.",
                "small",
                parent=self,
            )
        )
        self._result = Surface("base", self)
        self._lines = column(self._result, spacing=S)
        self._shown: list[QWidget] = []
        self.column.addWidget(self._result)
        self.column.addStretch(1)

    def show_now(self) -> None:
        self.session.run(_facts, self._on_facts)

    def first_focus(self) -> QWidget | None:
        return self.verify

    def _on_facts(self, facts: "VaultFacts") -> None:
        self.facts["folder"].setText(_in_lines(str(facts.folder)))
        self.facts["vault_id"].setText(facts.vault_id)
        self.grid.setRowVisible(self.facts["size"], facts.size_bytes is not None)
        self.facts["size"].setText(_size(facts.size_bytes or 0))
        self.facts["last_check"].setText(facts.last_check)
        self.facts["memory"].setText(facts.memory)
        for key in ("disk", "moved_memory", "hibernation"):
            self.facts[key].setText(getattr(facts.disk, key))
        self.facts["sheet"].setText(facts.sheet)
        self.facts["sheet_tried"].setText(facts.sheet_tried)
        self.filled.emit()

    def _on_verify(self) -> None:
        self.verify.setEnabled(False)
        self._busy.setText("Checking…")
        self.session.run(_check, self._on_report, self._on_failed)

    def _on_report(self, report: "VerifyReport") -> None:
        self._done("Nothing is wrong." if report.ok else _WRONG)
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = []
        for check in report.checks:
            self._add(check.sentence, good=check.ok)
        if report.rows:
            self._add(f"{report.rows:,} rows and {report.entries:,} entries of the history were read.")
        self.show_now()

    def _on_failed(self, error: UserError) -> None:
        self._done(str(error))

    def _done(self, words: str) -> None:
        self.verify.setEnabled(True)
        self._busy.setText(words)
        announce(self, words, urgent=True)

    def _add(self, words: str, *, good: bool | None = None) -> None:
        holder = QWidget(self._result)
        line = row(holder, spacing=M)
        if good is not None:
            chip = (
                StateChip("Good", Tone.DONE, parent=holder) if good else StateChip("Wrong", Tone.STOPPED, parent=holder)
            )
            line.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Words(words, "body" if good is not None else "small", parent=holder), 1)
        self._shown.append(holder)
        self._lines.addWidget(holder)


def _size(count: int) -> str:
    megabytes = count / 1_000_000
    return f"{megabytes:.1f} MB" if megabytes >= 0.1 else f"{count / 1000:.0f} kB"


def _facts(vault: "Vault") -> "VaultFacts":
    found: VaultFacts = load("spoc_desk.casework.vault_care").vault_facts(vault)
    return found


def _check(vault: "Vault") -> "VerifyReport":
    report: VerifyReport = load("spoc_desk.casework.vault_care").check_vault(vault)
    return report


def _in_lines(path: str) -> str:
    """Return a path that may go on in the next line after each folder."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
