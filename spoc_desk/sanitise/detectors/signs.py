"""Signs around one name that speak for a place: the county behind it, the bracket it fills, who is from there."""

from spoc_desk.sanitise.detectors.context_words import COUNTIES_AFTER, FROM_HERE
from spoc_desk.sanitise.detectors.spot import Spot
from spoc_desk.sanitise.lists import context


def stands_in_county(spot: Spot) -> bool:
    """Return whether a comma and a county follow: "Wem, Shropshire", "Wem, in Shropshire"."""
    if spot.gap_after.strip(" \n") != ",":
        return False
    at = spot.last + 2 if spot.word(spot.last + 1) == "in" else spot.last + 1
    after = spot.word(at)
    return after.endswith("shire") or after in COUNTIES_AFTER or spot.word(at + 1) in {"sussex", "yorkshire"}


def is_somebodys_home(spot: Spot) -> bool:
    """Return whether somebody is said to be from there: "a farmer from Turton", "the 19-year-old from Cannock"."""
    if spot.before != "from" or not spot.joined_before or spot.gap_before != " ":
        return False
    return spot.word(spot.first - 2) in FROM_HERE and not spot.is_capital(spot.first - 2)


def fills_bracket(spot: Spot) -> bool:
    """Return whether it alone fills a bracket behind a name: "St George's (Tooting)"."""
    if not spot.gap_before.endswith(" (") or not spot.gap_after.startswith(")"):
        return False
    behind = spot.tokens.cased[max(0, spot.first - 2) : spot.first]
    return any(word[0].isupper() for word in behind)


def is_called_a_place(spot: Spot) -> bool:
    """Return whether the sentence says that a place is called so: "a town called Mold"."""
    return spot.is_called and spot.word(spot.first - 2) in context("called places")
