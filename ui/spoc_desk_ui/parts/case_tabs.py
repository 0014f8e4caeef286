"""The tabs of a case: which parts there are, and the count each shows."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseCounts

WITHOUT_ROLE = ("what_now", "household", "history")
"""All that is left where the route is "neither" (domain 3.1a)."""


def open_parts(neither: bool, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts a case shows, in their order."""
    return tuple(key for key in keys if key in WITHOUT_ROLE) if neither else keys


def tab_words(title: str, key: str, counts: "CaseCounts") -> tuple[str, str]:
    """Return what a tab shows and what a screen reader says: "Exchange 7", "Exchange, 7 open"."""
    number, said = _COUNTS.get(key, _nothing)(counts)
    return (f"{title} {number}", f"{title}, {said}") if number else (title, title)


def _nothing(_counts: "CaseCounts") -> tuple[str, str]:
    return "", ""


def _number(count: int, said: str) -> tuple[str, str]:
    return (str(count), f"{count} {said}") if count else ("", "")


def _share(done: int, whole: int, said: str) -> tuple[str, str]:
    return (f"{done}/{whole}", f"{done} of {whole} {said}") if whole else ("", "")


_COUNTS = {
    "household": lambda counts: _number(counts.members, "in the household"),
    "meetings": lambda counts: _number(counts.meetings, "held"),
    "needs": lambda counts: _share(counts.needs - counts.needs_not_in_place, counts.needs, "in place"),
    "exchange": lambda counts: _number(counts.items_open, "open"),
    "flags": lambda counts: _share(counts.flags_placed, counts.flags_needed, "placed"),
    "queries": lambda counts: _number(counts.open_queries, "open"),
    "routes_to_stop": lambda counts: _share(counts.routes_confirmed, counts.routes_applying, "confirmed"),
    "concerns": lambda counts: _number(counts.open_concerns, "open"),
}
