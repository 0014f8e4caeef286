"""Escalations, complaints and consultations as the answers of their forms, and the council's words in them."""

from collections.abc import Mapping

from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.council import profile
from spoc_desk.casework.disputes import complaints, escalations
from spoc_desk.casework.disputes.gate import refuse_hidden
from spoc_desk.casework.moments import to_answer
from spoc_desk.casework.referrals.answer_store import from_json
from spoc_desk.domain.complaints import Complaint
from spoc_desk.domain.escalations import Escalation
from spoc_desk.domain.referrals import Referral, ReferralEvent, ReferralHappening
from spoc_desk.errors import UnknownRecord
from spoc_desk.forms.definition import Answer
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.stores import COMPLAINTS, ESCALATIONS, REFERRAL_EVENTS, REFERRALS
from spoc_desk.vault.records.table import Reader


def escalation(reader: Reader, escalation_id: str) -> Escalation:
    """Return one escalation. Raises UnknownRecord for one that nobody here may know of."""
    found = ESCALATIONS.get(reader, escalation_id)
    refuse_hidden(reader, found.case_id)
    return found


def complaint(reader: Reader, complaint_id: str) -> Complaint:
    """Return one complaint. Raises UnknownRecord for one that nobody here may know of."""
    found = COMPLAINTS.get(reader, complaint_id)
    refuse_hidden(reader, found.case_id)
    return found


def of_referral(reader: Reader, event_id: str) -> tuple[Referral, ReferralHappening]:
    """Return a consultation that is an event of a referral, with the referral. Raises UnknownRecord."""
    event = REFERRAL_EVENTS.get(reader, event_id)
    if event.event is not ReferralEvent.CONSULTATION:
        raise UnknownRecord()
    referral = REFERRALS.get(reader, event.referral_id)
    refuse_hidden(reader, referral.case_id)
    return referral, event


def escalation_answers(reader: Reader, one: Escalation) -> dict[str, Answer]:
    """Return an escalation as the answers of its form, with whom it was taken up first."""
    first = next(iter(escalations.stages(reader, one.id)), None)
    answers = answers_of(one, load_form(escalations.FORM))
    return answers | {"raised_at": to_answer(one.raised_at), "with_whom": first.with_whom if first else ""}


def end_answers(one: Escalation) -> dict[str, Answer]:
    """Return how an escalation ended as answers; nothing while it is open."""
    return answers_of(one, load_form(escalations.END_FORM)) if one.state.is_over else {}


def complaint_answers(one: Complaint, form_id: str = complaints.FORM) -> dict[str, Answer]:
    """Return a complaint as the answers of one of its forms; nothing of what did not happen yet."""
    happened = {complaints.FORWARD_FORM: one.forwarded_on, complaints.END_FORM: one.ended_on}
    return {} if form_id in happened and not happened[form_id] else answers_of(one, load_form(form_id))


def happening_answers(event: ReferralHappening) -> Mapping[str, Answer]:
    """Return a consultation of a referral as the answers of its form."""
    return from_json(event.answers)


def agency_words(reader: Reader) -> dict[str, str]:
    """Return the council's agencies by their id."""
    return {one.id: one.label for one in profile(reader).referring.agencies}
