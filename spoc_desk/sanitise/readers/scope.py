"""What each reader is given beside the bytes: the budget it shares, and the way into files inside files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from spoc_desk.sanitise.readers.limits import Budget
from spoc_desk.sanitise.readers.unit import Found, Remark, Unit, Unscannable

# A reader yields what it finds as it goes and keeps no file open after its last item.
Reader = Callable[[bytes, "Scope"], Iterator[Found]]


@dataclass(frozen=True)
class Scope:
    """One file being read, and where it lies: `depth` 0 is the file itself, 1 a file inside it."""

    budget: Budget
    read_any: Reader  # finds out what a file is and reads it
    depth: int = 0
    part: str = ""  # where the file lies, for the reviewer: "Attachment 2"
    name: str = ""  # what it is called: a hint where its bytes do not tell what it is
    holds_pictures: bool = False  # the file has no pages: its pictures are held, to be looked at one by one

    def inside(self, data: bytes, part: str, name: str = "") -> Iterator[Found]:
        """Read a file that lies inside this one; where files lie in files too deeply, say so."""
        inner = self.deeper(part, name)
        yield from self.read_any(data, inner) if inner.depth <= self.budget.limits.depth else inner.too_deep()

    def deeper(self, part: str, name: str = "") -> "Scope":
        """Return the scope of something that lies inside this file."""
        place = f"{self.part}, {part}" if self.part else part
        return replace(self, depth=self.depth + 1, part=place, name=name)

    def too_deep(self) -> Iterator[Found]:
        """Say that what lies here is not read."""
        yield Unscannable(
            "file-too-deep", "Files lie inside files too deeply here. The innermost were not read.", self.part
        )


def placed(found: Unit | Unscannable | Remark, place: str) -> Unit | Unscannable | Remark:
    """Return what was found with the place of the file it lies in, unless that stands there already."""
    if not place or found.part.startswith(place):
        return found
    return replace(found, part=f"{place}, {found.part}" if found.part else place)
