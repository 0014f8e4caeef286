"""Bodies told by who comes from them and by the body beside them, and people and words that look like them."""

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.scan import scan


def found(text: str) -> list[str]:
    findings = scan(text, OwnArea(), Mode.LOCAL)
    return [text[one.start : one.end] for one in findings if one.channel != "direction"]


TELLING = [
    # in brackets behind a person with a title, and straight after one
    ("Present: Dr Shah (Quernhow Lane), Mr Cope.", "Quernhow Lane"),
    ("Ms Udo (Harbourside) had finished the course.", "Harbourside"),
    ("I spoke to Mrs Dyer at Wexmoor about it.", "Wexmoor"),
    # joined to a body that is sure
    ("She attended Drove Primary School, and Kettlewick until then.", "Kettlewick"),
    ("He went to Ferney Lee Primary School and then to Harris Quilter.", "Harris Quilter"),
    ("They left Ash Lane Surgery for a year, now Bramble Gate.", "Bramble Gate"),
    # partners of a law firm
    ("Our solicitor is here, theirs is from Cartmell Shepherd.", "Cartmell Shepherd"),
    # named after somebody
    ("She is a teaching assistant at Lord Wandsworth.", "Lord Wandsworth"),
    ("They knew at Prince Charles by then.", "Prince Charles"),
    ("He works at Queen Mary's and has asked twice.", "Queen Mary"),
    # shaped like a place and led to
    ("Please ask Wexmoor for a place at breakfast club.", "Wexmoor"),
    ("They are with Kettlefield when they are here.", "Kettlefield"),
    ("Her new school is Acre Rigg; it has our file.", "Acre Rigg"),
    ("Wexmoor refer for neglect.", "Wexmoor"),
    # rung by a name that holds another one
    ("I gave them toast and rang Noah's Ark, who can see her.", "Noah's Ark"),
    ("On Thursday at Grange he had one fall.", "Grange"),
    # behind a preposition alone, and nobody
    ("They met him at the show and not at Marches.", "Marches"),
    ("He is collected by an older cousin from Five Acres High.", "Five Acres High"),
    ("Mr Yates will ask Younger Mind.", "Younger Mind"),
    ("He has been accepted by Cease for a year.", "Cease"),
    # the point ends the sentence: what stands before it is no title and no first name
    ("She came with her nan. Bradford is where they were.", "Bradford"),
    ("He spoke of Jane. Bradford is where they were.", "Bradford"),
    # a short town in small letters
    ("she wants to go to her sisters in rhyl", "rhyl"),
    ("we lived in a flat in oban. then we left", "oban"),
]
QUIET = [
    "Ms Udo (Social Worker) and Mr Cope (Mum's partner) came.",
    "Present: Mrs Bell (SENCo), Dr Moss (Chair), Miss Lowe (Maria).",
    "He attends the school and Mum works. Reading and then Maths were set.",
    "Discussed the Quilterby children. The Quilterby family came.",
    "Thank you for bringing Isla to clinic.",
    "Her cat is called Mercy and her husband's called Chester.",
    "She was called Holly or Heather.",
    "Bradley beat him at Uno. He brought Uno.",
    "Family support has begun. The Millers adopted two brothers.",
    "The Merton compliant assessment was done by two workers.",
    "I spoke with Mrs Dyer about it. Mr Cope at Reception rang.",
    "she was in pain. he stood in line and in tears",
    "He shouted at Lady Smith's dog.",
    "I asked if he would talk to Steph from the youth team.",
    "Kacper is in Kingfisher class and asked about Disability Living Allowance.",
    "The version is INTEGER and kept in INTEGER.",
    "Her Duke of Edinburgh Bronze is done. Her grandaughter Skye is well.",
]


@pytest.mark.parametrize(("text", "name"), TELLING, ids=[name for _, name in TELLING])
def test_the_name_is_touched(text: str, name: str) -> None:
    assert any(name in one or one in name for one in found(text))


@pytest.mark.parametrize("text", QUIET)
def test_people_and_words_are_no_bodies(text: str) -> None:
    assert found(text) == []


def test_a_body_of_ours_is_ours_by_its_name() -> None:
    area = OwnArea(names=("Wexmoor",))
    assert not scan("Present: Dr Shah (Wexmoor Lane), Mr Cope.", area, Mode.LOCAL)
