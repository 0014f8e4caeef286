"""The print register: every copy has a number, a recipient and an end (R-003-27)."""

from dataclasses import dataclass, replace
from datetime import date

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words, london_day
from spoc_desk.casework.paging import Page
from spoc_desk.casework.sharing import take_back
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.prints import PrintedCopy
from spoc_desk.errors import BadAnswer, NotYet, UnknownRecord
from spoc_desk.vault.records.hanging_rows import last_copies
from spoc_desk.vault.records.print_list import PrintFilter, Series, print_page
from spoc_desk.vault.records.stores import PRINTS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault


@dataclass(frozen=True)
class PrintLine:
    """One copy in the register."""

    copy: PrintedCopy
    kind_words: str
    made_words: str
    output_words: str
    end_words: str
    is_out: bool


def list_prints(
    vault: Vault,
    *,
    case_id: str | None = None,
    out_only: bool = False,
    wanted: PrintFilter | None = None,
    offset: int = 0,
    limit: int = 50,
) -> Page[PrintLine]:
    """Return one page of the register, the newest copy first unless *wanted* says otherwise.

    *out_only*: copies that are not destroyed yet.
    """
    asked = wanted or PrintFilter(case_id=case_id or "", out_only=out_only)
    shown = series_seen(vault)
    if not shown:
        return Page((), 0, offset)
    asked = replace(asked, series=shown)
    rows, total = print_page(vault, asked, offset=offset, limit=limit)
    return Page(tuple(_line(copy) for copy in rows), total, offset)


def line_of(vault: Vault, print_id: str) -> PrintLine | None:
    """Return one copy of the register, or None where there is none with this id."""
    found = PRINTS.find(vault, "id = ?", (print_id,))
    if found and not _is_shown(vault, found[0]):
        return None
    return _line(found[0]) if found else None


def mark_destroyed(
    vault: Vault, *, print_id: str, destroyed_by: str = "", on: date | None = None, came_out: bool = True
) -> Done:
    """Record that a copy no longer exists, and who destroyed it (the person at the desk when nobody is named).

    One that never *came out* reached nobody: its decision waits for another copy.
    """
    day = on or vault.clock.today()
    with vault.transaction("recorded a destroyed copy") as tx:
        copy = PRINTS.get(tx, print_id)
        if not _is_shown(vault, copy):
            raise UnknownRecord()
        if copy.destroyed_on:
            raise NotYet(f"Copy {copy.copy_no} is already recorded as destroyed.")
        if not london_day(copy.made_at) <= day <= vault.clock.today():
            raise BadAnswer("A copy is destroyed on or after the day it was made, and not in the future.", "on")
        who = destroyed_by.strip() or vault.actor.name
        stored = PRINTS.update(tx, copy, replace(copy, destroyed_on=day, destroyed_by=who))
        if not came_out:
            take_back(tx, stored.id)
    return Done(Change(What.PRINT, stored.case_id, (stored.id,)), record=stored)


def next_copy_no(reader: Reader, series: Series = Series.CASES) -> int:
    """Return the number the next copy of a series gets.

    None is given twice, also after the copy that had it was disposed of with its record.
    """
    return last_copies(reader)[series] + 1


def series_seen(vault: Vault) -> tuple[Series, ...]:
    """Return the copies the person at the desk may know of. Who sees relocations sees those of referrals too."""
    cases = sees(vault, Sight.RELOCATIONS)
    shown = {
        Series.CASES: cases,
        Series.REFERRALS: cases or sees(vault, Sight.REFERRALS),
        Series.RELAY: sees(vault, Sight.RELAY),
        Series.DISPUTES: sees(vault, Sight.DISPUTES),
        Series.COMPLAINTS: sees(vault, Sight.COMPLAINTS),
        Series.ROLLOUT: sees(vault, Sight.DIRECTORY),
        Series.REVIEWED: sees(vault, Sight.INCIDENTS),
        Series.FIGURES: sees(vault, Sight.FIGURES),
    }
    return tuple(series for series in Series if shown[series])


def series_of(copy: PrintedCopy) -> Series:
    """Return in which series a copy is numbered."""
    if copy.series is not None:
        return Series(copy.series)
    if copy.relay_message_id is not None:
        return Series.RELAY
    return Series.REFERRALS if copy.referral_id is not None and copy.case_id is None else Series.CASES


def _is_shown(vault: Vault, copy: PrintedCopy) -> bool:
    """Say whether the person at the desk may know of this copy."""
    return series_of(copy) in series_seen(vault)


def _line(copy: PrintedCopy) -> PrintLine:
    return PrintLine(
        copy=copy,
        kind_words=copy.kind.label,
        made_words=f"{in_words(copy.made_at)}, {copy.made_by}",
        output_words=copy.output.label,
        end_words=_end(copy),
        is_out=copy.destroyed_on is None,
    )


def _end(copy: PrintedCopy) -> str:
    if copy.destroyed_on:
        return f"Destroyed {short_date(copy.destroyed_on)} by {copy.destroyed_by}"
    return f"Void: newer version since {short_date(copy.void_since)}" if copy.void_since else "In use"
