"""Judge one name by where it stands: place, person, word, or not sure. A position is cleared, never a word."""

from spoc_desk.sanitise.detectors.context_words import (
    ASKING,
    BEINGS,
    BUS_WORDS,
    CLUB_WORDS,
    COUNCIL_WORDS,
    DETERMINERS,
    FIXED_AFTER,
    HEALTH_WORDS,
    HOUSING_WORDS,
    IS,
    KIN,
    LIVED,
    MONTH_AFTER,
    MONTH_BEFORE,
    POLICE_WORDS,
    PRISON_WORDS,
    PUB_WORDS,
    QUESTIONS,
    REFUGE_WORDS,
    SHOP_WORDS,
    STATES,
    STUDY_WORDS,
    SUBJECT_AFTER,
    SUBJECT_BEFORE,
    SUBJECTS,
    WATER_WORDS,
    is_family_name,
    is_given_name,
)
from spoc_desk.sanitise.detectors.signs import fills_bracket, is_called_a_place, is_somebodys_home, stands_in_county
from spoc_desk.sanitise.detectors.spot import Spot
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.entry import Entry, Mark, Tier
from spoc_desk.sanitise.lists import context, plain_words

_AROUND_INITIALS = {"police": POLICE_WORDS, "health": HEALTH_WORDS, "university": STUDY_WORDS}
_BESIDE: dict[str, frozenset[str]] = {
    Mark.SHOP: SHOP_WORDS,
    Mark.HOUSING: HOUSING_WORDS,
    Mark.REFUGE: REFUGE_WORDS,
    Mark.BUS: BUS_WORDS,
    Mark.WARD: HEALTH_WORDS,
    Mark.CELL: PRISON_WORDS,
    Mark.STUDY: STUDY_WORDS,
}
_BESIDE_NEAR = 12
_HIGH, _LOW = 2.0, 0.6
_CLEARLY_HIGH = _HIGH + 0.01
_SPEAKING = frozenset({"said", "says", "told", "added", "replied", "asked", "explained", "recalled"})
_GIVEN, _HIS_TEAM = 1.0, 3.5
_IS, _WHO = frozenset({"s", "is", "are"}), frozenset({"who", "he", "she", "they", "dad", "mum", "nan", "gran"})
_INTO, _LEARNT = frozenset({"in", "for", "with"}), context("learnt in")


def weigh(entry: Entry, spot: Spot) -> Severity | None:
    """Return how bad a name is where it stands; None where it is clearly something else."""
    if not _is_written_right(entry, spot) or spot.is_abroad or (spot.joined_after and spot.after in FIXED_AFTER):
        return None
    if entry.channel == "venue" and spot.tokens.cased[spot.first][0].islower():
        dedicated = spot.tokens.low[spot.first] == "st"
        called = spot.first < spot.last and (spot.stands_at or spot.near(PUB_WORDS))
        return Severity.LOW if dedicated or called else None
    if spot.is_lower and entry.tier is Tier.WORD:
        return _weigh_lower_word(entry, spot)
    if spot.is_lower and not entry.weighty and _is_short(spot) and not spot.is_home:
        return Severity.LOW if _is_typed_place(spot) else None
    prior = _SMALL_PRIOR if entry.mark == Mark.SMALL else _PRIOR[entry.tier] + (0.6 if entry.weighty else 0.0)
    person = _for_person(entry, spot)
    word = _for_word(entry, spot) if entry.tier is Tier.WORD else 0.0
    if prior - person - word > _CLEARLY_HIGH:  # what speaks for a place can only add
        return Severity.HIGH
    score = prior + _for_place(entry, spot) - person - word
    return Severity.HIGH if score >= _HIGH else Severity.LOW if score >= _LOW else None


def _is_short(spot: Spot) -> bool:
    """Return whether a name in small letters is too short or too rare a word to be read as one."""
    word = spot.tokens.low[spot.first]
    return spot.first == spot.last and (len(word) < 5 or word in plain_words("rare_words"))


def _is_typed_place(spot: Spot) -> bool:
    """Return whether a short name in small letters follows "in" or "near" and is no word: "her sisters in rhyl"."""
    word = spot.tokens.low[spot.first]
    ends = not spot.joined_after or spot.after in _AND_THEN
    return spot.before in _NEAR_BY and spot.gap_before == " " and ends and len(word) > 3 and not _is_word(word)


def _is_word(word: str) -> bool:
    return (
        word in plain_words("rare_words")
        or word in plain_words("common_words")
        or word in plain_words("capital_words")
        or is_given_name(word)
    )


_NEAR_BY = frozenset({"in", "near", "outside"})
_AND_THEN = frozenset(
    {"and", "but", "with", "when", "where", "now", "then", "because", "till", "until", "for", "since"}
)
_SMALL_PRIOR = 0.4
_PRIOR = {Tier.PLAIN: 2.6, Tier.NAME: 1.4, Tier.WORD: 0.7}


def _is_written_right(entry: Entry, spot: Spot) -> bool:
    """Return whether a short form is written as it must be to be one."""
    mark = entry.mark
    if not mark:
        return True
    if mark == Mark.CAPITALS:
        doubtful = spot.is_shouted or (entry.channel == "place" and not _is_placed(spot))
        return spot.is_upper and not (len(spot.written) < 4 and doubtful)
    if mark == Mark.ACRONYM:
        return not spot.is_upper
    if mark == Mark.INITIALS:
        return spot.is_upper and not spot.is_shouted and spot.near(_AROUND_INITIALS.get(entry.channel, COUNCIL_WORDS))
    if mark == Mark.FORCE:
        return not spot.is_lower and spot.after not in {"office", "bar", "gala", "museum"}
    if mark == Mark.WATER:
        return not spot.is_lower and spot.near(WATER_WORDS)
    if mark == Mark.SHORT:
        return spot.tokens.gap(spot.first) in {"'", "/", "&"}
    if mark == Mark.CLUB:
        return not spot.is_lower and spot.near(CLUB_WORDS)
    if mark == Mark.PUB:
        return spot.stands_at or (spot.before == "the" and spot.near(PUB_WORDS))
    beside = _BESIDE.get(mark)
    if beside is None:
        return True
    return not spot.is_lower and not spot.precedes_capital and (spot.near(beside, _BESIDE_NEAR) or spot.stands_at)


def _is_placed(spot: Spot) -> bool:
    return bool(spot.preposition or spot.has_label or spot.heads_body or spot.is_home)


def _for_place(entry: Entry, spot: Spot) -> float:
    score = 0.0
    if spot.has_label or spot.is_home or stands_in_county(spot) or is_called_a_place(spot):
        score += 2.2
    if spot.heads_body:
        score += 2.2
    if fills_bracket(spot) or is_somebodys_home(spot):
        score += 1.6
    return score + spot.preposition + spot.is_left


def _for_person(entry: Entry, spot: Spot) -> float:
    """How much speaks for a person. A name that nobody bears is a person's only straight after a title."""
    if spot.heads_body and spot.after not in {"family", "children", "adult"}:
        return _HIS_TEAM * (spot.is_possessive and spot.is_given_name and not entry.weighty)
    if spot.follows_alias:
        return 0.0
    if spot.has_title or spot.has_letters or spot.is_listed_surname or spot.is_labelled_name:
        return 6.0
    if entry.channel not in {"place", "council", "county", "river", "landmark"} or spot.last > spot.first:
        return 0.0
    bears = entry.tier is not Tier.PLAIN or entry.also_name
    score = 4.0 if _is_friend(spot) else 2.0 * _is_in_state(spot)
    if (
        spot.joined_after and spot.after == "family" and not spot.preposition
    ):  # "the Lincoln family" bear the name, or come from there
        score += 3.6
    if spot.has_given_name and (bears or not entry.weighty or is_family_name(spot.tokens.low[spot.first])):
        score += 3.5
    elif spot.has_given_name:
        score += 1.5
    if not bears:
        return score + 1.5 * (spot.joined_after and spot.after in _SPEAKING and not spot.preposition)
    if spot.is_party:
        score += 2.5
    if _is_asked(spot):
        score += 2.4
    elif spot.is_told:
        score += 1.4
    elif spot.before == "by" and not entry.weighty:
        score += 0.9
    if spot.is_called and not is_called_a_place(spot):
        score += 2.2
    if spot.has_kin or spot.is_among_names:
        score += 2.0
    if not entry.weighty or entry.tier is Tier.NAME:
        score += _GIVEN * (spot.is_given_name and not spot.preposition and not spot.has_label)
    if spot.has_family_name:
        score += 2.0
    if spot.acts_as_person:
        score += 1.2 if entry.weighty and not spot.is_possessive else 2.4
    if spot.is_beside_given_name:
        score += 1.4
    return score


def _for_word(entry: Entry, spot: Spot) -> float:
    """How much speaks for an English word written with a capital."""
    sure = spot.has_label or spot.is_home or spot.heads_body
    if entry.mark == Mark.MONTH and (
        spot.is_to_month or not (spot.has_label or _is_lived_in(spot) or spot.after in {"council", "town"})
    ):
        is_date = (
            spot.before in MONTH_BEFORE
            or spot.after in MONTH_AFTER
            or any(map(str.isdigit, spot.gap_after + spot.gap_before))
        )
        return 9.0 if is_date else 0.5
    if entry.mark == Mark.SUBJECT and not sure and _is_subject(spot):
        return 1.6 if spot.before not in _INTO else 3.2
    if entry.mark == Mark.PUB or entry.mark in _BESIDE:
        return 1.2 * (spot.is_upper or spot.is_titled)
    score = 0.0
    if spot.first == spot.last and spot.joined_before and not sure:
        if spot.before in DETERMINERS:
            score += 1.4
        elif spot.follows_capital:
            score += 0.9
        if spot.precedes_capital:
            score += 0.6
    if spot.starts_sentence:
        score += 1.6
    if spot.is_upper or spot.is_titled:  # a heading, or the initials of a team: "MASH"
        score += 1.2
    return score if not sure else score / 2


def _weigh_lower_word(entry: Entry, spot: Spot) -> Severity | None:
    """A word in lower case: "reading council" is a place, "moved to reading" may be one, "in reading" is not."""
    after = spot.after
    if spot.first < spot.last and entry.channel == "place" and not entry.mark and spot.before != "the":
        return Severity.LOW if spot.preposition > 0.8 or spot.is_home else None
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
    before = spot.tokens.low[max(0, spot.first - 3) : spot.first]
    if before[-1:] == ["in"] and before[1:2] != [] and before[-2] in _IS and before[0] in _WHO:
        return True
    return bool(before) and before[-1] in {"in", "near", "from", "to"} and not LIVED.isdisjoint(before)


def _is_subject(spot: Spot) -> bool:
    """Return whether the words around speak of lessons or play."""
    if spot.before in _INTO:
        return spot.tokens.low[max(0, spot.first - 2)] in _LEARNT
    return spot.before in SUBJECT_BEFORE or spot.after in SUBJECT_AFTER or spot.near(SUBJECTS)


def _is_friend(spot: Spot) -> bool:
    """Return whether a person or an animal is called so: "a friend called London"; a town is called something too."""
    if not spot.is_called:
        return False
    return not (KIN | BEINGS).isdisjoint(spot.tokens.low[max(0, spot.first - 3) : spot.first - 1])


def _is_in_state(spot: Spot) -> bool:
    """Return whether "is teething", "was tearful" follow: places are not."""
    return spot.joined_after and spot.after in IS and spot.word(spot.next_at + 1) in STATES


def _is_asked(spot: Spot) -> bool:
    """Return whether it is asked or told something: "I asked Carlisle what he would do"."""
    return spot.before in ASKING and spot.joined_after and spot.after in QUESTIONS
