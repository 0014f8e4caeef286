"""The whole story in its order."""

from datetime import date

from .arrival import arrival
from .departure import departure
from .first_day import first_day
from .leak import leak
from .looks import looks
from .partnership import partnership
from .referral import referral
from .relay import relay
from .stage import Script, Stage

STARTS_ON = date(2026, 11, 2)


def whole_story(stage: Stage) -> Script:
    """Set-up, the arrival with its leak, the desk in other looks, the departure, RELAY, the partnership, a referral."""
    yield from first_day(stage)
    yield from arrival(stage)
    yield from leak(stage)
    yield from looks(stage)
    yield from departure(stage)
    yield from relay(stage)
    yield from partnership(stage)
    yield from referral(stage)
