"""What a school's RELAY rests on: agreements with versions, contacts with their history (R-000-03 to -05, -21)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from spoc_desk.casework.accepting import accept, accept_change
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.relay.gates import current_contact, newest_agreement, told_first
from spoc_desk.casework.relay.reviews import follow_agreement, review_words
from spoc_desk.deadlines.calendar import add_month
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.record import new_id
from spoc_desk.domain.relay import Agreement, RelayContact
from spoc_desk.domain.schools import School, SchoolId
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import RELAY_AGREEMENTS, RELAY_CONTACTS, RELAY_INCIDENTS, SCHOOLS
from spoc_desk.vault.vault import Vault

AGREEMENT_FORM: Final = "relay_agreement"
CONTACT_FORM: Final = "relay_contact"


@dataclass(frozen=True)
class SchoolState:
    """How one school stands for RELAY, in words; empty words are in order."""

    school: School
    agreement_words: str
    contact_words: str
    review_words: str = ""
    """How the clock of its review stands, from 30 days before (D-27)."""

    @property
    def in_order(self) -> bool:
        """Say whether a message could be sent as far as agreement and contact go."""
        return not (self.agreement_words or self.contact_words)


def add_agreement(vault: Vault, *, school_id: str, answers: Answers) -> Done:
    """Write down a version of the agreement (form "relay_agreement"); the one before stays to be read."""
    accepted = accept(vault, AGREEMENT_FORM, answers, vault.clock.today(), complete=True)
    new = accepted.new(Agreement, id=new_id(), school_id=SchoolId(school_id))
    if new.review_on is None and not new.unsigned(vault.clock.today()):
        new = replace(new, review_on=_a_review(new, profile(vault).relay.agreement_review_months))
    with vault.transaction("added a RELAY agreement") as tx:
        SCHOOLS.get(tx, school_id)
        stored = RELAY_AGREEMENTS.insert(tx, new)
        follow_agreement(tx, school_id)
    return Done(_change(school_id, stored.id), accepted.leaks, stored)


def change_agreement(vault: Vault, *, agreement_id: str, answers: Answers, version: int) -> Done:
    """Add a signature, a review date, an end. Raises StaleRecord, BadAnswer."""
    before = replace(RELAY_AGREEMENTS.get(vault, agreement_id), version=version)
    accepted = accept_change(vault, AGREEMENT_FORM, before, answers, vault.clock.today())
    with vault.transaction("changed a RELAY agreement") as tx:
        stored = RELAY_AGREEMENTS.update(tx, before, accepted.changed(before))
        follow_agreement(tx, before.school_id)
    return Done(_change(before.school_id, stored.id), accepted.leaks, stored)


def add_contact(vault: Vault, *, school_id: str, answers: Answers) -> Done:
    """Write down the head teacher or the nominated contact (form "relay_contact").

    Whoever was it ends the day before. A deputy stands beside the contact and ends nobody.
    """
    accepted = accept(vault, CONTACT_FORM, answers, vault.clock.today(), complete=True)
    new = accepted.new(RelayContact, id=new_id(), school_id=SchoolId(school_id))
    _days_in_order(new)
    with vault.transaction("added a RELAY contact") as tx:
        SCHOOLS.get(tx, school_id)
        for before in RELAY_CONTACTS.find(tx, "school_id = ? AND deputy = ?", (school_id, int(new.deputy))):
            if not new.deputy and before.is_current(new.from_date) and before.from_date < new.from_date:
                last = date.fromordinal(new.from_date.toordinal() - 1)
                RELAY_CONTACTS.update(tx, before, replace(before, to_date=last))
        stored = RELAY_CONTACTS.insert(tx, new)
    return Done(_change(school_id, stored.id), accepted.leaks, stored)


def change_contact(vault: Vault, *, contact_id: str, answers: Answers, version: int) -> Done:
    """Correct or end a contact. Raises StaleRecord, BadAnswer."""
    before = replace(RELAY_CONTACTS.get(vault, contact_id), version=version)
    accepted = accept_change(vault, CONTACT_FORM, before, answers, vault.clock.today())
    after = accepted.changed(before)
    _days_in_order(after)
    with vault.transaction("changed a RELAY contact") as tx:
        stored = RELAY_CONTACTS.update(tx, before, after)
    return Done(_change(before.school_id, stored.id), accepted.leaks, stored)


def agreements(vault: Vault, school_id: str) -> Sequence[Agreement]:
    """Return every version with a school, the newest first; nothing for who does not see RELAY."""
    if not sees(vault, Sight.RELAY):
        return ()
    return RELAY_AGREEMENTS.find(vault, "school_id = ?", (school_id,), tail="ORDER BY created_at DESC, rowid DESC")


def contacts(vault: Vault, school_id: str) -> Sequence[RelayContact]:
    """Return everybody who is or was told at a school, the newest first; nothing for who does not see RELAY."""
    if not sees(vault, Sight.RELAY):
        return ()
    return RELAY_CONTACTS.find(vault, "school_id = ?", (school_id,), tail="ORDER BY from_date DESC, created_at DESC")


def school_state(vault: Vault, school: School) -> SchoolState:
    """Return how a school stands today."""
    today = vault.clock.today()
    state = _state(school, newest_agreement(vault, school.id), current_contact(vault, school.id, today), today)
    return replace(state, review_words=review_words(vault, school.id))


def schools_not_in_order(vault: Vault) -> tuple[SchoolState, ...]:
    """Return the schools in use that cannot be told, by name (Today's list)."""
    if not sees(vault, Sight.RELAY):
        return ()
    today = vault.clock.today()
    agreements = {each.school_id: each for each in RELAY_AGREEMENTS.find(vault, tail="ORDER BY created_at, rowid")}
    contacts: dict[str, list[RelayContact]] = {}
    for each in RELAY_CONTACTS.find(vault):
        contacts.setdefault(each.school_id, []).append(each)
    found = (
        _state(school, agreements.get(school.id), told_first(contacts.get(school.id, ()), today), today)
        for school in SCHOOLS.find(vault, "active = 1", tail="ORDER BY name")
    )
    return tuple(state for state in found if not state.in_order)


def in_use(vault: Vault) -> bool:
    """Say whether RELAY is worked with at this desk: only then are schools without agreement or contact told."""
    return sees(vault, Sight.RELAY) and bool(RELAY_AGREEMENTS.count(vault) or RELAY_INCIDENTS.count(vault))


def _state(school: School, agreement: Agreement | None, contact: RelayContact | None, today: date) -> SchoolState:
    return SchoolState(school, _agreement_words(agreement, today), _contact_words(contact))


def _agreement_words(agreement: Agreement | None, today: date) -> str:
    if agreement is None:
        return "No agreement"
    if agreement.ended_on is not None and agreement.ended_on <= today:
        return f"Agreement ended {short_date(agreement.ended_on)}"
    unsigned = agreement.unsigned(today)
    return f"Not signed: {', '.join(party.label for party in unsigned)}" if unsigned else ""


def _contact_words(contact: RelayContact | None) -> str:
    if contact is None:
        return "No contact"
    return "" if contact.email else "Contact without secure e-mail"


def _a_review(agreement: Agreement, months: int) -> date | None:
    signed = (agreement.school_signed_on, agreement.council_signed_on, agreement.police_signed_on)
    last = max((day for day in signed if day is not None), default=None)
    return add_month(last, months) if last is not None else None


def _days_in_order(contact: RelayContact) -> None:
    if contact.to_date is not None and contact.to_date < contact.from_date:
        raise BadAnswer("The last day cannot be before the first.", "to_date")


def _change(school_id: str, record_id: str) -> Change:
    return Change(What.SCHOOL, None, (school_id, record_id))
