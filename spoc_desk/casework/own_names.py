"""The leak scan over texts in which our own services may be named: a school of our directory is no leak (1.0.1).

Their names are covered before the scan, so that offsets stay. What leaves the council is never covered.
"""

import re
from collections.abc import Collection, Mapping

from spoc_desk.casework.leaks import FieldLeak, scan_texts
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Mode
from spoc_desk.vault.records.exchange_rows import own_service_names
from spoc_desk.vault.records.table import Reader


def own_names(reader: Reader) -> tuple[str, ...]:
    """Return the names of the services in our directory, the longest first."""
    return tuple(sorted(own_service_names(reader), key=len, reverse=True))


def scan_with_own_names(
    texts: Mapping[str, tuple[str, str]], area: OwnArea, names: Collection[str], mode: Mode, place: str = ""
) -> tuple[FieldLeak, ...]:
    """Return the findings in texts given as field → (label, text)."""
    if mode is Mode.OUT or not names:
        return scan_texts(texts, area, mode, place)
    pattern = re.compile("|".join(re.escape(name) for name in names))
    covered = {field: (label, _covered(pattern, text)) for field, (label, text) in texts.items()}
    return scan_texts(covered, area, mode, place)


def _covered(pattern: re.Pattern[str], text: str) -> str:
    """Return *text* with every own name replaced by small letters that mean nothing, the same in length."""
    return pattern.sub(lambda match: "x" * len(match[0]), text)
