"""Invented families for measuring the matching: common names are common here too, so every twentieth is a Smith."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spoc_desk.casework.restricted.matching import PersonKeys

GIVEN = (  # noqa: SIM905
    "Oliver George Arthur Noah Muhammad Leo Oscar Harry Archie Jack Henry Charlie Freddie Theodore Thomas William "
    "James Daniel Jacob Adam Ibrahim Yusuf Omar Ali Hassan Imran Bilal Zayn Kacper Jakub Szymon Filip Andrei Mihai "
    "Samuel Joshua Ethan Kieran Liam Callum Connor Jamal Kwame Tunde Chidi Marcus Reece Tyrone Arjun Rohan Vikram "
    "Olivia Amelia Isla Ava Mia Ivy Lily Isabella Rosie Sophia Grace Freya Willow Florence Emily Ella Poppy Evie "
    "Elsie Charlotte Evelyn Sienna Sofia Daisy Phoebe Sophie Alice Harper Matilda Ruby Emma Maya Fatima Aisha Maryam "
    "Zainab Khadija Amina Noor Zofia Hanna Maja Julia Lena Ioana Elena Andreea Ngozi Abena Efua Shanice Chantelle "
    "Priya Ananya Meera Jessica Chloe Megan Holly Lauren Bethany Hannah Rachel Rebecca Samantha Natalie Katarzyna"
).split()
FAMILY = (  # noqa: SIM905
    "Smith Smith Smith Smith Smith Smith Jones Jones Jones Jones Khan Khan Khan Khan Ahmed Ahmed Ahmed Hussain Hussain "
    "Begum Begum Ali Ali Ali Williams Williams Taylor Taylor Taylor Brown Brown Brown Davies Evans Thomas Wilson "
    "Johnson Roberts Robinson Thompson Wright Walker White Edwards Hughes Green Hall Lewis Harris Clarke Patel Patel "
    "Jackson Wood Turner Martin Cooper Hill Ward Morris Moore Clark Lee King Baker Harrison Morgan Allen James Scott "
    "Phillips Watson Davis Parker Price Bennett Young Griffiths Mitchell Kelly Cook Carter Richardson Bailey Collins "
    "Bell Shaw Murphy Miller Cox Richards Marshall Anderson Simpson Ellis Adams Singh Singh Wilkinson Foster Chapman "
    "Mason Webb Rogers Hunt Mills Palmer Holmes Rahman Miah Uddin Chowdhury Iqbal Mahmood Malik Akhtar Bibi Hassan "
    "Nowak Kowalski Wisniewski Kaminski Popescu Ionescu Dumitru Popa Stan Rusu O'Brien O'Connor McCarthy MacDonald "
    "Fitzgerald Gallagher Byrne Doyle Okafor Adeyemi Mensah Boateng Owusu Asante Ncube Moyo Dube Campbell Reid Stewart "
    "Featherstone Winterbottom Oakeshott Pemberton Langley Hargreaves Ashworth Thistlewood Marchbanks Pendergast "
    "Whitlock Sutcliffe Braithwaite Crowther Entwistle Fairclough Greenhalgh Haworth Kershaw Lonsdale Mottershead"
).split()


@dataclass(frozen=True)
class Person:
    """One invented person."""

    given: str
    family: str
    born: date

    def keys(self, *, known: bool = True) -> PersonKeys:
        """Return the person as a referral gives them; a date of birth is not always known."""
        return PersonKeys(self.given, self.family, "", self.born if known else None)


def household(luck: random.Random, day: date = date(2026, 11, 23)) -> list[Person]:
    """Return two adults and one to four children; they share a family name, most of the time."""
    family = luck.choice(FAMILY)
    adults = [Person(luck.choice(GIVEN), family, _born(luck, day, 19, 60)) for _ in range(2)]
    if luck.random() < 0.4:
        adults[1] = replace(adults[1], family=luck.choice(FAMILY))
    children = [Person(luck.choice(GIVEN), family, _born(luck, day, 0, 18)) for _ in range(luck.randint(1, 4))]
    return adults + children


def _born(luck: random.Random, day: date, youngest: int, oldest: int) -> date:
    return day - timedelta(days=luck.randint(youngest * 365, oldest * 365))
