"""A message that reached the wrong school or is about the wrong child: what was done, and by when (3.5, D-29)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from spoc_desk.casework.accepting import accept, accept_change
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words, stored_now, to_stored
from spoc_desk.casework.relay.messages import end_with_its_last
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.record import new_id
from spoc_desk.domain.relay import MessageId, Misdirection
from spoc_desk.domain.relay_states import Act, move
from spoc_desk.errors import BadAnswer, Incomplete
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.records.stores import RELAY_INCIDENTS, RELAY_MESSAGES, RELAY_MISDIRECTIONS
from spoc_desk.vault.vault import Vault

FORM: Final = "relay_misdirected"
HOURS: Final = 72
"""From the moment it was noticed until the Information Commissioner must know, where people are at risk."""
STEPS: Final = (
    "Ask whoever got it to delete it unread, and to confirm it in writing.",
    "Tell the data protection officer of the council at once.",
    "If it shows where a protected family is, tell the LA SPOC before anybody else.",
    "Tell the right school: add the child once more, or write a new notification, and go through the gates again.",
)


@dataclass(frozen=True)
class MisdirectionView:
    """One of them, with how long is left."""

    record: Misdirection
    found_words: str
    until_words: str
    is_late: bool
    fact_words: tuple[str, ...] = ()
    """What happened and what was done, each in a line."""
    steps: tuple[str, ...] = STEPS


def misdirected(vault: Vault, *, message_id: str, answers: Answers) -> Done:
    """Record that a sent message reached the wrong place (form "relay_misdirected"). Raises NotYet before sending."""
    accepted = accept(vault, FORM, answers, vault.clock.today(), complete=True)
    found_at = to_stored(accepted.text("found_at"), "found_at")
    if found_at > stored_now(vault.clock):
        raise BadAnswer("It cannot have been noticed later than now.", "found_at")
    new = accepted.new(Misdirection, id=new_id(), message_id=MessageId(message_id), found_at=found_at)
    with vault.transaction("recorded a misdirected RELAY message") as tx:
        before = RELAY_MESSAGES.get(tx, message_id)
        RELAY_MESSAGES.update(tx, before, replace(before, state=move(Act.MISDIRECTED, before.state)))
        stored = RELAY_MISDIRECTIONS.insert(tx, new)
    return Done(Change(What.RELAY, None, (before.incident_id, message_id)), accepted.leaks, stored)


def change_misdirection(vault: Vault, *, record_id: str, answers: Answers, version: int) -> Done:
    """Write down more of what was done. Raises StaleRecord."""
    before = replace(RELAY_MISDIRECTIONS.get(vault, record_id), version=version)
    accepted = accept_change(vault, FORM, before, {**answers, "found_at": ""}, vault.clock.today())
    after = replace(accepted.changed(before), found_at=before.found_at)
    with vault.transaction("took a step after a misdirected message") as tx:
        stored = RELAY_MISDIRECTIONS.update(tx, before, after)
    return Done(Change(What.RELAY, None, (before.message_id,)), accepted.leaks, stored)


def write_more(vault: Vault, *, record_id: str, answers: Answers) -> Done:
    """Write down more of it, on top of how it stands now."""
    return change_misdirection(
        vault, record_id=record_id, answers=answers, version=RELAY_MISDIRECTIONS.get(vault, record_id).version
    )


def answers_for(vault: Vault, turn: str, message_id: str) -> dict[str, Answer]:
    """Return what the form of a step begins with."""
    found = misdirection_of(vault, message_id)
    if turn == "deleted" or found is None:
        return {"deletion_confirmed_on": vault.clock.today().isoformat()}
    return {"what_happened": found.record.what_happened, "contained": found.record.contained}


def tell_dpo(vault: Vault, *, record_id: str) -> Done:
    """Record that the data protection officer knows, now."""
    return _step(vault, record_id, dpo_told_at=stored_now(vault.clock))


def confirm_deletion(vault: Vault, *, record_id: str, on: date) -> Done:
    """Record that whoever got it has deleted it. Raises BadAnswer for a day to come."""
    if on > vault.clock.today():
        raise BadAnswer("The date must be today or in the past.", "deletion_confirmed_on")
    return _step(vault, record_id, deletion_confirmed_on=on)


def close_misdirection(vault: Vault, *, record_id: str) -> Done:
    """End it, and its notification with it where that was the last. Raises Incomplete before the officer was told."""
    if not RELAY_MISDIRECTIONS.get(vault, record_id).dpo_told_at:
        raise Incomplete("Tell the data protection officer first.", "UK GDPR article 33; D-29")
    return _step(vault, record_id, closed_on=vault.clock.today())


def open_misdirections(vault: Vault) -> tuple[MisdirectionView, ...]:
    """Return what is not ended, the oldest first; nothing for who does not see RELAY."""
    if not sees(vault, Sight.RELAY):
        return ()
    found = RELAY_MISDIRECTIONS.find(vault, "closed_on IS NULL", tail="ORDER BY found_at")
    return tuple(_view(vault, each) for each in found)


def misdirection_of(vault: Vault, message_id: str) -> MisdirectionView | None:
    """Return what is recorded about one message, or None."""
    tail = "ORDER BY found_at DESC LIMIT 1"
    found = RELAY_MISDIRECTIONS.find(vault, "message_id = ?", (message_id,), tail=tail)
    return _view(vault, found[0]) if found else None


def _step(vault: Vault, record_id: str, **changes: object) -> Done:
    with vault.transaction("took a step after a misdirected message") as tx:
        before = RELAY_MISDIRECTIONS.get(tx, record_id)
        stored = RELAY_MISDIRECTIONS.update(tx, before, replace(before, **changes))  # type: ignore[arg-type]
        if stored.closed_on is not None:
            message = RELAY_MESSAGES.get(tx, before.message_id)
            end_with_its_last(tx, RELAY_INCIDENTS.get(tx, message.incident_id))
    return Done(Change(What.RELAY, None, (before.message_id,)), record=stored)


def _view(vault: Vault, record: Misdirection) -> MisdirectionView:
    until = datetime.fromisoformat(record.found_at) + timedelta(hours=HOURS)
    words = in_words(until.strftime("%Y-%m-%dT%H:%M:%SZ"))
    late = not record.dpo_told_at and vault.clock.now() > until
    return MisdirectionView(record, in_words(record.found_at), words, late, _facts(record))


def _facts(record: Misdirection) -> tuple[str, ...]:
    words = (
        f"What happened: {record.what_happened}",
        f"Done at once: {record.contained}" if record.contained else "",
        f"Data protection officer told {in_words(record.dpo_told_at)}" if record.dpo_told_at else "",
        f"Deletion confirmed {short_date(record.deletion_confirmed_on)}" if record.deletion_confirmed_on else "",
        f"Ended {short_date(record.closed_on)}" if record.closed_on else "",
    )
    return tuple(each for each in words if each)
