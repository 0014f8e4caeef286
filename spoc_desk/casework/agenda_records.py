"""The lines of Today about records: one for each case and kind of step, however many records it is about."""

import json

from spoc_desk.casework.agenda_line import SERVICE, UKPPS, AgendaRow, Lookup, ago, waited
from spoc_desk.casework.places import Part, case_place
from spoc_desk.deadlines.wording import State
from spoc_desk.domain.exchanges import ItemState
from spoc_desk.vault.rows import Row

_CHASE = {
    ItemState.IDENTIFIED: "Ask for the record",
    ItemState.REQUESTED: "Ask the UKPPS SPOC again",
    ItemState.ASKED: "Remind our service",
    ItemState.RECEIVED: "Check the copy",
    ItemState.GATHERED: "Check the record",
    ItemState.QUARANTINED: "Return the quarantined copy",
    ItemState.PASSED_ON: "Ask the service to confirm receipt",
    ItemState.WITH_UKPPS: "Ask the UKPPS SPOC to confirm receipt",
}
_MANY = {
    ItemState.IDENTIFIED: "Ask for {} records",
    ItemState.REQUESTED: "Ask the UKPPS SPOC again: {} records",
    ItemState.ASKED: "Remind our services: {} records",
    ItemState.RECEIVED: "Check {} copies",
    ItemState.GATHERED: "Check {} records",
    ItemState.CHECKED: "Pass on {} records",
    ItemState.READY: "Pass on {} records",
    ItemState.QUARANTINED: "Return {} quarantined copies",
    ItemState.PASSED_ON: "Ask our services to confirm receipt: {} records",
    ItemState.WITH_UKPPS: "Ask the UKPPS SPOC to confirm receipt: {} records",
}
_WAITS_FOR = {
    ItemState.REQUESTED: (UKPPS, "Copy asked for", "copies asked for"),
    ItemState.ASKED: (SERVICE, "Record asked for", "records asked for"),
    ItemState.WITH_UKPPS: (UKPPS, "Receipt to be confirmed", "receipts to be confirmed"),
    ItemState.PASSED_ON: (SERVICE, "Receipt to be confirmed", "receipts to be confirmed"),
}
OF_RECORDS = ("D-06", "D-07")
_ASKED = (ItemState.REQUESTED, ItemState.ASKED)


def waiting_row(lookup: Lookup, row: Row) -> AgendaRow:
    """Return the line of the records of one case that somebody else has to move; Enter selects them."""
    state, records = ItemState(row["item_state"]), json.loads(row["records"])
    who, one, many = _WAITS_FOR[state]
    if len(records) > 1:
        what, words = f"{len(records)} {many}", f"the oldest {ago(lookup, row['started_on'])}"
    else:
        what = f"{one}: {_record_words(lookup, row['item_title'], row['item_members'])}"
        words = waited(lookup, row["started_on"])
    return AgendaRow(
        case_id=row["case_id"],
        case_ref=row["case_ref"],
        what=what,
        words=words,
        who=who,
        state=State.NO_LIMIT.value,
        place=case_place(row["case_id"], Part.EXCHANGE, ",".join(records), "" if len(records) > 1 else "happened_on"),
    )


def record_what(lookup: Lookup, row: Row, short: str) -> str:
    """Return what to do with the one record, or with how many of the case."""
    state, count = ItemState(row["item_state"]), len(json.loads(row["records"]))
    if count > 1:
        return _MANY[state].format(count)
    act = _CHASE.get(state, short)
    return f"{act}: {_record_words(lookup, row['item_title'], row['item_members'])}"


def record_place(row: Row) -> str:
    """Return where a line about records leads: what waits is chased together, the rest is done one after the other."""
    if ItemState(row["item_state"]) in _ASKED:
        return case_place(row["case_id"], Part.EXCHANGE, ",".join(json.loads(row["records"])), "chase")
    return case_place(row["case_id"], Part.EXCHANGE, row["subject_id"], "happened_on")


def _record_words(lookup: Lookup, title: str, members: str) -> str:
    people = ", ".join(lookup.aliases[one] for one in json.loads(members) if one in lookup.aliases)
    return f"{title}, {people}" if people else title
