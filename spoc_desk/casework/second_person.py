"""A second person signs on the same laptop, with their own password (sanitising 6.6, domain 3.1).

Nobody else's session is opened: the password is tried on that person's own key slot, and forgotten. While only one
person has a key here, a name can be typed instead; it is recorded as typed, not confirmed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from spoc_desk.domain.roles import Role
from spoc_desk.errors import BadAnswer, Incomplete, NotYet
from spoc_desk.vault.kdf import password_bytes
from spoc_desk.vault.records.vault_facts import last_time_about, wrong_passwords
from spoc_desk.vault.users import KeyHolder, holder_of, key_holders, proves
from spoc_desk.vault.vault import Vault

CONFIRMED, REFUSED = "signed with the own password", "wrong password of a second person"
LONGEST_WAIT: Final = 60  # seconds; 1, 2, 4 … as on the unlock page
_WRONG: Final = "That is not the password of {name}. Check Caps Lock and try again."
_COUNTS_FOR: Final = timedelta(hours=8)
TYPED: Final = "typed, not confirmed"
OWN_PASSWORD: Final = "own password"


@dataclass(frozen=True)
class SecondPerson:
    """Who signed beside the person at the desk. Without a user the name was typed and nobody proved it."""

    name: str
    role: Role
    user_id: str | None = None

    @property
    def is_confirmed(self) -> bool:
        """Say whether the own password was typed."""
        return self.user_id is not None


@dataclass(frozen=True)
class Candidate:
    """Somebody who can sign here with the own password."""

    user_id: str
    name: str
    role: Role


def candidates(vault: Vault, wanted: Iterable[Role]) -> tuple[Candidate, ...]:
    """Return everybody else with a key and one of the *wanted* roles; the first such role is the one signed in."""
    order = [role for role in Role if role in frozenset(wanted)]
    found = []
    for holder in key_holders(vault):
        role = next((role for role in order if role.value in holder.actor.roles), None)
        if role is not None and holder.actor.user_id != vault.actor.user_id:
            found.append(Candidate(holder.actor.user_id, holder.actor.name, role))
    return tuple(found)


def may_be_typed(vault: Vault, wanted: Iterable[Role]) -> bool:
    """Say whether a typed name will do: nobody else here has a key and one of the roles."""
    return not candidates(vault, wanted)


def confirm(vault: Vault, user_id: str, password: str, wanted: Iterable[Role]) -> SecondPerson:
    """Return the second person, once that person's own password was right.

    Raises BadAnswer for a wrong one, NotYet while the wait after wrong ones lasts, Incomplete for somebody who cannot
    sign here.
    """
    found = next((each for each in candidates(vault, wanted) if each.user_id == user_id), None)
    if found is None:
        raise Incomplete("Choose somebody else than you, who has a key here and a role that may sign.")
    prove(vault, holder_of(vault, user_id), password)
    return SecondPerson(found.name, found.role, user_id)


def typed(vault: Vault, name: str, role: Role | None, wanted: Iterable[Role]) -> SecondPerson:
    """Return a second person whose name was typed. Raises Incomplete where somebody here can sign with a password."""
    allowed = frozenset(wanted)
    if not name.strip() or role not in allowed:
        raise Incomplete("Enter the name and the role of the second person.")
    if not may_be_typed(vault, allowed):
        raise Incomplete("The second person signs with their own password.")
    if _same(name, vault.actor.name):
        raise BadAnswer("The second person is somebody else than you.", "second_person")
    return SecondPerson(name.strip(), role)


def prove_own(vault: Vault, password: str) -> None:
    """Raise unless this is the password of the person at the desk: the keys are not changed at a desk left open."""
    prove(vault, holder_of(vault, vault.actor.user_id), password)


def prove(vault: Vault, holder: KeyHolder, password: str) -> None:
    """Raise BadAnswer unless *password* opens this person's slot, NotYet while a wait lasts; both are in the trail."""
    _refuse_waiting(vault, holder.actor.user_id)
    right = bool(password) and proves(vault, holder.slot_id, password_bytes(password))
    act = CONFIRMED if right else REFUSED
    with vault.transaction(act) as tx:
        tx.note(act, "users", holder.actor.user_id)
    if not right:
        raise BadAnswer(_WRONG.format(name=holder.actor.name), "password")


def words_of(name: str, role: str, *, user_id: str | None) -> str:
    """Return "Robin Tallis, Deputy SPOC (own password)", or nothing where nobody signed."""
    if not name:
        return ""
    who = f"{name}, {role}" if role else name
    return f"{who} ({OWN_PASSWORD if user_id else TYPED})"


def still_signs(vault: Vault, second: SecondPerson, wanted: Iterable[Role]) -> bool:
    """Say whether what was signed may count now: still somebody else, still in such a role, typed only where it may."""
    allowed = frozenset(wanted)
    if not second.is_confirmed:
        return second.role in allowed and bool(second.name.strip()) and may_be_typed(vault, allowed)
    found = next((each for each in candidates(vault, allowed) if each.user_id == second.user_id), None)
    return found is not None and found.role is second.role and _signed_today(vault, found.user_id)


def refuse_unsigned(vault: Vault, second: SecondPerson, wanted: Iterable[Role], source: str = "") -> None:
    """Raise Incomplete unless what was signed, or typed, may count now."""
    allowed = frozenset(wanted)
    if second.is_confirmed:
        if not still_signs(vault, second, allowed):
            raise Incomplete("The second person signs again with their own password.", source)
    else:
        typed(vault, second.name, second.role, allowed)


def _signed_today(vault: Vault, user_id: str) -> bool:
    """Look into the trail: only a right password at this desk is a signature."""
    at = last_time_about(vault, user_id, CONFIRMED, actor=vault.actor.user_id)
    return bool(at) and vault.clock.now().astimezone(UTC) - _moment(at) <= _COUNTS_FOR


def _moment(stored: str) -> datetime:
    return datetime.strptime(stored, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _refuse_waiting(vault: Vault, user_id: str) -> None:
    wrong, last = wrong_passwords(vault, user_id, refused=REFUSED, confirmed=CONFIRMED)
    if not wrong:
        return
    wait = min(2 ** (wrong - 1), LONGEST_WAIT)
    left = wait - int((vault.clock.now().astimezone(UTC) - _moment(last)).total_seconds())
    # A clock that was set back must not lock anybody out for longer than the longest wait.
    if 0 < left <= LONGEST_WAIT:
        raise NotYet(f"Wait {left} {'second' if left == 1 else 'seconds'} before the next try.")


def _same(one: str, other: str) -> bool:
    return "".join(one.lower().split()) == "".join(other.lower().split())
