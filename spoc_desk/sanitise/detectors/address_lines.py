"""The lines of an address: those above a postcode, and those after the label "Address"."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.context_words import is_given_name
from spoc_desk.sanitise.detectors.sieve import Raw, Sieve
from spoc_desk.sanitise.lists import words

_REACH = 170
_MOST_PARTS = 5
_PART = re.compile(r"[^\n,;\t|]+")
_BUILDING = re.compile(
    r"\b(?:house|cottages?|farm|farmhouse|lodge|barn|villa|flat|apartment|apt|court|hall|mill|manor|grange|"
    r"bungalow|caravan|block|"
    r"street|road|avenue|lane|close|drive|crescent|grove|terrace|gardens|mews|way|place|row|hill|green|park|view|"
    r"walk|square|st|rd|"
    r"ave|the|croft|rise|mount|gate|yard|wharf|estate|towers?|mansions|heights|fold|bank|side|end|rectory|"
    r"vicarage|cross)\b",
    re.I,
)
_NUMBERED = re.compile(r"\s*(?:flat|apartment|unit|apt)?\s*\d{1,4}[a-z]?\b", re.I)
_JOINER = frozenset({"of", "the", "on", "and", "upon", "le", "in", "under", "by", "next", "cum", "&"})
_LABEL = Sieve(
    r"(?:^|[^A-Za-z])(?:home |current |previous |old |new |family |last known |"
    r"correspondence )?address(?:es)?[ \t]?[:=\t][ \t]*\n?",
    any_case=True,
    marks=("address",),
)
_PLACED_TAIL = re.compile(r"\b(?:in|at|near|of|to|from)\s+((?:[A-Z][\w'\-]+\s?){1,3})$")
# The parts of one text that are looked at: a bound for lists of ten thousand addresses in one line.
_LONGEST_PART = 44


def lines_above(text: str, postcode: int) -> list[tuple[int, int]]:
    """Return the parts of the address that ends at *postcode*, last first: up to the house, never the person's name."""
    begin = max(0, postcode - _REACH)
    parts = [match.span() for match in _PART.finditer(text, begin, postcode)]
    taken: list[tuple[int, int]] = []
    for place, (start, end) in enumerate(reversed(parts)):
        if place and "\n\n" in text[end : taken[-1][0] if taken else postcode]:
            break
        start, end, closed = _without_label(text, start, end)
        if start == end:
            if place:
                break
            continue
        if not _is_line(text[start:end]):
            tail = _PLACED_TAIL.search(text, max(start, end - _LONGEST_PART), end) if not taken else None
            return [(tail.start(1), end)] if tail and _is_line(text[tail.start(1) : end]) else _kept(text, taken)
        taken.append((start, end))
        if closed or _NUMBERED.match(text, start, end) or len(taken) == _MOST_PARTS:
            break
    return _kept(text, taken)


def _kept(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the parts down from the house or street; the town alone where neither is named, a person's name never."""
    sure = [place for place, (start, end) in enumerate(taken) if _is_house(text[start:end])]
    if sure:
        return taken[: sure[-1] + 1]
    return [span for span in taken[:1] if not is_given_name(text[slice(*span)].split()[0].lower())]


def _is_house(line: str) -> bool:
    return _BUILDING.search(line) is not None or _NUMBERED.match(line) is not None


def _without_label(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """Return the span without white space and without "Address:" before it; whether there was such a label."""
    colon = text.rfind(":", start, end)
    closed = colon >= 0
    start = colon + 1 if closed else start
    line = text[start:end]
    start += len(line) - len(line.lstrip(" \t-(.*\"'"))
    end = start + len(text[start:end].rstrip(" \t-(\"'"))
    return start, max(start, end), closed


def _is_line(line: str) -> bool:
    """Return whether a part reads like a line of an address: few words, all with capitals or digits."""
    parts = line.split()
    if not parts or len(parts) > 6 or len(line) > _LONGEST_PART or "@" in line:
        return False
    if "." in line.rstrip(".").replace("St.", "") or not any(mark.isalpha() for mark in line):
        return False
    if any(part.lower().strip("().'") in words("address_other_words") for part in parts):
        return False
    return all(part[0].isupper() or part[0].isdigit() or part.lower() in _JOINER for part in parts)


def lines_after_label(text: str, raw: Raw) -> Iterator[tuple[int, int]]:
    """Yield the parts that follow "Address:" as long as they read like an address and are a house or street."""
    for match in _LABEL.catches(raw):
        taken: list[tuple[int, int]] = []
        for part in _PART.finditer(text, match.end(), match.end() + _REACH):
            start, end = part.span()
            gap = text[taken[-1][1] if taken else match.end() : start]
            start += len(text[start:end]) - len(text[start:end].lstrip())
            end = start + len(text[start:end].rstrip(" \t."))
            if "\n\n" in gap or ":" in text[start:end] or start >= end or not _is_line(text[start:end]):
                break
            taken.append((start, end))
            if len(taken) > _MOST_PARTS:
                break
        yield from (span for span in taken if _is_house(text[slice(*span)]))
