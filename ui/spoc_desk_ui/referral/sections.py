"""Which page shows which section of a referral. A new page is one line here."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from .check_answers import CheckAnswers
from .circumstances import CircumstancesSection
from .confidential import ConfidentialSection
from .consent.section import ConsentSection
from .form_section import FormSection
from .indicators.page import IndicatorsPage
from .informing import InformingSection
from .judgement import JudgementSection
from .lawful_basis import LawfulBasisSection
from .read_section import ReadSection
from .rows_section import RowsSection
from .section import SectionPage
from .tracking.page import TrackingPage
from .what_now import WhatNow

if TYPE_CHECKING:
    from spoc_desk.forms.definition import FormDef

    from ..session import Session

WHAT_NOW, CHECK, TRACKING = "what_now", "check", "tracking"
PAGE_KEYS = frozenset({WHAT_NOW, CHECK, TRACKING})
"""The pages that are no section of the form."""

PAPER_ONLY = frozenset({"mash_use"})
"""Sections that are for the hand of somebody else, on paper."""

_PAGES: Mapping[str, type[SectionPage]] = {
    WHAT_NOW: WhatNow,
    CHECK: CheckAnswers,
    TRACKING: TrackingPage,
    "indicators": IndicatorsPage,
    "consent_a": ConsentSection,
    "consent_b": ConsentSection,
    "young_person": ConsentSection,
    "circumstances": CircumstancesSection,
    "judgement": JudgementSection,
    "informing": InformingSection,
    "lawful_basis": LawfulBasisSection,
    "confidential": ConfidentialSection,
}


_ALWAYS = frozenset({WHAT_NOW, CHECK, TRACKING, "consent_a", "consent_b", "young_person"})
"""Pages that are the same after sending: consent may be withdrawn then."""


def make_section(
    key: str, form: "FormDef", session: "Session", parent: QWidget, *, editable: bool, may_write: bool = True
) -> SectionPage:
    """Return the page of a section; one that is no longer edited, or by somebody else, is a page to read."""
    kind = _PAGES.get(key) if editable or key in (_ALWAYS if may_write else PAGE_KEYS) else ReadSection
    if kind is None:
        rows = any(each.id == key and each.rows_of for each in form.sections)
        kind = RowsSection if rows else FormSection
    return kind(key, session, parent)


def form_sections(form: "FormDef") -> tuple[str, ...]:
    """Return the sections that are filled in on the screen, in the order of the form."""
    return tuple(each.id for each in form.sections if each.id not in PAPER_ONLY)
