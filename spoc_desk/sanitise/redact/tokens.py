"""What stands in the copy where something was removed: one word for its kind, in a cell that is always equally wide.

The width of a covered word in a known typeface tells one of the 1,413 English towns from the next (13 candidates are
left on average); a cell of one width for every removal tells nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spoc_desk.sanitise.readers.unit import Shape


class Kind(StrEnum):
    """What was removed, as far as the reader of the copy may know."""

    PLACE = "place"
    SCHOOL = "school"
    SERVICE = "service"
    NUMBER = "number"
    CONTACT = "contact"
    WORDS = "words"


# What is left, clues and directions, and whatever the reviewer marked by hand, is "words". A name that was found by the
# column or the words around it is a place like one that was found by a list: the difference would tell which it is.
_KINDS = {
    Kind.PLACE: (
        "place county region council demonym postcode outcode grid-reference coordinates what3words map-link "
        "address road river estate landmark venue named-place column diocese"
    ),
    Kind.SCHOOL: "school university",
    Kind.SERVICE: (
        "police fire health court prison transport utility football-club local-media housing-association local-service"
    ),
    Kind.NUMBER: (
        "upn laestab gss uprn ods court-reference police-reference file-name urn cqc company land-title meter-point "
        "account-ref transport-stop collar-number vehicle nhs-number linkage-id tenant-id"
    ),
    Kind.CONTACT: "phone domain dx server-path",
}
_KIND_OF = {channel: kind for kind, channels in _KINDS.items() for channel in channels.split()}

TOKENS: dict[Kind, str] = {kind: f"[{kind} removed]" for kind in Kind}
PATTERN = re.compile("|".join(re.escape(token) for token in TOKENS.values()))

# Removals with nothing but this between them are one removal: the number of parts of an address is no news either.
_GAP = re.compile(r"[\s,;/&\-\u2013\u2014]*")
_CELL_GAP = re.compile(r"[^\S\t\n]*(?:[,;/&\-\u2013\u2014][^\S\t\n]*)*")
_CELL = re.compile(r"[^\t\n]+")
_LETTERS = re.compile(r"[\w\u0300-\u036f]+")
_LETTERS_BEFORE = re.compile(r"[\w\u0300-\u036f]+\Z")
_LONGEST = 200  # characters looked back for the beginning of a word
# What hangs on a name and would show a part of it: "'s", "-on-Sea".
_TAIL = re.compile(r"(?:['\u2019](?:s\b|(?!\w))|-(?:(?:on|upon|by|in|le|under|next|the|cum|super|of)-)*[A-Z]\w*)+")
_HEAD = re.compile(r"(?:[A-Z]\w*-(?:(?:on|upon|by|in|le|under|next|the|cum|super|of)-)*)+\Z")
_AN = re.compile(r"\b([Aa])n(?=\s+\[(?:" + "|".join(Kind) + r") removed\])")
_SPACES = re.compile(r"[^\S\t\n]{2,}")
NOWHERE = -1


@dataclass(frozen=True)
class Removal:
    """One place of a text that goes, by character offsets, and the channel it was found in."""

    start: int
    end: int
    channel: str = ""


def kind_of(channel: str) -> Kind:
    """Return what the copy may say about a finding of this channel."""
    return _KIND_OF.get(channel, Kind.WORDS)


def token(channel: str) -> str:
    """Return the text that stands for a finding of this channel: "[place removed]"."""
    return TOKENS[kind_of(channel)]


def count(text: str) -> int:
    """Return how many tokens stand in a text."""
    return sum(1 for _ in PATTERN.finditer(text))


@dataclass(frozen=True)
class Applied:
    """A text with its tokens, and for each of its characters where it stood before; NOWHERE for those of a token."""

    text: str
    origin: Sequence[int]


def apply(text: str, removals: Iterable[Removal], shape: Shape = Shape.PARAGRAPH) -> str:
    """Return *text* with each removal as a token. No part of a removed word stays, and nothing of its length."""
    return applied(text, removals, shape).text


def applied(text: str, removals: Iterable[Removal], shape: Shape = Shape.PARAGRAPH) -> Applied:
    """Return *text* with each removal as a token, and where the rest of it comes from.

    In a table no removal joins two cells or two rows: each cell it touches gets its own token.
    """
    table = shape is Shape.TABLE
    spans = [piece for removal in removals for piece in _pieces(text, removal, table=table)]
    parts: list[str] = []
    origin: list[int] = []
    done = 0
    for start, end, kind in _merged(
        text, sorted(spans, key=lambda span: (span[0], -span[1])), _CELL_GAP if table else _GAP
    ):
        parts += (text[done:start], TOKENS[kind])
        origin += (*range(done, start), *[NOWHERE] * len(TOKENS[kind]))
        done = end
    if not parts:
        return Applied(text, range(len(text)))
    parts.append(text[done:])
    origin.extend(range(done, len(text)))
    return _tidied("".join(parts), origin)


def _tidied(text: str, origin: Sequence[int]) -> Applied:
    """Return a text without the gaps a removal leaves, and with "a" where "an" no longer fits."""
    gaps = [(match.start(), match.end(), " ") for match in _SPACES.finditer(text)]
    gaps += [(match.end(1), match.end(), "") for match in _AN.finditer(text)]
    parts: list[str] = []
    left: list[int] = []
    done = 0
    for start, end, put in sorted(gaps):
        parts += (text[done:start], put)
        left += (*origin[done:start], *origin[start : start + len(put)])
        done = end
    return Applied("".join((*parts, text[done:])), [*left, *origin[done:]])


def _pieces(text: str, removal: Removal, *, table: bool) -> Iterable[tuple[int, int, Kind]]:
    """Yield the whole words a removal touches; one piece for each cell in a table."""
    kind = kind_of(removal.channel)
    if not table:
        bounds: Sequence[tuple[int, int]] = [(removal.start, removal.end)]
    else:
        bounds = [match.span() for match in _CELL.finditer(text, removal.start, removal.end)]
    for start, end in bounds:
        piece = text[start:end]
        if piece.strip():
            start += len(piece) - len(piece.lstrip())
            end -= len(piece) - len(piece.rstrip())
            yield (*_whole_words(text, start, end), kind)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span so that no letters of a word it cuts, and nothing that hangs on the name, stay behind."""
    if _LETTERS.match(text, start) and (before := _LETTERS_BEFORE.search(text[max(0, start - _LONGEST) : start])):
        start -= len(before.group())
    if _LETTERS.match(text, end - 1) and (after := _LETTERS.match(text, end)):
        end = after.end()
    if tail := _TAIL.match(text, end):
        end = tail.end()
    if head := _HEAD.search(text[max(0, start - _LONGEST) : start]):
        start -= len(head.group())
    return start, end


def _merged(text: str, spans: Sequence[tuple[int, int, Kind]], gap: re.Pattern[str]) -> Iterable[tuple[int, int, Kind]]:
    """Yield the spans, joined where they overlap or only marks stand between them; the first says the kind."""
    open_span: tuple[int, int, Kind] | None = None
    for span in spans:
        if open_span and (span[0] <= open_span[1] or gap.fullmatch(text, open_span[1], span[0])):
            open_span = (open_span[0], max(open_span[1], span[1]), open_span[2])
            continue
        if open_span:
            yield open_span
        open_span = span
    if open_span:
        yield open_span
