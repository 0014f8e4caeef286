"""The words around a name that speak for a place, for a person, or for something else."""

from spoc_desk.sanitise.lists import context, plain_words, words

TITLES = context("titles")
# Titles that are written with a point; behind any other word a point ends the sentence.
SHORTENED = context("shortened titles")
# A title only straight before the name.
CLOSE_TITLES = context("close titles")
AFTER_PERSON = context("after person")
AFTER_POSSESSIVE = context("after possessive")
LETTERS = context("letters after a name")
LISTED_TITLES = context("listed titles")
DETERMINERS = context("determiners")
# Before a place as a rule; "in" and "near" hardly ever before a person.
SURE_PREPOSITIONS = context("sure prepositions")
LOOSE_PREPOSITIONS = context("loose prepositions")
POINTS = context("points")
HOME_VERBS = context("home verbs")
HOME_PREPOSITIONS = context("home prepositions")
AFTER_PLACE = context("after place")
LABELS = context("labels")
# What is done with places without a preposition: "left Todmorden"; and what may be: "try Sharples".
LEFT_VERBS = context("left verbs")
SOUGHT_VERBS = context("sought verbs")
BEING = context("being")
SUBJECT_BEFORE = context("subject before")
SUBJECT_AFTER = context("subject after")
SUBJECTS = context("subjects")
MONTH_BEFORE = context("month before")
MONTH_AFTER = context("month after")
# What follows in names that are of no area though a place stands in them.
FIXED_AFTER = context("fixed after")
COUNTIES_AFTER = context("counties after")
ABROAD_AFTER = context("abroad after")
CLUB_WORDS = context("club words")
COUNCIL_WORDS = context("council words")
POLICE_WORDS = context("police words")
HEALTH_WORDS = context("health words")
STUDY_WORDS = context("study words")
WATER_WORDS = context("water words")
PUB_WORDS = context("pub words")
PRISON_WORDS = context("prison words")
SHOP_WORDS = context("shop words")
HOUSING_WORDS = context("housing words")
REFUGE_WORDS = context("refuge words")
BUS_WORDS = context("bus words")
SCHOOL_WORDS = context("school words")
LIVED = context("lived") - {"born"}
# What places have: "the outskirts of", "the streets of".
OF_PLACES = context("of places")
# Who is said to be from somewhere.
FROM_HERE = context("from here")
# What is said, written or done to people: "spoke with", "a letter from"; and without a preposition: "I asked".
TELLING = context("telling")
ASKING = context("asking")
KIN = context("kin")
NAME_LABELS = context("name labels")
CALLING = frozenset({"called", "named", "nicknamed", "surnamed"})
# What the judgements of one spot ask for.
ALIASES = frozenset({"adult", "baby", "boy", "child", "girl", "parent", "sibling", "unborn"})
OFFICES = frozenset({"member", "mp", "members", "bishop", "mayor", "university", "diocese", "sheriff"})
BEINGS, STATES = context("beings"), context("states of people")
IS, QUESTIONS = frozenset({"is", "was", "gets", "got", "seems", "seemed"}), context("questions")
PRONOUNS = frozenset({"him", "her", "me", "them", "it", "us", "you"})
WHERE = frozenset({"in", "at", "outside", "near", "opposite", "behind", "past", "beside", "inside", "into", "above"})
WHENCE = frozenset({"by", "from", "to", "on"})
SPOKEN_OF, PARTS = context("spoken of"), context("parts of a pub")
KEPT_FOR, WEEKDAYS = context("kept for people"), context("weekdays")
NO_HOUSE = frozenset({"court", "prosecution", "class", "group", "costume", "story", "book", "film", "newspaper"})
TOWARDS = frozenset({"to", "from", "with", "by", "for", "of", "between", "at", "re"})
QUARTERS = frozenset({"new", "south", "north", "western", "southern", "west", "nova", "british"})
JOINTS = frozenset({" ", "-", "\n", "  "})
MONTHS = frozenset(
    {"january", "february", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)
LEFT_WEIGHTS = (
    dict.fromkeys(SOUGHT_VERBS, 0.4) | dict.fromkeys(LEFT_VERBS, 0.9) | dict.fromkeys(("lives", "lived", "born"), 1.6)
)


def is_given_name(word: str) -> bool:
    """Return whether a word in small letters is a first name."""
    return word in words("first_names") or word in plain_words("census_first_names")


def is_family_name(word: str) -> bool:
    """Return whether a word in small letters is a surname."""
    return word in plain_words("surnames") or word in plain_words("surnames_here")
