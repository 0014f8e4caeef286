"""A word found where nobody sees it, and standing unmarked in the shown text, is decided about: with real files."""

from collections.abc import Sequence
from io import BytesIO

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from spoc_desk.sanitise.apart.document import Document, Producer, Scanned
from spoc_desk.sanitise.findings import Finding, Mode, Severity
from spoc_desk.sanitise.pages.opening import pages_of
from spoc_desk.sanitise.readers.any_file import read_file
from spoc_desk.sanitise.readers.limits import Budget
from spoc_desk.sanitise.readers.unit import PageSize, Unit
from spoc_desk.sanitise.redact.as_read import found_again
from spoc_desk.sanitise.redact.orders import Passage, Raster, Retype
from spoc_desk.sanitise.redact.producer import make
from spoc_desk.sanitise.redact.proof import prove
from spoc_desk.sanitise.review.acceptance import accept_until_clean
from spoc_desk.sanitise.review.elsewhere import WHY
from spoc_desk.sanitise.review.making import orders, proof, terms
from spoc_desk.sanitise.review.reasons import Reason, Why
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.waiting import waiting
from spoc_desk.sanitise.scan import scan
from tests.sanitise.readers.make_docx import docx, paragraph, run, story
from tests.sanitise.review.documents import OWN, group_named, review_of, written


def letter() -> bytes:
    """Return a Word file whose comment names two towns; the text has both, where their neighbours hide them."""
    comment = story(
        "comments", "<w:comment w:id='0'>", paragraph(run("Lived in Reading, then in Preston.")), "</w:comment>"
    )
    text = paragraph(run("Reading is what she likes best. Mr Preston came. He spoke."))
    return docx(text, parts={"word/comments.xml": comment}, threads=(("comments", "comments.xml"),))


def report() -> bytes:
    """Return a PDF whose properties name a town; its page has the word, where its neighbours hide it."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=(595, 842))
    canvas.setSubject("The family lived in Preston")
    canvas.drawString(70, 700, "Mr Preston came in May. He spoke to the school.")
    canvas.save()
    return made.getvalue()


def read(data: bytes, name: str) -> Document:
    parts = list(read_file(data, name, Budget()))
    texts = tuple(Scanned(each, scan(each.text, OWN, Mode.OUT)) for each in parts if isinstance(each, Unit))
    pages = tuple(each for each in parts if isinstance(each, PageSize))
    return Document(texts, (), (), pages, (), Producer.RASTER if pages else Producer.RETYPE)


def elsewhere(review: Review) -> dict[str, Severity]:
    groups = review.marks.groups
    return {groups[at].word: groups[at].severity for at in review.marks.live() if groups[at].elsewhere}


def test_it_has_a_group_of_its_own_with_its_reason() -> None:
    review = review_of(read(letter(), "file.docx"))
    assert elsewhere(review) == {"Preston": Severity.HIGH, "Reading": Severity.LOW}
    group = review.marks.groups[group_named(review, "Preston")]
    assert group.why == WHY
    assert group.undecided == group.count == 1
    assert "2 words undecided" in waiting(review)


def test_an_ordinary_word_does_not_go_with_all_that_must_go() -> None:
    review = review_of(read(letter(), "file.docx"))
    assert [review.marks.groups[at].word for at in review.marks.must_go()] == ["Preston"]


def test_a_retyped_copy_does_not_carry_it() -> None:
    review = review_of(read(letter(), "file.docx"))
    accept_until_clean(review, lambda _page, spans: tuple(() for _ in spans), _again)
    made = orders(review)
    assert isinstance(made, Retype)
    assert [each.text for each in made.passages] == [
        "[place removed] is what she likes best. Mr [place removed] came. He spoke."
    ]
    assert set(terms(review)) == {"Reading", "Preston"}
    copy = make(made, None, _silent)
    assert all(check.passed for check in prove(copy, proof(review, made), OWN, Mode.OUT))
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(copy)).lower()
    assert "he spoke" in " ".join(text.split())
    assert "preston" not in text and "reading" not in text


def test_a_page_picture_does_not_carry_it() -> None:
    data = report()
    review = review_of(read(data, "file.pdf"))
    pages = pages_of(data)
    accept_until_clean(review, pages.text_boxes, _again)
    made = orders(review)
    assert isinstance(made, Raster)
    ((left, top, right, bottom),) = made.pages[0].boxes
    assert top < 842 - 700 < bottom
    assert 80 < left < right < 140
    assert all(check.passed for check in prove(make(made, pages, _silent), proof(review, made), OWN, Mode.OUT))


def test_kept_it_stays_and_is_no_term() -> None:
    review = review_of(read(letter(), "file.docx"))
    review.keep_group(group_named(review, "Preston"), Reason(Why.NO_PLACE))
    review.remove_group(group_named(review, "Reading"))
    assert set(terms(review)) == {"Reading"}


@pytest.mark.parametrize("mode", [Mode.OUT, Mode.LOCAL])
def test_a_place_marked_already_is_not_marked_twice(mode: Mode) -> None:
    review = review_of(written("In Bradford.", hidden=(("docx-comment", "In Bradford."),)), mode)
    assert elsewhere(review) == {}
    assert len(review.marks.places) == 1


def test_in_a_received_file_the_hidden_place_is_the_finding() -> None:
    review = review_of(written("x", hidden=(("docx-comment", "In Bradford."),), mode=Mode.IN), Mode.IN)
    assert elsewhere(review) == {}
    assert len(review.marks.places) == 1


def _again(passages: Sequence[Passage]) -> Sequence[Sequence[Finding]]:
    return found_again(passages, lambda text: scan(text, OWN, Mode.OUT))


def _silent(done: int, of: int) -> None:
    """Hear and say nothing."""
