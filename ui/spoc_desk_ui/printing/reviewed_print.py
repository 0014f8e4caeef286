"""The papers of serious incidents and of the Case Review Group, and what is printed blank."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from ..lazy import load
from .prepared import copy_of, is_own_file, ready_of
from .source import Copy, Ready

if TYPE_CHECKING:
    from spoc_desk.casework.disclosing import Destination
    from spoc_desk.casework.prints import Prepared
    from spoc_desk.vault.vault import Vault

BLANK_REVIEWED: Mapping[str, str] = {
    "incident-sheet": "Preparation sheet of a serious incident",
    "review-referral": "Referral to the Case Review Group",
}
"""What can be printed without a record, by the form in its place, and what it is called."""
REVIEWED = ("incident", "review")
"""How the kinds of these papers begin."""


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
        prepared = cast("Prepared", ready.handle)
        issued = load("spoc_desk.casework.prints").issue(
            vault,
            prepared,
            output,
            password=password or None,
            acknowledged=acknowledged,
            place_reason=self.reason,
            destination=self.destination,
        )
        return copy_of(issued, prepared)


@dataclass(frozen=True)
class BlankReviewedPrint:
    """A form with the council's own names: no child, no answer, no number."""

    form: str
    asks_recipient: bool = False
    protects: bool = False

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        council = load("spoc_desk.casework.council").profile(vault)
        document = load("spoc_desk.casework.reviewed.papers").blank_reviewed(
            self.form, council, large_print=large_print
        )
        today = vault.clock.today()
        return Ready(
            title=f"{BLANK_REVIEWED[self.form]}, blank",
            reference="",
            copy_words="Blank form",
            contains="nothing of any child",
            file_name=load("spoc_desk.printing.naming").file_name(f"blank {self.form}", "", None, today),
            pdf=load("spoc_desk.printing.render").render(document, made_on=today),
            handle=None,
        )

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        return Copy(ready.pdf, ready.file_name, "1 blank paper. Blank papers are not in the print register.")
