"""Proof that the guidance reached the people who must know it (S003:3-23; R-003-01 to R-003-06)."""

from dataclasses import dataclass, replace

from spoc_desk.casework.accepting import accept, accept_change
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.domain.assurance import Assurance, AssuranceStep
from spoc_desk.domain.record import new_id
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import ASSURANCE
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault


@dataclass(frozen=True)
class Audience:
    """How far the roll-out is with one audience: our services, or one partner."""

    name: str
    done: tuple[AssuranceStep, ...]
    missing: tuple[AssuranceStep, ...]

    @property
    def words(self) -> str:
        """Return "3 of 7 steps done"."""
        return f"{len(self.done)} of {len(AssuranceStep)} steps done"


def add_step(vault: Vault, *, answers: Answers) -> Done:
    """Record a step of the roll-out for an audience (form "assurance")."""
    accepted = accept(vault, "assurance", answers, vault.clock.today())
    with vault.transaction("recorded a step of the roll-out") as tx:
        stored = ASSURANCE.insert(tx, accepted.new(Assurance, id=new_id()))
    return Done(Change(What.CONTACT, None, (stored.id,)), accepted.leaks, stored)


def edit_step(vault: Vault, *, step_id: str, answers: Answers, version: int) -> Done:
    """Change a step, for example that it is done. Raises StaleRecord."""
    before = replace(ASSURANCE.get(vault, step_id), version=version)
    accepted = accept_change(vault, "assurance", before, answers, vault.clock.today())
    with vault.transaction("changed a step of the roll-out") as tx:
        stored = ASSURANCE.update(tx, before, accepted.changed(before))
    return Done(Change(What.CONTACT, None, (stored.id,)), accepted.leaks, stored)


def steps(vault: Reader) -> tuple[Assurance, ...]:
    """Return all steps by audience, in the order of the guidance."""
    if not sees(vault, Sight.DIRECTORY):
        return ()
    order = {step: number for number, step in enumerate(AssuranceStep)}
    found = ASSURANCE.find(vault)
    return tuple(sorted(found, key=lambda one: (one.audience.casefold(), order[one.step], one.done_on is None)))


def audiences(vault: Reader) -> tuple[Audience, ...]:
    """Return how far the roll-out is with each audience."""
    found: dict[str, list[Assurance]] = {}
    for one in steps(vault):
        found.setdefault(one.audience, []).append(one)
    return tuple(_audience(name, rows) for name, rows in found.items())


def audience(vault: Reader, name: str) -> Audience:
    """Return how far the roll-out is with one audience."""
    return _audience(name, ASSURANCE.find(vault, "audience = ?", (name,)) if sees(vault, Sight.DIRECTORY) else [])


def _audience(name: str, rows: list[Assurance]) -> Audience:
    done = frozenset(row.step for row in rows if row.done_on is not None)
    return Audience(
        name=name,
        done=tuple(step for step in AssuranceStep if step in done),
        missing=tuple(step for step in AssuranceStep if step not in done),
    )
