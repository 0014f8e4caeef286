"""One thing that is done with a record: its questions, or a button alone."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.forms.definition import Answer, Answers, Choice
from spoc_desk.forms.loader import load_form

from ..forms.subset import part_of
from ..session import Session
from .move_frame import MoveFrame

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.turns import Turn
    from spoc_desk.vault.vault import Vault


class TurnFrame(MoveFrame):
    """Asks what a turn needs; `turn` and `key` say which it is, of which record, *place* on whose page."""

    def __init__(
        self,
        session: Session,
        turn: "Turn",
        key: str,
        answers: Mapping[str, Answer],
        choices: "Mapping[str, tuple[Choice, ...]]",
        place: str,
        parent: QWidget | None = None,
    ) -> None:
        self.turn, self.key = turn, key

        def make(vault: "Vault", given: Answers) -> "Done":
            return turn.make(vault, key, given)

        super().__init__(session, turn.words.rstrip("…"), make, turn.after, parent)
        if turn.form:
            whole = load_form(turn.form)
            form = part_of(whole, turn.asks, turn.words.rstrip("…")) if turn.asks else whole
            self.ask_form(form, answers, f"{place}/{key}/{turn.name}", choices=choices)
        else:
            self.ask_nothing()
