"""What was done, one step after the other, so that each can be taken back and done again."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Touched:
    """What a step changed: the window draws these again, and nothing else."""

    groups: frozenset[int] = frozenset()
    pages: frozenset[int] = frozenset()  # whose boxes changed
    grown: bool = False  # a group came or went
    others: bool = False  # pictures, unreadable parts, what was left out


@dataclass(frozen=True)
class Step:
    """One step, both ways. The words say what it was, without a word of the document."""

    words: str
    do: Callable[[], Touched] = field(repr=False)
    undo: Callable[[], Touched] = field(repr=False)


@dataclass
class Steps:
    """The steps so far, and those taken back."""

    done: list[Step] = field(default_factory=list, repr=False)
    undone: list[Step] = field(default_factory=list, repr=False)

    def take(self, step: Step) -> Touched:
        """Do a step; what was taken back before cannot be done again."""
        touched = step.do()
        self.done.append(step)
        self.undone.clear()
        return touched

    def back(self) -> tuple[str, Touched] | None:
        """Take the last step back; None where there is none."""
        if not self.done:
            return None
        step = self.done.pop()
        self.undone.append(step)
        return step.words, step.undo()

    def again(self) -> tuple[str, Touched] | None:
        """Do again what was taken back last."""
        if not self.undone:
            return None
        step = self.undone.pop()
        self.done.append(step)
        return step.words, step.do()
