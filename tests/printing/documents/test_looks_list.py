from spoc_desk.printing.documents.looks_list import LookedRow, looks_list
from spoc_desk.printing.paper import Paper

PAPER = Paper(copy_no=2)
ROW = LookedRow(
    "Mon 23 Nov 2026, 09:30", "Bartholomew Featherstonehaugh-Cholmondeley of the Directors' Office", "Revealed a name",
    "quiet harbour 4821, Child A", "Another reason: the school asked which of two brothers is meant by the letter",
)  # fmt: skip


def test_every_look_has_its_line_over_pages_and_in_large_print(make, judge, pages):
    for paper in (PAPER, Paper(copy_no=2, large_print=True)):
        pdf = make(looks_list((ROW,) * 60, total=60, only="who has \u201ca\u201d", paper=paper))
        judge(pdf)
        read = pages(pdf)
        assert len(read) > 2
        assert sum(text.count("Revealed a name") for text in read) == 60
        assert paper.large_print or all("When" in text for text in read)


def test_none_and_more_than_fit_are_said(make, judge, text_of):
    none = make(looks_list((), total=0, paper=PAPER))
    judge(none)
    assert "Nobody has looked yet." in text_of(none)
    some = text_of(make(looks_list((ROW,), total=4321, paper=PAPER)))
    assert "Looks: 4,321. These are the newest 1: filter the list to print the others." in some
