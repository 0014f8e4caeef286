"""Whether a notification stops for the office of the DCS or DASS: asked as for a referral, and never told why."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Final

from spoc_desk.casework.restricted.home_marks import is_marked, places_of
from spoc_desk.casework.restricted.matching import PersonKeys, is_restricted
from spoc_desk.casework.restricted.name_words import words_of
from spoc_desk.domain.relay import ENDED, Incident, IncidentState, Message
from spoc_desk.vault.records.protected_people import protected_addresses
from spoc_desk.vault.records.stores import RELAY_INCIDENTS, RELAY_MESSAGES
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

_STOPPED: Final = "stopped a RELAY notification"
_OPEN = frozenset({IncidentState.CAPTURED, IncidentState.TO_SHARE, IncidentState.NOT_SHARED})


def messages_of(reader: Reader, incident_id: str) -> list[Message]:
    """Return the children of a notification, in the order they were written."""
    return RELAY_MESSAGES.find(reader, "incident_id = ?", (incident_id,), tail="ORDER BY created_at, rowid")


def keys_of(message: Message) -> PersonKeys:
    """Return a child as it is compared."""
    return PersonKeys(message.given_names, message.family_name, date_of_birth=message.date_of_birth)


def must_stop(reader: Reader, incident: Incident, children: Iterable[PersonKeys]) -> bool:
    """Say whether somebody of it, or its address, is restricted and the office has not let these very people go on.

    Both are always asked. Where the address is one, the office's word holds for that address too.
    """
    people = tuple(children)
    who, where = is_restricted(reader, people), is_restricted_address(reader, incident)
    return (who or where) and incident.released_for != released_mark(incident, people, where=where)


def is_restricted_address(reader: Reader, incident: Incident) -> bool:
    """Say whether the incident was at the home of somebody whose record is restricted."""
    return is_marked(incident.incident_address, protected_addresses(reader))


def released_mark(incident: Incident, children: Iterable[PersonKeys], *, where: bool) -> str:
    """Return what a release holds for: these people, and the address where it is one to stop for."""
    places = " ".join(sorted(places_of(incident.incident_address))) if where else ""
    return digest(children, places)


def stop_where_due(tx: Transaction, incident: Incident) -> Incident:
    """Stop a notification in the same change that made it one to stop; every gate asks again."""
    if not _is_due(tx, incident):
        return incident
    return RELAY_INCIDENTS.update(tx, incident, replace(incident, state=IncidentState.STOPPED))


def stop_now(vault: Vault, incident_id: str) -> None:
    """Stop a notification that became one to stop since it was written down, so that the office can let it go on.

    Asked when it is opened, cleared, copied and sent: what protects it was written down somewhere else.
    """
    incident = RELAY_INCIDENTS.get(vault, incident_id)
    on_its_way = incident.state is not IncidentState.NOT_SHARED  # of that one nothing goes out
    if _is_due(vault, incident) and on_its_way and vault.may(_STOPPED):
        with vault.transaction(_STOPPED) as tx:
            stop_where_due(tx, incident)


def _is_due(reader: Reader, incident: Incident) -> bool:
    children = messages_of(reader, incident.id)
    waiting = any(child.state not in ENDED and not child.sent_at for child in children)
    return incident.state in _OPEN and waiting and must_stop(reader, incident, map(keys_of, children))


def digest(children: Iterable[PersonKeys], places: str = "") -> str:
    """Return a mark of these people, the same in any order and writing of their names; of an address too."""
    lines = sorted(
        "|".join((" ".join(words_of(one.given)), " ".join(words_of(one.family)), str(one.date_of_birth or "")))
        for one in children
    )
    return sha256("\n".join([*lines, *([places] if places else [])]).encode("utf-8")).hexdigest()
