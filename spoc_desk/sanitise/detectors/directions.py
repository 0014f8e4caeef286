"""Words that tell where somebody came from or goes to, also when no place is named. Always a low finding."""

from collections.abc import Iterator
from functools import cache

from spoc_desk.sanitise.detectors.context_words import DETERMINERS
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.ambiguity import is_abroad
from spoc_desk.sanitise.lists import words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens, flat

_LONGEST = 5
_MONTHS = frozenset(
    {
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
        *("nursery", "reception", "year", "infants", "juniors"),
        *("december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    }
)
# Files, workers and children in school are moved as well: "transferred to the long-term team".
_KEPT = frozenset(
    {
        *("team", "ward", "worker", "account", "class", "caseload", "list", "group", "plan", "page", "band", "table"),
        *(
            "cot",
            "bottle",
            "breast",
            "buggy",
            "frame",
            "spoon",
            "cup",
            "topic",
            "task",
            "activity",
            "lesson",
            "subject",
        ),
        *("stage", "bed", "bedroom", "room", "sofa", "solids", "tier", "level", "tablet", "medication"),
    }
)
_MOVED = frozenset({"to", "from"})
_ENDS = frozenset(".!?;\n")


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield the listed phrases, in any case and across line breaks."""
    tokens = clean.tokens
    phrases, firsts = _phrases()
    for at in tokens.places(firsts):
        for count in range(min(_LONGEST, len(tokens.low) - at), 0, -1):
            if " ".join(tokens.low[at : at + count]) in phrases:
                gaps = "".join(tokens.gap(place) for place in range(at, at + count - 1))
                if _ENDS.isdisjoint(gaps.replace("\n", " ", count)) and not _leads_elsewhere(tokens, at + count):
                    yield Hit(tokens.starts[at], tokens.end(at + count - 1), "direction", Severity.LOW)
                break


def _leads_elsewhere(tokens: Tokens, at: int) -> bool:
    """Return whether a date, a country of another continent or no place follows: "moved from June to July"."""
    if tokens.low[at - 1] in _MOVED and tokens.low[at : at + 1] and tokens.low[at] in DETERMINERS:
        return not _KEPT.isdisjoint(tokens.low[at : at + 4])
    if at >= len(tokens.low) or not tokens.cased[at][0].isupper() or tokens.gap(at - 1) not in {" ", "\n"}:
        return False
    return tokens.low[at] in _MONTHS or is_abroad(tokens.low[at])


@cache
def _phrases() -> tuple[frozenset[str], frozenset[str]]:
    """Return all phrases, and the words they begin with."""
    phrases = frozenset(flat(phrase) for phrase in words("direction_phrases"))
    return phrases, frozenset(phrase.split(" ", 1)[0] for phrase in phrases)
