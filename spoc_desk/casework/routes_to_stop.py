"""Everyday routes that send records straight on, stopped by hand for a relocated family (domain 2.4)."""

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache

from spoc_desk.casework.accepting import accept, accept_change
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.holds import refuse_closed, refuse_without_role
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.domain.routes import RouteToStop
from spoc_desk.domain.terms import Tri
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.definition import Answers
from spoc_desk.resources import read_text
from spoc_desk.vault.records.stores import CASES, ROUTES_TO_STOP
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FORM = "route"


@dataclass(frozen=True)
class EverydayRoute:
    """One everyday route: what it normally does, and what it would show."""

    id: str
    label: str
    everyday: str
    danger: str


@dataclass(frozen=True)
class RouteLine:
    """One row of the checklist on a case. `record` is None until somebody touched the row."""

    route: EverydayRoute
    record: RouteToStop | None
    state: str
    words: str


@dataclass(frozen=True)
class RoutesSummary:
    """How far the checklist is."""

    confirmed: int
    to_stop: int
    unanswered: int


@lru_cache(maxsize=1)
def everyday_routes() -> tuple[EverydayRoute, ...]:
    """Return the routes that are known, in the order of the checklist."""
    return tuple(
        EverydayRoute(**entry) for entry in tomllib.loads(read_text("profile", "routes_to_stop.toml"))["routes"]
    )


def routes(vault: Vault, case_id: str) -> tuple[RouteLine, ...]:
    """Return the whole checklist of a case, touched or not."""
    known = _records(vault, case_id)
    return tuple(_line(route, known.get(route.id)) for route in everyday_routes())


def summary(reader: Reader, case_id: str) -> RoutesSummary:
    """Return the counts for the case's overview: confirmed stopped, still to stop, not answered."""
    lines = [_line(route, record) for route, record in _pairs(reader, case_id)]
    states = [line.state for line in lines]
    return RoutesSummary(states.count("stopped"), states.count("told") + states.count("to tell"), states.count("open"))


def start_checklist(vault: Vault, *, case_id: str) -> Done:
    """Lay down every row, so that each waits for an answer."""
    with vault.transaction("started the routes to stop") as tx:
        _refuse(tx, case_id)
        known = _records(tx, case_id)
        for route in everyday_routes():
            if route.id not in known:
                ROUTES_TO_STOP.insert(tx, RouteToStop(id=new_id(), case_id=CaseId(case_id), route=route.id))
    return Done(Change(What.ROUTE, case_id))


def save_route(vault: Vault, *, case_id: str, route: str, answers: Answers, version: int | None = None) -> Done:
    """Answer one row: does it apply, who can stop it, told on, confirmed stopped on."""
    if route not in {one.id for one in everyday_routes()}:
        raise BadAnswer("Choose one of the routes of the checklist.", "route")
    given = {**answers, "route": route}
    today = vault.clock.today()
    with vault.transaction("answered a route to stop") as tx:
        _refuse(tx, case_id)
        before = _records(tx, case_id).get(route)
        if before is None:
            accepted = accept(tx, FORM, given, today)
            after = accepted.new(RouteToStop, id=new_id(), case_id=CaseId(case_id))
            _check(after)
            stored = ROUTES_TO_STOP.insert(tx, after)
        else:
            accepted = accept_change(tx, FORM, before, given, today)
            after = accepted.changed(before)
            _check(after)
            held = before if version is None else replace(before, version=version)
            stored = ROUTES_TO_STOP.update(tx, held, after)
    return Done(Change(What.ROUTE, case_id, (stored.id,)), accepted.leaks, stored)


def _refuse(tx: Transaction, case_id: str) -> None:
    case = CASES.get(tx, case_id)
    refuse_closed(case)
    refuse_without_role(case)


def _check(record: RouteToStop) -> None:
    if record.confirmed_on and not record.told_on:
        raise BadAnswer("Say first when the owner was told.", "told_on")
    if record.confirmed_on and record.told_on and record.confirmed_on < record.told_on:
        raise BadAnswer("A route cannot be confirmed stopped before its owner was told.", "confirmed_on")
    if record.told_on and not record.owner.strip():
        raise BadAnswer("Say who can stop this route.", "owner")


def _records(reader: Reader, case_id: str) -> dict[str, RouteToStop]:
    return {record.route: record for record in ROUTES_TO_STOP.find(reader, "case_id = ?", (case_id,))}


def _pairs(reader: Reader, case_id: str) -> list[tuple[EverydayRoute, RouteToStop | None]]:
    known = _records(reader, case_id)
    return [(route, known.get(route.id)) for route in everyday_routes()]


def _line(route: EverydayRoute, record: RouteToStop | None) -> RouteLine:
    if record is None or (record.applies is Tri.NOT_KNOWN and record.told_on is None):
        return RouteLine(route, record, "open", "Does it apply? Not answered yet")
    if record.applies is Tri.NO:
        return RouteLine(route, record, "not needed", "Does not apply")
    if record.confirmed_on:
        return RouteLine(route, record, "stopped", f"Confirmed stopped, {short_date(record.confirmed_on)}")
    if record.told_on:
        return RouteLine(route, record, "told", f"Told {short_date(record.told_on)}, not confirmed yet")
    return RouteLine(route, record, "to tell", f"Tell {record.owner or 'the owner'}")
