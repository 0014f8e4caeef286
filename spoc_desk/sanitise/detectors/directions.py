"""Words that tell where somebody came from or goes to, also when no place is named. Always a low finding."""

import re
from collections.abc import Iterator
from functools import cache

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.lists import words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield the listed phrases, in any case and across line breaks."""
    for match in _phrases().finditer(clean.lower):
        yield Hit(*match.span(), "direction", Severity.LOW)


@cache
def _phrases() -> re.Pattern[str]:
    """Return one pattern for all phrases, grouped by first word so that a scan stays quick."""
    by_first: dict[str, list[str]] = {}
    for phrase in sorted(words("direction_phrases"), reverse=True):
        first, _, rest = phrase.partition(" ")
        by_first.setdefault(first, []).append(r"[\s\-]+".join(re.escape(word) for word in rest.split()))
    options = []
    for first, rests in by_first.items():
        tails = [rf"[\s\-]+(?:{'|'.join(rest for rest in rests if rest)})"] if any(rests) else []
        options.append(re.escape(first) + (f"(?:{tails[0]})" + ("?" if "" in rests else "") if tails else ""))
    return re.compile(rf"\b(?:{'|'.join(options)})\b")
