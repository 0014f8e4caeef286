"""A serious incident: a child died or was seriously harmed, and who must be told by when (S002:36-49; domain 1.17)."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from spoc_desk.domain.household import Sex
from spoc_desk.domain.record import Record
from spoc_desk.domain.terms import Term, Tri

SeriousId = NewType("SeriousId", str)
ReviewId = NewType("ReviewId", str)

MOST_CHILDREN = 4
"""On one national notification; the others are described in its text (domain 1.17)."""


class SeriousState(Term):
    """Where a serious incident stands (domain 3.6)."""

    AWARE = "aware", "To decide"
    NOTIFIABLE = "notifiable", "To notify"
    NOT_NOTIFIABLE = "not_notifiable", "Not notifiable"
    NOTIFIED = "notified", "Notified"
    CLOSED = "closed", "Closed"


class Abuse(Term):
    """Whether abuse or neglect is behind it (R-002-08)."""

    KNOWN = "known", "Known"
    SUSPECTED = "suspected", "Suspected"
    NEITHER = "neither", "Neither known nor suspected"


class Place(Term):
    """Where it happened, as far as the duty to notify asks (R-002-10)."""

    OUR_AREA = "our_area", "In our area"
    ABROAD = "abroad", "Outside England; the child normally lives in our area"
    NEITHER = "neither", "Neither of the two"


class Event(Term):
    """What happened to one child."""

    DIED = "died", "Died"
    HARMED = "harmed", "Seriously harmed"


class Harm(Term):
    """What makes harm serious: prompts, not a full list (R-002-09)."""

    MENTAL = "mental", "Mental health"
    INTELLECTUAL = "intellectual", "Intellectual development"
    EMOTIONAL = "emotional", "Emotional development"
    SOCIAL = "social", "Social development"
    BEHAVIOURAL = "behavioural", "Behavioural development"
    PHYSICAL = "physical", "Physical health"
    LONG_TERM = "long_term", "Likely to be long-term, even if not certain yet"
    RECOVERED = "recovered", "The child recovered, and the harm was serious all the same"
    ANOTHER = "another", "Another serious harm"


class Plan(Term):
    """What the council does for the child."""

    NONE = "none", "None"
    EARLY_HELP = "early_help", "Early help"
    IN_NEED = "in_need", "Child in need"
    PROTECTION = "protection", "Child protection plan"
    LOOKED_AFTER = "looked_after", "Looked after"


class Elsewhere(Term):
    """Whether partners beyond our own were told, and by whom; never which ones (R-002-12, X-26)."""

    NOT_NEEDED = "not_needed", "Not needed"
    TOLD = "told", "They were told"
    OFFICE = "office", "Restricted record: only through the office of the DCS or DASS"


class Whom(Term):
    """Who must be told of a notifiable incident (R-002-11 to -13)."""

    PANEL = "panel", "Child Safeguarding Practice Review Panel"
    COUNCIL = "council", "The council, as safeguarding partner"
    HEALTH = "health", "The integrated care board"
    POLICE = "police", "The police"
    SECRETARY_OF_STATE = "secretary_of_state", "Secretary of State"
    OFSTED = "ofsted", "Ofsted"


PARTNERS = (Whom.COUNCIL, Whom.HEALTH, Whom.POLICE)
"""The three safeguarding partners of the area."""
OF_A_LOOKED_AFTER_DEATH = (Whom.SECRETARY_OF_STATE, Whom.OFSTED)
OVER = frozenset({SeriousState.NOT_NOTIFIABLE, SeriousState.CLOSED})
"""Where nothing more is done about it."""


@dataclass(frozen=True, kw_only=True)
class SeriousIncident(Record):
    """One incident. What happened to each child stands with the child."""

    id: SeriousId
    incident_ref: str
    state: SeriousState = SeriousState.AWARE
    aware_at: str
    incident_on: str
    """A day, or a month where only the month is known ("2026-05")."""
    incident_time: str = ""
    place: Place | None = None
    abuse: Abuse | None = None
    what_happened: str = ""
    further_children: str = ""
    """Children beyond the four of one notification, in words."""
    decided_at: str = ""
    decided_by: str = ""
    reviewer: str = ""
    decision_reason: str = ""
    elsewhere: Elsewhere | None = None
    stopped: bool = False
    released_by: str = ""
    released_at: str = ""
    released_for: str = ""
    """Marks the very children the office let go on: one added afterwards is asked about again."""
    closed_on: date | None = None
    sample: bool = False


@dataclass(frozen=True, kw_only=True)
class IncidentChild(Record):
    """One child of a serious incident, or of a case before the Case Review Group."""

    serious_id: SeriousId | None = None
    review_id: ReviewId | None = None
    given_names: str
    family_name: str
    given_key: str = ""
    family_key: str = ""
    date_of_birth: date | None = None
    sex: Sex | None = None
    ethnicity: str = ""
    disability: str = ""
    legal_status: str = ""
    plan: Plan | None = None
    placement: str = ""
    event: Event | None = None
    died_on: date | None = None
    harm_basis: tuple[Harm, ...] = ()
    harm_words: str = ""
    looked_after: Tri | None = None
    care_leaver: Tri | None = None
    lives_here: Tri | None = None
    """Whether the child's usual home is in our area: the question of a local review, not of the notification (X-27)."""

    @property
    def name(self) -> str:
        """Return the name, given names first."""
        return f"{self.given_names} {self.family_name}".strip()


@dataclass(frozen=True, kw_only=True)
class Telling(Record):
    """That one of them was told, when, and under which number they keep it."""

    serious_id: SeriousId
    whom: Whom
    told_at: str
    told_ref: str = ""
    note: str = ""
