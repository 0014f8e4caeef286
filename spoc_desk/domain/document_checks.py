"""The check of one file: which way it travels, what came of it, and counts. Never a word of the file (domain 1.0.1)."""

from collections.abc import Iterator
from dataclasses import dataclass

from spoc_desk.domain.record import CaseId, ItemId, Record
from spoc_desk.domain.roles import Role
from spoc_desk.domain.terms import Term

HIDDEN = "hidden"
"""The channel under which everything found in hidden parts of a file is counted: a copy never holds it."""


class Mode(Term):
    """Which way a text travels."""

    OUT = "out", "Leaves this authority"  # nothing is allowed, our own area least of all
    IN = "in", "Received"  # any other area is a leak, and our own name shows that the sender knows
    LOCAL = "local", "Stays with our services"  # our own records: our own area and its bodies are allowed


class Verdict(Term):
    """What came of a check."""

    CLEAN = "clean", "Clean"
    LEAKS = "leaks", "Leaks: set apart"
    COPY = "copy", "Sanitised copy made"


@dataclass(frozen=True)
class ChannelCount:
    """How many places of one channel were found, taken out, and kept with a reason."""

    channel: str
    found: int
    removed: int
    kept: int


@dataclass(frozen=True, kw_only=True)
class DocumentCheck(Record):
    """One check as it is remembered. The four lists run side by side, one entry a channel."""

    document_no: str  # random, also the name of the copy
    case_id: CaseId | None = None
    item_id: ItemId | None = None
    mode: Mode
    verdict: Verdict
    checked_at: str
    checked_by: str
    pages: int = 0
    unreadable: int = 0
    channels: tuple[str, ...] = ()
    found: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()
    words_shown: bool = False
    proofs: tuple[str, ...] = ()  # names of the checks that the copy passed
    areas_left: int | None = None  # so many authorities fit what stays, at most; None where that was not measured
    areas_of: int = 0
    words_not_placed: int = 0
    copy_digest: str = ""
    second_person: str = ""
    second_role: Role | None = None
    second_user: str | None = None  # whose own password signed; None where the name was typed and not confirmed
    program_version: str
    gazetteer_version: str

    @property
    def counts(self) -> Iterator[ChannelCount]:
        """Yield the counts, one entry a channel."""
        for row in zip(self.channels, self.found, self.removed, self.kept, strict=True):
            yield ChannelCount(*row)
