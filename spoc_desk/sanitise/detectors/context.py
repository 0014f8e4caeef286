"""Judge one name by where it stands: place, person, word, or not sure. A position is cleared, never a word."""

import re
from functools import cache

from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer import Entry, Tier
from spoc_desk.sanitise.lists import words

_REACH = 48
_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|lady|lord|rev|revd|pc|dc|ds|di|wpc|pcso|sgt|judge|nurse|sister|"
    r"uncle|aunt|auntie|grandma|grandad|child|sw)\.?\s+(?:[a-z]\.?\s+|[a-z]+\s+)?$"
)
# "Child" and the like count only straight before the name; with a word between they begin a sentence about a place.
_LOOSE_TITLE = re.compile(r"\b(?:child|nurse|sister|judge|lady|lord|sw)\s+[a-z]+\s+$")
_PERSON_AFTER = re.compile(
    r"(?:\s+(?:said|says|told|reported|reports|disclosed|stated|states|attended|presented|refused|appeared|explained|"
    r"and (?:his|her) |smith|jones|aged\b|\(?(?:dob|mother|father|mum|dad|age)\b))"
    r"|'s\s+(?:mother|father|mum|dad|sister|brother|teacher|social worker|behaviour|presentation|views|wishes|needs|"
    r"attendance|health|bedroom|birthday|weight|speech|sleep)\b"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|near|around|outside|towards|via|across|throughout|within)\s+"
    r"(?:the\s+|central\s+|north\s+|south\s+|east\s+|west\s+)*$"
)
_LOOSE_PLACE_BEFORE = re.compile(r"\b(?:at|from|of|to|between)\s+$")
_MOTION = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|mov(?:e|es|ed|ing)|relocat\w+|resid\w+|stay(?:s|ed|ing)?|born|raised|grew up|flat|house|"
    r"hous(?:ed|ing)|home|based|family|school|train|drove|drive|travel\w*|visit(?:s|ed|ing)?|return\w*|back|fled|city|"
    r"town|area|borough|district|council|placed|placement|transferr?\w*|originally|came|comes|contact|address)\s+"
    r"(?:\w+\s+)?(?:in|near|at|from|to|of|with|around|outside)\s+(?:the\s+)?$"
)
_LABEL = re.compile(
    r"\b(?:town|city|area|la|lea|authority|district|borough|place|county|region|address|birth|council|location|estate)"
    r"\s*[:=|]\s*$"
)
_PLACE_AFTER = re.compile(
    r"(?:[\s\-]+|\s+[a-z]+\s+)(?:based|area|city|town|borough|district|county|council|hospital|infirmary|primary|school|"
    r"academy|college|court|magistrates|police|station|university|family hub|children's (?:centre|services|social)|"
    r"social services|surgery|health centre|library|road|high street|market|estate|football|fc|prison|refuge|mosque|"
    r"nursery|town centre|city centre|hub|north|south|east|west|central)\b"
    r"|\s*,\s*(?:[a-z]+ )?(?:[a-z]+shire|kent|essex|surrey|sussex|cornwall|devon|dorset|norfolk|suffolk|somerset|"
    r"cumbria|county durham|greater manchester|merseyside|london|uk|england)\b"
)
_SUBJECT = re.compile(
    r"level|expected|progress|assess|attain|skills?\b|lesson|support|maths|writing|behind|plays?\b|playing|enjoy|subject|"
    r"phonics|literacy|score|spag|comprehension|homework|book|interven|sats|fluen|train(?:ing|s)\b"
)
_SUBJECT_AFTER = re.compile(
    r"[\s,/&]*(?:and |is |was |age|level|scores?|assessment|comprehension|writing|maths|book|record|skills|scheme|"
    r"recovery|club|league|union|football shirt|ball|test|diary|log|intervention|on track|at the)"
)
_MONTH = re.compile(
    r"(?:\d(?:st|nd|rd|th)?|in|since|by|until|till|from|to|of|last|next|early|late|mid|this|during|and|or|before|after|"
    r"every|each)[\s\-]+$"
)
_MONTH_AFTER = re.compile(r"[\s,\-]*(?:\d|and april|to april|review|onwards|this year|last year|next year)")
_MONTH_AS_HOME = re.compile(r"\b(?:(?:live[sd]?|living|resid\w+) in|(?:moved|moving|relocat\w+) (?:to|from))\s+$")
_HOME_BEFORE = re.compile(r"\b(?:lives?|lived|living|resid\w+|moved|relocat\w+|based|born)\s+(?:in|near|from|to)\s+$")
_CLAUSE_ENDS = re.compile(r"\s*(?:[.,;!?)]|$|and\b|but\b|with\b|when\b)")
_SENTENCE_ENDS = ".!?:;•*|\"'(["
_WALES_IN_LAW = re.compile(r"england\s+(?:and|&|or)\s+$")
# Statutes and services whose name holds a place without telling one.
_FIXED_AFTER = re.compile(r"\s+(?:terrier|pudding|sauce|pasties|pasty|bank statement)\b")


class Surroundings:
    """The words around one name, in lower case as read and with capitals as written."""

    def __init__(self, text: str, lower: str, start: int, end: int) -> None:
        self.surface = text[start:end]
        self.before = lower[max(0, start - _REACH) : start]
        self.after = lower[end : end + _REACH]
        self.before_written = text[max(0, start - _REACH) : start]
        self.after_written = text[end : end + _REACH]

    @property
    def is_lower(self) -> bool:
        """Whether the name is written without capitals (its last word decides: "the North West")."""
        letters = re.split(r"[\s\-]+", self.surface.strip())[-1]
        return letters[:1].islower()

    @property
    def is_shouted(self) -> bool:
        """Whether the name stands in capitals among capitals, as in a heading."""
        around = self.before_written[-20:] + self.after_written[:20]
        return self.surface.isupper() and (around.upper() == around) and any(mark.isalpha() for mark in around)

    @property
    def starts_sentence(self) -> bool:
        """Whether a capital is due here anyway."""
        stripped = self.before.rstrip(" \t-")
        return not stripped.strip() or stripped[-1] in _SENTENCE_ENDS or stripped.endswith("\n")

    @property
    def is_in_heading(self) -> bool:
        """Whether the words on both sides have capitals too."""
        left = re.search(r"([^\W\d_]+)\W*$", self.before_written)
        right = re.match(r"\W*([^\W\d_]+)", self.after_written)
        return bool(left and left[1][0].isupper() and (not right or right[1][0].isupper()))

    @property
    def is_mailbox(self) -> bool:
        """Whether this is the part of an e-mail address before the @: a person, most likely."""
        return re.match(r"[\w.+\-]*@", self.after) is not None

    def has_title(self) -> bool:
        """Whether a title or a common first name stands before."""
        if _TITLE.search(self.before) and not _LOOSE_TITLE.search(self.before):
            return True
        first = re.search(r"([A-Z][a-z]+)\s+$", self.before_written)
        return first is not None and first[1].lower() in _first_names()

    def speaks_of_person(self) -> bool:
        """Whether the words around make it a person."""
        return self.has_title() or _PERSON_AFTER.match(self.after) is not None

    def speaks_of_place(self, *, sure: bool) -> bool:
        """Whether the words around make it a place; `sure` leaves out "from" and "to", which go before people too."""
        if _LABEL.search(self.before) or _MOTION.search(self.before) or _PLACE_AFTER.match(self.after):
            return True
        return bool(_PLACE_BEFORE.search(self.before) or (not sure and _LOOSE_PLACE_BEFORE.search(self.before)))


@cache
def _first_names() -> frozenset[str]:
    return words("first_names")


def weigh(entry: Entry, around: Surroundings) -> Severity | None:
    """Return how bad a name is where it stands; None where it is clearly something else."""
    if (entry.key == "wales" and _WALES_IN_LAW.search(around.before)) or _FIXED_AFTER.match(around.after):
        return None
    if entry.mark == "capitals" and not around.surface.isupper():
        return None
    if entry.tier is Tier.WORD:
        return _weigh_word(entry, around)
    if around.is_mailbox:
        return Severity.LOW
    if entry.tier is Tier.NAME:
        return _weigh_name(entry, around)
    if entry.channel in {"place", "council", "county"} and around.has_title() and not _PLACE_AFTER.match(around.after):
        return Severity.LOW
    return Severity.HIGH


def _weigh_name(entry: Entry, around: Surroundings) -> Severity:
    """A person's name too: low beside a person, high beside a place, else by how much it would give away."""
    if around.has_title() and not _PLACE_AFTER.match(around.after):
        return Severity.LOW
    if around.speaks_of_place(sure=False):
        return Severity.HIGH
    if around.speaks_of_person():
        return Severity.LOW
    return Severity.HIGH if entry.weighty else Severity.LOW


def _weigh_word(entry: Entry, around: Surroundings) -> Severity | None:
    """An English word too: nothing in lower case unless somebody lives there; with a capital the place decides."""
    strong = _LABEL.search(around.before) or _PLACE_AFTER.match(around.after)
    lives = _MOTION.search(around.before) is not None
    if around.is_lower:
        return _weigh_lower_word(entry, around, lives=lives)
    if around.has_title() or (entry.mark == "acronym" and around.surface.isupper()):
        return None
    is_home = _MONTH_AS_HOME.search(around.before)
    is_date = _MONTH.search(around.before) or _MONTH_AFTER.match(around.after)
    if entry.mark == "month" and is_date and not strong and not is_home:
        return None
    if entry.mark == "subject" and not lives and not _LABEL.search(around.before) and _is_subject(around):
        return Severity.LOW if not around.starts_sentence and not around.is_shouted else None
    if around.is_shouted:
        return Severity.HIGH if strong or lives else Severity.LOW if _PLACE_BEFORE.search(around.before) else None
    if strong or lives or around.speaks_of_place(sure=entry.also_name):
        return Severity.HIGH
    if around.starts_sentence or around.is_in_heading or around.speaks_of_person():
        return None
    return Severity.LOW


def _weigh_lower_word(entry: Entry, around: Surroundings, *, lives: bool) -> Severity | None:
    """A word in lower case: "reading council" is a place, "moved to reading" may be one, "in reading" is not."""
    if re.match(r"\s+(?:borough |city |town |district |county )*council\b", around.after):
        return Severity.HIGH
    may_be_home = lives and entry.mark != "month" and _HOME_BEFORE.search(around.before)
    return Severity.LOW if may_be_home and _CLAUSE_ENDS.match(around.after) else None


def _is_subject(around: Surroundings) -> bool:
    return bool(_SUBJECT.search(around.before) or _SUBJECT_AFTER.match(around.after))
