"""The grammar accepts our two kinds of copy and refuses every other byte."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from spoc_desk.sanitise.redact.broken import NotOurs
from spoc_desk.sanitise.redact.claims import Kind
from spoc_desk.sanitise.redact.grammar import check
from spoc_desk.sanitise.redact.orders import Ink, Passage, Retype
from spoc_desk.sanitise.redact.retype import retype
from tests.sanitise.redact.papers import raster_copy, report, retyped, silent, table


def _picture(number: int) -> Image.Image:
    return Image.linear_gradient("L").resize((60, 40))


COPIES = {
    "text": retyped("The child lives at [place removed] now.", table("a|b", "c|d")),
    "heads": retype(Retype((Passage("Head"), Passage("", picture=1), Passage("x " * 4_000))), _picture, silent),
    "fax": raster_copy(report(["Hello"], pages=2), [(100, 100, 150, 112)], dpi=72),
    "greys": raster_copy(report(["Hello"]), ink=Ink.GREY, dpi=72),
}
Change = Callable[[pikepdf.Pdf], None]


@pytest.mark.parametrize("name", COPIES)
def test_what_our_producers_write_is_accepted(name: str) -> None:
    copy = check(COPIES[name])
    assert copy.kind is (Kind.RASTER if name in ("fax", "greys") else Kind.RETYPE)


def _annotation(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="x")
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"hidden"


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _xmp(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta/>")


def _information(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "x"


def _outline(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines = pdf.make_indirect(pikepdf.Dictionary(Count=0))


def _page_key(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Rotate = 90


def _crop(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].CropBox = [0, 0, 10, 10]


def _operators(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + b"q Q\n")


def _extra_object(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/Resources"]["/Extra"] = pdf.make_indirect(pikepdf.Dictionary(A=1))


def _nothing(pdf: pikepdf.Pdf) -> None:
    """Only saved again: not our writer."""


@pytest.mark.parametrize(
    "change",
    [
        *(_annotation, _attachment, _script, _xmp, _information, _outline, _page_key, _crop, _operators),
        *(_extra_object, _nothing),
    ],
)
@pytest.mark.parametrize("name", COPIES)
def test_whatever_another_program_adds_is_refused(name: str, change: Change) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(COPIES[name])) as pdf:
        change(pdf)
        pdf.save(out, static_id=True)
    with pytest.raises(NotOurs):
        check(out.getvalue())


def rebuilt(pdf: bytes, change: Callable[[list[bytes]], None]) -> bytes:
    """Return a copy with changed objects, its table of places right again: what a clever writer would do."""
    bodies = re.findall(rb"\d+ 0 obj\n(.*?)\nendobj\n", pdf[: pdf.rindex(b"xref\n0 ")], re.DOTALL)
    change(bodies)
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), len(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


def _replace(old: bytes, new: bytes) -> Callable[[list[bytes]], None]:
    def change(bodies: list[bytes]) -> None:
        at = next(at for at, body in enumerate(bodies) if old in body)
        bodies[at] = bodies[at].replace(old, new, 1)

    return change


def _contents(old: str, new: str) -> Callable[[list[bytes]], None]:
    """Change the packed contents of the first page that has *old*, its length right again."""

    def change(bodies: list[bytes]) -> None:
        for at, body in enumerate(bodies):
            if body.startswith(b"<</Filter/FlateDecode/Length"):
                data = zlib.decompress(body.split(b"\nstream\n")[1].removesuffix(b"\nendstream"))
                if b" Tf " in data and re.search(old.encode(), data):
                    packed = zlib.compress(re.sub(old.encode(), new.encode(), data, count=1), 6)
                    bodies[at] = b"<</Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (len(packed), packed)
                    return
        raise AssertionError("nothing to change")

    return change


def test_rebuilding_without_a_change_is_accepted() -> None:
    for name, pdf in COPIES.items():
        assert rebuilt(pdf, lambda bodies: None) == pdf, name


@pytest.mark.parametrize(
    ("name", "change", "rule"),
    [
        ("text", lambda bodies: bodies.append(b"<</A 1>>"), "the number of objects"),
        ("fax", lambda bodies: bodies.append(b"(hidden)"), "the number of objects"),
        ("fax", lambda bodies: bodies.pop(), "the number of objects"),
        ("fax", _replace(b"/Catalog", b"/Catalog/Lang(en)"), "the catalog"),
        ("text", _replace(b"/Kids[13", b"/Kids[ 13"), "the page tree"),
        ("fax", _replace(b"/MediaBox", b"/UserUnit 2/MediaBox"), "a page"),
        ("fax", _replace(b"/Im0 Do Q", b"/Im0 Do q"), "a page's contents"),
        ("fax", _replace(b"q 595", b"q  595"), "a page's contents"),
        ("fax", _replace(b"/K -1", b"/K 0"), "a picture's dictionary"),
        ("fax", _replace(b"/BitsPerComponent 1", b"/BitsPerComponent 8"), "a picture's colours"),
        ("greys", _replace(b"/Height ", b"/Interpolate true/Height "), "a picture's dictionary"),
        ("text", _replace(b"/StemV 87", b"/StemV 88"), "a font"),
        ("text", _replace(b"+NotoSans/", b"+NotoSerif/"), "a font"),
        ("text", _replace(b"/W[0[600", b"/W[0[601"), "a font"),
        ("text", _contents(r"BT (?=/F1 10)", "BT 3 Tr "), "an operator of a page"),
        ("text", _contents(r"0 g\n", "1 g\n"), "an operator of a page"),
        ("text", _contents(r"0 g\n", "0 g\n% hidden\n"), "an operator of a page"),
        ("text", _contents(r"/F1 10.5 Tf", "/F1 1 Tf"), "the size of a text"),
        ("text", _contents(r"Tf 62 ", "Tf 900 "), "the place of a text"),
        ("text", _contents(r"Tf 62 \d+", "Tf 62 2000"), "the place of a text"),
        ("text", _contents(r"<0001", "<0fff"), "a glyph of a text"),
        ("text", _contents(r"<0001", "<0002"), "a font without spare glyphs"),
        ("text", _contents(r"0.87 G", "0 G"), "an operator of a page"),
        ("text", _contents(r"EMC\n", "EMC\n0.9 g 0 0 595 842 re f\n"), "the order of a page's contents"),
        ("text", _contents(r"EMC\n$", "EMC\nq 9 0 0 9 0 0 cm /Im0 Do Q\n"), "the number of pictures"),
        ("heads", _contents(r"q (\S+) 0 0 (\S+) \S+ \S+ cm", r"q 500 0 0 800 0 0 cm"), "a text under a picture"),
        ("heads", _contents(r"/Im0 Do", "/Im1 Do"), "the number of a picture"),
        ("heads", _replace(b"\xff\xdb", b"\xff\xfe"), "a picture's part"),
        ("heads", _replace(b"JFIF", b"JFIX"), "a picture's head"),
    ],
)
def test_a_change_of_a_clever_writer_is_refused_by_its_rule(
    name: str, change: Callable[[list[bytes]], None], rule: str
) -> None:
    with pytest.raises(NotOurs) as refused:
        check(rebuilt(COPIES[name], change))
    assert refused.value.rule == rule


def _longer(body: bytes, data: bytes) -> bytes:
    head, _, _ = body.partition(b"\nstream\n")
    return re.sub(rb"/Length \d+>>", b"/Length %d>>" % len(data), head) + b"\nstream\n" + data + b"\nendstream"


@pytest.mark.parametrize("name", ["fax", "greys", "heads"])
@pytest.mark.parametrize("hidden", [b"\0", b"hidden words", b"\xff\xd9"])
def test_bytes_behind_a_picture_are_refused(name: str, hidden: bytes) -> None:
    def change(bodies: list[bytes]) -> None:
        at = next(at for at, body in enumerate(bodies) if b"/Subtype/Image" in body)
        data = bodies[at].split(b"\nstream\n", 1)[1].removesuffix(b"\nendstream")
        bodies[at] = _longer(bodies[at], data + hidden)

    with pytest.raises(NotOurs):
        check(rebuilt(COPIES[name], change))


def test_an_empty_block_in_a_packed_stream_is_refused() -> None:
    def change(bodies: list[bytes]) -> None:
        at = next(at for at, body in enumerate(bodies) if body.startswith(b"<</Filter/FlateDecode/Length"))
        data = zlib.decompress(bodies[at].split(b"\nstream\n", 1)[1].removesuffix(b"\nendstream"))
        packer = zlib.compressobj(6)
        packed = (
            packer.compress(data[:9]) + packer.flush(zlib.Z_FULL_FLUSH) + packer.compress(data[9:]) + packer.flush()
        )
        bodies[at] = _longer(bodies[at], packed)

    with pytest.raises(NotOurs, match="a packed stream"):
        check(rebuilt(COPIES["text"], change))


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf + b"\n",
        lambda pdf: pdf + b"hidden",
        lambda pdf: pdf + pdf[pdf.rindex(b"xref\n0 ") :],
        lambda pdf: b"\n" + pdf,
        lambda pdf: pdf[:9] + b"% hidden\n" + pdf[9:],
        lambda pdf: pdf.replace(b"endobj\n", b"endobj\n\n", 1),
        lambda pdf: pdf.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/ID[<00><00>]>>"),
        lambda pdf: pdf[:-1],
        lambda pdf: pdf[: len(pdf) // 2],
        lambda pdf: b"",
        lambda pdf: pdf.replace(b"0000000000 65535 f ", b"0000000001 65535 f "),
        lambda pdf: pdf.replace(b"%PDF-1.7", b"%PDF-1.4"),
    ],
)
def test_a_changed_frame_is_refused(name: str, change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(NotOurs):
        check(change(COPIES[name]))


@given(name=st.sampled_from(["text", "fax", "greys"]), at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_bit_can_be_changed(name: str, at: float, bit: int) -> None:
    pdf = bytearray(COPIES[name])
    pdf[int(at * len(pdf))] ^= 1 << bit
    try:
        check(bytes(pdf))
    except NotOurs:
        return
    # A changed bit that still is a picture of ours is another picture: nothing can lie beside it.
    assert name == "fax"


@given(name=st.sampled_from(sorted(COPIES)), at=st.floats(0, 1), extra=st.binary(min_size=1, max_size=20))
def test_nothing_can_be_put_in(name: str, at: float, extra: bytes) -> None:
    pdf = COPIES[name]
    place = int(at * len(pdf))
    with pytest.raises(NotOurs):
        check(pdf[:place] + extra + pdf[place:])


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fall(data: bytes) -> None:
    with pytest.raises(NotOurs):
        check(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + data)
