"""The recovery sheet is tried now and then: a sheet that nobody ever tried is a hope (security 3.9)."""

from collections.abc import Callable
from typing import Final

from spoc_desk.casework.council import profile
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words, london_day
from spoc_desk.deadlines.calendar import add_month
from spoc_desk.domain.house_dates import short_date
from spoc_desk.vault import sheet_trial
from spoc_desk.vault.records.vault_facts import Sheet, current_sheet, last_time_of
from spoc_desk.vault.vault import Vault

TRIED: Final = "tried the recovery sheet"

Told = Callable[[str, int, int], bool]
"""Told (what is going on, bytes done, bytes in all); answers False to stop."""


def verified(number: int) -> str:
    """Return how the trail says that a sheet opened a copy of the vault."""
    return f"sheet {number} verified"


def try_sheet(vault: Vault, typed: str, told: Told) -> str:
    """Open a copy of the vault with the code of the sheet, write down that it worked, and return it in a sentence.

    Nothing of the vault is changed and the sheet stays in force. Raises WrongRecoveryCode and Cancelled.
    """
    vault.refuse(TRIED)
    slot_id = sheet_trial.try_sheet(vault, typed, lambda done, whole: told("Opening a copy of the vault", done, whole))
    sheet = current_sheet(vault)
    number = sheet.number if sheet is not None else 0
    with vault.transaction(TRIED) as tx:
        tx.note(verified(number), "keyslots", slot_id)
    return f"Sheet {number} opens the vault. It stays in force: put it into a new envelope and sign across the flap."


def last_tried(vault: Vault) -> str:
    """Return when the sheet in force was last tried or typed back (UTC text), or ""."""
    sheet = current_sheet(vault)
    return _last_tried(vault, sheet) if sheet is not None else ""


def last_tried_words(vault: Vault) -> str:
    """Return "Mon 23 Nov 2026, 09:30"; what was only typed back when it was made is said to be that."""
    sheet = current_sheet(vault)
    if sheet is None:
        return "Never"
    tried = last_time_of(vault, sheet.slot_id, verified(sheet.number))
    if tried:
        return in_words(tried)
    return f"{in_words(sheet.typed_back_at)}, when it was made" if sheet.typed_back_at else "Never"


def reminder(vault: Vault) -> str:
    """Return the sentence when the months are over since the sheet was tried; empty before, and where none is wanted.

    A desk to practise on needs none, and who does not look after the vault is not asked for one.
    """
    sheet = current_sheet(vault)
    if not sees(vault, Sight.BACKUPS) or not vault.may(TRIED) or sheet is None or profile(vault).practice:
        return ""
    last = london_day(_last_tried(vault, sheet) or sheet.made_at)
    months = profile(vault).clocks.try_sheet_months
    if vault.clock.today() < add_month(last, months):
        return ""
    return (
        f"The recovery sheet was last tried on {short_date(last)}. Fetch the envelope and try it, two of you together."
    )


def _last_tried(vault: Vault, sheet: Sheet) -> str:
    return max(last_time_of(vault, sheet.slot_id, verified(sheet.number)), sheet.typed_back_at)
