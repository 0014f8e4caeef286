"""Our own area, made ready for comparing: what the scan may clear, or must flag first, by mode."""

import re
from dataclasses import replace
from functools import cached_property, lru_cache

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.gazetteer import Entry, Finder, alias_groups, entries, make_entry
from spoc_desk.sanitise.squash import squash

_KIND_OF_COUNCIL = re.compile(
    r"\s+(?:(?:metropolitan|london|royal|borough|city|county|district|unitary)\s+)*council$", re.IGNORECASE
)


class Own:
    """The own area in the forms the detectors ask for. Built once per area."""

    def __init__(self, area: OwnArea) -> None:
        self.outcodes = frozenset(_code(code) for code in area.outcodes)
        self.dialling_codes = tuple(_digits(code) for code in area.dialling_codes)
        self.domains = tuple(domain.lower().lstrip("@.") for domain in area.domains)
        self.numbers = frozenset(_code(code) for code in area.dfe_codes)
        bare = {_KIND_OF_COUNCIL.sub("", name) for name in area.names}
        self._names = tuple(make_own(name) for name in sorted({*area.names, *bare}))
        self._bodies = tuple(make_own(name) for name in sorted(set(area.bodies)))

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every own name by its key, with its listed aliases ("Beds") and our bodies cut short."""
        own = {entry.key: entry for entry in (*self._names, *self._bodies) if entry.key}
        for group in alias_groups():
            if any(key in own or self._is_short_for_body(key) for key in group):
                own.update((key, entries()[key]) for key in group if key not in own)
        return own

    def _is_short_for_body(self, key: str) -> bool:
        """Return whether a listed name with our own in it begins the name of one of our bodies."""
        return any(name.key in key for name in self._names if name.key) and any(
            body.key.startswith(key) for body in self._bodies
        )

    @cached_property
    def finder(self) -> Finder:
        """The finder of the own names."""
        return Finder(self.entries.values())

    def is_named_in(self, lower: str) -> bool:
        """Return whether a piece of lower-case text holds an own name as whole words."""
        squashed = squash(lower)
        return any(
            start in squashed.breaks and end in squashed.ends for start, end, _ in self.finder.find(squashed.key)
        )

    def has_domain(self, host: str) -> bool:
        """Return whether a host is one of ours or below one of ours."""
        return any(host == domain or host.endswith("." + domain) for domain in self.domains)

    def has_phone(self, digits: str) -> bool:
        """Return whether a number (with its leading 0) has one of our dialling codes."""
        return digits.startswith(self.dialling_codes)


def make_own(name: str) -> Entry:
    """Return an own name as an entry; what the gazetteer knows about the name stays."""
    entry = make_entry(name, "place", weighty=True)
    known = entries().get(entry.key)
    return replace(known, weighty=True) if known else entry


@lru_cache(maxsize=8)
def own_of(area: OwnArea) -> Own:
    """Return the prepared form of an area; the same one while the profile does not change."""
    return Own(area)


def _code(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
