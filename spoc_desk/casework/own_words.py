"""What may stand in our own records: our area, and the names of the services in our directory (domain 1.0.1)."""

from spoc_desk.casework.council import profile
from spoc_desk.casework.leaks import OwnWords
from spoc_desk.vault.records.exchange_rows import own_service_names
from spoc_desk.vault.records.table import Reader


def own_words(reader: Reader) -> OwnWords:
    """Return the council's own area with the names of its services: a school of our directory is no leak."""
    return OwnWords(profile(reader).own_area, own_service_names(reader))
