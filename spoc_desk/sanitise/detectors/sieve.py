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
# Digits alike, and all else alike: where the next digit stands is then asked of one search for one byte.
_AS_DIGIT = bytes(57 if 48 <= code <= 57 else 32 for code in range(256))
# For each shape, bytes: a hundred shapes then stay below a hundred megabytes, whatever the text does to them.
_MOST_MEMORY = 1 << 20
# How many shapes are asked in one pass. Fewer cost more passes; more outgrow the cache of the processor.
_TOGETHER = 12


Span = tuple[int, int]
_NOWHERE = (-1, -1)


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
        self.asked: dict[_Group | None, frozenset[Sieve]] = {}
        self._allowed: dict[Guards, int] = {}
        self._around: dict[Digits, bytes] = {Digits.NONE: self.written}
        self._standing: frozenset[Sieve] | None = None

    def around(self, digits: Digits) -> bytes:
        """Return the stretches of the text around its digits, each parted from the next by a byte no shape reads."""
        found = self._around.get(digits)
        if found is None:
            if digits is Digits.NEAR:
                found = b"\0".join(_stretches(self.written, digits))
            else:
                found = self.written if b"9" in self.kinds else b""  # where every digit is a nine
            self._around[digits] = found
        return found

    @property
    def standing(self) -> frozenset["Sieve"]:
        """The shapes that stand somewhere in the text; found out once."""
        groups = _all_groups()
        if self._standing is None or len(self.asked) < len(groups):
            self._standing = frozenset().union(*map(self.standing_of, groups))
        return self._standing

    def standing_of(self, group: "_Group") -> frozenset["Sieve"]:
        """Return the shapes of a group that stand somewhere in the text; found out once."""
        found = self.asked.get(group)
        if found is None:
            found = self.asked[group] = frozenset(group.standing_in(self))
        return found

    def allowed(self, guards: Guards) -> int:
        """Return the guarded shapes that may stand in the text, as bits; found out once."""
        found = self._allowed.get(guards)
        if found is None:
            found = self._allowed[guards] = guards.allowing(self.low, self.kinds)
        return found


def _stretches(text: bytes, reach: int) -> Iterator[bytes]:
    """Yield the stretches of a text that lie within reach of a digit."""
    digits = text.translate(_AS_DIGIT)
    at = digits.find(b"9")
    while at >= 0:
        start = max(0, at - reach)
        # On to the last digit whose stretch meets that of the one before.
        while (last := digits.rfind(b"9", at, at + 2 * reach + 2)) > at:
            at = last
        yield text[start : at + 1 + reach]
        at = digits.find(b"9", at + 1)


class Sieve:
    """A shape to look for. Offsets count characters: each becomes one byte, those outside Latin-1 a question mark.

    A text that has none of the `marks` (in small letters) or none of the `kinds` cannot match: it is not searched.
    A shape that counts far (`{0,62}`) multiplies the states of those asked together with it: it is asked `by_itself`.
    """

    def __init__(
        self,
        pattern: str,
        *,
        any_case: bool = False,
        marks: tuple[str, ...] = (),
        kinds: tuple[str, ...] = (),
        is_label: bool = False,
        by_itself: bool = False,
        digits: Digits = Digits.NONE,
    ) -> None:
        self.pattern = (f"(?i:{pattern})" if any_case else f"(?:{pattern})").encode("latin-1")
        self.marks = frozenset(mark.encode("latin-1") for mark in marks)
        self.kinds = frozenset(kind.encode("latin-1") for kind in kinds)
        self.is_label = is_label
        self.by_itself = by_itself
        self.digits = digits
        self._group: _Group | None = None
        _waiting.append(self)

    @cached_property
    def _spans(self) -> Callable[[bytes, int], Sequence[Span]]:
        """The spans of the first match from a place on, that of the whole first; (-1, -1) where there is none."""
        found = re2.compile(self.pattern, options(_MOST_MEMORY))._regexp.Match
        anywhere = re2._Anchor.UNANCHORED
        return lambda text, at: found(anywhere, text, at, len(text))

    def join(self, group: "_Group") -> None:
        """Be asked together with others."""
        self._group = group

    def is_in(self, raw: Raw) -> bool:
        """Return whether the shape stands somewhere in a text."""
        found = raw.asked.get(self._group)
        if found is None:
            found = raw.standing_of(self._group or self._joined())
        return self in found

    def _joined(self) -> "_Group":
        """Return the group of the shape, which the first of them to be asked puts together."""
        _all_groups()
        if self._group is None:
            raise RuntimeError("a shape without a group")
        return self._group

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

    __slots__ = ("_by_bit", "_by_place", "_digits", "_guards", "_mask", "_pass")

    def __init__(self, sieves: Sequence[Sieve], guards: Guards | None, digits: Digits, first: int = 0) -> None:
        self._pass = OnePass([sieve.pattern for sieve in sieves])
        self._by_place = dict(enumerate(sieves, 1))  # what the pass calls them
        self._by_bit = {1 << bit: sieve for bit, sieve in enumerate(sieves, first)}  # what the guards call them
        self._mask = sum(self._by_bit)
        self._guards = guards
        self._digits = digits
        for sieve in sieves:
            sieve.join(self)

    def standing_in(self, raw: Raw) -> Iterable[Sieve]:
        """Return the shapes that stand in the text; one that alone may stand there is not looked for."""
        if self._guards is not None:
            allowed = raw.allowed(self._guards) & self._mask
            if not allowed & (allowed - 1):  # none, or one alone
                return (self._by_bit[allowed],) if allowed else ()
        text = raw.around(self._digits)
        return [self._by_place[place] for place in self._pass.standing_in(text) if place] if text else ()


_waiting: list[Sieve] = []
_groups: list[_Group] = []
_forming = Lock()


def _all_groups() -> Sequence[_Group]:
    """Return the groups of all shapes; those made since the last time are put together first."""
    if _waiting:
        with _forming:
            made = tuple(_waiting)
            _groups.extend(_grouped(made))
            del _waiting[: len(made)]  # last: until then another thread waits
    return _groups


def _grouped(made: Sequence[Sieve]) -> Iterator[_Group]:
    """Yield groups of shapes, in the order of their making."""
    # The rarest together: a pass is left out where none of its shapes can stand.
    guarded = sorted(
        (sieve for sieve in made if not sieve.is_label and (sieve.marks or sieve.kinds)),
        key=lambda sieve: (sieve.digits, sieve.by_itself, -min(map(len, sieve.marks | sieve.kinds))),
    )
    guards = Guards([(sieve.marks, sieve.kinds) for sieve in guarded])
    for digits in Digits:
        alike = [sieve for sieve in made if sieve.digits is digits]
        bound = [sieve for sieve in guarded if sieve.digits is digits]
        free = [sieve for sieve in alike if not sieve.is_label and not (sieve.marks or sieve.kinds)]
        free.sort(key=lambda sieve: sieve.by_itself)
        for sieves, guard in ((bound, guards), (free, None)):
            first = guarded.index(bound[0]) if guard and bound else 0
            for at, several in _parted(sieves):
                yield _Group(several, guard, digits, first + at)
    labels = [sieve for sieve in made if sieve.is_label]
    if labels:
        yield _Group(labels, None, Digits.NONE)


def _parted(sieves: Sequence[Sieve]) -> Iterator[tuple[int, Sequence[Sieve]]]:
    """Yield the shapes in groups, each with the place of its first; those asked by themselves at the end."""
    together = [sieve for sieve in sieves if not sieve.by_itself]
    for at in range(0, len(together), _TOGETHER):
        yield at, together[at : at + _TOGETHER]
    for at in range(len(together), len(sieves)):
        yield at, sieves[at : at + 1]


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
