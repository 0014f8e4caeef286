"""What the preview asks of the thing it shows: to be prepared, to be looked at, to be issued as one copy."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from spoc_desk.casework.change import Change

if TYPE_CHECKING:
    from spoc_desk.casework.disclosing import Destination, Question
    from spoc_desk.casework.leaks import FieldLeak
    from spoc_desk.vault.vault import Vault


@dataclass(frozen=True)
class Ready:
    """A print as it would be issued. `handle` is the source's own."""

    title: str
    reference: str
    copy_words: str
    contains: str
    file_name: str
    pdf: bytes
    handle: object
    leaks: "tuple[FieldLeak, ...]" = ()
    recipient: str = ""
    may_go_on: bool = False
    """What blocks may leave all the same, with a reason why the place is needed."""
    question: "Question | None" = None
    """What has to be said of where a copy goes, before one is made."""
    not_yet: str = ""
    """Why it may only be looked at as yet."""

    @property
    def blocking(self) -> "tuple[FieldLeak, ...]":
        """Return what must be edited before anything is issued."""
        return tuple(leak for leak in self.leaks if leak.blocks)

    @property
    def to_check(self) -> "tuple[FieldLeak, ...]":
        """Return what she must look at and may clear herself."""
        return tuple(leak for leak in self.leaks if not leak.blocks)


@dataclass(frozen=True)
class Copy:
    """One copy that was issued: its bytes, its neutral name, and the sentence that says where it is registered."""

    pdf: bytes
    file_name: str
    words: str
    change: Change | None = None
    copy_no: int | None = None
    print_id: str = ""


@runtime_checkable
class Disclosing(Protocol):
    """A source whose copies go somewhere, which has to be said."""

    def with_destination(self, destination: "Destination") -> "Source":
        """Return the same source with where the copy goes."""


@runtime_checkable
class Reasoned(Protocol):
    """A source whose blocked print may leave with a reason."""

    def with_reason(self, reason: str) -> "Source":
        """Return the same source with the reason."""


class Source(Protocol):
    """Something that can be printed. Every method runs on the worker thread."""

    @property
    def asks_recipient(self) -> bool:
        """Say whether the copy is for somebody by name."""

    @property
    def protects(self) -> bool:
        """Say whether a protected copy makes sense."""

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        """Return the print with its pages; nothing is stored."""

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        """Return one copy, entered in the print register where it belongs there."""
