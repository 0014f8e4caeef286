"""Why a view of the register is empty, and the next thing to do."""

from dataclasses import dataclass

from ..models.register_rows import OUTSTANDING


@dataclass(frozen=True)
class EmptyWords:
    """A heading, a sentence, a button."""

    heading: str
    sentence: str
    action: str


def empty_words(total: int, view: str) -> EmptyWords:
    """Return the words for an empty *view* of a register that holds *total* records."""
    if total == 0:
        return EmptyWords(
            "Nothing is on the register yet",
            "The checklist of records is laid out when the services are informed. You can add a record now.",
            "Add a record",
        )
    if view == OUTSTANDING:
        words = "The one record is dealt with." if total == 1 else f"All {total} records are dealt with."
        return EmptyWords("Nothing is outstanding", words, "Show all")
    return EmptyWords("No record is for this person", "Records for the whole family are under All.", "Show all")
