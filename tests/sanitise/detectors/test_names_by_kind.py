"""Every kind of local name is found in running prose; the same words are no place where somebody is meant."""

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.scan import scan


def spans(text: str) -> list[str]:
    found = scan(text, OwnArea(), Mode.LOCAL)
    return [text[one.start : one.end] for one in found if one.channel != "direction"]


TELLING = [
    # pubs
    ("They met in the Swan for a drink.", "Swan"),
    ("He was sitting in the car park of the Lord Nelson.", "Lord Nelson"),
    ("The handover is outside the Fox and Hounds.", "Fox and Hounds"),
    ("We had chips in the Butt and Oyster.", "Butt and Oyster"),
    ("dad drinks in the dog and partridge", "dog and partridge"),
    # shops
    ("The card was used in the Arndale that evening.", "Arndale"),
    ("He was barred from the Galleries.", "Galleries"),
    ("She works at Tesco in Martlesham.", "Martlesham"),
    ("He followed her round Regent Circus.", "Regent Circus"),
    # refuges
    ("A place was found with Splitz.", "Splitz"),
    ("She goes to the group run by Juno on a Tuesday.", "Juno"),
    # buses
    ("The bus company, Brylaine, confirmed it.", "Brylaine"),
    ("Her season ticket with Whippet ran out.", "Whippet"),
    # landlords
    ("The tenancy is with Orbit.", "Orbit"),
    ("She is disputing the arrears with Karbon.", "Karbon"),
    # estates
    ("There has been trouble on the Callon again.", "Callon"),
    ("The damp in the Pottery Bank flat made it worse.", "Pottery Bank"),
    # fire, hospitals, prisons, universities
    ("SFRS put out the fire.", "SFRS"),
    ("Brought in to RLI by ambulance.", "RLI"),
    ("She was kept in overnight at the Royal.", "Royal"),
    ("The letter from prison was stamped Elmley.", "Elmley"),
    ("She is in the second year of her degree at Trent.", "Trent"),
    # schools
    ("Year 10 pupil at Lady Manners.", "Lady Manners"),
    ("He has been to the gates of Thomas Cowley school twice.", "Thomas Cowley"),
    ("She truanted from Commonweal for a month.", "Commonweal"),
    ("His sister is at St Mary's.", "St Mary's"),
    ("They worship at All Souls.", "All Souls"),
    ("Linton First rang about her.", "Linton First"),
    # rivers, venues
    ("He was pulled out of the Quaggy by a dog walker.", "Quaggy"),
    ("The coach leaves from the Towner.", "Towner"),
    # villages, suburbs, people of a place
    ("We drove out to Hagworthingham on the Monday.", "Hagworthingham"),
    ("He met her in Burton Pedwardine.", "Burton Pedwardine"),
    ("An aunt in four lanes took the baby.", "four lanes"),
    ("She named another girl from Cantell.", "Cantell"),
    ("They went to see the boats at Pin Mill.", "Pin Mill"),
]


@pytest.mark.parametrize(("text", "name"), TELLING)
def test_a_local_name_is_found_in_prose(text: str, name: str) -> None:
    assert any(name in span or span in name for span in spans(text) if len(span) > 2), spans(text)


QUIET = [
    "Asha Brook was the lead practitioner.",
    "Kelly Brook and Emma Heath are joint coordinators.",
    "His uncle is in Perth in Australia and rings at Christmas.",
    "She was born in Boston, Massachusetts.",
    "They used to stay in Newcastle in New South Wales.",
    "Adobe PDF Library 17.0",
    "The review was moved from June to July.",
    "She was born in Lagos.",
    "He is in Hawthorn class and his sister is in Willow class.",
    "I have written to Hebden and am waiting for an answer.",
    "According to Micklethwaite, the door was locked.",
    "There has been no word from Warburton.",
    "An email from Thistlethwaite was put on the file.",
    "The paper on attachment by Huxley was read.",
    "Sienna Staveley is the new link worker.",
    "The Fox and the Crow is her favourite story.",
    "The Crown alleges that he drove at her.",
    "She got her Duke of Edinburgh's Award.",
    "We marked St George's Day with a cake.",
    "She takes St John's Wort.",
    "Class Four will look at the Romans and the rainforest.",
    "A letter went to Environmental Health and to the Ombudsman.",
    "He shouted at Higginbotham and was sent home.",
    "They looked at the Gruffalo together.",
    "Homework is set on Purple Mash.",
    "Seen every ten days; the MRI was normal.",
]


@pytest.mark.parametrize("text", QUIET)
def test_people_and_everyday_things_stay_quiet(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize("direction", ["moved from June to July", "born in Lagos", "came from Poland"])
def test_a_date_or_a_far_country_is_no_direction(direction: str) -> None:
    assert scan(f"She was {direction}.", OwnArea(), Mode.LOCAL) == ()


def test_a_village_that_is_a_surname_counts_where_somebody_lives() -> None:
    assert spans("She lives in Winstanley.") == ["Winstanley"]
    assert spans("It was Winstanley who opened the door.") == []
