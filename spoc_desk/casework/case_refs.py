"""References of records: two neutral words and four digits, unique, telling nothing (domain 1.1)."""

import secrets
from functools import lru_cache

from spoc_desk.errors import NotYet
from spoc_desk.resources import read_text
from spoc_desk.vault.records.references import reference_taken
from spoc_desk.vault.records.table import Reader

_TRIES = 100


def new_case_ref(reader: Reader) -> str:
    """Return a reference that no other record has, such as "quiet harbour 4821".

    No name, date, area or UKPPS reference is in it.
    """
    first, second = _words()
    for _ in range(_TRIES):
        ref = f"{secrets.choice(first)} {secrets.choice(second)} {secrets.randbelow(10_000):04}"
        if not reference_taken(reader, ref):
            return ref
    raise NotYet("No free reference was found. Try again.")


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    lists = dict(line.split(":", 1) for line in read_text("profile", "neutral_words.txt").splitlines() if ":" in line)
    return tuple(lists["first"].split()), tuple(lists["second"].split())
