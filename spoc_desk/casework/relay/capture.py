"""A notification of the police is written down: once, with every child of it (R-000-01, R-000-18)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from spoc_desk.casework.accepting import Accepted, accept, accept_change
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.leaks import FieldLeak
from spoc_desk.casework.moments import in_words, london_day, stored_now, to_stored
from spoc_desk.casework.names import search_key
from spoc_desk.casework.relay.stops import messages_of, stop_where_due
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.record import new_id
from spoc_desk.domain.relay import Incident, IncidentId, IncidentState, Message, MessageId, MessageState
from spoc_desk.errors import BadAnswer, Incomplete, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.relay_rows import same_child, same_reference
from spoc_desk.vault.records.stores import RELAY_INCIDENTS, RELAY_MESSAGES
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FORM: Final = "relay_incident"
CHILD_FORM: Final = "relay_child"
MOST_CHILDREN: Final = 20
_NO_CHILD: Final = "Write down at least one child: RELAY tells schools about children."
_TOO_MANY: Final = f"More than {MOST_CHILDREN} children: write a second notification for the others."


@dataclass(frozen=True)
class Twin:
    """Something like it is written down already."""

    incident_id: str
    words: str


@dataclass(frozen=True)
class Written:
    """A notification and its children, accepted and not stored yet."""

    incident: Incident
    children: tuple[Message, ...]
    leaks: tuple[FieldLeak, ...]


def capture(vault: Vault, *, answers: Answers, children: Sequence[Answers]) -> Done:
    """Write down a notification (form "relay_incident") with its children (form "relay_child").

    Raises BadAnswer, and Incomplete without a child. Where somebody is restricted it is stopped in the same change.
    """
    written = accepted(vault, answers, children)
    with vault.transaction("captured a RELAY notification") as tx:
        stored = store(tx, written)
    return Done(_change(stored), written.leaks, stored)


def accepted(vault: Vault, answers: Answers, children: Sequence[Answers]) -> Written:
    """Return a notification fit to be stored; an import looks at all of them first."""
    if not children:
        raise Incomplete(_NO_CHILD, "S000:16-18")
    if len(children) > MOST_CHILDREN:
        raise BadAnswer(_TOO_MANY, "children")
    today = vault.clock.today()
    head = accept(vault, FORM, answers, today, complete=True)
    incident = head.new(
        Incident,
        id=IncidentId(new_id()),
        received_at=to_stored(head.text("received_at"), "received_at") or stored_now(vault.clock),
        captured_by=vault.actor.name,
        sample=profile(vault).practice,
    )
    _days_fit(incident)
    rows = [accept(vault, CHILD_FORM, child, today, complete=True) for child in children]
    messages = tuple(_message(row, incident) for row in rows)
    return Written(incident, messages, head.leaks + tuple(leak for row in rows for leak in row.leaks))


def store(tx: Transaction, written: Written) -> Incident:
    """Store what was accepted, and stop it where somebody is restricted."""
    stored = RELAY_INCIDENTS.insert(tx, written.incident)
    for message in written.children:
        RELAY_MESSAGES.insert(tx, message)
    return stop_where_due(tx, stored)


def change_incident(vault: Vault, *, incident_id: str, answers: Answers, version: int) -> Done:
    """Correct a notification before anything of it was sent. Raises StaleRecord, NotYet, BadAnswer."""
    before = replace(RELAY_INCIDENTS.get(vault, incident_id), version=version)
    _refuse_sent(vault, incident_id)
    given = {**answers, "received_at": answers.get("received_at", "")}
    change = accept_change(vault, FORM, before, given, vault.clock.today())
    received = to_stored(change.text("received_at"), "received_at") or before.received_at
    after = replace(change.changed(before), received_at=received)
    _days_fit(after)
    with vault.transaction("changed a RELAY notification") as tx:
        stored = stop_where_due(tx, RELAY_INCIDENTS.update(tx, before, after))
        _clear_again(tx, incident_id)
    return Done(_change(stored), change.leaks, stored)


def add_child(vault: Vault, *, incident_id: str, answers: Answers) -> Done:
    """Add a child that the police named later."""
    row = accept(vault, CHILD_FORM, answers, vault.clock.today(), complete=True)
    with vault.transaction("added a child to a RELAY notification") as tx:
        before = RELAY_INCIDENTS.get(tx, incident_id)
        if before.state in (IncidentState.HANDLED, IncidentState.CLOSED):
            raise NotYet("This notification is ended. Write down a new one.", "domain 3.5")
        if len(messages_of(tx, incident_id)) >= MOST_CHILDREN:
            raise BadAnswer(_TOO_MANY, "children")
        message = RELAY_MESSAGES.insert(tx, _message(row, before))
        stop_where_due(tx, before)
    return Done(_change(before, message.id), row.leaks, message)


def change_child(vault: Vault, *, message_id: str, answers: Answers, version: int) -> Done:
    """Correct a child before its message is sent: the gates are asked again. Raises StaleRecord, NotYet."""
    before = replace(RELAY_MESSAGES.get(vault, message_id), version=version)
    if before.sent_at:
        raise NotYet("The school was told already. Record a misdirected message if it was the wrong child.", "S000:43")
    row = accept_change(vault, CHILD_FORM, before, answers, vault.clock.today())
    after = _named(row.changed(before))
    if after.state is MessageState.CLEARED:
        after = replace(after, state=MessageState.MATCHED, cleared_at="")
    with vault.transaction("changed a child of a RELAY notification") as tx:
        stored = RELAY_MESSAGES.update(tx, before, after)
        stop_where_due(tx, RELAY_INCIDENTS.get(tx, before.incident_id))
    return Done(Change(What.RELAY, None, (before.incident_id, stored.id)), row.leaks, stored)


def remove_child(vault: Vault, *, message_id: str, reason: str) -> Done:
    """Take out a child that was never part of it, with the reason; not after the school was told."""
    if not reason.strip():
        raise BadAnswer("Say why this child does not belong to it.", "reason")
    with vault.transaction("took a child out of a RELAY notification", reason=reason.strip()) as tx:
        before = RELAY_MESSAGES.get(tx, message_id)
        if before.sent_at:
            raise NotYet("The school was told already.", "S000:43")
        if len(messages_of(tx, before.incident_id)) == 1:
            raise Incomplete(_NO_CHILD, "S000:16-18")
        RELAY_MESSAGES.delete(tx, before)
    return Done(Change(What.RELAY, None, (before.incident_id, message_id)))


def twins(reader: Reader, *, police_ref: str, incident_date: str, children: Sequence[Answers]) -> tuple[Twin, ...]:
    """Return what looks like the same incident: the same police reference, or the same child on the same day."""
    found = {each.id: f"the same police reference, received {in_words(each.received_at)}"
             for each in same_reference(reader, police_ref)}  # fmt: skip
    for child in children:
        given, family = search_key(str(child.get("given_names", ""))), search_key(str(child.get("family_name", "")))
        for each in same_child(reader, given, family, str(child.get("date_of_birth", "")), incident_date):
            found.setdefault(each.id, f"the same child, an incident on {short_date(each.incident_date)}")
    return tuple(Twin(incident_id, words) for incident_id, words in found.items())


def _message(row: Accepted, incident: Incident) -> Message:
    return _named(row.new(Message, id=MessageId(new_id()), incident_id=incident.id))


def _named(message: Message) -> Message:
    given, family = search_key(message.given_names), search_key(message.family_name)
    return replace(message, given_key=given, family_key=family)


def _days_fit(incident: Incident) -> None:
    if incident.incident_date > london_day(incident.received_at):
        raise BadAnswer("The incident cannot be later than its notification.", "incident_date")


def _refuse_sent(reader: Reader, incident_id: str) -> None:
    if any(message.sent_at for message in messages_of(reader, incident_id)):
        raise NotYet("A school was told already. What was sent stays as it was sent.", "domain 3.5")


def _clear_again(tx: Transaction, incident_id: str) -> None:
    for message in messages_of(tx, incident_id):
        if message.state is MessageState.CLEARED:
            RELAY_MESSAGES.update(tx, message, replace(message, state=MessageState.MATCHED, cleared_at=""))


def _change(incident: Incident, *ids: str) -> Change:
    return Change(What.RELAY, None, (incident.id, *ids))
