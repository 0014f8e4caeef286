"""The certificate of a disposal is one of the house's papers, and says counts, names of staff and backups alone."""

from dataclasses import replace

from spoc_desk.casework.keeping.certificates import ELSEWHERE, METHOD, UNTIL
from spoc_desk.casework.keeping.pieces import WORDS
from spoc_desk.printing.documents.disposal_certificate import CertificateFacts, disposal_certificate
from spoc_desk.printing.paper import Paper

FACTS = CertificateFacts(
    number="DC-0007",
    kind="Relocation",
    disposed="Mon 23 Nov 2026, 09:30",
    proposed_by="Asha Brook",
    approved_by="Robin Tallis, Office of the DASS",
    class_words="Relocation case: The longest of the people’s classes; ask UKPPS before any disposal",
    early=False,
    counts=tuple((words, number) for number, words in enumerate(WORDS.values(), 1)),
    drafts=2,
    papers_out=1,
    held_back=3,
    method=METHOD,
    until=UNTIL,
    elsewhere=ELSEWHERE,
    backups=tuple(f"desk-4821-{number}.spocbak, made Fri 20 Nov 2026, 16:{number:02d}" for number in range(40)),
    as_of="Mon 23 Nov 2026",
)


def test_it_is_a_paper_of_the_house_however_long(make, judge):
    judge(make(disposal_certificate(FACTS, paper=Paper(copy_no=3))))
    judge(make(disposal_certificate(FACTS, paper=Paper(large_print=True, sample=True))))
    judge(make(disposal_certificate(replace(FACTS, counts=FACTS.counts[:1], backups=()), paper=Paper())))


def test_it_says_who_how_and_which_backups_are_left(make, text_of):
    text = " ".join(text_of(make(disposal_certificate(FACTS, paper=Paper()))).split())
    for words in ("DC-0007", "One record: relocation", "Asha Brook", "Robin Tallis, Office of the DASS", "People 2"):
        assert words in text
    assert "desk-4821-39.spocbak" in text and "new keys" in text
    assert "Half-typed texts 2" in text and "keep the reason given at the time: 3" in text


def test_without_backups_and_before_its_time_it_says_so(make, text_of):
    text = text_of(make(disposal_certificate(replace(FACTS, backups=(), early=True, held_back=0), paper=Paper())))
    said = " ".join(text.split())
    assert "None is known that holds the record." in said and "Not over: the office approved it" in said
    assert "What stays" not in said
