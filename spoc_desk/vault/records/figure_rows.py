"""Counting for the partnership's figures, each along an index. *samples*: whether rows made to practise count too.

The numbers are those of the whole vault, whoever asks: casework asks only for who sees such records at all.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from spoc_desk.vault.records.table import Reader

# The plus keeps the question for an earlier one on the index of the referral: by the event it would read all of them.
_REFERRAL_EVENTS: Final = (
    "SELECT e.event, e.to_state, count(*) FROM referral_events e JOIN referrals r ON r.id = e.referral_id"
    " WHERE e.event IN ('sent', 'decision', 'strategy', 'conference', 'feedback') AND e.happened_at >= ?"
    " AND e.happened_at < ? AND e.deleted_at IS NULL AND r.deleted_at IS NULL AND r.sample <= ?"
    " AND NOT EXISTS (SELECT 1 FROM referral_events f WHERE f.referral_id = e.referral_id AND +f.event = e.event"
    " AND f.deleted_at IS NULL AND (f.happened_at, f.rowid) < (e.happened_at, e.rowid))"
    " GROUP BY e.event, e.to_state"
)
_REFERRAL_CLOCKS: Final = (
    "SELECT count(*), sum(k.met_on <= k.due_on) FROM clocks k JOIN referrals r ON r.id = k.subject_id"
    " WHERE k.rule = ? AND k.met_on BETWEEN ? AND ? AND k.deleted_at IS NULL AND r.deleted_at IS NULL"
    " AND r.sample <= ?"
)
_CASES: Final = (
    "SELECT count(*) FROM cases WHERE ukpps_notified_on BETWEEN ? AND ? AND deleted_at IS NULL AND sample <= ?"
    " AND closure_reason IS NOT 'opened_in_error'"
)
_CASE_CLOCKS: Final = (
    "SELECT k.started_on, k.due_on, k.met_on FROM clocks k JOIN cases c ON c.id = k.case_id"
    " WHERE k.rule = ? AND k.met_on BETWEEN ? AND ? AND k.deleted_at IS NULL AND c.deleted_at IS NULL AND c.sample <= ?"
    " AND c.closure_reason IS NOT 'opened_in_error'"
)
_TURNS: Final = (
    "SELECT h.item_id, min(CASE WHEN h.hand IN ('A2', 'D1a', 'D1b') THEN h.happened_on END),"
    " max(CASE WHEN h.hand IN ('A6', 'D4') THEN h.happened_on END)"
    " FROM hands h JOIN cases c ON c.id = h.case_id JOIN exchange_items i ON i.id = h.item_id"
    " WHERE h.hand IN ('A2', 'D1a', 'D1b', 'A6', 'D4') AND h.deleted_at IS NULL AND c.deleted_at IS NULL"
    " AND c.sample <= ? AND i.deleted_at IS NULL GROUP BY h.item_id"
)
_DECISIONS: Final = (
    "SELECT d.outcome, count(*) FROM decisions d LEFT JOIN referrals r ON r.id = d.referral_id"
    " WHERE d.decided_on BETWEEN ? AND ? AND d.deleted_at IS NULL AND d.case_id IS NULL AND r.case_id IS NULL"
    " AND ifnull(r.sample, 0) <= ? GROUP BY d.outcome"
)
_RELAY: Final = (
    "SELECT count(*), sum(state = 'not_shared'), sum(state = 'referred') FROM relay_incidents"
    " WHERE received_at >= ? AND received_at < ? AND deleted_at IS NULL AND sample <= ?"
)
_RELAY_MESSAGES: Final = (
    "SELECT m.school_id, count(*), sum(m.sent_at <> '') FROM relay_incidents i"
    " JOIN relay_messages m ON m.incident_id = i.id WHERE i.received_at >= ? AND i.received_at < ?"
    " AND i.deleted_at IS NULL AND m.deleted_at IS NULL AND i.sample <= ? GROUP BY m.school_id"
)
_ESCALATIONS: Final = (
    "SELECT count(*) FILTER (WHERE raised_at >= ?1 AND raised_at < ?2),"
    " count(*) FILTER (WHERE raised_at >= ?1 AND raised_at < ?2 AND child_at_risk),"
    " count(*) FILTER (WHERE ended_on BETWEEN ?3 AND ?4),"
    " count(*) FILTER (WHERE ended_on BETWEEN ?3 AND ?4 AND state = 'resolved'),"
    " count(*) FILTER (WHERE ended_on BETWEEN ?3 AND ?4 AND state = 'unresolved')"
    " FROM escalations WHERE case_id IS NULL AND deleted_at IS NULL AND sample <= ?5"
)
_STAGES: Final = (
    "SELECT count(*) FILTER (WHERE s.stage = 3), count(*) FILTER (WHERE s.stage = 4)"
    " FROM escalation_stages s JOIN escalations e ON e.id = s.escalation_id"
    " WHERE s.opened_at >= ? AND s.opened_at < ? AND s.deleted_at IS NULL AND e.case_id IS NULL"
    " AND e.deleted_at IS NULL AND e.sample <= ?"
)
_COMPLAINTS: Final = (
    "SELECT count(*) FILTER (WHERE received_on BETWEEN ?1 AND ?2),"
    " count(*) FILTER (WHERE forwarded_on BETWEEN ?1 AND ?2),"
    " count(*) FILTER (WHERE ended_on BETWEEN ?1 AND ?2)"
    " FROM complaints WHERE case_id IS NULL AND deleted_at IS NULL AND sample <= ?3"
)
_INCIDENTS: Final = (
    "SELECT (SELECT count(*) FROM serious_incidents WHERE aware_at >= ?1 AND aware_at < ?2 AND deleted_at IS NULL"
    " AND sample <= ?5),"
    " count(*), sum(k.met_on <= k.due_on) FROM clocks k JOIN serious_incidents i ON i.id = k.subject_id"
    " WHERE k.rule = 'D-15' AND k.met_on BETWEEN ?3 AND ?4 AND k.deleted_at IS NULL AND i.deleted_at IS NULL"
    " AND i.sample <= ?5"
)
_REVIEWS: Final = (
    "SELECT count(*) FILTER (WHERE rapid_review_on BETWEEN ?1 AND ?2),"
    " count(*) FILTER (WHERE decided_on BETWEEN ?1 AND ?2),"
    " count(*) FILTER (WHERE decided_on BETWEEN ?1 AND ?2 AND decision = 'local_review'),"
    " count(*) FILTER (WHERE decided_on BETWEEN ?1 AND ?2 AND decision = 'other_review'),"
    " count(*) FILTER (WHERE decided_on BETWEEN ?1 AND ?2 AND decision = 'other_action'),"
    " count(*) FILTER (WHERE decided_on BETWEEN ?1 AND ?2 AND decision = 'none')"
    " FROM case_reviews WHERE deleted_at IS NULL AND sample <= ?3"
)
_LEARNED: Final = (
    "SELECT (SELECT count(*) FROM review_actions a JOIN case_reviews r ON r.id = a.review_id"
    " WHERE a.done_on BETWEEN ?3 AND ?4 AND a.deleted_at IS NULL AND r.deleted_at IS NULL AND r.sample <= ?5),"
    " (SELECT count(*) FROM learning_points p JOIN case_reviews r ON r.id = p.review_id"
    " WHERE p.created_at >= ?1 AND p.created_at < ?2 AND p.deleted_at IS NULL AND r.deleted_at IS NULL"
    " AND r.sample <= ?5)"
)
_FRAMES: Final = {
    "referrals": (
        "SELECT id, referral_ref FROM referrals WHERE sent_at >= ? AND sent_at < ? AND deleted_at IS NULL"
        " AND sample <= ? AND created_at < ? AND case_id IS NULL"
    ),
    "relay": (
        "SELECT id, police_ref FROM relay_incidents WHERE received_at >= ? AND received_at < ? AND deleted_at IS NULL"
        " AND sample <= ? AND created_at < ?"
    ),
}
"""The records a sample is drawn from."""


def referral_events(reader: Reader, start: str, end: str, *, samples: bool) -> list[tuple[str, str, int]]:
    """Return (event, state after it, how many referrals had it first then) from *start* on and before *end* (UTC)."""
    return [(str(e), str(s), int(n)) for e, s, n in reader.own_rows(_REFERRAL_EVENTS, (start, end, int(samples)))]


def referral_clocks(reader: Reader, rule: str, first: date, last: date, *, samples: bool) -> tuple[int, int]:
    """Return how many clocks of a rule were met in these days, and how many of those in time."""
    params = (rule, first.isoformat(), last.isoformat(), int(samples))
    met, in_time = reader.own_rows(_REFERRAL_CLOCKS, params)[0]
    return int(met), int(in_time or 0)


def cases_notified(reader: Reader, first: date, last: date, *, samples: bool) -> int:
    """Return how many relocations UKPPS told us of in these days."""
    return int(reader.own_rows(_CASES, (first.isoformat(), last.isoformat(), int(samples)))[0][0])


def case_clocks(
    reader: Reader, rule: str, first: date, last: date, *, samples: bool
) -> list[tuple[date, date | None, date]]:
    """Return (started, due, met) of the clocks of relocations that were met in these days."""
    params = (rule, first.isoformat(), last.isoformat(), int(samples))
    return [
        (date.fromisoformat(start), date.fromisoformat(due) if due else None, date.fromisoformat(met))
        for start, due, met in reader.own_rows(_CASE_CLOCKS, params)
    ]


def turns(reader: Reader, *, samples: bool) -> list[tuple[date | None, date | None]]:
    """Return for each record of the registers when it was first asked for and when it was passed on."""
    rows: Sequence[tuple[str, str | None, str | None]] = [
        (str(row[0]), row[1], row[2]) for row in reader.own_rows(_TURNS, (int(samples),))
    ]
    return [(_day(asked), _day(passed)) for _, asked, passed in rows]


def relay_counts(reader: Reader, start: str, end: str, *, samples: bool) -> tuple[int, int, int]:
    """Return how many notifications were received, not shared, and referred, from *start* on and before *end*."""
    received, kept, referred = reader.own_rows(_RELAY, (start, end, int(samples)))[0]
    return int(received), int(kept or 0), int(referred or 0)


def relay_children(reader: Reader, start: str, end: str, *, samples: bool) -> list[tuple[str, int, int]]:
    """Return (school or "", children named, messages sent) about what was received then."""
    rows = reader.own_rows(_RELAY_MESSAGES, (start, end, int(samples)))
    return [(str(school or ""), int(children), int(sent or 0)) for school, children, sent in rows]


def escalation_counts(
    reader: Reader, moments: tuple[str, str], days: tuple[date, date], *, samples: bool
) -> dict[str, int]:
    """Return the numbers of escalations by measure; *moments* (UTC, the second not included) and *days* are the same
    stretch. Those of relocations are left out."""
    span = (*moments, *(day.isoformat() for day in days))
    counts = reader.own_rows(_ESCALATIONS, (*span, int(samples)))[0]
    stages = reader.own_rows(_STAGES, (*moments, int(samples)))[0]
    names = ("raised", "at_risk", "ended", "resolved", "unresolved", "senior", "partners")
    return dict(zip(names, map(int, (*counts, *stages)), strict=True))


def complaint_counts(reader: Reader, first: date, last: date, *, samples: bool) -> dict[str, int]:
    """Return the numbers of complaints by measure; those of relocations are left out."""
    found = reader.own_rows(_COMPLAINTS, (first.isoformat(), last.isoformat(), int(samples)))[0]
    return dict(zip(("received", "forwarded", "ended"), map(int, found), strict=True))


def decision_counts(reader: Reader, first: date, last: date, *, samples: bool) -> dict[str, int]:
    """Return how many decisions to share were made of no relocation, by outcome; both days included."""
    rows = reader.own_rows(_DECISIONS, (first.isoformat(), last.isoformat(), int(samples)))
    return {str(outcome): int(number) for outcome, number in rows}


def incident_counts(
    reader: Reader, moments: tuple[str, str], days: tuple[date, date], *, samples: bool
) -> dict[str, int]:
    """Return the numbers of serious incidents and case reviews by measure, of one stretch given as for escalations."""
    first, last = (day.isoformat() for day in days)
    span = (*moments, first, last, int(samples))
    told = reader.own_rows(_INCIDENTS, span)[0]
    reviews = reader.own_rows(_REVIEWS, (first, last, int(samples)))[0]
    learned = reader.own_rows(_LEARNED, span)[0]
    names = (
        "aware", "notified", "in_time", "rapid", "decided", "local_review", "other_review", "other_action",
        "no_review", "finished", "learned",
    )  # fmt: skip
    return {name: int(number or 0) for name, number in zip(names, (*told, *reviews, *learned), strict=True)}


def frame(
    reader: Reader, source: str, start: str, end: str, *, written_by: str, samples: bool
) -> list[tuple[str, str]]:
    """Return (id, reference) of what was sent or received from *start* on and before *end*, and written down before
    the moment *written_by*. A referral begun from a relocation is not among them."""
    params = (start, end, int(samples), written_by)
    return [(str(row[0]), str(row[1])) for row in reader.rows(_FRAMES[source], params)]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
