"""Names that published prose tells by what it says of them, by the list they stand in and by a bracket."""

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Finding, Mode, Severity
from spoc_desk.sanitise.scan import scan

OWN = OwnArea()


def found(text: str) -> dict[str, Finding]:
    return {text[one.start : one.end]: one for one in scan(text, OWN, Mode.LOCAL)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bath is a sprawling city with little parking.", "Bath"),
        ("Leek is a market town in the moorlands.", "Leek"),
        ("Quernhow was once a pit village near the coast.", "Quernhow"),
        ("Osgarthby is one of the county's prettiest villages.", "Osgarthby"),
        ("We drove to Ford, a hamlet on the moor.", "Ford"),
        ("He settled in the same village where I grew up, Osgarthby.", "Osgarthby"),
        ("Families look to the Ravenser's schools first.", "Ravenser"),
        ("Nearby hamlets include Cold Christmas and a few farms.", "Cold Christmas"),
        ("It was in good condition until a farmer from Turton took a hammer to it.", "Turton"),
        ("Did you ever hear of a place called Mold?", "Mold"),
        ("They moved to a town called Sale in the spring.", "Sale"),
        ("It is a quiet district not far from Wem, in Shropshire.", "Wem"),
        ("They found that the Llancayo site would help.", "Llancayo"),
        ("Moel Quern is a stone circle on the moor.", "Moel Quern"),
        ("The Michael Drayton pub is named after a poet.", "Michael Drayton"),
        ("It sits close to the B4029 and B4109 crossroads.", "B4109"),
        ("Pits nearby: they worked in collieries including Quernsley and Ford.", "Quernsley"),
    ],
)
def test_what_a_sentence_calls_a_place_is_one(text: str, name: str) -> None:
    assert name in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "She is a village girl and he is a city banker.",
        "Karen is a town planner; Sarah is a school nurse.",
        "This is a small town and that was a city once.",
        "Rome is a city that he never saw. Lille is a city in France.",
        "Home was a village far from here.",
        "Mum said that the village, Christmas and all, was quiet.",
        "Tom's school rang about the trip. June Dalrymple is the new link worker for the school.",
    ],
)
def test_people_and_places_abroad_are_none(text: str) -> None:
    assert not [one for one in scan(text, OWN, Mode.LOCAL) if one.channel in {"named-place", "school"}]


def test_streets_and_places_are_told_by_their_list() -> None:
    text = (
        "Leaflets go to Fairfield Road, Bradfield Place, Low Lane and Queens Rise, and to Wereham, Quarnby and Leeds."
    )
    names = found(text)
    assert {"Fairfield Road", "Bradfield Place", "Low Lane", "Queens Rise", "Quarnby"} <= names.keys()
    people = "Leeds, Sarah and Christopher were there on Monday."
    assert found(people).keys() == {"Leeds"}


def test_a_name_alone_in_brackets_is_a_place() -> None:
    assert "Tooting" in found("It was carried out at St George's (Tooting) and elsewhere.")


@pytest.mark.parametrize(
    "text",
    [
        "The Georgian and Edwardian high street was full.",
        "Gail Ward, 57, an angina sufferer, said so.",
        "Air Vice-Marshal David Carnegie CB CBE AFC took the salute.",
        "Search forward for the start of the next chapter.",
        "An old hillfort ringed with beech trees. Teresa Levonian stayed at a hotel.",
        "The black Vauxhall Vectra was gone, said the Washington Post.",
        "She is a professor at McMaster University in Ontario.",
        "He lives in Kingsburgh, South Africa.",
        "The state goes from PendingReview to Node.js with a DraftPost, see data.txt.bak and Appendix G.",
    ],
)
def test_what_only_looks_like_a_name_is_left_alone(text: str) -> None:
    assert found(text) == {}


def test_a_town_does_not_speak() -> None:
    heard = found("The victims had been buried. Wigston said that nobody came.")
    assert heard["Wigston"].severity is Severity.LOW


def test_applying_leads_to_a_school() -> None:
    assert "John Hampden" in found(
        "It is the first step for any child applying to John Hampden or another grammar school."
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("B4596, Ysgwyddfa: 30mph buffer zones.", {"B4596", "Ysgwyddfa"}),
        ("Buffer zones (B4596, Ysgwyddfa) are smoother.", {"B4596", "Ysgwyddfa"}),
        ("B4235, Chepstow to Quernhow: a lower limit.", {"B4235", "Chepstow"}),
        ("B4233/B4347 Junction: visibility is poor.", {"B4233", "B4347"}),
    ],
)
def test_a_list_of_roads_tells_the_road_and_where(text: str, names: set[str]) -> None:
    assert names <= set(found(text))


@pytest.mark.parametrize(
    "text",
    [
        "See exhibit (A1234) for the note.",
        "A101: the first part of the form.",
        "Take form B1234, then sign it.",
        "B1234, Notes: see below.",
    ],
)
def test_a_number_of_a_form_is_no_road(text: str) -> None:
    assert "B1234" not in found(text)
    assert "A101" not in found(text)


def test_a_chain_of_places_is_followed() -> None:
    heard = found("Residents of Monmouth, Leominster, The Quernau, and Gwernhow spoke.")
    assert {"Monmouth", "Leominster"} <= set(heard)
