"""Names of the imported long lists: roads, schools, practices, stations, woods. Only where words stand in capitals."""

from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.ambiguity import is_everyday
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens

_MOST_WORDS = 6
_JOINERS = frozenset({"of", "the", "and", "s", "on", "in", "upon", "le", "y"})
_CLOSE = frozenset({" ", "-", "'", "\n", " & ", ". "})


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield the names of several words that stand in a long list; ours where it lies in our district alone."""
    if not own.names.long_lists:
        return
    tokens = clean.tokens
    reached = 0
    for at, word in enumerate(tokens.cased):
        if at < reached or not word[0].isupper():
            continue
        count, hit = _longest(tokens, at, own)
        if hit is not None:
            reached = at + count
            yield hit


def _longest(tokens: Tokens, at: int, own: Own) -> tuple[int, Hit | None]:
    """Return the longest listed name that begins at a word, and how many words it has."""
    lists = [one for one in own.names.long_lists if one.may_begin(tokens.low[at])]
    if not lists:
        return 0, None
    most = _run(tokens, at)
    for count in range(most, 1, -1):
        if tokens.cased[at + count - 1][0].islower():
            continue
        key = " ".join(tokens.low[at : at + count])
        for one in lists:
            district = one.district_of(key)
            if district is not None:
                ours = bool(district) and district in own.entries
                sure = bool(district) or not is_everyday(key)
                severity = Severity.HIGH if sure else Severity.LOW
                return count, Hit(tokens.starts[at], tokens.end(at + count - 1), one.channel, severity, own=ours)
    return 0, None


def _run(tokens: Tokens, at: int) -> int:
    """Return how many words from here stand together in capitals, with small joining words between."""
    count = 1
    while count < _MOST_WORDS and at + count < len(tokens.low) and tokens.gap(at + count - 1) in _CLOSE:
        if tokens.cased[at + count][0].islower() and tokens.low[at + count] not in _JOINERS:
            break
        count += 1
    return count
