"""A second and a third person at the desk."""

from spoc_desk.casework.second_person import SecondPerson, confirm
from spoc_desk.domain.retention import MAY_DECIDE
from spoc_desk.domain.roles import Role
from spoc_desk.vault import users
from spoc_desk.vault.vault import Actor, Vault

ROBIN, ROBINS = "Robin Tallis", "copper window field song"


def second(vault: Vault, *roles: Role) -> Actor:
    """Give somebody else a key."""
    return users.add_user(vault, ROBIN, frozenset(role.value for role in roles), ROBINS.encode())


def signs(vault: Vault, actor: Actor, wanted: frozenset[Role] = MAY_DECIDE) -> SecondPerson:
    """Let that person sign with the own password."""
    return confirm(vault, actor.user_id, ROBINS, wanted)
