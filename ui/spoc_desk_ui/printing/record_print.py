"""A print of the casework: numbered, checked for leaks, entered in the register."""

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
class RecordPrint:
    """One kind of print of one case, of some of its records."""

    kind: str
    case_id: str
    record_ids: tuple[str, ...] = ()
    destination: "Destination | None" = None
    asks_recipient: bool = True
    protects: bool = True

    def with_destination(self, destination: "Destination") -> "RecordPrint":
        """Return the same print with where the copy goes."""
        return replace(self, destination=destination)

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        prints = load("spoc_desk.casework.prints")
        prepared: Prepared = prints.prepare(
            vault,
            kind=self.kind,
            case_id=self.case_id or None,
            record_ids=self.record_ids,
            recipient=recipient,
            large_print=large_print,
            own_file=is_own_file(self.destination),
        )
        load("spoc_desk.casework.looking").open_paper(vault, case_id=self.case_id)
        return ready_of(vault, prepared)

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        return issue(vault, ready, output, password, acknowledged=acknowledged, destination=self.destination)
