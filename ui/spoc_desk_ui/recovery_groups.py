"""Whether one group of a recovery code is typed right, before the others are there."""

from spoc_desk.errors import WrongRecoveryCode
from spoc_desk.vault.recovery import SECRET_BYTES, RecoveryCode, parse

# A code that is right in every group: only the group asked about can then be wrong.
_RIGHT = RecoveryCode(bytes(SECRET_BYTES), vault_id="", sheet=0).groups


def group_is_right(number: int, typed: str) -> bool:
    """Say whether *typed* can be group *number* (from 0) of any code."""
    groups = list(_RIGHT)
    groups[number] = typed
    try:
        parse("-".join(groups))
    except WrongRecoveryCode:
        return False
    return True
