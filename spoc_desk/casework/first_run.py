"""The first run: the council's profile, the two offices and the first person, stored in one change."""

from dataclasses import replace

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import store_profile
from spoc_desk.casework.first_run_answers import FirstRun
from spoc_desk.casework.leaks import OwnWords, scan_texts
from spoc_desk.casework.samples import store_sample_case
from spoc_desk.casework.schools.directory import store_listed_schools
from spoc_desk.domain.contacts import Contact, ContactKind, ContactRole
from spoc_desk.domain.record import ContactId, new_id
from spoc_desk.domain.roles import KNOW_OF_RELOCATIONS, Role, holds_any
from spoc_desk.domain.terms import Side
from spoc_desk.errors import BadAnswer
from spoc_desk.profile.documents import load_profile
from spoc_desk.profile.profile import Office, Profile
from spoc_desk.profile.school_list import school_list_ids
from spoc_desk.vault.records.stores import CONTACTS
from spoc_desk.vault.vault import Transaction, Vault

_CONTACT_ROLES = {
    Role.LA_SPOC: ContactRole.LA_SPOC,
    Role.DEPUTY: ContactRole.DEPUTY,
    Role.DCS_OFFICE: ContactRole.DESIGNATED,
    Role.DASS_OFFICE: ContactRole.DESIGNATED,
}


def set_up(vault: Vault, answers: FirstRun) -> Done:
    """Store what the wizard asked: profile, office of the DCS, office of the DASS, the first person; and the schools
    that come with the profile.

    Run twice, the profile is replaced and no entry of the directory is doubled.
    """
    council = profile_from(answers)
    with vault.transaction("set up the desk") as tx:
        store_profile(tx, council)
        _add(tx, _office(council.dcs_office, council.dcs_title, ContactRole.DCS, Side.CHILDREN))
        _add(tx, _office(council.dass_office, council.dass_title, ContactRole.DASS, Side.ADULTS))
        person = _person(answers)
        if person.roles:
            _add(tx, person)
        if answers.profile_id in school_list_ids():
            store_listed_schools(tx, answers.profile_id, sample=False)
        if answers.sample_case and holds_any(answers.roles, KNOW_OF_RELOCATIONS):
            store_sample_case(tx, vault.clock.today())
    texts = {"backup_note": ("Where backups go", council.backup_note)}
    return Done(Change(What.PROFILE), scan_texts(texts, OwnWords(council.own_area)))


def profile_from(answers: FirstRun) -> Profile:
    """Return the shipped profile with the council's own facts in it."""
    if not answers.council_name.strip():
        raise BadAnswer("Enter the name of your council.", "council_name")
    shipped = load_profile(answers.profile_id)
    name = answers.council_name.strip()
    return replace(
        shipped,
        council_name=name,
        short_name=shipped.short_name if name == shipped.council_name else name,
        own_area=answers.own_area,
        dcs_office=answers.dcs_office,
        dass_office=answers.dass_office,
        backup_note=answers.backup_note.strip(),
        practice=answers.practice,
    )


def _office(office: Office, title: str, role: ContactRole, side: Side) -> Contact:
    return Contact(
        id=ContactId(new_id()),
        kind=ContactKind.PERSON,
        name=office.name or f"Office of the {title}",
        job_title=title,
        service_side=side,
        roles=(role,),
        phone=office.phone,
        email=office.email,
    )


def _person(answers: FirstRun) -> Contact:
    held = tuple(dict.fromkeys(_CONTACT_ROLES[role] for role in Role if role in answers.roles & set(_CONTACT_ROLES)))
    return Contact(id=ContactId(new_id()), kind=ContactKind.PERSON, name=answers.person_name.strip(), roles=held)


def _add(tx: Transaction, contact: Contact) -> None:
    if CONTACTS.count(tx, "name = ? AND kind = ?", (contact.name, contact.kind.value)) == 0:
        CONTACTS.insert(tx, contact)
