"""The lines of Today: what, for which case, who acts, how long, and the place where Enter leads."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from spoc_desk.casework.concerns import next_step
from spoc_desk.casework.council import calendar
from spoc_desk.casework.moments import in_words as moment_words
from spoc_desk.casework.moments import since_words
from spoc_desk.casework.places import Part, case_place, concern_place, query_place
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.rules import load_rules
from spoc_desk.deadlines.wording import State, count_days, in_words
from spoc_desk.domain.cases import Route
from spoc_desk.domain.concerns import Concern
from spoc_desk.domain.exchanges import ItemState
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.roles import DIRECTORS_OFFICES, SPOCS, holds_any
from spoc_desk.vault.records.exchange_rows import aliases_of
from spoc_desk.vault.records.stores import CASES
from spoc_desk.vault.rows import Row
from spoc_desk.vault.vault import Draft, Vault

YOU, LA_SPOC, DIRECTORS, UKPPS, SERVICE = "you", "LA SPOC", "DCS or DASS office", "UKPPS SPOC", "our service"
NO_CASE = "No case yet"


@dataclass(frozen=True)
class AgendaRow:
    """One thing somebody must do. `place` opens it with the field focused; `state` is a word of `wording.State`."""

    case_id: str | None
    case_ref: str
    what: str
    words: str
    who: str
    state: str
    place: str
    due_on: date | None = None


@dataclass(frozen=True)
class Lookup:
    """What every line of a page needs: the vault, the day, the calendar, and whose records the lines are about."""

    vault: Vault
    today: date
    calendar: Calendar
    aliases: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, vault: Vault) -> "Lookup":
        """Return the lookup for this moment."""
        return cls(vault, vault.clock.today(), calendar(vault))

    def knowing(self, members: Iterable[str | None]) -> "Lookup":
        """Return the lookup with the aliases of everybody in these lists (JSON), fetched at once."""
        ids = [member_id for listed in members if listed for member_id in json.loads(listed)]
        return replace(self, aliases=aliases_of(self.vault, ids))

    def who(self, acts: str) -> str:
        """Return "you" where the person at the desk holds the role that acts."""
        wanted = SPOCS if acts == LA_SPOC else DIRECTORS_OFFICES
        return YOU if holds_any(self.vault.actor.roles, wanted) else acts


_PLACES: dict[str, tuple[Part, str]] = {
    "D-01": (Part.MEETINGS, "held_on"),
    "D-02": (Part.SPOCS, "contact_id"),
    "D-03": (Part.FLAGS, ""),
    "D-04": (Part.NEEDS, "informed_on"),
    "D-05": (Part.EXCHANGE, "applicable"),
    "D-31": (Part.SPOCS, "cover_contact_id"),
    "D-32": (Part.HOUSEHOLD, "date_of_birth"),
    "D-33": (Part.HOUSEHOLD, "expected_delivery_date"),
}
_SIDES = {"children": "children's side", "adults": "adults' side"}
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
_OF_RECORDS = ("D-06", "D-07")
_ASKED = (ItemState.REQUESTED, ItemState.ASKED)


def due_row(lookup: Lookup, row: Row) -> AgendaRow:
    """Return the line of one running clock."""
    rule = load_rules()[row["rule"]]
    due = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    started = date.fromisoformat(row["started_on"])
    stands = in_words(due, lookup.today, lookup.calendar, started_on=started, since=rule.trigger)
    return AgendaRow(
        case_id=row["case_id"],
        case_ref=row["case_ref"] or NO_CASE,
        what=_what(lookup, row, rule.short),
        words=stands.words,
        who=lookup.who(rule.acts),
        state=stands.state.value,
        place=_place(row),
        due_on=due,
    )


def waiting_row(lookup: Lookup, row: Row) -> AgendaRow:
    """Return the line of the records of one case that somebody else has to move; Enter selects them."""
    state, records = ItemState(row["item_state"]), json.loads(row["records"])
    who, one, many = _WAITS_FOR[state]
    if len(records) > 1:
        what, words = f"{len(records)} {many}", f"the oldest {_ago(lookup, row['started_on'])}"
    else:
        what = f"{one}: {_record_words(lookup, row['item_title'], row['item_members'])}"
        words = _waited(lookup, row["started_on"])
    return AgendaRow(
        case_id=row["case_id"],
        case_ref=row["case_ref"],
        what=what,
        words=words,
        who=who,
        state=State.NO_LIMIT.value,
        place=case_place(row["case_id"], Part.EXCHANGE, ",".join(records), "" if len(records) > 1 else "happened_on"),
    )


def query_row(lookup: Lookup, row: Row) -> AgendaRow:
    """Return the line of a question that waits for the UKPPS SPOC."""
    return AgendaRow(
        case_id=row[1],
        case_ref=row[2] or NO_CASE,
        what=f"Reply to the question of {row[4]}",
        words=_waited(lookup, row[3]),
        who=UKPPS,
        state=State.NO_LIMIT.value,
        place=query_place(row[1], row[0], "reply_on"),
    )


def concern_row(lookup: Lookup, concern: Concern) -> AgendaRow:
    """Return the line of a security concern that still has to reach somebody (D-09)."""
    words, _ = next_step(concern)
    ref = CASES.get(lookup.vault, concern.case_id).case_ref if concern.case_id else NO_CASE
    field = "la_spoc_informed_at" if not concern.la_spoc_informed_at else "ukpps_contacted_at"
    return AgendaRow(
        case_id=concern.case_id,
        case_ref=ref,
        what=f"Security concern: {words}",
        words=f"raised {since_words(concern.raised_at, lookup.vault.clock)} ago",
        who=lookup.who(LA_SPOC),
        state=State.OVERDUE.value,
        place=concern_place(concern.case_id, concern.id, field),
    )


def recheck_row(lookup: Lookup, row: Row) -> AgendaRow:
    """Return the line of a case whose household no longer fits its route (RT-1: never a silent switch)."""
    return AgendaRow(
        case_id=row[0],
        case_ref=row[1],
        what="Confirm the route again: the household has changed",
        words=f"now “{Route(row[3]).label}”",
        who=lookup.who(DIRECTORS),
        state=State.DUE_TODAY.value,
        place=case_place(row[0], Part.HOUSEHOLD, "", "route"),
    )


def review_row(lookup: Lookup, row: Row) -> AgendaRow:
    """Return the line of a case whose flags must be looked at again."""
    return AgendaRow(
        case_id=row[0],
        case_ref=row[1],
        what=f"Renew {count_days(row[2], 'flag')}",
        words=f"since {short_date(date.fromisoformat(row[3]))}",
        who=lookup.who(LA_SPOC),
        state=State.DUE_TODAY.value,
        place=case_place(row[0], Part.FLAGS),
    )


def draft_row(lookup: Lookup, draft: Draft) -> AgendaRow:
    """Return the line of half-typed text."""
    parts = draft.place.split("/")
    case_id = parts[1] if parts[0] == "case" and len(parts) > 1 else None
    found = CASES.find(lookup.vault, "id = ?", (case_id,)) if case_id else []
    return AgendaRow(
        case_id=found[0].id if found else None,
        case_ref=found[0].case_ref if found else "",
        what=f"Finish what you typed: {_page_words(parts)}",
        words=moment_words(draft.saved_at),
        who=YOU,
        state=State.NO_LIMIT.value,
        place=draft.place,
    )


def _what(lookup: Lookup, row: Row, short: str) -> str:
    if row["rule"] in _OF_RECORDS:
        return _record_what(lookup, row, short)
    if row["alias"] and row["rule"] == "D-32":
        return f"{row['alias']} turns {row['subject']}: prepare"
    if row["alias"]:
        return f"{short}: {row['alias']}"
    side = _SIDES.get(row["subject"])
    return f"{short} ({side})" if side else short


def _record_what(lookup: Lookup, row: Row, short: str) -> str:
    """Return what to do with the one record, or with how many of the case."""
    state, count = ItemState(row["item_state"]), len(json.loads(row["records"]))
    if count > 1:
        return _MANY[state].format(count)
    act = _CHASE.get(state, short)
    return f"{act}: {_record_words(lookup, row['item_title'], row['item_members'])}"


def _record_place(row: Row) -> str:
    """Return where a line about records leads: what waits is chased together, the rest is done one after the other."""
    if ItemState(row["item_state"]) in _ASKED:
        return case_place(row["case_id"], Part.EXCHANGE, ",".join(json.loads(row["records"])), "chase")
    return case_place(row["case_id"], Part.EXCHANGE, row["subject_id"], "happened_on")


def _place(row: Row) -> str:
    case_id, rule, subject_id = row["case_id"], row["rule"], row["subject_id"]
    if rule == "D-08":
        return query_place(case_id, subject_id, "answer_given")
    if rule == "D-09":
        return concern_place(case_id, subject_id, "ukpps_contacted_at")
    if rule in _OF_RECORDS:
        return _record_place(row)
    part, field = _PLACES.get(rule, (Part.WHAT_NOW, ""))
    record = subject_id if rule in ("D-32", "D-33") else ""
    return case_place(case_id, part, record, field)


def _record_words(lookup: Lookup, title: str, members: str) -> str:
    people = ", ".join(lookup.aliases[one] for one in json.loads(members) if one in lookup.aliases)
    return f"{title}, {people}" if people else title


def _waited(lookup: Lookup, since: str | None) -> str:
    if not since:
        return ""
    day = date.fromisoformat(since)
    return f"{_worked(lookup, day)} without an answer, since {short_date(day)}"


def _ago(lookup: Lookup, since: str) -> str:
    day = date.fromisoformat(since)
    return f"{_worked(lookup, day)} ago, {short_date(day)}"


def _worked(lookup: Lookup, day: date) -> str:
    return count_days(lookup.calendar.working_days_between(day, lookup.today), "working day")


def _page_words(parts: list[str]) -> str:
    page = parts[2] if parts[0] == "case" and len(parts) > 2 else parts[0]
    return page.replace("_", " ") or "a page"
