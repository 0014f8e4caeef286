"""An older vault in a newer program: its schema is brought up to date and the trail says so."""

from collections.abc import Callable
from pathlib import Path

from spoc_desk.clock import Clock
from spoc_desk.vault import audit, before_newer, migrate
from spoc_desk.vault.audit import ChainKeys
from spoc_desk.vault.check import Steps, Told, silent
from spoc_desk.vault.connection import Database
from spoc_desk.vault.tables import Tables
from spoc_desk.vault.transaction import Transaction

_LAST_HASH = "SELECT row_hash FROM audit WHERE row_id = ? AND table_name = ? AND version > 0 ORDER BY seq DESC LIMIT 1"


def is_due(db: Database, schema: Path) -> bool:
    """Say whether the vault has not had every step. Raises TooNew when it knows more of them than this program."""
    return migrate.version_of(db, schema) < migrate.newest(schema)


def missing(db: Database, schema: Path) -> int:
    """Return how many steps the vault has not had."""
    done = migrate.version_of(db, schema)
    return sum(number > done for number, _ in migrate.steps(schema))


def upgrade(
    db: Database, keys: ChainKeys, schema: Path, clock: Clock, told: Callable[[int], Told] = lambda _: silent
) -> None:
    """Apply the steps the vault has not had. Only for a database whose every row was just checked, and was copied.

    A step may change rows (a new column with a value, say). Each row that reads otherwise afterwards gets an audit
    entry in the same transaction, so that the trail still says what every row is. *told* returns whom to tell how far
    each of the steps is, the first being 0.
    """

    before = migrate.version_of(db, schema)

    def restate(number: int) -> None:
        now = clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        tables = Tables(db)
        tail = audit.read_tail(db)
        tx = Transaction(
            db, tables, keys, tail, actor="", act=f"{audit.SCHEMA_ACT}{number}", reason="", now=now, operation_id=None,
            already_done=False,
        )  # fmt: skip
        if number == before + 1:
            tx.note(before_newer.KEPT_ACT)
        tx.note(f"{audit.SCHEMA_ACT}{number}")
        walked = Steps(db, told(number - before - 1))
        for table in tables.audited():
            for row in walked.each(db.rows(table.select_all)):
                row_id, version = str(row["id"]), int(row["version"])
                said = db.one(_LAST_HASH, (row_id, table.name))
                if said is None or said[0] != keys.row_hash(table.name, table.content(row)):
                    tx.restate(table, row_id, version, row)
        db.execute(audit.ADVANCE, (tx.tail.commit_no, tx.tail.seq, tx.tail.head, 0))

    migrate.migrate(db, schema, restate)
