"""Everything the workspace of a referral needs at once, read on the vault's thread in one go."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.casework.may_do import happened
from spoc_desk.domain.referral_states import BEFORE_SENDING

from ..forms.choices import fetch_council
from ..lazy import load
from .choices import fetch_referral_choices
from .due import DueLine, due_lines
from .known import Known

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.prompts import Prompt
    from spoc_desk.casework.referrals.reading import ReferralView
    from spoc_desk.domain.referral_states import Offer
    from spoc_desk.vault.vault import Vault

WRITES = "saved a section of a referral"
"""The act of casework.may_do of who writes a referral; who does not only reads it."""


@dataclass(frozen=True)
class DeskFacts:
    """The referral, what is known beside it, what must be done about it now, and the moves it may make."""

    view: "ReferralView"
    known: Known
    prompts: "tuple[Prompt, ...]"
    offers: "tuple[Offer, ...]"
    due: tuple[DueLine, ...] = ()


def read_desk(vault: "Vault", referral_id: str, *, checked: bool) -> DeskFacts:
    """Return the facts of a referral (worker thread); *checked* asks for what is to be put right too."""
    room = "spoc_desk.casework.referrals"
    view = load(f"{room}.opening").open_referral(vault, referral_id)
    today = vault.clock.today()
    council = fetch_council(vault)
    writes = vault.may(WRITES)
    referring = load("spoc_desk.casework.council").profile(vault).referring
    known = Known(
        choices=fetch_referral_choices(vault, view),
        council=council,
        offers=load(f"{room}.prefill").offers(vault, view),
        people=load(f"{room}.prefill").shown_people(vault, view) if writes else (),
        troubles=load(f"{room}.checking").check_answers(view, today) if checked else (),
        unsaved=_unsaved(vault, referral_id),
        corrected=referring.threshold_corrections,
        guidance={each.id: each.where for each in referring.guidance if each.where},
        editable=writes and view.referral.state in BEFORE_SENDING and view.referral.archived_on is None,
        may_write=writes,
    )
    prompts = load(f"{room}.prompts").prompts(view, today) if writes else ()
    moves = hers(vault, load(f"{room}.moves").offered(view))
    return DeskFacts(view, known, tuple(prompts), moves, due_lines(view, today, council.calendar))


def hers(vault: "Vault", offers: "Iterable[Offer]") -> "tuple[Offer, ...]":
    """Return the moves that are acts of the person at the desk; the others are not there for her."""
    return tuple(offer for offer in offers if vault.may(happened(offer.event)))


def _unsaved(vault: "Vault", referral_id: str) -> frozenset[str]:
    """Return the sections for which half-typed text is kept."""
    places = (draft.place.split("/") for draft in vault.drafts())
    return frozenset(place[2] for place in places if place[:2] == ["referral", referral_id] and len(place) > 2)
