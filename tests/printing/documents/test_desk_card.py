"""The card of a desk on paper is one of the house's papers: a code to type, and six words to read aloud."""

from spoc_desk.bundles.desk_card import code_of, fingerprint, read_code
from spoc_desk.bundles.desk_keys import DeskKeys
from spoc_desk.printing.documents.desk_card import CardFacts, desk_card
from spoc_desk.printing.paper import Paper

PUBLIC = DeskKeys.new().public
FACTS = CardFacts("Office of the DCS", "Office of the DCS", fingerprint(PUBLIC), tuple(code_of(PUBLIC).split()))


def test_it_is_a_paper_of_the_house_and_its_code_is_read_back(make, judge, text_of):
    made = make(desk_card(FACTS, paper=Paper(copy_no=3)))
    judge(made)
    judge(make(desk_card(CardFacts("x" * 60, *(FACTS.role, FACTS.words, FACTS.code)), paper=Paper(large_print=True))))
    text = text_of(made)
    assert FACTS.words in " ".join(text.split())
    groups = [word for word in text.split() if word in FACTS.code]
    assert read_code(" ".join(groups)).public == PUBLIC
