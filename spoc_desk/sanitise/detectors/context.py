"""Judge one name by where it stands: place, person, word, or not sure. A position is cleared, never a word."""

import re
from dataclasses import dataclass
from functools import cached_property

from spoc_desk.sanitise.detectors.context_words import (
    ABROAD_AFTER,
    AFTER_PERSON,
    AFTER_PLACE,
    AFTER_POSSESSIVE,
    CLOSE_TITLES,
    COUNTIES_AFTER,
    FIXED_AFTER,
    HOME_PREPOSITIONS,
    HOME_VERBS,
    LABELS,
    LOOSE_PREPOSITIONS,
    MONTH_AFTER,
    MONTH_BEFORE,
    POINTS,
    SUBJECT_AFTER,
    SUBJECT_BEFORE,
    SURE_PREPOSITIONS,
    TITLES,
    is_family_name,
    is_given_name,
)
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.entry import Entry, Mark, Tier
from spoc_desk.sanitise.lists import words
from spoc_desk.sanitise.tokens import Tokens

_SENTENCE_END = re.compile(r"[.!?:;•*|\"(\[\t]|\n\s*\n|\n\s*[-–•\d]")
_CLUB_WORDS = frozenset(
    "football match matches game games season ticket tickets club fan fans supporter supports support supporting team teams "
    "league cup stadium shirt scarf scored goal goals beat played win won lost derby training academy trials".split()
)
_COUNCIL_WORDS = frozenset(
    "council social services housing worker care children adult adults team mash authority la referred referral duty "
    "safeguarding department dept legal court from at by with within".split()
)
_NEAR = 6
_HIGH, _LOW = 2.0, 0.6


@dataclass(frozen=True)
class Spot:
    """One name where it stands: words *first* to *last* of the text."""

    tokens: Tokens
    first: int
    last: int

    def _word(self, at: int) -> str:
        return self.tokens.low[at] if 0 <= at < len(self.tokens.low) else ""

    @cached_property
    def before(self) -> str:
        """The word before, also from the line or sentence before."""
        return self._word(self.first - 1)

    @cached_property
    def gap_before(self) -> str:
        """What stands between the word before and the name; all of it at the start of the text."""
        return self.tokens.gap(self.first - 1) if self.first else "\n\n"

    @cached_property
    def gap_after(self) -> str:
        """What stands between the name and the next word."""
        return self.tokens.gap(self.last) if self.last + 1 < len(self.tokens.low) else "\n\n"

    @cached_property
    def is_possessive(self) -> bool:
        """Whether "'s" follows."""
        return self.gap_after == "'" and self._word(self.last + 1) == "s"

    @cached_property
    def next_at(self) -> int:
        """Where the next word is, past a possessive."""
        return self.last + (2 if self.is_possessive else 1)

    @cached_property
    def after(self) -> str:
        """The next word, past a possessive."""
        return self._word(self.next_at)

    @cached_property
    def joined_after(self) -> bool:
        """Whether nothing but a space or hyphen parts the name from the next word."""
        at = self.next_at
        return at < len(self.tokens.low) and self.tokens.gap(at - 1) in {" ", "-", "\n", "  "}

    @cached_property
    def joined_before(self) -> bool:
        """Whether nothing but a space, a hyphen or a full stop of "Mr." parts the name from the word before."""
        return bool(self.first) and self.gap_before.strip(" \n-.") == "" and "\n\n" not in self.gap_before

    @cached_property
    def written(self) -> str:
        """The last word of the name as written ("the North West" is judged by "West")."""
        return self.tokens.cased[self.last]

    @cached_property
    def is_lower(self) -> bool:
        """Whether it is written without a capital."""
        return self.written[0].islower()

    @cached_property
    def is_upper(self) -> bool:
        """Whether it is written in capitals."""
        return self.written.isupper() and len(self.written) > 1

    @cached_property
    def starts_sentence(self) -> bool:
        """Whether a capital is due here anyway."""
        return self.first == 0 or bool(_SENTENCE_END.search(self.gap_before))

    @cached_property
    def is_shouted(self) -> bool:
        """Whether it stands in capitals among capitals, as in a heading."""
        around = [self.tokens.cased[at] for at in (self.first - 1, self.last + 1) if 0 <= at < len(self.tokens.cased)]
        return self.is_upper and bool(around) and all(word.isupper() for word in around)

    @cached_property
    def is_titled(self) -> bool:
        """Whether a capital word stands on each side without a stop between: a heading or a longer name."""
        return (
            self._capital(self.first - 1) and self.joined_before and self._capital(self.next_at) and self.joined_after
        )

    def _capital(self, at: int) -> bool:
        return 0 <= at < len(self.tokens.cased) and self.tokens.cased[at][0].isupper()

    @cached_property
    def has_title(self) -> bool:
        """Whether a title stands before, with a first name or an initial between if need be."""
        if not self.joined_before:
            return False
        if self.before in TITLES or (self.before in CLOSE_TITLES and self._capital(self.first - 1)):
            return True
        return (
            self._word(self.first - 2) in TITLES
            and self._capital(self.first - 1)
            and self.tokens.gap(self.first - 2).strip(" .") == ""
            and self.before not in HOME_PREPOSITIONS
        )

    @cached_property
    def has_given_name(self) -> bool:
        """Whether a first name or an initial stands before, so that this is a surname."""
        if not self.joined_before or self.first == 0:
            return False
        word = self.tokens.cased[self.first - 1]
        if len(word) == 1:
            return word.isupper() and word != "I" and (word != "A" or "." in self.gap_before)
        return word[0].isupper() and not word.isupper() and is_given_name(self.before)

    @cached_property
    def has_family_name(self) -> bool:
        """Whether a surname follows, so that this is a first name."""
        at = self.next_at
        if self.is_possessive or not self.joined_after or self.after in AFTER_PLACE or "\n" in self.tokens.gap(at - 1):
            return False
        word = self.tokens.cased[at]
        return word[0].isupper() and not word.isupper() and is_family_name(self.after)

    @cached_property
    def acts_as_person(self) -> bool:
        """Whether what follows is what people do or have."""
        if self.is_possessive:
            return self.after in AFTER_POSSESSIVE
        return (
            self.joined_after and self.after in AFTER_PERSON or "dob" in self.tokens.low[self.last + 1 : self.last + 3]
        )

    @cached_property
    def has_label(self) -> bool:
        """Whether "Town:" or the like stands before, on the line."""
        return (
            self.before in LABELS
            and self.gap_before.strip(" \t")[:1] in {":", "=", "|"}
            and "\n" not in self.gap_before
        )

    @cached_property
    def is_home(self) -> bool:
        """Whether somebody lives, moves, was born or goes there."""
        at = self.first - 1
        if self._word(at) == "the":
            at -= 1
        while self._word(at) in POINTS:
            at -= 1
        if self._word(at) not in HOME_PREPOSITIONS or not self.joined_before:
            return False
        return self._word(at - 1) in HOME_VERBS or self._word(at - 2) in HOME_VERBS

    @cached_property
    def heads_body(self) -> bool:
        """Whether a word that follows place names follows: "Reading Council", "Sale Magistrates"."""
        if self.joined_after and self.after in AFTER_PLACE:
            return True
        second = self._word(self.next_at + 1)
        return self.joined_after and self._capital(self.next_at) and second in AFTER_PLACE and not self.is_possessive

    @cached_property
    def stands_in_county(self) -> bool:
        """Whether a comma and a county follow."""
        if self.gap_after.strip(" \n") != ",":
            return False
        after = self._word(self.last + 1)
        return (
            after.endswith("shire") or after in COUNTIES_AFTER or self._word(self.last + 2) in {"sussex", "yorkshire"}
        )

    @cached_property
    def is_abroad(self) -> bool:
        """Whether a country or state of another continent follows."""
        return self.gap_after.strip(" \n") in {",", "", "("} and (
            self._word(self.last + 1) in ABROAD_AFTER
            or (
                self._word(self.last + 1) in {"new", "south", "north", "western"}
                and self._word(self.last + 2) in ABROAD_AFTER
            )
        )

    @cached_property
    def preposition(self) -> float:
        """How much the words before speak for a place."""
        at = self.first - 1
        while self._word(at) in POINTS or self._word(at) == "the":
            at -= 1
        word = self._word(at)
        if not self.joined_before:
            return 0.0
        return (
            1.8
            if word in SURE_PREPOSITIONS
            else 0.9
            if word in {"at", "from"}
            else 0.4
            if word in LOOSE_PREPOSITIONS
            else 0.0
        )

    def near(self, wanted: frozenset[str]) -> bool:
        """Whether one of these words stands close by."""
        around = self.tokens.low[max(0, self.first - _NEAR) : self.last + 1 + _NEAR]
        return not wanted.isdisjoint(around)


def weigh(entry: Entry, spot: Spot) -> Severity | None:
    """Return how bad a name is where it stands; None where it is clearly something else."""
    if not _is_written_right(entry, spot) or spot.is_abroad or (spot.joined_after and spot.after in FIXED_AFTER):
        return None
    if spot.is_lower and entry.tier is Tier.WORD:
        return _weigh_lower_word(entry, spot)
    if spot.is_lower and not entry.weighty and _is_short(spot) and not spot.is_home:
        return None
    score = _PRIOR[entry.tier] + (0.6 if entry.weighty else 0.0) + _for_place(entry, spot) - _for_person(entry, spot)
    if entry.tier is Tier.WORD:
        score -= _for_word(entry, spot)
    return Severity.HIGH if score >= _HIGH else Severity.LOW if score >= _LOW else None


def _is_short(spot: Spot) -> bool:
    """Return whether a name in small letters is too short or too rare a word to be read as one."""
    word = spot.tokens.low[spot.first]
    return spot.first == spot.last and (len(word) < 5 or word in words("rare_words"))


_PRIOR = {Tier.PLAIN: 2.6, Tier.NAME: 1.4, Tier.WORD: 0.7}


def _is_written_right(entry: Entry, spot: Spot) -> bool:
    """Return whether a short form is written as it must be to be one."""
    mark = entry.mark
    if mark == Mark.CAPITALS:
        return spot.is_upper and not (spot.is_shouted and len(spot.written) < 4)
    if mark == Mark.ACRONYM:
        return not spot.is_upper
    if mark == Mark.INITIALS:
        return spot.is_upper and not spot.is_shouted and spot.near(_COUNCIL_WORDS)
    if mark == Mark.SHORT:
        return spot.tokens.gap(spot.first) in {"'", "/"}
    if mark == Mark.CLUB:
        return not spot.is_lower and spot.near(_CLUB_WORDS)
    return True


def _for_place(entry: Entry, spot: Spot) -> float:
    score = 0.0
    if spot.has_label or spot.is_home or spot.stands_in_county:
        score += 2.2
    if spot.heads_body:
        score += 2.2
    return score + spot.preposition


def _for_person(entry: Entry, spot: Spot) -> float:
    """How much speaks for a person. A name that nobody bears is a person's only straight after a title."""
    if spot.heads_body and spot.after not in {"family", "children", "adult"}:
        return 0.0
    if spot.has_title:
        return 6.0
    if entry.channel not in {"place", "council", "county", "river", "landmark"} or spot.last > spot.first:
        return 0.0
    bears = entry.tier is not Tier.PLAIN or entry.also_name
    score = 0.0
    if spot.has_given_name and (bears or is_family_name(spot.tokens.low[spot.first])):
        score += 3.5
    if bears and spot.has_family_name:
        score += 2.0
    if bears and spot.acts_as_person:
        score += 1.2 if entry.weighty else 2.2
    return score


def _for_word(entry: Entry, spot: Spot) -> float:
    """How much speaks for an English word written with a capital."""
    sure = spot.has_label or spot.is_home or spot.heads_body
    if entry.mark == Mark.MONTH and not (spot.has_label or spot.is_home or spot.after in {"council", "town"}):
        is_date = (
            spot.before in MONTH_BEFORE
            or spot.after in MONTH_AFTER
            or any(map(str.isdigit, spot.gap_after + spot.gap_before))
        )
        return 9.0 if is_date else 0.5
    if entry.mark == Mark.SUBJECT and not sure and (spot.before in SUBJECT_BEFORE or spot.after in SUBJECT_AFTER):
        return 1.6
    score = 0.0
    if spot.starts_sentence:
        score += 1.6
    if spot.is_shouted:
        score += 1.2
    elif spot.is_titled:
        score += 1.2
    return score if not sure else score / 2


def _weigh_lower_word(entry: Entry, spot: Spot) -> Severity | None:
    """A word in lower case: "reading council" is a place, "moved to reading" may be one, "in reading" is not."""
    after = spot.after
    if entry.weighty or entry.mark:
        kinds = {"borough", "city", "town", "district", "county"}
        if spot.joined_after and (
            after == "council" or (after in kinds and "council" in spot.tokens.low[spot.last + 2 : spot.last + 4])
        ):
            return Severity.HIGH
        if entry.mark == Mark.MONTH or not _is_lived_in(spot):
            return None
        ends = spot.gap_after.strip(" ")[:1] in set(".,;!?)\n") or after in {
            "and",
            "but",
            "with",
            "when",
            "now",
            "then",
            "because",
        }
        return Severity.LOW if ends else None
    return None


def _is_lived_in(spot: Spot) -> bool:
    words = spot.tokens.low[max(0, spot.first - 3) : spot.first]
    return bool(words) and words[-1] in {"in", "near", "from", "to"} and not _LIVED.isdisjoint(words)


_LIVED = frozenset("live lives lived living reside resides resided residing moved relocated based born".split())
