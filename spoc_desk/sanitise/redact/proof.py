"""The proof that nothing survives in a copy: its bytes, its text, its pictures. One check that fails means no file."""

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Finding, Mode
from spoc_desk.sanitise.normalise import normalise
from spoc_desk.sanitise.redact.broken import NotOurs
from spoc_desk.sanitise.redact.cells import JPEG_BLOCK, is_covered
from spoc_desk.sanitise.redact.claims import Check, Kind, Proof, proof_of
from spoc_desk.sanitise.redact.grammar import Copy, CopyPage
from spoc_desk.sanitise.redact.pictures import Coding
from spoc_desk.sanitise.redact.raster import Heard
from spoc_desk.sanitise.redact.read_back import ReadBack
from spoc_desk.sanitise.redact.survivors import Survivors
from spoc_desk.sanitise.redact.words_left import Scan, findings_left, terms_left
from spoc_desk.sanitise.scan import scan

__all__ = ["Check", "Kind", "Proof", "proof_of", "prove"]

_STREAM = b"\nstream\n"
_MOST_ONCE = 2_000_000  # bytes of a copy beside its pages
_MOST_PER_PAGE = 6_000_000
_MOST_PER_PICTURE = 12_000_000


def nobody(done: int, of: int) -> None:
    """Hear nothing."""


@dataclass
class _Seen:
    """What the walk through a copy has come to."""

    text: ReadBack = field(default_factory=ReadBack)
    letters: list[Counter[str]] = field(default_factory=list)  # of each page
    pictures: int = 0
    boxes: int = 0
    open_boxes: int = 0
    survivors: int = 0
    parts: int = 0


def prove(
    pdf: bytes, proof: Proof, area: OwnArea, mode: Mode, find: Scan = scan, heard: Heard = nobody
) -> tuple[Check, ...]:
    """Return every check of a copy; it may leave only if all passed. Where the grammar fails, nothing else is asked.

    `find` is the scan, with the list of names to look in if it is not the one in use; `heard` is told (done, of) by
    pages and may stop the work by raising. No sentence repeats a word of the document.
    """
    seen = _Seen()
    survivors = Survivors(proof.terms)
    try:
        copy = Copy(pdf)
        for at, page in enumerate(copy.pages()):
            heard(at, copy.count)
            _look_at(page, at, proof, survivors, seen)
    except NotOurs as error:
        return (Check("grammar", False, 0, str(error)),)
    seen.text.finish()
    for body in copy.objects():
        seen.survivors += _survives(body, survivors)
        seen.parts += 1
    return (
        Check("grammar", True, len(pdf), "Every byte of the file is one that our own producers write."),
        _check_pages(copy, proof),
        _check_reader(pdf, seen),
        _check_survivors(seen),
        *_check_words(proof, seen, lambda text: find(text, area, mode)),
        _check_cover(proof, seen),
        _check_size(pdf, copy, seen),
    )


def _look_at(page: CopyPage, at: int, proof: Proof, survivors: Survivors, seen: _Seen) -> None:
    """Take in one page: its text, its letters, its bits, its covered places."""
    seen.text.add_page(page.runs)
    seen.letters.append(_letters("".join(run.text for run in page.runs)))
    seen.survivors += survivors.in_words(page.contents)
    seen.parts += 1 + len(page.pictures)
    for picture in page.pictures:
        seen.pictures += 1
        seen.survivors += survivors.in_bits(picture.image.tobytes())
    if proof.kind is Kind.RASTER and at < len(proof.pages) and page.pictures:
        boxes = proof.pages[at].boxes
        seen.boxes += len(boxes)
        picture = page.pictures[0]
        block = JPEG_BLOCK if picture.coding is Coding.JPEG else 1
        seen.open_boxes += sum(not is_covered(picture.image, (page.width, page.height), (box,), block) for box in boxes)


def _survives(body: bytes, survivors: Survivors) -> bool:
    """Say whether a removed word lies in an object: in its dictionary, its data, or its data unpacked."""
    head, stream, data = body.partition(_STREAM)
    if survivors.in_words(head):
        return True
    if not stream:
        return False
    unpacked = zlib.decompress(data.removesuffix(b"\nendstream")) if b"/FlateDecode" in head else b""
    is_map = unpacked.startswith(b"/CIDInit")  # words of the PDF language; made again and compared by the grammar
    return survivors.in_bits(data) or (not is_map and survivors.in_bits(unpacked))


def _letters(text: str) -> Counter[str]:
    return Counter(letter for letter in normalise(text).text if letter.isalnum())


def _check_pages(copy: Copy, proof: Proof) -> Check:
    expected = len(proof.pages) if proof.kind is Kind.RASTER else copy.count
    passed = copy.kind is proof.kind and copy.count == expected
    words = "The copy has the pages it must have." if passed else "The copy has not the pages it must have."
    return Check("pages", passed, copy.count, words)


def _check_reader(pdf: bytes, seen: _Seen) -> Check:
    """Ask a reader program that is not ours what text it finds on each page: ours, letter for letter, or none."""
    differing = sum(theirs != ours for theirs, ours in zip(_read_elsewhere(pdf), seen.letters, strict=True))
    letters = sum(ours.total() for ours in seen.letters)
    if not differing:
        words = "Another program reads the same letters." if letters else "Another program reads no letter in it."
        return Check("reader", True, letters, words)
    return Check("reader", False, differing, "Another program reads something else on a page than we wrote.")


def _read_elsewhere(pdf: bytes) -> Iterator[Counter[str]]:
    document = pdfium.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            page = document[number]
            text_page = page.get_textpage()
            yield _letters(text_page.get_text_range())
            text_page.close()
            page.close()
    finally:
        document.close()


def _check_survivors(seen: _Seen) -> Check:
    words = "No removed word lies in any part of the file, in any coding."
    if seen.survivors:
        words = "A removed word lies in a part of the file."
    return Check("survivors", not seen.survivors, seen.parts, words)


def _check_words(proof: Proof, seen: _Seen, find: Callable[[str], Iterable[Finding]]) -> Iterator[Check]:
    texts = seen.text.passages
    again = sorted(seen.text.again)
    left = terms_left([*texts, *again], proof.terms)
    words = "A removed word can still be read in the copy." if left else "No removed word can be read in the copy."
    yield Check("terms", not left, left or len(proof.terms), words)
    # What is repeated was looked at where it stands first, among its neighbours; alone "Reading" would be no age.
    whole = "\0".join(" ".join(text.split()) for text in texts)
    new = [text for text in again if " ".join(text.split()) not in whole]
    found = findings_left(texts, proof.kept, find) + findings_left(new, (), find)
    words = "A new check of the copy found nothing that may not stay."
    if found:
        words = "A new check of the copy found something that nobody decided to keep. Look through the document again."
    yield Check("scan", not found, found or len(texts), words)


def _check_cover(proof: Proof, seen: _Seen) -> Check:
    if proof.kind is Kind.RASTER:
        expected = sum(len(page.boxes) for page in proof.pages)
        passed = seen.boxes == expected and not seen.open_boxes
        words = "Every covered place is one black." if passed else "A place that must be covered is not."
        return Check("boxes", passed, seen.boxes, words)
    passed = seen.text.tokens == proof.tokens and seen.pictures == proof.pictures
    words = "Every removed place has its mark, and only kept pictures are in the copy."
    if not passed:
        words = "The copy has not the marks or the pictures it must have."
    return Check("tokens", passed, seen.text.tokens, words)


def _check_size(pdf: bytes, copy: Copy, seen: _Seen) -> Check:
    most = _MOST_ONCE + _MOST_PER_PAGE * copy.count + _MOST_PER_PICTURE * seen.pictures
    passed = len(pdf) <= most
    words = "The file is no larger than its pages explain."
    return Check("size", passed, len(pdf), words if passed else "The file is larger than its pages explain.")
