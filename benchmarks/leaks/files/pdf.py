# ruff: noqa: E501 - the inside of such a file is easier to read unbroken
"""A PDF with a leak in each of its places. What a reader of the page sees stands at places that are told."""

import io
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from benchmarks.leaks.files.pictures import jpeg_with_exif
from benchmarks.leaks.files.planting import Planter

# Where the words that everybody sees stand on the page: left, bottom, right, top in points.
SEEN_AT = {"page-text": (73.0, 720.0, 150.0, 728.0), "under-a-box": (73.0, 680.0, 150.0, 688.0)}


def pdf(planter: Planter) -> bytes:
    """Return the file: an older version of it, the present one, and bytes after its end."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    page = document.pages[0].obj
    page.Contents = document.make_stream(_content(planter))
    page.Resources = _resources(document, planter)
    page.Annots = document.make_indirect(Array(_annotations(document, planter)))
    page.PieceInfo = Dictionary(App=Dictionary(Private=String(planter.words("piece-info"))))
    page.CropBox = Array([0, 0, 595, 800])
    _catalog(document, planter)
    with document.open_metadata(set_pikepdf_as_editor=False) as meta:
        meta["dc:subject"] = [planter.words("xmp")]
    for key in ("Title", "Author", "Keywords", "Producer", "Office"):
        document.docinfo[Name("/" + key)] = String(planter.words(f"info-{key.lower()}"))
    _outline(document, planter)
    _attachment(document, planter)
    buffer = io.BytesIO()
    document.save(buffer, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    older = f"%PDF-1.7\n1 0 obj\n<</Old ({planter.words('earlier-revision')})>>\nendobj\n".encode()
    return _with_lost_object(buffer.getvalue(), planter, older) + planter.words("after-the-end").encode()


def _content(planter: Planter) -> bytes:
    words = planter.words
    lines = [
        _text(72, 760, "Notes of the meeting, for the file."),
        _text(72, 720, words("page-text")),
        _text(72, 680, words("under-a-box")),
        "0 g 70 672 300 24 re f",
        f"1 g {_text(72, 640, words('white-text'))} 0 g",
        _text(72, 600, words("invisible-text"), mode=3),
        _text(72, 560, words("tiny-text"), size=0.5),
        _text(72, 2000, words("off-page")),
        _text(72, 820, words("cropped")),
        f"/OC /Hidden BDC {_text(72, 520, words('hidden-layer'))} EMC",
        f"/Span <</ActualText ({words('actual-text')})>> BDC {_text(72, 480, 'plain words')} EMC",
        f"/Span <</E ({words('expansion')})>> BDC {_text(72, 460, 'LA')} EMC",
        f"% {words('content-comment')}",
        "q 60 0 0 60 400 400 cm /Im1 Do Q",
    ]
    return "\n".join(lines).encode("latin-1")


def _text(left: float, bottom: float, words: str, *, size: float = 12, mode: int = 0) -> str:
    return f"BT /F1 {size} Tf {mode} Tr 1 0 0 1 {left} {bottom} Tm ({words}) Tj ET"


def _resources(document: pikepdf.Pdf, planter: Planter) -> Dictionary:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    picture = document.make_stream(
        jpeg_with_exif(planter.words("picture-exif")),
        Type=Name.XObject, Subtype=Name.Image, Width=32, Height=32, BitsPerComponent=8, ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode,
    )  # fmt: skip
    picture.Metadata = document.make_stream(
        f"<x:xmpmeta><City>{planter.words('picture-xmp')}</City></x:xmpmeta>".encode()
    )
    picture.Metadata.Type = Name.Metadata
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String(planter.words("layer-name"))))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    return Dictionary(
        Font=Dictionary(F1=document.make_indirect(font)),
        XObject=Dictionary(Im1=picture),
        Properties=Dictionary(Hidden=layer),
    )


def _annotations(document: pikepdf.Pdf, planter: Planter) -> list[pikepdf.Object]:
    words = planter.words

    def annotation(kind: str, **more: object) -> pikepdf.Object:
        return document.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([10, 10, 30, 30]), **more)
        )

    field = annotation(
        "Widget",
        FT=Name.Tx,
        T=String("field1"),
        V=String(words("form-value")),
        DV=String(words("form-default")),
        TU=String(words("form-tip")),
    )
    document.Root.AcroForm = Dictionary(Fields=Array([field]))
    link = Dictionary(S=Name.URI, URI=String(f"https://www.{planter.name('link').lower()}.gov.uk/local-offer"))
    return [
        annotation("Text", Contents=String(words("annotation")), T=String(words("annotation-author"))),
        annotation("Text", Contents=pikepdf.String(words("annotation-utf16").encode("utf-16").decode("utf-16"))),
        annotation("Redact", OverlayText=String(words("redaction-overlay"))),
        annotation("Link", A=link),
        annotation("FreeText", Contents=String("x"), RC=String(f"<body><p>{words('rich-annotation')}</p></body>")),
        field,
    ]


def _catalog(document: pikepdf.Pdf, planter: Planter) -> None:
    words, root = planter.words, document.Root
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(words("page-label")))]))
    root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String(words("named-destination")), Array([document.pages[0].obj, Name.Fit])])),
        JavaScript=Dictionary(
            Names=Array([String("js"), Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{words('script')}')"))])
        ),
    )
    element = Dictionary(
        Type=Name.StructElem, S=Name.Figure, Alt=String(words("structure-alt")), T=String(words("structure-title"))
    )
    root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array([document.make_indirect(element)]))
    root.Perms = Dictionary(
        DocMDP=Dictionary(
            Type=Name.Sig,
            Reason=String(words("signature-reason")),
            Location=String(words("signature-place")),
            ContactInfo=String(words("signature-contact")),
        )
    )
    root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFA1, Info=String(words("output-intent")))])
    root.Collection = Dictionary(Schema=Dictionary(F=Dictionary(N=String(words("collection")))))


def _outline(document: pikepdf.Pdf, planter: Planter) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(planter.words("outline"), 0))


def _attachment(document: pikepdf.Pdf, planter: Planter) -> None:
    name = f"{planter.name('attachment-name')}-plan.txt"
    attached = pikepdf.AttachedFileSpec(
        document,
        planter.words("attachment").encode(),
        filename=name,
        description=planter.words("attachment-description"),
    )
    document.attachments[name] = attached


def _with_lost_object(data: bytes, planter: Planter, older: bytes) -> bytes:
    """Put an object and a packed stream that nothing refers to before the cross-reference table, and mend its place."""
    cut = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    packed = zlib.compress(planter.words("unreferenced-stream").encode())
    lost = f"9001 0 obj\n<</Note ({planter.words('lost-object')})>>\nendobj\n9002 0 obj\n<</Filter /FlateDecode /Length {len(packed)}>>\nstream\n".encode()
    lost += packed + b"\nendstream\nendobj\n" + older.removeprefix(b"%PDF-1.7\n").replace(b"1 0 obj", b"9003 0 obj")
    tail = data[cut:].replace(f"startxref\n{cut}".encode(), f"startxref\n{cut + len(lost)}".encode())
    return data[:cut] + lost + tail
