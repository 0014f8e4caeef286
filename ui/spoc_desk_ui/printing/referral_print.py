"""The papers of a referral: looked at at any time, printed when the referral is ready, with a reason for a place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spoc_desk.errors import NotYet

from ..lazy import load
from .blank import blank, blank_copy, within
from .prepared import is_own_file, issue, ready_of
from .source import Copy, Ready

if TYPE_CHECKING:
    from spoc_desk.casework.disclosing import Destination
    from spoc_desk.casework.prints import Prepared
    from spoc_desk.vault.vault import Vault

_FILLABLE = "referral-fillable"
BLANK_PAPERS: Mapping[str, str] = {
    "referral": "The form for handwriting",
    _FILLABLE: "The form with fields to type into",
    "referral-short": "The form without the list of indicators",
    "referral-indicators": "The list of indicators alone",
    "referral-consent": "Consent sheet",
    "referral-young-person": "Young person's sheet",
    "referral-confidential": "Confidential sheet",
    "referral-tracking": "Tracking sheet",
}
"""What can be printed without a referral, by the form in its place, and what it is called."""


@dataclass(frozen=True)
class ReferralPrint:
    """One paper of one referral; `place_reason` says why a place is needed on it."""

    kind: str
    referral_id: str
    record_ids: tuple[str, ...] = ()
    place_reason: str = ""
    destination: "Destination | None" = None
    asks_recipient: bool = False
    protects: bool = True

    def with_destination(self, destination: "Destination") -> "ReferralPrint":
        """Return the same print with where the copy goes."""
        return replace(self, destination=destination)

    def with_reason(self, reason: str) -> "ReferralPrint":
        """Return the same print with the reason why a place is needed."""
        return replace(self, place_reason=reason)

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        prints = load("spoc_desk.casework.prints")
        prepared: Prepared = prints.prepare(
            vault,
            kind=self.kind,
            referral_id=self.referral_id,
            record_ids=self.record_ids,
            recipient=recipient,
            large_print=large_print,
            own_file=is_own_file(self.destination),
        )
        load("spoc_desk.casework.looking").open_paper(vault, referral_id=self.referral_id)
        ready = ready_of(vault, prepared)
        return replace(ready, may_go_on=prepared.may_go_on, not_yet=_not_yet(vault, prepared))

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        return issue(
            vault, ready, output, password,
            acknowledged=acknowledged, place_reason=self.place_reason, destination=self.destination,
        )  # fmt: skip


@dataclass(frozen=True)
class BlankReferralPrint:
    """A paper for handwriting, or the form with fields to type into: no child, no answer, no number."""

    form: str
    asks_recipient: bool = False
    protects: bool = False

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        room = "spoc_desk.casework.referrals"
        fillable = self.form == _FILLABLE
        document = load(f"{room}.blank_papers").blank_paper(
            "referral" if fillable else self.form,
            load("spoc_desk.casework.council").profile(vault),
            threshold=load(f"{room}.threshold_sets").current_set(vault),
            large_print=large_print,
            fillable=fillable,
        )
        return blank(
            vault,
            document,
            f"Referral to the MASH: {within(BLANK_PAPERS[self.form])}",
            "questions only; no answer",
            f"blank {self.form}",
            copy_words="Form to fill in on a screen" if fillable else "Blank form",
        )

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        return blank_copy(ready)


def _not_yet(vault: "Vault", prepared: "Prepared") -> str:
    """Return why the paper may be looked at and not printed yet, or ""."""
    if prepared.referral is None:
        return ""
    try:
        load("spoc_desk.casework.referrals.printing").refuse_unready(vault, prepared.kind, prepared.referral)
    except NotYet as error:
        return str(error)
    return ""
