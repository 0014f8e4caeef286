"""The match finds what was planted and does not stop every Smith. All people are invented."""

import random
from datetime import date
from itertools import pairwise

import pytest

from spoc_desk.casework.restricted.evidence import Somebody
from spoc_desk.casework.restricted.matching import PersonKeys, any_match
from spoc_desk.casework.restricted.matching import _of_referral as referred
from spoc_desk.casework.restricted.matching import _of_vault as protected
from spoc_desk.vault.records.protected_people import Protected
from tests.casework.restricted.families import Person, household

BORN = date(2014, 3, 7)


def stops(person: PersonKeys, *others: Protected) -> bool:
    return any_match([referred(person)], [protected(other) for other in others])


def somebody(given: str, family: str, born: date | None = BORN, *aliases: str) -> Protected:
    return Protected(given, family, aliases, born, "one household")


# written on the referral: given, family, known as, date of birth — kept in the vault: given, family, date of birth
FOUND = (
    # the name is the same, the date of birth too, or not known
    (("Katarzyna", "Łuczak", "", BORN), ("Katarzyna", "Łuczak", BORN)),
    (("Katarzyna", "Łuczak", "", None), ("Katarzyna", "Łuczak", BORN)),
    (("Katarzyna", "Łuczak", "", BORN), ("Katarzyna", "Łuczak", None)),
    # accents, apostrophes, hyphens, spaces, capitals
    (("katarzyna", "LUCZAK", "", None), ("Katarzyna", "Łuczak", BORN)),
    (("Zoë", "Müller", "", None), ("Zoe", "Muller", BORN)),
    (("Sean", "O’Brien", "", None), ("Seán", "O'Brien", BORN)),
    (("Sean", "O Brien", "", None), ("Seán", "O'Brien", BORN)),
    (("Sean", "OBrien", "", None), ("Seán", "O'Brien", BORN)),
    (("Mary-Jane", "Oakes", "", None), ("Mary Jane", "Oakes", BORN)),
    (("Maryjane", "Oakes", "", None), ("Mary-Jane", "Oakes", BORN)),
    (("Elif", "Işık", "", None), ("Elif", "Isik", BORN)),
    (("Joao", "da Costa", "", None), ("João", "Costa", BORN)),
    # given and family name swapped
    (("Łuczak", "Katarzyna", "", None), ("Katarzyna", "Łuczak", BORN)),
    (("Luczek", "Katarzina", "", BORN), ("Katarzyna", "Łuczak", BORN)),
    # known as, short forms, other spellings, a middle name
    (("Elizabeth", "Marchbanks", "", None), ("Beth", "Marchbanks", BORN)),
    (("E.", "Marchbanks", "Beth", None), ("Elizabeth", "Marchbanks", BORN)),
    (("Elizabeth", "Marchbanks", "Betty Marchbanks", None), ("Beth", "Marchbanks", BORN)),
    (("Mohammed", "Thistlewood", "", None), ("Muhammad", "Thistlewood", BORN)),
    (("Ayesha", "Thistlewood", "", None), ("Aisha", "Thistlewood", BORN)),
    (("Kasia", "Nowak", "", BORN), ("Katarzyna", "Nowak", BORN)),
    (("Anne Rose", "Marchbanks", "", None), ("Rose", "Marchbanks", BORN)),
    # one or two letters off, by length
    (("Katarzyna", "Luczek", "", None), ("Katarzyna", "Łuczak", BORN)),
    (("Katrazyna", "Łuczak", "", None), ("Katarzyna", "Łuczak", BORN)),
    (("Katazyna", "Łuczak", "", None), ("Katarzyna", "Łuczak", BORN)),
    (("Grace", "Pendregast", "", None), ("Grace", "Pendergast", BORN)),
    (("Grace", "Pendergasst", "", None), ("Grace", "Pendergast", BORN)),
    (("Grace", "Pndrgast", "", None), ("Grace", "Pendergast", BORN)),
    # one half of a double name, and the halves the other way round
    (("Grace", "Oakes", "", None), ("Grace", "Oakes-Pendergast", BORN)),
    (("Grace", "Pendergast-Oakes", "", None), ("Grace", "Oakes Pendergast", BORN)),
    # the sound, with the date of birth
    (("Caitlin", "Phair", "", BORN), ("Kaytlyn", "Fair", BORN)),
    (("Shaun", "Wright", "", date(2014, 3, 8)), ("Sean", "Rite", BORN)),
    (("Anaya", "Kershaw", "", BORN), ("Unrelated", "Kerschau", BORN)),
    # one name changed, the day of birth the same
    (("Katarzyna", "Oakes", "", BORN), ("Katarzyna", "Łuczak", BORN)),
    (("Rose", "Łuczak", "", BORN), ("Katarzyna", "Łuczak", BORN)),
    # the date of birth mistyped
    (("Katarzyna", "Łuczak", "", date(2014, 7, 3)), ("Katarzyna", "Łuczak", BORN)),
    (("Katarzyna", "Łuczak", "", date(2014, 3, 17)), ("Katarzyna", "Łuczak", BORN)),
    (("Katarzyna", "Łuczak", "", date(2015, 3, 7)), ("Katarzyna", "Łuczak", BORN)),
    (("Katarzyna", "Łuczak", "", date(2041, 3, 7)), ("Katarzyna", "Łuczak", BORN)),
    (("Kasia", "Luczek", "", date(2014, 7, 3)), ("Katarzyna", "Łuczak", BORN)),
    (("Katarzyna", "Łuczak", "", date(2009, 12, 31)), ("Katarzyna", "Łuczak", date(2010, 12, 31))),
    # about the same age, both names to the letter
    (("Katarzyna", "Łuczak", "", date(2014, 11, 20)), ("Katarzyna", "Łuczak", BORN)),
    # a name in another script is read as it stands
    (("Олена", "Шевченко", "", None), ("Олена", "Шевченко", BORN)),
)

PASSED = (
    # one name in common is nothing by itself
    (("John", "Smith", "", date(1990, 5, 1)), ("Peter", "Smith", date(1988, 9, 12))),
    (("John", "Smith", "", None), ("Peter", "Smith", BORN)),
    (("John", "Smith", "", None), ("John", "Oakes", BORN)),
    # both names in common, another age
    (("John", "Smith", "", date(1990, 5, 1)), ("John", "Smith", date(1972, 9, 12))),
    (("Muhammad", "Khan", "", date(2012, 5, 1)), ("Mohammed", "Khan", BORN)),
    # about the same age, a common family name, a short form
    (("Jack", "Smith", "", date(2014, 5, 21)), ("Jacob", "Smith", BORN)),
    # a mistyped day of birth and one name are nothing
    (("John", "Smith", "", date(2014, 3, 17)), ("Peter", "Smith", BORN)),
    # the day of birth alone is nothing, for one person
    (("Rose", "Oakes", "", BORN), ("Katarzyna", "Łuczak", BORN)),
    # the sound without a date of birth is nothing
    (("Caitlin", "Phair", "", None), ("Kaytlyn", "Fair", BORN)),
    # short names are not near to each other
    (("Ali", "Khan", "", None), ("Avi", "Khan", BORN)),
    (("Mei", "Li", "", None), ("Mei", "Lu", BORN)),
    # a little word of a name is no name
    (("Grace", "de Souza", "", None), ("Grace", "de Vries", BORN)),
    (("Grace", "Mac Ewan", "", None), ("Grace", "Mac Bride", BORN)),
    # nothing was written yet
    (("", "", "", None), ("Katarzyna", "Łuczak", BORN)),
    (("", "", "", None), ("", "", None)),
    (("", "Łuczak", "", None), ("Katarzyna", "Łuczak", BORN)),
    (("-", "?", "'", None), ("Katarzyna", "Łuczak", BORN)),
)


@pytest.mark.parametrize(("written", "kept"), FOUND)
def test_this_pair_stops(written: tuple[str, str, str, date | None], kept: tuple[str, str, date | None]) -> None:
    assert stops(PersonKeys(*written), somebody(*kept))


@pytest.mark.parametrize(("written", "kept"), PASSED)
def test_this_pair_passes(written: tuple[str, str, str, date | None], kept: tuple[str, str, date | None]) -> None:
    assert not stops(PersonKeys(*written), somebody(*kept))


def test_a_further_name_of_a_record_stops() -> None:
    kept = somebody("Katarzyna", "Łuczak", BORN, "Kate Field", "Bunny")
    assert stops(PersonKeys("Kate", "Field"), kept)
    assert stops(PersonKeys("Bunny", "Łuczak"), kept)
    assert not stops(PersonKeys("Rose", "Field"), kept)


def test_two_birthdays_of_one_household_stop_whatever_the_names_are() -> None:
    kept = [protected(somebody("Katarzyna", "Łuczak")), protected(somebody("Piotr", "Łuczak", date(1985, 1, 30)))]
    both = [
        referred(PersonKeys("Rose", "Oakes", "", BORN)),
        referred(PersonKeys("Ned", "Oakes", "", date(1985, 1, 30))),
    ]
    assert any_match(both, kept)
    assert not any_match(both[:1], kept)


def test_two_birthdays_in_two_households_are_chance() -> None:
    kept = [protected(somebody("Katarzyna", "Łuczak"))]
    kept.append(protected(Protected("Luke", "Hill", (), date(1985, 1, 30), "another household")))
    both = [
        referred(PersonKeys("Rose", "Oakes", "", BORN)),
        referred(PersonKeys("Ned", "Oakes", "", date(1985, 1, 30))),
    ]
    assert not any_match(both, kept)


def test_one_birthday_is_not_counted_for_two_people() -> None:
    """Twins, and one child of another household who was born that day."""
    twins = [referred(PersonKeys("Rose", "Oakes", "", BORN)), referred(PersonKeys("Daisy", "Oakes", "", BORN))]
    assert not any_match(twins, [protected(somebody("Katarzyna", "Łuczak"))])


@pytest.mark.parametrize(("known", "at_most"), [(1.0, 0.02), (0.6, 0.08)])
def test_other_families_are_seldom_stopped(known: float, at_most: float) -> None:
    """Fifty protected households with common names, 300 referrals of other people; some dates of birth not known."""
    theirs = _households(random.Random(7), 50)
    luck = random.Random(11)
    stopped = 0
    for _ in range(300):
        family = household(luck)
        ours = [referred(person.keys(known=luck.random() < known)) for person in family]
        stopped += any_match(ours, theirs)
    assert stopped / 300 <= at_most


def test_a_mistyped_child_is_found() -> None:
    """One letter of one name and one digit of the date of birth wrong, in each of 300 referrals."""
    luck = random.Random(3)
    missed = [person for person in _long_named(luck, 300) if not _found_mistyped(luck, person)]
    assert missed == []


def test_a_mistyped_child_without_a_birthday_is_found() -> None:
    luck = random.Random(5)
    missed = [
        person
        for person in _long_named(luck, 300)
        if not stops(PersonKeys(_mistyped(luck, person.given), person.family), _kept(person))
    ]
    assert missed == []


def _households(luck: random.Random, count: int) -> list[Somebody]:
    return [
        protected(Protected(person.given, person.family, (), person.born, str(number)))
        for number in range(count)
        for person in household(luck)
    ]


def _long_named(luck: random.Random, count: int) -> list[Person]:
    found: list[Person] = []
    while len(found) < count:
        found += [person for person in household(luck) if len(person.given) > 4 and len(person.family) > 4]
    return found[:count]


def _found_mistyped(luck: random.Random, person: Person) -> bool:
    given, family = person.given, person.family
    if luck.random() < 0.5:
        given = _mistyped(luck, given)
    else:
        family = _mistyped(luck, family)
    born = _wrong_digit(luck, person.born)
    return stops(PersonKeys(given, family, "", born), _kept(person))


def _kept(person: Person) -> Protected:
    return Protected(person.given, person.family, (), person.born, "one")


def _mistyped(luck: random.Random, word: str) -> str:
    place = luck.randrange(len(word))
    ways = [word[:place] + word[place + 1 :], word[:place] + luck.choice("aeiounrst") + word[place:]]
    if place + 1 < len(word):
        ways.append(word[:place] + word[place + 1] + word[place] + word[place + 2 :])
    return luck.choice(ways)


def _wrong_digit(luck: random.Random, born: date) -> date:
    digits = born.strftime("%d%m%Y")
    while True:
        place = luck.randrange(len(digits))
        wrong = digits[:place] + luck.choice("0123456789") + digits[place + 1 :]
        day, month, year = int(wrong[:2]), int(wrong[2:4]), int(wrong[4:])
        if wrong != digits and 1 <= day <= 28 and 1 <= month <= 12 and year > 0:
            return date(year, month, day)


def test_the_order_of_the_people_does_not_matter() -> None:
    luck = random.Random(13)
    theirs = _households(luck, 10)
    ours = [referred(person.keys()) for _ in range(5) for person in household(luck)]
    for before, after in pairwise([theirs, list(reversed(theirs))]):
        assert any_match(ours, before) is any_match(list(reversed(ours)), after)
