"""The leak scan of a document before it is printed: its own fields first, so that each finding leads to its field.

Then everything else that stands on the paper, and on practitioners' papers the words that say why (domain 1.0.1).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass

from spoc_desk.casework.leaks import FieldLeak, OwnWords, scan_texts
from spoc_desk.domain.prints import PrintKind
from spoc_desk.printing.blocks import Document
from spoc_desk.sanitise.findings import Finding, Mode, Severity

FOR_PRACTITIONERS = frozenset({PrintKind.PASS_ON_SLIP, PrintKind.FLAG_REQUEST, PrintKind.SERVICE_NOTICE})
_LEAVES_COUNCIL = frozenset({PrintKind.REQUEST_SCHEDULE})
_OF_THE_PROGRAM = frozenset({PrintKind.HANDOVER_SHEET, PrintKind.DESK_CARD})
"""Nothing typed stands there but what is scanned by itself; the letters of its codes may look like a postcode."""
_STATUS = re.compile(
    r"\b(UKPPS|UKPPU|protected persons?|witness(es)?|informants?|criminal trial|threats? to life|gangs?|perpetrators?"
    r"|relocat(ed|ion|ing))\b",
    re.IGNORECASE,
)
_ALWAYS_STATUS = re.compile(r"\b(UKPPS|UKPPU|protected persons?)\b", re.IGNORECASE)
# The digest of a copy, made by the program: by chance its letters may look like a short form of a county.
_DIGEST = re.compile(r"[0-9a-f]{64}")
_WHY = "A word that tells a reader why this record is handled with care."


@dataclass(frozen=True)
class SourceText:
    """A text of a record that goes on the paper: what it is called, and where it can be edited."""

    label: str
    text: str
    place: str


def document_leaks(
    kind: PrintKind, document: Document, texts: Iterable[SourceText], own: OwnWords
) -> tuple[FieldLeak, ...]:
    """Return every finding. What goes to UKPPS may not show our own area in the texts we typed either.

    In the program's own wording only what blocks is told: it speaks of
    "where from" and the like to warn.
    """
    mode = Mode.OUT if kind in _LEAVES_COUNCIL else Mode.LOCAL
    known = tuple(texts)
    found: list[FieldLeak] = []
    for number, source in enumerate(known):
        text = {f"text {number}": (source.label, source.text)}
        found += scan_texts(text, own, mode, source.place)
    everything = tuple(dict.fromkeys(text for text in _strings(document) if text and not _DIGEST.fullmatch(text)))
    if not found and kind not in _OF_THE_PROGRAM:
        # Piece by piece: words of neighbouring cells would read as one name.
        whole = {f"piece {number}": ("Other words on this paper", text) for number, text in enumerate(everything)}
        found += [leak for leak in scan_texts(whole, own) if leak.blocks]
    if kind in FOR_PRACTITIONERS:
        found += _status_words(known, "\n".join(everything))
    return tuple(found)


def referral_leaks(texts: Iterable[SourceText], own: OwnWords, *, restricted: bool) -> tuple[FieldLeak, ...]:
    """Return the findings in the typed texts of a referral; for a restricted record also the words that say why.

    The rest of the paper is not looked at: the referrer's own school may be unknown here, and names are names.
    """
    known = tuple(texts)
    found: list[FieldLeak] = []
    for number, source in enumerate(known):
        found += scan_texts({f"text {number}": (source.label, source.text)}, own, Mode.LOCAL, source.place)
    found += [leak for one in known if (leak := _protected_words(one, restricted=restricted))]
    return tuple(found)


def tells_why(text: str, *, restricted: bool) -> bool:
    """Say whether a text has a word that may not stand on the paper of a referral, of a restricted record above all."""
    return bool((_STATUS if restricted else _ALWAYS_STATUS).search(text))


def _protected_words(source: SourceText, *, restricted: bool) -> FieldLeak | None:
    """A child may be a witness, or meet a gang: such words say something only on the paper of a restricted record."""
    words = _STATUS if restricted else _ALWAYS_STATUS
    found = tuple(Finding(m.start(), m.end(), "status", Severity.HIGH, _WHY) for m in words.finditer(source.text))
    return FieldLeak("status", source.label, found, source.place) if found else None


def _status_words(known: Iterable[SourceText], everything: str) -> list[FieldLeak]:
    named = [FieldLeak("status", one.label, found, one.place) for one in known if (found := _status(one.text))]
    if named or not (found := _status(everything)):
        return named
    return [FieldLeak("status", "The council's fixed wording", found, "settings/wording")]


def _status(text: str) -> tuple[Finding, ...]:
    return tuple(Finding(match.start(), match.end(), "status", Severity.HIGH, _WHY) for match in _STATUS.finditer(text))


def _strings(value: object) -> Iterable[str]:
    """Return every text in a document, whatever blocks it consists of; its marking and reference are the program's."""
    if isinstance(value, Document):
        yield from _strings(value.blocks)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, Mapping):
        yield from _strings(tuple(value.values()))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
