"""Both Directors were told of one family, and each office hands it over: said before the second one is taken in.

A joint case goes in tandem: one office records it and hands it to the other, which adds its side and hands it to the
LA SPOC. Where both recorded it, two cases arrive; nothing in them proves that they are one, so a person decides.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from spoc_desk.casework.handover.checking_rows import Values
from spoc_desk.domain.cases import Case, Direction
from spoc_desk.domain.handovers import BundleKind, CustodyState, KnownDesk
from spoc_desk.domain.roles import DIRECTORS_OFFICES
from spoc_desk.vault.records.stores import CASES, CUSTODY, KNOWN_DESKS
from spoc_desk.vault.records.table import Reader

_NEAR: Final = timedelta(days=14)


def both_directors(
    reader: Reader, desk: KnownDesk, kind: BundleKind, rows: Sequence[tuple[str, Values]]
) -> tuple[str, ...]:
    """Return a sentence for each open case from the other office that was notified in the same days."""
    if kind is not BundleKind.CASES or desk.role not in DIRECTORS_OFFICES:
        return ()
    others = _from_other_office(reader, desk)
    said = []
    for table, values in rows:
        if table != CASES.name or values["closed_on"] is not None:
            continue
        for case, office in others:
            if case.id != values["id"] and _alike(case, values):
                said.append(
                    f"{values['case_ref']} was notified within a few days of {case.case_ref}, which came from "
                    f"{office.name}. If both Directors were told of one family, it is one case: ask both offices, go "
                    "on with one, and close the other as opened in error."
                )
    return tuple(said)


def _from_other_office(reader: Reader, desk: KnownDesk) -> list[tuple[Case, KnownDesk]]:
    found = []
    for held in CUSTODY.find(reader, "state = ?", (CustodyState.HERE.value,)):
        office = KNOWN_DESKS.get(reader, held.desk_id)
        if office.role in DIRECTORS_OFFICES and office.role is not desk.role:
            case = CASES.get(reader, held.case_id)
            if case.closed_on is None:
                found.append((case, office))
    return found


def _alike(case: Case, values: Values) -> bool:
    notified = date.fromisoformat(str(values["ukpps_notified_on"]))
    same_way = case.direction is Direction(str(values["direction"]))
    return same_way and abs(case.ukpps_notified_on - notified) <= _NEAR
