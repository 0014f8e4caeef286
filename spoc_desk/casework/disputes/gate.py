"""Who may know of a disagreement or a complaint, and when it waits for the office (2.3 rule 10).

One of a relocation is known to those alone who know of relocations. Where somebody named in it may be restricted, it
goes no further until the office has said so: comparison and sentence are those of a referral, and never tell why.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Final

from spoc_desk.casework.leaks import blocking, scan_texts
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.relay.stops import digest
from spoc_desk.casework.restricted.matching import PersonKeys, is_restricted
from spoc_desk.casework.restricted.releases import may_release
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.errors import Incomplete, LeakFound, NotYet, UnknownRecord
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

SOURCE: Final = "2.3 rule 10"
_NAME: Final = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*")


def refuse_hidden(reader: Reader, case_id: str | None) -> None:
    """Raise UnknownRecord for what belongs to a relocation, where nobody may know of one."""
    if case_id is not None and not sees(reader, Sight.RELOCATIONS):
        raise UnknownRecord()


def named_in(*texts: str) -> tuple[PersonKeys, ...]:
    """Return everybody a text may name: each two words next to each other that begin with a capital letter."""
    found: dict[tuple[str, str], None] = {}
    for text in texts:
        words = list(_NAME.finditer(text))
        for one, other in pairwise(words):
            apart = text[one.end() : other.start()]
            if one[0][0].isupper() and other[0][0].isupper() and apart.isspace():
                found.setdefault((one[0], other[0]))
    return tuple(PersonKeys(given, family) for given, family in found)


def person(given: str, family: str, born: date | None) -> tuple[PersonKeys, ...]:
    """Return one person as compared; nobody where neither a name nor a birthday is written."""
    return (PersonKeys(given, family, "", born),) if given or family or born else ()


def must_stop(reader: Reader, people: Iterable[PersonKeys], released_for: str) -> bool:
    """Say whether somebody of it may be restricted and the office has not let these very people go on."""
    everybody = tuple(people)
    return is_restricted(reader, everybody) and released_for != digest(everybody)


def refuse_stopped(reader: Reader, people: Iterable[PersonKeys], released_for: str) -> None:
    """Raise NotYet with the one sentence where it waits for the office."""
    if must_stop(reader, people, released_for):
        raise NotYet(RESTRICTED_WORDS, SOURCE)


def refuse_release(vault: Vault, people: Iterable[PersonKeys], released_for: str, words: str) -> None:
    """Raise NotYet where nothing is to release or she may not, Incomplete without words, LeakFound for a place."""
    if not words.strip():
        raise Incomplete("Say who decided it, and what is to be minded.", SOURCE)
    if not may_release(vault):
        raise NotYet("Only the office of the DCS or DASS, or the LA SPOC, releases a restricted record.", SOURCE)
    if blocking(scan_texts({"words": ("What the office says", words)}, own_words(vault))):
        raise LeakFound("What you wrote may show an area. Take it out: no area is needed to release this.", SOURCE)
    if not must_stop(vault, people, released_for):
        raise NotYet("Nothing about this has to be released.", SOURCE)
