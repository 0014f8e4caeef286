"""One name where it stands, and what the words around it say of it."""

import re

from spoc_desk.sanitise.detectors.context_words import (
    ABROAD_AFTER,
    AFTER_PERSON,
    AFTER_PLACE,
    AFTER_POSSESSIVE,
    ALIASES,
    ASKING,
    BEING,
    CALLING,
    CLOSE_TITLES,
    HOME_PREPOSITIONS,
    HOME_VERBS,
    JOINTS,
    KEPT_FOR,
    KIN,
    LABELS,
    LEFT_WEIGHTS,
    LETTERS,
    LISTED_TITLES,
    LOOSE_PREPOSITIONS,
    MONTHS,
    NAME_LABELS,
    NO_HOUSE,
    OF_PLACES,
    OFFICES,
    PARTS,
    POINTS,
    PRONOUNS,
    QUARTERS,
    SHORTENED,
    SPOKEN_OF,
    SURE_PREPOSITIONS,
    TELLING,
    TITLES,
    TOWARDS,
    WEEKDAYS,
    WHENCE,
    WHERE,
    is_family_name,
    is_given_name,
)
from spoc_desk.sanitise.tokens import Tokens

_SENTENCE_END = re.compile(r"[.!?:;•*|\"(\[\t]|\n\s*\n|\n\s*[-–•\d]")
_NUMBERED = re.compile(r" ?\d{1,6} ")
_SURE = 1.8
_OR = frozenset({"and", "or"})
_NEAR = 6
_ABROAD, _FARTHEST_ABROAD = ABROAD_AFTER | {"wales"}, 4  # words: "in South Western Australia"


class Spot:
    """One name where it stands: words *first* to *last* of the text. What every judgement asks for is read at once."""

    __slots__ = (
        *("tokens", "first", "last", "written"),
        *("before", "gap_before", "joined_before"),
        *("after", "gap_after", "joined_after", "next_at", "is_possessive"),
    )

    def __init__(self, tokens: Tokens, first: int, last: int) -> None:
        low, text, starts, ends = tokens.low, tokens.text, tokens.starts, tokens.ends
        count = len(low)
        self.tokens = tokens
        self.first = first
        self.last = last
        # The word before, also from the line or sentence before, and what stands between.
        self.before = low[first - 1] if first else ""
        self.gap_before = gap_before = text[ends[first - 1] : starts[first]] if first else "\n\n"
        self.gap_after = joint = text[ends[last] : starts[last + 1]] if last + 1 < count else "\n\n"
        self.is_possessive = joint == "'" and low[last + 1] == "s"
        # The next word, past a possessive.
        self.next_at = next_at = last + 2 if self.is_possessive else last + 1
        self.after = low[next_at] if next_at < count else ""
        # Whether nothing but a space or hyphen parts the name from its neighbours; before it also the point of "Mr.".
        if self.is_possessive:
            joint = text[ends[last + 1] : starts[next_at]] if next_at < count else "\n\n"
        self.joined_after = joint in JOINTS
        self.joined_before = bool(first) and (
            gap_before == " " or (gap_before.strip(" \n-.") == "" and "\n\n" not in gap_before)
        )
        # The last word of the name as written: "the North West" is judged by "West".
        self.written = tokens.cased[last]

    def word(self, at: int) -> str:
        """Return a word of the text in small letters, nothing beyond its ends."""
        low = self.tokens.low
        return low[at] if 0 <= at < len(low) else ""

    @property
    def is_lower(self) -> bool:
        """Whether it is written without a capital."""
        return self.written[0].islower()

    @property
    def is_upper(self) -> bool:
        """Whether it is written in capitals."""
        return self.written.isupper() and len(self.written) > 1

    @property
    def starts_sentence(self) -> bool:
        """Whether a capital is due here anyway."""
        return self.first == 0 or bool(_SENTENCE_END.search(self.gap_before))

    @property
    def is_shouted(self) -> bool:
        """Whether it stands in capitals among capitals, as in a heading."""
        around = [self.tokens.cased[at] for at in (self.first - 1, self.last + 1) if 0 <= at < len(self.tokens.cased)]
        return self.is_upper and bool(around) and all(word.isupper() for word in around)

    @property
    def is_titled(self) -> bool:
        """Whether a capital word stands on each side without a stop between: a heading or a longer name."""
        return (
            self.is_capital(self.first - 1)
            and self.joined_before
            and self.is_capital(self.next_at)
            and self.joined_after
        )

    @property
    def follows_capital(self) -> bool:
        """Whether the word before has a capital: "Dispatch Box"."""
        return self.is_capital(self.first - 1)

    @property
    def precedes_capital(self) -> bool:
        """Whether the next word has a capital and is no word of place: "Sale Manager"."""
        return self.joined_after and self.is_capital(self.next_at) and self.after not in AFTER_PLACE

    def is_capital(self, at: int) -> bool:
        return 0 <= at < len(self.tokens.cased) and self.tokens.cased[at][0].isupper()

    @property
    def has_title(self) -> bool:
        """Whether a title stands before, with a first name or an initial between if need be."""
        if self.before in TITLES and _NUMBERED.fullmatch(self.gap_before):  # "PC 1234 Clifton"
            return True
        if not self.joined_before or (
            self.tokens.cased[self.first - 1] == "miss" and not self.is_lower
        ):  # "I miss Hull"
            return False
        if "." in self.gap_before and self.before not in SHORTENED:  # "with her nan. Bradford"
            return False
        if self.before in TITLES or (self.before in CLOSE_TITLES and self.is_capital(self.first - 1)):
            return True
        return (
            self.word(self.first - 2) in TITLES
            and self.is_capital(self.first - 1)
            and self.tokens.gap(self.first - 2).strip(" .") == ""
            and self.before not in HOME_PREPOSITIONS
        )

    @property
    def follows_alias(self) -> bool:
        """Whether "Child A" or "Adult 1" stands before: a whole name, so that what follows is no part of it."""
        if self.first == 0 or self.gap_before.strip(" \t0123456789") != "":
            return False
        if len(self.before) == 1:
            return self.is_capital(self.first - 1) and self.word(self.first - 2) in ALIASES
        return self.before in ALIASES and any(map(str.isdigit, self.gap_before))

    @property
    def has_given_name(self) -> bool:
        """Whether a first name or an initial stands before, so that this is a surname."""
        if not self.joined_before or self.first == 0:
            return False
        word = self.tokens.cased[self.first - 1]
        if len(word) == 1:
            return word.isupper() and word != "I" and (word != "A" or "." in self.gap_before)
        if "." in self.gap_before:  # the sentence ends with it
            return False
        return word[0].isupper() and not word.isupper() and is_given_name(self.before)

    @property
    def has_family_name(self) -> bool:
        """Whether a surname follows, so that this is a first name."""
        at = self.next_at
        if self.is_possessive or not self.joined_after or self.after in AFTER_PLACE or "\n" in self.tokens.gap(at - 1):
            return False
        word = self.tokens.cased[at]
        if not word[0].isupper() or word.isupper():
            return False
        return is_family_name(self.after) or (
            is_given_name(self.tokens.low[self.first]) and self.tokens.gap(at - 1) == " "
        )

    @property
    def is_party(self) -> bool:
        """Whether it is one of the parties of a case: "R v Lancaster"."""
        return (self.before == "v" and self.joined_before) or (self.after == "v" and self.joined_after)

    @property
    def is_told(self) -> bool:
        """Whether what stands before is done with people: "spoke with Hebden", "a letter from Ramsden"."""
        if self.before in TOWARDS and self.joined_before:
            done = self.word(self.first - 2)
            if done in TELLING or (self.before == "for" and done in KEPT_FOR):
                return True
        # "He said Frodsham was quiet" and 'she said Frodsham "is not safe"' say something of it.
        spoken_of = self.before in {"said", "says"} and (self.after in BEING or self.gap_after == ' "')
        return self.before in ASKING and not spoken_of

    @property
    def is_called(self) -> bool:
        """Whether somebody is called so."""
        if self.gap_before.strip(" \n\"'") or not self.first:
            return False
        words = self.tokens.low[max(0, self.first - 2) : self.first]
        return words[-1] in CALLING or (words[-1] in PRONOUNS and words[0] in CALLING)

    @property
    def has_kin(self) -> bool:
        """Whether a word of kin stands before ("her boyfriend Tyrone"), or ", who is", "and his sister" follow."""
        if self.before in KIN and self.gap_before in {" ", ", "}:
            return True
        if self.gap_after == ", " and self.word(self.last + 1) in {"who", "whose", "aged"} and not self.preposition:
            return True
        if self.is_capital(self.first - 1) and self.gap_before == " " and self.first > 1:
            before = self.word(self.first - 2)
            if before in KIN or (self.before in WEEKDAYS and before != "on"):
                return True
        return self.joined_after and self.after == "and" and self.word(self.next_at + 1) in {"his", "her", "their"}

    @property
    def is_labelled_name(self) -> bool:
        """Whether "Surname:" or the like stands before."""
        return self.before in NAME_LABELS and bool(self.gap_before) and self.gap_before.strip(" \t:=|<>\"'") == ""

    @property
    def is_among_names(self) -> bool:
        """Whether first names stand in one list with it: "Dean, Ashton, Carlisle and Lincoln"."""
        return any(is_given_name(word) for word in self.list_mates)

    @property
    def list_mates(self) -> list[str]:
        """The words that stand in one list with it."""
        return [*self._listed(-1), *self._listed(1)]

    def _listed(self, step: int) -> list[str]:
        """Return the words that commas and "and" join to the name on one side, three at most."""
        found: list[str] = []
        at = self.first if step < 0 else self.last
        while len(found) < 3 and 0 <= at + step < len(self.tokens.low):
            gap = self.tokens.gap(min(at, at + step))
            at += step
            if self.tokens.low[at] == "and" and gap == " ":
                at += step
                gap = ", " if 0 <= at < len(self.tokens.low) and self.tokens.gap(min(at, at - step)) == " " else ""
            if gap != ", " or not self.is_capital(at):
                break
            found.append(self.tokens.low[at])
        return found

    @property
    def is_given_name(self) -> bool:
        """Whether it is a first name of its own."""
        return is_given_name(self.tokens.low[self.first])

    @property
    def has_letters(self) -> bool:
        """Whether letters after a name follow, or a judge's "J"."""
        return self.gap_after in {" ", ", "} and self.word(self.last + 1) in LETTERS and self.is_capital(self.last + 1)

    @property
    def is_listed_surname(self) -> bool:
        """Whether ", Mr" follows, as in a list of names that begins with the surname."""
        return self.gap_after == ", " and self.word(self.last + 1) in LISTED_TITLES

    @property
    def is_beside_given_name(self) -> bool:
        """Whether a first name is joined to it by "and" or "or"."""
        if self.before in _OR and self.joined_before:
            return is_given_name(self.word(self.first - 2)) and self.is_capital(self.first - 2)
        at = self.next_at
        return self.after in _OR and self.joined_after and is_given_name(self.word(at + 1)) and self.is_capital(at + 1)

    @property
    def acts_as_person(self) -> bool:
        """Whether what follows is what people do or have."""
        if self.is_possessive:
            return self.after in AFTER_POSSESSIVE
        return (self.joined_after and self.after in AFTER_PERSON) or "dob" in self.tokens.low[
            self.last + 1 : self.last + 3
        ]

    @property
    def has_label(self) -> bool:
        """Whether "Town:" or the like stands before, on the line."""
        return (
            self.before in LABELS
            and self.gap_before.strip(" \t")[:1] in {":", "=", "|"}
            and "\n" not in self.gap_before
        )

    @property
    def is_home(self) -> bool:
        """Whether somebody lives, moves, was born or goes there."""
        if not self.joined_before:
            return False
        at = self.first - 1
        if self.before == "the":
            at -= 1
        while self.word(at) in POINTS:
            at -= 1
        if self.word(at) not in HOME_PREPOSITIONS:
            return False
        return self.word(at - 1) in HOME_VERBS or self.word(at - 2) in HOME_VERBS

    @property
    def is_left(self) -> float:
        """How much a verb without a preposition speaks for a place: "left Todmorden", "would try Sharples"."""
        weight = LEFT_WEIGHTS.get(self.before, 0.0)
        return weight if weight and self.joined_before else 0.0

    @property
    def heads_body(self) -> bool:
        """Whether a word that follows place names follows: "Reading Council", "Sale Magistrates"."""
        if self.joined_after and (
            self.after in AFTER_PLACE or (self.after in BEING and self.word(self.next_at + 1) == "where")
        ):
            return True
        at = self.next_at
        return (
            self.joined_after
            and self.is_capital(at)
            and self.word(at + 1) in AFTER_PLACE
            and (self.is_capital(at + 1) or self.after in {"city", "town", "borough", "district", "county"})
            and self.tokens.gap(at) in {" ", "-", "\n"}
            and not self.is_possessive
        )

    @property
    def is_abroad(self) -> bool:
        """Whether a country or state of another continent follows: "Perth, Australia", "Perth in Western Australia"."""
        at = self.last + 1
        if _ABROAD.isdisjoint(self.tokens.low[at : at + _FARTHEST_ABROAD]):
            return False
        if self.word(at) == "in" and self.gap_after == " ":
            at += 1
        elif self.gap_after.strip(" \n") not in {",", "", "("}:
            return False
        first = at
        while self.word(at) in QUARTERS and at < first + 2:
            at += 1
        if self.word(at) == "wales":
            return self.word(first) == "new"
        return self.word(at) in ABROAD_AFTER and self.is_capital(at)

    @property
    def is_to_month(self) -> bool:
        """Whether "to June" follows: "moved from March to June"."""
        return self.after == "to" and self.joined_after and self.word(self.next_at + 1) in MONTHS

    @property
    def stands_at(self) -> bool:
        """Whether "in the", "outside the" stands before, and no further capital word follows: "at the Swan"."""
        return (
            self.before == "the"
            and self.joined_before
            and (
                self.word(self.first - 2) in WHERE
                or (self.word(self.first - 2) in WHENCE and self.tokens.low[self.first] not in SPOKEN_OF)
                or (self.word(self.first - 2) == "of" and self.word(self.first - 3) in PARTS)
            )
            and not self.precedes_capital
            and self.after not in NO_HOUSE
        )

    @property
    def preposition(self) -> float:
        """How much the words before speak for a place."""
        if not self.joined_before or "-" in self.gap_before:
            return 0.0
        at, word = self.first - 1, self.before
        while word in POINTS or word == "the":
            at -= 1
            word = self.word(at)
        if word in {"for", "of"} and (
            self.word(at - 1) in OFFICES or (word == "of" and self.word(at - 1) in OF_PLACES)
        ):
            return _SURE
        return (
            _SURE
            if word in SURE_PREPOSITIONS
            else 0.9
            if word in {"at", "from"}
            else 0.4 * (word in LOOSE_PREPOSITIONS)
        )

    def near(self, wanted: frozenset[str], most: int = _NEAR) -> bool:
        """Whether one of these words stands close by."""
        around = self.tokens.low[max(0, self.first - most) : self.last + 1 + most]
        return not wanted.isdisjoint(around)
