"""The council's profile in the vault: read, changed, and turned into the calendar everybody counts with."""

from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import Final

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.leaks import OwnWords, scan_texts
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.deadlines.calendar import Calendar, load_calendar
from spoc_desk.domain.record import new_id
from spoc_desk.domain.suppression import THRESHOLDS
from spoc_desk.errors import BadAnswer, NotAtThisDesk
from spoc_desk.profile.documents import from_json, load_profile, to_json
from spoc_desk.profile.profile import Profile
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

HID_OTHERWISE: Final = "changed which numbers figures hide"
_LISTED: Final = f"{', '.join(map(str, THRESHOLDS[:-1]))} or {THRESHOLDS[-1]}"


def profile(reader: Reader) -> Profile:
    """Return the council's profile; the blank one before the first-run wizard has stored any."""
    row = reader.one("SELECT document FROM profiles WHERE deleted_at IS NULL")
    return _parsed(row[0]) if row is not None else load_profile("blank")


def calendar(reader: Reader) -> Calendar:
    """Return working days as this council counts them: bank holidays and its own one-off days."""
    return calendar_of(profile(reader))


def calendar_of(council: Profile) -> Calendar:
    """Return working days as a council with this profile counts them."""
    return _calendar(council.extra_holidays)


# Every page asks for both, most of them several times: the last one is kept, as long as the vault says the same.
_parsed = lru_cache(maxsize=1)(from_json)


@lru_cache(maxsize=1)
def _calendar(extra_holidays: tuple[str, ...]) -> Calendar:
    return load_calendar(tuple(date.fromisoformat(day) for day in extra_holidays))


def save_profile(vault: Vault, new: Profile) -> Done:
    """Store the profile; its fixed wording is scanned like any other text.

    Which numbers figures hide is an event of its own. Raises NotAtThisDesk, BadAnswer for another threshold than the
    three there are.
    """
    if not sees(vault, Sight.COUNCIL):
        raise NotAtThisDesk()
    moved = new.small_numbers != profile(vault).small_numbers
    if moved and new.small_numbers not in THRESHOLDS:
        raise BadAnswer(f"Figures hide the numbers from 1 up to {_LISTED}. Choose one of these.", "small_numbers")
    with vault.transaction(HID_OTHERWISE if moved else "changed the council's profile") as tx:
        store_profile(tx, new)
    texts = {f"templates.{f.name}": (f.name, getattr(new.templates, f.name)) for f in fields(new.templates)}
    return Done(Change(What.PROFILE), scan_texts(texts, OwnWords(new.own_area)))


def store_profile(tx: Transaction, new: Profile) -> None:
    """Write the profile inside a running transaction."""
    row = tx.one("SELECT id, version FROM profiles WHERE deleted_at IS NULL")
    if row is None:
        tx.insert("profiles", {"id": new_id(), "document": to_json(new), "deleted_at": None})
    else:
        tx.update("profiles", row[0], {"document": to_json(new)}, version=row[1])
