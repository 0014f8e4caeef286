"""The working list of RELAY: unsent today, held and why, awaiting a receipt; page by page (R-000-18)."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words, since_words
from spoc_desk.casework.names import search_key
from spoc_desk.casework.paging import Page
from spoc_desk.casework.referrals.from_relay import is_kept, may_refer
from spoc_desk.casework.relay.gates import gates_of
from spoc_desk.casework.relay.stops import messages_of
from spoc_desk.casework.relay.triage import may_release
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.domain.relay import Incident, IncidentState, Message, MessageState, Triage
from spoc_desk.domain.relay_gates import Shut
from spoc_desk.vault.records.relay_rows import RelayQuery, counts_by_state, message_counts, relay_page
from spoc_desk.vault.records.stores import RELAY_INCIDENTS, SCHOOLS
from spoc_desk.vault.rows import Row
from spoc_desk.vault.vault import Vault


class Group(StrEnum):
    """The views of the list; the words are those of the tabs."""

    TO_DECIDE = "To decide"
    TO_SEND = "To send"
    STOPPED = "Stopped"
    WAITING = "Awaiting receipt"
    ENDED = "Ended"


STATES: Final[dict[Group, tuple[IncidentState, ...]]] = {
    Group.TO_DECIDE: (IncidentState.CAPTURED,),
    Group.TO_SEND: (IncidentState.TO_SHARE,),
    Group.STOPPED: (IncidentState.STOPPED,),
    Group.WAITING: (IncidentState.TO_SHARE,),
    Group.ENDED: (IncidentState.NOT_SHARED, IncidentState.REFERRED, IncidentState.HANDLED, IncidentState.CLOSED),
}
_UNSENT: Final = (MessageState.TO_MATCH, MessageState.MATCHED, MessageState.CLEARED)
_MESSAGES: Final[dict[Group, tuple[MessageState, ...]]] = {
    Group.TO_SEND: _UNSENT,
    Group.WAITING: (MessageState.SENT,),
}


@dataclass(frozen=True)
class RelayFilter:
    """What to show; empty parts leave a filter out."""

    group: Group | None = None
    school_id: str = ""
    received_from: str = ""
    received_to: str = ""
    sort: str = "received"
    descending: bool = True


@dataclass(frozen=True)
class ChildCell:
    """One child of a notification, in the list."""

    message_id: str
    name: str
    state: MessageState
    school: str


@dataclass(frozen=True)
class RelayLine:
    """One notification in the list."""

    id: str
    police_ref: str
    received_words: str
    waiting_words: str
    incident_words: str
    state: IncidentState
    triage: Triage | None
    children: tuple[ChildCell, ...]
    sample: bool


@dataclass(frozen=True)
class MessageView:
    """The message about one child with its gates as they stand now."""

    message: Message
    school: str
    gates: tuple[Shut, ...]
    fact_words: tuple[str, ...] = ()
    """What happened to it, each in a line."""
    may_refer: bool = False
    """A referral to the MASH is the next step, and none was begun yet."""
    referral_is_kept: bool = False
    """The referral begun from it can be opened by the person at the desk."""


@dataclass(frozen=True)
class RelayView:
    """One notification as its page shows it. Where it is stopped nothing of it can be copied."""

    incident: Incident
    received_words: str
    messages: tuple[MessageView, ...]
    stopped: bool
    stop_words: str
    may_release: bool


def list_relay(
    vault: Vault, *, filter: RelayFilter | None = None, text: str = "", offset: int = 0, limit: int = 50
) -> Page[RelayLine]:
    """Return one page, the newest first. *text*: the beginning of a reference or of a child's name."""
    if not sees(vault, Sight.RELAY):
        return Page((), 0, offset)
    wanted, typed = filter or RelayFilter(), " ".join(text.split())
    query = RelayQuery(
        text=typed,
        name_key=search_key(typed),
        states=tuple(STATES[wanted.group]) if wanted.group else (),
        message_states=tuple(_MESSAGES.get(wanted.group, ())) if wanted.group else (),
        school_id=wanted.school_id,
        received_from=wanted.received_from,
        received_to=wanted.received_to,
        sort=wanted.sort,
        descending=wanted.descending,
    )
    rows, total = relay_page(vault, query, offset=offset, limit=limit)
    return Page(tuple(_line(vault, row) for row in rows), total, offset)


def relay_counts(vault: Vault) -> dict[Group, int]:
    """Return how many stand in each view; messages for those to send and awaiting a receipt."""
    if not sees(vault, Sight.RELAY):
        return dict.fromkeys(Group, 0)
    states = counts_by_state(vault)
    messages = message_counts(vault)
    counted = {group: sum(states.get(state, 0) for state in STATES[group]) for group in Group}
    for group, wanted in _MESSAGES.items():
        counted[group] = sum(messages.get(state, 0) for state in wanted)
    return counted


def relay_view(vault: Vault, incident_id: str) -> RelayView:
    """Return one notification. Raises UnknownRecord."""
    incident = RELAY_INCIDENTS.get(vault, incident_id)
    today = vault.clock.today()
    messages = tuple(
        MessageView(
            message,
            SCHOOLS.get(vault, message.school_id).name if message.school_id else "",
            gates_of(vault, message.id, today) if message.state in _UNSENT else (),
            _facts(message),
            may_refer(incident, message),
            is_kept(vault, message),
        )
        for message in messages_of(vault, incident_id)
    )
    stopped = incident.state is IncidentState.STOPPED
    return RelayView(
        incident, in_words(incident.received_at), messages, stopped, RESTRICTED_WORDS if stopped else "",
        stopped and may_release(vault),
    )  # fmt: skip


def _facts(message: Message) -> tuple[str, ...]:
    sure = message.confirmed_by
    words = (
        f"Made sure: {sure.label}, {short_date(message.confirmed_on)}" if sure and message.confirmed_on else "",
        f"No school: {message.no_school_reason}" if message.no_school_reason else "",
        f"In a closure all the same: {message.override_reason} ({message.override_by})"
        if message.override_reason
        else "",
        f"Sent {in_words(message.sent_at)} to {message.sent_to}" if message.sent_at else "",
        f"Received {in_words(message.received_at)}" if message.received_at else "",
        f"In the school's own record: {'yes' if message.recorded else 'no'}" if message.recorded is not None else "",
        f"Support: {', '.join(each.label for each in message.support)}" if message.support else "",
        f"Next at the school: {message.school_next.label}" if message.school_next else "",
        f"Referral to the MASH begun: {message.mash_referral_ref}" if message.mash_referral_ref else "",
    )
    return tuple(each for each in words if each)


def _line(vault: Vault, row: Row) -> RelayLine:
    state = IncidentState(row["state"])
    children = tuple(
        ChildCell(str(message_id), str(name).strip(), MessageState(message_state), str(school))
        for message_id, name, message_state, school in json.loads(row["children"])
    )
    open_still = state in (IncidentState.CAPTURED, IncidentState.TO_SHARE, IncidentState.STOPPED)
    return RelayLine(
        id=str(row["id"]),
        police_ref=str(row["police_ref"]),
        received_words=in_words(str(row["received_at"])),
        waiting_words=since_words(str(row["received_at"]), vault.clock) if open_still else "",
        incident_words=short_date(vault.clock.today().fromisoformat(row["incident_date"])),
        state=state,
        triage=Triage(row["triage"]) if row["triage"] else None,
        children=children,
        sample=bool(row["sample"]),
    )
