"""The hands of the register as data: from which state, to which, between whom, and what each asks for (3.3)."""

from dataclasses import dataclass
from enum import StrEnum

from spoc_desk.domain.cases import Direction
from spoc_desk.domain.exchanges import TERMINAL, Check, HandKind, ItemState, Party


class Guard(StrEnum):
    """A condition besides the state."""

    SPOC_VERIFIED = "spoc_verified"
    ORIGIN_KNOWN = "origin_known"
    CHECKED_CLEAN = "checked_clean"
    THIRD_PARTY_CHECKED = "third_party_checked"
    MAY_SHARE = "may_share"
    NO_LEAK = "no_leak"


class Ask(StrEnum):
    """What the panel asks for besides the day: the names are those of the answers."""

    METHOD = "method"
    SERVICE = "service"
    CHECK_RESULT = "check_result"
    THIRD_PARTY = "third_party_checked"
    DECISION = "decision_id"
    REASON = "not_available_reason"
    NOTE = "note"
    PAGES = "pages"
    CHASED = "chased"


@dataclass(frozen=True)
class HandRule:
    """One hand. `next_state` None: the state stays (or the check decides). `required` are asks without which it
    is refused; `optional` may be left empty. `rank` puts the usual next hand before side branches."""

    hand: HandKind
    direction: Direction | None
    from_party: Party
    to_party: Party
    states: frozenset[ItemState]
    next_state: ItemState | None
    source: str
    wrong_state: str
    rank: int = 1
    guards: tuple[Guard, ...] = ()
    required: tuple[Ask, ...] = ()
    optional: tuple[Ask, ...] = ()
    once: bool = False
    both_ways: bool = False
    hands_over: bool = False
    """The record itself changes hands, so saying it by phone is no way."""


_S = ItemState
_H = HandKind
_IN, _OUT = Direction.ARRIVAL, Direction.DEPARTURE
_OWN, _LA, _UK = Party.OWN_SERVICE, Party.LA_SPOC, Party.UKPPS_SPOC
_OPEN = frozenset(ItemState) - TERMINAL

CONTAINMENT = frozenset({HandKind.A_RETURNED, HandKind.A_DESTROYED})
"""Getting a leaking copy out of the building stays possible while the case is on hold."""

BEFORE_EXCHANGE = frozenset(
    {_H.A1, _H.D1A, _H.D1B, _H.NOT_RELEVANT, _H.CANCELLED, _H.REOPENED}
)  # what is wanted may be collected before the exchange is open; nothing moves yet

DEPARTURE_LEAK_STAYS = frozenset({Check.LEAK, Check.SEALED})
"""What keeps a gathered record from being ready."""

_ARRIVAL = (
    HandRule(
        _H.A1, _IN, _OWN, _LA, frozenset({_S.IDENTIFIED}), None, "S003:50",
        "This record was already asked for.", rank=2, once=True, optional=(Ask.SERVICE, Ask.NOTE),
    ),
    HandRule(
        _H.A2, _IN, _LA, _UK, frozenset({_S.IDENTIFIED}), _S.REQUESTED, "S003:50",
        "This record was already requested from the UKPPS SPOC.",
        guards=(Guard.SPOC_VERIFIED,), optional=(Ask.METHOD, Ask.NOTE),
    ),
    HandRule(
        _H.A3, _IN, _LA, _UK, frozenset({_S.REQUESTED}), None, "S003:50",
        "There is nothing to chase: this record is not waiting for the UKPPS SPOC.",
        rank=2, optional=(Ask.CHASED, Ask.METHOD, Ask.NOTE), both_ways=True,
    ),
    HandRule(
        _H.A4, _IN, _UK, _LA, frozenset({_S.REQUESTED}), _S.RECEIVED, "S003:50",
        "A copy can only be received while a request is with the UKPPS SPOC.",
        required=(Ask.METHOD,), optional=(Ask.PAGES, Ask.NOTE), hands_over=True,
    ),
    HandRule(
        _H.A5, _IN, _LA, _LA, frozenset({_S.RECEIVED}), None, "S003:50",
        "There is no unchecked copy here. Record first that the copy was received.",
        required=(Ask.CHECK_RESULT,), optional=(Ask.NOTE,),
    ),
    HandRule(
        _H.A6, _IN, _LA, _OWN, frozenset({_S.CHECKED}), _S.PASSED_ON, "S003:50",
        "A record is passed on only after the sanitised copy has been received and you have found it clean.",
        guards=(Guard.CHECKED_CLEAN, Guard.MAY_SHARE, Guard.NO_LEAK),
        required=(Ask.SERVICE, Ask.METHOD, Ask.DECISION), optional=(Ask.NOTE,), hands_over=True,
    ),
    HandRule(
        _H.A7, _IN, _OWN, _LA, frozenset({_S.PASSED_ON}), _S.COMPLETE, "S003:52",
        "The service can confirm receipt only after the record was passed on.", optional=(Ask.NOTE,),
    ),
    HandRule(
        _H.A_RETURNED, _IN, _LA, _UK, frozenset({_S.QUARANTINED}), _S.REQUESTED, "S003:50",
        "Only a quarantined copy is returned for a new one.",
        guards=(Guard.SPOC_VERIFIED,), required=(Ask.METHOD,), optional=(Ask.NOTE,), hands_over=True,
    ),
    HandRule(
        _H.A_DESTROYED, _IN, _LA, _LA, frozenset({_S.QUARANTINED}), _S.NOT_AVAILABLE, "S003:167",
        "Only a quarantined copy is destroyed, and only on UKPPS advice.", rank=3, optional=(Ask.NOTE,),
    ),
    HandRule(
        _H.A_REFUSED, _IN, _UK, _LA, frozenset({_S.REQUESTED}), _S.NOT_AVAILABLE, "S003:50",
        "The UKPPS SPOC can say “not available” only to a request.",
        rank=3, required=(Ask.REASON,), optional=(Ask.NOTE,),
    ),
)  # fmt: skip

_DEPARTURE = (
    HandRule(
        _H.D1A, _OUT, _UK, _LA, frozenset({_S.IDENTIFIED}), None, "S003:110",
        "This record was already asked of our service.", rank=0, once=True, optional=(Ask.METHOD, Ask.NOTE),
    ),
    HandRule(
        _H.D1B, _OUT, _LA, _LA, frozenset({_S.IDENTIFIED}), None, "S003:110",
        "This record was already asked of our service.", rank=2, once=True, optional=(Ask.NOTE,),
    ),
    HandRule(
        _H.D2, _OUT, _LA, _OWN, frozenset({_S.IDENTIFIED}), _S.ASKED, "S003:110",
        "This record was already asked of our service.",
        guards=(Guard.ORIGIN_KNOWN,), required=(Ask.SERVICE,), optional=(Ask.METHOD, Ask.NOTE),
    ),
    HandRule(
        _H.D_REMINDED, _OUT, _LA, _OWN, frozenset({_S.ASKED}), None, "S003:110",
        "There is nobody to remind: this record is not waiting for our service.",
        rank=2, optional=(Ask.METHOD, Ask.NOTE),
    ),
    HandRule(
        _H.D3, _OUT, _OWN, _LA, frozenset({_S.ASKED}), _S.GATHERED, "S003:110",
        "A record can be gathered only after our service was asked for it.",
        required=(Ask.METHOD,), optional=(Ask.PAGES, Ask.NOTE), hands_over=True,
    ),
    HandRule(
        _H.D_CHECKED, _OUT, _LA, _LA, frozenset({_S.GATHERED}), _S.READY, "S003:110",
        "There is no unchecked record here. Record first that it was gathered.",
        required=(Ask.THIRD_PARTY,), optional=(Ask.CHECK_RESULT, Ask.NOTE),
    ),
    HandRule(
        _H.D4, _OUT, _LA, _UK, frozenset({_S.READY}), _S.WITH_UKPPS, "S003:110",
        "A record goes to the UKPPS SPOC only after it was gathered and checked for other people's information.",
        guards=(Guard.THIRD_PARTY_CHECKED, Guard.SPOC_VERIFIED, Guard.MAY_SHARE, Guard.NO_LEAK),
        required=(Ask.METHOD, Ask.DECISION), optional=(Ask.NOTE,), hands_over=True,
    ),
    HandRule(
        _H.D5, _OUT, _UK, _LA, frozenset({_S.WITH_UKPPS}), _S.COMPLETE, "S003:110",
        "The UKPPS SPOC can confirm receipt only after the record was passed.", optional=(Ask.NOTE,),
    ),
    HandRule(
        _H.D6, _OUT, _UK, _LA, frozenset({_S.WITH_UKPPS, _S.COMPLETE}), _S.COMPLETE, "S003:110",
        "The UKPPS SPOC can confirm this only after the record was passed.", rank=2, optional=(Ask.NOTE,),
    ),
    HandRule(
        _H.D7, _OUT, _UK, _LA, frozenset({_S.WITH_UKPPS}), _S.ASKED, "S003:110",
        "A further question can come only while the record is with the UKPPS SPOC. "
        "If it was complete, open it again first.",
        rank=3, optional=(Ask.SERVICE, Ask.METHOD, Ask.NOTE),
    ),
    HandRule(
        _H.D_NOTHING, _OUT, _OWN, _LA, frozenset({_S.ASKED}), _S.NOTHING_HELD, "S003:110",
        "A service can answer “nothing held” only after it was asked.", rank=3, optional=(Ask.NOTE,),
    ),
    HandRule(
        _H.CANCELLED, _OUT, _UK, _LA, _OPEN, _S.CANCELLED, "S003:110",
        "This record is already closed.", rank=5, optional=(Ask.NOTE,),
    ),
)  # fmt: skip

_BOTH = (
    HandRule(
        _H.NOT_RELEVANT, None, _LA, _LA, frozenset({_S.IDENTIFIED}), _S.NOT_APPLICABLE, "S003:180",
        "Only a record nobody has asked for yet can be marked not relevant.", rank=4, optional=(Ask.NOTE,),
    ),
    HandRule(
        _H.REOPENED, None, _LA, _LA, frozenset(ItemState), None, "S003:52",
        "No hand has been recorded yet.", rank=6, required=(Ask.NOTE,),
    ),
)  # fmt: skip

RULES = (*_ARRIVAL, *_DEPARTURE, *_BOTH)
