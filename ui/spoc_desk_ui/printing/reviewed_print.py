"""The papers of serious incidents and of the Case Review Group."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..lazy import load
from .prepared import is_own_file, issue, ready_of
from .source import Copy, Ready

if TYPE_CHECKING:
    from spoc_desk.casework.disclosing import Destination
    from spoc_desk.casework.prints import Prepared
    from spoc_desk.vault.vault import Vault


@dataclass(frozen=True)
class ReviewedPrint:
    """A paper of one incident or case; whether it is stopped is asked when it is prepared and when it is issued."""

    kind: str
    record_ids: tuple[str, ...]
    reason: str = ""
    destination: "Destination | None" = None
    asks_recipient: bool = True
    protects: bool = True

    def with_reason(self, reason: str) -> "ReviewedPrint":
        """Return the same print, which may leave although a text names a place: *reason* says why it is needed."""
        return replace(self, reason=reason)

    def with_destination(self, destination: "Destination") -> "ReviewedPrint":
        """Return the same print with where the copy goes."""
        return replace(self, destination=destination)

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        prepared: Prepared = load("spoc_desk.casework.prints").prepare(
            vault,
            kind=self.kind,
            record_ids=self.record_ids,
            recipient=recipient,
            large_print=large_print,
            own_file=is_own_file(self.destination),
        )
        return replace(ready_of(vault, prepared), may_go_on=prepared.may_go_on)

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        return issue(
            vault, ready, output, password,
            acknowledged=acknowledged, place_reason=self.reason, destination=self.destination,
        )  # fmt: skip
