"""How much of a file is read before it counts as hostile: bytes, depth, members, ratio. One budget for all in it."""

from dataclasses import dataclass, field

from spoc_desk.errors import RefusedByRule


class TooMuch(RefusedByRule):
    """{sentence}"""


@dataclass(frozen=True)
class Limits:
    """Limits for one file with everything inside it. Larger than anything a council sends; small enough to hold."""

    file_bytes: int = 500_000_000
    unpacked_bytes: int = 1_500_000_000  # all members and streams together, as they are read one by one
    member_bytes: int = 200_000_000
    ratio: int = 200  # unpacked to packed, for members above a megabyte
    members: int = 20_000
    depth: int = 6
    pages: int = 5_000
    text_characters: int = 400_000_000
    findings: int = 500_000  # of the scan in all texts: fifty in each page of a file of ten thousand
    xml_elements: int = 20_000_000
    seconds: float = 600.0
    pictures: int = 300  # of a file without pages, held so that a reviewer can see and keep them
    picture_bytes: int = 80_000_000


@dataclass
class Budget:
    """What is left of the limits while one file is read."""

    limits: Limits = field(default_factory=Limits)
    unpacked: int = 0
    members: int = 0
    characters: int = 0
    pictures: list[bytes] = field(default_factory=list, repr=False)

    def take_member(self, packed: int, unpacked: int) -> None:
        """Count one member by its claimed sizes before it is unpacked.

        Raises:
            TooMuch: the member claims more than a file may hold.
        """
        self.members += 1
        if self.members > self.limits.members:
            raise TooMuch(f"This file holds more than {self.limits.members:,} parts. It was not read to the end.")
        if unpacked > self.limits.member_bytes:
            raise TooMuch("A part of this file unpacks to more than the program reads. It was not read to the end.")
        if unpacked > 1_000_000 and unpacked > self.limits.ratio * max(packed, 1):
            raise TooMuch("A part of this file unpacks to far more than it seems: it may be meant to do harm.")

    def expect_members(self, count: int) -> None:
        """Count members that are to be unpacked, when they are too many: none of them is unpacked in vain.

        Raises:
            TooMuch: there are more than a file may hold.
        """
        if self.members + count > self.limits.members:
            self.members += count
            raise TooMuch(f"This file holds more than {self.limits.members:,} parts. It was not read to the end.")

    def take_bytes(self, count: int) -> None:
        """Count bytes that were really unpacked."""
        self.unpacked += count
        if self.unpacked > self.limits.unpacked_bytes:
            raise TooMuch("This file unpacks to more than the program reads. It was not read to the end.")

    def hold_picture(self, data: bytes) -> int:
        """Hold a picture of a file without pages; return its number, or 0 where there is no room for it."""
        held = sum(map(len, self.pictures))
        if len(self.pictures) >= self.limits.pictures or held + len(data) > self.limits.picture_bytes:
            return 0
        self.pictures.append(data)
        return len(self.pictures)

    def take_text(self, count: int) -> None:
        """Count characters handed on."""
        self.characters += count
        if self.characters > self.limits.text_characters:
            raise TooMuch("This file holds more text than the program reads. It was not read to the end.")
