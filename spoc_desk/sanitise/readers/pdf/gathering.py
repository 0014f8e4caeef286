"""Gathers the many small strings of a PDF into texts of some thousands of characters, each said once."""

from collections.abc import Iterator

from spoc_desk.sanitise.readers.pdf.rooms import Room
from spoc_desk.sanitise.readers.pdf.text_strings import says_something
from spoc_desk.sanitise.readers.unit import Unit

_LONGEST = 16_000
_MOST_SAID = 5_000_000


class Gathering:
    """The texts found so far, by channel and place; remembers by hash what was said already."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str, int], list[str]] = {}
        self._lengths: dict[tuple[str, str, int], int] = {}
        self._ready: list[Unit] = []
        self._said: set[int] = set()
        self._said_there: set[int] = set()
        self.names: dict[str, None] = {}

    def add(self, text: str, room: Room) -> None:
        """Keep a text, unless it says nothing or stood in the same place before."""
        text = text.strip()
        if not says_something(text):
            return
        key = (room.channel, room.place, room.page)
        there = hash((key, text))
        if there in self._said_there:
            return
        if len(self._said_there) < _MOST_SAID:
            self._said_there.add(there)
            self._said.add(hash(text))
        self._held.setdefault(key, []).append(text)
        self._lengths[key] = self._lengths.get(key, 0) + len(text)
        if self._lengths[key] > _LONGEST:
            self._close(key)

    def knows(self, text: str) -> bool:
        """Return whether a text was said anywhere."""
        return hash(text.strip()) in self._said

    def knows_name(self, name: str) -> bool:
        """Return whether a name stands among those of the listed objects."""
        return name in self.names or self.knows(name)

    def ready(self) -> Iterator[Unit]:
        """Yield the texts that are full."""
        yield from self._ready
        self._ready = []

    def rest(self) -> Iterator[Unit]:
        """Yield all that is left."""
        for key in list(self._held):
            self._close(key)
        yield from self.ready()

    def _close(self, key: tuple[str, str, int]) -> None:
        channel, place, page = key
        self._ready.append(Unit("\n".join(self._held.pop(key)), channel, place, page))
        del self._lengths[key]
