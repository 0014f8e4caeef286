"""The papers of the invented referral, printed once for the tests that read them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from spoc_desk.printing.blocks import Document
from spoc_desk.printing.documents.referral.blank import blank_referral
from spoc_desk.printing.documents.referral.confidential import confidential_sheet
from spoc_desk.printing.documents.referral.consent import consent_sheet
from spoc_desk.printing.documents.referral.content import MARKING, ReferralContent, blank_edition
from spoc_desk.printing.documents.referral.filled import referral_form
from spoc_desk.printing.documents.referral.tracking import STAGES, tracking_sheet
from spoc_desk.printing.documents.referral.young_person import young_person_sheet
from spoc_desk.printing.paper import Paper
from tests.printing.conftest import printed
from tests.printing.referral.samples import COUNCIL, PAPER, SET, content

BLANK = Paper(marking=MARKING, edition=blank_edition(SET.id))
EMPTY = ReferralContent(threshold=SET, council=COUNCIL)
CONFIDENTIAL = {"confidential_text": "The mother told us in confidence.", "confidential_from": "The father"}

MAKERS: dict[str, Callable[[Paper], Document]] = {
    "filled": lambda paper: referral_form(content(), paper=paper),
    "filled with nothing": lambda paper: referral_form(EMPTY, paper=paper),
    "blank": lambda _paper: blank_referral(EMPTY, paper=replace(BLANK, large_print=_paper.large_print)),
    "consent": lambda paper: consent_sheet(content(), paper=paper),
    "consent with nothing": lambda paper: consent_sheet(EMPTY, paper=paper),
    "confidential": lambda paper: confidential_sheet(content(answers=CONFIDENTIAL), paper=paper),
    "confidential with nothing": lambda paper: confidential_sheet(EMPTY, paper=paper),
    "young person": lambda paper: young_person_sheet(content(), paper=paper, number=1),
    "tracking": lambda paper: tracking_sheet(STAGES, paper=paper),
}


@pytest.fixture(scope="package")
def filled() -> bytes:
    return printed(MAKERS["filled"](PAPER))


@pytest.fixture(scope="package")
def blank() -> bytes:
    return printed(MAKERS["blank"](PAPER))
