"""The indicators on paper: where the ticks lie, and which they are, by level and heading; no score (S004:224-229)."""

from collections.abc import Iterable

from spoc_desk.printing.blocks import Block, Box, Document, Heading, Notice, Para, Picture, Tick, Ticks
from spoc_desk.printing.documents.referral.content import ReferralContent
from spoc_desk.printing.forms import BLANK
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM
from spoc_desk.thresholds.remarks import remarks
from spoc_desk.thresholds.threshold_set import Heading as Group
from spoc_desk.thresholds.threshold_set import Level, ThresholdSet
from spoc_desk.thresholds.windscreen import windscreen

TITLE = "Indicators from Effective Support"
_WITH = "This sheet goes with a referral to the MASH. Tick what applies, and add a note where it helps."
_MIDDLE = 44  # characters of the longest indicator of a heading that still reads well in two columns


def filled_indicators(content: ReferralContent) -> Iterable[Block]:
    """Yield the picture, the source's caveat, what to keep in mind, and what is ticked with its notes."""
    of, judged = content.threshold, content.text("level")
    yield Picture(windscreen(of, content.ticks, judged))
    yield caveat(of)
    yield from (Para(words) for words in remarks(of, content.ticks, judged))
    known = [indicator_id for indicator_id in of.places if indicator_id in set(content.ticks)]
    if not known:
        yield Para("No indicator is ticked.")
    for level in of.levels:
        groups = [(group, ticked) for group in level.headings if (ticked := _ticked(group, content))]
        if groups:
            yield Heading(2, level.label)
        for group, ticked in groups:
            yield Heading(3, group.label)
            yield Ticks(ticked)
    lost = len(set(content.ticks)) - len(known)
    if lost:
        yield Para("Some ticks belong to another edition of the threshold document and are not shown.")


def blank_indicators(content: ReferralContent) -> Iterable[Block]:
    """Yield every indicator as a square to tick, by level and heading, in the order of the source."""
    yield caveat(content.threshold)
    for level in content.threshold.levels:
        yield Heading(2, level.label)
        yield Para(level.intro)
        for group in level.headings:
            yield Heading(3, group.label)
            yield _squares(level, group, content)
        yield Box(f"Notes to what is ticked under {level.label}", WRITING_MM * 3)


def written_indicators(content: ReferralContent) -> Iterable[Block]:
    """Yield room to write the indicators that fit: the list of all of them stands on its own sheet."""
    yield caveat(content.threshold)
    yield Para("The list of all indicators is a sheet of its own. Tick there, or write here which of them fit.")
    for level in content.threshold.levels:
        yield Box(level.label, WRITING_MM * 3)


def indicator_sheet(content: ReferralContent, *, paper: Paper) -> Document:
    """Return the list of all indicators as a sheet of its own, to tick at a visit."""
    return paper.document(TITLE, Para(_WITH), *blank_indicators(content), copy_label=BLANK)


def caveat(of: ThresholdSet) -> Block:
    """Return what the source itself says about its indicators."""
    return Notice(f"The source says: “{of.caveat}” ({of.title}, {of.edition}; {of.id})")


def _ticked(group: Group, content: ReferralContent) -> tuple[Tick, ...]:
    return tuple(
        Tick(content.words(one), ticked=True, note=content.tick_notes.get(one.id, ""))
        for one in group.indicators
        if one.id in content.ticks
    )


def _squares(level: Level, group: Group, content: ReferralContent) -> Block:
    ticks = tuple(Tick(content.words(one)) for one in group.indicators)
    longest = max(len(tick.label) for tick in ticks)
    return Ticks(ticks, 2 if longest <= _MIDDLE or len(ticks) > 1 else 1, f"{level.label}, {group.label}")
