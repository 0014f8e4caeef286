"""See through what hides a text: base64, percent signs, entities, quoted-printable, broken lines, file names, O for 0.

Each disguise becomes a plain piece with the offsets it came from; the other detectors read the piece as any text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from spoc_desk.sanitise.detectors import misread, slugs, torn, unwrapped
from spoc_desk.sanitise.detectors.hit import Detector, Hit
from spoc_desk.sanitise.detectors.pieces import Asked, Piece
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import Clean, normalise
from spoc_desk.sanitise.own import Own

_DEEPEST = 2
# Codes with letters, so sure in their shape that they count also when a bare line break tore them.
_SURE = frozenset({"upn", "gss", "domain", "court-reference", "file-name", "ods"})
Opener = Callable[[Clean], Iterator[Piece]]
_OPENERS: tuple[Opener, ...] = (
    unwrapped.base64_runs,
    unwrapped.escapes,
    slugs.addresses_and_files,
    torn.seams,
    torn.spaced,
    torn.narrowed,
    torn.label_behind,
    misread.repaired,
)


def through(asked: Mapping[Asked, Sequence[Detector]]) -> Detector:
    """Return the detector that opens each disguise and asks the others."""

    def find(clean: Clean, own: Own) -> Iterator[Hit]:
        """Yield what stands in disguise, with the span of the disguise."""
        yield from _opened(clean, own, 1)

    def _opened(clean: Clean, own: Own, depth: int) -> Iterator[Hit]:
        for opener in _OPENERS:
            for piece in opener(clean):
                inner = normalise(piece.text)
                if not inner.text:
                    continue
                hits = [hit for detector in asked[piece.asked] for hit in detector(inner, own)]
                if depth < _DEEPEST and piece.nested:
                    hits.extend(_opened(inner, own, depth + 1))
                yield from _placed(piece, inner, hits)

    return find


def _placed(piece: Piece, inner: Clean, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the hits of a piece where they stand in the text."""
    counted: list[Hit] = []
    for hit in hits:
        start, end = inner.given_span(hit.start, hit.end)
        if not piece.touches(start, end) or (piece.sure_only and hit.channel not in _SURE):
            continue
        if piece.whole:
            counted.append(hit)
        else:
            given_start, given_end = piece.given(start, end)
            yield Hit(given_start, given_end, hit.channel, hit.severity, own=hit.own)
    if counted:
        worst = min(counted, key=lambda hit: (hit.own, hit.severity is Severity.LOW, hit.start))
        yield Hit(piece.start, piece.end, worst.channel, worst.severity, own=all(hit.own for hit in counted))
