"""Words that a person does not see are told apart from those she sees, and bad redactions are named."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from spoc_desk.sanitise.readers.unit import Picture
from tests.sanitise.readers.pdf.make_pdf import (
    annotated,
    changed,
    channels_with,
    drawn,
    image_reader,
    picture,
    read_all,
    remarks,
    stream,
    unscannable,
)

WORD = "Scunthorpe"


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(50, 100)
    text.setTextRenderMode(3)
    text.textLine(f"Born in {WORD}")
    text.setTextRenderMode(0)
    canvas.drawText(text)


def clear(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(50, 100, f"Born in {WORD}")


def white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(50, 100, f"Born in {WORD}")


def black_on_black(canvas: Canvas) -> None:
    canvas.rect(40, 90, 200, 30, fill=1)
    canvas.drawString(50, 100, f"Born in {WORD}")


def under_black(canvas: Canvas) -> None:
    canvas.drawString(50, 100, f"Born in {WORD}")
    canvas.rect(45, 95, 120, 18, fill=1)


def under_white(canvas: Canvas) -> None:
    canvas.drawString(50, 100, f"Born in {WORD}")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(45, 95, 120, 18, fill=1, stroke=0)


def under_black_with_label(canvas: Canvas) -> None:
    under_black(canvas)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(50, 100, "REDACTED TEXT")


def under_picture(canvas: Canvas) -> None:
    canvas.drawString(50, 100, f"Born in {WORD}")
    canvas.drawImage(image_reader(picture()), 45, 95, 130, 20)


def off_page(canvas: Canvas) -> None:
    canvas.drawString(500, 100, f"Born in {WORD}")


def tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 1)
    canvas.drawString(50, 100, f"Born in {WORD}")


def see_through(canvas: Canvas) -> None:
    canvas.drawString(50, 100, f"Born in {WORD}")
    canvas.setFillAlpha(0.6)
    canvas.rect(45, 95, 120, 18, fill=1, stroke=0)


def clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(200, 200, 50, 50)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(50, 100, f"Born in {WORD}")


def cropped() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].CropBox = Array([0, 150, 400, 300])

    return changed(change, drawn(lambda canvas: canvas.drawString(50, 100, f"Born in {WORD}")))


def box_as_a_note() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        box = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=[45, 95, 180, 113], IC=[0, 0, 0], C=[0, 0, 0], F=4)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(box)])

    return changed(change, drawn(lambda canvas: canvas.drawString(50, 100, f"Born in {WORD}")))


def layer(*, whole_form: bool, off: bool = True) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        name = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("Notes")))
        state = Dictionary(OFF=Array([name])) if off else Dictionary()
        pdf.Root.OCProperties = Dictionary(OCGs=Array([name]), D=state)
        font = Dictionary(F9=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        orders = b"BT /F9 12 Tf 50 100 Td (Born in Scunthorpe) Tj ET"
        resources = pdf.pages[0].obj.Resources
        if whole_form:
            form = stream(
                pdf,
                orders,
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=[0, 0, 400, 300],
                Resources=Dictionary(Font=font),
            )
            form.OC = name
            resources.XObject = Dictionary(Own=form)
            pdf.pages[0].contents_add(b"/Own Do")
        else:
            resources.Font.F9 = font.F9
            resources.Properties = Dictionary(Own=name)
            pdf.pages[0].contents_add(b"/OC /Own BDC " + orders + b" EMC")

    return changed(change)


HIDDEN: list[tuple[str, str, str, Callable[[], bytes]]] = [
    ("invisible", "pdf-invisible", "cannot be seen", lambda: drawn(invisible)),
    ("clear", "pdf-invisible", "cannot be seen", lambda: drawn(clear)),
    ("white", "pdf-same-colour", "colour of the paper", lambda: drawn(white)),
    ("black on black", "pdf-same-colour", "colour of the paper", lambda: drawn(black_on_black)),
    ("under black", "pdf-under-box", "under a black box", lambda: drawn(under_black)),
    ("under black with a label", "pdf-under-box", "under a black box", lambda: drawn(under_black_with_label)),
    ("under white", "pdf-under-box", "under a box", lambda: drawn(under_white)),
    ("under a box drawn as a note", "pdf-under-box", "under a black box", box_as_a_note),
    ("off the page", "pdf-off-page", "beyond the edge", lambda: drawn(off_page)),
    ("cropped", "pdf-cropped", "cut away", cropped),
    ("clipped", "pdf-cropped", "cut away", lambda: drawn(clipped)),
    ("layer", "pdf-layer-off", "switched off", lambda: layer(whole_form=False)),
    ("form on a layer", "pdf-layer-off", "switched off", lambda: layer(whole_form=True)),
]


@pytest.mark.parametrize(("channel", "words", "make"), [case[1:] for case in HIDDEN], ids=[case[0] for case in HIDDEN])
def test_words_nobody_sees_are_found_apart_and_named(channel: str, words: str, make: Callable[[], bytes]) -> None:
    data = make()

    assert channels_with(data, WORD) == {channel}
    assert any(words in remark and remark.startswith("Page 1: ") for remark in remarks(data))
    assert channels_with(data, "health visitor") == {"pdf-page"}


@pytest.mark.parametrize(
    ("draw", "channel"),
    [(tiny, "pdf-tiny"), (see_through, "pdf-see-through"), (under_picture, "pdf-under-picture")],
    ids=["tiny", "see-through", "under a picture"],
)
def test_words_that_may_be_seen_belong_to_the_page_and_are_named(draw: Callable[[Canvas], None], channel: str) -> None:
    data = drawn(draw)

    assert channels_with(data, WORD) == {"pdf-page", channel}
    assert len(remarks(data)) == 1


def banner(canvas: Canvas) -> None:
    canvas.rect(0, 80, 400, 60, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(50, 100, f"Born in {WORD}")


def on_a_picture(canvas: Canvas) -> None:
    canvas.drawImage(image_reader(Image.new("RGB", (50, 50), (200, 220, 255))), 40, 80, 200, 50)
    canvas.drawString(50, 100, f"Born in {WORD}")


def highlighted(canvas: Canvas) -> None:
    canvas.drawString(50, 100, f"Born in {WORD}")
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    canvas.rect(45, 95, 120, 18, fill=1, stroke=0)


def in_a_table(canvas: Canvas) -> None:
    for row in range(4):
        canvas.setFillGray(0.9)
        canvas.rect(40, 60 + 20 * row, 300, 20, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(50, 65 + 20 * row, f"Born in {WORD}")


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("inner")
    canvas.drawString(50, 100, f"Born in {WORD}")
    canvas.endForm()
    canvas.doForm("inner")


def in_grey(canvas: Canvas) -> None:
    canvas.setFillGray(0.75)
    canvas.drawString(50, 100, f"Born in {WORD}")


@pytest.mark.parametrize("draw", [banner, on_a_picture, highlighted, in_a_table, in_a_form, in_grey])
def test_words_a_person_sees_are_words_of_the_page(draw: Callable[[Canvas], None]) -> None:
    data = drawn(draw)

    assert channels_with(data, WORD) == {"pdf-page"}
    assert remarks(data) == []


def test_a_layer_that_is_switched_on_is_seen() -> None:
    assert channels_with(layer(whole_form=False, off=False), WORD) == {"pdf-page"}
    assert channels_with(layer(whole_form=True, off=False), WORD) == {"pdf-page"}


def test_a_word_half_under_a_box_is_found_on_both_sides() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 100, "Born in Leicester near Loughborough")
        canvas.rect(90, 95, 58, 18, fill=1)

    data = drawn(draw)

    assert channels_with(data, "Leicester") == {"pdf-under-box"}
    assert channels_with(data, "near Loughborough") == {"pdf-page"}


def test_a_mark_for_blacking_out_that_was_never_carried_out_is_named() -> None:
    data = annotated(Subtype=Name.Redact, QuadPoints=[50, 170, 200, 170, 50, 150, 200, 150])

    assert remarks(data) == ["Page 1: words are marked for blacking out, and still there."]


def scanned(*, blacked: bool = False, words: bool = True, over: bool = True) -> bytes:
    """Return a scan: a picture over the page, and the words a machine read from it."""
    with io.BytesIO() as paper:
        shown = drawn(lambda canvas: canvas.drawString(50, 100, f"Born in {WORD}"))
        paper.write(shown)
        from_paper = pikepdf.open(paper)
        from_paper.close()
    image = Image.new("RGB", (800, 600), (250, 248, 246))
    for left in range(100, 330, 12):  # marks where the words stand
        image.paste((20, 20, 20), (left, 384, left + 7, 400))
    if blacked:
        image.paste((0, 0, 0), (90, 376, 360, 412))

    def draw(canvas: Canvas) -> None:
        if not over:
            invisible_words(canvas)
        canvas.drawImage(image_reader(image), 0, 0, 400, 300)
        if over and words:
            invisible_words(canvas)

    def invisible_words(canvas: Canvas) -> None:
        text = canvas.beginText(50, 100)
        text.setTextRenderMode(3 if over else 0)
        text.textLine(f"Born in {WORD}")
        text.setTextRenderMode(0)
        canvas.drawText(text)

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300))
    draw(canvas)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("over", [True, False], ids=["laid over it", "laid under it"])
def test_the_words_of_a_scan_are_words_of_the_page_and_not_trusted(over: bool) -> None:
    data = scanned(over=over)

    assert channels_with(data, WORD) == {"pdf-page"}
    assert any("is a scan" in sentence for sentence in unscannable(data))


def test_the_words_a_machine_read_from_a_smaller_picture_are_covered_where_the_picture_shows_them() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(image_reader(picture()), 40, 80, 200, 60)
        invisible(canvas)

    data = drawn(draw)

    assert channels_with(data, WORD) == {"pdf-page"}
    assert any("a machine read" in sentence for sentence in unscannable(data))


@pytest.mark.parametrize("clip", [True, False], ids=["clipped", "over the edge"])
def test_a_picture_that_was_cropped_is_named(clip: bool) -> None:
    def draw(canvas: Canvas) -> None:
        if clip:
            path = canvas.beginPath()
            path.rect(100, 100, 50, 40)
            canvas.clipPath(path, stroke=0)
        canvas.drawImage(image_reader(picture()), 60 if clip else 320, 60, 160, 120)

    data = drawn(draw)
    boxes = [found.box for found in read_all(data) if isinstance(found, Picture)]

    assert any("a picture was cropped" in remark for remark in remarks(data))
    assert boxes == [pytest.approx((100, 160, 150, 200) if clip else (320, 120, 400, 240), abs=0.5)]


def test_words_left_behind_a_blacked_out_scan_are_named() -> None:
    data = scanned(blacked=True)

    assert channels_with(data, WORD) == {"pdf-scan-text"}
    assert any("blacked out" in remark for remark in remarks(data))


def test_a_scan_without_words_is_a_picture() -> None:
    assert unscannable(scanned(words=False)) == ["Page 1 is a picture without text."]


def test_a_page_whose_words_are_drawn_as_lines_must_be_looked_at() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(40):
            path = canvas.beginPath()
            left = 50 + number * 7
            path.moveTo(left, 100)
            for step in range(8):
                path.curveTo(left + step, 110, left + 3, 100 + step, left + 5, 105)
            canvas.drawPath(path, fill=1, stroke=0)

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300))
    draw(canvas)
    canvas.save()

    assert any("drawn" in sentence for sentence in unscannable(out.getvalue()))
