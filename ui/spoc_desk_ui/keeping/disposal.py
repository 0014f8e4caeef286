"""The disposal of one record: exactly what goes, who approves it, the word that is typed, one button."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QWidget

from spoc_desk.errors import UserError

from ..lazy import load
from ..parts.second_signature import SecondSignature
from ..session import Session
from ..theme import XS, L
from ..widgets.field import Field
from ..widgets.notice import Notice
from ..widgets.password_field import PasswordField
from ..widgets.text_field import TextField
from ..widgets.words import Words
from .decisions import Decision, Work

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.keeping.disposing import Summary
    from spoc_desk.vault.vault import Vault

ROOM = "spoc_desk.casework.keeping.disposing"
_WORD = "dispose"
_SAID = (
    "The record goes for good: its rows, what they said before, the reasons in the history, half-typed text. The whole "
    "vault gets new keys, which takes a moment. It cannot be undone, and a backup from before still holds the record."
)


class Dispose(Decision):
    """The summary, then the second person or the own password, then the word."""

    def __init__(self, found: "Summary", session: Session, *, own: bool, parent: QWidget | None = None) -> None:
        """*own*: whoever sits here did not propose it and may approve it herself."""
        super().__init__(
            f"Dispose of {found.retention.reference}", "Dispose of it for good", kind="danger", parent=parent
        )
        self._found, self._own = found, own
        self.column.addWidget(Words(_SAID, parent=self))
        self._add_counts()
        for warning in found.warnings:
            self.column.addWidget(Notice(warning, "warn", closable=False, parent=self))
        self.signature = SecondSignature(session, lambda _vault: found.signers, self)
        self.nobody = Words(role="warn", parent=self)
        self.nobody.hide()
        if not own:
            self.column.addWidget(self.signature)
            self.column.addWidget(self.nobody)
            self.signature.asked.connect(self._on_asked)
            self.signature.ask()
        self.password = PasswordField(self)
        self.word = Field(f"Type “{_WORD}” to say that you mean it", TextField(), width="medium", parent=self)
        self.column.addWidget(Field("Your own password", self.password, width="long", parent=self))
        self.column.addWidget(self.word)
        self.finish()
        session.locked.connect(self.let_go)

    def problem(self) -> str:
        if not self._own and self.signature.second is None:
            return "Somebody else approves this first, with their own password"
        if not self.password.value():
            return "Type the password you unlock with"
        return "" if str(self.word.value()).strip().casefold() == _WORD else f"Type the word “{_WORD}”"

    def work(self) -> Work:
        found, word, second = self._found, str(self.word.value()), self.signature.second
        password = self.password.take()
        self.submit.setText("Disposing of it…")

        def dispose(vault: "Vault") -> "Done":
            done: Done = load(ROOM).dispose(vault, seen_summary=found, typed=word, own_password=password, second=second)
            return done

        return dispose

    def show_error(self, error: UserError) -> None:
        self.submit.setText("Dispose of it for good")
        super().show_error(error)

    def let_go(self) -> None:
        self.password.clear()
        self.signature.let_go()

    def _add_counts(self) -> None:
        grid = QFormLayout()
        grid.setHorizontalSpacing(L * 2)
        grid.setVerticalSpacing(XS)
        rows = [(words, str(count)) for words, count in self._found.counts]
        if self._found.drafts:
            rows.append(("Half-typed texts", str(self._found.drafts)))
        for words, count in rows:
            grid.addRow(Words(words, wrap=False, parent=self), Words(count, "strong", wrap=False, parent=self))
        self.column.addLayout(grid)

    def _on_asked(self) -> None:
        who = "of the office of the DCS or DASS" if self._found.is_early else "in a role that may approve this"
        self.nobody.say(f"Nobody else {who} has a key here. Add somebody in Settings, People at this desk.")
        self.nobody.setVisible(not self.signature.can_sign)
