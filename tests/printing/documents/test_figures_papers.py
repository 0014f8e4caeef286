"""Figures and samples on paper: tables that are read out, and nobody by name."""

import pytest

from spoc_desk.printing.documents.figures import PaperTable, SampleFacts, audit_sample, figures
from spoc_desk.printing.paper import Paper

TABLE = PaperTable(
    "Referrals",
    ("Measure", "Quarter 1", "2026/27", "Share"),
    (("Referrals sent to the MASH", "*", "25", ""), ("– Accepted: assessment team", "0", "25 †", "100 %")),
    ("* is a number from 1 to 7.",),
    "Given out Mon 5 Apr 2027, 09:30 by Asha Brook",
)
SAMPLE = SampleFacts("Sample 1: Referrals", "5f3a9c0011223344", ("calm river 1200", "still moor 0937"), 2, same=False)


@pytest.mark.parametrize(
    "paper", [Paper(copy_no=3, reference="2026/27"), Paper(large_print=True, sample=True)], ids=["plain", "large"]
)
def test_each_keeps_both_standards(make, judge, paper):
    judge(make(figures((TABLE, TABLE), period="April 2026 to March 2027", paper=paper)))
    judge(make(audit_sample(SAMPLE, paper=paper)))


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_no_month_is_broken_in_a_head(make, pages, large):
    months = ("July 2026", "August 2026", "September 2026", "Quarter 2", "Share")
    one = PaperTable("RELAY", ("Measure", *months), (("Notifications received", *("0",) * 5),), ())
    words = " ".join(" ".join(pages(make(figures((one,), period="x", paper=Paper(large_print=large))))).split())
    assert {"August", "September", "Quarter", "Share"} <= set(words.split())


@pytest.mark.req("R-001-17")
def test_a_sample_says_how_it_is_drawn_again(make, pages):
    (only,) = pages(make(audit_sample(SAMPLE, paper=Paper(copy_no=1))))
    words = " ".join(only.split())
    assert "calm river 1200" in words
    assert "5f3a9c0011223344" in words
    assert "SHA-256" in words
