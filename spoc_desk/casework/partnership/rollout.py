"""How the guidance is made known: every step for every audience, and one to read (S003:3-23; R-003-01 to -06)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from spoc_desk.casework import assurance
from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.paging import Page
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.partnership.sheet import Filled, Sheet, Standing
from spoc_desk.casework.turns import Turn
from spoc_desk.domain.assurance import AssuranceStep
from spoc_desk.domain.house_dates import short_date
from spoc_desk.errors import UnknownRecord
from spoc_desk.forms.definition import Answer
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.partnership_list import how_many
from spoc_desk.vault.records.rollout_list import LISTING, RolloutQuery, rollout_page
from spoc_desk.vault.records.stores import ASSURANCE
from spoc_desk.vault.rows import Row
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


def page_of(vault: Vault, asked: Asked) -> Page[StepLine]:
    """Return one page of the steps, by audience in the order of the guidance unless another order is asked for."""
    if not sees(vault, Sight.DIRECTORY):
        return Page((), 0, asked.offset)
    query = RolloutQuery(
        audience=asked.of("audience"), owner=asked.of("owner"), step=asked.of("step"), done=asked.of("done"),
        sort=asked.sort, descending=bool(asked.sort) and asked.descending,
    )  # fmt: skip
    rows, total = rollout_page(vault, query, offset=asked.offset, limit=asked.limit)
    reach = {name: assurance.audience(vault, name).words for name in {str(row["audience"]) for row in rows}}
    return Page(tuple(_line(row, reach) for row in rows), total, asked.offset)


def count_of(vault: Vault) -> int:
    """Return how many steps are recorded."""
    return how_many(vault, LISTING, open_only=False) if sees(vault, Sight.DIRECTORY) else 0


def sheet_of(vault: Vault, step_id: str) -> Sheet:
    """Return one step to read. Raises UnknownRecord."""
    if not sees(vault, Sight.DIRECTORY):
        raise UnknownRecord()
    one = ASSURANCE.get(vault, step_id)
    return Sheet(
        id=one.id,
        title=one.step.label,
        state=short_date(one.done_on) if one.done_on else NOT_YET,
        standing=Standing.DONE if one.done_on else Standing.OPEN,
        facts=(one.audience, assurance.audience(vault, one.audience).words),
        turns=(_CHANGE,),
        filled=(Filled(FORM, answers_of(one, load_form(FORM)), but=("step", "audience")),),
        paper="print/rollout-statement",
    )


def first_answers(vault: Vault, _turn: Turn, step_id: str) -> Mapping[str, Answer]:
    """Return what the form of a change is filled with at first."""
    return answers_of(ASSURANCE.get(vault, step_id), load_form(FORM))


def _line(row: Row, reach: Mapping[str, str]) -> StepLine:
    done = short_date(date.fromisoformat(str(row["done_on"]))) if row["done_on"] else NOT_YET
    audience = str(row["audience"])
    return StepLine(str(row["id"]), audience, AssuranceStep(row["step"]), done, str(row["owner"]), reach[audience])
