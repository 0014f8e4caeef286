"""What the agenda asks the vault, for whom: everything, the kinds she sees, or nothing (casework.may_see)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, Protocol

from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.vault.records import clock_rows, referral_clock_rows
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row
from spoc_desk.vault.vault import Draft, Vault


class _DueRows(Protocol):
    def __call__(
        self, reader: Reader, first: date, last: date, *, offset: int, limit: int, until: date | None = None
    ) -> list[Row]: ...


class _UndatedRows(Protocol):
    def __call__(self, reader: Reader, *, offset: int, limit: int) -> list[Row]: ...


class _BirthdayRows(Protocol):
    def __call__(self, reader: Reader, first: date, last: date, *, limit: int) -> list[Row]: ...


@dataclass(frozen=True)
class Asked:
    """The questions about clocks, for one kind of desk."""

    due_rows: _DueRows
    undated_rows: _UndatedRows
    count_due: Callable[[Reader, date, date, int], int]
    count_undated: Callable[[Reader, int], int]
    due_per_day: Callable[[Reader, date, date], dict[date, int]]
    birthday_rows: _BirthdayRows


def _no_due(
    reader: Reader, first: date, last: date, *, offset: int, limit: int, until: date | None = None
) -> list[Row]:
    return []


def _no_undated(reader: Reader, *, offset: int, limit: int) -> list[Row]:
    return []


_EVERYTHING: Final = Asked(
    clock_rows.due_rows,
    clock_rows.undated_rows,
    clock_rows.count_due,
    clock_rows.count_undated,
    clock_rows.due_per_day,
    clock_rows.birthday_rows,
)
_KINDS: Final = (
    (Sight.REFERRALS, referral_clock_rows.REFERRALS),
    (Sight.DISPUTES, referral_clock_rows.ESCALATIONS),
    (Sight.COMPLAINTS, referral_clock_rows.COMPLAINTS),
    (Sight.INCIDENTS, referral_clock_rows.INCIDENTS),
    (Sight.INCIDENTS, referral_clock_rows.REVIEWS),
    (Sight.RELAY, referral_clock_rows.AGREEMENTS),
)


def _no_birthdays(reader: Reader, first: date, last: date, *, limit: int) -> list[Row]:
    return []


_NOTHING: Final = Asked(
    _no_due,
    _no_undated,
    lambda _reader, _first, _last, _most: 0,
    lambda _reader, _most: 0,
    lambda _reader, _first, _last: {},
    _no_birthdays,
)


def asked_for(vault: Vault) -> Asked:
    """Return the questions about clocks for the person at the desk."""
    if sees(vault, Sight.RELOCATIONS):
        return _EVERYTHING
    kinds = tuple(kind for sight, kind in _KINDS if sees(vault, sight))
    return _of(kinds) if kinds else _NOTHING


def _of(kinds: referral_clock_rows.Kinds) -> Asked:
    """Return the questions about the clocks of these kinds."""
    rows = referral_clock_rows
    return Asked(
        partial(rows.due_rows, kinds=kinds),
        partial(rows.undated_rows, kinds=kinds),
        partial(rows.count_due, kinds=kinds),
        partial(rows.count_undated, kinds=kinds),
        partial(rows.due_per_day, kinds=kinds),
        partial(rows.birthday_rows, kinds=kinds),
    )


def drafts_shown(vault: Vault) -> tuple[Draft, ...]:
    """Return the half-typed texts that lead to a page this desk has."""
    found = vault.drafts()
    return found if sees(vault, Sight.RELOCATIONS) else tuple(one for one in found if _leads_somewhere(vault, one))


_OPEN_TO: Final[dict[str, Sight]] = {
    "referral": Sight.REFERRALS,
    "new_referral": Sight.REFERRALS,
    "escalation": Sight.DISPUTES,
    "new_escalation": Sight.DISPUTES,
    "consultation": Sight.DISPUTES,
    "new_consultation": Sight.DISPUTES,
    "complaint": Sight.COMPLAINTS,
    "new_complaint": Sight.COMPLAINTS,
    "new_incident": Sight.INCIDENTS,
    "new_review": Sight.INCIDENTS,
    "serious_incident": Sight.INCIDENTS,
    "case_review": Sight.INCIDENTS,
    "directory": Sight.SCHOOLS,
    "restricted": Sight.RESTRICTED,
    "settings": Sight.COUNCIL,
}


def _leads_somewhere(vault: Vault, draft: Draft) -> bool:
    sight = _OPEN_TO.get(draft.place.partition("/")[0])
    return sight is not None and sees(vault, sight)
