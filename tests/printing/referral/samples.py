"""An invented referral to print: two children, parents, an uncle, ticks at three levels, consent, and a great-aunt."""

from dataclasses import replace

from spoc_desk.printing.documents.referral.content import (
    CONSENT_A,
    CONSENT_B,
    MARKING,
    YOUNG,
    Asked,
    CouncilWords,
    ReferralContent,
    edition,
)
from spoc_desk.printing.paper import Paper
from spoc_desk.profile.documents import load_profile
from spoc_desk.thresholds.reading import load_set

SET = load_set("luton-2021-10")
PROFILE = load_profile("luton")
LONG_NAME = "Maximiliana Oluwaseun Konstantina-Anastasia Featherstonehaugh-Wolfeschlegel"
COUNCIL = CouncilWords(
    mash=("Multi-Agency Safeguarding Hub (MASH)", "01582 547653", "MASH@luton.gov.uk", "Out of hours: 0300 300 8123"),
    agencies=tuple(one.label for one in PROFILE.referring.agencies),
    consent_a=PROFILE.templates.t8_consent_a,
    consent_b=PROFILE.templates.t8_consent_b,
    young_person=PROFILE.templates.t8_young_person,
)
PAPER = Paper(reference="copper lantern 2604", copy_no=7, marking=MARKING, edition=edition(2, "luton-2021-10"))
ANSWERS = {
    "immediate_danger": "no", "allocated_worker": "no", "need_level": "INT",
    "tried_at_additional": "School has run a breakfast club place and weekly pastoral sessions since September. The "
    "school nurse visited twice. Attendance rose in October and fell again.",
    "eha_done": "yes", "eha_on": "2026-10-12", "in_doubt": "no", "consulted_manager": "yes",
    "manager_name": "Ruth Adeyemi", "manager_on": "2026-11-19", "consulted_mash": "yes",
    "mash_person": "Duty social worker",
    "mash_at": "2026-11-20T10:15", "mash_advice": "Talk with both parents first, then send the form with consent.",
    "level_sought": "fps", "fps_reasons": ("domestic_abuse", "mental_health"), "referral_kind": "new",
    "urgency": "routine",
    "referrer_name": "Priya Nair", "referrer_role": "Deputy head and designated safeguarding lead",
    "referrer_source": "2A", "referrer_agency": "Hightown Primary School",
    "referrer_address": "1 School Lane\nLuton LU2 0AB", "referrer_phone": "01582 555010",
    "referrer_email": "p.nair@example.sch.uk", "referrer_relationship": "Head of pastoral care since 2024",
    "lead_name": "Priya Nair", "lead_contact": "01582 555011", "referrer_at": "2026-11-23T09:30",
    "what_happened": "Ayesha (8) came to school without a coat on six days in November and fell asleep in lessons. On "
    "16 November she said that she sleeps in the living room because it is “too loud upstairs”. Her brother Sam (15) "
    "has missed eleven days since half-term and collects her from school alone. " * 2,
    "concern_source": ("seen", "child"),
    "child_words": "“Mum cries and I look after the baby. It is too loud upstairs.”",
    "when_where": "In class and at the gate, 2 to 20 November. Seen by the class teacher and the lunchtime supervisor.",
    "impact": "She is tired, falls behind in reading and has stopped going to her friends.",
    "severity": "Moderate, since September, most school days. She is eight and depends on the adults.",
    "pattern": "several", "history": "Support by the school nurse in 2025 after a bereavement. No earlier referral.",
    "safety_now": "Nothing that cannot wait until the working day.",
    "strengths_text": "Warm relationship with both parents. The children arrive clean and fed. They ask for help.",
    "family_network": "The great-aunt has the children at weekends.", "working_well": "Breakfast club.",
    "child_views_obtained": "yes", "child_views": "Ayesha wants “to sleep in my bed and for mum to laugh again”.",
    "parent_views_obtained": "yes", "parent_views": "Both parents agree that they need help and came to the talk.",
    "goals": "A quiet bedroom, sleep, and somebody for the mother to talk to.",
    "send": "no", "young_carer": "yes", "young_carer_for": "Her mother", "young_carer_hours": "10",
    "young_carer_tasks": "Gets her brother up, makes breakfast.", "youth_justice": "no", "missing": "no",
    "exploitation": "not_known", "fgm": "no", "radicalisation": "no",
    "private_fostering": "yes", "private_fostering_carer": "great_aunt_uncle", "private_fostering_from": "2026-11-01",
    "private_fostering_days": "40", "private_fostering_age": "8", "private_fostering_disabled": "no",
    "forced_marriage": "no",
    "level": "INT", "reasons": "Several needs at once, in a family that works with us. More than school and nurse can "
    "hold, but no sign of significant harm. ", "risks": "We do not know what is “loud upstairs”.",
    "wanted": "A family support worker, and a plan with the family.", "keep_doing": "Breakfast club, weekly check-in.",
    "told": "yes", "told_who": "Both parents, by Priya Nair", "told_on": "2026-11-20",
    "declared": "yes", "countersign_name": "Ruth Adeyemi",
}  # fmt: skip
ROWS = {
    "referral_child": (
        {
            "family_name": "Karim", "given_names": "Ayesha", "date_of_birth": "2018-03-04", "sex": "female",
            "concern": "yes", "concern_note": "Tired, caring for others, no bed of her own.",
            "address": "14 Example Street\nLuton", "postcode": "LU3 1AA", "lives_with": "Mother, father, brother, baby",
            "nhs_number": "9434765919", "upn": "B801200005001", "ethnicity": "ABAN", "first_language": "Bengali",
            "interpreter": "no", "disability": "no", "send_stand": "none", "school": "school-1",
            "attendance": "82 % this term", "gp": "Example Surgery", "legal_status": "none", "plans_now": ("none",),
            "previous_address": "3 Mill Lane, Whitby", "previous_school": "Harbour Primary, Whitby",
            "previous_gp": "Quay Surgery, Whitby", "place_of_birth": "Whitby",
        },
        {
            "family_name": "Karim", "given_names": LONG_NAME, "known_as": "Sam", "date_of_birth": "2011-05-30",
            "sex": "male", "concern": "yes", "address": "14 Example Street\nLuton", "postcode": "LU3 1AA",
            "lives_with": "The same", "interpreter": "not_known", "school": "school-2", "attendance": "71 %",
        },
    ),
    "referral_parent": (
        {
            "family_name": "Karim", "given_names": "Nadia", "date_of_birth": "1988-01-09", "relationship": "mother",
            "parental_responsibility": "yes", "lives_with_child": "yes", "phone": "07700 900111",
            "safe_to_contact": "yes", "safe_how": "By text, between nine and three.", "first_language": "Bengali",
            "interpreter": "yes",
        },
        {
            "family_name": "Karim", "given_names": "Rafiq", "relationship": "father", "parental_responsibility": "yes",
            "lives_with_child": "not_known", "safe_to_contact": "not_known", "interpreter": "not_known",
        },
    ),
    "referral_household": (
        {
            "family_name": "Begum", "given_names": "Salma", "relationship": "other", "lives_with_child": "no",
            "address": "Flat 2, 9 Sample Road, Luton", "risk_to_child": "no",
        },
    ),
    "referral_agency": (
        {
            "agency": "school_nurse", "worker": "Jo Marsh", "phone": "01582 555020", "stand": "open",
            "since": "2025-02", "lead_professional": "yes",
        },
        {"agency_not_listed": "Homework club at the mosque", "worker": "Imran Ali", "stand": "open"},
    ),
    "referral_attachment": (
        {"kind": "chronology", "title": "Chronology September to November", "dated": "2026-11-20", "pages": "2"},
    ),
}  # fmt: skip
CONSENTS = {
    CONSENT_A: (
        Asked(
            person="Nadia Karim", role="Mother",
            answers={
                "decision": "given", "given_on": "2026-11-20", "method": "wet_signature",
                "witnessed_by": "Jo Marsh", "language": "Bengali", "interpreter": "Language line",
            },
            signed="Signed copy seen on 20 November 2026 by Priya Nair.", to_sign=False,
        ),
        Asked(person="Rafiq Karim", role="Father", answers={"decision": "given", "given_on": "2026-11-20"}),
    ),
    CONSENT_B: (
        Asked(
            person="Nadia Karim", role="Mother",
            answers={
                "decision": "given", "agencies": ("school", "gp", "school_nurse"), "excluded": "Housing",
                "given_on": "2026-11-20", "method": "wet_signature", "withdrawal_explained": "yes",
            },
        ),
    ),
    YOUNG: (Asked(person="Sam Karim", role="Aged 15", answers={"decision": "not_sought", "reason": "Not at school."}),),
}  # fmt: skip
TICKS = (
    "ADD.learning.1", "ADD.learning.2", "ADD.emotional.1", "INT.emotional.1", "INT.relationships.1", "INT.health.2",
    "SPE.health.1", "UNI.health.1",
)  # fmt: skip


def content(**more: object) -> ReferralContent:
    """Return the sample with parts replaced."""
    known = [tick for tick in TICKS if tick in SET.places]
    base = ReferralContent(
        threshold=SET,
        council=COUNCIL,
        answers=ANSWERS,
        rows=ROWS,
        ticks=tuple(known),
        tick_notes={known[0]: "Eleven of twenty lessons with her head on the table."},
        labels={"school-1": "Hightown Primary School", "school-2": "Riverside Academy", "2A": "School"}
        | {one.id: one.label for one in PROFILE.referring.agencies},
        consents=CONSENTS,
        own_dfe_codes=("821",),
    )
    return replace(base, **more)  # type: ignore[arg-type]
