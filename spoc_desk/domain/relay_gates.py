"""The gates before a message to a school is cleared: what is wrong, who mends it, what to do meanwhile (2.3 rule 7)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.guards import Guard
from spoc_desk.domain.house_dates import long_date
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.domain.relay import Agreement, Party


@dataclass(frozen=True)
class MessageFacts:
    """What the gates look at, all of it on the day of sending."""

    day: date
    school: str = ""
    """The name of the school, empty while none is found."""
    stopped: bool = False
    """The match with restricted records said stop, and the office has not released it."""
    confirmed_on: date | None = None
    confirm_again_since: date | None = None
    """A confirmation before this day no longer counts: a new term, a new school year, after a holiday."""
    agreement: Agreement | None = None
    """The newest agreement with the school, or None."""
    contact: bool = False
    contact_email: bool = False
    closed_until: date | None = None
    """The last day of a closure longer than one week, where the day lies in one."""
    every_day: bool = False
    """"Operation Encompass mode" of the profile: also in closures."""
    overridden: bool = False
    """A manager of the MASH decided to send in a closure, with a reason."""
    born: bool = False
    named: bool = False


@dataclass(frozen=True)
class Gate(Guard[MessageFacts]):
    """A guard that also says who can mend it and what to do meanwhile."""

    mended_by: str = ""
    meanwhile: str = ""


@dataclass(frozen=True)
class Shut:
    """One gate that is shut, in words."""

    name: str
    what: str
    mended_by: str
    meanwhile: str
    source: str


_PHONE = "Speak to the school's safeguarding lead by phone only where your agreement with the police allows it."


def _agreement(facts: MessageFacts) -> str:
    if facts.agreement is None:
        return f"{facts.school} has no information sharing agreement."
    if facts.agreement.ended_on is not None and facts.agreement.ended_on <= facts.day:
        return f"The agreement with {facts.school} ended on {long_date(facts.agreement.ended_on)}."
    return f"The agreement with {facts.school} is not signed by {_parties(facts.agreement.unsigned(facts.day))}."


def _parties(parties: tuple[Party, ...]) -> str:
    words = [party.label[:1].lower() + party.label[1:] for party in parties]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _confirmation(facts: MessageFacts) -> str:
    if facts.confirmed_on is None:
        return "Nobody has made sure yet that the child is at this school."
    return f"That the child is at this school was last made sure on {long_date(facts.confirmed_on)}: ask again."


def _closure(facts: MessageFacts) -> str:
    until = long_date(facts.closed_until) if facts.closed_until else ""
    return f"{facts.school} is closed for longer than one week, until {until}. RELAY is not operated then."


def _is_confirmed(facts: MessageFacts) -> bool:
    again = facts.confirm_again_since
    return facts.confirmed_on is not None and (again is None or facts.confirmed_on >= again)


def _may_send_today(facts: MessageFacts) -> bool:
    return facts.closed_until is None or facts.every_day or facts.overridden


NOT_RESTRICTED = Gate(
    "not restricted",
    lambda facts: not facts.stopped,
    lambda _facts: RESTRICTED_WORDS,
    "2.3 rules 7 and 10",
    mended_by="The office of the DCS or DASS",
    meanwhile="Do not tell the school anything.",
)
WHO = Gate(
    "the child is named",
    lambda facts: facts.named and facts.born,
    lambda _facts: "The child's name and date of birth are two of the four things the school is told.",
    "S000:50-53; R-000-06",
    mended_by="The MASH, from the notification of the police",
    meanwhile="Ask the police for what is missing.",
)
SCHOOL_FOUND = Gate(
    "school found",
    lambda facts: bool(facts.school),
    lambda _facts: "No school is found for this child yet.",
    "S000:43; R-000-16",
    mended_by="The MASH, with the admissions team",
    meanwhile="A child without a school: tell the team for children missing education, and record it.",
)
SCHOOL_CONFIRMED = Gate(
    "school confirmed",
    _is_confirmed,
    _confirmation,
    "S000:43; R-000-16",
    mended_by="The MASH: ask the school or the admissions team",
    meanwhile="Say to the school only that you check a list of pupils.",
)
AGREEMENT_CURRENT = Gate(
    "agreement current",
    lambda facts: facts.agreement is not None and facts.agreement.is_current(facts.day),
    _agreement,
    "S000:23-25; R-000-04",
    mended_by="Whoever keeps the agreements at the MASH",
    meanwhile=_PHONE,
)
CONTACT_CURRENT = Gate(
    "contact current",
    lambda facts: facts.contact and facts.contact_email,
    lambda facts: f"{facts.school} has no head teacher or nominated contact with a secure e-mail address.",
    "S000:21; R-000-03, R-000-21",
    mended_by="The school: ask for its nominated contact",
    meanwhile=_PHONE,
)
NOT_IN_LONG_CLOSURE = Gate(
    "not in a long closure",
    _may_send_today,
    _closure,
    "S000:43; R-000-15",
    mended_by="A manager of the MASH may decide otherwise, with a reason",
    meanwhile="It is not sent later either: the contact would be out of date. Think of a referral to the MASH.",
)
GATES = (
    NOT_RESTRICTED, WHO, SCHOOL_FOUND, SCHOOL_CONFIRMED, AGREEMENT_CURRENT, CONTACT_CURRENT, NOT_IN_LONG_CLOSURE,
)  # fmt: skip


def shut(facts: MessageFacts) -> tuple[Shut, ...]:
    """Return the gates that are shut. A restricted record is the only one named: the others would tell of it."""
    if not NOT_RESTRICTED.holds(facts):
        return (_shut(NOT_RESTRICTED, facts),)
    if not facts.school:
        return tuple(_shut(gate, facts) for gate in (WHO, SCHOOL_FOUND) if not gate.holds(facts))
    return tuple(_shut(gate, facts) for gate in GATES if not gate.holds(facts))


def _shut(gate: Gate, facts: MessageFacts) -> Shut:
    return Shut(gate.name, gate.sentence(facts), gate.mended_by, gate.meanwhile, gate.source)
