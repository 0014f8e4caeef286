"""Who is at this desk: everybody with an own key, in which roles, who joins and who leaves (domain 1.20)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from spoc_desk.casework import second_person
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.may_see import Sight, reads_masked, sees, settle, settle_again
from spoc_desk.casework.moments import in_words
from spoc_desk.casework.saved_views import erase_views
from spoc_desk.casework.second_person import Candidate, SecondPerson
from spoc_desk.domain.roles import (
    DIRECTORS_OFFICES,
    KNOW_OF_RELOCATIONS,
    SEE_EVERY_CASE,
    SPOCS,
    Role,
    holds_any,
    opens_cases,
)
from spoc_desk.errors import BadAnswer, Incomplete, NotAtThisDesk, WrongPassword
from spoc_desk.vault import users
from spoc_desk.vault.kdf import password_bytes
from spoc_desk.vault.vault import Vault

LONGEST_NAME: Final = 120
_NO_ADMINISTRATOR: Final = "One person at this desk stays administrator. Give somebody else that role first."
_AGREES: Final = "Somebody who already sees relocations agrees to this role, with their own password."


@dataclass(frozen=True)
class Person:
    """One person with a key, in words."""

    user_id: str
    name: str
    roles: tuple[Role, ...]
    word: str
    """What the unlock page calls them."""
    since: str
    is_me: bool

    @property
    def role_words(self) -> str:
        """Return "LA SPOC, Administrator"."""
        return ", ".join(role.label for role in self.roles)


def people(vault: Vault) -> tuple[Person, ...]:
    """Return everybody at this desk; only herself to somebody who neither keeps people nor sees the directory."""
    every = may_keep(vault) or sees(vault, Sight.DIRECTORY)
    mine = vault.actor.user_id
    return tuple(
        Person(
            user_id=holder.actor.user_id,
            name=holder.actor.name,
            roles=_roles(holder.actor.roles),
            word=holder.label,
            since=in_words(holder.since),
            is_me=holder.actor.user_id == mine,
        )
        for holder in users.key_holders(vault)
        if every or holder.actor.user_id == mine
    )


def may_keep(vault: Vault) -> bool:
    """Say whether the person at the desk adds and removes people: an administrator.

    Where nobody is one, whoever works with relocations does; and whoever is alone.
    """
    held = [holder.actor.roles for holder in users.key_holders(vault)]
    mine = vault.actor.roles
    for wanted in (frozenset({Role.ADMINISTRATOR}), SPOCS | DIRECTORS_OFFICES):
        if any(holds_any(roles, wanted) for roles in held):
            return holds_any(mine, wanted)
    return len(held) == 1


def who_agrees(vault: Vault) -> tuple[Candidate, ...]:
    """Return who can agree to a role that opens relocations which the person at the desk does not see herself."""
    return second_person.candidates(vault, _signing(vault))


def needs_agreement(vault: Vault, roles: Iterable[str], before: Iterable[str] = ()) -> bool:
    """Say whether somebody who sees them must agree: these roles open relocations to a person that the person at the
    desk does not see herself. Where nobody at the desk does, nobody can be asked."""
    return opens_cases(roles, before) and bool(who_agrees(vault))


def _signing(vault: Vault) -> frozenset[Role]:
    if not sees(vault, Sight.RELOCATIONS):
        return KNOW_OF_RELOCATIONS
    return SEE_EVERY_CASE if vault.is_narrowed else frozenset()


def add_person(
    vault: Vault,
    *,
    name: str,
    roles: Iterable[str],
    password: str,
    own_password: str,
    second: SecondPerson | None = None,
) -> Done:
    """Give somebody an own key; *password* is what that person typed at this laptop, *own_password* the adder's."""
    wanted = _checked_roles(roles)
    _refuse_who_may_not(vault)
    called = " ".join(name.split())
    if not called or len(called) > LONGEST_NAME:
        raise BadAnswer("Enter the person's full name.", "name")
    if any(called.casefold() == person.name.casefold() for person in people(vault)):
        raise BadAnswer("Somebody with this name has a key already.", "name")
    everybody = [holder.actor.roles for holder in users.key_holders(vault)]
    _refuse_without_administrator([*everybody, wanted])
    _refuse_without_agreement(vault, wanted, frozenset(), second)
    second_person.prove_own(vault, own_password)
    if not password or password_bytes(password) == password_bytes(own_password):
        raise BadAnswer("The new person types a password of their own.", "password")
    actor = users.add_user(vault, called, wanted, password_bytes(password))
    settle_again(vault)
    return Done(Change(What.PEOPLE, ids=(actor.user_id,)))


def change_roles(
    vault: Vault, user_id: str, roles: Iterable[str], *, own_password: str, second: SecondPerson | None = None
) -> Done:
    """Give somebody other roles; what they may no longer see is shut at once, what they may is open after the next
    unlock."""
    wanted = _checked_roles(roles)
    _refuse_who_may_not(vault)
    before = users.holder_of(vault, user_id).actor.roles
    others = [holder.actor.roles for holder in users.key_holders(vault) if holder.actor.user_id != user_id]
    # Somebody alone may do without an administrator, as at the first run.
    _refuse_without_administrator([*others, wanted])
    _refuse_without_agreement(vault, wanted, before, second)
    second_person.prove_own(vault, own_password)
    users.change_roles(vault, user_id, wanted)
    if user_id == vault.actor.user_id:
        settle(vault)
    settle_again(vault)
    return Done(Change(What.PEOPLE, ids=(user_id,)))


def remove_person(vault: Vault, user_id: str, *, own_password: str) -> Done:
    """Take somebody's key: new keys for the whole vault, nobody else's password needed."""
    _refuse_who_may_not(vault)
    if user_id == vault.actor.user_id:
        raise BadAnswer("You cannot remove yourself. Another administrator does.", "user")
    staying = [holder.actor.roles for holder in users.key_holders(vault) if holder.actor.user_id != user_id]
    users.holder_of(vault, user_id)
    _refuse_without_administrator(staying)
    second_person.prove_own(vault, own_password)
    users.remove_user(vault, user_id, erase=lambda tx: erase_views(tx, user_id))
    settle_again(vault)
    return Done(Change(What.PEOPLE, ids=(user_id,)))


def change_password(vault: Vault, old: str, new: str) -> Done:
    """Give the person at the desk another password; the new one is tried out before the old one ends."""
    second_person.prove_own(vault, old)
    try:
        users.change_password(vault, password_bytes(old), password_bytes(new))
    except WrongPassword as err:
        raise BadAnswer(str(err), "password") from err
    return Done(Change(What.PEOPLE, ids=(vault.actor.user_id,)))


def _roles(held: Iterable[str]) -> tuple[Role, ...]:
    values = frozenset(held)
    return tuple(role for role in Role if role.value in values)


def _checked_roles(roles: Iterable[str]) -> frozenset[str]:
    wanted = frozenset(roles)
    if not wanted:
        raise BadAnswer("Tick at least one role.", "roles")
    if wanted - {role.value for role in Role}:
        raise BadAnswer("Choose roles from the list.", "roles")
    if Role.REFERRER.value in wanted and reads_masked(wanted):
        raise BadAnswer("An auditor reads names masked and writes no referral. Choose one of the two.", "roles")
    return frozenset(Role(role).value for role in wanted)


def _refuse_who_may_not(vault: Vault) -> None:
    if not may_keep(vault):
        raise NotAtThisDesk()


def _refuse_without_administrator(held: list[frozenset[str]]) -> None:
    """Somebody alone may do without, as at the first run; from two people on one of them keeps the keys."""
    if len(held) > 1 and not any(holds_any(roles, (Role.ADMINISTRATOR,)) for roles in held):
        raise Incomplete(_NO_ADMINISTRATOR, "domain 1.20")


def _refuse_without_agreement(
    vault: Vault, wanted: frozenset[str], before: frozenset[str], second: SecondPerson | None
) -> None:
    if not needs_agreement(vault, wanted, before):
        return
    if second is None or not second.is_confirmed or not second_person.still_signs(vault, second, _signing(vault)):
        raise Incomplete(_AGREES, "domain 1.20")
