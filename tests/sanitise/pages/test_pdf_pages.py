"""The pages of a PDF: pictures as a person sees them, and boxes that cover the words."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from spoc_desk.errors import RefusedByRule
from spoc_desk.sanitise.pages.opening import NoPages, cut_out, pages_of
from spoc_desk.sanitise.pages.pdf.pages import PdfPages
from spoc_desk.sanitise.pages.source import LARGEST_PICTURE
from spoc_desk.sanitise.readers.unit import Picture

DPI = 144


def drawn(draw: Callable[[Canvas], None], size: tuple[float, float] = (400, 300)) -> bytes:
    """Return a PDF of one page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return a PDF after a change."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def ink_around(data_with: bytes, data_without: bytes) -> tuple[float, float, float, float]:
    """Return the region in points where two PDFs look different."""
    one = pages_of(data_with).render(1, DPI, grey=True)
    other = pages_of(data_without).render(1, DPI, grey=True)
    region = ImageChops.difference(one, other).getbbox()
    assert region
    left, top, right, bottom = region
    return (left * 72 / DPI, top * 72 / DPI, right * 72 / DPI, bottom * 72 / DPI)


def box_of(data: bytes, word: str) -> tuple[tuple[float, float, float, float], ...]:
    pages = pages_of(data)
    assert isinstance(pages, PdfPages)
    start = pages.reading(1).text.index(word)
    return pages.text_boxes(1, [(start, start + len(word))])[0]


def plain(word: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Oblique", 12)
        canvas.drawString(60, 200, "They used to live in")
        if word:
            canvas.drawString(60, 180, word)

    return draw


def sideways(word: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 200, "They used to live in")
        canvas.translate(250, 60)
        canvas.rotate(90)
        if word:
            canvas.drawString(0, 0, word)

    return draw


def slanted(word: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 250, "They used to live in")
        canvas.translate(150, 60)
        canvas.rotate(30)
        if word:
            canvas.drawString(0, 0, word)

    return draw


def in_forms(word: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        canvas.drawString(10, 10, word or " ")
        canvas.endForm()
        canvas.beginForm("outer")
        canvas.translate(20, 30)
        canvas.scale(1.5, 0.8)
        canvas.doForm("inner")
        canvas.endForm()
        canvas.drawString(60, 250, "They used to live in")
        canvas.translate(100, 40)
        canvas.doForm("outer")

    return draw


def turned(turns: int) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = turns * 90

    return change


def cropped(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox = Array([-20, -10, 400, 300])
    pdf.pages[0].CropBox = Array([30, 20, 390, 280])


def cropped_and_turned(pdf: pikepdf.Pdf) -> None:
    cropped(pdf)
    pdf.pages[0].Rotate = 270


@pytest.mark.parametrize("layout", [plain, sideways, slanted, in_forms])
@pytest.mark.parametrize("change", [turned(0), turned(1), turned(2), turned(3), cropped, cropped_and_turned])
def test_the_boxes_of_a_word_hold_all_of_its_ink(
    layout: Callable[[str], Callable[[Canvas], None]], change: Callable[[pikepdf.Pdf], None]
) -> None:
    word = "Wolverhampton"
    data = changed(drawn(layout(word)), change)
    left, top, right, bottom = ink_around(data, changed(drawn(layout("")), change))

    boxes = box_of(data, word)

    slack = 1.0
    assert min(box[0] for box in boxes) <= left + slack
    assert min(box[1] for box in boxes) <= top + slack
    assert max(box[2] for box in boxes) >= right - slack
    assert max(box[3] for box in boxes) >= bottom - slack
    if layout is not slanted:
        assert len(boxes) == 1
        assert boxes[0][0] >= left - 6 and boxes[0][2] <= right + 6


def test_the_ink_of_a_slanted_word_lies_letter_by_letter_in_its_boxes() -> None:
    data, bare = drawn(slanted("Wolverhampton")), drawn(slanted(""))
    difference = ImageChops.difference(
        pages_of(data).render(1, DPI, grey=True), pages_of(bare).render(1, DPI, grey=True)
    )

    boxes = box_of(data, "Wolverhampton")

    assert len(boxes) == 13
    for left, top, right, bottom in boxes:
        difference.paste(
            0, tuple(round(edge * DPI / 72) + pad for edge, pad in ((left, -1), (top, -1), (right, 1), (bottom, 1)))
        )
    assert difference.getbbox() is None


def test_a_word_broken_over_two_lines_has_two_boxes_and_a_line_end_in_the_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(300, 200, "Middles-")
        canvas.drawString(60, 180, "brough for years")

    data = drawn(draw)

    boxes = box_of(data, "Middles-\nbrough")

    assert len(boxes) == 2
    assert boxes[0][0] > 290 and boxes[1][0] < 70


def test_words_of_two_columns_are_not_covered_by_one_box() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 200, "Hull")
        canvas.drawString(300, 200, "York")

    data = drawn(draw)
    pages = pages_of(data)

    assert len(pages.text_boxes(1, [(0, 20)])[0]) == 2


def test_a_page_is_measured_as_it_is_seen() -> None:
    size = pages_of(changed(drawn(plain("Hull")), cropped_and_turned)).sizes()[0]

    assert (size.page, size.width, size.height) == (1, 260, 360)


def test_form_fields_and_notes_are_drawn_and_read_like_all_other_words() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 250, "Name of the school")
        canvas.acroForm.textfield(name="school", value="Beechwood", x=60, y=200, width=150, height=20)

    def note(pdf: pikepdf.Pdf) -> None:
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("town"), V=String("Grimsby"),
            DA=String("/Helv 12 Tf 0 g"), Rect=[60, 100, 200, 120], F=4,
        )  # fmt: skip
        text = Dictionary(
            Type=Name.Annot, Subtype=Name.FreeText, Rect=[60, 150, 200, 170], Contents=String("Scunthorpe"),
            DA=String("/Helv 12 Tf 0 g"), F=4,
        )  # fmt: skip
        for made in (pdf.make_indirect(field), pdf.make_indirect(text)):
            pdf.pages[0].Annots.append(made)
        pdf.Root.AcroForm.Fields.append(pdf.pages[0].Annots[-2])

    data = changed(drawn(draw), note)

    for word in ("Beechwood", "Grimsby", "Scunthorpe"):
        left, top, right, bottom = box_of(data, word)[0]
        picture = pages_of(data).render(1, 72, grey=True).crop((int(left), int(top), int(right), int(bottom)))
        assert picture.getextrema()[0] < 120, word


def test_a_picture_of_a_page_is_grey_or_coloured_as_asked() -> None:
    pages = pages_of(drawn(plain("Hull")))

    assert pages.render(1, 100, grey=True).mode == "L"
    assert pages.render(1, 100).mode == "RGB"
    assert pages.render(1, 100).size == (556, 417)


def test_a_huge_page_is_drawn_with_fewer_dots() -> None:
    image = pages_of(drawn(plain("Hull"), (14_000, 14_000))).render(1, 300, grey=True)

    assert image.width * image.height <= LARGEST_PICTURE * 1.01


def test_a_page_that_claims_to_be_endless_is_a_blank_sheet() -> None:
    def endless(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].MediaBox = Array([0, 0, 10**9, 10**9])

    pages = pages_of(changed(drawn(plain("Hull")), endless))

    assert pages.render(1, 72, grey=True).size == (595, 842)
    assert pages.text_boxes(1, [(0, 4)]) == ((),)


def test_a_picture_on_a_page_can_be_cut_out() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(100, 100, 50, 50, fill=1, stroke=0)

    cut = cut_out(pages_of(drawn(draw)), Picture(1, 1, (105, 155, 145, 195), 10, 10))

    assert cut.size[0] in (84, 85)
    assert cut.getpixel((40, 40)) == (255, 0, 0)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and nothing", b"no file at all"])
def test_what_has_no_pages_is_refused_in_plain_words(data: bytes) -> None:
    with pytest.raises(RefusedByRule, match=r"cannot be shown|damaged"):
        pages_of(data)


def test_a_locked_file_shows_no_pages() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn(plain("Hull")))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))

    with pytest.raises(NoPages, match="locked"):
        pages_of(out.getvalue())


def test_a_file_locked_only_against_changes_opens() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn(plain("Hull")))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="", owner="secret"))

    assert box_of(out.getvalue(), "Hull")


def test_every_page_of_a_long_file_can_be_shown_in_any_order() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(200, 100))
    for number in range(120):
        canvas.drawString(20, 50, f"Sheet {number + 1}")
        canvas.showPage()
    canvas.save()
    pages = pages_of(out.getvalue())

    assert len(pages.sizes()) == 120
    assert isinstance(pages, PdfPages)
    for number in (120, 1, 60, 119, 2):
        assert pages.reading(number).text == f"Sheet {number}"
        assert isinstance(pages.render(number, 30), Image.Image)
