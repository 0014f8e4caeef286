"""A gazetteer ready for looking up: the names as words, and which words a name may begin with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spoc_desk.sanitise.gazetteer.entry import Entry
from spoc_desk.sanitise.gazetteer.hashed import HashedNames
from spoc_desk.sanitise.tokens import Tokens

_LONGEST = 8  # words


@dataclass(frozen=True, eq=False)
class About:
    """Where a gazetteer comes from: what a person, a certificate and a licence want to know."""

    version: str
    count: int = 0
    sources: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Names:
    """All names by key. One object serves every scan of a process; nothing in it changes."""

    entries: Mapping[str, Entry]
    about: About
    long_lists: tuple[HashedNames, ...] = field(default=())
    schools: "Names | None" = None  # what schools are called: a name only where words around tell of pupils

    @property
    def version(self) -> str:
        """Which gazetteer this is, for a certificate."""
        return self.about.version

    @cached_property
    def seconds(self) -> Mapping[str, Mapping[str, int]]:
        """For the first word of every name: what may come second, and how many words the longest such name has."""
        # One for all names of a single word: what is looked up for each word of a text had better lie close together.
        alone: dict[str, int] = {}
        found: dict[str, dict[str, int]] = {}
        for key in self.entries:
            first, *more = key.split(" ")
            following = found.setdefault(first, alone)
            if more:
                if following is alone:
                    following = found[first] = {}
                following[more[0]] = max(following.get(more[0], 0), 1 + len(more))
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that stands in a name."""
        return frozenset(word for key in self.entries for word in key.split(" "))

    @cached_property
    def joined(self) -> Mapping[str, str]:
        """The keys of several words by their letters alone ("miltonkeynes")."""
        return {key.replace(" ", ""): key for key in self.entries if " " in key}

    def beginnings(self, tokens: Tokens) -> list[int]:
        """Return the words of a text that are a name, or begin as one of several words does."""
        entries, seconds, index = self.entries, self.seconds, tokens.index
        after = [*tokens.low[1:], ""]
        found: list[int] = []
        for word in seconds.keys() & tokens.vocabulary:
            if word in entries:
                found += index[word]
                continue
            following = seconds[word]
            for at in index[word]:
                if after[at] in following:
                    found.append(at)
        return sorted(found)

    def longest(self, low: Sequence[str], at: int) -> tuple[int, Entry] | None:
        """Return how many words the longest name that begins at a word has, and its entry."""
        first, entries = low[at], self.entries
        if at + 1 < len(low):
            following = self.seconds.get(first)
            if following and (most := following.get(low[at + 1])):
                for count in range(min(most, _LONGEST, len(low) - at), 1, -1):
                    entry = entries.get(" ".join(low[at : at + count]))
                    if entry is not None:
                        return count, entry
        entry = entries.get(first)
        return None if entry is None else (1, entry)

    def by_letters(self, letters: str) -> str:
        """Return the key of a name written without spaces, or nothing."""
        return letters if letters in self.entries else self.joined.get(letters, "")

    def with_own(self, own: Mapping[str, Entry]) -> "Names":
        """Return these names and some more; where both know a name, *own* decides."""
        if not own:
            return self
        return Names({**self.entries, **own}, self.about, self.long_lists, self.schools)


def gathered(found: Iterable[tuple[str, Entry]]) -> dict[str, Entry]:
    """Return names by key; the first entry of a name counts."""
    entries: dict[str, Entry] = {}
    for key, entry in found:
        entries.setdefault(key, entry)
    return entries
