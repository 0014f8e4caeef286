"""Documents for the reviews of the tests, with a few known words found in them; the scan itself has its own tests."""

import re

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.apart.document import Document, Producer, Scanned
from spoc_desk.sanitise.channels import why
from spoc_desk.sanitise.findings import Finding, Mode, Severity
from spoc_desk.sanitise.readers.unit import PageSize, Picture, Remark, Shape, Unit, Unscannable
from spoc_desk.sanitise.review.review import Review

OWN = OwnArea(
    names=("Luton", "Luton Borough Council"),
    outcodes=("LU1", "LU2", "LU3", "LU4"),
    dialling_codes=("01582",),
    domains=("luton.gov.uk",),
)
BOX = (72.0, 100.0, 120.0, 112.0)


_KNOWN = (
    (r"(?i)Bradford|B R A D F O R D|Leeds|Hull", "place", Severity.HIGH),
    (r"(?<=in )Reading", "place", Severity.HIGH),
    (r"Bradford(?= Council)", "council", Severity.HIGH),
    (r"the north", "region", Severity.LOW),
    (r"Luton", "place", Severity.LOW),
)


def scanned(unit: Unit, mode: Mode) -> Scanned:
    """Return a text with the findings a scan would have in it."""
    spans: dict[tuple[int, int], Finding] = {}
    for pattern, channel, severity in _KNOWN:
        for match in re.finditer(pattern, unit.text):
            own = match.group() == "Luton"
            if not own or mode is not Mode.LOCAL:
                spans[match.span()] = Finding(*match.span(), channel, severity, why(channel, own=own))
    return Scanned(unit, tuple(spans[span] for span in sorted(spans)))


def written(*texts: str, hidden: tuple[tuple[str, str], ...] = (), mode: Mode = Mode.OUT) -> Document:
    """Return a document without pages: shown paragraphs, and hidden texts as (channel, text)."""
    units = [Unit(text, "docx-body", shown=True) for text in texts]
    units += [Unit(text, channel, part="Comment 1") for channel, text in hidden]
    return Document(tuple(scanned(unit, mode) for unit in units), (), (), (), (), Producer.RETYPE)


def paged(
    *pages: str,
    unscannable: tuple[Unscannable, ...] = (),
    pictures: tuple[Picture, ...] = (),
    remarks: tuple[Remark, ...] = (),
    mode: Mode = Mode.OUT,
) -> Document:
    """Return a document with one page for each text."""
    units = [Unit(text, "pdf-text", "", at, True, Shape.PAGE) for at, text in enumerate(pages, 1)]
    sizes = tuple(PageSize(at, 595.0, 842.0) for at in range(1, len(pages) + 1))
    texts = tuple(scanned(unit, mode) for unit in units)
    return Document(texts, unscannable, remarks, sizes, pictures, Producer.RASTER)


def review_of(document: Document, mode: Mode = Mode.OUT) -> Review:
    """Return a review in which nothing is decided."""
    return Review(document, mode, OWN)


def group_named(review: Review, word: str) -> int:
    """Return the group of a word."""
    return next(at for at in review.marks.live() if review.marks.groups[at].word == word)


def look_at_everything(review: Review) -> None:
    """Bring every page and part, and what is left out, on the screen."""
    for sheet in review.marks.sheets.numbers:
        review.see(sheet)
    review.see_hidden()
    for page in review.marks.sheets.numbers:
        spans = review.spans_on(page)
        review.learn_boxes(page, {place: (BOX,) for place, *_ in spans})


def remove_everything(review: Review) -> None:
    """Remove every word."""
    for group in review.marks.live():
        review.remove_group(group)
