"""What is different in a case that comes back: record by record, answer by answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from spoc_desk.casework.handover.carried import BY_NAME, KERNEL, LEFT_BEHIND, label_of
from spoc_desk.casework.handover.leaks import FORMS
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.handover_rows import rows_as_stored
from spoc_desk.vault.records.table import Reader

MOST_LINES: Final = 500
NOT_SHOWN: Final = frozenset({"given_key", "family_key", "listed"})

Values = dict[str, str | int | None]


@dataclass(frozen=True)
class ChangeLine:
    """One difference. `field` is "" for a record that is new."""

    case_ref: str
    record: str
    field: str
    before: str
    after: str


def stored_values(reader: Reader, table: str, row_id: str) -> Values | None:
    """Return a row of this vault as it is stored, also from the bin; None where there is none."""
    columns = BY_NAME[table].columns
    rows = rows_as_stored(reader, table, columns, "id = ?", (row_id,))
    return None if not rows else dict(zip(columns, rows[0], strict=True))  # type: ignore[arg-type]  # no BLOB, no REAL


def differing(table: str, before: Values, after: Values) -> tuple[str, ...]:
    """Return the columns in which two states of a record differ, but for what each vault keeps for itself."""
    left = KERNEL | LEFT_BEHIND.get(table, frozenset())
    return tuple(column for column in BY_NAME[table].columns if column not in left and before[column] != after[column])


def changes_of(reader: Reader, case_ref: str, rows: Sequence[tuple[str, Values]]) -> tuple[ChangeLine, ...]:
    """Return what the rows of one case change in this vault, at most MOST_LINES lines."""
    found: list[ChangeLine] = []
    for table, values in rows:
        before = stored_values(reader, table, str(values["id"]))
        if before is None:
            found.append(ChangeLine(case_ref, label_of(table), "", "", "New"))
            continue
        for column in differing(table, before, values):
            if column not in NOT_SHOWN:
                words = _words(before[column]), _words(values[column])
                found.append(ChangeLine(case_ref, label_of(table), field_label(table, column), *words))
        if len(found) >= MOST_LINES:
            break
    return tuple(found[:MOST_LINES])


@lru_cache(maxsize=1024)
def field_label(table: str, column: str) -> str:
    """Return what a column is called on the screen."""
    if column == "deleted_at":
        return "Removed"
    for form in FORMS.get(table, ()):
        for question in load_form(form).questions:
            if question.id == column:
                return question.label
    return column.replace("_", " ").capitalize()


def _words(value: str | int | None) -> str:
    return "" if value is None else str(value)
