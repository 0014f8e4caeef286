"""Questions of practitioners: asked of the LA SPOC, answered, or taken to the UKPPS SPOC (domain 1.8; R-003-63)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from spoc_desk.casework import clocks
from spoc_desk.casework.accepting import accept, accept_change
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.concern_opening import open_contact_concern
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.holds import refuse_closed
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.deadlines.wording import in_words
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.queries import Query, QueryRoute
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import CASES, CLOCKS, CONTACTS, QUERIES
from spoc_desk.vault.vault import Transaction, Vault

FORM, RULE, SUBJECT = "query", "D-08", "query"

NOT_ENTITLED_WORDS = "I can neither confirm nor deny that there is anything to say about this record."
"""What is said to somebody who is not entitled to an answer (T9)."""


@dataclass(frozen=True)
class QueryLine:
    """One question in the list."""

    query: Query
    asked_by_words: str
    received_words: str
    state_words: str
    clock_words: str
    clock_state: str
    is_open: bool


def record_query(vault: Vault, *, answers: Answers, case_id: str | None = None) -> Done:
    """Record a question. Without a case it waits to be matched. An attempt at direct contact raises a concern."""
    today = vault.clock.today()
    given = {"received_on": today.isoformat(), "route": QueryRoute.OPEN.value, **answers}
    with vault.transaction("recorded a question") as tx:
        if case_id:
            refuse_closed(CASES.get(tx, case_id))
        accepted = accept(tx, FORM, given, today)
        query = accepted.new(Query, id=new_id(), case_id=CaseId(case_id) if case_id else None)
        _refuse_unfinished(query)
        stored = QUERIES.insert(tx, query)
        clocks.start_clock(tx, RULE, stored.case_id, SUBJECT, stored.id, stored.received_on, calendar(tx), profile(tx))
        _follow(tx, None, stored)
    return Done(_change(stored), accepted.leaks, stored)


def edit_query(vault: Vault, *, query_id: str, answers: Answers, version: int) -> Done:
    """Change a question from its form; what is not answered again stays."""
    with vault.transaction("changed a question") as tx:
        before = QUERIES.get(tx, query_id)
        accepted = accept_change(tx, FORM, before, answers, vault.clock.today())
        after = accepted.changed(before)
        stored = _store(tx, replace(before, version=version), after)
    return Done(_change(stored), accepted.leaks, stored)


def match_case(vault: Vault, *, query_id: str, case_id: str) -> Done:
    """Say which case a question is about."""
    with vault.transaction("matched a question with its case") as tx:
        before = QUERIES.get(tx, query_id)
        refuse_closed(CASES.get(tx, case_id))
        stored = QUERIES.update(tx, before, replace(before, case_id=CaseId(case_id)))
        for clock in CLOCKS.find(tx, "subject_id = ? AND rule = ?", (query_id, RULE)):
            CLOCKS.update(tx, clock, replace(clock, case_id=CaseId(case_id)))
    return Done(_change(stored), record=stored)


def take_to_ukpps(vault: Vault, *, query_id: str, on: date | None = None) -> Done:
    """Record that the LA SPOC took the question to the UKPPS SPOC."""
    day = on or vault.clock.today()
    return _step(vault, query_id, "took a question to the UKPPS SPOC", route=QueryRoute.TO_UKPPS, to_ukpps_on=day)


def record_reply(vault: Vault, *, query_id: str, on: date | None = None) -> Done:
    """Record that the UKPPS SPOC replied; the practitioner still waits for an answer."""
    return _step(vault, query_id, "recorded the UKPPS SPOC's reply", reply_on=on or vault.clock.today())


def answer_query(
    vault: Vault, *, query_id: str, answer: str, route: QueryRoute | str | None = None, on: date | None = None
) -> Done:
    """Record what the practitioner was told, and end the question.

    *route* says how: answered by the LA SPOC (default), refused, or sent to safeguarding. A question that was taken
    to the UKPPS SPOC keeps that route.
    """
    with vault.transaction("answered a question") as tx:
        before = QUERIES.get(tx, query_id)
        kept = before.route if before.route is QueryRoute.TO_UKPPS else QueryRoute.ANSWERED
        words = {
            "answer_given": answer,
            "route": str(QueryRoute(route) if route else kept),
            "closed_on": (on or vault.clock.today()).isoformat(),
        }
        accepted = accept_change(tx, FORM, before, words, vault.clock.today())
        stored = _store(tx, before, accepted.changed(before))
    return Done(_change(stored), accepted.leaks, stored)


def queries(vault: Vault, *, case_id: str | None, open_only: bool = False) -> tuple[QueryLine, ...]:
    """Return the questions of a case, or with None those that belong to no case yet; open ones first."""
    if not sees(vault, Sight.RELOCATIONS):
        return ()
    where = "case_id = ?" if case_id else "case_id IS NULL"
    if open_only:
        where += " AND closed_on IS NULL"
    order = "ORDER BY closed_on IS NOT NULL, received_on DESC LIMIT 500"
    found = QUERIES.find(vault, where, (case_id,) if case_id else (), tail=order)
    days, today = calendar(vault), vault.clock.today()
    lines = []
    for query in found:
        running = CLOCKS.find(vault, "subject_id = ? AND rule = ?", (query.id, RULE), tail="LIMIT 1")
        clock = running[0] if running else None
        wording = in_words(clock.due_on, today, days, clock.met_on, started_on=clock.started_on) if clock else None
        lines.append(
            QueryLine(
                query=query,
                asked_by_words=CONTACTS.get(vault, query.asked_by).name,
                received_words=short_date(query.received_on),
                state_words=state_words(query),
                clock_words=wording.words if wording else "",
                clock_state=wording.state.value if wording else "",
                is_open=query.closed_on is None,
            )
        )
    return tuple(lines)


def state_words(query: Query) -> str:
    """Return how a question stands and who has to act."""
    if query.closed_on is not None:
        return f"{query.route.label}, {short_date(query.closed_on)}"
    if query.route is QueryRoute.TO_UKPPS:
        return "UKPPS SPOC replied: answer it" if query.reply_on else "Waiting for the UKPPS SPOC"
    return "Waiting for you"


def _step(vault: Vault, query_id: str, act: str, **changes: Any) -> Done:  # Any: fields of the record
    today = vault.clock.today()
    if any(isinstance(value, date) and value > today for value in changes.values()):
        raise BadAnswer("The date must be today or in the past.", "on")
    with vault.transaction(act) as tx:
        before = QUERIES.get(tx, query_id)
        stored = _store(tx, before, replace(before, **changes))
    return Done(_change(stored), record=stored)


def _store(tx: Transaction, before: Query, after: Query) -> Query:
    _refuse_unfinished(after)
    stored = QUERIES.update(tx, before, after)
    _follow(tx, before, stored)
    return stored


def _refuse_unfinished(query: Query) -> None:
    if query.reply_on and query.to_ukpps_on is None:
        raise NotYet("Record first when the question was taken to the UKPPS SPOC.", "domain 1.8")
    for later, earlier in ((query.to_ukpps_on, query.received_on), (query.reply_on, query.to_ukpps_on)):
        if later and earlier and later < earlier:
            raise BadAnswer("This day is before the step that came before it. Check the dates.", "to_ukpps_on")
    if query.closed_on is None:
        return
    if query.closed_on < query.received_on:
        raise BadAnswer("A question cannot be closed before it was received.", "closed_on")
    if query.route is QueryRoute.OPEN:
        raise NotYet("Say first what happens with the question.", "domain 1.8")
    if not query.answer_given.strip():
        raise BadAnswer("Write down what the practitioner was told.", "answer_given")


def _follow(tx: Transaction, before: Query | None, after: Query) -> None:
    """The clock ends with the answer and starts again when a question is opened again; direct contact is a concern."""
    if after.closed_on is not None:
        clocks.meet_clock(tx, RULE, after.id, after.closed_on)
    elif before is not None and before.closed_on is not None:
        clocks.start_clock(tx, RULE, after.case_id, SUBJECT, after.id, after.received_on, calendar(tx), profile(tx))
    elif before is not None and before.received_on != after.received_on:
        clocks.restart_clock(tx, RULE, after.id, after.received_on, calendar(tx), profile(tx))
    if after.direct_contact_attempted and not (before and before.direct_contact_attempted):
        open_contact_concern(tx, after.case_id, calendar(tx), profile(tx))


def _change(query: Query) -> Change:
    return Change(What.QUERY, query.case_id, (query.id,))
