"""Everyday transfer routes that must be stopped by hand for a relocated family (domain 2.4)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, Record
from spoc_desk.domain.terms import Tri


@dataclass(frozen=True, kw_only=True)
class RouteToStop(Record):
    """One everyday route on a case; `route` is an id of resources/profile/routes_to_stop.toml."""

    case_id: CaseId
    route: str
    applies: Tri = Tri.NOT_KNOWN
    owner: str = ""
    told_on: date | None = None
    confirmed_on: date | None = None
    note: str = ""
