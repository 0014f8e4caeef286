"""Pictures in files that have no pages: each is looked at by itself before it may stay."""

from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from spoc_desk.sanitise.review.verdict import Verdict, leaks, may_be
from spoc_desk_ui.checking.rows import Kind
from tests.ui.checking.conftest import Checking

R, N, U, I, M = Qt.Key.Key_R, Qt.Key.Key_N, Qt.Key.Key_U, Qt.Key.Key_I, Qt.Key.Key_M  # noqa: E741

pytestmark = pytest.mark.usefixtures("apart")


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """Return a mail with a photograph of a red square, whose notes hold a place."""
    image = Image.new("RGB", (300, 200), "white")
    ImageDraw.Draw(image).rectangle((50, 50, 150, 150), fill="red")
    packed = BytesIO()
    image.save(packed, "JPEG", comment=b"Taken in Rotherham")
    message = EmailMessage()
    message["Subject"] = "A drawing"
    message.set_content("He drew this in Rotherham.\n")
    message.add_attachment(packed.getvalue(), "image", "jpeg", filename="drawing.jpg")
    path = tmp_path / "mail.eml"
    path.write_bytes(message.as_bytes())
    return path


def picture_shown(checking: Checking) -> bool:
    labels = checking.workspace.found.detail.findChildren(QLabel)
    return any(not label.pixmap().isNull() and label.isVisible() for label in labels)


def test_she_sees_a_picture_keeps_it_and_it_stands_in_the_copy(checking: Checking, mail: Path) -> None:
    checking.open(mail, "out")
    review = checking.workspace.review
    assert review is not None
    assert not [part for part in review.aside.unread if part.channel == "image-picture"]
    checking.press(I)
    assert picture_shown(checking)
    assert not review.boxes.kept_pictures
    checking.press(I)
    assert review.boxes.kept_pictures == {1}
    for _ in range(20):
        left = checking.left()
        if not left:
            break
        row = checking.workspace.desk.row
        kind = row.kind if row is not None else None
        checking.press(R if kind is Kind.GROUP and "undecided" in left[0] else U if kind is Kind.HIDDEN else N)
    checking.press(M)

    copy = checking.workspace.leaving.copy.copy
    assert copy is not None and copy.is_proved
    assert b"Rotherham" not in copy.pdf
    with Image.open(BytesIO(_last_page(copy.pdf))) as page:
        colours = page.convert("RGB").getcolors(1 << 24) or []
    assert any(count > 500 and red > 200 and green < 80 for count, (red, green, _) in colours)


def test_what_nobody_has_seen_cannot_stay(checking: Checking, mail: Path) -> None:
    checking.open(mail, "out")
    review = checking.workspace.review
    assert review is not None
    review.seen_pictures.clear()
    assert not review.may_turn(1)


def test_a_received_mail_is_clean_only_after_its_pictures_were_seen(checking: Checking, mail: Path) -> None:
    checking.open(mail, "in")
    review = checking.workspace.review
    assert review is not None
    number = next(at for at, part in enumerate(review.aside.unread) if part.picture)
    for group in review.marks.live():
        review.remove_group(group)
    before = len(leaks(review))
    checking.workspace.found.list.go_to(Kind.UNREAD, number)
    checking.settle()
    assert picture_shown(checking)
    checking.press(R)
    assert review.aside.settled[number] == "leaks"
    assert len(leaks(review)) == before + 1
    assert may_be(review) == {Verdict.LEAKS}


def _last_page(pdf: bytes) -> bytes:
    document = pdfium.PdfDocument(pdf)
    out = BytesIO()
    document[len(document) - 1].render(scale=1).to_pil().save(out, "PNG")
    document.close()
    return out.getvalue()
