"""Small PDFs with one thing planted in each."""

import io
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from spoc_desk.sanitise.readers.limits import Budget
from spoc_desk.sanitise.readers.pdf import read
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Remark, Unit, Unscannable

SENTENCE = "The health visitor saw the child at home and the mother was well on that day."


def drawn(draw: Callable[[Canvas], None], size: tuple[float, float] = (400, 300)) -> bytes:
    """Return a PDF of one page with a sentence that everybody sees."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(20, size[1] - 30, SENTENCE)
    canvas.setFont("Helvetica", 12)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def changed(change: Callable[[pikepdf.Pdf], None], data: bytes = b"", **options: object) -> bytes:
    """Return a PDF after a change to its objects."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data or drawn(lambda canvas: None))) as pdf:
        change(pdf)
        pdf.save(out, **options)
    return out.getvalue()


def annotated(**entries: object) -> bytes:
    """Return a PDF with one note on its page."""

    def change(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=[50, 150, 200, 170], **entries)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return changed(change)


def picture(word: str = "", size: tuple[int, int] = (120, 80), *, black: bool = False) -> Image.Image:
    """Return a small picture of noise, or black."""
    del word
    return Image.new("RGB", size) if black else Image.effect_noise(size, 60).convert("RGB")


def image_reader(image: Image.Image) -> ImageReader:
    """Return a picture as ReportLab takes it."""
    return ImageReader(image)


def appended(data: bytes, objects: dict[int, bytes], extra: bytes = b"") -> bytes:
    """Return a PDF with a further version saved behind it that replaces some objects."""
    out = bytearray(data if data.endswith(b"\n") else data + b"\n")
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root, size = pdf.Root.objgen[0], len(pdf.objects) + 20
    out += b"trailer\n<</Size %d /Root %d 0 R /Prev %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        root,
        start,
        extra,
        table,
    )
    return bytes(out)


def read_all(data: bytes) -> list[Found]:
    """Read a PDF; files inside it come back as units of the channel "inside"."""

    def inside(nested: bytes, scope: Scope) -> Iterator[Found]:
        yield Unit(nested.decode("latin-1"), "inside", scope.part)

    return list(read(data, Scope(Budget(), inside)))


def channels_with(data: bytes, word: str) -> set[str]:
    """Return the channels that hold a word."""
    return {unit.channel for unit in read_all(data) if isinstance(unit, Unit) and word in unit.text}


def remarks(data: bytes) -> list[str]:
    """Return what is remarked."""
    return [found.sentence for found in read_all(data) if isinstance(found, Remark)]


def unscannable(data: bytes) -> list[str]:
    """Return what could not be read."""
    return [found.sentence for found in read_all(data) if isinstance(found, Unscannable)]


def stream(pdf: pikepdf.Pdf, data: bytes, **entries: object) -> Stream:
    """Return a stream of a document."""
    made = pdf.make_stream(data)
    for key, value in entries.items():
        made[f"/{key}"] = value
    return made


def text(word: str) -> String:
    """Return a string."""
    return String(word)
