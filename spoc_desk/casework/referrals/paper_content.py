"""A referral as its papers want it: answers, people, consents in words, the council's wording."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.print_leaks import tells_why
from spoc_desk.casework.referrals.answer_store import day, from_json
from spoc_desk.casework.referrals.consents import COMPETENCE_FORM, FORMS
from spoc_desk.casework.referrals.reading import ReferralView, Row
from spoc_desk.casework.schools.directory import school_choices
from spoc_desk.domain.ages import age_on
from spoc_desk.domain.decisions import AdviceOf, Decision
from spoc_desk.domain.house_dates import long_date
from spoc_desk.domain.referral_consents import CompetenceRecord, Consent, ConsentKind, ConsentMethod, Decided
from spoc_desk.domain.referrals import CHILD, ReferralEvent
from spoc_desk.forms.answers import in_words
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.documents.referral.content import (
    CONSENT_A,
    CONSENT_B,
    YOUNG,
    Asked,
    CouncilWords,
    ReferralContent,
)
from spoc_desk.printing.glyphs import unprintable
from spoc_desk.profile.profile import Listed, Profile
from spoc_desk.vault.vault import Vault

_KINDS = {CONSENT_A: ConsentKind.REFERRAL, CONSENT_B: ConsentKind.SHARING, YOUNG: ConsentKind.YOUNG_PERSON}
DECISION_ON_PAPER = (
    "decided_on", "risk_of_harm", "consent_sought", "lawful_basis", "special_condition", "advice_of", "advice_on",
    "rationale",
)  # fmt: skip
"""What the MASH reads of an information-sharing decision; what was advised stays in our own record."""
_ADVICE = ("advice_of", "advice_on")
_CONSULTED = ("consulted_with", "agency", "consulted_on")


def council_words(council: Profile) -> CouncilWords:
    """Return what the council says on these papers."""
    mash, texts = council.referring.mash, council.templates
    after_hours = f"Out of hours: {mash.out_of_hours}" if mash.out_of_hours else ""
    return CouncilWords(
        mash=tuple(line for line in (mash.name, mash.phone, mash.email, after_hours) if line),
        agencies=tuple(one.label for one in council.referring.agencies),
        consent_a=texts.t8_consent_a,
        consent_b=texts.t8_consent_b,
        young_person=texts.t8_young_person,
    )


def paper_content(vault: Vault, view: ReferralView, council: Profile) -> ReferralContent:
    """Return a referral ready to be set on paper. What a restricted record withholds is left out there."""
    return ReferralContent(
        threshold=view.threshold,
        council=council_words(council),
        answers=view.answers,
        rows={form: tuple(row.answers for row in rows) for form, rows in view.rows.items()},
        ticks=view.ticks,
        tick_notes=view.tick_notes,
        labels=_labels(vault, council),
        consents={name: tuple(_asked(one, view) for one in _of_kind(view, kind)) for name, kind in _KINDS.items()},
        competence=tuple(_competence(one, view) for one in view.competence),
        consulted=tuple(_consulted(view)),
        decision=_decision(view.decisions),
        corrected=council.referring.threshold_corrections,
        restricted=view.stopped,
        own_dfe_codes=council.own_area.dfe_codes,
    )


def _labels(vault: Vault, council: Profile) -> Mapping[str, str]:
    lists: Iterable[Listed] = (*council.referring.agencies, *council.referring.sources)
    return {one.id: one.label for one in lists} | dict(school_choices(vault))


def _of_kind(view: ReferralView, kind: ConsentKind) -> Sequence[Consent]:
    return [one for one in view.consents if one.kind is kind]


def _asked(consent: Consent, view: ReferralView) -> Asked:
    row = view.people.get(consent.row_id)
    awaits = consent.stands and consent.method is not ConsentMethod.VERBAL_READ_BACK
    return Asked(
        person=row.name if row else "",
        role=_role(row, view.today) if row else "",
        answers=answers_of(consent, load_form(FORMS[consent.kind])),
        signed=_signed(consent),
        to_sign=awaits and consent.signed_copy_seen_on is None,
    )


def _signed(consent: Consent) -> str:
    said = []
    if consent.decision is Decided.GIVEN and consent.signed_copy_seen_on is not None:
        said.append(f"Signed copy seen on {long_date(consent.signed_copy_seen_on)} by {consent.signed_copy_seen_by}.")
    if consent.withdrawn_on is not None:
        said.append(f"Withdrawn on {long_date(consent.withdrawn_on)}.")
    return " ".join(said)


def _competence(record: CompetenceRecord, view: ReferralView) -> Asked:
    row = view.people.get(record.row_id)
    return Asked(person=row.name if row else "", answers=answers_of(record, load_form(COMPETENCE_FORM)))


def _role(row: Row, today: date) -> str:
    """Return what somebody is to the child, or how old the child is."""
    if row.form == CHILD:
        born = day(row.text("date_of_birth"))
        return f"aged {age_on(born, today)}" if born else ""
    relationship = row.text("relationship")
    return in_words(load_form(row.form).question("relationship"), relationship) if relationship else ""


def _decision(decisions: Sequence[Decision]) -> Answers | None:
    """Return the newest decision that allows the referral, as far as it stands on paper."""
    found = next((one for one in decisions if one.allows), None)
    if found is None:
        return None
    answers = answers_of(found, load_form("decision"))
    # Who reads that the UKPPS SPOC advised knows that the family is protected.
    left_out = _ADVICE if found.advice_of is AdviceOf.UKPPS_SPOC else ()
    return {name: answers[name] for name in DECISION_ON_PAPER if name in answers and name not in left_out}


def _consulted(view: ReferralView) -> Iterable[Answers]:
    """Yield who was consulted and when; a name that says why a record is handled with care stays in our own record."""
    for event in view.events:
        said = from_json(event.answers) if event.event is ReferralEvent.CONSULTATION else {}
        name = str(said.get("consulted_with", ""))
        if name and not unprintable(name) and not tells_why(name, restricted=view.stopped):
            yield {each: said[each] for each in _CONSULTED if each in said}
