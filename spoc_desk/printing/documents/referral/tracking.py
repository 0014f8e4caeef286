"""What became of a referral, on one sheet: this may be the only record (S004:1014-1017)."""

from dataclasses import dataclass

from spoc_desk.printing.blocks import Block, Document, Fields, Heading, Notice, Table
from spoc_desk.printing.forms import BLANK
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM

TITLE = "Tracking sheet of a referral"
ONLY_RECORD = (
    "The MASH may not keep a request that does not meet the threshold and has no consent. Yours may be the only "
    "record: keep it, and chase the answer."
)


@dataclass(frozen=True)
class Stage:
    """One step after sending: what, by when, when it happened, who said so, and what."""

    what: str
    due: str = ""
    happened: str = ""
    who: str = ""
    note: str = ""


STAGES = (
    Stage("Sent to the MASH"),
    Stage("Phoned first", "Confirm it in writing"),
    Stage("Acknowledged", "Within 1 working day of receipt"),
    Stage("Triage step, contact or referral"),
    Stage("Decision of the MASH"),
    Stage("Assessment finished", "45 working days from acceptance"),
    Stage("Strategy discussion, section 47"),
    Stage("Child protection conference", "15 working days from the strategy discussion"),
    Stage("Outcome told to you"),
)
"""The stages of blank paper (domain 1.13)."""


def tracking_sheet(
    stages: tuple[Stage, ...], *, paper: Paper, facts: tuple[tuple[str, str], ...] = (), log: tuple[Stage, ...] = ()
) -> Document:
    """Return the stages with what is known of each, and the *log* of everything that happened, the oldest first."""
    is_blank = not any(stage.happened for stage in stages)
    blocks: list[Block] = [Notice(ONLY_RECORD)]
    blocks += [Fields(facts, columns=2)] if facts else _own_facts(paper)
    blocks += [Heading(1, "Where it stands"), _table(stages)]
    if log:
        rows = tuple((one.happened, one.what, one.who, one.note) for one in log)
        blocks += [Heading(1, "All that happened"), Table(("When", "What", "Who", "What was said"), rows, (3, 4, 3, 5))]
    else:
        empty = (("", "", ""),) * (8 if is_blank else 4)
        titles = ("When", "Whom you asked, and how", "What was said")
        blocks += [Heading(1, "Calls and letters"), Table(titles, empty, (2, 4, 5), WRITING_MM, boxed=True)]
    return paper.document(TITLE, *blocks, copy_label=BLANK if is_blank else "Record copy")


def _table(stages: tuple[Stage, ...]) -> Block:
    rows = tuple(
        (one.what, one.due, one.happened, "\n".join(part for part in (one.who, one.note) if part)) for one in stages
    )
    return Table(("Stage", "Due", "Happened", "Who, and what"), rows, (4, 3, 3, 5), WRITING_MM, boxed=True)


def _own_facts(paper: Paper) -> list[Block]:
    named = [] if paper.reference else [("Reference of the referral", "")]
    return [Fields((*named, ("Sent to", ""), ("Answer due", "")), WRITING_MM, boxed=True)]
