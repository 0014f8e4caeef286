"""Whose it is to decide how long a record is kept (domain 1.20, 2.6). The acts themselves stand in may_do."""

from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.domain.retention import MAY_DECIDE, MAY_SIGN_EARLY, RecordKind, Retention
from spoc_desk.domain.roles import Role
from spoc_desk.errors import NotAtThisDesk, UnknownRecord
from spoc_desk.vault.records.stores import RETENTION
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

CLASS_SET = "set how long a record is kept"
KEPT_LONGER = "kept a record longer"
HELD = "put a legal hold on"
LIFTED = "lifted a legal hold"
ASKED = "recorded what UKPPS said to a disposal"
PROPOSED = "proposed a disposal"
WITHDRAWN = "withdrew a proposed disposal"
BACKUP_GONE = "recorded a destroyed backup"

_SIGHTS = {
    RecordKind.RELOCATION: Sight.RELOCATIONS,
    RecordKind.REFERRAL: Sight.REFERRALS,
    RecordKind.RESTRICTED: Sight.RESTRICTED,
    RecordKind.RELAY: Sight.RELAY,
    RecordKind.ESCALATION: Sight.DISPUTES,
    RecordKind.COMPLAINT: Sight.COMPLAINTS,
    RecordKind.CONSULTATION: Sight.DISPUTES,
    RecordKind.SERIOUS: Sight.INCIDENTS,
    RecordKind.REVIEW: Sight.INCIDENTS,
    RecordKind.DECISION: Sight.RELOCATIONS,
    RecordKind.CONCERN: Sight.RELOCATIONS,
    RecordKind.ACCESS_REQUEST: Sight.RELOCATIONS,
}


def kinds_seen(reader: Reader) -> tuple[RecordKind, ...]:
    """Return the kinds of record whose keeping the person at the desk sees; none without the sight of it at all."""
    if not sees(reader, Sight.RETENTION):
        return ()
    return tuple(kind for kind in RecordKind if sees(reader, _SIGHTS[kind]))


def seen(vault: Vault, retention_id: str) -> Retention:
    """Return one record of the list. Raises NotAtThisDesk, UnknownRecord."""
    kinds = kinds_seen(vault)
    if not kinds:
        raise NotAtThisDesk()
    found = RETENTION.get(vault, retention_id)
    if found.kind not in kinds:
        raise UnknownRecord()
    return found


def who_signs(one: Retention, vault: Vault) -> frozenset[Role]:
    """Return the roles that may approve the disposal of a record: before its time only the office of a Director."""
    return MAY_SIGN_EARLY if one.is_early(vault.clock.today()) else MAY_DECIDE
