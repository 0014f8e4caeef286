"""Who the LA SPOC of a case is, in the words that go on flags and notices."""

from spoc_desk.domain.contacts import Contact, Duty
from spoc_desk.vault.records.stores import APPOINTMENTS, CONTACTS
from spoc_desk.vault.records.table import Reader


def la_spoc(reader: Reader, case_id: str) -> Contact | None:
    """Return the LA SPOC of now, the first one where there are two."""
    where = "case_id = ? AND ended_on IS NULL AND duty = ?"
    found = APPOINTMENTS.find(reader, where, (case_id, Duty.LA_SPOC.value), tail="ORDER BY allocated_on, created_at")
    return CONTACTS.get(reader, found[0].contact_id) if found else None


def la_spoc_words(reader: Reader, case_id: str) -> str:
    """Return "LA SPOC Jordan Field, 0300 000 0100", or nothing while nobody is named."""
    contact = la_spoc(reader, case_id)
    if contact is None:
        return ""
    return ", ".join(part for part in (contact.name, contact.phone or contact.email) if part)
