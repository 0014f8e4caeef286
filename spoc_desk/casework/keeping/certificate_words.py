"""What stands on the certificate of a disposal. Imports the layout engine: loaded when something is printed."""

from spoc_desk.casework.keeping.certificates import ELSEWHERE, UNTIL, facts_of
from spoc_desk.printing.documents.disposal_certificate import CertificateFacts
from spoc_desk.vault.vault import Vault


def certificate_facts(vault: Vault, disposal_id: str) -> CertificateFacts:
    """Return the facts of one certificate, with the backups as they stand today."""
    found = facts_of(vault, disposal_id)
    return CertificateFacts(
        number=found.number,
        kind=found.kind_words,
        disposed=found.when,
        proposed_by=found.proposed_by,
        approved_by=found.approved_by,
        class_words=found.class_words,
        early=found.early,
        counts=found.counts,
        drafts=found.drafts,
        papers_out=found.papers_out,
        held_back=found.held_back,
        method=found.method,
        until=UNTIL,
        elsewhere=ELSEWHERE,
        backups=found.backups,
        as_of=found.as_of,
    )
