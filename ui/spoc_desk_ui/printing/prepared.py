"""What the preview shows of a print the casework prepared, how it is issued, and what is said of the copy."""

from typing import TYPE_CHECKING, cast

from spoc_desk.casework.change import Change, What
from spoc_desk.domain.prints import Goes

from ..lazy import load
from .source import Copy, Ready

if TYPE_CHECKING:
    from spoc_desk.casework.disclosing import Destination
    from spoc_desk.casework.prints import Issued, Prepared
    from spoc_desk.vault.vault import Vault


def is_own_file(destination: "Destination | None") -> bool:
    """Say whether the copy stays in our own file, and says so."""
    return destination is not None and destination.goes is Goes.OWN_FILE


def ready_of(vault: "Vault", prepared: "Prepared") -> Ready:
    """Return the pages to look at; nothing is numbered or entered yet."""
    name: str = load("spoc_desk.printing.naming").file_name(
        prepared.kind.value, prepared.case_ref, prepared.copy_no, vault.clock.today()
    )
    return Ready(
        title=prepared.kind.label,
        reference=prepared.case_ref,
        copy_words=f"Copy {prepared.copy_no}",
        contains=prepared.contains,
        file_name=name,
        pdf=load("spoc_desk.casework.prints").preview(vault, prepared),
        handle=prepared,
        leaks=prepared.leaks,
        recipient=prepared.recipient,
        question=prepared.question,
    )


def issue(
    vault: "Vault",
    ready: Ready,
    output: str,
    password: str,
    *,
    acknowledged: bool,
    place_reason: str = "",
    destination: "Destination | None" = None,
) -> Copy:
    """Number what `ready_of` showed, enter it in the print register and return it."""
    prepared = cast("Prepared", ready.handle)
    issued: Issued = load("spoc_desk.casework.prints").issue(
        vault,
        prepared,
        output,
        password=password or None,
        acknowledged=acknowledged,
        place_reason=place_reason,
        destination=destination,
    )
    number = int(issued.copy.copy_no)
    decided = ", with the decision to share it" if issued.copy.goes is Goes.GOES_OUT else ""
    return Copy(
        pdf=issued.pdf,
        file_name=issued.file_name,
        words=f"1 copy, no. {number}, in the print register{decided}",
        change=Change(What.PRINT, prepared.case_id, (issued.copy.id,)),
        copy_no=number,
        print_id=issued.copy.id,
    )
