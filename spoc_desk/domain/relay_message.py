"""The message to a school: the words of the scheme and exactly four facts (2.3 rule 8, R-000-06 to -08)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from spoc_desk.domain.house_dates import long_date

SUBJECT_HOLDS: Final = "Domestic Abuse Notification"
ITEMS: Final = ("Date of incident", "Address of incident", "Child’s name", "Child’s date of birth")
"""As the scheme names them, in its order (S000:50-53)."""


@dataclass(frozen=True)
class FourFacts:
    """What a school is told, and nothing else."""

    incident_date: date
    incident_address: str
    child_name: str
    date_of_birth: date

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return each item with its value, in the order of the scheme."""
        values = (
            long_date(self.incident_date),
            one_line(self.incident_address),
            one_line(self.child_name),
            long_date(self.date_of_birth),
        )
        return tuple(zip(ITEMS, values, strict=True))


@dataclass(frozen=True)
class Composed:
    """What is copied into the secure mail, or printed."""

    subject: str
    body: str


def compose(subject: str, sentence: str, facts: FourFacts) -> Composed:
    """Return the message: the council's *subject*, its opening *sentence*, the four items.

    Raises ValueError for a subject without the words that the schools' filters look for (R-000-07).
    """
    if SUBJECT_HOLDS not in subject:
        raise ValueError(f"the subject must contain “{SUBJECT_HOLDS}”")
    items = "\n".join(f"• {name}: {value}" for name, value in facts.lines)
    return Composed(one_line(subject), f"{one_line(sentence)}\n\n{items}\n")


def one_line(text: str) -> str:
    """Return *text* on one line: nobody can slip a fifth item or a header into the message by a line break."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
