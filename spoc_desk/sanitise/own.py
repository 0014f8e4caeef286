"""Our own area, made ready for comparing: what the scan may clear, or must flag first, by mode."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.gazetteer.ambiguity import entry_for
from spoc_desk.sanitise.gazetteer.entry import Entry
from spoc_desk.sanitise.gazetteer.names import Names
from spoc_desk.sanitise.gazetteer.sources import alias_groups, key_of, keys_of
from spoc_desk.sanitise.gazetteer.store import in_use
from spoc_desk.sanitise.tokens import tokens_of

_KIND_OF_COUNCIL = re.compile(
    r"\s+(?:(?:metropolitan|london|royal|borough|city|county|district|unitary)\s+)*council$", re.IGNORECASE
)


class Own:
    """The own area in the forms the detectors ask for, and the names they look for. Built once per area."""

    def __init__(self, area: OwnArea, names: Names | None = None) -> None:
        self.outcodes = frozenset(_code(code) for code in area.outcodes)
        self.dialling_codes = tuple(_digits(code) for code in area.dialling_codes)
        self.domains = tuple(domain.lower().lstrip("@.") for domain in area.domains)
        self.numbers = frozenset(_code(code) for code in area.dfe_codes)
        self._gazetteer = names or in_use()
        bare = {_KIND_OF_COUNCIL.sub("", name) for name in area.names}
        self._names = sorted({*area.names, *bare})
        self._bodies = sorted(set(area.bodies))

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every own name by its key, with its listed aliases ("Beds") and our bodies cut short."""
        own = {key: self._entry(key) for name in (*self._names, *self._bodies) for key in keys_of(name)}
        names = {key_of(name) for name in self._names} - {""}
        bodies = {key_of(body) for body in self._bodies}
        starts = {key.split(" ", 1)[0] for key in (*own, *names)}
        for group in alias_groups(starts):
            if any(key in own or _is_short_for(key, names, bodies) for key in group):
                own.update((key, self._entry(key)) for key in group if key not in own)
        return own

    def _entry(self, key: str) -> Entry:
        """Return an own name as an entry; what the gazetteer knows about the name stays."""
        known = self._gazetteer.entries.get(key)
        if known is None or known.is_neutral:
            known = entry_for(key, "place", weighty=True, judged=True) or Entry("place", weighty=True)
        return replace(known, weighty=True)

    @cached_property
    def names(self) -> Names:
        """The gazetteer with our own names in it."""
        return self._gazetteer.with_own(self.entries)

    def is_own(self, key: str, entry: Entry) -> bool:
        """Return whether a name of the gazetteer is ours: by our profile, or because it lies in our district alone."""
        return key in self.entries or (bool(entry.district) and entry.district in self.entries)

    @cached_property
    def _firsts(self) -> frozenset[str]:
        return frozenset(key.split(" ", 1)[0] for key in self.entries)

    def names_own(self, low: Sequence[str]) -> bool:
        """Return whether words in small letters hold an own name."""
        if self._firsts.isdisjoint(low):
            return False
        text = f" {' '.join(low)} "
        return any(f" {key} " in text for key in self.entries)

    def lists_own(self, low: Sequence[str]) -> bool:
        """Return whether words in small letters begin with a name that the gazetteer puts in our district alone."""
        listed = self.names.longest(low, 0)
        return listed is not None and self.is_own(" ".join(low[: listed[0]]), listed[1])

    def is_named_in(self, lower: str) -> bool:
        """Return whether a piece of lower-case text holds an own name as whole words."""
        return self.names_own(tokens_of(lower, lower).low)

    def has_domain(self, host: str) -> bool:
        """Return whether a host is one of ours or below one of ours."""
        return any(host == domain or host.endswith("." + domain) for domain in self.domains)

    def has_phone(self, digits: str) -> bool:
        """Return whether a number (with its leading 0) has one of our dialling codes."""
        return digits.startswith(self.dialling_codes)


def _is_short_for(key: str, names: set[str], bodies: set[str]) -> bool:
    """Return whether a listed name with our own in it begins the name of one of our bodies."""
    return any(name in key for name in names) and any(body.startswith(key + " ") for body in bodies)


@lru_cache(maxsize=8)
def own_of(area: OwnArea, names: Names | None = None) -> Own:
    """Return the prepared form of an area; the same one while profile and gazetteer do not change."""
    return Own(area, names)


def _code(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
