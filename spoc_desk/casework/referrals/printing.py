"""What the print register must know of a referral, and when its form may be printed (domain 3.4)."""

from dataclasses import dataclass

from spoc_desk.casework.may_do import happened
from spoc_desk.casework.referrals.facts import facts_of
from spoc_desk.casework.referrals.moves import mark_printed
from spoc_desk.casework.referrals.reading import referral_view
from spoc_desk.domain.prints import PrintKind
from spoc_desk.domain.record import CaseId
from spoc_desk.domain.referral_guards import NOT_RESTRICTED
from spoc_desk.domain.referral_states import BEFORE_SENDING, allowed
from spoc_desk.domain.referrals import ReferralEvent, ReferralId
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.printing.documents.referral.content import MARKING, edition
from spoc_desk.printing.paper import Paper
from spoc_desk.vault.vault import Vault

_TO_THE_MASH = frozenset({PrintKind.REFERRAL, PrintKind.REFERRAL_CONFIDENTIAL})


@dataclass(frozen=True)
class PrintedReferral:
    """One referral on its way to paper. `restricted`: never why."""

    id: ReferralId
    case_id: CaseId | None
    version: int
    restricted: bool
    sample: bool
    paper: Paper


def printed_referral(vault: Vault, referral_id: str | None) -> PrintedReferral:
    """Return what is the same for all papers of a referral. Raises UnknownRecord for one that may not be known of."""
    if not referral_id:
        raise BadAnswer("Choose the referral this print is for.", "referral_id")
    view = referral_view(vault, referral_id)
    referral = view.referral
    words = edition(referral.form_version, referral.set_id)
    return PrintedReferral(
        id=referral.id,
        case_id=referral.case_id,
        version=referral.form_version,
        restricted=view.stopped,
        sample=referral.sample,
        paper=Paper(reference=referral.referral_ref, marking=MARKING, edition=words),
    )


def refuse_unready(vault: Vault, kind: PrintKind, referral: PrintedReferral) -> None:
    """Raise NotYet where the form may not be printed yet, or nothing may go to the MASH. Looking at it is allowed.

    A masked copy names nobody and goes to nobody.
    """
    if kind not in _TO_THE_MASH or vault.is_masked:
        return
    view = referral_view(vault, referral.id)
    if view.referral.form_version != referral.version:
        raise NotYet("This was changed meanwhile. Prepare the print again.", "domain 3.4")
    facts = facts_of(view, view.today)
    if kind is PrintKind.REFERRAL and view.referral.state in BEFORE_SENDING:
        allowed(ReferralEvent.PRINTED, facts)
    elif not NOT_RESTRICTED.holds(facts):
        raise NotYet(NOT_RESTRICTED.sentence(facts), NOT_RESTRICTED.source)


def move_on(vault: Vault, kind: PrintKind, referral: PrintedReferral) -> None:
    """Mark a form that was not sent yet as printed; a further copy later changes nothing.

    A copy for somebody who writes no referrals, an auditor or an office, moves nothing: it is not the one that is sent.
    """
    if not vault.may(happened(ReferralEvent.PRINTED)):
        return
    view = referral_view(vault, referral.id)
    if kind is PrintKind.REFERRAL and view.referral.state in BEFORE_SENDING:
        mark_printed(vault, referral_id=referral.id)
