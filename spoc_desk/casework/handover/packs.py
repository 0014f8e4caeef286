"""The deputy pack: what a covering LA SPOC needs for the next days, to read until a day; and what comes back of it.

The cases stay with the desk that made the pack. At the deputy's desk it is a list to read, which is erased when its
time is over. What the deputy did in the meantime goes back as a list, and is entered by whoever keeps the cases.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import calendar
from spoc_desk.casework.handover.carried import Carried
from spoc_desk.casework.handover.checking_rows import Checked, Values
from spoc_desk.casework.handover.desks import DeskLine, desk_row, line_of, open_desk, own_keys
from spoc_desk.casework.handover.expired import notes_of
from spoc_desk.casework.handover.pack_content import MOST_WORKING_DAYS, USUAL_WORKING_DAYS, last_day, pack_lines
from spoc_desk.casework.handover.pack_lines import HAND_BACK_TABLES, PACK_TABLES, BackLine, PackLine
from spoc_desk.casework.handover.writing import SEALED, Draft, Sealed, Told, seal_word
from spoc_desk.casework.leaks import FieldLeak, refuse_leaks, scan_texts
from spoc_desk.casework.moments import in_words, london_day
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.places import Part, case_place
from spoc_desk.clock import LONDON
from spoc_desk.domain.cases import Case, CaseState
from spoc_desk.domain.handovers import BundleKind, Handover, Pack, PackNote
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.handover_errors import BundleMisfit
from spoc_desk.vault.records.handover_rows import cases_away, handover_named
from spoc_desk.vault.records.stores import CASES, PACK_NOTES, PACKS
from spoc_desk.vault.records.table import encode
from spoc_desk.vault.vault import Transaction, Vault

NOTED, ENTERED = "noted what was done with a deputy pack", "entered what a deputy did"
MOST_LINES: Final = 2_000
LONGEST_NOTE: Final = 2_000
_SHOWN: Final = 500
_CAME_BACK: Final = "pack_id NOT IN (SELECT id FROM packs)"
_TO_ENTER: Final = f"{_CAME_BACK} AND entered_on IS NULL"


@dataclass(frozen=True)
class PackPreview:
    """Exactly what the deputy would read."""

    desk: DeskLine
    cases: tuple[str, ...]
    """Their references."""
    lines: tuple[PackLine, ...]
    leaks: tuple[FieldLeak, ...]
    ends_on: date
    ends_words: str

    @property
    def blocks(self) -> bool:
        """Say whether a finding of the leak scan stops it."""
        return any(leak.blocks for leak in self.leaks)


@dataclass(frozen=True)
class PackView:
    """A pack at the deputy's desk: its lines in their order, and what was noted."""

    pack_id: str
    desk_name: str
    made_words: str
    made_by: str
    ends_on: date
    ends_words: str
    lines: tuple[PackLine, ...]
    notes: tuple[PackNote, ...]
    handed_back_words: str


@dataclass(frozen=True)
class BackNote:
    """One thing a deputy did, at the desk that keeps the case. `case_id` is None where no case has that reference."""

    note: PackNote
    done_words: str
    entered_words: str


def cases_to_cover(vault: Vault) -> tuple[Case, ...]:
    """Return the open cases in this desk's hands: what a pack is for, unless some are chosen."""
    away = cases_away(vault)
    return tuple(
        case for case in CASES.find(vault, "closed_on IS NULL", tail="ORDER BY case_ref")
        if case.id not in away and case.state is not CaseState.CLOSED
    )  # fmt: skip


def preview_pack(
    vault: Vault, *, desk_id: str, case_ids: Sequence[str] = (), working_days: int = USUAL_WORKING_DAYS
) -> PackPreview:
    """Return what a pack would hold, scanned. Without *case_ids* it is for every open case in our hands.

    Raises UnknownRecord, DeskRevoked, NotYet before this desk was set up, BadAnswer.
    """
    vault.refuse(SEALED)
    own_keys(vault)
    if not 1 <= working_days <= MOST_WORKING_DAYS:
        raise BadAnswer(f"Choose between 1 and {MOST_WORKING_DAYS} working days.", "working_days")
    desk = open_desk(vault, desk_id)
    cases = tuple(CASES.get(vault, case_id) for case_id in case_ids) or cases_to_cover(vault)
    if not cases:
        raise BadAnswer("There is no open case to cover.", "case_ids")
    until = last_day(calendar(vault), vault.clock.today(), working_days)
    lines = pack_lines(vault, cases, until)
    if len(lines) > MOST_LINES:
        raise BadAnswer("This is more than anybody reads in a few days. Choose fewer cases.", "case_ids")
    ids, own = {case.case_ref: case.id for case in cases}, own_words(vault)
    leaks = tuple(
        leak
        for line in lines
        for leak in scan_texts(
            {"words": (line.heading, line.words)}, own, place=case_place(ids[line.case_ref], Part.WHAT_NOW)
        )
    )
    return PackPreview(line_of(desk), tuple(ids), lines, leaks, until, _ends_words(until))


def seal_pack(
    vault: Vault,
    *,
    folder: Path,
    desk_id: str,
    told: Told,
    case_ids: Sequence[str] = (),
    working_days: int = USUAL_WORKING_DAYS,
) -> Sealed:
    """Seal a pack for the desk of a deputy. The cases stay in our hands. Raises what preview_pack raises; LeakFound;
    BackupPlaceFull and the like; BundleStopped, BundleUnverified."""
    preview = preview_pack(vault, desk_id=desk_id, case_ids=case_ids, working_days=working_days)
    refuse_leaks(preview.leaks, "hand over")
    columns = PACK_TABLES["pack_lines"].columns
    rows = tuple(("pack_lines", tuple(_cell(getattr(line, column)) for column in columns)) for line in preview.lines)
    draft = Draft(
        BundleKind.PACK, chains={}, going=Carried({"pack_lines": columns}, rows), expires_at=_end_of(preview.ends_on)
    )
    return seal_word(vault, folder=folder, desk_id=desk_id, draft=draft, told=told)


def packs(vault: Vault) -> tuple[PackView, ...]:
    """Return the packs that can be read today, and those whose notes were not handed back yet, the newest first."""
    today = vault.clock.today()
    found = PACKS.find(vault, tail="ORDER BY made_at DESC, rowid DESC")
    return tuple(_view(vault, pack, today) for pack in found)


def note_done(vault: Vault, *, pack_id: str, case_ref: str, done_on: date | str, what_was_done: str) -> Done:
    """Note what was done on a case of a pack; it goes back with the hand-back list. Raises BadAnswer, NotYet."""
    pack = PACKS.get(vault, pack_id)
    if pack.ends_on < vault.clock.today() and not _lines(pack):
        raise NotYet("The time of this pack is over. Tell the desk that made it what you did.")
    said, day = what_was_done.strip(), _day(vault, done_on)
    if not said or len(said) > LONGEST_NOTE:
        raise BadAnswer("Say what was done, in at most 2,000 letters.", "what_was_done")
    if case_ref not in {line.case_ref for line in _lines(pack)}:
        raise BadAnswer("Choose a case of this pack.", "case_ref")
    leaks = scan_texts({"what_was_done": ("What was done", said)}, own_words(vault))
    with vault.transaction(NOTED) as tx:
        stored = PACK_NOTES.insert(
            tx,
            PackNote(
                id=new_id(), pack_id=pack_id, case_ref=case_ref, done_on=day, done_by=vault.actor.name,
                what_was_done=said,
            ),
        )  # fmt: skip
    return Done(Change(What.HANDOVER, None, (pack_id, stored.id)), leaks, stored)


def seal_hand_back(vault: Vault, *, pack_id: str, folder: Path, told: Told) -> Sealed:
    """Seal the hand-back list: what was done, or that nothing was. Raises LeakFound, and what sealing raises."""
    pack = PACKS.get(vault, pack_id)
    notes = notes_of(vault, pack_id)
    texts = {f"note {number}": ("What was done", note.what_was_done) for number, note in enumerate(notes)}
    refuse_leaks(scan_texts(texts, own_words(vault)), "hand back")
    columns = HAND_BACK_TABLES["pack_notes"].columns
    rows = tuple(("pack_notes", tuple(_cell(getattr(_back(note), column)) for column in columns)) for note in notes)
    draft = Draft(BundleKind.HAND_BACK, chains={}, going=Carried({"pack_notes": columns}, rows), answers=pack_id)
    sealed = seal_word(vault, folder=folder, desk_id=pack.desk_id, draft=draft, told=told)
    with vault.transaction(NOTED) as tx:
        again = PACKS.get(tx, pack_id)
        PACKS.update(tx, again, replace(again, handed_back_at=tx.now))
    return sealed


def hand_back_list(vault: Vault, *, open_only: bool = True) -> tuple[BackNote, ...]:
    """Return what deputies did while they covered for this desk, what is not entered yet first."""
    found = PACK_NOTES.find(
        vault,
        _TO_ENTER if open_only else _CAME_BACK,
        (_SHOWN,),
        tail="ORDER BY entered_on IS NOT NULL, done_on, rowid LIMIT ?",
    )
    return tuple(
        BackNote(
            note,
            f"{short_date(note.done_on)}, {note.done_by}",
            f"Entered {short_date(note.entered_on)} by {note.entered_by}" if note.entered_on else "",
        )
        for note in found
    )


def mark_entered(vault: Vault, *, note_id: str) -> Done:
    """Record that what a deputy did is in the case now. Raises NotYet."""
    before = PACK_NOTES.get(vault, note_id)
    if before.entered_on is not None:
        raise NotYet("This was entered before.")
    with vault.transaction(ENTERED) as tx:
        after = replace(before, entered_on=vault.clock.today(), entered_by=vault.actor.name)
        stored = PACK_NOTES.update(tx, before, after)
    return Done(Change(What.HANDOVER, before.case_id, (note_id,)), (), stored)


def store_pack(tx: Transaction, handover: Handover, rows: Checked) -> int:
    """Store the lines of a pack; return how many. Raises BundleMisfit."""
    if len(rows) > MOST_LINES:
        raise BundleMisfit()
    lines = [[values[column] for column in PACK_TABLES["pack_lines"].columns] for _table, values in rows]
    PACKS.insert(
        tx,
        Pack(
            id=handover.id, desk_id=handover.desk_id, made_at=handover.made_at, made_by=handover.by_name,
            ends_on=london_day(handover.expires_at), lines=json.dumps(lines, ensure_ascii=False),
        ),
    )  # fmt: skip
    return len(lines)


def end_pack(tx: Transaction, pack_id: str) -> None:
    """Erase a pack that its desk took back."""
    for pack in PACKS.find(tx, "id = ?", (pack_id,)):
        tx.erase(PACKS.name, pack.id, version=pack.version)


def store_notes(tx: Transaction, pack_id: str, rows: Checked) -> int:
    """Store what a deputy did, to be entered in the cases; return how many. Raises BundleMisfit."""
    answered = handover_named(tx, pack_id)
    if answered is None or answered.kind is not BundleKind.PACK or len(rows) > MOST_LINES:
        raise BundleMisfit()
    for _table, values in rows:
        PACK_NOTES.insert(tx, _note(tx, pack_id, values))
    return len(rows)


def _note(tx: Transaction, pack_id: str, values: Values) -> PackNote:
    case_ref = str(values["case_ref"])
    found = CASES.find(tx, "case_ref = ?", (case_ref,))
    return PackNote(
        id=new_id(),
        pack_id=pack_id,
        case_id=CaseId(found[0].id) if found else None,
        case_ref=case_ref,
        done_on=date.fromisoformat(str(values["done_on"])),
        done_by=str(values["done_by"]),
        what_was_done=str(values["what_was_done"]),
    )


def _view(vault: Vault, pack: Pack, today: date) -> PackView:
    return PackView(
        pack_id=pack.id,
        desk_name=desk_row(vault, pack.desk_id).name,
        made_words=in_words(pack.made_at),
        made_by=pack.made_by,
        ends_on=pack.ends_on,
        ends_words=_ends_words(pack.ends_on),
        lines=() if pack.ends_on < today else _lines(pack),
        notes=tuple(notes_of(vault, pack.id)),
        handed_back_words=in_words(pack.handed_back_at),
    )


def _lines(pack: Pack) -> tuple[PackLine, ...]:
    columns = PACK_TABLES["pack_lines"]
    return tuple(columns.record(tuple(cells)) for cells in json.loads(pack.lines) if isinstance(cells, list))  # type: ignore[arg-type]  # a tuple reads like a row


def _back(note: PackNote) -> BackLine:
    return BackLine(
        id=note.id, case_ref=note.case_ref, done_on=note.done_on, done_by=note.done_by, what_was_done=note.what_was_done
    )


def _cell(value: object) -> str | int | None:
    stored = encode(value)
    assert stored is None or isinstance(stored, (str, int))
    return stored


def _end_of(day: date) -> str:
    """Return the last moment of a day in London, as the vault writes it."""
    midnight = datetime.combine(day + timedelta(days=1), time(), LONDON)
    return (midnight.astimezone(UTC) - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _ends_words(until: date) -> str:
    return f"Can be read until the end of {short_date(until)}."


def _day(vault: Vault, given: date | str) -> date:
    try:
        day = given if isinstance(given, date) else date.fromisoformat(given)
    except ValueError as err:
        raise BadAnswer("Enter a date such as 27 3 2026.", "done_on") from err
    if day > vault.clock.today():
        raise BadAnswer("The date must be today or in the past.", "done_on")
    return day
