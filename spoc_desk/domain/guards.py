"""A guard: one condition of a move, with the sentence that refuses it and who says so (domain 3)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

Facts = TypeVar("Facts")


@dataclass(frozen=True)
class Guard(Generic[Facts]):
    """One condition: `holds` asks the facts, `sentence` says to the user what is missing."""

    name: str
    holds: Callable[[Facts], bool]
    sentence: Callable[[Facts], str]
    source: str

    @classmethod
    def plain(cls, name: str, holds: Callable[[Facts], bool], sentence: str, source: str) -> Self:
        """Return a guard whose sentence is always the same."""
        return cls(name, holds, lambda _facts: sentence, source)
