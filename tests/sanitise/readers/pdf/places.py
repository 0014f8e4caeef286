"""Every place of a PDF where a word can stand, with the channel it has to be found under."""

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from tests.sanitise.readers.images.make_picture import XMP, icc, jpeg_with_notes
from tests.sanitise.readers.pdf.make_pdf import annotated, appended, changed, drawn, image_reader, picture, stream

WORD = "Scunthorpe"


def root(change: Callable[[pikepdf.Pdf], None]) -> Callable[[], bytes]:
    return lambda: changed(change)


def info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Subject"] = String(f"About {WORD}")


def own_info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Council"] = String(f"{WORD} Council")


def own_info_key(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo[f"/{WORD}"] = String("yes")


def xmp(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata = stream(pdf, XMP.format(word=WORD).encode(), Type=Name.Metadata, Subtype=Name.XML)


def page_xmp(pdf: pikepdf.Pdf) -> None:
    sheet = XMP.format(word=WORD).encode("utf-16")
    pdf.pages[0].obj.Metadata = stream(pdf, sheet, Type=Name.Metadata, Subtype=Name.XML)


def outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as bookmarks:
        bookmarks.root.append(pikepdf.OutlineItem(f"Visit to {WORD}", 0))


def destination(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String(WORD), Array([pdf.pages[0].obj, Name.Fit])])))


def page_label(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=String(f"{WORD}-"))]))


def private(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.PieceInfo = Dictionary(
        Illustrator=Dictionary(Private=Dictionary(Path=String(f"C:\\{WORD}\\a.ai")))
    )


def private_stream(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PieceInfo = Dictionary(Own=Dictionary(Private=stream(pdf, f"kept {WORD}".encode("utf-16-le"))))


def structure(pdf: pikepdf.Pdf) -> None:
    element = Dictionary(Type=Name.StructElem, S=Name.P, T=String(f"Part {WORD}"))
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(element))


def described(key: str) -> Callable[[], bytes]:
    def change(pdf: pikepdf.Pdf) -> None:
        element = Dictionary(Type=Name.StructElem, S=Name.Figure)
        element[key] = String(f"Crest of {WORD}")
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(element))

    return root(change)


def marked_content(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/Span <</ActualText (%s)>> BDC EMC" % WORD.encode())


def content_comment(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"% made in " + WORD.encode() + b"\n")


def never_drawn(pdf: pikepdf.Pdf) -> None:
    form = stream(
        pdf, b"BT /F1 12 Tf [(Scun) -20 (thorpe)] TJ ET", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]
    )
    pdf.pages[0].obj.Resources.XObject = Dictionary(Spare=form)


def script(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String(f'app.alert("{WORD}")'))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), action])))


def script_stream(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=stream(pdf, f'app.alert("{WORD}")'.encode()))


def layer_name(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"{WORD} only")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes.txt"] = f"lived in {WORD}".encode()


def attachment_name(pdf: pikepdf.Pdf) -> None:
    pdf.attachments[f"{WORD}.txt"] = b"x"


def attachment_description(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, b"x", filename="a.txt", description=f"from {WORD}")


def language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String(f"en-x-{WORD}")


def output_intent(pdf: pikepdf.Pdf) -> None:
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputCondition=String(f"Printer {WORD}"))
    pdf.Root.OutputIntents = Array([intent])


def colour_profile(pdf: pikepdf.Pdf) -> None:
    space = Array([Name.ICCBased, stream(pdf, icc(WORD), N=3)])
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(Own=space)


def spot_colour(pdf: pikepdf.Pdf) -> None:
    space = Array(
        [Name.Separation, Name(f"/{WORD}#20Blue"), Name.DeviceCMYK, Dictionary(FunctionType=2, N=1, Domain=[0, 1])]
    )
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(Own=space)


def signature(pdf: pikepdf.Pdf) -> None:
    certificate = b"\x30\x82\x01\x0a\x06\x03\x55\x04\x07\x13\x0a" + WORD.encode() + b"\x00\x01\x02" * 20
    signed = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=[0, 1, 2, 3], Contents=String(certificate)
    )
    field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("Signature1"), V=pdf.make_indirect(signed)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def signature_place(pdf: pikepdf.Pdf) -> None:
    signed = Dictionary(Type=Name.Sig, ByteRange=[0, 1, 2, 3], Location=String(WORD), Contents=String(b"\x30\x03"))
    field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("Signature1"), V=pdf.make_indirect(signed)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def certificate_store(pdf: pikepdf.Pdf) -> None:
    certificate = b"\x30\x82\x01\x0a\x06\x03\x55\x04\x0a\x1e\x14" + WORD.encode("utf-16-be") + bytes(20)
    pdf.Root.DSS = Dictionary(Certs=Array([stream(pdf, certificate)]))


def collection(pdf: pikepdf.Pdf) -> None:
    field = Dictionary(Type=Name.CollectionField, Subtype=Name.S, N=String(f"{WORD} files"))
    pdf.Root.Collection = Dictionary(Type=Name.Collection, Schema=Dictionary(One=field))


def viewer(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences = Dictionary(Own=String(f"tray {WORD}"))


def thread(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Threads = Array([pdf.make_indirect(Dictionary(Type=Name.Thread, I=Dictionary(Title=String(WORD))))])


def xfa(pdf: pikepdf.Pdf) -> None:
    sheet = stream(pdf, f"<xdp><field name='town'><value>{WORD}</value></field></xdp>".encode())
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([String("datasets"), sheet]))


def model(pdf: pikepdf.Pdf) -> None:
    made = stream(pdf, b"U3D\0" + WORD.encode() + bytes(30), Type=Name("/3D"), Subtype=Name.U3D)
    note = Dictionary(Type=Name.Annot, Subtype=Name("/3D"), Rect=[0, 0, 9, 9])
    note["/3DD"] = made
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def map_corners(pdf: pikepdf.Pdf) -> None:
    measure = Dictionary(Type=Name.Measure, Subtype=Name.GEO, GPTS=[53.59, -0.65, 53.6, -0.64])
    pdf.pages[0].obj.VP = Array([Dictionary(Type=Name.Viewport, BBox=[0, 0, 9, 9], Name=String(WORD), Measure=measure)])


def font_name(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].obj.Resources.Font.values()))
    font.BaseFont = Name(f"/{WORD}Sans")


def resource_name(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Properties = Dictionary({f"/{WORD}": Dictionary(Own=1)})


def own_key(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OwnKey = Array(
        [Dictionary(Deep=Array([Array([String(WORD.encode("utf-16-be").join((b"\xfe\xff", b"")))])]))]
    )


def utf8_string(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OwnKey = String(b"\xef\xbb\xbf" + WORD.encode())


def thumbnail(pdf: pikepdf.Pdf) -> None:
    small = stream(pdf, jpeg_with_notes(WORD), Width=80, Height=60, ColorSpace=Name.DeviceRGB, BitsPerComponent=8)
    small.Filter = Name.DCTDecode
    pdf.pages[0].obj.Thumb = small


def lost_object() -> bytes:
    with pikepdf.open(io.BytesIO(drawn(lambda canvas: None))) as pdf:
        lost = len(pdf.objects) + 5
    return appended(drawn(lambda canvas: None), {lost: b"<</Note (" + WORD.encode() + b")>>"})


def lost_stream() -> bytes:
    data = drawn(lambda canvas: None)
    body = b"BT /F1 12 Tf (lost in " + WORD.encode() + b") Tj ET"
    lost = b"77 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (len(body), body)
    cut = data.rindex(b"xref\n0")
    cut = data.rindex(b"endobj", 0, cut) + 7
    moved = data[:cut] + lost + data[cut:]
    start = moved.rindex(b"xref\n0")
    return moved[: moved.rindex(b"startxref")] + b"startxref\n%d\n%%%%EOF\n" % start


def older_info() -> bytes:
    data = changed(info)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        number = pdf.docinfo.objgen[0]
    return appended(data, {number: b"<</Title (clean)>>"}, b"/Info %d 0 R" % number)


def older_page() -> bytes:
    data = drawn(lambda canvas: canvas.drawString(50, 100, f"Born in {WORD}"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
    return appended(data, {number: b"<</Length 0>>\nstream\n\nendstream"})


def image_notes() -> bytes:
    data = drawn(lambda canvas: canvas.drawImage(image_reader(picture()), 50, 50, 100, 80))

    def change(pdf: pikepdf.Pdf) -> None:
        image = next(iter(pdf.pages[0].obj.Resources.XObject.values()))
        image.write(jpeg_with_notes(WORD), filter=Name.DCTDecode)
        image.Width, image.Height, image.ColorSpace = 80, 60, Name.DeviceRGB

    return changed(change, data)


def image_xmp() -> bytes:
    data = drawn(lambda canvas: canvas.drawImage(image_reader(picture()), 50, 50, 100, 80))

    def change(pdf: pikepdf.Pdf) -> None:
        image = next(iter(pdf.pages[0].obj.Resources.XObject.values()))
        image.Metadata = stream(pdf, XMP.format(word=WORD).encode(), Type=Name.Metadata, Subtype=Name.XML)

    return changed(change, data)


def form_field(**options: str) -> Callable[[], bytes]:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.textfield(**({"name": "a", "value": "b", "tooltip": "c"} | options), x=50, y=50)

    return lambda: drawn(draw)


def unseen_state() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.checkbox(name="a", x=50, y=50)

    def change(pdf: pikepdf.Pdf) -> None:
        widget = pdf.pages[0].obj.Annots[0]
        state = stream(
            pdf, f"BT /F 9 Tf ({WORD}) Tj ET".encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]
        )
        widget.AP.D = Dictionary(Yes=state)

    return changed(change, drawn(draw))


def comment_between() -> bytes:
    return drawn(lambda canvas: None).replace(b"endobj\n", b"endobj\n% " + WORD.encode() + b"\n", 1)


FACE = String("/Helv 9 Tf 0 g")

PLACES: list[tuple[str, str, Callable[[], bytes]]] = [
    ("page", "pdf-page", lambda: drawn(lambda canvas: canvas.drawString(50, 100, f"Lived in {WORD}"))),
    ("info", "pdf-info", root(info)),
    ("own info entry", "pdf-info", root(own_info)),
    ("own info key", "pdf-name", root(own_info_key)),
    ("xmp", "pdf-xmp", root(xmp)),
    ("page xmp", "pdf-xmp", root(page_xmp)),
    ("image xmp", "pdf-xmp", image_xmp),
    ("image notes", "image-exif", image_notes),
    ("note", "pdf-annotation", lambda: annotated(Subtype=Name.Text, Contents=String(f"Ring {WORD}"))),
    ("rich note", "pdf-annotation", lambda: annotated(Subtype=Name.Text, RC=String(f"<p>{WORD}</p>"))),
    ("note's subject", "pdf-annotation", lambda: annotated(Subtype=Name.Text, Subj=String(WORD))),
    ("note's author", "pdf-annotation-author", lambda: annotated(Subtype=Name.Text, T=String(f"A@{WORD}"))),
    ("note on the page", "pdf-page", lambda: annotated(Subtype=Name.FreeText, Contents=String(WORD), DA=FACE)),
    ("redaction label", "pdf-annotation", lambda: annotated(Subtype=Name.Redact, OverlayText=String(WORD))),
    ("field value", "pdf-form-field", form_field(value=f"at {WORD}")),
    ("field value on the page", "pdf-page", form_field(value=f"at {WORD}")),
    ("field name", "pdf-form-field", form_field(name=f"{WORD}_town")),
    ("field hint", "pdf-form-field", form_field(tooltip=f"Town, as {WORD}")),
    ("unseen state of a field", "pdf-content", unseen_state),
    (
        "link",
        "pdf-link",
        lambda: annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(f"https://{WORD}.example"))),
    ),
    ("link to a file", "pdf-link", lambda: annotated(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String(WORD)))),
    ("outline", "pdf-outline", root(outline)),
    ("destination", "pdf-destination", root(destination)),
    ("page label", "pdf-page-label", root(page_label)),
    ("private data", "pdf-private-data", root(private)),
    ("private stream", "pdf-private-data", root(private_stream)),
    ("structure title", "pdf-structure", root(structure)),
    ("alternative text", "pdf-alt-text", described("/Alt")),
    ("actual text", "pdf-alt-text", described("/ActualText")),
    ("expansion", "pdf-alt-text", described("/E")),
    ("actual text in the page", "pdf-alt-text", root(marked_content)),
    ("comment in the page", "pdf-content", root(content_comment)),
    ("drawing that is never used", "pdf-content", root(never_drawn)),
    ("script", "pdf-javascript", root(script)),
    ("script stream", "pdf-javascript", root(script_stream)),
    ("layer name", "pdf-layer-name", root(layer_name)),
    ("attachment", "inside", root(attachment)),
    ("attachment name", "pdf-attachment", root(attachment_name)),
    ("attachment description", "pdf-attachment", root(attachment_description)),
    ("language", "pdf-language", root(language)),
    ("output intent", "pdf-colour", root(output_intent)),
    ("colour profile", "pdf-colour", root(colour_profile)),
    ("spot colour", "pdf-name", root(spot_colour)),
    ("certificate", "pdf-signature", root(signature)),
    ("signing place", "pdf-signature", root(signature_place)),
    ("certificate store", "pdf-signature", root(certificate_store)),
    ("collection", "pdf-portfolio", root(collection)),
    ("viewer", "pdf-settings", root(viewer)),
    ("thread", "pdf-object", root(thread)),
    ("xfa", "pdf-xfa", root(xfa)),
    ("model", "pdf-media", root(model)),
    ("map name", "pdf-position", root(map_corners)),
    ("font name", "pdf-font", root(font_name)),
    ("resource name", "pdf-name", root(resource_name)),
    ("own key", "pdf-object", root(own_key)),
    ("utf-8 string", "pdf-object", root(utf8_string)),
    ("thumbnail's notes", "image-exif", root(thumbnail)),
    ("lost object", "pdf-unreferenced", lost_object),
    ("lost stream", "pdf-unreferenced", lost_stream),
    ("older properties", "pdf-earlier-version", older_info),
    ("older page", "pdf-earlier-version", older_page),
    ("comment between objects", "pdf-outside", comment_between),
    ("behind the end", "pdf-outside", lambda: drawn(lambda canvas: None) + b"\nalso " + WORD.encode("utf-16-le")),
    ("before the beginning", "pdf-outside", lambda: b"saved in " + WORD.encode() + b"\n" + drawn(lambda canvas: None)),
    ("archive behind the end", "inside", lambda: drawn(lambda canvas: None) + b"PK\x03\x04" + WORD.encode()),
]  # fmt: skip
