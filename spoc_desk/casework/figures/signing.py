"""Figures of relocations exist only once the office of the DCS or DASS has signed for a year (domain 2.7).

The signature is a second person's own password at this desk. What was seen and signed is what is shown ever after.
"""

import json
from typing import Final

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.figures.counting import counted
from spoc_desk.casework.figures.of_relocations import RELOCATIONS
from spoc_desk.casework.figures.releasing import Look, refuse_running
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words
from spoc_desk.casework.second_person import SecondPerson, refuse_unsigned, words_of
from spoc_desk.domain.disclosure import near_world
from spoc_desk.domain.figures import Period, RelocationFigures
from spoc_desk.domain.record import new_id
from spoc_desk.domain.roles import DIRECTORS_OFFICES, SPOCS, Role, holds_any
from spoc_desk.errors import Incomplete, NotAtThisDesk, NotYet
from spoc_desk.vault.records.stores import RELOCATION_FIGURES
from spoc_desk.vault.vault import Vault

SIGNED: Final = "signed for the figures of relocations"


def who_signs(vault: Vault) -> frozenset[Role]:
    """Return the roles a second person may sign in: the office of the DCS or DASS.

    Where that office itself sits at the desk, an LA SPOC may be the second: the office has signed by being there.
    """
    return DIRECTORS_OFFICES | SPOCS if holds_any(vault.actor.roles, DIRECTORS_OFFICES) else DIRECTORS_OFFICES


def sign(vault: Vault, year: int, second: SecondPerson) -> Done:
    """Keep the figures of relocations of a year as the second person signed for them.

    Raises NotAtThisDesk, NotYet for a year that runs or was signed for, Incomplete without the own password.
    """
    if not sees(vault, Sight.RELOCATIONS) or not sees(vault, Sight.FIGURES):
        raise NotAtThisDesk()
    vault.refuse(SIGNED)
    period = Period(year)
    refuse_running(vault, period)
    if signed_of(vault, year) is not None:
        raise NotYet(f"The figures of {period.name} were signed for already.", "domain 2.7")
    if not second.is_confirmed or second.user_id is None:
        raise Incomplete("The office of the DCS or DASS signs with the own password.", "domain 2.7")
    refuse_unsigned(vault, second, who_signs(vault), "domain 2.7")
    threshold = profile(vault).small_numbers
    now = counted(vault, RELOCATIONS, period)
    world = near_world(now.counts, now.sums, threshold)
    with vault.transaction(SIGNED) as tx:
        stored = RELOCATION_FIGURES.insert(
            tx,
            RelocationFigures(
                id=new_id(),
                year=year,
                threshold=threshold,
                counts=json.dumps(dict(now.counts)),
                world=json.dumps(world),
                signed_at=tx.now,
                signed_by=second.name,
                signed_role=second.role.label,
                signed_user=second.user_id,
            ),
        )
    return Done(Change(What.FIGURES, ids=(stored.id,)), record=stored)


def signed_of(vault: Vault, year: int) -> Look | None:
    """Return the figures of a year as they were signed for; None without a signature, or without sight of them."""
    found = _stored(vault, year)
    return Look(json.loads(found.counts), json.loads(found.world), found.threshold) if found else None


def signed_words(vault: Vault, year: int) -> str:
    """Return "Signed for Mon 5 Apr 2027, 09:30 by Robin Tallis, Office of the DCS (own password)"; "" without."""
    found = _stored(vault, year)
    if found is None:
        return ""
    who = words_of(found.signed_by, found.signed_role, user_id=found.signed_user)
    return f"Signed for {in_words(found.signed_at)} by {who}"


def _stored(vault: Vault, year: int) -> RelocationFigures | None:
    if not sees(vault, Sight.RELOCATIONS):
        return None
    found = RELOCATION_FIGURES.find(vault, "year = ?", (year,))
    return found[0] if found else None
