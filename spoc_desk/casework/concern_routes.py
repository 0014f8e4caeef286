"""What to do after each kind of security concern and what to say, from `resources/profile/concern_routes.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from spoc_desk.domain.concerns import ConcernKind
from spoc_desk.resources import read_text


@dataclass(frozen=True)
class ConcernRoute:
    """The steps of one kind in their order, and the words for whoever raised it."""

    steps: tuple[str, ...]
    say: str


def route_of(kind: ConcernKind) -> ConcernRoute:
    """Return the route of a kind of concern."""
    return _routes()[kind]


@lru_cache(maxsize=1)
def _routes() -> Mapping[ConcernKind, ConcernRoute]:
    found = tomllib.loads(read_text("profile", "concern_routes.toml"))
    return {kind: ConcernRoute(tuple(found[kind.value]["do"]), found[kind.value]["say"]) for kind in ConcernKind}
