"""A case that is with another desk can only be read here. The vault itself holds to it, below every change.

Nothing has to remember to ask: whatever writes a row of such a case is refused. Only the hand-over itself writes there.
"""

from typing import Final

from spoc_desk.handover_errors import CaseAway
from spoc_desk.vault.connection import Database
from spoc_desk.vault.rows import SqlValue
from spoc_desk.vault.tables import Table

WRITTEN_ANYHOW: Final = frozenset({
    "access_requests", "complaints", "consultations", "custody", "escalations", "pack_notes", "prints", "referrals",
})  # fmt: skip
"""Rows that name a case and are not part of it: where it is, copies on paper, and records that stand for themselves."""
_AWAY: Final = "SELECT case_id, state FROM main.custody WHERE state <> 'here' AND deleted_at IS NULL"
_NOT_RECEIVED: Final = "away"


class Keeping:
    """Which cases one change may not write to. Asked of the database once, with the first row of a case."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._away: dict[str, str] | None = None
        self.moves = False  # the hand-over itself: it writes what it takes in

    def refuse(self, table: Table, row_id: str, *cases: SqlValue) -> None:
        """Raise CaseAway where a row belongs to a case that is with another desk."""
        if not self.moves and self._names(table, row_id, cases) & self._asked().keys():
            raise CaseAway()

    def refuse_erasing(self, table: Table, row_id: str, *cases: SqlValue) -> None:
        """Raise CaseAway where nobody knows yet whether the case came to the other desk: it might be the only one."""
        away = self._asked()
        if not self.moves and any(away.get(case) == _NOT_RECEIVED for case in self._names(table, row_id, cases)):
            raise CaseAway("This case was sealed for another desk, and no receipt came yet. It cannot be disposed of.")

    def _names(self, table: Table, row_id: str, cases: tuple[SqlValue, ...]) -> set[str]:
        if table.name == "cases":
            return {row_id}
        if table.name in WRITTEN_ANYHOW:
            return set()
        return {str(case) for case in cases if case is not None}

    def _asked(self) -> dict[str, str]:
        if self._away is None:
            with self._db.unguarded():
                there = self._db.number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'custody'")
                self._away = {str(case): str(state) for case, state in self._db.rows(_AWAY)} if there else {}
        return self._away
