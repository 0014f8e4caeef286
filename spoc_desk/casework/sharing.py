"""Information-sharing decisions: why something is shared, and why not (domain 1.11; S001:474-482, the golden rules).

A decision is never changed. What is known later about the handing over is added; a new look is a new decision that
names the old one.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from spoc_desk.casework import clocks
from spoc_desk.casework.accepting import accept
from spoc_desk.casework.case_refs import new_case_ref
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.keeping.settling import settle_dispute
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import london_day
from spoc_desk.domain.decisions import ConsentSought, Decision, SharingTest
from spoc_desk.domain.prints import Goes, Output
from spoc_desk.domain.record import CaseId, DecisionId, new_id
from spoc_desk.domain.referrals import ReferralId
from spoc_desk.domain.retention import RecordKind
from spoc_desk.domain.roles import Role
from spoc_desk.domain.terms import Method
from spoc_desk.errors import BadAnswer, Incomplete, NotYet
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.records.stores import ACCESS_REQUESTS, CASES, DECISIONS, HANDS, PRINTS, REFERRALS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FORM: Final = "decision"
GOLDEN_RULES: Final = "S001:474-482"
DECIDED: Final = "recorded an information-sharing decision"
CHASE, SUBJECT = "D-30", "decision"
HAND_OVER: Final = "Hand-over to another desk"
"""What a decision is about that was made by sealing."""
_FOR_HANDS: Final = """
case_id = ? AND outcome IN ('share', 'share_part') AND about <> ?
AND (copy_id IS NULL OR copy_id IN (SELECT id FROM prints WHERE kind = 'pass-on-slip'))
"""
METHODS: Final = {Output.PAPER: Method.PAPER, Output.PROTECTED: Method.SECURE_MAIL}


def decide(vault: Vault, *, case_id: str, answers: Answers) -> Done:
    """Record a decision, also one not to share. A later one does not change an earlier one (S001:482)."""
    dated = {**answers, "decided_on": answers.get("decided_on") or vault.clock.today().isoformat()}
    accepted = accept(vault, FORM, dated, vault.clock.today(), complete=True)
    decision = accepted.new(Decision, id=DecisionId(new_id()), case_id=CaseId(case_id), decided_by=vault.actor.name)
    if decision.allows and not (decision.necessary_and_proportionate and decision.third_parties_protected):
        raise Incomplete(
            "Information is shared only when that is necessary and proportionate and other people are protected. "
            "Change these answers, or decide not to share.",
            "S001:474",
        )
    with vault.transaction(DECIDED) as tx:
        CASES.get(tx, case_id)
        stored = store(tx, vault, decision)
    return Done(Change(What.EXCHANGE, case_id, (stored.id,)), accepted.leaks, stored)


def decide_whole(
    vault: Vault,
    *,
    answers: Answers,
    case_id: str = "",
    referral_id: str = "",
    reconsiders: str = "",
    copy_id: str = "",
    request_id: str = "",
) -> Done:
    """Record a decision with all seven rules looked at: of a case, of a referral, or of neither.

    *reconsiders*: the earlier decision; the new one is about the same. *copy_id*: the numbered copy that was handed
    over. *request_id*: the request for records that it answers.

    Raises Incomplete where a rule is open, BadAnswer where days do not fit, UnknownRecord.
    """
    accepted = accept(vault, FORM, answers, vault.clock.today(), complete=True)
    made = accepted.new(Decision, id=DecisionId(new_id()), decided_by=vault.actor.name)
    if made.allows:
        refuse_incomplete(made)
    _days_fit(made)
    with vault.transaction(DECIDED) as tx:
        if reconsiders:
            earlier = DECISIONS.get(tx, reconsiders)
            made = replace(
                made, case_id=earlier.case_id, referral_id=earlier.referral_id, reconsiders=earlier.id,
                about=made.about or earlier.about,
            )  # fmt: skip
        elif case_id:
            made = replace(made, case_id=CaseId(CASES.get(tx, case_id).id))
        elif referral_id:
            made = replace(made, referral_id=ReferralId(REFERRALS.get(tx, referral_id).id))
        if request_id:
            request = ACCESS_REQUESTS.get(tx, request_id)
            made = replace(made, about=request.request_ref, case_id=request.case_id)
        if copy_id:
            copy = PRINTS.get(tx, copy_id)
            if made.allows and copy.goes is Goes.OWN_FILE:
                copy = PRINTS.update(tx, copy, replace(copy, goes=Goes.GOES_OUT, recipient=made.shared_with))
            made = replace(made, copy_id=copy.id, case_id=copy.case_id, referral_id=copy.referral_id)
            if not (copy.case_id or copy.referral_id or made.about.strip()):
                made = replace(made, about=f"Copy {copy.copy_no}")
        if not (made.case_id or made.referral_id or made.about.strip()):
            raise BadAnswer("Say what it is about: an alias or a kind of work.", "about")
        stored = store(tx, vault, made)
        if stored.case_id is None and stored.referral_id is None:
            practice = profile(tx).practice
            settle_dispute(
                tx, RecordKind.DECISION, stored.id, stored.decision_ref, stored.decided_on, sample=practice
            )  # fmt: skip
    return Done(Change(What.DECISION, stored.case_id, (stored.id,)), accepted.leaks, stored)


def first_answers(
    vault: Vault,
    *,
    case_id: str = "",
    referral_id: str = "",
    reconsiders: str = "",
    copy_id: str = "",
    request_id: str = "",
) -> dict[str, Answer]:
    """Return what the form of a new decision is filled with: today, and what a numbered copy says."""
    answers: dict[str, Answer] = {"decided_on": vault.clock.today().isoformat()}
    if reconsiders and sees(vault, Sight.RELOCATIONS):
        earlier = DECISIONS.get(vault, reconsiders)
        answers |= {"about": earlier.about, "what_information": earlier.what_information, "purpose": earlier.purpose}
    if request_id and sees(vault, Sight.RELOCATIONS):
        request = ACCESS_REQUESTS.get(vault, request_id)
        answers |= {
            "about": request.request_ref, "started_by": "request", "asked_by": request.asked_by,
            "what_information": request.wanted,
        }  # fmt: skip
    if copy_id and sees(vault, Sight.RELOCATIONS):
        copy = PRINTS.get(vault, copy_id)
        made = london_day(copy.made_at)
        method = METHODS.get(copy.output)
        answers |= {
            "decided_on": made.isoformat(), "what_information": copy.kind.label, "shared_with": copy.recipient,
            "shared_on": made.isoformat(), "method": method.value if method else "", "outcome": "share",
        }  # fmt: skip
    return answers


def store(tx: Transaction, vault: Vault, decision: Decision) -> Decision:
    """Store a new decision inside a running change: with its reference, the roles of who decided, its day to ask."""
    stored = DECISIONS.insert(tx, with_reference(tx, vault, decision))
    if stored.chase_on is not None:
        started = stored.shared_on or stored.decided_on
        clocks.start_clock(
            tx, CHASE, stored.case_id, SUBJECT, stored.id, started, calendar(tx), profile(tx), due_on=stored.chase_on
        )
    return stored


def with_reference(tx: Transaction, vault: Vault, decision: Decision) -> Decision:
    """Return a new decision with its reference and the roles of who decided."""
    roles = ", ".join(role.label for role in Role if role.value in vault.actor.roles)
    return replace(decision, decision_ref=new_case_ref(tx), decided_as=roles)


def handed_over(tx: Transaction, decision_id: str, *, shared_with: str, on: date, method: Method | None) -> None:
    """Write on a decision what was handed over with it, once: the hand itself says the rest."""
    before = DECISIONS.get(tx, decision_id)
    if before.shared_on is None:
        DECISIONS.update(tx, before, replace(before, shared_with=shared_with, shared_on=on, method=method))


def take_back(tx: Transaction, copy_id: str) -> None:
    """The copy never came out: its decision stands, and waits for another copy. Nobody asks whether it arrived."""
    for one in DECISIONS.find(tx, "copy_id = ?", (copy_id,)):
        by_hand = one.case_id is not None and HANDS.count(tx, "decision_id = ?", (one.id,)) > 0
        free = replace(one, copy_id=None, chase_on=None)
        if not by_hand:
            free = replace(free, shared_with="", shared_on=None, method=None)
        DECISIONS.update(tx, one, free)
        clocks.cancel_clock(tx, CHASE, one.id, clocks.day_of(tx))


def decision_of_copy(vault: Vault, copy_id: str) -> str:
    """Return the newest decision on which a numbered copy was handed over, or nothing."""
    if not sees(vault, Sight.RELOCATIONS):
        return ""
    found = DECISIONS.find(vault, "copy_id = ?", (copy_id,), tail="ORDER BY decided_on DESC, created_at DESC LIMIT 1")
    return found[0].id if found else ""


def record_arrival(vault: Vault, *, decision_id: str, on: date | None = None) -> Done:
    """Record that what was shared arrived: the day to ask is met. Raises NotYet where nothing was handed over."""
    day = on or vault.clock.today()
    with vault.transaction("recorded that what was shared arrived") as tx:
        before = DECISIONS.get(tx, decision_id)
        if not before.allows or before.arrived_on is not None:
            raise NotYet("Nothing was shared on this decision that could still arrive.", GOLDEN_RULES)
        if day < before.decided_on or day > vault.clock.today():
            raise BadAnswer("It arrived after the decision, and not in the future.", "arrived_on")
        stored = DECISIONS.update(tx, before, replace(before, arrived_on=day))
        clocks.meet_clock(tx, CHASE, stored.id, day)
    return Done(Change(What.DECISION, stored.case_id, (stored.id,)), (), stored)


def arrived_with_referral(tx: Transaction, referral_id: str, on: date) -> None:
    """The MASH acknowledged a referral: the copies of it arrived, and nobody asks."""
    for one in DECISIONS.find(tx, "referral_id = ? AND copy_id IS NOT NULL AND arrived_on IS NULL", (referral_id,)):
        DECISIONS.update(tx, one, replace(one, arrived_on=max(on, one.decided_on)))
        clocks.meet_clock(tx, CHASE, one.id, on)


def refuse_incomplete(decision: Decision) -> None:
    """Raise Incomplete where something is shared while one of the golden rules is open."""
    if not decision.necessary_and_proportionate or set(decision.tests_met) != set(SharingTest):
        raise Incomplete(
            "Look at each of the seven tests: information is shared only where it is necessary, proportionate, "
            "relevant, adequate, accurate, timely and secure.",
            GOLDEN_RULES,
        )
    if not decision.third_parties_protected:
        raise Incomplete("Say how other people named in it are protected, or decide not to share.", GOLDEN_RULES)
    if not decision.persons_informed:
        raise Incomplete("Say who was told that information is shared, or that nobody was.", GOLDEN_RULES)
    if decision.consent_sought is ConsentSought.REFUSED and not decision.objections_considered.strip():
        raise Incomplete("Consent was refused: write down what was objected, and how it was weighed.", GOLDEN_RULES)
    if "neither" in decision.persons_informed and decision.not_informed_reason is None:
        raise Incomplete("Nobody was told: say why.", GOLDEN_RULES)


def decisions(reader: Reader, case_id: str) -> list[Decision]:
    """Return a case's decisions, the newest first; none for who does not see relocations."""
    if not sees(reader, Sight.RELOCATIONS):
        return []
    return DECISIONS.find(reader, "case_id = ?", (case_id,), tail="ORDER BY decided_on DESC, created_at DESC")


def for_hands(reader: Reader, case_id: str) -> list[Decision]:
    """Return a case's decisions on which a record may be handed over, the newest first.

    One that was made with a numbered copy was for that paper alone, but for a slip, which goes with its record; one
    made by sealing was for that desk.
    """
    if not sees(reader, Sight.RELOCATIONS):
        return []
    return DECISIONS.find(reader, _FOR_HANDS, (case_id, HAND_OVER), tail="ORDER BY decided_on DESC, created_at DESC")


def may_share(reader: Reader, case_id: str) -> bool:
    """Say whether some decision of the case allows handing a record over."""
    return sees(reader, Sight.RELOCATIONS) and DECISIONS.count(reader, _FOR_HANDS, (case_id, HAND_OVER)) > 0


def _days_fit(made: Decision) -> None:
    if made.shared_on is not None and made.shared_on < made.decided_on:
        raise BadAnswer("Decide first, then hand over: this day is before the decision.", "shared_on", "S001:474")
    if made.chase_on is not None and made.chase_on < (made.shared_on or made.decided_on):
        raise BadAnswer("Ask on a day after it was handed over.", "chase_on")
    if made.advice_on is not None and made.advice_on > made.decided_on:
        raise BadAnswer("The advice comes before the decision.", "advice_on", "S001:474")
