"""A search for a place is answered quietly: none but ours is kept here (domain 1.0.1 rule 3).

The words are looked at and forgotten: they are not stored, not counted, not written anywhere.
"""

from spoc_desk.casework.leaks import blocking, scan_texts
from spoc_desk.casework.own_words import own_words
from spoc_desk.vault.records.table import Reader

NO_OTHER_AREA = "No area but ours is kept here."


def names_another_area(reader: Reader, words: str) -> bool:
    """Say whether what somebody typed into a search or a filter names an area that is not ours."""
    return blocking(scan_texts({"words": ("Search", words)}, own_words(reader)))
