"""Who works at this desk."""

from spoc_desk.vault.records.table import Reader

_NAMES = "SELECT name FROM users ORDER BY name"
_ROLES = "SELECT DISTINCT value FROM users, json_each(users.roles) WHERE users.deleted_at IS NULL"


def names_at_desk(reader: Reader) -> tuple[str, ...]:
    """Return the names of the users of this vault, also of those who left."""
    return tuple(str(name) for (name,) in reader.rows(_NAMES))


def name_of(reader: Reader, user_id: str) -> str:
    """Return the name of somebody who works or worked at this desk; "" for an id nobody has."""
    found = reader.rows("SELECT name FROM users WHERE id = ?", (user_id,))
    return str(found[0][0]) if found else ""


def roles_at_desk(reader: Reader) -> frozenset[str]:
    """Return every role that somebody who did not leave holds."""
    return frozenset(str(role) for (role,) in reader.rows(_ROLES))
