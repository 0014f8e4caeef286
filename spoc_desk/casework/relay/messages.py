"""The message about one child: the right school, cleared, sent by a person, received (R-000-03 to -13)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from spoc_desk.casework.accepting import Accepted, accept
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.keeping.settling import settle_relay
from spoc_desk.casework.moments import stored_now, to_stored
from spoc_desk.casework.relay.gates import current_contact, facts_of
from spoc_desk.casework.relay.stops import messages_of, stop_now, stop_where_due
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.domain.relay import (
    ENDED,
    Incident,
    IncidentState,
    Message,
    MessageState,
    SchoolConfirmed,
    SchoolNext,
    Support,
)
from spoc_desk.domain.relay_gates import shut
from spoc_desk.domain.relay_message import Composed, FourFacts, compose
from spoc_desk.domain.relay_states import Act, move
from spoc_desk.domain.schools import SchoolId
from spoc_desk.errors import BadAnswer, Incomplete, NotYet, RefusedByRule
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.records.stores import RELAY_INCIDENTS, RELAY_MESSAGES, SCHOOLS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

MATCH_FORM: Final = "relay_match"
SENT_FORM: Final = "relay_sent"
FEEDBACK_FORM: Final = "relay_feedback"
TAKEN_OUT: Final = "took out the text of a RELAY message"


def match_school(vault: Vault, *, message_id: str, answers: Answers) -> Done:
    """Say which school, and how it was made sure (form "relay_match"). Raises BadAnswer for a school not in use."""
    accepted = accept(vault, MATCH_FORM, answers, vault.clock.today(), complete=True)

    def changed(tx: Transaction, before: Message) -> Message:
        school = SCHOOLS.get(tx, accepted.text("school_id"))
        if not school.active:
            raise BadAnswer("This school is not in use any more. Choose the one that followed it.", "school_id")
        sure = accepted.text("confirmed_by")
        return replace(
            before,
            school_id=SchoolId(school.id),
            confirmed_by=SchoolConfirmed(sure) if sure else None,
            confirmed_on=_day(accepted, "confirmed_on") if sure else None,
            no_school_reason="",
            cleared_at="",
        )

    return _act(vault, message_id, Act.MATCH, "matched a RELAY child with a school", changed, accepted)


def no_school(vault: Vault, *, message_id: str, reason: str) -> Done:
    """Record that the child goes to no school we can tell, and what was done instead."""
    if not reason.strip():
        raise Incomplete("Say what was done: who was told of a child without a school.", "S000:43")
    return _act(
        vault, message_id, Act.NO_SCHOOL, "recorded that a RELAY child has no school",
        lambda _tx, before: replace(
            before, school_id=None, confirmed_by=None, confirmed_on=None, cleared_at="",
            no_school_reason=reason.strip(),
        ),
    )  # fmt: skip


def clear(vault: Vault, *, message_id: str) -> Done:
    """Open the last gate: only now can the four facts be copied. Raises RefusedByRule with the first shut gate."""

    def changed(tx: Transaction, before: Message) -> Message:
        _refuse_shut(tx, before, vault)
        return replace(before, cleared_at=stored_now(vault.clock))

    stop_now(vault, message(vault, message_id).incident_id)
    return _act(vault, message_id, Act.CLEAR, "cleared a RELAY message", changed)


def override_closure(vault: Vault, *, message_id: str, reason: str) -> Done:
    """A manager of the MASH has it sent although the school is closed for long; with the reason (domain 3.5)."""
    if not reason.strip():
        raise Incomplete("Say why the school must be told although it is closed.", "S000:43")
    with vault.transaction("had a RELAY message sent in a closure", reason=reason.strip()) as tx:
        before = RELAY_MESSAGES.get(tx, message_id)
        _refuse_stopped(Act.CLEAR, RELAY_INCIDENTS.get(tx, before.incident_id))
        if before.sent_at:
            raise NotYet("It was sent already.", "domain 3.5")
        after = replace(before, override_reason=reason.strip(), override_by=vault.actor.name)
        stored = RELAY_MESSAGES.update(tx, before, after)
    return _done(stored)


def not_sent(vault: Vault, *, message_id: str) -> Done:
    """End a message because the school is closed for longer than one week: it is not kept for the new term."""

    def changed(tx: Transaction, before: Message) -> Message:
        if facts_of(tx, before, vault.clock.today()).closed_until is None:
            raise NotYet("The school is not in a closure of more than one week.", "S000:43")
        return replace(before, cleared_at="")

    return _act(vault, message_id, Act.NOT_SENT, "did not send a RELAY message in a closure", changed)


def message_text(vault: Vault, *, message_id: str) -> Composed:
    """Return subject and body of a cleared message, the four facts and no more; the gates are asked once more.

    Raises NotYet where it is not cleared, RefusedByRule where a gate has shut since.
    """
    relay = profile(vault).relay
    composed = compose(relay.subject, relay.sentence, cleared_facts(vault, message_id))
    with vault.transaction(TAKEN_OUT) as tx:
        tx.note(TAKEN_OUT, "relay_messages", message_id)
    return composed


def cleared_facts(vault: Vault, message_id: str) -> FourFacts:
    """Return the four facts of a cleared message. Raises NotYet before it is cleared, RefusedByRule at a shut gate."""
    one = message(vault, message_id)
    stop_now(vault, one.incident_id)
    if one.state is not MessageState.CLEARED:
        raise NotYet("Clear the message first: then its four facts can be copied.", "domain 3.5")
    _refuse_shut(vault, one, vault)
    assert one.date_of_birth is not None  # a gate
    of = RELAY_INCIDENTS.get(vault, one.incident_id)
    return FourFacts(of.incident_date, of.incident_address, one.child_name, one.date_of_birth)


def mark_sent(vault: Vault, *, message_id: str, answers: Answers) -> Done:
    """Record that a person sent it by secure mail: when, and to whom (form "relay_sent", R-000-09)."""
    accepted = accept(vault, SENT_FORM, answers, vault.clock.today(), complete=True)

    def changed(tx: Transaction, before: Message) -> Message:
        _refuse_shut(tx, before, vault)
        at = to_stored(accepted.text("sent_at"), "sent_at")
        if at > stored_now(vault.clock):
            raise BadAnswer("The moment of sending cannot be later than now.", "sent_at")
        return replace(before, sent_at=at, sent_to=accepted.text("sent_to"))

    stop_now(vault, message(vault, message_id).incident_id)
    return _act(vault, message_id, Act.SEND, "marked a RELAY message as sent", changed, accepted)


def receipt(vault: Vault, *, message_id: str) -> Done:
    """Record that the school has it."""
    return _act(
        vault, message_id, Act.RECEIPT, "recorded the receipt of a RELAY message",
        lambda _tx, before: replace(before, received_at=stored_now(vault.clock)),
    )  # fmt: skip


def feedback(vault: Vault, *, message_id: str, answers: Answers) -> Done:
    """Record what the school answers, if it does (form "relay_feedback", R-000-10 to -14)."""
    accepted = accept(vault, FEEDBACK_FORM, answers, vault.clock.today())
    said = accepted.answers.get("support", ())
    ticked = tuple(Support(each) for each in ((said,) if isinstance(said, str) and said else said))

    def changed(_tx: Transaction, before: Message) -> Message:
        recorded, following = accepted.text("recorded"), accepted.text("school_next")
        return replace(
            before,
            recorded=None if not recorded else recorded == "yes",
            support=ticked,
            school_next=SchoolNext(following) if following else None,
        )

    return _act(vault, message_id, Act.FEEDBACK, "recorded the school's answer to a RELAY message", changed, accepted)


def close(vault: Vault, *, message_id: str) -> Done:
    """End a message: nothing more is waited for."""
    return _act(vault, message_id, Act.CLOSE, "closed a RELAY message", lambda _tx, before: before)


def message(reader: Reader, message_id: str) -> Message:
    """Return one message. Raises UnknownRecord."""
    return RELAY_MESSAGES.get(reader, message_id)


def answers_for(vault: Vault, turn: str, message_id: str, now: str) -> dict[str, Answer]:
    """Return what the form of a turn begins with; *now* as a form writes moments."""
    one = message(vault, message_id)
    if turn == "child":
        born = one.date_of_birth.isoformat() if one.date_of_birth else ""
        return {"given_names": one.given_names, "family_name": one.family_name, "date_of_birth": born}
    if turn == "match":
        return {"school_id": one.school_id or "", "confirmed_on": vault.clock.today().isoformat()}
    if turn == "sent":
        return {"sent_at": now, "sent_to": default_recipient(vault, one, vault.clock.today())}
    if turn == "misdirected":
        return {"found_at": now}
    recorded = "" if one.recorded is None else "yes" if one.recorded else "no"
    following = one.school_next.value if one.school_next else ""
    return {"recorded": recorded, "support": tuple(each.value for each in one.support), "school_next": following}


def default_recipient(reader: Reader, message: Message, day: date) -> str:
    """Return whom the message goes to today, for the form of sending: "Name, address", or nothing."""
    contact = current_contact(reader, message.school_id, day) if message.school_id else None
    return ", ".join(each for each in (contact.name, contact.email) if each) if contact else ""


def _act(
    vault: Vault,
    message_id: str,
    act: Act,
    words: str,
    changed: Callable[[Transaction, Message], Message],
    accepted: Accepted | None = None,
) -> Done:
    """Do one act in one change: the stop is asked first and last; a notification ends with its last child."""
    with vault.transaction(words) as tx:
        before = RELAY_MESSAGES.get(tx, message_id)
        incident = RELAY_INCIDENTS.get(tx, before.incident_id)
        _refuse_stopped(act, incident)
        state = move(act, before.state)
        _refuse_undecided(act, incident)
        stored = RELAY_MESSAGES.update(tx, before, replace(changed(tx, before), state=state))
        end_with_its_last(tx, stop_where_due(tx, incident))
    return _done(stored, accepted)


_NEEDS_DECISION: Final = frozenset({Act.CLEAR, Act.SEND, Act.NOT_SENT})
_BEFORE_SENDING: Final = frozenset({Act.MATCH, Act.NO_SCHOOL, Act.CLEAR, Act.SEND, Act.NOT_SENT})
"""What prepares a message: none of it while the office has the notification, or has dealt with it (hard rule 7)."""


def _refuse_stopped(act: Act, incident: Incident) -> None:
    if act in _BEFORE_SENDING and incident.state in (IncidentState.STOPPED, IncidentState.HANDLED):
        raise RefusedByRule(RESTRICTED_WORDS, "2.3 rules 7 and 10")


def _refuse_undecided(act: Act, incident: Incident) -> None:
    if act in _NEEDS_DECISION and incident.state is IncidentState.CAPTURED:
        raise NotYet("Decide first whether the school is told.", "S000:18; R-000-02")
    if act in _NEEDS_DECISION and incident.state in (IncidentState.NOT_SHARED, IncidentState.REFERRED):
        raise NotYet("It was decided not to tell the school.", "S000:18; R-000-02")


def _refuse_shut(reader: Reader, message: Message, vault: Vault) -> None:
    closed = shut(facts_of(reader, message, vault.clock.today()))
    if closed:
        raise RefusedByRule(closed[0].what, closed[0].source)


def end_with_its_last(tx: Transaction, incident: Incident) -> None:
    """End a notification of whose children none is waited for any longer."""
    if incident.state is IncidentState.TO_SHARE and all(each.state in ENDED for each in messages_of(tx, incident.id)):
        settle_relay(tx, RELAY_INCIDENTS.update(tx, incident, replace(incident, state=IncidentState.CLOSED)))


def _day(accepted: Accepted, name: str) -> date | None:
    value = accepted.text(name)
    return date.fromisoformat(value) if value else None


def _done(message: Message, accepted: Accepted | None = None) -> Done:
    return Done(
        Change(What.RELAY, None, (message.incident_id, message.id)), accepted.leaks if accepted else (), message
    )
