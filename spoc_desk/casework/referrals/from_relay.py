"""A referral to the MASH begun from a RELAY message: linked both ways, its facts offered with where they come from.

Only who sees RELAY begins one from there or is offered anything of it; the referral itself holds no sign of RELAY.
"""

from collections.abc import Iterator
from dataclasses import replace

from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.referrals.known import Filled, FilledRow
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.referrals import CHILD, Referral
from spoc_desk.domain.relay import Incident, IncidentState, Message, SchoolNext, Triage
from spoc_desk.errors import NotYet, UnknownRecord
from spoc_desk.vault.records.stores import REFERRALS, RELAY_INCIDENTS, RELAY_MESSAGES
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

_SHUT = frozenset({IncidentState.STOPPED, IncidentState.HANDLED})


def may_refer(incident: Incident, message: Message) -> bool:
    """Say whether a referral to the MASH is the next step: the school said so, or it was decided so (R-000-14)."""
    asked = message.school_next is SchoolNext.MASH or incident.triage is Triage.MASH_REFERRAL
    return asked and not message.mash_referral_id and incident.state not in _SHUT


def message_to_refer(vault: Vault, message_id: str) -> tuple[Incident, Message]:
    """Return the message a referral may be begun from.

    Raises UnknownRecord for who does not see RELAY, NotYet where a referral is not the next step or was begun.
    """
    if not sees(vault, Sight.RELAY):
        raise UnknownRecord()
    message = RELAY_MESSAGES.get(vault, message_id)
    incident = RELAY_INCIDENTS.get(vault, message.incident_id)
    if message.mash_referral_id:
        raise NotYet(f"The referral {message.mash_referral_ref} was begun from this message already.", "R-000-14")
    if not may_refer(incident, message):
        raise NotYet("A referral to the MASH is not the next step of this message.", "R-000-14")
    return incident, message


def link(tx: Transaction, message: Message, referral: Referral) -> None:
    """Write into the message which referral was begun from it, in the change that begins it."""
    after = replace(message, mash_referral_id=referral.id, mash_referral_ref=referral.referral_ref)
    RELAY_MESSAGES.update(tx, message, after)


def is_kept(reader: Reader, message: Message) -> bool:
    """Say whether the referral begun from a message can be opened by the person at the desk."""
    if not message.mash_referral_id or not sees(reader, Sight.REFERRALS):
        return False
    return REFERRALS.count(reader, "id = ?", (message.mash_referral_id,)) > 0


def relay_facts(vault: Vault, referral_id: str) -> Iterator[Filled]:
    """Yield what the notification answers of the form; nothing for who does not see RELAY."""
    for incident, _message in _begun_from(vault, referral_id):
        source, day = _source(incident), short_date(incident.incident_date)
        yield Filled("referral_kind", "new", source)
        yield Filled("fps_reasons", ("domestic_abuse",), source)
        yield Filled("concern_source", ("third_party",), source)
        yield Filled("source_who", f"The police, in their notification {incident.police_ref}.", source)
        yield Filled("what_happened", f"The police attended a domestic abuse incident on {day}.", source)
        yield Filled("when_where", f"{day}, {incident.incident_address}", source)


def relay_people(vault: Vault, referral_id: str) -> tuple[FilledRow, ...]:
    """Return the child of the message as a row of the form; nothing for who does not see RELAY."""
    found = []
    for incident, message in _begun_from(vault, referral_id):
        answers = {
            "given_names": message.given_names,
            "family_name": message.family_name,
            "date_of_birth": message.date_of_birth.isoformat() if message.date_of_birth else "",
            "school": message.school_id or "",
        }
        kept = {question: value for question, value in answers.items() if value}
        found.append(FilledRow(CHILD, kept, _source(incident), message.child_name))
    return tuple(found)


def _begun_from(vault: Vault, referral_id: str) -> Iterator[tuple[Incident, Message]]:
    if not sees(vault, Sight.RELAY) or vault.is_masked:
        return
    for message in RELAY_MESSAGES.find(vault, "mash_referral_id = ?", (referral_id,)):
        yield RELAY_INCIDENTS.get(vault, message.incident_id), message


def _source(incident: Incident) -> str:
    return f"the RELAY notification {incident.police_ref}"
