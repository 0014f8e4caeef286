"""One act: a copy says where it goes, and one that goes to somebody is decided on as it is numbered (S001:474-482).

A working copy of the own file needs no decision: it says on every page what it is. A copy for somebody else is made
together with its decision, which names the copy, and with the day on which somebody asks whether it arrived: in one
change, or not at all. Which papers are asked stands beside them (`domain.prints`); see docs/decisions/0026.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from spoc_desk.casework import clocks
from spoc_desk.casework.accepting import accept
from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.keeping.settling import settle_dispute
from spoc_desk.casework.leaks import refuse_leaks, scan_texts
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.referrals.basis import proposed
from spoc_desk.casework.referrals.reading import referral_view
from spoc_desk.casework.sharing import CHASE, FORM, GOLDEN_RULES, HAND_OVER, METHODS, SUBJECT, refuse_incomplete, store
from spoc_desk.deadlines.rules import due_on, load_rules
from spoc_desk.domain.decisions import DECIDED_NOW, Decision, LawfulBasis, SharingTest
from spoc_desk.domain.house_dates import long_date
from spoc_desk.domain.prints import Goes, Leaving, Output, PrintedCopy, PrintKind
from spoc_desk.domain.record import DecisionId, new_id
from spoc_desk.domain.retention import RecordKind
from spoc_desk.domain.terms import in_sentence
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.stores import DECISIONS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

_AS_BEFORE: Final = (
    "started_by", "risk_of_harm", "consent_sought", "objections_considered", "persons_informed", "not_informed_reason",
    "lawful_basis", "special_condition",
)  # fmt: skip
"""What the next decision about the same people is filled with from the one before: it is shown, and open to change."""
_MASH: Final = "MASH"
_TO_WHOM: Final = "shared_with"
_UNSAID = "Say where this copy goes: into our own file, or to whom and what for."
_UNASKED: Final[Mapping[str, Answer]] = {
    "lawful_basis": "public_task", "special_condition": "substantial_public_interest", "started_by": "proactive",
}  # fmt: skip
_BY_DUTY: Final[Mapping[str, Answer]] = {
    **_UNASKED, "lawful_basis": "legal_obligation", "started_by": "statutory_duty", "consent_sought": "not_basis",
}  # fmt: skip
"""What is asked of the council in a serious incident rests on the law."""
_PROTECTED = "It was looked through before it left."


@dataclass(frozen=True)
class Destination:
    """Where a copy goes. *answers* are those of DECIDED_NOW; with *decision_id* it goes on a decision made before."""

    goes: Goes
    shared_with: str = ""
    answers: Answers = field(default_factory=dict)
    decision_id: str = ""


OWN_FILE: Final = Destination(Goes.OWN_FILE)


@dataclass(frozen=True)
class Subject:
    """What the paper is, and whom it is about."""

    kind: PrintKind
    case_id: str | None = None
    referral_id: str | None = None
    reference: str = ""
    blank: bool = False

    @property
    def leaving(self) -> Leaving:
        """Return how it leaves: a blank paper discloses nothing, whatever it is."""
        return Leaving.NOBODY if self.blank else self.kind.leaving

    @property
    def usual(self) -> str:
        """Return who gets it, where that is always the same."""
        return _MASH if self.kind.is_of_referral and self.leaving is Leaving.GOES else ""

    @property
    def about(self) -> str:
        """Return what its decision is about, where that is no case and no referral."""
        return self.reference or self.kind.label


@dataclass(frozen=True)
class Question:
    """What is asked before a copy is made, answered as far as the desk knows."""

    goes: Goes | None
    """What is chosen already, by the nature of the paper."""
    may_go_out: bool
    """What is read masked goes to nobody."""
    to_whom: str
    """Who gets it, where the paper is always for the same."""
    answers: Mapping[str, Answer]
    decisions: tuple[tuple[str, str], ...]
    """Decisions to share that no copy was made on yet, with their words."""
    decision_id: str
    """One of them that nothing was handed over on: it waits for this copy."""
    recorded_words: str
    """What is recorded with it unasked."""


@dataclass(frozen=True)
class Said:
    """A destination that holds: nothing, a decision to be stored, or one that is there."""

    goes: Goes | None = None
    shared_with: str = ""
    decision: Decision | None = None
    decision_id: str = ""


def question_of(vault: Vault, subject: Subject) -> Question | None:
    """Return what has to be said of a paper before a copy is made; None where nothing has."""
    if not subject.leaving.is_asked:
        return None
    goes = {Leaving.OWN: Goes.OWN_FILE, Leaving.GOES: Goes.GOES_OUT}.get(subject.leaving)
    if vault.is_masked:
        return Question(Goes.OWN_FILE, False, "", {}, (), "", "It stays in our own file and says so on every page.")
    waiting = [
        one for one in _decisions(vault, subject) if one.allows and one.copy_id is None and one.about != HAND_OVER
    ]
    first = next((one.id for one in waiting if one.shared_on is None or subject.kind is PrintKind.PASS_ON_SLIP), "")
    chase = _chase_day(vault, vault.clock.today())
    filled = _filled(vault, subject)
    basis = LawfulBasis(str(filled["lawful_basis"])).label
    return Question(
        goes=goes,
        may_go_out=True,
        to_whom=subject.usual,
        answers={name: answer for name, answer in filled.items() if name in DECIDED_NOW},
        decisions=tuple((one.id, _words(one)) for one in waiting),
        decision_id=first,
        recorded_words=f"Recorded with it: {in_sentence(basis)}; the copy number; and that you are asked on "
        f"{long_date(chase)} whether it arrived.",
    )


def read(vault: Vault, subject: Subject, destination: Destination | None, output: Output) -> Said:
    """Return what was said of a copy, fit to be stored with it.

    Raises NotYet where nothing was said, BadAnswer naming the question, Incomplete where a golden rule is open,
    LeakFound where a text may show an area.
    """
    if not subject.leaving.is_asked:
        return Said()
    if destination is None:
        raise NotYet(_UNSAID, GOLDEN_RULES)
    if destination.goes is Goes.OWN_FILE:
        return Said(Goes.OWN_FILE)
    if vault.is_masked:
        raise NotYet("What you read masked goes to nobody: print it for your own file.", "domain 1.20")
    to_whom = " ".join(destination.shared_with.split()) or subject.usual
    if not to_whom:
        raise BadAnswer("Say who gets it: the role and the service.", _TO_WHOM, GOLDEN_RULES)
    refuse_leaks(scan_texts({_TO_WHOM: ("Who gets it?", to_whom)}, own_words(vault)), "print")
    if destination.decision_id:
        return Said(Goes.GOES_OUT, to_whom, decision_id=_usable(vault, subject, destination.decision_id).id)
    return Said(Goes.GOES_OUT, to_whom, _decided(vault, subject, destination.answers, to_whom, output))


def settle(tx: Transaction, vault: Vault, said: Said, subject: Subject, copy: PrintedCopy) -> Decision | None:
    """Write the decision of a copy inside the change that numbers it, with the day to ask; None for the own file."""
    if said.goes is not Goes.GOES_OUT:
        return None
    today = vault.clock.today()
    if said.decision is None:
        return _on_earlier(tx, said, copy, today)
    made = replace(said.decision, copy_id=copy.id, case_id=copy.case_id, referral_id=copy.referral_id)
    tied = copy.case_id is not None or copy.referral_id is not None
    made = replace(made, about="" if tied else subject.about)
    stored = store(tx, vault, made)
    if not tied:
        practice = profile(tx).practice
        settle_dispute(tx, RecordKind.DECISION, stored.id, stored.decision_ref, stored.decided_on, sample=practice)
    return stored


def _on_earlier(tx: Transaction, said: Said, copy: PrintedCopy, today: date) -> Decision:
    before = DECISIONS.get(tx, said.decision_id)
    after = replace(before, copy_id=copy.id, chase_on=before.chase_on or _chase_day(tx, today))
    if before.shared_on is None:
        after = replace(after, shared_with=said.shared_with, shared_on=today, method=METHODS.get(copy.output))
    stored = DECISIONS.update(tx, before, after)
    if stored.arrived_on is None:
        clocks.start_clock(
            tx, CHASE, stored.case_id, SUBJECT, stored.id, today, calendar(tx), profile(tx), due_on=stored.chase_on
        )
    return stored


def _decided(vault: Vault, subject: Subject, given: Answers, to_whom: str, output: Output) -> Decision:
    today = vault.clock.today()
    answers: dict[str, Answer] = {**_filled(vault, subject)}
    answers |= {name: answer for name, answer in given.items() if name in DECIDED_NOW}
    purpose = str(answers.get("purpose", "")).strip()
    method = METHODS.get(output)
    answers |= {
        "decided_on": today.isoformat(), "what_information": answers.get("what_information") or subject.kind.label,
        "outcome": "share", "rationale": answers.get("rationale") or purpose, _TO_WHOM: to_whom,
        "shared_on": today.isoformat(), "method": method.value if method else "",
        "chase_on": _chase_day(vault, today).isoformat(),
    }  # fmt: skip
    if answers.get("necessary_and_proportionate") == "yes":
        answers["tests_met"] = tuple(each.value for each in SharingTest)
    if answers.get("third_parties_protected") == "yes":
        answers["protected_how"] = _PROTECTED
    accepted = accept(vault, FORM, answers, today, complete=True)
    refuse_leaks(accepted.leaks, "print")
    made = accepted.new(Decision, id=DecisionId(new_id()), decided_by=vault.actor.name)
    refuse_incomplete(made)
    return made


def _filled(vault: Vault, subject: Subject) -> dict[str, Answer]:
    """Return what is known before anything is asked: from the referral itself, or from the decision before."""
    if subject.kind.is_of_referral and subject.referral_id:
        return {**_UNASKED, **proposed(referral_view(vault, subject.referral_id))}
    by_duty = subject.kind.is_of_incident or subject.kind.is_of_review
    filled: dict[str, Answer] = {**(_BY_DUTY if by_duty else _UNASKED)}
    before = next((one for one in _decisions(vault, subject) if one.allows), None)
    if before is not None:
        known = answers_of(before, load_form(FORM))
        filled |= {name: known[name] for name in _AS_BEFORE if known.get(name)}
        if before.what_information == subject.kind.label:
            filled["purpose"] = before.purpose
    return filled


def _decisions(reader: Reader, subject: Subject) -> list[Decision]:
    """Return the decisions about the same, the newest first; of a relocation only for who may know of one."""
    newest = "ORDER BY decided_on DESC, created_at DESC, rowid DESC LIMIT 20"
    if subject.case_id:
        known = sees(reader, Sight.RELOCATIONS)
        return DECISIONS.find(reader, "case_id = ?", (subject.case_id,), tail=newest) if known else []
    if subject.referral_id:
        return DECISIONS.find(reader, "referral_id = ?", (subject.referral_id,), tail=newest)
    return DECISIONS.find(reader, "about = ? AND about <> ''", (subject.about,), tail=newest)


def _usable(vault: Vault, subject: Subject, decision_id: str) -> Decision:
    found = next((one for one in _decisions(vault, subject) if decision_id in (one.id, one.decision_ref)), None)
    if found is None:
        raise BadAnswer("Choose one of the decisions about the same.", "decision_id", GOLDEN_RULES)
    if not found.allows:
        raise BadAnswer("That decision says not to share. Choose or make another one.", "decision_id", GOLDEN_RULES)
    if found.copy_id is not None:
        raise BadAnswer("A copy was made on that decision already. Make a new one.", "decision_id", GOLDEN_RULES)
    return found


def _words(one: Decision) -> str:
    return f"{long_date(one.decided_on)}, {one.decision_ref}" if one.decision_ref else long_date(one.decided_on)


def _chase_day(reader: Reader, on: date) -> date:
    day = due_on(load_rules()[CHASE], on, calendar(reader))
    if day is None:
        raise ValueError("the clock of what was shared has a number")
    return day
