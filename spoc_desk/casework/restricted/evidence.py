"""Whether two people may be the same person, and whether two households may be the same: rules, no totals."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from spoc_desk.casework.restricted.births import Birth, births
from spoc_desk.casework.restricted.likeness import Alike, Likeness
from spoc_desk.casework.restricted.name_words import NameWords


@dataclass(frozen=True)
class Somebody:
    """One person: every name that is known, and the date of birth. `group` is the household they belong to."""

    names: tuple[NameWords, ...]
    date_of_birth: date | None
    group: str = ""

    @cached_property
    def words(self) -> frozenset[str]:
        """Return every word of every name."""
        return frozenset().union(*(name.all_words for name in self.names))


@dataclass(frozen=True)
class Compared:
    """What was seen of one pair."""

    given: Alike
    family: Alike
    crossed: Alike  # the weaker of the two, given name against family name
    birth: Birth


def compare(ours: Somebody, theirs: Somebody, likeness: Likeness) -> Iterable[Compared]:
    """Yield what is seen for each of the names that each has; once without names where somebody has none."""
    birth = births(ours.date_of_birth, theirs.date_of_birth)
    for mine in ours.names or (NameWords(),):
        for other in theirs.names or (NameWords(),):
            yield Compared(
                given=_given(mine, other, likeness),
                family=_family(mine, other, likeness),
                crossed=min(
                    _best(mine.firsts, (other.whole_family,), likeness),
                    _best((mine.whole_family,), other.firsts, likeness),
                ),
                birth=birth,
            )


def same_person(seen: Compared) -> bool:
    """Say whether this is enough to stop.

    With the date of birth one name that is alike is enough; with a mistyped one both; without one both, and one of
    them to the letter; about the same age asks for both to the letter. A sound counts only beside a date of birth.
    """
    given, family, crossed = seen.given, seen.family, seen.crossed
    match seen.birth:
        case Birth.SAME:
            return family >= Alike.SOUND or given >= Alike.NEAR or crossed >= Alike.SOUND
        case Birth.CLOSE:
            return min(given, family) >= Alike.SOUND or crossed >= Alike.NEAR
        case Birth.UNKNOWN:
            both = min(given, family) >= Alike.NEAR and max(given, family) is Alike.SAME
            return both or crossed is Alike.SAME
        case Birth.ABOUT:
            return (given is Alike.SAME and family >= Alike.PART) or crossed is Alike.SAME
        case Birth.APART:
            return False


def half_the_way(seen: Compared) -> bool:
    """Say whether this pair, with one more of the same household, is enough: names change, birthdays do not."""
    if seen.birth is Birth.SAME:
        return True
    if seen.birth is Birth.CLOSE and seen.given >= Alike.NEAR:
        return True
    return seen.given is Alike.SAME and seen.family >= Alike.NEAR


def two_and_two(pairs: Collection[tuple[int, int]]) -> bool:
    """Say whether two different people of ours are half the way to two different people of theirs."""
    ours, theirs = {one for one, _ in pairs}, {other for _, other in pairs}
    return len(ours) > 1 and len(theirs) > 1


def _given(mine: NameWords, other: NameWords, likeness: Likeness) -> Alike:
    best = _best(mine.firsts, other.firsts, likeness)
    if best < Alike.PART and (
        frozenset(mine.middles) & frozenset(other.firsts) or frozenset(mine.firsts) & frozenset(other.middles)
    ):
        return Alike.PART
    return best


def _family(mine: NameWords, other: NameWords, likeness: Likeness) -> Alike:
    if not mine.family or not other.family:
        return Alike.NOT
    if mine.whole_family == other.whole_family or frozenset(mine.family) == frozenset(other.family):
        return Alike.SAME
    if frozenset(mine.family_parts) & frozenset(other.family_parts):
        return Alike.PART
    whole = likeness.between(mine.whole_family, other.whole_family)
    part = _best(mine.family_parts, other.family_parts, likeness)
    return min(Alike.NEAR, max(whole, part))  # a short form is one of given names


def _best(ours: Sequence[str], theirs: Sequence[str], likeness: Likeness) -> Alike:
    return max((likeness.between(one, other) for one in ours for other in theirs), default=Alike.NOT)
