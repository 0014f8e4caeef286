"""The people and things of a referral, one row each: saved as typed, taken out into the bin."""

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.referrals.accepting import leaks_of
from spoc_desk.casework.referrals.answer_store import from_json, merged, tidied, with_keys
from spoc_desk.casework.referrals.birthdays import watch_birthdays
from spoc_desk.casework.referrals.sections import open_referral, store_answers
from spoc_desk.domain.record import new_id
from spoc_desk.domain.referrals import ROW_FORMS, Referral, ReferralId, ReferralRow, ReferralRowId
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.referral_rows import next_row_no, row_in_bin
from spoc_desk.vault.records.stores import COMPETENCE, CONSENTS, REFERRAL_ROWS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault


def save_row(vault: Vault, *, referral_id: str, form: str, answers: Answers, row_id: str | None = None) -> Done:
    """Save a person or thing; without *row_id* a new one, after the others. The record of the result is the row."""
    if form not in ROW_FORMS:
        raise BadAnswer("This form has no such rows.", form)
    definition = load_form(form)
    given = tidied(definition, answers)
    with vault.transaction("saved a row of a referral") as tx:
        before = open_referral(vault, tx, referral_id)
        old = REFERRAL_ROWS.get(tx, row_id) if row_id else _new(tx, referral_id, form)
        if (old.referral_id, old.form) != (referral_id, form):
            raise BadAnswer("This row belongs to another list.", form)
        kept = merged(from_json(old.answers), given)
        new = with_keys(old, kept)
        stored = REFERRAL_ROWS.update(tx, old, new) if row_id else REFERRAL_ROWS.insert(tx, new)
        if new != old or not row_id:
            _changed(vault, tx, before)
    return Done(
        Change(What.REFERRAL, before.case_id, (referral_id, stored.id)), leaks_of(vault, definition, given), stored
    )


def remove_row(vault: Vault, *, row_id: str) -> Done:
    """Take a person or thing out. Raises NotYet for somebody whose consent is recorded: that stays on record."""
    with vault.transaction("took out a row of a referral") as tx:
        row = REFERRAL_ROWS.get(tx, row_id)
        before = open_referral(vault, tx, row.referral_id)
        if CONSENTS.count(tx, "row_id = ?", (row_id,)) or COMPETENCE.count(tx, "row_id = ?", (row_id,)):
            raise NotYet("What this person said about consent is on record, so the person stays in the form.")
        REFERRAL_ROWS.delete(tx, row)
        _changed(vault, tx, before)
    return Done(Change(What.REFERRAL, before.case_id, (row.referral_id, row_id)), record=row)


def restore_row(vault: Vault, *, row_id: str) -> Done:
    """Bring back a row that was taken out."""
    with vault.transaction("brought back a row of a referral") as tx:
        taken_out = row_in_bin(tx, row_id)
        if taken_out is not None:
            open_referral(vault, tx, taken_out["referral_id"])
            tx.update("referral_rows", row_id, {"deleted_at": None}, version=taken_out["version"])
        row = REFERRAL_ROWS.get(tx, row_id)
        before = open_referral(vault, tx, row.referral_id)
        _changed(vault, tx, before)
    return Done(Change(What.REFERRAL, before.case_id, (row.referral_id, row_id)), record=row)


def _changed(vault: Vault, tx: Transaction, referral: Referral) -> None:
    watch_birthdays(tx, store_answers(vault, tx, referral, referral))


def _new(reader: Reader, referral_id: str, form: str) -> ReferralRow:
    return ReferralRow(
        id=ReferralRowId(new_id()),
        referral_id=ReferralId(referral_id),
        form=form,
        row_no=next_row_no(reader, referral_id, form),
    )
