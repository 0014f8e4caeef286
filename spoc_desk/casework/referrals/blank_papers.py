"""The papers of a referral without a referral: to be filled in by hand at a visit, or on a screen elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from spoc_desk.casework.referrals.paper_content import council_words
from spoc_desk.errors import BadAnswer
from spoc_desk.printing.blocks import Document
from spoc_desk.printing.documents.referral.blank import blank_referral
from spoc_desk.printing.documents.referral.confidential import confidential_sheet
from spoc_desk.printing.documents.referral.consent import consent_sheet
from spoc_desk.printing.documents.referral.content import MARKING, ReferralContent, blank_edition
from spoc_desk.printing.documents.referral.indicators import indicator_sheet
from spoc_desk.printing.documents.referral.tracking import STAGES, tracking_sheet
from spoc_desk.printing.documents.referral.young_person import young_person_sheet
from spoc_desk.printing.forms import BLANK
from spoc_desk.printing.paper import Paper
from spoc_desk.profile.profile import Profile
from spoc_desk.thresholds.reading import load_set
from spoc_desk.thresholds.threshold_set import ThresholdSet

_MAKERS: Mapping[str, Callable[[ReferralContent, Paper], Document]] = {
    "referral": lambda content, paper: blank_referral(content, paper=paper),
    "referral-short": lambda content, paper: blank_referral(content, paper=paper, listed=False),
    "referral-indicators": lambda content, paper: indicator_sheet(content, paper=paper),
    "referral-consent": lambda content, paper: consent_sheet(content, paper=paper),
    "referral-confidential": lambda content, paper: confidential_sheet(content, paper=paper),
    "referral-young-person": lambda content, paper: young_person_sheet(content, paper=paper),
    "referral-tracking": lambda _content, paper: tracking_sheet(STAGES, paper=paper),
}
PAPERS = tuple(_MAKERS)


def blank_paper(
    name: str,
    council: Profile,
    *,
    threshold: ThresholdSet | None = None,
    large_print: bool = False,
    fillable: bool = False,
) -> Document:
    """Return one of `PAPERS` with the words of a *council*; the indicators are those of its threshold document."""
    if name not in _MAKERS:
        raise BadAnswer(f"Choose one of: {', '.join(PAPERS)}.", "form")
    of = threshold or load_set(council.referring.threshold_set)
    paper = Paper(
        marking=MARKING,
        sample=council.practice,
        large_print=large_print,
        edition=blank_edition(of.id),
        fillable=fillable,
    )
    content = ReferralContent(
        threshold=of, council=council_words(council), corrected=council.referring.threshold_corrections
    )
    return replace(_MAKERS[name](content, paper), copy_label=BLANK)
