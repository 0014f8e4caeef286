"""One quick pass over a text for a shape: RE2 reads it in linear time, whatever a hostile text holds.

RE2 knows no look-around, so a shape is a little too wide; the detector then looks at what stands around each catch.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import re2

# What may stand between a label and its value ("UPRN no. is: 1000…").
_MARKS = r"[\s.:;,#=|>()\[\]\"'/_\-]"
LINK = (
    rf"{_MARKS}{{0,6}}(?:(?:no|nos|nr|num|number|numbers|code|codes|ref|refs|reference|references|id|ids|"
    rf"identifier|is|was|"
    rf"of|for|the|s){_MARKS}{{1,6}}){{0,4}}"
)


# Capitals and digits by their kind, every white space a space, small letters left out: "at LS1 4AP" is " AA9 9AA".
_KINDS = bytes(
    57
    if 48 <= code <= 57
    else 65
    if 65 <= code <= 90
    else 97
    if 97 <= code <= 122
    else 32
    if code in b"\t\n\r\f\v"
    else code
    for code in range(256)
)
_SMALL = bytes(range(97, 123))
# For each shape, bytes: a hundred shapes then stay below a hundred megabytes, whatever the text does to them.
_MOST_MEMORY = 1 << 20


class Raw:
    """A text with one byte for each character, as written, in small letters, and by kinds without the small ones."""

    __slots__ = ("kinds", "low", "written")

    def __init__(self, text: str) -> None:
        self.written = text.encode("latin-1", "replace")
        self.low = self.written.lower()
        self.kinds = self.written.translate(_KINDS, _SMALL)


class Sieve:
    """A shape to look for. Offsets count characters: each becomes one byte, those outside Latin-1 a question mark.

    A text that has none of the `marks` (in small letters) or none of the `kinds` cannot match: it is not searched.
    """

    def __init__(
        self, pattern: str, *, any_case: bool = False, marks: tuple[str, ...] = (), kinds: tuple[str, ...] = ()
    ) -> None:
        options = re2.Options()
        options.encoding = re2.Options.Encoding.LATIN1
        options.log_errors = False
        options.max_mem = _MOST_MEMORY
        options.case_sensitive = not any_case
        self._shape = re2.compile(pattern.encode("latin-1"), options)
        self._marks = tuple(mark.encode("latin-1") for mark in marks)
        self._kinds = tuple(kind.encode("latin-1") for kind in kinds)

    def catches(self, raw: Raw, fits: Callable[[Any], bool] | None = None) -> Iterator[Any]:
        """Yield the matches, left to right, none over another; of those that do not fit only the first is passed."""
        if self._marks and not any(mark in raw.low for mark in self._marks):
            return iter(())
        if self._kinds and not any(kind in raw.kinds for kind in self._kinds):
            return iter(())
        found: Iterator[Any] = self._shape.finditer(raw.written)
        return found if fits is None else self._fitting(raw, fits)

    def _fitting(self, raw: Raw, fits: Callable[[Any], bool]) -> Iterator[Any]:
        at = 0
        while (match := self._shape.search(raw.written, at)) is not None:
            start, end = match.span()
            if fits(match):
                yield match
                at = max(end, start + 1)
            else:
                at = start + 1


@lru_cache(maxsize=4)
def raw_of(text: str) -> Raw:
    """Return the text made ready for the sieves; kept while the detectors of one scan take their turns."""
    return Raw(text)


def labelled(labels: str, value: str, *, marks: tuple[str, ...] = (), kinds: tuple[str, ...] = ()) -> Sieve:
    """Return the sieve for a value after one of these labels, in any case; the value is group 1."""
    return Sieve(rf"(?:^|[^A-Za-z0-9])(?:{labels}){LINK}({value})", any_case=True, marks=marks, kinds=kinds)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether no letter and no digit touches the span; an underscore may, as in file names."""
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


def alone(sieve: Sieve, text: str, raw: Raw, group: int = 0) -> Iterator[tuple[Any, int, int]]:
    """Yield each match whose group stands alone, with the bounds of that group.

    One that does not is passed over by a single character: the right one may begin inside it.
    """
    for match in sieve.catches(raw, lambda match: _is_alone(text, *match.span(group))):
        yield match, *match.span(group)


def _is_alone(text: str, start: int, end: int) -> bool:
    return start >= 0 and stands_alone(text, start, end)


def follows(pattern: re.Pattern[str], lower: str, start: int, reach: int = 40) -> bool:
    """Return whether the words before *start* hold the pattern."""
    return pattern.search(lower, max(0, start - reach), start) is not None


def precedes(pattern: re.Pattern[str], lower: str, end: int, reach: int = 40) -> bool:
    """Return whether the words after *end* hold the pattern."""
    return pattern.search(lower, end, end + reach) is not None


def digits_of(text: str) -> str:
    """Return the digits alone."""
    return "".join(mark for mark in text if mark in "0123456789")
