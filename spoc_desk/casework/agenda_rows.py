"""The lines of Today: what, for which case, who acts, how long, and the place where Enter leads."""

from datetime import date

from spoc_desk.casework.agenda_hours import hour_words
from spoc_desk.casework.agenda_line import DIRECTORS, LA_SPOC, NO_CASE, REFERRER, UKPPS, YOU, AgendaRow, Lookup, waited
from spoc_desk.casework.agenda_records import OF_RECORDS, record_place, record_what
from spoc_desk.casework.birthdays import BIRTHDAY
from spoc_desk.casework.concerns import next_step
from spoc_desk.casework.moments import in_words as moment_words
from spoc_desk.casework.moments import since_words
from spoc_desk.casework.places import (
    Part,
    case_place,
    concern_place,
    incident_place,
    query_place,
    referral_place,
    review_place,
)
from spoc_desk.casework.referrals.birthdays import birthday_words
from spoc_desk.casework.relay.reviews import RULE as REVIEW
from spoc_desk.casework.relay.reviews import review_what
from spoc_desk.deadlines.rules import load_rules
from spoc_desk.deadlines.wording import State, count_days, in_words
from spoc_desk.domain.cases import Route
from spoc_desk.domain.concerns import Concern
from spoc_desk.domain.house_dates import short_date
from spoc_desk.vault.records.stores import CASES, REFERRALS
from spoc_desk.vault.rows import Row
from spoc_desk.vault.vault import Draft, Vault

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
_OF_REFERRAL: dict[str, tuple[str, str, str]] = {
    "D-20": ("circumstances", "", "fgm_reported_at"),
    "D-22": ("circumstances", "", "private_fostering_told_on"),
    "D-32": ("young_person", "", ""),
}
RELAY_REFERENCE = "RELAY"
OF_REFERRALS = "referral"
"""The subject of the clocks of referrals."""
OF_DISPUTES = frozenset({"escalation", "complaint"})
"""Subjects whose name is the place that shows the record."""
_REVIEWED = {"serious": incident_place, "review": review_place}
"""The subjects of the clocks of serious incidents and of the Case Review Group, and where such a line leads."""
_OF_PARTNERSHIP: dict[str, str] = {"decision": "decision", "access": "access_request"}
"""Subjects of clocks whose records have a page of their own, and the place of the page."""
_SIDES = {"children": "children's side", "adults": "adults' side"}


def due_row(lookup: Lookup, row: Row) -> AgendaRow:
    """Return the line of one running clock."""
    rule = load_rules()[row["rule"]]
    due = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    started = date.fromisoformat(row["started_on"])
    stands = in_words(due, lookup.today, lookup.calendar, started_on=started, since=rule.trigger)
    words, state = hour_words(lookup.vault, row, stands.state) or (stands.words, stands.state)
    return AgendaRow(
        case_id=row["case_id"],
        case_ref=RELAY_REFERENCE if row["rule"] == REVIEW else row["case_ref"] or NO_CASE,
        what=_what(lookup, row, rule.short),
        words=words,
        who=_who(lookup, row, rule.acts),
        state=state.value,
        place=_place(row),
        due_on=due,
    )


def _who(lookup: Lookup, row: Row, acts: str) -> str:
    if row["rule"] == REVIEW:
        return YOU if lookup.vault.may("changed a RELAY agreement") else acts
    return lookup.who(REFERRER if row["subject"] == OF_REFERRALS and row["rule"] == BIRTHDAY else acts)


def query_row(lookup: Lookup, row: Row) -> AgendaRow:
    """Return the line of a question that waits for the UKPPS SPOC."""
    return AgendaRow(
        case_id=row[1],
        case_ref=row[2] or NO_CASE,
        what=f"Reply to the question of {row[4]}",
        words=waited(lookup, row[3]),
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


def keeping_rows(words: str) -> list[AgendaRow]:
    """Return the one line of the review list (D-34): records whose time is over, or that have no day."""
    if not words:
        return []
    what, _, counts = words.partition(": ")
    return [AgendaRow(None, "Closed records", what, counts, YOU, State.NO_LIMIT.value, "keeping")]


def draft_row(lookup: Lookup, draft: Draft) -> AgendaRow:
    """Return the line of half-typed text."""
    parts = draft.place.split("/")
    case_id, reference = _of_draft(lookup.vault, parts)
    return AgendaRow(
        case_id=case_id,
        case_ref=reference,
        what=f"Finish what you typed: {_page_words(parts)}",
        words=moment_words(draft.saved_at),
        who=YOU,
        state=State.NO_LIMIT.value,
        place=draft.place,
    )


def _of_draft(vault: Vault, parts: list[str]) -> tuple[str | None, str]:
    """Return the case of a half-typed text, if it is one of a case, and the reference it is found by."""
    kind, record_id = parts[0], parts[1] if len(parts) > 1 else ""
    if kind == "case" and record_id:
        cases = CASES.find(vault, "id = ?", (record_id,))
        return (cases[0].id, cases[0].case_ref) if cases else (None, "")
    if kind == "referral" and record_id:
        referrals = REFERRALS.find(vault, "id = ?", (record_id,))
        return None, referrals[0].referral_ref if referrals else ""
    return None, ""


def _what(lookup: Lookup, row: Row, short: str) -> str:
    if row["rule"] == REVIEW:
        return review_what(lookup.vault, row["subject_id"])
    if row["rule"] in OF_RECORDS:
        return record_what(lookup, row, short)
    if row["subject"] == OF_REFERRALS and row["rule"] == BIRTHDAY:
        return birthday_words(lookup.vault, row["subject_id"], date.fromisoformat(row["due_on"]))
    if row["alias"] and row["rule"] == BIRTHDAY:
        return f"{row['alias']} turns {row['subject']}: prepare"
    if row["alias"]:
        return f"{short}: {row['alias']}"
    if row["asked_by"]:
        return f"{short} of {row['asked_by']}"
    side = _SIDES.get(row["subject"])
    return f"{short} ({side})" if side else short


def _place(row: Row) -> str:
    case_id, rule, subject_id = row["case_id"], row["rule"], row["subject_id"]
    if rule == REVIEW:
        return f"directory/schools/{subject_id}"
    if row["subject"] in _REVIEWED:
        return _REVIEWED[row["subject"]](subject_id)
    if row["subject"] == OF_REFERRALS:
        return referral_place(subject_id, *_OF_REFERRAL.get(rule, ()))
    if row["subject"] in OF_DISPUTES:
        return f"{row['subject']}/{subject_id}"
    if rule == "D-08":
        return query_place(case_id, subject_id, "answer_given")
    if rule == "D-09":
        return concern_place(case_id, subject_id, "ukpps_contacted_at")
    if rule == "D-29":
        return f"concern/{subject_id}"
    if row["subject"] in _OF_PARTNERSHIP:
        return f"{_OF_PARTNERSHIP[row['subject']]}/{subject_id}"
    if rule in OF_RECORDS:
        return record_place(row)
    part, field = _PLACES.get(rule, (Part.WHAT_NOW, ""))
    record = subject_id if rule in ("D-32", "D-33") else ""
    return case_place(case_id, part, record, field)


def _page_words(parts: list[str]) -> str:
    page = parts[2] if parts[0] in ("case", "referral") and len(parts) > 2 else parts[0]
    return page.replace("_", " ") or "a page"
