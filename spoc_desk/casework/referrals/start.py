"""Before you start: danger goes to 999, an open case to its worker, smaller needs to the service; the rest is a form.

Every ending is kept, with the advice: it shows that somebody thought of the child (S004:660-672, 976).
"""

from dataclasses import dataclass
from uuid import NAMESPACE_OID, uuid5

from spoc_desk.casework.accepting import Accepted
from spoc_desk.casework.case_refs import new_case_ref
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.leaks import scan_answers
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.referrals.answer_store import tidied, to_json
from spoc_desk.casework.referrals.clocks import start_hours
from spoc_desk.casework.referrals.from_relay import link, message_to_refer
from spoc_desk.casework.referrals.happenings import write_event
from spoc_desk.casework.referrals.reading import FORM
from spoc_desk.casework.referrals.threshold_sets import current_set
from spoc_desk.casework.referrals.visibility import sees_relocations
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.domain.referrals import Referral, ReferralEvent, ReferralId, ReferralSection, ReferralState
from spoc_desk.errors import UnknownRecord
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form
from spoc_desk.thresholds.threshold_set import ThresholdSet, Way
from spoc_desk.vault.records.stores import CASES, REFERRAL_SECTIONS, REFERRALS
from spoc_desk.vault.vault import Transaction, Vault

SECTION = "before_start"


@dataclass(frozen=True)
class Ending:
    """Where the first answers lead, what to do instead of a form, and who says so."""

    state: ReferralState
    words: str
    source: str


_WORKER = Ending(
    ReferralState.PASSED_TO_WORKER,
    "This is an open case: tell the allocated social worker, or in their absence the manager or the duty social "
    "worker. No form is needed. The MASH can tell you who the worker is.",
    "S004:976",
)
_OWN_FORM = Ending(
    ReferralState.ADVICE_ONLY,
    "Use the form of your own service. Two or three services that know the family can make a plan together, with a "
    "day on which it is reviewed: a Team Around the Family. The leading agency keeps the plan, not the council.",
    "S004:664",
)
_GO_ON = Ending(ReferralState.DRAFT, "", "")


def ending(threshold: ThresholdSet, answers: Answers) -> Ending:
    """Return where the answers of the first section lead. In danger the form always follows the call."""
    if answers.get("allocated_worker") == "yes":
        return _WORKER
    level = next((level for level in threshold.levels if level.id == answers.get("need_level")), None)
    if level is not None and level.way is Way.OWN and answers.get("immediate_danger") != "yes":
        return _OWN_FORM
    return _GO_ON


def start_referral(
    vault: Vault,
    *,
    answers: Answers,
    case_id: str | None = None,
    message_id: str | None = None,
    operation_id: str | None = None,
    sample: bool = False,
) -> Done:
    """Begin a referral with the answers of section "before_start"; what ends early is kept as ended.

    *case_id* is the relocation it is begun from, by somebody who may see relocations; *message_id* the RELAY message,
    by somebody who sees RELAY.
    """
    if case_id is not None and not sees_relocations(vault):
        raise UnknownRecord()
    told = message_to_refer(vault, message_id) if message_id else None
    accepted = _accepted(vault, answers)
    council, threshold = profile(vault), current_set(vault)
    found = ending(threshold, accepted.answers)
    with vault.transaction("began a referral", operation_id=operation_id) as tx:
        if tx.already_done and operation_id:
            there = REFERRALS.get(tx, _id_for(operation_id))
            return Done(Change(What.REFERRAL, there.case_id, (there.id,)), accepted.leaks, there)
        case = CASES.get(tx, case_id) if case_id else None
        new = Referral(
            id=_id_for(operation_id) if operation_id else ReferralId(new_id()),
            referral_ref=new_case_ref(tx),
            state=found.state,
            set_id=threshold.id,
            case_id=CaseId(case.id) if case else None,
            started_on=vault.clock.today(),
            closed_on=None if found.state is ReferralState.DRAFT else vault.clock.today(),
            referrer=vault.actor.name,
            sample=sample or council.practice or bool(case and case.sample) or bool(told and told[0].sample),
        )
        stored = _store(tx, new, accepted, vault.actor.name)
        if told is not None:
            link(tx, told[1], stored)
        if accepted.text("danger_called_at"):
            start_hours(tx, stored, "D-11", accepted.text("danger_called_at"), "danger_called_at")
    return Done(Change(What.REFERRAL, case_id, (stored.id,)), accepted.leaks, stored)


def _id_for(operation_id: str) -> ReferralId:
    """Return the id of the referral that an operation began: asked twice, it is the same one."""
    return ReferralId(str(uuid5(NAMESPACE_OID, f"referral {operation_id}")))


def _accepted(vault: Vault, answers: Answers) -> Accepted:
    form = load_form(FORM)
    first = next(section for section in form.sections if section.id == SECTION)
    wanted = {question.id for question in first.questions}
    given = tidied(form, {name: value for name, value in answers.items() if name in wanted})
    return Accepted(form, given, scan_answers(form, given, own_words(vault)))


def _store(tx: Transaction, new: Referral, accepted: Accepted, by: str) -> Referral:
    stored = REFERRALS.insert(tx, new)
    REFERRAL_SECTIONS.insert(
        tx,
        ReferralSection(
            id=new_id(),
            referral_id=new.id,
            section=SECTION,
            answers=to_json(accepted.answers),
            completed=new.state is not ReferralState.DRAFT,
        ),
    )
    write_event(tx, stored, stored, ReferralEvent.STARTED, by=by)
    if accepted.answers.get("immediate_danger") == "yes":
        told = {"danger_called_at": accepted.text("danger_called_at")}
        write_event(tx, stored, stored, ReferralEvent.DANGER, by=by, answers=told)
    return stored
