"""The parts of the case workspace in the order of their tabs. A new part is one line here."""

from .page import Tools
from .pages.case import CasePage
from .parts.concerns import ConcernsPart
from .parts.exchange import ExchangePart
from .parts.flags import FlagsPart
from .parts.history import HistoryPart
from .parts.household import HouseholdPart
from .parts.meetings import MeetingsPart
from .parts.needs import NeedsPart
from .parts.part import CasePart
from .parts.queries import QueriesPart
from .parts.routes_to_stop import RoutesToStopPart
from .parts.spocs import SpocsPart
from .parts.what_now import WhatNowPart

CASE_PARTS: tuple[type[CasePart], ...] = (
    WhatNowPart,
    HouseholdPart,
    MeetingsPart,
    SpocsPart,
    NeedsPart,
    ExchangePart,
    FlagsPart,
    QueriesPart,
    RoutesToStopPart,
    ConcernsPart,
    HistoryPart,
)


def make_case_page(tools: Tools) -> CasePage:
    """Return the workspace with all its parts."""
    return CasePage(tools, CASE_PARTS)
