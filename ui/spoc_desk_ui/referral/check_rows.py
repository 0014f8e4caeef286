"""The lines of "Check answers" from top to bottom, as data: what to put right, then every answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from .check_lines import Checked, Group, ToDo, checked_sections, kept_answers, to_do

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView

    from .known import Known


class Look(Enum):
    """How a line looks."""

    WRONG_HEAD = auto()
    WRONG = auto()
    SOFT_HEAD = auto()
    SOFT = auto()
    WELL = auto()
    SECTION = auto()
    GROUP = auto()
    ANSWER = auto()
    MISSING = auto()


JUMPS = frozenset({Look.WRONG, Look.SOFT})
"""Lines that are a link as a whole."""


@dataclass(frozen=True)
class CheckRow:
    """One line: its words, and where they are changed ("" where they are not)."""

    look: Look
    label: str
    words: str = ""
    section: str = ""
    row_id: str = ""
    field: str = ""

    @property
    def leads(self) -> bool:
        """Say whether Enter opens what the line is about."""
        return bool(self.section)

    @property
    def spoken(self) -> str:
        """Return what a screen reader says."""
        said = f"{self.label.rstrip('?')}: {self.words}" if self.words else self.label
        return f"{said}. Change" if self.leads and self.look not in JUMPS else said


def check_rows(view: "ReferralView", known: "Known", keys: Sequence[str]) -> tuple[CheckRow, ...]:
    """Return every line in its order."""
    return tuple(_rows(view, known, keys))


def _rows(view: "ReferralView", known: "Known", keys: Sequence[str]) -> Iterator[CheckRow]:
    if known.editable:
        yield from _to_put_right(view, known)
    else:
        yield CheckRow(Look.WELL, "These answers are read only now", "What was sent or ended stays as it was.")
    unsaved = [each for each in view.sections if each.id in known.unsaved]
    if unsaved:
        lines = [ToDo(f"{each.title}: what you typed there is not saved yet.", each.id) for each in unsaved]
        yield from _block(lines, "Typed and not saved", Look.SOFT_HEAD, Look.SOFT)
    for section in checked_sections(view, keys, known.choices, corrected=known.corrected):
        yield from _section(section, change=known.editable)
    if kept := kept_answers(view, known.choices):
        words = "Another answer has closed these questions. They are not printed."
        yield CheckRow(Look.SECTION, "Kept, but not asked any more")
        yield CheckRow(Look.MISSING, words)
        for each in kept:
            yield CheckRow(Look.ANSWER, each.label, each.words)


def _to_put_right(view: "ReferralView", known: "Known") -> Iterator[CheckRow]:
    must, soft = to_do(view, known.troubles, "must"), to_do(view, known.troubles, "soft")
    if must:
        yield from _block(must, _heading(len(must)), Look.WRONG_HEAD, Look.WRONG)
    else:
        yield CheckRow(Look.WELL, "Every answer that is needed is there", "“What now” says what comes next.")
    if soft:
        yield from _block(soft, "Worth a second look", Look.SOFT_HEAD, Look.SOFT)


def _block(lines: Sequence[ToDo], heading: str, head: Look, line: Look) -> Iterator[CheckRow]:
    yield CheckRow(head, heading)
    for each in lines:
        yield CheckRow(line, each.sentence, "", each.section, each.row_id, each.field)


def _section(section: Checked, *, change: bool) -> Iterator[CheckRow]:
    key = section.key if change else ""
    yield CheckRow(Look.SECTION, section.title, "", key)
    if not any(group.given or group.row_id for group in section.groups):
        yield CheckRow(Look.MISSING, "Nothing answered yet.")
        return
    for group in section.groups:
        yield from _group(group, key)


def _group(group: Group, key: str) -> Iterator[CheckRow]:
    if group.title:
        yield CheckRow(Look.GROUP, group.title, "", key, group.row_id)
    for given in group.given:
        yield CheckRow(Look.ANSWER, given.label, given.words, key, given.row_id, given.field)
    if group.missing:
        labels = "; ".join(each.rstrip("?") for each in group.missing)
        yield CheckRow(Look.MISSING, f"Not provided: {labels}")


def _heading(count: int) -> str:
    return "One thing to put right" if count == 1 else f"{count} things to put right"
