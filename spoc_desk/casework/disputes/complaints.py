"""A complaint: received, sent on to the agency with a copy to its complaints team, asked about, ended (S001:364)."""

from dataclasses import replace
from datetime import date

from spoc_desk.casework.accepting import accept, accept_change
from spoc_desk.casework.case_refs import new_case_ref
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.disputes import clocks
from spoc_desk.casework.disputes.gate import (
    must_stop,
    named_in,
    person,
    refuse_hidden,
    refuse_release,
    refuse_stopped,
)
from spoc_desk.casework.keeping.settling import settle_dispute
from spoc_desk.casework.moments import stored_now
from spoc_desk.casework.names import search_key
from spoc_desk.casework.relay.stops import digest
from spoc_desk.casework.restricted.matching import PersonKeys
from spoc_desk.domain.complaints import (
    SOURCE,
    Complaint,
    ComplaintId,
    ComplaintState,
    ComplaintStatus,
    refuse_end,
    refuse_forward,
    refuse_status,
)
from spoc_desk.domain.record import new_id
from spoc_desk.domain.retention import RecordKind
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import CASES, COMPLAINT_STATUSES, COMPLAINTS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

FORM, FORWARD_FORM, STATUS_FORM, END_FORM = "complaint", "complaint_forward", "complaint_status", "complaint_end"


def record_complaint(vault: Vault, *, answers: Answers, case_id: str | None = None) -> Done:
    """Write down a complaint (form "complaint"). One from a conference is not forwarded from here."""
    accepted = accept(vault, FORM, answers, vault.clock.today(), complete=True)
    refuse_hidden(vault, case_id)
    with vault.transaction("recorded a complaint") as tx:
        case = CASES.get(tx, case_id) if case_id else None
        new = accepted.new(
            Complaint,
            id=ComplaintId(new_id()),
            complaint_ref=new_case_ref(tx),
            case_id=case.id if case else None,
            sample=bool(profile(tx).practice or (case and case.sample)),
        )
        stored = COMPLAINTS.insert(tx, _marked(tx, _keyed(replace(new, state=_first(new)))))
        if stored.state is ComplaintState.RECEIVED:
            clocks.begin_complaint(tx, stored)
    return Done(_change(stored), accepted.leaks, stored)


def change_complaint(vault: Vault, *, complaint_id: str, answers: Answers, version: int) -> Done:
    """Correct what was written down before it was forwarded. Raises StaleRecord, NotYet."""
    before = replace(_known(vault, complaint_id), version=version)
    if before.state not in (ComplaintState.RECEIVED, ComplaintState.CONFERENCE):
        raise NotYet("This complaint was forwarded. What was forwarded stays as it was.", SOURCE)
    accepted = accept_change(vault, FORM, before, answers, vault.clock.today())
    after = accepted.changed(before)
    after = _keyed(replace(after, state=_first(after)))
    with vault.transaction("changed a complaint") as tx:
        stored = COMPLAINTS.update(tx, before, _marked(tx, after))
        if stored.state is not before.state:
            if stored.state is ComplaintState.RECEIVED:
                clocks.begin_complaint(tx, stored)
            else:
                clocks.end_complaint(tx, stored, vault.clock.today())
    return Done(_change(stored), accepted.leaks, stored)


def forward(vault: Vault, *, complaint_id: str, answers: Answers) -> Done:
    """Record that it went to the agency, and a copy to its complaints team (form "complaint_forward")."""
    accepted = accept(vault, FORWARD_FORM, answers, vault.clock.today(), complete=True)
    with vault.transaction("forwarded a complaint") as tx:
        before = _known(tx, complaint_id)
        refuse_forward(before.state)
        refuse_stopped(tx, people(tx, before), before.released_for)
        after = replace(accepted.changed(before), state=ComplaintState.FORWARDED)
        on = after.forwarded_on or vault.clock.today()
        for field, day in (("forwarded_on", on), ("copied_on", after.copied_on), ("told_on", after.told_on)):
            _not_before(day, before.received_on, "received", field)
        stored = COMPLAINTS.update(tx, before, after)
        clocks.forwarded(tx, stored, on)
    return Done(_change(stored), accepted.leaks, stored)


def ask_status(vault: Vault, *, complaint_id: str, answers: Answers) -> Done:
    """Record that the agency was asked how it stands, and what it said (form "complaint_status")."""
    accepted = accept(vault, STATUS_FORM, answers, vault.clock.today(), complete=True)
    with vault.transaction("asked how a complaint stands") as tx:
        before = _known(tx, complaint_id)
        refuse_status(before.state)
        status = accepted.new(ComplaintStatus, id=new_id(), complaint_id=before.id)
        _not_before(status.asked_on, before.forwarded_on or before.received_on, "forwarded", "asked_on")
        stored = COMPLAINT_STATUSES.insert(tx, status)
        clocks.ask_again(tx, before, status.asked_on)
        marked = _marked(tx, before)
        now = COMPLAINTS.update(tx, before, marked) if marked.stopped is not before.stopped else before
    return Done(_change(now, stored.id), accepted.leaks, now)


def end_complaint(vault: Vault, *, complaint_id: str, answers: Answers) -> Done:
    """Record what became of it (form "complaint_end")."""
    accepted = accept(vault, END_FORM, answers, vault.clock.today(), complete=True)
    with vault.transaction("ended a complaint") as tx:
        before = _known(tx, complaint_id)
        refuse_end(before.state)
        after = replace(accepted.changed(before), state=ComplaintState.ENDED)
        _not_before(after.ended_on, before.forwarded_on or before.received_on, "forwarded", "ended_on")
        stored = COMPLAINTS.update(tx, before, after)
        clocks.end_complaint(tx, stored, stored.ended_on or vault.clock.today())
        if stored.case_id is None:
            settle_dispute(
                tx, RecordKind.COMPLAINT, stored.id, stored.complaint_ref, stored.ended_on, sample=stored.sample
            )
    return Done(_change(stored), accepted.leaks, stored)


def release_complaint(vault: Vault, *, complaint_id: str, words: str) -> Done:
    """Let a stopped complaint go on, for the very people it names now. The words are kept with the entry."""
    before = _known(vault, complaint_id)
    everybody = people(vault, before)
    refuse_release(vault, everybody, before.released_for, words)
    with vault.transaction("released a complaint", reason=words.strip()) as tx:
        after = replace(
            before, stopped=False, released_by=vault.actor.name, released_at=stored_now(vault.clock),
            released_for=digest(everybody),
        )  # fmt: skip
        stored = COMPLAINTS.update(tx, before, after)
    return Done(_change(stored), record=stored)


def is_stopped(reader: Reader, complaint: Complaint) -> bool:
    """Say whether it waits for the office."""
    return must_stop(reader, people(reader, complaint), complaint.released_for)


def _marked(reader: Reader, one: Complaint) -> Complaint:
    return replace(one, stopped=is_stopped(reader, one))


def people(reader: Reader, one: Complaint) -> tuple[PersonKeys, ...]:
    """Return everybody a complaint may name: who complains, the child, and who stands in its texts."""
    answers = (each.answer for each in statuses(reader, one.id))
    return (
        *person(one.from_given_names, one.from_family_name, None),
        *person(one.about_given_names, one.about_family_name, one.about_born),
        *named_in(one.what, one.wanted, one.outcome, *answers),
    )


def statuses(reader: Reader, complaint_id: str) -> list[ComplaintStatus]:
    """Return how often the agency was asked, in the order of the days."""
    return COMPLAINT_STATUSES.find(reader, "complaint_id = ?", (complaint_id,), tail="ORDER BY asked_on, created_at")


def _first(one: Complaint) -> ComplaintState:
    return ComplaintState.CONFERENCE if one.of_conference else ComplaintState.RECEIVED


def _known(reader: Reader, complaint_id: str) -> Complaint:
    found = COMPLAINTS.get(reader, complaint_id)
    refuse_hidden(reader, found.case_id)
    return found


def _keyed(one: Complaint) -> Complaint:
    given, family = search_key(one.from_given_names), search_key(one.from_family_name)
    return replace(one, given_key=given, family_key=family)


def _not_before(day: date | None, first: date, what: str, field: str) -> None:
    if day is not None and day < first:
        raise BadAnswer(f"This cannot be before the complaint was {what}.", field)


def _change(one: Complaint, *ids: str) -> Change:
    return Change(What.DISPUTE, one.case_id, (one.id, *ids))
