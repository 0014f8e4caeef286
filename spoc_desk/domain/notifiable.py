"""Whether an incident must be notified: three questions, and a death in care always (S002:36-49; R-002-08 to -13).

The test of the notification and the test of a local review ask for different places and are never merged (X-27).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from spoc_desk.domain.serious_incidents import (
    OF_A_LOOKED_AFTER_DEATH,
    PARTNERS,
    Abuse,
    Event,
    IncidentChild,
    Place,
    SeriousIncident,
    Whom,
)
from spoc_desk.domain.terms import Term, Tri

_ABUSE: Final = "Abuse or neglect is known or suspected"
_EVENT: Final = "A child died or was seriously harmed"
_PLACE: Final = "In our area, or outside England while normally living here"
_HOME: Final = "The child’s usual home is in our area"


class Verdict(Term):
    """What the test says."""

    YES = "yes", "Must be notified"
    NO = "no", "Need not be notified"
    OPEN = "open", "Cannot be said yet"


@dataclass(frozen=True)
class Part:
    """One question of the test: the answer is yes, no, or not known yet (None)."""

    words: str
    holds: bool | None


@dataclass(frozen=True)
class Outcome:
    """What the test says, question by question."""

    verdict: Verdict
    parts: tuple[Part, ...]
    death_in_care: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the questions that nobody has answered."""
        return tuple(part.words for part in self.parts if part.holds is None)

    @property
    def failing(self) -> tuple[str, ...]:
        """Return the questions whose answer is no."""
        return tuple(part.words for part in self.parts if part.holds is False)


def must_be_notified(abuse: Abuse | None, place: Place | None, children: Iterable[IncidentChild]) -> Outcome:
    """Return what the test of the notification says: (known or suspected) and (died or harmed) and the place.

    The death of a looked-after child is notified whatever the other answers are. Where a child died and nobody knows
    whether they were looked after, a "no" cannot be said.
    """
    found = tuple(children)
    care = _death_in_care(found)
    parts = (
        Part(_ABUSE, None if abuse is None else abuse is not Abuse.NEITHER),
        _harmed(found),
        Part(_PLACE, None if place is None else place is not Place.NEITHER),
    )
    if care:
        return Outcome(Verdict.YES, parts, death_in_care=True)
    verdict = _all_of(parts)
    if verdict is Verdict.NO and care is None:
        asked = Part("Was a child who died looked after?", None)
        return Outcome(Verdict.OPEN, (*parts, asked), death_in_care=False)
    return Outcome(verdict, parts, death_in_care=False)


def local_review_to_consider(abuse: Abuse | None, children: Iterable[IncidentChild]) -> Outcome:
    """Return whether the criteria of a local review are met: here the usual home counts, not where it happened.

    Meeting them does not mean that there must be a review (R-002-15).
    """
    found = tuple(children)
    homes = [child.lives_here for child in found]
    home = True if Tri.YES in homes else None if not homes or any(each is not Tri.NO for each in homes) else False
    parts = (
        Part(_ABUSE, None if abuse is None else abuse is not Abuse.NEITHER),
        _harmed(found),
        Part(_HOME, home),
    )
    return Outcome(_all_of(parts), parts, death_in_care=False)


def whom_to_tell(incident: SeriousIncident, children: Iterable[IncidentChild]) -> tuple[Whom, ...]:
    """Return who must be told, in the order of the duty; nobody where it need not be notified."""
    outcome = must_be_notified(incident.abuse, incident.place, children)
    if outcome.verdict is not Verdict.YES:
        return ()
    return (Whom.PANEL, *PARTNERS, *(OF_A_LOOKED_AFTER_DEATH if outcome.death_in_care else ()))


def _harmed(children: tuple[IncidentChild, ...]) -> Part:
    events = [child.event for child in children]
    known = True if any(events) else None
    return Part(_EVENT, known)


def _death_in_care(children: tuple[IncidentChild, ...]) -> bool | None:
    """Return whether a looked-after child died; None where it is not known of a child who died."""
    died = [child.looked_after for child in children if child.event is Event.DIED]
    if Tri.YES in died:
        return True
    return None if any(each is not Tri.NO for each in died) else False


def _all_of(parts: tuple[Part, ...]) -> Verdict:
    if any(part.holds is False for part in parts):
        return Verdict.NO
    return Verdict.OPEN if any(part.holds is None for part in parts) else Verdict.YES
