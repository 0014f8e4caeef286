"""What the gazetteer knows about one name."""

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """How far a name speaks for itself."""

    PLAIN = "plain"  # nothing but a place: "Leeds"
    NAME = "name"  # also a person's name: "Preston"
    WORD = "word"  # also an English word: "Reading"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name leads to. Many names share one entry; the name itself is the key it was found by."""

    channel: str  # empty: a fixed phrase that tells no area ("New York"), known so that "York" is not seen in it
    tier: Tier = Tier.PLAIN
    weighty: bool = False  # a council, county or city: missing it costs more than a second look
    also_name: bool = False  # a WORD that is a person's name too: "Hope"
    mark: str = ""  # see Mark
    district: str = ""  # the one council area it lies in, where an imported gazetteer says so

    @property
    def is_neutral(self) -> bool:
        """Whether the phrase tells no area."""
        return not self.channel


class Mark(StrEnum):
    """What else must be known to judge a name."""

    MONTH = "month"  # "March": often after "in" without being a place
    SUBJECT = "subject"  # "Reading", "Rugby": what is taught or played
    ACRONYM = "acronym"  # "Send": never in capitals, there it is an abbreviation
    CAPITALS = "capitals"  # "GMP": only in capitals
    INITIALS = "initials"  # "LCC": only in capitals and beside words of a council
    SHORT = "short"  # "B'ham", "M/cr": only with the mark it is written with
    WATER = "water"  # "the Aire": only beside words of water
    FORCE = "force"  # "the Met": only beside words of police
    CLUB = "club"  # "the Owls": only beside words of football
    SMALL = "small"  # a village that many people are called by: a place only where something says so
    PUB = "pub"  # "the Swan": only where somebody stands in or outside of it, or drinks
    SHOP = "shop"  # "the Galleries": only beside words of shopping
    HOUSING = "housing"  # "Orbit": only beside words of tenancy
    REFUGE = "refuge"  # "Juno": only beside words of refuge and support
    BUS = "bus"  # "Whippet": only beside words of riding and driving
    WARD = "ward"  # "the Royal": only beside words of care
    CELL = "cell"  # "Elmley": only beside words of prison
    STUDY = "study"  # "Trent": only beside words of study
    COMMA = "comma"  # "Bournemouth, Christchurch and Poole": may have a comma inside
