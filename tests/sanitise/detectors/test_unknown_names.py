"""Names that stand in no list are found by their shape and by where they stand; people and lands abroad are not."""

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Mode, blocks
from spoc_desk.sanitise.scan import scan


def spots(text: str) -> list[tuple[str, str]]:
    return [
        (one.channel, text[one.start : one.end])
        for one in scan(text, OwnArea(), Mode.OUT)
        if one.channel not in {"direction", "collar-number"}
    ]


STRUCTURE = [
    ("The family lives in Thrubwick near a shop.", "named-place", "Thrubwick"),
    ("They moved from Great Quernham last year.", "named-place", "Great Quernham"),
    ("He grew up in Llanwrthyn-y-Quern.", "named-place", "Llanwrthyn"),
    ("the village of Ogle", "named-place", "Ogle"),
    ("4 The Row, Quernley", "named-place", "Quernley"),
    ("She attends Zebedee Juniors.", "school", "Zebedee Juniors"),
    ("seen at Foxglove Children's Centre", "council", "Foxglove Children's Centre"),
    ("seen at Foxglove children's centre", "council", "Foxglove children's centre"),
    ("seen at quernley medical centre", "health", "quernley medical centre"),
    ("YSGOL BRYN QUERN", "school", "YSGOL BRYN QUERN"),
    ("Visits at HMP Quernmoor", "prison", "HMP Quernmoor"),
    ("by the River Quern", "river", "River Quern"),
    ("a letter from the Diocese of Quernmoor", "diocese", "Diocese of Quernmoor"),
    ("Discharged by QXLFT on Monday", "health", "QXLFT"),
    ("the Quernmoor Family Hub", "council", "Quernmoor Family Hub"),
    ("at Al-Quern Masjid", "venue", "Al-Quern Masjid"),
    ("the Quernmoor Arms", "venue", "Quernmoor Arms"),
    ("He drinks in the Whalebone.", "venue", "the Whalebone"),
    ("Quernmoor Foodbank", "venue", "Quernmoor Foodbank"),
    ("He plays for Quernmoor FC", "football-club", "Quernmoor FC"),
    ("The old school, Ian Quernley, say they posted it.", "named-place", "Ian Quernley"),
    ("The children attended Henry Quernley until May.", "named-place", "Henry Quernley"),
    ("The kids start Humphry Quern on Monday.", "named-place", "Humphry Quern"),
    ("They have not been to school since Quernley.", "named-place", "Quernley"),
    ("The eldest did a term at Corunna there.", "named-place", "Corunna"),
    ("Paid for by NHS QXM.", "health", "NHS QXM"),
    ("Town: Quernmoor", "column", "Quernmoor"),
    ("School attended: Rosewood Juniors", "column", "Rosewood Juniors"),
    ("Place of birth: quernmoor", "column", "quernmoor"),
    ("Name\tTown\tAge\nAnna\tQuernmoor\t7\nBob\tOgle\t8", "column", "Ogle"),
    ("Name | School | Age\nAnna | Rosebud | 7", "column", "Rosebud"),
    ('Child,School,"LA"\nA,Rosebud,Quern\nB,"Daisy, Lower",Ogle', "column", "Daisy, Lower"),
]


@pytest.mark.parametrize(("text", "channel", "name"), STRUCTURE)
def test_an_unknown_name_is_found_by_its_shape(text: str, channel: str, name: str) -> None:
    found = spots(text)
    assert any(name in span and kind in {channel, "named-place", "column", "place"} for kind, span in found), found
    assert channel in {kind for kind, _ in found} or channel == "column", found


CLEAR = [
    "We first met on the ward.",
    "The head of the school, Ian Ramsay, rang.",
    "He scored low on the Reynell scales.",
    "A Fellow of the Royal College of Psychiatrists.",
    "Seen with her NHS GP and the NHS app.",
    "He moved from a cot to a bed.",
    "Attended School",
    "Safety Plan and Support Centre",
    "the Family Court, the High Court and the Youth Court",
    "He moved to Year 4 and she moved to Reception.",
    "She was placed in Foster Care with Mr Quernmoor.",
    "They were born in Pakistan and lived in Dublin.",
    "They live in Fear",
    "in Ofsted's view; in Excel; in Polish; in Islam; in CAMHS; in EastEnders",
    "Name | Class | Age\nAnna | Rosebud | 7",
    "School: not attending\nGP: \nTown: N/A\nAddress: withheld",
    "School: Good attendance",
    "Mrs Temple, Rachel Church and Robert Hall came.",
    "Leader of the Council and Member of the House",
    "the LSCP, the LSCB and TBC",
    "Apologies: Jane Quernmoor, Tom Llanquern",
]


@pytest.mark.parametrize("text", CLEAR)
def test_what_names_no_place_here_is_left_alone(text: str) -> None:
    assert spots(text) == []


PEOPLE = [
    "She has a friend called London whom she met at the gym.",
    "I asked Carlisle what he would do with three wishes.",
    "Mum says Preston is teething and off his milk.",
    "Lincoln got a certificate.",
    "Kyle's YOT worker was late.",
    "The Norfolks rang the office.",
    "Professionals attending: Sarah Lincoln (HV), Mark Ashford (lead), Tom Burton, D. Sutton and PC 1234 Clifton.",
    "Bentley, Mr. Paul\nBurton, Ms Ann",
    "Chelsea Hastings was seen alone.",
    "Bradley's attendance is better. Kimberley shares with Shelby.",
    "Hedley J, Wall LJ and Thorpe LJ agreed; see R v Lancaster and Jones v Hereford.",
    "Nelson Mandela and Winston Churchill",
    "The Duke of York and the Archbishop of Canterbury",
]


@pytest.mark.parametrize("text", PEOPLE)
def test_a_place_name_that_somebody_bears_is_cleared_where_it_stands(text: str) -> None:
    assert spots(text) == []


ELSEWHERE = [
    "She has made good progress in Reading and in Maths.",
    "Her Edinburgh depression score was 7.",
    "They flew to Perth, Australia, and Boston, Massachusetts.",
    "New York, New England and County Cork",
    "the law of England and Wales; the Church of England; NHS England",
    "the Edinburgh Postnatal Depression Scale, the Bristol Stool Chart, the Glasgow Coma Scale",
    "Yorkshire pudding, a Cornish pasty and a Staffordshire bull terrier",
    "the Yorkshire Building Society and the Bank of Scotland",
]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_phrases_with_a_place_in_them_tell_no_area(text: str) -> None:
    assert spots(text) == []


def test_the_same_word_is_judged_again_where_a_place_is_meant() -> None:
    text = "Mr Burton rang. They live in Burton. Sandy has a bath. They lived in Sandy, near Bath."
    assert [span for _, span in spots(text)] == ["Burton", "Sandy", "Bath"]
    assert blocks(scan(text, OwnArea(), Mode.OUT))


def test_a_football_nickname_needs_football_beside_it() -> None:
    assert spots("He saw the Owls win the match.") == [("football-club", "the Owls")]
    assert spots("The owls and the robins are in the Nature Area. Blades and hammers were found.") == []


def test_a_river_alone_needs_water_beside_it() -> None:
    assert spots("They walked the dog beside the Wharfe.") == [("river", "the Wharfe")]
    assert spots("She was wearing the wear and tear of the Dove.") == []
