"""Prints that are not numbered: blank forms, which hold nothing of a case, and the recovery sheet, which is its own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..lazy import load
from .blank import blank, blank_copy
from .source import Copy, Ready

if TYPE_CHECKING:
    from spoc_desk.vault.recovery import RecoveryCode
    from spoc_desk.vault.vault import Vault

_MEETING = "meeting"


@dataclass(frozen=True)
class BlankPrint:
    """A blank form for handwriting; with a case its reference stands on it and nothing else."""

    form_id: str
    case_id: str = ""
    asks_recipient: bool = False
    protects: bool = False

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        case = load("spoc_desk.vault.records.stores").CASES.get(vault, self.case_id) if self.case_id else None
        form = load("spoc_desk.forms.loader").load_form(self.form_id)
        council = load("spoc_desk.casework.council").profile(vault)
        paper = load("spoc_desk.printing.paper").Paper(
            reference=case.case_ref if case else "",
            marking=council.marking,
            sample=council.practice or bool(case and case.sample),
            large_print=large_print,
        )
        title = load("spoc_desk.printing.documents.meeting_record").TITLE if self.form_id == _MEETING else form.title
        document = load("spoc_desk.printing.forms").blank_form(
            form, paper=paper, direction=case.direction.value if case else "", title=title
        )
        contains = "the questions and, with a case, its reference; no answer"
        return blank(vault, document, f"{title}, blank", contains, f"{title} blank", reference=paper.reference)

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        return blank_copy(ready)


@dataclass(frozen=True)
class SheetPrint:
    """The recovery sheet: the only copy of its code."""

    code: "RecoveryCode"
    holder: str
    asks_recipient: bool = False
    protects: bool = False

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        today = vault.clock.today()
        document = load("spoc_desk.printing.documents.recovery_sheet").recovery_sheet(
            self.code.groups,
            holder=self.holder,
            vault_id=self.code.vault_id,
            sheet_no=self.code.sheet,
            made_on=today,
            paper=load("spoc_desk.printing.paper").Paper(
                large_print=large_print, sample=load("spoc_desk.casework.council").profile(vault).practice
            ),
        )
        return Ready(
            title="Recovery sheet",
            reference="",
            copy_words="Only copy",
            contains="the code that opens this vault; nothing of any case",
            file_name=f"recovery-sheet-{self.code.sheet}.pdf",
            pdf=load("spoc_desk.printing.render").render(document, made_on=today),
            handle=None,
        )

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        return Copy(ready.pdf, ready.file_name, "1 recovery sheet, the only copy")
