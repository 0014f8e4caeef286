"""What each print contains, said before it leaves the desk."""

from collections.abc import Mapping

from spoc_desk.domain.prints import PrintKind

CONTAINS: Mapping[PrintKind, str] = {
    PrintKind.MEETING_RECORD: "names of those who attended, what was said and agreed",
    PrintKind.EXCHANGE_REGISTER: "aliases, kinds of record, days, names of our services",
    PrintKind.REQUEST_SCHEDULE: "aliases, kinds of record, name of the LA SPOC",
    PrintKind.PASS_ON_SLIP: "aliases, kind of record, name of our service and of the LA SPOC",
    PrintKind.FLAG_REQUEST: "aliases, record system, name of the LA SPOC",
    PrintKind.SERVICE_NOTICE: "name of our service and of the LA SPOC; nobody of the family",
    PrintKind.PRACTITIONER_CARD: "the offices of the DCS and the DASS; nothing of any case",
    PrintKind.CHRONOLOGY: "aliases, days, names of our services and of those who acted",
    PrintKind.REFERRAL: "names, dates of birth, addresses, health and family life of everybody on the form",
    PrintKind.REFERRAL_CONSENT: "names of parents and carers, and what they agree to",
    PrintKind.REFERRAL_CONFIDENTIAL: "what the family must not read; keep it apart from the form",
    PrintKind.REFERRAL_YOUNG_PERSON: "the name of the young person, if one was chosen",
    PrintKind.REFERRAL_TRACKING: "what the MASH said and when, names of those who said it",
    PrintKind.DECISION: "kinds of information, why it is shared or not, whose advice was taken; no content",
    PrintKind.CONCERN: "what was exposed, who may be at risk, what UKPPS advised",
    PrintKind.BREACH_SHEET: "times, kinds of data, numbers of people; nobody by name and nothing of a case",
    PrintKind.ACCESS_REQUEST: "who asks for what, advice, what is held back and why",
    PrintKind.ACCESS_REPLY: "the council’s fixed wording, which neither confirms nor denies",
    PrintKind.RELAY_MESSAGE: "four facts of one child: incident day and address, name, date of birth",
    PrintKind.INCIDENT_SHEET: "names of children, what happened to them, who was told",
    PrintKind.REVIEW_REFERRAL: "names of children, what happened to them, why the case is brought",
    PrintKind.REVIEW_REQUEST: "names and dates of birth of children, what an agency is asked",
    PrintKind.REVIEW_PLAN: "what was decided, done and learned; no child by name",
    PrintKind.ESCALATION: "what is disagreed about, the child if named, who was spoken to and what was said",
    PrintKind.COMPLAINT: "who complains, about whom and what, and where it went",
    PrintKind.CONSULTATION_LOG: "who was asked for advice, about what, and what was advised",
    PrintKind.ROLLOUT: "steps of the roll-out, days, names of our services and agencies; nothing of any family",
    PrintKind.DISPOSAL_CERTIFICATE: "counts, who proposed and who approved; nothing of the record",
    PrintKind.HANDOVER_SHEET: "two desks, counts, references and a code; nobody by name but those who sign",
    PrintKind.DESK_CARD: "the name of this desk, its public key and six words; no secret and nothing of any case",
    PrintKind.WHO_LOOKED: "who opened which record and when, aliases, why a name was asked for",
    PrintKind.FIGURES: "rounded numbers, small ones left out; nobody by name",
    PrintKind.FIGURES_SAMPLE: "references of our own records; nobody by name",
    PrintKind.CHECK_CERTIFICATE: "counts, the tests the copy passed, who checked; nothing of the document",
}
