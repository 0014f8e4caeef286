"""Opening the list of restricted records, or one of them: the trail says who did (casework.looking)."""

from spoc_desk.casework.look_notes import noted
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.restricted.records import RestrictedLine, record
from spoc_desk.domain import looks
from spoc_desk.errors import NotAtThisDesk
from spoc_desk.vault.vault import Vault


def open_restricted(vault: Vault, record_id: str) -> RestrictedLine:
    """Return one restricted record. Raises NotAtThisDesk, UnknownRecord."""
    line = record(vault, record_id)
    noted(vault, looks.RESTRICTED, "restricted_records", line.record.id)
    return line


def open_restricted_list(vault: Vault) -> None:
    """Note that somebody looked at the list: it names people. Raises NotAtThisDesk."""
    if not sees(vault, Sight.RESTRICTED):
        raise NotAtThisDesk()
    noted(vault, looks.RESTRICTED_LIST, "restricted_records", "")
