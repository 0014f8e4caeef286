"""The lines of the explorer: the heads of the headings and their indicators, in the exact order of the set."""

from collections.abc import Collection
from dataclasses import dataclass

from spoc_desk.thresholds.threshold_set import Heading, Level, ThresholdSet, Where


@dataclass(frozen=True)
class Head:
    """The line above the indicators of one heading of one level."""

    level: Level
    heading: Heading

    @property
    def title(self) -> str:
        """Return "Additional · Health": the order of headings differs from level to level, so both are said."""
        return f"{self.level.label} · {self.heading.label}"

    def count_words(self, ticked: Collection[str]) -> str:
        """Return "2 of 11 ticked", for this heading alone."""
        here = sum(indicator.id in ticked for indicator in self.heading.indicators)
        total = len(self.heading.indicators)
        return f"{here} of {total} ticked" if here else str(total)


Line = Head | Where


def lines_of(of: ThresholdSet, wanted: Collection[str], level_id: str = "") -> list[Line]:
    """Return the indicators in *wanted* below their heads; heads without any are left out."""
    found: list[Line] = []
    for level in of.levels:
        if level_id and level.id != level_id:
            continue
        for heading in level.headings:
            inside = [each for each in heading.indicators if each.id in wanted]
            if inside:
                found.append(Head(level, heading))
                found.extend(of.places[each.id] for each in inside)
    return found


def twins(of: ThresholdSet, where: Where) -> tuple[Where, ...]:
    """Return the other places where the same words stand: each is a box of its own."""
    words = where.indicator.text.casefold()
    return tuple(
        each
        for each in of.places.values()
        if each.indicator.id != where.indicator.id and each.indicator.text.casefold() == words
    )
