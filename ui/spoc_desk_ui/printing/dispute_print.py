"""What is printed blank of disagreements, complaints, consultations and the roll-out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..lazy import load
from .source import Copy, Ready

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

BLANK_DISPUTES: Mapping[str, str] = {
    "escalation": "Escalation, for handwriting",
    "complaint": "Complaint, for handwriting",
    "consultation": "Consultation, for handwriting",
    "rollout-statement": "Statement of the roll-out, for handwriting",
}
"""The blank papers by the form in their place, and what each is called."""


@dataclass(frozen=True)
class BlankDisputePrint:
    """One of them: no name, no answer, no number."""

    form: str
    asks_recipient: bool = False
    protects: bool = False

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        council = load("spoc_desk.casework.council").profile(vault)
        document = load("spoc_desk.casework.disputes.papers").blank_dispute(self.form, council, large_print=large_print)
        today = vault.clock.today()
        return Ready(
            title=BLANK_DISPUTES[self.form],
            reference="",
            copy_words="Blank form",
            contains="the questions; no answer",
            file_name=load("spoc_desk.printing.naming").file_name(f"blank {self.form}", "", None, today),
            pdf=load("spoc_desk.printing.render").render(document, made_on=today),
            handle=None,
        )

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        return Copy(ready.pdf, ready.file_name, "1 blank paper. Blank papers are not in the print register.")
