"""The statement of the roll-out: which steps were taken for whom, and what shows it (S003:3-23; R-003-01 to -06)."""

from collections.abc import Sequence
from dataclasses import dataclass

from spoc_desk.domain.assurance import AssuranceStep
from spoc_desk.printing.blocks import (
    Block,
    Document,
    Fields,
    Heading,
    Keep,
    Mark,
    Para,
    Sign,
    SignatureLine,
    Signatures,
    Table,
)
from spoc_desk.printing.forms import BLANK
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM

TITLE = "Statement of the roll-out"
_COLUMNS = ("Step", "Done", "Who does it", "Who was told, and what shows it")
_WIDTHS = (6.0, 3.0, 3.5, 7.0)
_TO = "To the Policy and Procedures Sub Group: how far the protocol has been made known and put to use."
_SIGNED = SignatureLine("For the service or agency", "This is how far the roll-out is on the day of signing.")


@dataclass(frozen=True)
class StepLine:
    """One step for one audience, in words; without a day it is not done yet."""

    step: AssuranceStep
    done: str = ""
    owner: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class AudienceLines:
    """All steps of one audience, in the order of the guidance."""

    name: str
    reach: str
    steps: tuple[StepLine, ...]


def rollout_statement(audiences: Sequence[AudienceLines], *, as_of: str, paper: Paper) -> Document:
    """Return the statement, an audience after the other; what is not done stands there too."""
    blocks: list[Block] = [Para(_TO), Para(f"As recorded on {as_of}.")]
    for one in audiences:
        blocks += [Heading(1, one.name), Para(f"{one.reach}."), _table(one.steps)]
    if not audiences:
        blocks.append(Para("No step is recorded yet."))
    blocks.append(_signature())
    return paper.document(TITLE, *blocks)


def blank_statement(*, paper: Paper) -> Document:
    """Return a statement for one service or agency, to be filled in by hand."""
    rows = tuple((step.label, "", "", "") for step in AssuranceStep)
    blocks: list[Block] = [
        Para(_TO),
        Fields((("Service or agency", ""),), WRITING_MM, boxed=True),
        Table(_COLUMNS, rows, _WIDTHS, min_height_mm=2 * WRITING_MM, boxed=True),
        _signature(),
    ]
    return paper.document(TITLE, *blocks, copy_label=BLANK)


def _table(steps: Sequence[StepLine]) -> Table:
    rows = tuple(
        (
            one.step.label,
            Mark(Sign.DONE, one.done) if one.done else Mark(Sign.OPEN, "Not yet"),
            one.owner,
            one.words or "",
        )
        for one in steps
    )
    return Table(_COLUMNS, rows, _WIDTHS)


def _signature() -> Block:
    return Keep((Heading(1, "Signature"), Signatures((_SIGNED,))))
