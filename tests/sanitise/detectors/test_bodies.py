"""Schools and practices spoken of as if they were people, and places told by a verb or by the name beside them."""

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Mode, Severity
from spoc_desk.sanitise.scan import scan


def found(text: str) -> dict[str, Severity]:
    findings = scan(text, OwnArea(), Mode.LOCAL)
    return {text[one.start : one.end]: one.severity for one in findings if one.channel != "direction"}


TELLING = [
    # everyday words that a school, a nursery or a practice is named with, at the start of a sentence
    ("Burnt Ash made the referral.", "Burnt Ash"),
    ("Norman Gate had him for a term.", "Norman Gate"),
    ("Billing Brook has a unit but no place.", "Billing Brook"),
    ("Willows rang to say that Poppy is off.", "Willows"),
    ("Proof was asked for. The Limes did so at once.", "Limes"),
    ("Busy Bees have had no fees.", "Busy Bees"),
    ("She moved him to Tiny Steps in June.", "Tiny Steps"),
    ("He may not go near Oak Primary or Tiddlywinks.", "Tiddlywinks"),
    # a body takes the plural
    ("Copley have been asked for the files.", "Copley"),
    ("Attendance panel: Oasis Connaught report 58 %.", "Oasis Connaught"),
    # who belongs to it
    ("The DSL at Penketh South told us.", "Penketh South"),
    ("Dr Venn of Blake House had no concerns.", "Blake House"),
    ("She has a place at George Pindar now.", "George Pindar"),
    ("It was discussed with Whiston midwives.", "Whiston"),
    # a strange word that is shaped like a place
    ("Kaimhill has seen no change in them.", "Kaimhill"),
    ("kids at starbeck til friday", "starbeck"),
    ("I miss my friends and I miss Whitsand Bay.", "Whitsand Bay"),
    # no article where an everyday noun would have one
    ("The older two go to City Academy now.", "City Academy"),
    ("He may not go near the gates of The Village Primary.", "Village Primary"),
    # where somebody sleeps or makes for
    ("She is in a room at the Chase until Monday.", "Chase"),
    ("He was last seen heading for the Paragon.", "Paragon"),
    # after a label
    ("School: Moat. Year: 9.", "Moat"),
    # in one breath with a sure place
    ("He has cousins on both the Ford and Pallion estates.", "Ford"),
    # the press, the pub, the school, the helicopter
    ("He stays at The Brick most nights.", "The Brick"),
    ("Her first husband kept the Bay Horse.", "Bay Horse"),
    ("Schools now: Woodside. Pets: none.", "Woodside"),
    ("Reason: they moved. Preference 1: Oakridge. Preference 2: none.", "Oakridge"),
    ("Please ask Ark Alexandra for her name.", "Ark Alexandra"),
    ("I rang Fledglings and nobody knew.", "Fledglings"),
    ('"It is Karen from Little Pips."', "Little Pips"),
    ("Could the Birchall Trust help?", "Birchall Trust"),
    ("She told her to ring Great Places, who told her to ring us.", "Great Places"),
    ("The notice was served. Shoreline want the money.", "Shoreline"),
    ("He has been quiet since and Caedmon are worried.", "Caedmon"),
    # said of it
    ("She says Frodsham was too quiet.", "Frodsham"),
]

QUIET = [
    "Grace Hill rang to say that she was late.",
    "Social Care made the referral.",
    "Early Help have closed the case.",
    "Parents have been told. Police were called.",
    "Did Copley say when he would be back?",
    "Mr Copley was late. Copley have a think, he was told.",
    "Foster Carer Jones has been asked.",
    "When Kelly rang, Miss Brook was out.",
    "The review was moved from March to June.",
    "Mrs Street has another job.",
    "The Red Cross have been kind.",
    "I asked Kirkby and he said no.",
    "School: Yes. Nursery: None.",
    "School now: Good, Improving.",
    "Early Years have been told.",
    "The Lullaby Trust has a leaflet.",
    "Housing have been asked. Probation are content. People want answers.",
    "Mother and Kowalczyk are friends.",
    "She rang Samaritans and then Childline.",
    "He saw The Gruffalo and read it to The Sun.",
    "He was born in March and she left in May.",
    "The Family Court has made the order. The High Court was told.",
    "Universal Credit was stopped. Personal Independence Payment is under review.",
]

SURE = [
    ("She left Todmorden in May.", "Todmorden"),
    ("They tried the Beeston address.", "Beeston"),
    ("He is bailed not to enter Leeds or Kirkby.", "Kirkby"),
    ("Whitby is where it went wrong.", "Whitby"),
    ("Her nan lives in Bakewell.", "Bakewell"),
    ("They fled Otley at night.", "Otley"),
    ("He never reached Buxton.", "Buxton"),
]


@pytest.mark.parametrize(("text", "name"), TELLING, ids=[name for _, name in TELLING])
def test_the_name_of_a_body_is_touched(text: str, name: str) -> None:
    assert any(name in one or one in name for one in found(text))


@pytest.mark.parametrize("text", QUIET)
def test_people_and_offices_are_no_bodies(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(("text", "name"), SURE, ids=[name for _, name in SURE])
def test_a_listed_town_that_is_left_or_lived_in_blocks(text: str, name: str) -> None:
    assert [severity for one, severity in found(text).items() if name in one] == [Severity.HIGH]


def test_a_name_of_people_that_is_left_is_only_looked_at() -> None:
    assert Severity.HIGH not in found("He left Ashley in May.").values()
