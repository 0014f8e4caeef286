"""One quick pass over a text for a shape: RE2 reads it in linear time, whatever a hostile text holds.

RE2 knows no look-around, so a shape is a little too wide; the detector then looks at what stands around each catch.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cache, cached_property, lru_cache, wraps
from threading import Lock
from typing import Any

import re2

from spoc_desk.sanitise.detectors.hit import Detector, Hit
from spoc_desk.sanitise.detectors.together import Guards, OnePass, options
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

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
# How many shapes are asked in one pass. Fewer cost more passes; more outgrow the cache of the processor.
_TOGETHER, _LABELS_TOGETHER = 10, 32


Span = tuple[int, int]
_NOWHERE = (-1, -1)
_DIGITS = re.compile(rb"[0-9]+")


class Digits(IntEnum):
    """How far around a digit a shape reaches at most. One that needs a digit is asked of the text near digits alone."""

    NONE = 0  # it may stand where no digit is
    NEAR = 40
    FAR = 160  # so much of most texts lies as near to a digit as that, that all is searched, or nothing


class Raw:
    """A text with one byte for each character, as written, in small letters, and by kinds without the small ones."""

    __slots__ = ("_allowed", "_around", "_standing", "asked", "kinds", "low", "written")

    def __init__(self, text: str) -> None:
        self.written = text.encode("latin-1", "replace")
        self.low = self.written.lower()
        self.kinds = self.written.translate(_KINDS, _SMALL)
        self.asked: dict[_Group | None, frozenset[int]] = {}
        self._allowed: dict[Guards, int] = {}
        self._around: dict[Digits, bytes] = {Digits.NONE: self.written}
        self._standing: frozenset[Sieve] | None = None

    def around(self, digits: Digits) -> bytes:
        """Return the stretches of the text around its digits, each parted from the next by a byte no shape reads."""
        found = self._around.get(digits)
        if found is None:
            if digits is Digits.NEAR:
                found = b"\0".join(_stretches(self.written, digits.value))
            else:
                found = self.written if _DIGITS.search(self.written) else b""
            self._around[digits] = found
        return found

    @property
    def standing(self) -> frozenset["Sieve"]:
        """The shapes that stand somewhere in the text; found out once."""
        if self._standing is None:
            if _waiting:
                with _forming:
                    _form_groups()
            self._standing = frozenset(sieve for group in _groups for sieve in group.sieves_in(self))
        return self._standing

    def allowed(self, guards: Guards) -> int:
        """Return the guarded shapes that may stand in the text, as bits; found out once."""
        found = self._allowed.get(guards)
        if found is None:
            found = self._allowed[guards] = guards.allowing(self.low, self.kinds)
        return found


def _stretches(text: bytes, reach: int) -> Iterator[bytes]:
    """Yield the stretches of a text that lie within reach of a digit."""
    start = end = 0
    for match in _DIGITS.finditer(text):
        at, stop = match.span()
        if at - reach > end:
            if end:
                yield text[start:end]
            start = at - reach
        end = stop + reach
    if end:
        yield text[start:end]


class Sieve:
    """A shape to look for. Offsets count characters: each becomes one byte, those outside Latin-1 a question mark.

    A text that has none of the `marks` (in small letters) or none of the `kinds` cannot match: it is not searched.
    """

    def __init__(
        self,
        pattern: str,
        *,
        any_case: bool = False,
        marks: tuple[str, ...] = (),
        kinds: tuple[str, ...] = (),
        is_label: bool = False,
        digits: Digits = Digits.NONE,
    ) -> None:
        self.pattern = (f"(?i:{pattern})" if any_case else f"(?:{pattern})").encode("latin-1")
        self.marks = frozenset(mark.encode("latin-1") for mark in marks)
        self.kinds = frozenset(kind.encode("latin-1") for kind in kinds)
        self.is_label = is_label
        self.digits = digits
        self._group: _Group | None = None
        self._place = 0
        _waiting.append(self)

    @cached_property
    def _spans(self) -> Callable[[bytes, int], Sequence[Span]]:
        """The spans of the first match from a place on, that of the whole first; (-1, -1) where there is none."""
        found = re2.compile(self.pattern, options(_MOST_MEMORY))._regexp.Match
        anywhere = re2._Anchor.UNANCHORED
        return lambda text, at: found(anywhere, text, at, len(text))

    def join(self, group: "_Group", place: int) -> None:
        """Be asked together with others."""
        self._place = place
        self._group = group  # last: another thread may be waiting for it

    def is_in(self, raw: Raw) -> bool:
        """Return whether the shape stands somewhere in a text."""
        found = raw.asked.get(self._group)
        if found is None:
            found = self._ask(raw)  # which may give the shape its place
        return self._place in found

    def _ask(self, raw: Raw) -> frozenset[int]:
        """Return which shapes of the group stand in a text; the first time the group has to be formed."""
        if self._group is None:
            with _forming:
                _form_groups()
        group = self._group
        if group is None:
            raise RuntimeError("a shape without a group")
        found = raw.asked[group] = group.standing_in(raw)
        return found

    def catches(self, raw: Raw, fits: Callable[["Catch"], bool] | None = None) -> Iterator["Catch"]:
        """Yield the matches, left to right, none over another; of those that do not fit only the first is passed."""
        if not self.is_in(raw):
            return iter(())
        return self._caught(raw.written, fits)

    def _caught(self, text: bytes, fits: Callable[["Catch"], bool] | None) -> Iterator["Catch"]:
        spans, at = self._spans, 0
        while at <= len(text) and (found := spans(text, at))[0] != _NOWHERE:
            match = Catch(text, found)
            start, end = found[0]
            if fits is None or fits(match):
                yield match
                at = max(end, start + 1)
            else:
                at = start + 1


class Catch:
    """One match: as much of a match object as the detectors ask for, made many times as fast."""

    __slots__ = ("_spans", "_text")

    def __init__(self, text: bytes, spans: Sequence[Span]) -> None:
        self._text = text
        self._spans = spans

    def span(self, group: int = 0) -> Span:
        """Return the bounds of a group, (-1, -1) where it has no part in the match."""
        return self._spans[group]

    def groups(self) -> int:
        """Return how many spans there are, that of the whole among them."""
        return len(self._spans)

    def start(self) -> int:
        """Return where the match begins."""
        return self._spans[0][0]

    def end(self) -> int:
        """Return where the match ends."""
        return self._spans[0][1]

    def __getitem__(self, group: int) -> Any:
        """Return the bytes of a group, None where it has no part in the match."""
        start, end = self._spans[group]
        return self._text[start:end] if start >= 0 else None


class _Group:
    """Shapes that are asked in one pass; with guards only where at least two of them may stand in the text."""

    __slots__ = ("_all", "_digits", "_first", "_guards", "_pass", "_sieves")

    def __init__(self, sieves: Sequence[Sieve], guards: Guards | None, first: int) -> None:
        self._sieves = sieves
        self._pass = OnePass([sieve.pattern for sieve in sieves])
        self._guards = guards
        self._first = first  # the bit of the first one
        self._all = (1 << len(sieves)) - 1
        self._digits = sieves[0].digits
        for place, sieve in enumerate(sieves, 1):
            sieve.join(self, place)

    def sieves_in(self, raw: Raw) -> list[Sieve]:
        """Return the shapes that stand in the text."""
        found = raw.asked.get(self)
        if found is None:
            found = raw.asked[self] = self.standing_in(raw)
        return [self._sieves[place - 1] for place in found if place] if found else []

    def standing_in(self, raw: Raw) -> frozenset[int]:
        """Return the places of the shapes that stand in the text, counted from 1."""
        if self._guards is not None:
            allowed = raw.allowed(self._guards) >> self._first & self._all
            if not allowed & (allowed - 1):  # none, or one alone
                return frozenset((allowed.bit_length(),)) if allowed else _NONE
        text = raw.around(self._digits)
        return self._pass.standing_in(text) if text else _NONE


_NONE: frozenset[int] = frozenset()
_waiting: list[Sieve] = []
_groups: list[_Group] = []
_forming = Lock()


def _form_groups() -> None:
    """Put the shapes together that were made since the last time, in the order of their making."""
    made = list(_waiting)
    _waiting.clear()
    # The rarest together: a pass is left out where none of its shapes can stand.
    guarded = sorted(
        (sieve for sieve in made if not sieve.is_label and (sieve.marks or sieve.kinds)),
        key=lambda sieve: (sieve.digits, -min(map(len, sieve.marks | sieve.kinds))),
    )
    guards = Guards([(sieve.marks, sieve.kinds) for sieve in guarded])
    for digits in Digits:
        alike = [sieve for sieve in made if sieve.digits is digits]
        labels = [sieve for sieve in alike if sieve.is_label]
        bound = [sieve for sieve in guarded if sieve.digits is digits]
        free = [sieve for sieve in alike if not sieve.is_label and not (sieve.marks or sieve.kinds)]
        for sieves, most, guard in (
            (labels, _LABELS_TOGETHER, None),
            (bound, _TOGETHER, guards),
            (free, _TOGETHER, None),
        ):
            first = guarded.index(bound[0]) if guard and bound else 0
            for at in range(0, len(sieves), most):
                _groups.append(_Group(sieves[at : at + most], guard, first + at))


@lru_cache(maxsize=4)
def raw_of(text: str) -> Raw:
    """Return the text made ready for the sieves; kept while the detectors of one scan take their turns."""
    return Raw(text)


def by_shapes(find: Detector) -> Detector:
    """Return a detector that is asked only where a shape of its module stands: it must find nothing without one."""

    @cache
    def shapes() -> frozenset[Sieve]:
        return frozenset(one for one in vars(sys.modules[find.__module__]).values() if isinstance(one, Sieve))

    @wraps(find)
    def asked(clean: Clean, own: Own) -> Iterable[Hit]:
        return () if shapes().isdisjoint(raw_of(clean.text).standing) else find(clean, own)

    return asked


def labelled(
    labels: str,
    value: str,
    *,
    marks: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    digits: Digits = Digits.NONE,
) -> Sieve:
    """Return the sieve for a value after one of these labels, in any case; the value is group 1."""
    return Sieve(
        rf"(?:^|[^A-Za-z0-9])(?:{labels}){LINK}({value})",
        any_case=True,
        marks=marks,
        kinds=kinds,
        is_label=True,
        digits=digits,
    )


def stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether no letter and no digit touches the span; an underscore may, as in file names."""
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


def alone(sieve: Sieve, text: str, raw: Raw, group: int = 0) -> Iterator[tuple[Catch, int, int]]:
    """Yield each match whose group stands alone, with the bounds of that group.

    One that does not is passed over by a single character: the right one may begin inside it.
    """
    if not sieve.is_in(raw):
        return iter(())
    matches = sieve.catches(raw, lambda match: _is_alone(text, *match.span(group)))
    return ((match, *match.span(group)) for match in matches)


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
