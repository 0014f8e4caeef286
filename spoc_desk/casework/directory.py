"""The directory of our own people and services (domain 1.4). Nobody outside our council has an entry."""

from dataclasses import dataclass, replace

from spoc_desk.casework.accepting import accept, accept_change
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.own_cases import refuse_own_widening
from spoc_desk.casework.paging import Page
from spoc_desk.domain.contacts import Contact, ContactKind, ContactRole
from spoc_desk.domain.record import ContactId, new_id
from spoc_desk.errors import BadAnswer, NotAtThisDesk, NotYet, UnknownRecord
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.contact_list import contact_page
from spoc_desk.vault.records.stores import APPOINTMENTS, CONTACTS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault


@dataclass(frozen=True)
class ContactFilter:
    """What the list shows; an empty field shows everything."""

    text: str = ""
    kind: ContactKind | None = None
    role: ContactRole | None = None
    active_only: bool = True


_EVERYBODY = ContactFilter()


def add_contact(vault: Vault, *, answers: Answers, sample: bool = False) -> Done:
    """Add one of our own people or services (form "contact")."""
    given = {"active": "yes", "service_side": "both", **answers}
    _refuse_others(vault)
    accepted = accept(vault, "contact", given, vault.clock.today())
    new = accepted.new(Contact, id=ContactId(new_id()), sample=sample or profile(vault).practice)
    _check(new)
    with vault.transaction("added a contact") as tx:
        stored = CONTACTS.insert(tx, new)
    return Done(Change(What.CONTACT, None, (stored.id,)), accepted.leaks, stored)


def edit_contact(vault: Vault, *, contact_id: str, answers: Answers, version: int) -> Done:
    """Change an entry. Raises StaleRecord."""
    _refuse_others(vault)
    before = replace(CONTACTS.get(vault, contact_id), version=version)
    accepted = accept_change(vault, "contact", before, answers, vault.clock.today())
    after = accepted.changed(before)
    _check(after)
    refuse_own_widening(vault, before, after)
    with vault.transaction("changed a contact") as tx:
        if before.active and not after.active:
            _refuse_in_use(tx, contact_id)
        stored = CONTACTS.update(tx, before, after)
    return Done(Change(What.CONTACT, None, (stored.id,)), accepted.leaks, stored)


def retire_contact(vault: Vault, *, contact_id: str) -> Done:
    """Take somebody off the lists to choose from; old records still name them."""
    _refuse_others(vault)
    before = CONTACTS.get(vault, contact_id)
    with vault.transaction("retired a contact") as tx:
        _refuse_in_use(tx, contact_id)
        stored = CONTACTS.update(tx, before, replace(before, active=False))
    return Done(Change(What.CONTACT, None, (stored.id,)), record=stored)


def contact(vault: Reader, contact_id: str) -> Contact:
    """Return one entry. Raises UnknownRecord."""
    if not sees(vault, Sight.DIRECTORY):
        raise UnknownRecord()
    return CONTACTS.get(vault, contact_id)


def list_contacts(
    vault: Reader, *, filter: ContactFilter = _EVERYBODY, offset: int = 0, limit: int = 50
) -> Page[Contact]:
    """Return one page of the directory by name; nothing for who does not see it, for entries are added for a case."""
    if not sees(vault, Sight.DIRECTORY):
        return Page((), 0, offset)
    rows, total = contact_page(
        vault,
        text=filter.text.strip(),
        kind=filter.kind or "",
        role=filter.role or "",
        active_only=filter.active_only,
        offset=offset,
        limit=limit,
    )
    return Page(tuple(rows), total, offset)


def contact_choices(vault: Reader, *, role: ContactRole | None = None) -> tuple[tuple[str, str], ...]:
    """Return (id, words) of everybody who may be chosen now: the list behind `own_contacts` of the forms."""
    found = list_contacts(vault, filter=ContactFilter(role=role), limit=10_000)
    return tuple((one.id, contact_words(one)) for one in found.rows)


def contact_words(one: Contact) -> str:
    """Return "Jordan Field, Team manager" or "Health visiting"."""
    return ", ".join(part for part in (one.name, one.job_title or one.team) if part)


def _refuse_others(vault: Vault) -> None:
    if not sees(vault, Sight.DIRECTORY):
        raise NotAtThisDesk()


def _check(new: Contact) -> None:
    if not new.name.strip():
        raise BadAnswer("Enter the name.", "name")
    if not (new.phone or new.email or new.out_of_hours):
        raise BadAnswer("Enter a phone number or a secure e-mail address.", "phone", "domain 1.4")


def _refuse_in_use(tx: Transaction, contact_id: str) -> None:
    if APPOINTMENTS.count(tx, "contact_id = ? AND ended_on IS NULL", (contact_id,)):
        raise NotYet(
            "This person is still LA SPOC, deputy or cover of a case. Name somebody else there first.", "S003:10"
        )
