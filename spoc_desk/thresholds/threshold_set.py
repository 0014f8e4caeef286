"""One edition of a threshold document, as the form and the paper need it (S004:1717-2334; domain 4)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Way(StrEnum):
    """How a child at a level gets help."""

    OWN = "own"  # by the service's own form or letter
    REFERRAL = "referral"  # by the referral form, through the MASH


@dataclass(frozen=True)
class Indicator:
    """One line to tick. The same words under two headings stay two indicators with two ids."""

    id: str
    text: str  # as the source has it
    corrected: str = ""  # an obvious slip put right, for the eye only

    def words(self, *, corrected: bool) -> str:
        """Return what is shown; *corrected* is the council's choice."""
        return self.corrected if corrected and self.corrected else self.text


@dataclass(frozen=True)
class Heading:
    """One heading of one level; the order of headings differs from level to level."""

    id: str
    label: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Level:
    """One level of need, with its row of the table of categories (S004:386-657)."""

    id: str
    label: str
    intro: str
    access: str
    needs: str
    services: tuple[str, ...]
    outcome: str
    way: Way
    headings: tuple[Heading, ...]

    @property
    def indicators(self) -> Iterator[Indicator]:
        """Yield the indicators in their order."""
        for heading in self.headings:
            yield from heading.indicators


@dataclass(frozen=True)
class Where:
    """Where an indicator stands."""

    level: Level
    heading: Heading
    indicator: Indicator


@dataclass(frozen=True)
class ThresholdSet:
    """A whole edition. A referral keeps the id of the set it was made with."""

    id: str
    title: str
    edition: str
    caveat: str
    levels: tuple[Level, ...]

    @cached_property
    def places(self) -> Mapping[str, Where]:
        """Every indicator by its id, in the order of the document."""
        return {
            indicator.id: Where(level, heading, indicator)
            for level in self.levels
            for heading in level.headings
            for indicator in heading.indicators
        }

    def ticked_by_level(self, ticked: Iterable[str]) -> Mapping[str, int]:
        """Return how many ticks lie in each level. A picture of where, never a score (S004:224-229)."""
        counts = {level.id: 0 for level in self.levels}
        for indicator_id in set(ticked) & self.places.keys():
            counts[self.places[indicator_id].level.id] += 1
        return counts

    def ticked_in(self, heading: Heading, ticked: Iterable[str]) -> int:
        """Return how many of a heading's indicators are ticked."""
        return len({indicator.id for indicator in heading.indicators} & set(ticked))
