"""A print of the casework: numbered, checked for leaks, entered in the register."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from spoc_desk.casework.change import Change, What

from ..lazy import load
from .source import Copy, Ready

if TYPE_CHECKING:
    from spoc_desk.casework.prints import Prepared
    from spoc_desk.vault.vault import Vault


@dataclass(frozen=True)
class RecordPrint:
    """One kind of print of one case, of some of its records."""

    kind: str
    case_id: str
    record_ids: tuple[str, ...] = ()
    asks_recipient: bool = True
    protects: bool = True

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        prints = load("spoc_desk.casework.prints")
        prepared: Prepared = prints.prepare(
            vault,
            kind=self.kind,
            case_id=self.case_id or None,
            record_ids=self.record_ids,
            recipient=recipient,
            large_print=large_print,
        )
        name: str = load("spoc_desk.printing.naming").file_name(
            prepared.kind.value, prepared.case_ref, prepared.copy_no, vault.clock.today()
        )
        return Ready(
            title=prepared.kind.label,
            reference=prepared.case_ref,
            copy_words=f"Copy {prepared.copy_no}",
            contains=prepared.contains,
            file_name=name,
            pdf=prints.preview(vault, prepared),
            handle=prepared,
            leaks=prepared.leaks,
            recipient=prepared.recipient,
        )

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        prepared = cast("Prepared", ready.handle)
        issued = load("spoc_desk.casework.prints").issue(
            vault, prepared, output, password=password or None, acknowledged=acknowledged
        )
        number = int(issued.copy.copy_no)
        return Copy(
            pdf=issued.pdf,
            file_name=issued.file_name,
            words=f"1 copy, no. {number}, in the print register",
            change=Change(What.PRINT, prepared.case_id, (issued.copy.id,)),
            copy_no=number,
            print_id=issued.copy.id,
        )
