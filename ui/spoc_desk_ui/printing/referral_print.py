"""The papers of a referral: looked at at any time, printed when the referral is ready, with a reason for a place."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from spoc_desk.casework.change import Change, What
from spoc_desk.errors import NotYet

from ..lazy import load
from .source import Copy, Ready

if TYPE_CHECKING:
    from spoc_desk.casework.prints import Prepared
    from spoc_desk.vault.vault import Vault

_BLANK_TITLE = "Referral to the MASH"


@dataclass(frozen=True)
class ReferralPrint:
    """One paper of one referral; `place_reason` says why a place is needed on it."""

    kind: str
    referral_id: str
    record_ids: tuple[str, ...] = ()
    place_reason: str = ""
    asks_recipient: bool = False
    protects: bool = True

    def with_reason(self, reason: str) -> "ReferralPrint":
        """Return the same print with the reason why a place is needed."""
        return replace(self, place_reason=reason)

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        prints = load("spoc_desk.casework.prints")
        prepared: Prepared = prints.prepare(
            vault, kind=self.kind, referral_id=self.referral_id, record_ids=self.record_ids, large_print=large_print
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
            may_go_on=prepared.may_go_on,
            not_yet=_not_yet(vault, prepared),
        )

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        prepared = cast("Prepared", ready.handle)
        issued = load("spoc_desk.casework.prints").issue(
            vault,
            prepared,
            output,
            password=password or None,
            acknowledged=acknowledged,
            place_reason=self.place_reason,
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


@dataclass(frozen=True)
class BlankReferralPrint:
    """The form for handwriting, or with fields to type into: no child, no answer, no number."""

    fillable: bool = False
    asks_recipient: bool = False
    protects: bool = False

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        room = "spoc_desk.casework.referrals"
        council = load("spoc_desk.casework.council").profile(vault)
        document = load(f"{room}.blank_papers").blank_paper(
            "referral",
            council,
            threshold=load(f"{room}.threshold_sets").current_set(vault),
            large_print=large_print,
            fillable=self.fillable,
        )
        today = vault.clock.today()
        kind = "to fill in on a screen" if self.fillable else "blank"
        return Ready(
            title=f"{_BLANK_TITLE}, {kind}",
            reference="",
            copy_words="Form to fill in on a screen" if self.fillable else "Blank form",
            contains="the questions and the indicators; no answer",
            file_name=load("spoc_desk.printing.naming").file_name(f"{_BLANK_TITLE} {kind}", "", None, today),
            pdf=load("spoc_desk.printing.render").render(document, made_on=today),
            handle=None,
        )

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        return Copy(ready.pdf, ready.file_name, "1 blank form. Blank forms are not in the print register.")


def _not_yet(vault: "Vault", prepared: "Prepared") -> str:
    """Return why the paper may be looked at and not printed yet, or ""."""
    if prepared.referral is None:
        return ""
    try:
        load("spoc_desk.casework.referrals.printing").refuse_unready(vault, prepared.kind, prepared.referral)
    except NotYet as error:
        return str(error)
    return ""
