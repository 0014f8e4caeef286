"""Whether words are left in the text of a copy: removed ones, and whatever the scan finds that nobody kept."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Finding, Mode, Severity
from spoc_desk.sanitise.normalise import Clean, normalise
from spoc_desk.sanitise.redact.tokens import PATTERN
from spoc_desk.sanitise.squash import squash
from spoc_desk.sanitise.word_search import Term

Scan = Callable[[str, OwnArea, Mode], tuple[Finding, ...]]

_TOKEN_GONE = "\ufffc"  # no word goes across it


def terms_left(texts: Iterable[str], terms: Sequence[str]) -> int:
    """Return how many of the removed words still stand in the texts, in any case, spaced out or broken."""
    cleans = [normalise(PATTERN.sub(_TOKEN_GONE, text)) for text in texts]
    everything = "\ufffc".join(_key(clean) for clean in cleans)
    left = 0
    for word in terms:
        term = Term(word)
        if term.key and term.key in everything:
            left += any(True for clean in cleans for _ in term.find(clean))
        elif not term.key:
            left += any(word.strip() in clean.text for clean in cleans) if word.strip() else 0
    return left


def findings_left(
    texts: Sequence[str], kept: Sequence[tuple[str, int]], find: Callable[[str], Iterable[Finding]]
) -> int:
    """Return how many findings that block stand in the texts beyond those that were kept."""
    return sum(1 for _ in findings_beyond(texts, kept, find))


def findings_beyond(
    texts: Sequence[str], kept: Sequence[tuple[str, int]], find: Callable[[str], Iterable[Finding]]
) -> Iterator[tuple[int, Finding]]:
    """Yield the findings that block beyond those that were kept, each with the number of its text.

    A kept word may be found as often as it was kept. A finding inside a longer kept text is kept with it.
    """
    allowed = Counter[str]()
    for word, count in kept:
        allowed[_key(normalise(word))] += count
    terms = [(key, Term(word)) for word, _ in kept if (key := _key(normalise(word)))]
    for number, text in enumerate(texts):
        for finding in _without_tokens(text, find):
            key = _key(normalise(text[finding.start : finding.end]))
            if allowed[key] > 0:
                allowed[key] -= 1
            elif not _inside_kept(text, finding, key, terms):
                yield number, finding


def _without_tokens(text: str, find: Callable[[str], Iterable[Finding]]) -> Iterator[Finding]:
    """Yield what blocks in a text. What is found only by the token in it tells no more than the token."""
    for finding in find(text):
        if finding.severity is not Severity.HIGH:
            continue
        start = finding.start
        pieces = PATTERN.split(text[start : finding.end])
        if len(pieces) == 1:
            yield finding
            continue
        tokens = PATTERN.findall(text[start : finding.end])
        for piece, token in zip(pieces, (*tokens, ""), strict=True):
            for one in find(piece):
                if one.severity is Severity.HIGH:
                    yield replace(one, start=start + one.start, end=start + one.end)
            start += len(piece) + len(token)


def _inside_kept(text: str, finding: Finding, key: str, terms: Sequence[tuple[str, Term]]) -> bool:
    """Say whether a finding is a part of a longer text that was kept."""
    longer = [term for whole, term in terms if key in whole and key != whole]
    if not longer:
        return False
    clean = normalise(text)
    return any(start <= finding.start and finding.end <= end for term in longer for start, end in term.find(clean))


def _key(clean: Clean) -> str:
    return squash(clean.lower).key
