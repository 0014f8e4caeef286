"""Consent A, consent B and the young person's own: recorded apart, per person, seen signed, withdrawn (1.12 §14-16)."""

from dataclasses import replace
from datetime import date

from spoc_desk.casework.answers import built
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.referrals import clocks
from spoc_desk.casework.referrals.accepting import accept_form
from spoc_desk.casework.referrals.happenings import void_prints, write_event
from spoc_desk.casework.referrals.sections import open_referral, store_answers
from spoc_desk.casework.referrals.visibility import refuse_hidden
from spoc_desk.casework.referrals.young_people import capable, refuse_misfit
from spoc_desk.domain.record import new_id
from spoc_desk.domain.referral_consents import CompetenceRecord, Consent, ConsentKind, Decided
from spoc_desk.domain.referral_states import AFTER_SENDING, BEFORE_SENDING
from spoc_desk.domain.referrals import CHILD, PEOPLE, Referral, ReferralEvent, ReferralRow, ReferralState
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import COMPETENCE, CONSENTS, REFERRAL_ROWS, REFERRALS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FORMS = {
    ConsentKind.REFERRAL: "referral_consent",
    ConsentKind.SHARING: "referral_consent_sharing",
    ConsentKind.YOUNG_PERSON: "referral_young_person",
}
COMPETENCE_FORM = "referral_competence"


def record_consent(vault: Vault, *, referral_id: str, kind: ConsentKind | str, answers: Answers) -> Done:
    """Record what one person said to one kind of consent; `person` is the id of the row. A new word replaces the last.

    A and B never stand for one another. Raises NotYet for a young person under 16 without a Gillick record.
    """
    wanted, today = ConsentKind(kind), vault.clock.today()
    accepted = accept_form(vault, FORMS[wanted], answers, today)
    with vault.transaction("recorded a consent") as tx:
        before = open_referral(vault, tx, referral_id)
        row = _person(tx, referral_id, accepted.text("person"))
        _refuse_wrong_person(tx, row, wanted, accepted.text("decision"), today)
        found = CONSENTS.find(tx, "row_id = ? AND kind = ?", (row.id, wanted.value))
        given = {"id": new_id(), "referral_id": before.id, "row_id": row.id, "kind": wanted}
        new = built(Consent, accepted.answers, accepted.form, given)
        if found:
            kept = replace(new, id=found[0].id, version=found[0].version)
            stored = CONSENTS.update(tx, found[0], kept)
        else:
            stored = CONSENTS.insert(tx, new)
        store_answers(vault, tx, before, before)
    return Done(Change(What.REFERRAL, before.case_id, (referral_id, stored.id)), accepted.leaks, stored)


def see_signed_copy(vault: Vault, *, consent_id: str, seen_on: date | None = None, seen_by: str = "") -> Done:
    """Record that the signed paper was seen, when and by whom. The signature itself stays on the paper."""
    today = vault.clock.today()
    day = seen_on or today
    with vault.transaction("saw a signed copy") as tx:
        before = CONSENTS.get(tx, consent_id)
        referral = _visible(vault, tx, before.referral_id)
        if before.decision is not Decided.GIVEN:
            raise NotYet("Only a consent that was given is signed.")
        if day > today or (before.given_on is not None and day < before.given_on):
            raise BadAnswer("The signed copy is seen on or after the day of the consent, and not in the future.", "on")
        who = seen_by.strip() or vault.actor.name
        stored = CONSENTS.update(tx, before, replace(before, signed_copy_seen_on=day, signed_copy_seen_by=who))
    return Done(Change(What.REFERRAL, referral.case_id, (referral.id, consent_id)), record=stored)


def withdraw(vault: Vault, *, referral_id: str, answers: Answers) -> Done:
    """Record that somebody took a consent back: `answers` of the form "referral_withdrawn".

    Before sending the referral goes back to the draft; after it somebody tells the MASH, and says so (domain 3.4).
    """
    accepted = accept_form(vault, "referral_withdrawn", answers, vault.clock.today())
    on = date.fromisoformat(accepted.text("withdrawn_on"))
    with vault.transaction("recorded that consent was withdrawn") as tx:
        before = _visible(vault, tx, referral_id)
        consent = _standing(tx, referral_id, accepted.text("person"), ConsentKind(accepted.text("which")))
        if consent.given_on is not None and on < consent.given_on:
            raise BadAnswer("It was given after this day. Check the dates.", "withdrawn_on")
        told = replace(consent, withdrawn_on=on, withdrawn_reason=accepted.text("withdrawn_reason"))
        CONSENTS.update(tx, consent, told)
        after = _after_withdrawal(tx, before, vault.clock.today())
        stored = write_event(
            tx, before, after, ReferralEvent.WITHDRAWN, by=vault.actor.name, at=on.isoformat(), answers=accepted.answers
        )
        if before.state in AFTER_SENDING:
            clocks.start(tx, before, clocks.TELL, on)
    return Done(Change(What.REFERRAL, before.case_id, (referral_id, consent.id)), accepted.leaks, stored)


def record_competence(vault: Vault, *, referral_id: str, answers: Answers) -> Done:
    """Record whether a young person is able to decide: presumed at 16 and 17, Gillick under 16.

    Fraser is about advice on contraception and sexual health, and stands for no other consent (X-18).
    """
    accepted = accept_form(vault, COMPETENCE_FORM, answers, vault.clock.today())
    with vault.transaction("recorded whether a young person is able to decide") as tx:
        before = open_referral(vault, tx, referral_id)
        row = _person(tx, referral_id, accepted.text("person"))
        new = accepted.new(CompetenceRecord, id=new_id(), referral_id=before.id, row_id=row.id)
        refuse_misfit(row, new, vault.clock.today())
        found = COMPETENCE.find(tx, "row_id = ? AND basis = ?", (row.id, new.basis.value))
        if found:
            stored = COMPETENCE.update(tx, found[0], replace(new, id=found[0].id, version=found[0].version))
        else:
            stored = COMPETENCE.insert(tx, new)
        store_answers(vault, tx, before, before)
    return Done(Change(What.REFERRAL, before.case_id, (referral_id, stored.id)), accepted.leaks, stored)


def _person(reader: Reader, referral_id: str, row_id: str) -> ReferralRow:
    found = REFERRAL_ROWS.find(reader, "id = ? AND referral_id = ?", (row_id, referral_id))
    if not found or found[0].form not in PEOPLE:
        raise BadAnswer("Choose somebody of this referral.", "person")
    return found[0]


def _refuse_wrong_person(tx: Transaction, row: ReferralRow, kind: ConsentKind, decision: str, today: date) -> None:
    if kind is not ConsentKind.YOUNG_PERSON:
        return
    if row.form != CHILD:
        raise BadAnswer("The young person's own consent is a child's. Choose a child of this referral.", "person")
    if decision == Decided.GIVEN and not capable(row, COMPETENCE.find(tx, "row_id = ?", (row.id,)), today):
        raise NotYet(
            "Under 16 a young person's own consent counts when she or he is able to decide. Record the Gillick "
            "questions first.",
            "S004:676-678; X-18",
        )


def _standing(reader: Reader, referral_id: str, row_id: str, kind: ConsentKind) -> Consent:
    where = "referral_id = ? AND row_id = ? AND kind = ?"
    found = CONSENTS.find(reader, where, (referral_id, row_id, kind.value))
    if not found or not found[0].stands:
        raise NotYet("This person has given no such consent that could be withdrawn.")
    return found[0]


def _after_withdrawal(tx: Transaction, before: Referral, today: date) -> Referral:
    if before.state not in BEFORE_SENDING:
        return before
    if before.state is ReferralState.PRINTED:
        void_prints(tx, before, today.isoformat())
        return replace(before, state=ReferralState.DRAFT, form_version=before.form_version + 1)
    return replace(before, state=ReferralState.DRAFT)


def _visible(vault: Vault, tx: Transaction, referral_id: str) -> Referral:
    referral = REFERRALS.get(tx, referral_id)
    refuse_hidden(vault, referral)
    return referral
