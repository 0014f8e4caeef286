"""What an answer of the process apart must look like to be handed on: pictures, copies, boxes and checks."""

import math
import re
import struct
from collections.abc import Sequence
from typing import Final

from spoc_desk.sanitise.apart.messages import LONGEST_PLACE
from spoc_desk.sanitise.apart.protocol import BadMessage
from spoc_desk.sanitise.areas.fits import Fits
from spoc_desk.sanitise.channels import WHY
from spoc_desk.sanitise.findings import Finding
from spoc_desk.sanitise.redact.claims import Check
from spoc_desk.sanitise.redact.orders import Box, Passage

MOST_PIXELS: Final = 60_000_000
LONGEST_SIDE: Final = 20_000  # points of a page, and pixels of a picture
MOST_CHECKS: Final = 100
MOST_AREAS: Final = 1_000
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PNG: Final = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"
_PNG_SIZE: Final = struct.Struct(">II")


def require(possible: bool) -> None:
    """Raise BadMessage where something cannot be."""
    if not possible:
        raise BadMessage("impossible")


def check_words(words: str) -> None:
    """Require a short text without control signs."""
    require(len(words) <= LONGEST_PLACE and not CONTROLS.search(words))


def check_png(data: bytes) -> None:
    """Require a picture of a bearable size: it is decoded in the window."""
    require(data.startswith(_PNG) and len(data) > len(_PNG) + _PNG_SIZE.size)
    width, height = _PNG_SIZE.unpack_from(data, len(_PNG))
    require(0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE and width * height <= MOST_PIXELS)


def check_pdf(data: bytes) -> None:
    """Require what looks like a copy; what is in it the proof tells."""
    require(data.startswith(b"%PDF-") and data[-16:].rstrip().endswith(b"%%EOF"))


def check_boxes(boxes: Sequence[tuple[Box, ...]], spans: int) -> Sequence[tuple[Box, ...]]:
    """Return the boxes; there must be as many lists as spans were asked for, and every box the right way round."""
    require(len(boxes) == spans)
    for box in (box for each in boxes for box in each):
        left, top, right, bottom = box
        require(left <= right and top <= bottom and all(math.fabs(side) <= LONGEST_SIDE for side in box))
    return boxes


def check_findings(findings: Sequence[Finding], length: int) -> None:
    """Require that findings lie inside their text, and are of channels we know."""
    for finding in findings:
        require(0 <= finding.start < finding.end <= length)
        require(finding.channel in WHY)
        check_words(finding.why)


def check_again(found: Sequence[tuple[Finding, ...]], passages: Sequence[Passage]) -> Sequence[tuple[Finding, ...]]:
    """Return what was found in each passage."""
    require(len(found) == len(passages))
    for findings, passage in zip(found, passages, strict=True):
        check_findings(findings, len(passage.text))
    return found


def check_fits(fits: Fits, words: int) -> Fits:
    """Return a number of authorities that can be."""
    require(0 < fits.areas <= fits.of <= MOST_AREAS and 0 <= fits.not_placed <= words)
    return fits


def check_checks(checks: Sequence[Check]) -> Sequence[Check]:
    """Return the checks; a proof has at least one."""
    require(0 < len(checks) <= MOST_CHECKS)
    for check in checks:
        check_words(check.name)
        check_words(check.sentence)
        require(check.count >= 0)
    return checks
