"""Which role does what: the one place where it is said (domain 1.20). Acts are data (docs/decisions/0018).

Every change of the vault has a name, its act: `vault.transaction("added a need")`. ACTS says for each whose it is.
`may_see.settle` hands the vault the acts of the person at the desk, and the vault refuses every other one before
anything is written; an act that is not listed is nobody's.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from spoc_desk.domain import looks
from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.domain.referrals import ReferralEvent
from spoc_desk.domain.retention import MAY_DECIDE, MAY_HOLD
from spoc_desk.domain.roles import DIRECTORS_OFFICES, SPOCS, Role

Rung = frozenset[Role]
Ladder = tuple[Rung, ...]
"""Whose an act is: the first rung on which anybody at this desk stands. Where nobody of that office works here, whoever
stands on the next one records what the office decided."""

_REST: Final = frozenset({Role.MASH, Role.REFERRER, Role.CRG})
_LAST: Final = frozenset({Role.AUDITOR})
_KEEPERS: Final = SPOCS | DIRECTORS_OFFICES | {Role.ADMINISTRATOR}

EVERYBODY: Final[Ladder] = (frozenset(Role),)
"""The program's own acts, the own key, the own views of the lists, and that somebody looked."""
DESK: Final[Ladder] = (SPOCS | DIRECTORS_OFFICES,)
"""What the office of a Director does too: notification, household, meeting, standards, LA SPOC, concerns, overrides."""
HANDOVER: Final[Ladder] = (SPOCS | DIRECTORS_OFFICES,)
"""Desks that know each other, and what travels between them: whoever may write to a relocation."""
SPOC: Final[Ladder] = (SPOCS, DIRECTORS_OFFICES)
"""Needs, hands, flags, questions: the work of the LA SPOC."""
REFERRAL: Final[Ladder] = (SPOCS | {Role.REFERRER}, DIRECTORS_OFFICES)
OFFICE_WORD: Final[Ladder] = (SPOCS | DIRECTORS_OFFICES | {Role.REFERRER},)
"""What the office said is written down by whoever heard it; that it releases is asked in restricted.releases."""
PAPER: Final[Ladder] = (SPOCS | DIRECTORS_OFFICES | {Role.REFERRER, Role.MASH, Role.CRG, Role.AUDITOR},)
"""A copy is made by whoever sees what is on it; each has its line in the register."""
COPIES: Final[Ladder] = (SPOCS | DIRECTORS_OFFICES | {Role.REFERRER, Role.MASH, Role.CRG},)
RESTRICTED: Final[Ladder] = (DIRECTORS_OFFICES | {Role.LA_SPOC, Role.ADMINISTRATOR},)
KEEPING: Final[Ladder] = (MAY_DECIDE,)
"""How long records are kept, and what is disposed of: proposed by one of them and approved by another."""
HOLDING: Final[Ladder] = (MAY_HOLD,)
"""To keep something longer takes nothing away."""
DIRECTORY: Final[Ladder] = (_KEEPERS,)
SCHOOLS: Final[Ladder] = (_KEEPERS | {Role.MASH, Role.CRG}, frozenset({Role.REFERRER}))
RELAY: Final[Ladder] = (frozenset({Role.MASH}), SPOCS | DIRECTORS_OFFICES)
RELAY_OFFICE: Final[Ladder] = (SPOCS | DIRECTORS_OFFICES | {Role.MASH},)
"""A notification that became one to stop is stopped by whoever opens it. What the office said of it; that the office
decides is asked in relay.triage."""
DISPUTES: Final[Ladder] = (SPOCS | DIRECTORS_OFFICES | {Role.REFERRER},)
"""Whoever disagrees takes it up, and whoever asked for advice writes it down."""
COMPLAINTS: Final[Ladder] = (SPOCS | DIRECTORS_OFFICES | {Role.CRG},)
REVIEWING: Final[Ladder] = (frozenset({Role.CRG}), SPOCS | DIRECTORS_OFFICES)
"""Serious incidents and the Case Review Group."""
REVIEWING_OFFICE: Final[Ladder] = (SPOCS | DIRECTORS_OFFICES | {Role.CRG},)
"""What the office said of a stopped incident or case; that it decides is asked in reviewed.gate."""
FIGURES: Final[Ladder] = (SPOCS | DIRECTORS_OFFICES | {Role.MASH, Role.CRG},)
"""To give out figures and draw samples: each source by who sees its records."""
REPORT: Final[Ladder] = (SPOCS | DIRECTORS_OFFICES | {Role.CRG},)
"""The partnership's yearly report."""
COUNCIL: Final[Ladder] = (_KEEPERS, _REST, _LAST)
"""The profile and the backups: somebody must."""
PEOPLE: Final[Ladder] = (frozenset({Role.ADMINISTRATOR}), SPOCS | DIRECTORS_OFFICES, _REST, _LAST)
"""Who has a key, and the recovery sheet."""
_OF_WHAT_IS_MASKED: Final = (
    DESK, SPOC, REFERRAL, OFFICE_WORD, COPIES, KEEPING, HOLDING, RELAY, RELAY_OFFICE, DISPUTES, COMPLAINTS,
    HANDOVER, REVIEWING, REVIEWING_OFFICE,
)  # fmt: skip

_OF_THE_SPOC: Final = frozenset({
    CaseEvent.SERVICES_INFORMED, CaseEvent.OPEN_EXCHANGE, CaseEvent.PASS_ALL, CaseEvent.COMPLETE_EXCHANGE,
    CaseEvent.NEW_NEED, CaseEvent.MONITOR, CaseEvent.RESUME, CaseEvent.MOVED_ON,
})  # fmt: skip


def moved(event: CaseEvent) -> str:
    """Return the act of a move of a case."""
    return f"moved a case: {event.label.lower()}"


def happened(event: ReferralEvent) -> str:
    """Return the act of something that happened to a referral."""
    return f"referral: {event.label.lower()}"


_BY_LADDER: Final[tuple[tuple[Ladder, tuple[str, ...]], ...]] = (
    (EVERYBODY, (
        "unlocked", "locked", "header copy repaired", "key renewed", "password changed", "recovery code confirmed",
        looks.CASE, looks.REFERRAL, looks.INCIDENT, looks.REVIEW, looks.RESTRICTED, looks.RESTRICTED_LIST,
        looks.PRINTS, looks.LOOKS,
        "signed with the own password", "wrong password of a second person", "checked the vault",
        "found the vault faulty", "looked at the encryption of the disk", looks.CAPTURES_SHOWN, looks.CAPTURES_HIDDEN,
        "saved a view of a list", "renamed a view of a list", "deleted a view of a list",
    )),
    (DESK, (
        "recorded a notification", "corrected a case", "confirmed the route", "checked the routes again",
        "added a household member", "changed a household member", "recorded that a household member left",
        "recorded a birth", "set a name", looks.NAME, "marked the present address",
        "took the mark off the present address", "recorded a meeting", "corrected a meeting",
        "finished an action", "noted a standard", "recorded a UKPPS contact", "corrected a UKPPS contact",
        "verified the identity of a UKPPS contact", "ended a UKPPS contact", "named the LA SPOC",
        "named a deputy or cover", "ended an appointment", "raised a security concern", "changed a security concern",
        "told the LA SPOC of a concern", "told UKPPS of a concern", "recorded UKPPS advice",
        "closed a security concern", "checked a document", "recorded the check of a disclosure",
        "recorded what contains a concern", "recorded what a caller said", "cared for the practitioner's safety",
        "assessed a breach of personal data", "told the data protection officer", "recorded the report of a breach",
        "recorded a request for records", "changed a request for records", "recorded advice on a request",
        "gave themselves more time for a request", "looked through what would be disclosed",
        "answered a request for records",
        *(moved(event) for event in CaseEvent if event not in _OF_THE_SPOC),
    )),
    (SPOC, (
        "added a need", "changed a need", "informed a service", "added a record to the register",
        "changed a record of the register", "answered a row of the checklist", "added rows to the checklist",
        "recorded a hand", "chased records",
        "recorded an information-sharing decision", "recorded that what was shared arrived",
        "answered where records are held",
        "asked for flags", "recorded placed flags", "recorded flags taken off", "looked at flags again",
        "changed a flag", "recorded a question", "changed a question", "matched a question with its case",
        "answered a question", "took a question to the UKPPS SPOC", "recorded the UKPPS SPOC's reply",
        "started the routes to stop", "answered a route to stop", "laid out sample cases",
        looks.NAMES,
        *(moved(event) for event in _OF_THE_SPOC),
    )),
    (REFERRAL, (
        "began a referral", "saved a section of a referral", "ticked an indicator", "saved a row of a referral",
        "took out a row of a referral", "brought back a row of a referral", "recorded a consent",
        "saw a signed copy", "recorded that consent was withdrawn",
        "recorded whether a young person is able to decide",
        *(happened(event) for event in ReferralEvent if event is not ReferralEvent.OFFICE),
    )),
    (HANDOVER, (
        "set up the hand-over desk", "gave the hand-over desk new keys", "met another desk",
        "changed a desk of the list", "took a desk off the list", "sealed a hand-over", "finished a hand-over",
        "a hand-over was not written", "took in a hand-over", "made a receipt", "cancelled a hand-over",
        "saved the files of a hand-over", "noted what was done with a deputy pack", "cleared an expired deputy pack",
        "entered what a deputy did",
    )),
    (OFFICE_WORD, (happened(ReferralEvent.OFFICE), "released a referral")),
    (PAPER, ("printed a copy",)),
    (COPIES, ("recorded a destroyed copy",)),
    (KEEPING, (
        "set how long records are kept", "set how long a record is kept", "lifted a legal hold",
        "recorded what UKPPS said to a disposal", "proposed a disposal", "withdrew a proposed disposal",
        "disposed of a record",
    )),
    (HOLDING, ("kept a record longer", "put a legal hold on")),
    (RESTRICTED, (
        "added a restricted record", "changed a restricted record", "took a restricted record off the list",
    )),
    (DIRECTORY, (
        "added a contact", "changed a contact", "retired a contact", "recorded an absence",
        "recorded a step of the roll-out", "changed a step of the roll-out",
    )),
    (SCHOOLS, (
        "imported a list of schools", "added a school", "changed a school", "put a school back", "retired a school",
        "added a school partnership", "changed a school partnership", "loaded the list of schools",
        "added a school closure", "changed a school closure", "took out a school closure",
        "copied a year of school closures", "imported a list of school closures",
    )),
    (RELAY, (
        "captured a RELAY notification", "imported RELAY notifications", "changed a RELAY notification",
        "added a child to a RELAY notification", "changed a child of a RELAY notification",
        "took a child out of a RELAY notification", "decided on a RELAY notification",
        "matched a RELAY child with a school", "recorded that a RELAY child has no school", "cleared a RELAY message",
        "had a RELAY message sent in a closure", "did not send a RELAY message in a closure",
        "took out the text of a RELAY message", "marked a RELAY message as sent",
        "recorded the receipt of a RELAY message", "recorded the school's answer to a RELAY message",
        "closed a RELAY message", "recorded a misdirected RELAY message", "took a step after a misdirected message",
        "added a RELAY agreement", "changed a RELAY agreement", "added a RELAY contact", "changed a RELAY contact",
    )),
    (RELAY_OFFICE, (
        "released a RELAY notification", "the office handles a RELAY notification", "stopped a RELAY notification",
    )),
    (DISPUTES, (
        "opened an escalation", "changed an escalation", "ended a stage of an escalation",
        "took an escalation to the next stage", "ended an escalation", "recorded who was told of an escalation",
        "recorded a consultation", "changed a consultation", "released an escalation",
    )),
    (COMPLAINTS, (
        "recorded a complaint", "changed a complaint", "forwarded a complaint", "asked how a complaint stands",
        "ended a complaint", "released a complaint",
    )),
    (REVIEWING, (
        "recorded a serious incident", "changed a serious incident", "decided whether a serious incident is notified",
        "told somebody of a serious incident", "answered whether partners elsewhere were told",
        "closed a serious incident", "added a child to a serious incident or case review",
        "changed a child of a serious incident or case review",
        "took a child out of a serious incident or case review",
        "began a case review", "changed a case review", "did not refer a case for review",
        "told the business unit of a case", "confirmed a case for review in writing",
        "asked agencies for a rapid review", "recorded the answer of an agency", "recorded a rapid review",
        "recorded the decision of the partners", "recorded the publication of a review",
        "added an action to a case review", "changed an action of a case review", "finished an action of a case review",
        "added a learning point to a case review", "changed a learning point of a case review",
        "closed a case review",
    )),
    (REVIEWING_OFFICE, ("released a serious incident", "released a case review")),
    (FIGURES, ("gave out figures", "drew a sample for an audit")),
    (REPORT, ("recorded the yearly report", "recorded the copies of the yearly report")),
    (DESK, ("signed for the figures of relocations",)),
    (COUNCIL, (
        "set up the desk", "changed the council's profile", "changed which numbers figures hide",
        "imported a threshold set", "chose a threshold set",
        "changed how indicators are shown",
        "tried the recovery sheet", "verified a backup", "tried a backup", "found a backup faulty",
        "thinned the backups", "recorded a destroyed backup",
    )),
    (PEOPLE, ("person added", "roles changed", "person removed", "recovery sheet replaced")),
)  # fmt: skip

ANNOUNCED: Final = ": announced"
"""Behind the act of a new key while it does not count yet."""
_NEW_KEYS: Final = ("key renewed", "password changed", "person added")


def _table() -> dict[str, Ladder]:
    table = {act: ladder for ladder, acts in _BY_LADDER for act in acts}
    return table | {f"{act}{ANNOUNCED}": table[act] for act in _NEW_KEYS}


ACTS: Final[Mapping[str, Ladder]] = _table()
"""Every act there is, and whose it is."""


WRITES: Final = frozenset(act for act, ladder in ACTS.items() if ladder not in (EVERYBODY, PAPER))
"""What somebody records: every act but the program's own, looking, and copies on paper."""


def acts_of(roles: Iterable[str], at_desk: Iterable[str], *, masked: bool = False) -> frozenset[str]:
    """Return the acts of somebody who holds *roles*, where the people of the desk hold *at_desk* among them.

    Who reads *masked* writes nothing of what is masked: a mask must never be stored for the words behind it.
    """
    held, there = frozenset(roles), frozenset(at_desk)
    return frozenset(
        act
        for act, ladder in ACTS.items()
        if ladder is EVERYBODY
        or not (held.isdisjoint(_rung(ladder, there)) or (masked and ladder in _OF_WHAT_IS_MASKED))
    )


def _rung(ladder: Ladder, there: frozenset[str]) -> Rung:
    return next((rung for rung in ladder if not there.isdisjoint(rung)), frozenset())
