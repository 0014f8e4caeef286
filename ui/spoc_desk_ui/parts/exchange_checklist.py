"""The rows of the checklist answered with one key, and taken back."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ..models.register_rows import waits_for_an_answer
from ..session import Session
from .exchange_acts import answer_checklist, take_back

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.register import RegisterRow
    from spoc_desk.vault.vault import Vault

ANSWERS = {"y": "yes", "n": "no", "k": "not_known"}
_SAID = {"yes": "Needed", "no": "Not relevant", "not_known": "Not known yet"}


class Checklist(QObject):
    """Answers "is it needed?" for the chosen rows.

    Signals:
        said: (words, undo or None) what was answered.
    """

    said = Signal(str, object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def answer(self, rows: "Sequence[RegisterRow]", answer: str) -> None:
        """Answer the rows that still wait for it."""
        ids = tuple(row.item.id for row in rows if waits_for_an_answer(row.item))
        if not ids:
            self.said.emit("This row is answered. R records what happens next.", None)
            return

        def work(vault: "Vault") -> "Done":
            return answer_checklist(vault, ids, answer)

        def done(_done: "Done") -> None:
            undo = partial(self._take_back, ids, answer) if answer != "not_known" else None
            self.said.emit(_SAID[answer] if len(ids) == 1 else f"{_SAID[answer]}: {len(ids)} records", undo)

        self._session.change(work, done)

    def _take_back(self, ids: Sequence[str], answer: str) -> None:
        def work(vault: "Vault") -> "Done":
            # "No" is a dated hand, so it is taken back like one; "yes" is only an answer.
            return take_back(vault, ids) if answer == "no" else answer_checklist(vault, ids, "not_known")

        self._session.change(work)
