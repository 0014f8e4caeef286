"""The papers of serious incidents and of the Case Review Group keep both standards, filled and blank."""

import pytest

from spoc_desk.printing.documents.reviewed.incident_sheet import SheetContent, blank_incident_sheet, incident_sheet
from spoc_desk.printing.documents.reviewed.review_papers import (
    RequestContent,
    ReviewContent,
    Unit,
    blank_review_referral,
    review_plan,
    review_referral,
    review_request,
)
from spoc_desk.printing.paper import Paper

UNIT = Unit(partnership="Harbour Partnership", lines=("Business unit", "01234 567890"))
CHILD = {
    "given_names": "Maja", "family_name": "Sample", "date_of_birth": "2017-05-04", "event": "harmed",
    "harm_basis": ("physical", "recovered"), "looked_after": "no",
}  # fmt: skip
LONG = {**CHILD, "family_name": "Featherstonehaugh-Cholmondeley-Wriothesley-Marjoribanks-Smythe"}
SHEET = SheetContent(
    answers={"aware_at": "2026-11-23T08:40", "incident_on": "2026-11", "what_happened": "Injuries nobody explained."},
    children=(CHILD, LONG),
    test=(("Abuse or neglect is known or suspected", "yes"), ("So", "Must be notified")),
    told=(("Child Safeguarding Practice Review Panel", "", ""),),
    due="5 working days left",
)
REVIEW = ReviewContent(
    unit=UNIT,
    answers={"source": "agency", "agency": "Police", "criteria_reason": "Serious harm."},
    children=(CHILD,),
    rapid={"rapid_review_on": "2026-11-30", "criteria_met": "yes", "recommendation": "none"},
    decision={"decision": "none", "decided_by": ("council", "health", "police")},
    actions=(("Change the form", "Health", "Tue 1 Dec 2026", "", ""),),
    learning=(("Missed appointments are a sign.", "Briefings and conferences", "Mon 30 Nov 2026"),),
)
REQUEST = RequestContent(
    unit=UNIT, agency="Hospitals", asked_on="Mon 23 Nov 2026", due_on="", asked_for="", children=(CHILD,)
)


@pytest.mark.parametrize("paper", [Paper(copy_no=3), Paper(large_print=True, sample=True)], ids=["plain", "large"])
def test_each_keeps_both_standards(make, judge, paper):
    judge(make(incident_sheet(SHEET, paper=paper)))
    judge(make(review_referral(REVIEW, paper=paper)))
    judge(make(review_request(REQUEST, paper=paper)))
    judge(make(review_plan(REVIEW, paper=paper)))


def test_the_blank_ones_keep_both_standards(make, judge):
    judge(make(blank_incident_sheet(paper=Paper())))
    judge(make(blank_review_referral(UNIT, paper=Paper())))


@pytest.mark.req("R-002-23")
def test_the_plan_names_no_child_and_nothing_without_actions_is_left_blank(make, pages):
    words = " ".join(pages(make(review_plan(REVIEW, paper=Paper()))))
    assert "Maja" not in words
    empty = " ".join(pages(make(review_plan(ReviewContent(unit=UNIT), paper=Paper()))))
    assert "No action is written down." in empty
    assert "No learning is written down." in empty
