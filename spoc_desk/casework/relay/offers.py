"""What can be done with a notification and with each of its messages, as data: a button, its form, what comes of it."""

from collections.abc import Mapping
from typing import Final

from spoc_desk.casework.accepting import day_from
from spoc_desk.casework.change import Done
from spoc_desk.casework.moments import to_answer
from spoc_desk.casework.relay import capture, messages, misdirected, triage
from spoc_desk.casework.relay.lists import MessageView, RelayView
from spoc_desk.casework.relay.misdirected import MisdirectionView
from spoc_desk.casework.turns import Make, Turn
from spoc_desk.domain.relay import IncidentState, MessageState
from spoc_desk.domain.relay_gates import NOT_IN_LONG_CLOSURE
from spoc_desk.errors import UnknownRecord
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.vault import Vault


def _text(answers: Answers, name: str) -> str:
    value = answers.get(name, "")
    return value if isinstance(value, str) else ""


_DECIDE: Final = Turn(
    "decide", "Decide…", "decided on a RELAY notification",
    lambda vault, key, answers: triage.decide(vault, incident_id=key, answers=answers),
    "relay_triage", "Decided.", main=True,
)  # fmt: skip
_DECIDE_AGAIN: Final = Turn(
    "decide", "Change the decision…", "decided on a RELAY notification", _DECIDE.make, "relay_triage", "Decided anew."
)
_ADD_CHILD: Final = Turn(
    "add_child", "Add a child…", "added a child to a RELAY notification",
    lambda vault, key, answers: capture.add_child(vault, incident_id=key, answers=answers),
    "relay_child", "Added.",
)  # fmt: skip
_RELEASE: Final = Turn(
    "release", "Release it for these children…", "released a RELAY notification",
    lambda vault, key, answers: triage.release(vault, incident_id=key, words=_text(answers, "words")),
    "relay_office", "Released.", main=True,
)  # fmt: skip
_HANDLE: Final = Turn(
    "handle", "The office deals with it…", "the office handles a RELAY notification",
    lambda vault, key, answers: triage.handle(vault, incident_id=key, words=_text(answers, "words")),
    "relay_office", "Handled by the office.",
)  # fmt: skip
_MATCH: Final = Turn(
    "match", "Choose the school…", "matched a RELAY child with a school",
    lambda vault, key, answers: messages.match_school(vault, message_id=key, answers=answers),
    "relay_match", "The school is chosen.",
)  # fmt: skip
_CLEAR: Final = Turn(
    "clear", "Clear it to send", "cleared a RELAY message",
    lambda vault, key, _answers: messages.clear(vault, message_id=key), after="Cleared: copy it into the secure mail.",
    main=True,
)  # fmt: skip
_OVERRIDE: Final = Turn(
    "override", "Send it all the same…", "had a RELAY message sent in a closure",
    lambda vault, key, answers: messages.override_closure(vault, message_id=key, reason=_text(answers, "reason")),
    "relay_reason", "It may be sent in the closure.",
)  # fmt: skip
_NOT_SENT: Final = Turn(
    "not_sent", "End it: the school is closed", "did not send a RELAY message in a closure",
    lambda vault, key, _answers: messages.not_sent(vault, message_id=key), after="Ended: not sent in a closure.",
)  # fmt: skip
_NO_SCHOOL: Final = Turn(
    "no_school", "Record that there is no school…", "recorded that a RELAY child has no school",
    lambda vault, key, answers: messages.no_school(vault, message_id=key, reason=_text(answers, "reason")),
    "relay_reason", "Recorded: no school.",
)  # fmt: skip
_CHILD: Final = Turn(
    "child", "Correct the child…", "changed a child of a RELAY notification",
    lambda vault, key, answers: capture.change_child(
        vault, message_id=key, answers=answers, version=messages.message(vault, key).version
    ),
    "relay_child", "Corrected.",
)  # fmt: skip
_TAKE_OUT: Final = Turn(
    "take_out", "Take the child out…", "took a child out of a RELAY notification",
    lambda vault, key, answers: capture.remove_child(vault, message_id=key, reason=_text(answers, "reason")),
    "relay_reason", "Taken out.", risky=True,
)  # fmt: skip
_SENT: Final = Turn(
    "sent", "Mark as sent…", "marked a RELAY message as sent",
    lambda vault, key, answers: messages.mark_sent(vault, message_id=key, answers=answers),
    "relay_sent", "Marked as sent.", main=True,
)  # fmt: skip
_RECEIPT: Final = Turn(
    "receipt", "The school has it", "recorded the receipt of a RELAY message",
    lambda vault, key, _answers: messages.receipt(vault, message_id=key), after="The receipt is recorded.", main=True,
)  # fmt: skip
_FEEDBACK: Final = Turn(
    "feedback", "Record the school's answer…", "recorded the school's answer to a RELAY message",
    lambda vault, key, answers: messages.feedback(vault, message_id=key, answers=answers),
    "relay_feedback", "The answer is recorded.",
)  # fmt: skip
_CLOSE: Final = Turn(
    "close", "Close it: nothing is waited for", "closed a RELAY message",
    lambda vault, key, _answers: messages.close(vault, message_id=key), after="Closed.",
)  # fmt: skip
_MISDIRECTED: Final = Turn(
    "misdirected", "Sent to the wrong place…", "recorded a misdirected RELAY message",
    lambda vault, key, answers: misdirected.misdirected(vault, message_id=key, answers=answers),
    "relay_misdirected", "Recorded. Follow the steps on this page.", risky=True,
    asks=("found_at", "what_happened", "contained"),
)  # fmt: skip


def _step(name: str, words: str, make: Make, after: str, *asks: str, main: bool = False) -> Turn:
    """Return a step after a misdirected message; *make* gets the id of what is recorded of it."""

    def on_its_record(vault: Vault, key: str, answers: Answers) -> Done:
        found = misdirected.misdirection_of(vault, key)
        if found is None:
            raise UnknownRecord()
        return make(vault, found.record.id, answers)

    form = "relay_misdirected" if asks else ""
    return Turn(name, words, "took a step after a misdirected message", on_its_record, form, after, main, asks=asks)


_DPO_TOLD: Final = _step(
    "dpo_told", "The data protection officer was told now",
    lambda vault, key, _answers: misdirected.tell_dpo(vault, record_id=key), "The time is recorded.", main=True,
)  # fmt: skip
_DELETED: Final = _step(
    "deleted", "Record that it was deleted…",
    lambda vault, key, answers: misdirected.confirm_deletion(
        vault, record_id=key, on=day_from(answers, "deletion_confirmed_on", vault.clock.today())
    ),
    "The deletion is recorded.", "deletion_confirmed_on",
)  # fmt: skip
_WROTE_MORE: Final = _step(
    "wrote_more", "Write down what was done…",
    lambda vault, key, answers: misdirected.write_more(vault, record_id=key, answers=answers),
    "Written down.", "what_happened", "contained",
)  # fmt: skip
_CONTAINED: Final = _step(
    "contained", "End it: it is contained",
    lambda vault, key, _answers: misdirected.close_misdirection(vault, record_id=key), "Ended.",
)  # fmt: skip


def for_incident(view: RelayView) -> tuple[Turn, ...]:
    """Return what can be done with a notification as it stands."""
    sent = any(each.message.sent_at for each in view.messages)
    match view.incident.state:
        case IncidentState.STOPPED:
            return (_RELEASE, _HANDLE) if view.may_release else ()
        case IncidentState.CAPTURED:
            return (_DECIDE, _ADD_CHILD)
        case IncidentState.TO_SHARE | IncidentState.NOT_SHARED:
            return (_ADD_CHILD,) if sent else (_DECIDE_AGAIN, _ADD_CHILD)
        case _:
            return ()


def for_message(view: RelayView, one: MessageView, wrong: MisdirectionView | None = None) -> tuple[Turn, ...]:
    """Return what can be done with one message as it and its notification stand; nothing while it is stopped.

    *wrong*: what is recorded of a message that reached the wrong place.
    """
    if wrong is not None and wrong.record.closed_on is None and one.message.state is MessageState.MISDIRECTED:
        return _after_misdirection(wrong)
    if view.incident.state in (IncidentState.STOPPED, IncidentState.HANDLED):
        return ()
    alone = len(view.messages) == 1
    corrections = (_CHILD,) if alone else (_CHILD, _TAKE_OUT)
    shared = view.incident.state is IncidentState.TO_SHARE
    match one.message.state:
        case MessageState.TO_MATCH | MessageState.NO_SCHOOL:
            return (_MATCH, _NO_SCHOOL, *corrections)
        case MessageState.MATCHED:
            return (*_after_match(one, shared=shared), _MATCH, _NO_SCHOOL, *corrections)
        case MessageState.CLEARED:
            return (_SENT, _MATCH, *corrections)
        case MessageState.SENT:
            return (_RECEIPT, _FEEDBACK, _CLOSE, _MISDIRECTED)
        case MessageState.RECEIVED:
            return (_FEEDBACK, _CLOSE, _MISDIRECTED)
        case MessageState.CLOSED:
            return (_FEEDBACK, _MISDIRECTED)
        case _:
            return ()


def _after_misdirection(wrong: MisdirectionView) -> tuple[Turn, ...]:
    told = bool(wrong.record.dpo_told_at)
    deleted = () if wrong.record.deletion_confirmed_on else (_DELETED,)
    return (*(() if told else (_DPO_TOLD,)), *deleted, _WROTE_MORE, *((_CONTAINED,) if told else ()))


def first_answers(vault: Vault, turn: Turn, key: str) -> Mapping[str, Answer]:
    """Return what the form of a turn is filled with at first."""
    now = to_answer(vault.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"))
    if turn.name == "decide":
        stored = triage.incident(vault, key)
        return {"triage": stored.triage.value if stored.triage else "", "triage_reason": stored.triage_reason}
    if turn.name in ("deleted", "wrote_more"):
        return misdirected.answers_for(vault, turn.name, key)
    if turn.name in ("match", "child", "sent", "feedback", "misdirected"):
        return messages.answers_for(vault, turn.name, key, now)
    return {}


def _after_match(one: MessageView, *, shared: bool) -> tuple[Turn, ...]:
    if not shared:
        return ()
    names = [gate.name for gate in one.gates]
    if not names:
        return (_CLEAR,)
    if names == [NOT_IN_LONG_CLOSURE.name]:
        return (_NOT_SENT, _OVERRIDE)
    return (_NOT_SENT,) if NOT_IN_LONG_CLOSURE.name in names else ()
