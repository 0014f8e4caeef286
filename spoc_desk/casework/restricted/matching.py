"""Whether somebody of a referral is somebody whose record is restricted: yes or no, and never why (2.3 rule 10).

Every answer asks the vault the same two questions and looks at everybody it gets; nothing ends early.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from spoc_desk.casework.restricted.evidence import Compared, Somebody, compare, half_the_way, same_person, two_and_two
from spoc_desk.casework.restricted.likeness import Likeness
from spoc_desk.casework.restricted.name_words import NameWords, words_of
from spoc_desk.vault.records.protected_people import Protected, protected_people
from spoc_desk.vault.records.table import Reader


@dataclass(frozen=True)
class PersonKeys:
    """One person of a referral, as written there."""

    given: str
    family: str
    known_as: str = ""
    date_of_birth: date | None = None


def is_restricted(reader: Reader, people: Iterable[PersonKeys]) -> bool:
    """Say whether one of *people*, or their household together, may be somebody whose record is restricted."""
    ours = [_of_referral(person) for person in people]
    theirs = [_of_vault(person) for person in protected_people(reader)]
    return any_match(ours, theirs)


def any_match(ours: Sequence[Somebody], theirs: Sequence[Somebody]) -> bool:
    """Say whether two of these may be the same person, or two households the same."""
    likeness = Likeness(_words(ours), _words(theirs))
    alone, together = 0, defaultdict[str, set[tuple[int, int]]](set)
    for place, other in enumerate(theirs):
        for number in _worth_a_look(ours, other, likeness):
            seen: tuple[Compared, ...] = tuple(compare(ours[number], other, likeness))
            alone += any(same_person(one) for one in seen)
            if other.group and any(half_the_way(one) for one in seen):
                together[other.group].add((number, place))
    alone += sum(two_and_two(pairs) for pairs in together.values())
    return alone > 0


def _worth_a_look(ours: Sequence[Somebody], other: Somebody, likeness: Likeness) -> list[int]:
    """Return those of ours who share a birthday or anything like a name: nobody else can match."""
    alike = {word for theirs in other.words for word in likeness.related(theirs)}
    return [
        number
        for number, one in enumerate(ours)
        if not alike.isdisjoint(one.words)
        or (one.date_of_birth is not None and one.date_of_birth == other.date_of_birth)
    ]


def _words(people: Iterable[Somebody]) -> frozenset[str]:
    return frozenset().union(*(person.words for person in people))


def _of_referral(person: PersonKeys) -> Somebody:
    names = [NameWords.of(person.given, person.family, person.known_as)]
    if len(words_of(person.known_as)) > 1:
        names.append(NameWords.of_whole(person.known_as, person.family))
    return Somebody(_filled(names), person.date_of_birth)


def _of_vault(person: Protected) -> Somebody:
    names = [NameWords.of(person.given_name, person.family_name)]
    names += [NameWords.of_whole(alias, person.family_name) for alias in person.aliases]
    return Somebody(_filled(names), person.date_of_birth, person.group)


def _filled(names: Iterable[NameWords]) -> tuple[NameWords, ...]:
    return tuple(name for name in names if name.all_words)
