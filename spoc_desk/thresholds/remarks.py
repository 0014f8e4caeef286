"""What the source asks the reader to keep in mind about ticks and level: remarks, never a rule and never a result."""

import re
from collections.abc import Iterable

from spoc_desk.thresholds.threshold_set import Level, ThresholdSet

_SENTENCE = re.compile(r"[^.]+\.")
_ASKS_FOR_SEVERAL = "need to be present"


def remarks(of: ThresholdSet, ticked: Iterable[str], judged: str) -> tuple[str, ...]:
    """Return what to keep in mind when the level *judged* is decided on with these ticks (domain 2.3, R-004-05)."""
    level = next((each for each in of.levels if each.id == judged), None)
    if level is None:
        return ()
    found = [f"About {level.label} the source says: “{words}”" for words in _asks_for_several(level)]
    return (*found, *_all_elsewhere(of, ticked, level))


def _asks_for_several(level: Level) -> list[str]:
    """Return the sentence in which a level's introduction asks for a number of indicators (S004:2001-2002)."""
    return [each.strip() for each in _SENTENCE.findall(level.intro) if _ASKS_FOR_SEVERAL in each]


def _all_elsewhere(of: ThresholdSet, ticked: Iterable[str], level: Level) -> tuple[str, ...]:
    order = [each.id for each in of.levels]
    here = {where.level.id for tick in set(ticked) if (where := of.places.get(tick)) is not None}
    if len(here) != 1 or level.id in here:
        return ()
    other = next(each for each in of.levels if each.id in here)
    side = "above" if order.index(other.id) > order.index(level.id) else "below"
    return (
        f"Everything ticked lies under {other.label}, {side} the level you judged ({level.label}). "
        "Ticks do not decide; say in your reasons what does.",
    )
