"""Words that few areas can say of themselves: trams, middle schools, the seafront. They inform; they do not block."""

from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import Sieve, raw_of, stands_alone
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.lists import words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own


def _sieve() -> Sieve:
    """Return one sieve for all phrases, longest first; any white space or hyphen between the words."""
    phrases = sorted(words("soft_clues"), key=len, reverse=True)
    shape = "|".join(r"[\s\-]{1,2}".join(phrase.split()) for phrase in phrases)
    return Sieve(shape, any_case=True, marks=tuple({max(phrase.split(), key=len) for phrase in phrases}))


_CLUES = _sieve()


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield the listed words, always low."""
    for match in _CLUES.catches(raw_of(clean.text)):
        start, end = match.span()
        if stands_alone(clean.text, start, end):
            yield Hit(start, end, "soft-clue", Severity.LOW)
