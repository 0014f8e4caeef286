"""A program of its own that works at a desk until it is killed: family after family arrives, and every save is said.

python day_of_work.py VAULT PASSWORD

One line for each thing that happened, as JSON: {"saved": commit, "rows": [[table, id, version], …]} once a change was
acknowledged, {"typed": number, "at": seconds} before half-typed text is kept, {"kept": number} after.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from spoc_desk.casework.sample import arrival
from spoc_desk.casework.sample.desk import Desk, sample_data
from spoc_desk.clock import FixedClock
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.records.stores import CONTACTS
from spoc_desk.vault.vault import Draft, Transaction, Vault

PLACE = "case/new/queries"


def say(**words: object) -> None:
    """Tell whoever watches."""
    print(json.dumps(words), flush=True)


class Worker:
    """Types a little after each save, and says what was saved."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._change = vault.transaction
        self._typed = 0

    def transaction(self, act: str, **words: Any) -> AbstractContextManager[Transaction]:
        """Stand where the vault's own function was."""
        return self._saying(act, words)

    @contextmanager
    def _saying(self, act: str, words: dict[str, Any]) -> Iterator[Transaction]:
        with self._change(act, **words) as tx:
            yield tx
        entries = "SELECT commit_no, table_name, row_id, version FROM audit WHERE commit_no = ? AND version > 0"
        rows = self._vault.rows(entries, (tx.tail.commit_no,))
        say(saved=tx.tail.commit_no, rows=[list(row)[1:] for row in rows])
        self._type()

    def _type(self) -> None:
        self._typed += 1
        now = time.time()
        say(typed=self._typed, at=now)
        words = {"question": f"May we ask for the earlier {self._typed}", "typed": self._typed, "at": now}
        self._vault.save_draft(Draft(PLACE, words, "question", len(words), "2026-11-23T09:30:00Z"))
        say(kept=self._typed)


def main(folder: Path, password: str) -> None:
    """Work for ever."""
    clock = FixedClock()
    vault = open_vault(folder, password, clock=clock)
    vault.transaction = Worker(vault).transaction  # type: ignore[method-assign]
    known = {contact.name: contact.id for contact in CONTACTS.find(vault)}
    staff = {entry["key"]: known[entry["name"]] for entry in sample_data()["contacts"]}
    today = clock.today()
    while True:
        arrival.tell(Desk(vault, clock, today, dict(staff)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
