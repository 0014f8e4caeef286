"""The whole practice desk, told day by day up to today."""

from collections.abc import Callable

from spoc_desk.casework.sample import arrival, bulk, departure, others
from spoc_desk.casework.sample.desk import Desk, add_staff
from spoc_desk.clock import FixedClock
from spoc_desk.domain.record import CaseId
from spoc_desk.vault.vault import Vault

_SHORT: tuple[Callable[[Desk], None], ...] = (
    others.spoc_is_late,
    others.meeting_is_arranged,
    others.neither_route,
    others.copy_leaked,
)
STORIES = 2 + len(_SHORT)


def lay_out_sample(vault: Vault, *, cases: int = STORIES, seed: int = 1) -> tuple[CaseId, CaseId]:
    """Fill a vault with the sample stories and return the ids of the long arrival and the long departure.

    *cases* beyond the six stories are plain ones for size. The vault's clock is moved while the story is told and put
    back at the end, so that the trail reads as if the work had been done on its days.
    """
    real = vault.clock
    clock = FixedClock(real.now())
    vault.clock = clock
    try:
        desk = Desk(vault, clock, real.today())
        desk.go_to(40)
        add_staff(desk)
        first, second = arrival.tell(desk), departure.tell(desk)
        for tell in _SHORT[: max(0, cases - 2)]:
            tell(desk)
        desk.go_to(0)
    finally:
        vault.clock = real
    add_plain_cases(vault, count=max(0, cases - STORIES), seed=seed)
    return CaseId(first.case_id), CaseId(second.case_id)


def add_plain_cases(vault: Vault, *, count: int, seed: int = 1) -> None:
    """Add cases for size alone. Their people have everyday names, so a sample referral may stop at one of them: lay
    out referrals first."""
    real = vault.clock
    clock = FixedClock(real.now())
    vault.clock = clock
    try:
        bulk.add_cases(Desk(vault, clock, real.today()), count, seed)
    finally:
        vault.clock = real
