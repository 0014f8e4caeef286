"""Where in a file a picture lies, and how its finds are put into words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable

CUT_AWAY = "A smaller picture lies inside this picture and may show what was cut away."

_DEEPEST = 4  # pictures inside pictures inside pictures
_LONGEST = 1_000_000  # characters of one note


@dataclass(frozen=True)
class Spot:
    """One picture: its file, the place it has in there, and how deep it lies inside other pictures."""

    scope: Scope
    part: str = ""
    page: int = 0
    depth: int = 0

    def within(self, part: str) -> "Spot | None":
        """Return the spot of a picture inside this one; none when they lie too deep."""
        return replace(self, part=self.named(part), depth=self.depth + 1) if self.depth < _DEEPEST else None

    def named(self, part: str) -> str:
        """Return a place inside this picture, in words."""
        return ", ".join(word for word in (self.part, part) if word)[:300]

    def unit(self, text: str, channel: str, part: str = "") -> Iterator[Unit]:
        """Yield a text, if it says anything."""
        said = text.replace("\0", " ").strip()[:_LONGEST]
        if said:
            yield Unit(said, channel, self.named(part), self.page)

    def units(self, texts: Iterable[str], channel: str, part: str = "") -> Iterator[Unit]:
        """Yield texts."""
        for text in texts:
            yield from self.unit(text, channel, part)

    def sweep(self, data: bytes, channel: str, part: str = "") -> Iterator[Unit]:
        """Yield the words that stand in bytes of no known form."""
        yield from self.units(texts_in(data), channel, part)

    def unscannable(self, sentence: str, channel: str, part: str = "") -> Unscannable:
        """Return a note on what could not be read."""
        return Unscannable(channel, sentence, self.named(part), self.page)

    def inside(self, data: bytes, part: str) -> Iterator[Found]:
        """Read a file of any kind that lies inside the picture."""
        yield from self.scope.inside(data, self.named(part))
