"""Who works at this desk."""

from spoc_desk.vault.records.table import Reader

_ROLES = "SELECT DISTINCT value FROM users, json_each(users.roles)"


def roles_at_desk(reader: Reader) -> frozenset[str]:
    """Return every role that some user of this vault holds."""
    return frozenset(str(role) for (role,) in reader.rows(_ROLES))
