"""Small texts are looked at many at a time: what each look costs before its first letter is paid once for many."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from spoc_desk.sanitise.apart.document import Scanned
from spoc_desk.sanitise.findings import Finding
from spoc_desk.sanitise.readers.unit import Found, PageSize, Picture, Remark, Shape, Unit, Unscannable

LookedAt = Scanned | Unscannable | Remark | PageSize | Picture
Scan = Callable[[str], tuple[Finding, ...]]

_SMALL: Final = 1_500  # characters; a longer text is looked at alone
_ENOUGH: Final = 6_000  # characters together
_ALONE: Final = frozenset({Shape.TABLE, Shape.PAGE})
# No name, number or phrase runs across it: longer than any gap that a detector allows, and no space.
_WALL: Final = "\n" + "\0" * 40 + "\n"


class Together:
    """Holds what was found until there is enough to look at; the order stays."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._held: list[Found] = []
        self._length = 0

    def take(self, found: Found) -> Iterator[LookedAt]:
        """Yield what is ready, texts with their findings."""
        if isinstance(found, Unit) and (len(found.text) > _SMALL or found.shape in _ALONE):
            yield from self.rest()
            yield Scanned(found, self._scan(found.text))
        elif isinstance(found, Unit) or self._held:
            self._held.append(found)
            self._length += len(found.text) + len(_WALL) if isinstance(found, Unit) else 0
            if self._length >= _ENOUGH:
                yield from self.rest()
        else:
            yield found

    def rest(self) -> Iterator[LookedAt]:
        """Yield everything that is held."""
        held, self._held, self._length = self._held, [], 0
        texts = [found.text for found in held if isinstance(found, Unit)]
        looked_at = iter(self._findings(texts))
        for found in held:
            yield Scanned(found, next(looked_at)) if isinstance(found, Unit) else found

    def _findings(self, texts: list[str]) -> Iterator[tuple[Finding, ...]]:
        """Yield the findings of each text, counted from its own beginning."""
        if not texts:
            return
        found = self._scan(_WALL.join(texts))
        start = at = 0
        for text in texts:
            end = start + len(text)
            while at and found[at - 1].end > start:
                at -= 1
            mine = []
            while at < len(found) and found[at].start < end:
                if found[at].end > start:
                    mine.append(_inside(found[at], start, end))
                at += 1
            yield tuple(mine)
            start = end + len(_WALL)


def _inside(finding: Finding, start: int, end: int) -> Finding:
    """Return a finding counted from *start*, cut to one text."""
    return replace(finding, start=max(finding.start, start) - start, end=min(finding.end, end) - start)
