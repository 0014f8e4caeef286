"""RELAY: what the police told, what the MASH decided, and one message for each child and school (S000; domain 1.15)."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from spoc_desk.domain.record import Record
from spoc_desk.domain.schools import SchoolId
from spoc_desk.domain.terms import Term

IncidentId = NewType("IncidentId", str)
MessageId = NewType("MessageId", str)


class Triage(Term):
    """What the MASH decided about a notification; sharing is only where appropriate (R-000-02)."""

    SHARE = "share", "Tell the school"
    NOT_APPROPRIATE = "not_appropriate", "Do not share: not appropriate"
    RAISES_RISK = "raises_risk", "Do not share: it would raise the risk"
    MASH_REFERRAL = "mash_referral", "Make a referral to the MASH"
    LA_SPOC = "la_spoc", "Stop: ask the office of the DCS or DASS"


class IncidentState(Term):
    """Where a notification of the police stands (domain 3.5)."""

    CAPTURED = "captured", "To decide"
    NOT_SHARED = "not_shared", "Not shared"
    REFERRED = "referred", "Referred to the MASH"
    STOPPED = "stopped", "Stopped"
    HANDLED = "handled", "Handled"
    TO_SHARE = "to_share", "To share"
    CLOSED = "closed", "Closed"


class MessageState(Term):
    """Where the message about one child to one school stands (domain 3.5)."""

    TO_MATCH = "to_match", "School to be found"
    MATCHED = "matched", "School found"
    CLEARED = "cleared", "Cleared to send"
    SENT = "sent", "Sent"
    RECEIVED = "received", "Received by the school"
    CLOSED = "closed", "Closed"
    NOT_SENT = "not_sent", "Not sent: school closure"
    NO_SCHOOL = "no_school", "No school"
    MISDIRECTED = "misdirected", "Sent to the wrong place"


OVER = frozenset({IncidentState.NOT_SHARED, IncidentState.REFERRED, IncidentState.HANDLED, IncidentState.CLOSED})
"""Where nothing more is done about a notification."""
ENDED = frozenset({MessageState.CLOSED, MessageState.NOT_SENT, MessageState.NO_SCHOOL, MessageState.MISDIRECTED})


class SchoolConfirmed(Term):
    """How it was made sure that the child is at this school (S000:43 "right school around the right child")."""

    SCHOOL_SAID = "school_said", "The school said so"
    ADMISSIONS = "admissions", "The admissions team's list"
    CASE_SYSTEM = "case_system", "The council's case system, this term"
    FAMILY_SAID = "family_said", "The family told the police"


class Support(Term):
    """What the school offers the child: the nine options of the scheme (S000:62-71)."""

    MENTORING = "mentoring", "Mentoring or someone to talk to"
    WELLBEING = "wellbeing", "Checking on wellbeing"
    QUIET_TIME = "quiet_time", "Quiet time or a time-out space"
    NURSE = "nurse", "Discussion with the school nurse"
    REFERRAL = "referral", "Referral to Children's Social Care or Early Help"
    EYE = "eye", "Keeping an eye on the child"
    EHA = "eha", "Early Help Assessment"
    MEETING = "meeting", "Complex case or professional meeting"
    SOCIAL_WORKER = "social_worker", "Discussion with the social worker"


class SchoolNext(Term):
    """What the school does next (S000, step 6)."""

    NONE = "none", "Nothing further"
    EHA = "eha", "Early Help Assessment"
    EARLY_HELP = "early_help", "Referral for early help"
    MASH = "mash", "Referral to the MASH"


class Party(Term):
    """Who signs an information sharing agreement (R-000-04)."""

    SCHOOL = "school", "The school"
    COUNCIL = "council", "The council"
    POLICE = "police", "The police"


@dataclass(frozen=True, kw_only=True)
class Incident(Record):
    """One notification of the police. Its address is one of the four things a school is told."""

    id: IncidentId
    police_ref: str
    received_at: str
    incident_date: date
    incident_address: str
    state: IncidentState = IncidentState.CAPTURED
    triage: Triage | None = None
    triage_reason: str = ""
    decided_by: str = ""
    captured_by: str = ""
    released_by: str = ""
    released_at: str = ""
    released_for: str = ""
    """Marks the very people the office let go on: somebody added afterwards is asked about again."""
    sample: bool = False


@dataclass(frozen=True, kw_only=True)
class Message(Record):
    """One child of a notification, and the message about this child to one school."""

    id: MessageId
    incident_id: IncidentId
    given_names: str
    family_name: str
    given_key: str = ""
    family_key: str = ""
    date_of_birth: date | None = None
    state: MessageState = MessageState.TO_MATCH
    school_id: SchoolId | None = None
    confirmed_by: SchoolConfirmed | None = None
    confirmed_on: date | None = None
    cleared_at: str = ""
    sent_at: str = ""
    sent_to: str = ""
    received_at: str = ""
    recorded: bool | None = None
    """Whether the school put it into its own safeguarding record (R-000-10)."""
    support: tuple[Support, ...] = ()
    school_next: SchoolNext | None = None
    no_school_reason: str = ""
    override_reason: str = ""
    """Why a manager of the MASH had it sent in a long closure."""
    override_by: str = ""
    mash_referral_id: str = ""
    mash_referral_ref: str = ""
    """The referral to the MASH that was begun from it (R-000-14); it may have been disposed of since."""

    @property
    def child_name(self) -> str:
        """The name as the school is told it."""
        return f"{self.given_names} {self.family_name}".strip()


@dataclass(frozen=True, kw_only=True)
class Misdirection(Record):
    """A message that reached the wrong place: what happened, and what was done so that it spreads no further."""

    message_id: MessageId
    found_at: str
    what_happened: str
    contained: str = ""
    deletion_confirmed_on: date | None = None
    dpo_told_at: str = ""
    closed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Agreement(Record):
    """A version of the information sharing agreement with one school; all three must have signed (R-000-04, -05)."""

    school_id: SchoolId
    edition: str = ""
    school_signed_on: date | None = None
    council_signed_on: date | None = None
    police_signed_on: date | None = None
    says_what: bool = False
    says_by_whom: bool = False
    says_form: bool = False
    says_child_level: bool = False
    says_safeguards: bool = False
    review_on: date | None = None
    ended_on: date | None = None

    def unsigned(self, day: date) -> tuple[Party, ...]:
        """Return who had not signed by *day*."""
        signed = {
            Party.SCHOOL: self.school_signed_on,
            Party.COUNCIL: self.council_signed_on,
            Party.POLICE: self.police_signed_on,
        }
        return tuple(party for party, on in signed.items() if on is None or on > day)

    def is_current(self, day: date) -> bool:
        """Say whether it stands on *day*: three signatures, and not ended. A review that is late does not end it."""
        return not self.unsigned(day) and (self.ended_on is None or self.ended_on > day)


@dataclass(frozen=True, kw_only=True)
class RelayContact(Record):
    """Who at a school is told: the head teacher or the nominated contact (R-000-03, R-000-21)."""

    school_id: SchoolId
    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    deputy: bool = False
    from_date: date
    to_date: date | None = None

    def is_current(self, day: date) -> bool:
        """Say whether this person is told on *day*."""
        return self.from_date <= day and (self.to_date is None or self.to_date >= day)
