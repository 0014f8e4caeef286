"""The hand-over sheet is one of the house's papers: two desks, a code, and nothing of a family."""

from dataclasses import replace

from spoc_desk.printing.documents.handover_sheet import SheetFacts, handover_sheet
from spoc_desk.printing.paper import Paper

FACTS = SheetFacts(
    kind="Cases handed over", number="7 between these two desks, 0a1b2c3d", desk_from="Office of the DCS",
    desk_to="LA SPOC desk", made="Mon 23 Nov 2026, 09:30", made_by="Asha Brook", expires="Mon 7 Dec 2026, 09:30",
    file_name="bundle-0a1b2c3d.age", contents="2 cases, 134 records", references=("calm tide 1234", "quiet harbour 1"),
    code="E0XVJJQC",
)  # fmt: skip


def test_it_is_a_paper_of_the_house(make, judge):
    judge(make(handover_sheet(FACTS, paper=Paper(copy_no=3))))
    judge(make(handover_sheet(FACTS, paper=Paper(large_print=True, sample=True))))
    long = replace(FACTS, references=tuple(f"calm tide {number}" for number in range(300)), desk_to="x" * 60)
    judge(make(handover_sheet(long, paper=Paper())))


def test_it_says_its_code_and_where_it_goes(make, text_of):
    text = " ".join(text_of(make(handover_sheet(FACTS, paper=Paper()))).split())
    for words in ("E0XV", "JJQC", "LA SPOC desk", "calm tide 1234", "2 cases, 134 records", "Received by"):
        assert words in text
    assert "None stands" in text_of(make(handover_sheet(replace(FACTS, references=()), paper=Paper())))
