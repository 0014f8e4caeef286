"""The whole story in its order."""

from datetime import date

from .arrival import arrival
from .first_day import first_day
from .stage import Script, Stage

STARTS_ON = date(2026, 11, 2)


def whole_story(stage: Stage) -> Script:
    """Set-up, the arrival, the departure."""
    yield from first_day(stage)
    yield from arrival(stage)
