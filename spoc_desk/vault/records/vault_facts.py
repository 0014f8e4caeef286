"""What the vault knows about itself: its recovery sheet, and when somebody last did a thing to all of it."""

from dataclasses import dataclass

from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.tables import Tables
from spoc_desk.vault.vault import Vault

_LAST = "SELECT at FROM audit WHERE act = ? ORDER BY seq DESC LIMIT 1"
_BEGUN = "SELECT at FROM audit ORDER BY seq LIMIT 1"
_LAST_REASON = "SELECT reason FROM audit WHERE act = ? ORDER BY seq DESC LIMIT 1"
_SHEET = "SELECT sheet, created_at, confirmed_at, id FROM keyslots WHERE kind = 'recovery' AND ended_at IS NULL"

_DONE_BY = "SELECT at FROM audit WHERE row_id = ? AND act = ? AND actor = ? ORDER BY seq DESC LIMIT 1"
_DONE = "SELECT at FROM audit WHERE row_id = ? AND act = ? ORDER BY seq DESC LIMIT 1"
_TRIES = "SELECT act, at FROM audit WHERE row_id = ? AND act IN (?, ?) ORDER BY seq DESC LIMIT 20"


@dataclass(frozen=True)
class Sheet:
    """The recovery sheet that opens the vault now; a moment is "" where it has not come."""

    number: int
    made_at: str
    typed_back_at: str
    slot_id: str


def last_time(reader: Reader, act: str) -> str:
    """Return when *act* last happened (UTC text), or ""."""
    row = reader.one(_LAST, (act,))
    return str(row[0]) if row is not None else ""


def begun_at(reader: Reader) -> str:
    """Return when this vault was begun (UTC text)."""
    row = reader.one(_BEGUN)
    return str(row[0]) if row is not None else ""


def last_reason(reader: Reader, act: str) -> str:
    """Return what was written beside *act* when it last happened, or ""."""
    row = reader.one(_LAST_REASON, (act,))
    return str(row[0] or "") if row is not None else ""


def record_count(vault: Vault) -> int:
    """Return how many records the vault holds, those of every table with versions: what the full check reads."""
    with vault.database.unguarded():
        tables = Tables(vault.database).audited()
        return sum(vault.database.number(f"SELECT count(*) FROM main.{table.name}") for table in tables)  # noqa: S608


def current_sheet(reader: Reader) -> Sheet | None:
    """Return the recovery sheet in force."""
    row = reader.one(f"{_SHEET} ORDER BY sheet DESC LIMIT 1")
    return Sheet(int(row[0]), str(row[1]), str(row[2] or ""), str(row[3])) if row is not None else None


def wrong_passwords(reader: Reader, user_id: str, *, refused: str, confirmed: str) -> tuple[int, str]:
    """Return how many wrong passwords somebody typed since the last right one, and when the last was (UTC text)."""
    tries = reader.rows(_TRIES, (user_id, refused, confirmed))
    wrong = next((place for place, row in enumerate(tries) if row["act"] == confirmed), len(tries))
    return wrong, str(tries[0]["at"]) if wrong else ""


def last_time_of(reader: Reader, row_id: str, act: str) -> str:
    """Return when anybody last did *act* to one row (UTC text), or ""."""
    row = reader.one(_DONE, (row_id, act))
    return str(row[0]) if row is not None else ""


def last_time_about(reader: Reader, row_id: str, act: str, *, actor: str) -> str:
    """Return when *actor* last did *act* to one row (UTC text), or ""."""
    row = reader.one(_DONE_BY, (row_id, act, actor))
    return str(row[0]) if row is not None else ""
