"""What is typed on the tour of a referral: two invented children, their mother, what is worrying, who was asked."""

from collections.abc import Mapping

from .hands import Given

Filled = Mapping[str, Given]

BEFORE: Filled = {
    "tried_at_additional": "The school met the family three times since September. Breakfast club and a parenting "
    "course were offered; the mother came twice.",
    "eha_done": "no", "in_doubt": "no", "consulted_manager": "yes", "manager_name": "Robin Tallis",
    "manager_on": "2 12 2026", "consulted_mash": "no",
}  # fmt: skip
TYPE: Filled = {
    "level_sought": "fps", "fps_reasons": ("A member of the household with mental health needs (tier 2)",
                                            "Low level neglect, or a parent with a learning need"),
    "referral_kind": "new", "urgency": "routine",
}  # fmt: skip
REFERRER: Filled = {
    "referrer_name": "Morgan Hale", "referrer_role": "Pastoral lead", "referrer_source": "2A",
    "referrer_agency": "Sample Primary School", "referrer_address": "1 Sample Lane, Luton",
    "referrer_phone": "0300 000 0150", "referrer_email": "office@example.org",
    "referrer_relationship": "Sees both children most days", "lead_name": "Robin Tallis",
    "lead_contact": "0300 000 0149", "referrer_at": "today 09:10",
}  # fmt: skip
ELDER = "Tobin Sample"
CHILDREN: tuple[Filled, ...] = (
    {"family_name": "Sample", "given_names": "Orla", "date_of_birth": "14 3 2018", "sex": "female", "concern": "yes",
     "concern_note": "Late and hungry most mornings.", "address": "4 Sample Close, Luton",
     "lives_with": "Her mother and her brother", "safe_to_contact": "yes", "first_language": "English",
     "interpreter": "no", "disability": "no", "send_stand": "none", "attendance": "81 %"},
    {"family_name": "Sample", "given_names": "Tobin", "date_of_birth": "2 2 2011", "sex": "male", "concern": "yes",
     "concern_note": "Cooks and cleans before school.", "address": "4 Sample Close, Luton",
     "lives_with": "His mother and his sister", "safe_to_contact": "yes", "first_language": "English",
     "interpreter": "no", "disability": "no", "send_stand": "none", "attendance": "88 %"},
)  # fmt: skip
MOTHER: Filled = {
    "family_name": "Sample", "given_names": "Carys", "date_of_birth": "30 6 1990", "relationship": "mother",
    "parental_responsibility": "yes", "lives_with_child": "yes", "address": "4 Sample Close, Luton",
    "phone": "07700 900155", "safe_to_contact": "yes", "safe_how": "In the morning, after nine",
    "first_language": "English", "interpreter": "no",
}  # fmt: skip
AUNT: Filled = {
    "family_name": "Sample", "given_names": "Bryn", "relationship": "aunt_uncle", "lives_with_child": "no",
    "parental_responsibility": "no", "safe_to_contact": "yes", "risk_to_child": "no",
}  # fmt: skip
AGENCY: Filled = {
    "agency": "school", "worker": "Morgan Hale", "phone": "0300 000 0150", "stand": "open", "since": "1 9 2024",
    "lead_professional": "yes",
}  # fmt: skip
REASON: Filled = {
    "what_happened": "Since September Orla has come late on 14 of 40 mornings, tired and without breakfast. Tobin "
    "brings her. He says that he wakes her and does the washing, because their mother sleeps until noon.",
    "concern_source": ("I saw or heard it myself", "The child told me"),
    "child_words": "'Mum is poorly in the mornings. Tobin does my plaits.'",
    "when_where": "At the school gate, most days; last on Tuesday.",
    "impact": "Orla falls asleep in lessons and has begun to avoid her friends. Tobin has no time for his homework.",
    "severity": "Every week since September, and getting worse.", "pattern": "several",
    "history": "No earlier referral.", "safety_now": "Breakfast, and somebody to talk with their mother.",
}  # fmt: skip
TICKS: tuple[tuple[str, str], ...] = (
    ("late to school", "Late on 14 of 40 mornings"),
    ("caring role", ""),
    ("young carer whose", ""),
)
"""What is typed into the search, and the note to the first indicator it finds."""
STRENGTHS: Filled = {
    "strengths_text": "The three of them are close. Orla likes school. Their mother comes when she is asked, and says "
    "herself that mornings are too much for her.",
    "family_network": "Their aunt lives near and takes the children at weekends.",
    "working_well": "Breakfast club, on the days they come.",
}  # fmt: skip
VIEWS: Filled = {
    "child_views_obtained": "yes", "child_views": "Orla: 'I want Mum to wake up.' Tobin wants time for football.",
    "parent_views_obtained": "yes", "parent_views": "Their mother wants help and is afraid of being judged.",
    "goals": "Mornings that work, and a doctor who listens.",
}  # fmt: skip
CIRCUMSTANCES: Filled = {
    "send": "no", "young_carer": "yes", "young_carer_for": "His mother and his sister",
    "young_carer_tasks": "Wakes, feeds and brings his sister; washing.", "young_carer_hours": "15",
    "young_carer_impact": "No time for homework and friends.", "youth_justice": "no", "missing": "no",
    "exploitation": "no", "fgm": "no", "radicalisation": "no", "private_fostering": "no", "forced_marriage": "no",
}  # fmt: skip
JUDGEMENT: Filled = {
    "level": "INT", "reasons": "Several needs at once in two children, and what school and breakfast club could do "
    "has not been enough. No sign of significant harm.",
    "risks": "We do not know what makes their mother so tired.", "wanted": "A family worker who visits at home.",
    "keep_doing": "Breakfast club, and a talk with Tobin every week.",
}  # fmt: skip
INFORMING: Filled = {"told": "yes", "told_who": "Their mother, by Morgan Hale", "told_on": "2 12 2026"}
CONFIDENTIAL: Filled = {
    "confidential_text": "A neighbour has told the school that she hears shouting at night. She asked not to be named.",
    "confidential_from": "The mother", "confidential_why": "The neighbour is afraid of a quarrel.",
}  # fmt: skip
ATTACHMENT: Filled = {"kind": "chronology", "title": "Lateness since September", "dated": "1 12 2026", "pages": "2"}
DECLARATION: Filled = {"declared": "yes", "countersign_name": "Robin Tallis"}

GIVEN: Filled = {"decision": "given", "given_on": "today", "method": "wet_signature", "witnessed_by": "Robin Tallis",
                 "language": "English"}  # fmt: skip
SHARING: Filled = {
    "decision": "given", "agencies": ("School or college", "GP", "Family Partnership Service"), "excluded": "Housing",
    "withdrawal_explained": "yes", "given_on": "today", "method": "wet_signature", "witnessed_by": "Robin Tallis",
}  # fmt: skip
GILLICK: Filled = {
    **dict.fromkeys(("understands", "purpose", "consequences", "alternatives", "free_of_pressure", "can_weigh"), "yes"),
    "outcome": "competent", "assessor": "Robin Tallis", "assessed_on": "today",
}  # fmt: skip
OWN_WORDS: Filled = {
    "decision": "given", "own_words": "If somebody helps Mum, I can go to training.", "given_on": "today",
    "method": "wet_signature",
}  # fmt: skip
SENT: Filled = {"sent_at": "today 09:25", "method": "secure_mail", "sent_to": "MASH"}
ACKNOWLEDGED: Filled = {"acknowledged_at": "today 09:05", "acknowledged_by": "Duty worker", "rag": "green",
                        "mash_reference": "M-1043"}  # fmt: skip
TRIAGE: Filled = {"triaged_at": "today 09:15", "triage_step": "contact", "parent_consent_seen": "yes"}
DECISION: Filled = {
    "mash_decision": "fps", "decided_at": "today 09:20", "decided_by": "MASH manager",
    "decision_reason": "Intensive needs; the family agrees.",
}  # fmt: skip
STOPPED: Filled = {"given_name": "Wren", "family_name": "Example", "date_of_birth": "9 5 2019", "kind": "staff_family"}
STOPPED_CHILD: Filled = {"family_name": "Example", "given_names": "Wren", "date_of_birth": "9 5 2019",
                         "concern": "yes"}  # fmt: skip
