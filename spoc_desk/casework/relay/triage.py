"""What the MASH decides about a notification, and what the office decides about a stopped one (R-000-02)."""

from dataclasses import replace
from typing import Final

from spoc_desk.casework.accepting import accept
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.keeping.settling import settle_relay
from spoc_desk.casework.moments import stored_now
from spoc_desk.casework.relay.stops import is_restricted_address, keys_of, messages_of, released_mark, stop_where_due
from spoc_desk.domain import relay_states
from spoc_desk.domain.relay import Incident, IncidentState, MessageState, Triage
from spoc_desk.domain.restricted import MAY_RELEASE
from spoc_desk.domain.roles import holds_any
from spoc_desk.errors import Incomplete, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.desk import roles_at_desk
from spoc_desk.vault.records.stores import RELAY_INCIDENTS, RELAY_MESSAGES
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FORM: Final = "relay_triage"
_SOURCE: Final = "2.3 rule 10"


def decide(vault: Vault, *, incident_id: str, answers: Answers) -> Done:
    """Record the decision (form "relay_triage"). A restricted child stops it whatever was decided, in the same change.

    Raises BadAnswer without a reason where the school is not told, NotYet after something was sent.
    """
    accepted = accept(vault, FORM, answers, vault.clock.today(), complete=True)
    triage, reason = Triage(accepted.text("triage")), accepted.text("triage_reason")
    with vault.transaction("decided on a RELAY notification") as tx:
        before = RELAY_INCIDENTS.get(tx, incident_id)
        sent = any(message.sent_at for message in messages_of(tx, incident_id))
        state = relay_states.triaged(before.state, triage, reason, anything_sent=sent)
        after = replace(before, state=state, triage=triage, triage_reason=reason, decided_by=vault.actor.name)
        stored = RELAY_INCIDENTS.update(tx, before, after)
        if state is not IncidentState.TO_SHARE:
            _take_back(tx, incident_id)
        stored = stop_where_due(tx, stored)
        settle_relay(tx, stored)
    return Done(_change(stored), accepted.leaks, stored)


def incident(reader: Reader, incident_id: str) -> Incident:
    """Return one notification. Raises UnknownRecord."""
    return RELAY_INCIDENTS.get(reader, incident_id)


def may_release(vault: Vault) -> bool:
    """Say whether the person at the desk speaks for the office. Where nobody here does, she writes down its answer."""
    return holds_any(vault.actor.roles, MAY_RELEASE) or not holds_any(roles_at_desk(vault), MAY_RELEASE)


def release(vault: Vault, *, incident_id: str, words: str) -> Done:
    """Let a stopped notification go on, for the very children it names now. Raises NotYet, Incomplete without words."""
    _office(vault, words)
    with vault.transaction("released a RELAY notification", reason=words.strip()) as tx:
        before = RELAY_INCIDENTS.get(tx, incident_id)
        after = replace(
            before,
            state=relay_states.released(before.state),
            triage=Triage.SHARE,
            released_by=vault.actor.name,
            released_at=stored_now(vault.clock),
            released_for=_released_for(tx, before),
        )
        stored = RELAY_INCIDENTS.update(tx, before, after)
    return Done(_change(stored), record=stored)


def _released_for(tx: Transaction, incident: Incident) -> str:
    children = map(keys_of, messages_of(tx, incident.id))
    return released_mark(incident, children, where=is_restricted_address(tx, incident))


def handle(vault: Vault, *, incident_id: str, words: str) -> Done:
    """Record that the office deals with it: no school is told, and the MASH reads only that it is handled."""
    _office(vault, words)
    with vault.transaction("the office handles a RELAY notification", reason=words.strip()) as tx:
        before = RELAY_INCIDENTS.get(tx, incident_id)
        stored = RELAY_INCIDENTS.update(tx, before, replace(before, state=relay_states.handled(before.state)))
        settle_relay(tx, stored)
        _take_back(tx, incident_id)
    return Done(_change(stored), record=stored)


def _office(vault: Vault, words: str) -> None:
    if not may_release(vault):
        raise NotYet("Only the office of the DCS or DASS, or the LA SPOC, decides about a stopped record.", _SOURCE)
    if not words.strip():
        raise Incomplete("Say who decided it, and what was considered.", _SOURCE)


def _take_back(tx: Transaction, incident_id: str) -> None:
    """Nothing stays cleared that is not to be shared."""
    for message in messages_of(tx, incident_id):
        if message.state is MessageState.CLEARED:
            RELAY_MESSAGES.update(tx, message, replace(message, state=MessageState.MATCHED, cleared_at=""))


def _change(incident: Incident) -> Change:
    return Change(What.RELAY, None, (incident.id,))
