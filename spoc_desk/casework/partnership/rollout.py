"""How the guidance is made known: every step for every audience, and one to read (S003:3-23; R-003-01 to -06)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from spoc_desk.casework import assurance
from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.paging import Page
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.partnership.sheet import Filled, Sheet, Standing
from spoc_desk.casework.turns import Turn
from spoc_desk.domain.assurance import Assurance, AssuranceStep
from spoc_desk.domain.house_dates import short_date
from spoc_desk.errors import UnknownRecord
from spoc_desk.forms.definition import Answer
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.stores import ASSURANCE
from spoc_desk.vault.vault import Vault

FORM: Final = "assurance"
NOT_YET: Final = "Not yet"
_CHANGE: Final = Turn(
    "change", "Change…", "changed a step of the roll-out",
    lambda vault, key, answers: assurance.edit_step(
        vault, step_id=key, answers=answers, version=ASSURANCE.get(vault, key).version
    ),
    FORM, "Changed.",
)  # fmt: skip


@dataclass(frozen=True)
class StepLine:
    """One step for one audience, and how far that audience is."""

    id: str
    audience: str
    step: AssuranceStep
    done_words: str
    owner: str
    reach: str


_SORTS: Final[Mapping[str, Callable[[Assurance], str]]] = {
    "done": lambda one: one.done_on.isoformat() if one.done_on else "",
    "owner": lambda one: one.owner.casefold(),
}


def page_of(vault: Vault, asked: Asked) -> Page[StepLine]:
    """Return one page of the steps, by audience in the order of the guidance unless another order is asked for."""
    found = [one for one in assurance.steps(vault) if _fits(one, asked)]
    if asked.sort in _SORTS:
        found.sort(key=_SORTS[asked.sort], reverse=asked.descending)
    elif asked.sort == "audience" and asked.descending:
        found.sort(key=lambda one: one.audience.casefold(), reverse=True)
    reach = {each.name: each.words for each in assurance.audiences(vault)}
    shown = found[asked.offset : asked.offset + asked.limit]
    return Page(tuple(_line(one, reach) for one in shown), len(found), asked.offset)


def count_of(vault: Vault) -> int:
    """Return how many steps are recorded."""
    return len(assurance.steps(vault))


def sheet_of(vault: Vault, step_id: str) -> Sheet:
    """Return one step to read. Raises UnknownRecord."""
    if not sees(vault, Sight.DIRECTORY):
        raise UnknownRecord()
    one = ASSURANCE.get(vault, step_id)
    reach = next(each.words for each in assurance.audiences(vault) if each.name == one.audience)
    return Sheet(
        id=one.id,
        title=one.step.label,
        state=short_date(one.done_on) if one.done_on else NOT_YET,
        standing=Standing.DONE if one.done_on else Standing.OPEN,
        facts=(one.audience, reach),
        turns=(_CHANGE,),
        filled=(Filled(FORM, answers_of(one, load_form(FORM)), but=("step", "audience")),),
        paper="print/rollout-statement",
    )


def first_answers(vault: Vault, _turn: Turn, step_id: str) -> Mapping[str, Answer]:
    """Return what the form of a change is filled with at first."""
    return answers_of(ASSURANCE.get(vault, step_id), load_form(FORM))


def _fits(one: Assurance, asked: Asked) -> bool:
    done = asked.of("done")
    return (
        asked.of("audience").casefold() in one.audience.casefold()
        and asked.of("owner").casefold() in one.owner.casefold()
        and asked.of("step") in ("", one.step.value)
        and (not done or (done == "yes") is (one.done_on is not None))
    )


def _line(one: Assurance, reach: Mapping[str, str]) -> StepLine:
    done = short_date(one.done_on) if one.done_on else NOT_YET
    return StepLine(one.id, one.audience, one.step, done, one.owner, reach[one.audience])
