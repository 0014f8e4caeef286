"""The deputy pack: what a covering LA SPOC needs for the next days, to read until a day; and what comes back of it."""

import json
from datetime import date
from typing import Final

from spoc_desk.casework.handover.checking_rows import Checked, Values
from spoc_desk.casework.moments import london_day
from spoc_desk.domain.handovers import Handover, Pack, PackNote
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.handover_errors import BundleMisfit
from spoc_desk.vault.records.stores import CASES, PACK_NOTES, PACKS
from spoc_desk.vault.vault import Transaction

MOST_LINES: Final = 2_000


def store_pack(tx: Transaction, handover: Handover, rows: Checked) -> int:
    """Store the lines of a pack; return how many. Raises BundleMisfit."""
    if len(rows) > MOST_LINES:
        raise BundleMisfit()
    lines = [[values["case_ref"], values["heading"], values["words"], values["day"]] for _table, values in rows]
    PACKS.insert(
        tx,
        Pack(
            id=handover.id, desk_id=handover.desk_id, made_at=handover.made_at, made_by=handover.by_name,
            ends_on=london_day(handover.expires_at), lines=json.dumps(lines, ensure_ascii=False),
        ),
    )  # fmt: skip
    return len(lines)


def store_notes(tx: Transaction, pack_id: str, rows: Checked) -> int:
    """Store what a deputy did, to be entered in the cases; return how many."""
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
