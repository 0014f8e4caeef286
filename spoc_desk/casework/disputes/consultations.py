"""The log of consultations: one list, wherever each was recorded (S004:332-385; R-004-06, R-004-18).

One that belongs to a referral is an event of that referral (casework.referrals.moves) and is written nowhere else; the
others stand here, with a relocation or without.
"""

from dataclasses import replace

from spoc_desk.casework.accepting import Accepted, accept, accept_change
from spoc_desk.casework.case_refs import new_case_ref
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.disputes.gate import must_stop, named_in, refuse_hidden
from spoc_desk.casework.keeping.settling import settle_dispute
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.restricted.matching import PersonKeys
from spoc_desk.domain.consultations import Consultation, ConsultationId
from spoc_desk.domain.record import new_id
from spoc_desk.domain.retention import RecordKind
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import CASES, CONSULTATIONS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FORM = "consultation"


def record_consultation(vault: Vault, *, answers: Answers, case_id: str | None = None) -> Done:
    """Write down a consultation (form "consultation"), about a relocation or about nobody recorded here."""
    accepted = accept(vault, FORM, answers, vault.clock.today(), complete=True)
    _refuse_silence(accepted)
    refuse_hidden(vault, case_id)
    with vault.transaction("recorded a consultation") as tx:
        case = CASES.get(tx, case_id) if case_id else None
        new = accepted.new(
            Consultation,
            id=ConsultationId(new_id()),
            consultation_ref=new_case_ref(tx),
            case_id=case.id if case else None,
            asked_by=vault.actor.name,
            sample=bool(profile(tx).practice or (case and case.sample)),
        )
        stored = CONSULTATIONS.insert(tx, new)
        _settle(tx, stored)
    return Done(_change(stored), accepted.leaks, stored)


def change_consultation(vault: Vault, *, consultation_id: str, answers: Answers, version: int) -> Done:
    """Correct a consultation; what it said before stays in its history. Raises StaleRecord."""
    before = replace(known(vault, consultation_id), version=version)
    accepted = accept_change(vault, FORM, before, answers, vault.clock.today())
    _refuse_silence(accepted)
    with vault.transaction("changed a consultation") as tx:
        stored = CONSULTATIONS.update(tx, before, accepted.changed(before))
        _settle(tx, stored)
    return Done(_change(stored), accepted.leaks, stored)


def known(reader: Reader, consultation_id: str) -> Consultation:
    """Return one consultation of the log's own. Raises UnknownRecord for one that nobody here may know of."""
    one = CONSULTATIONS.get(reader, consultation_id)
    refuse_hidden(reader, one.case_id)
    return one


def found(reader: Reader, consultation_id: str) -> Consultation | None:
    """Return one of the log's own, or None: a hidden one is asked for like one that is not there."""
    own = "" if sees(reader, Sight.RELOCATIONS) else " AND case_id IS NULL"
    return next(iter(CONSULTATIONS.find(reader, f"id = ?{own}", (consultation_id,))), None)


def is_stopped(reader: Reader, one: Consultation) -> bool:
    """Say whether somebody its texts name may be restricted: then it goes on no paper."""
    return must_stop(reader, people(one), "")


def people(one: Consultation) -> tuple[PersonKeys, ...]:
    """Return everybody its texts may name."""
    return named_in(one.consulted_about, one.consulted_advice, one.family_not_involved_why)


def _refuse_silence(accepted: Accepted) -> None:
    if accepted.text("family_involved") == "no" and not accepted.text("family_not_involved_why"):
        raise BadAnswer("Say why the family did not take part.", "family_not_involved_why", "S004:371-374")


def _settle(tx: Transaction, one: Consultation) -> None:
    if one.case_id is None:
        settle_dispute(tx, RecordKind.CONSULTATION, one.id, one.consultation_ref, one.consulted_on, sample=one.sample)


def _change(one: Consultation) -> Change:
    return Change(What.DISPUTE, one.case_id, (one.id,))
