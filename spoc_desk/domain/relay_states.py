"""What may happen to a notification of the police and to each message, and what must be true before (domain 3.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from spoc_desk.domain.relay import IncidentState, MessageState, Triage
from spoc_desk.errors import BadAnswer, NotYet


class Act(StrEnum):
    """What is done with one message."""

    MATCH = auto()
    NO_SCHOOL = auto()
    CLEAR = auto()
    TAKE_BACK = auto()
    SEND = auto()
    RECEIPT = auto()
    FEEDBACK = auto()
    CLOSE = auto()
    NOT_SENT = auto()
    MISDIRECTED = auto()


@dataclass(frozen=True)
class MessageMove:
    """From which states an act is possible, where it leads, and what a refusal says."""

    sources: frozenset[MessageState]
    to: MessageState | None
    refused: str


_S = MessageState
_BEFORE = frozenset({_S.TO_MATCH, _S.MATCHED, _S.CLEARED})
_AFTER = frozenset({_S.SENT, _S.RECEIVED, _S.CLOSED})

MOVES: Mapping[Act, MessageMove] = {
    Act.MATCH: MessageMove(_BEFORE | {_S.NO_SCHOOL}, _S.MATCHED, "The school can be changed only before it is sent."),
    Act.NO_SCHOOL: MessageMove(_BEFORE, _S.NO_SCHOOL, "A message that was sent has a school."),
    Act.CLEAR: MessageMove(frozenset({_S.MATCHED}), _S.CLEARED, "Find the school first, and make sure of it."),
    Act.TAKE_BACK: MessageMove(frozenset({_S.CLEARED}), _S.MATCHED, "Only what is cleared can be taken back."),
    Act.SEND: MessageMove(frozenset({_S.CLEARED}), _S.SENT, "Only a cleared message can be marked as sent."),
    Act.RECEIPT: MessageMove(frozenset({_S.SENT}), _S.RECEIVED, "A receipt is for a message that was sent."),
    Act.FEEDBACK: MessageMove(_AFTER, None, "The school can answer only what was sent."),
    Act.CLOSE: MessageMove(frozenset({_S.SENT, _S.RECEIVED}), _S.CLOSED, "Only what was sent can be closed."),
    Act.NOT_SENT: MessageMove(_BEFORE, _S.NOT_SENT, "It was sent already."),
    Act.MISDIRECTED: MessageMove(_AFTER, _S.MISDIRECTED, "Only what was sent can have gone to the wrong place."),
}

_TRIAGED: Mapping[Triage, IncidentState] = {
    Triage.SHARE: IncidentState.TO_SHARE,
    Triage.NOT_APPROPRIATE: IncidentState.NOT_SHARED,
    Triage.RAISES_RISK: IncidentState.NOT_SHARED,
    Triage.MASH_REFERRAL: IncidentState.REFERRED,
    Triage.LA_SPOC: IncidentState.STOPPED,
}
_UNDECIDED = frozenset({IncidentState.CAPTURED, IncidentState.TO_SHARE, IncidentState.NOT_SHARED})


def move(act: Act, state: MessageState) -> MessageState:
    """Return where *act* leads from *state*. Raises NotYet with the rule when it is not possible."""
    known = MOVES[act]
    if state not in known.sources:
        raise NotYet(f"{known.refused} This one is “{state.label}”.", "domain 3.5")
    return known.to or state


def triaged(state: IncidentState, triage: Triage, reason: str, *, anything_sent: bool) -> IncidentState:
    """Return where a decision leads. Without sharing it needs a reason (R-000-02).

    Raises BadAnswer without a reason, NotYet after something was sent, or where the office has stopped it.
    """
    if state in (IncidentState.STOPPED, IncidentState.HANDLED):
        raise NotYet("This is stopped. Only the office of the DCS or DASS can go on with it.", "domain 3.5")
    if state not in _UNDECIDED or anything_sent:
        raise NotYet("It was acted on already. Record what changed in the message.", "domain 3.5")
    if triage is not Triage.SHARE and not reason.strip():
        raise BadAnswer("Say why the school is not told.", "triage_reason")
    return _TRIAGED[triage]


def released(state: IncidentState) -> IncidentState:
    """Return where a release by the LA SPOC leads. Raises NotYet where nothing is stopped."""
    return _from_stop(state, IncidentState.TO_SHARE)


def handled(state: IncidentState) -> IncidentState:
    """Return where it leads that the LA SPOC deals with it herself: the MASH sees only that it is handled."""
    return _from_stop(state, IncidentState.HANDLED)


def _from_stop(state: IncidentState, to: IncidentState) -> IncidentState:
    if state is not IncidentState.STOPPED:
        raise NotYet("Nothing is stopped here.", "domain 3.5")
    return to
