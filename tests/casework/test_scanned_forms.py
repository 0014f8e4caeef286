"""Every line that somebody types freely is looked at for what may show an area."""

import pytest

from spoc_desk.casework.leaks import OwnWords, scan_answers
from spoc_desk.forms.definition import FormDef
from spoc_desk.forms.loader import form_ids, load_form
from spoc_desk.profile.documents import load_profile

OF_OUR_OWN = {
    "assurance": {"audience", "owner"},
    "case_advice": {"second_person"},
    "complaint": {"about_family_name", "about_given_names", "from_family_name", "from_given_names"},
    "complaint_forward": {"forwarded_to"},
    "complaint_status": {"asked_whom"},
    "consultation": {"consulted_with"},
    "decision": {"asked_by"},
    "escalation": {"about_family_name", "about_given_names", "raised_by", "with_whom"},
    "escalation_stage": {"with_whom"},
    "contact": {"name", "job_title", "team"},
    "flag": {"confirmed_by"},
    "incident_child": {"family_name", "given_names"},
    "meeting": {"held_time"},
    "member": {"nhs_number"},
    "member_name": {"given_name", "family_name"},
    "present_home": {"marks"},
    "relay_agreement": {"edition"},
    "relay_child": {"family_name", "given_names"},
    "relay_contact": {"name", "role"},
    "relay_incident": {"incident_address", "police_ref"},
    "relay_sent": {"sent_to"},
    "restricted_record": {"aliases", "family_name", "given_name", "home_marks"},
    "route": {"owner"},
    "school": {"head", "laestab", "name", "safeguarding_lead", "trust"},
    "school_partnership": {"name", "officer"},
    "service_notice": {"lead_name"},
    "ukpps_spoc": {"verified_by"},
}
"""Names of our own people and of the family, a time, a number that is the same everywhere, and of RELAY where our own
police were called and which of our schools is told; a house that is only marked has a rule of its own, which takes none
of another area (tests/casework/test_present_home.py): nothing else is left out."""


def of_a_referral(form: FormDef) -> set[str]:
    """Return what a referral may name wherever it is: people, where they live, schools, surgeries; never a story."""
    if not form.id.startswith("referral"):
        return set()
    kept = {question.id for question in form.questions if str(question.kind) == "text" and question.leak != "scan"}
    return kept - {"child_words", "concern_note", "lives_with", "title"}


@pytest.mark.parametrize("form_id", form_ids())
def test_a_place_is_found_in_every_free_text_of_a_form(form_id: str) -> None:
    form = load_form(form_id)
    free = {question.id for question in form.questions if str(question.kind) in ("text", "note")}
    own = OwnWords(load_profile("luton").own_area)
    found = {leak.field for leak in scan_answers(form, dict.fromkeys(free, "They moved to Scunthorpe."), own)}
    assert found == free - (OF_OUR_OWN.get(form_id, set()) | of_a_referral(form))
    assert all(leak.blocks for leak in scan_answers(form, dict.fromkeys(found, "They moved to Scunthorpe."), own))
