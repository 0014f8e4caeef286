"""Fields to be filled in on a screen (AcroForm), each with its name for a screen reader.

The typeface is embedded whole, so that typed Latin text looks the same everywhere. What is typed is not checked by
anything: such a file keeps PDF/UA-1 while it is empty, and never claims PDF/A.
"""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from spoc_desk.printing.tags import Entry, Node
from spoc_desk.printing.typeface import REGULAR, file_bytes, widths

_SIZE = 11
_PRINTED = 4  # annotation flag: printed with the page
_MANY_LINES = 1 << 12
_FACE = "SpocDesk"
_FIRST, _LAST = 32, 255  # the codes of WinAnsiEncoding


def write_fields(pdf: Pdf, root: Node) -> dict[Entry, Object]:
    """Give *pdf* a field for every place noted under *root*; return which is which."""
    face = pdf.make_indirect(_typeface(pdf))
    made = {entry: _field(pdf, entry, number) for number, entry in enumerate(_entries(root), start=1)}
    for page, leaf in enumerate(pdf.pages):
        here = [field for entry, field in made.items() if entry.page == page]
        if here:
            leaf.obj.Annots = Array(here)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array(list(made.values())),
        DR=Dictionary(Font=Dictionary({f"/{_FACE}": face})),
        DA=String(f"/{_FACE} {_SIZE} Tf 0 g"),
    )
    return made


def _entries(node: Node) -> Iterator[Entry]:
    for kid in node.kids:
        if isinstance(kid, Entry):
            yield kid
        elif isinstance(kid, Node):
            yield from _entries(kid)


def _field(pdf: Pdf, entry: Entry, number: int) -> Object:
    left, low, right, high = (round(edge, 2) for edge in entry.box)
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        T=String(f"f{number}"),
        TU=String(entry.name),
        Rect=Array([left, low, right, high]),
        F=_PRINTED,
        P=pdf.pages[entry.page].obj,
    )
    if entry.is_tick:
        _as_tick(pdf, field, right - left, high - low)
    else:
        field.FT = Name.Tx
        field.Ff = _MANY_LINES if entry.many_lines else 0
        field.DA = String(f"/{_FACE} {_SIZE} Tf 0 g")
        field.AP = Dictionary(N=_drawing(pdf, b"", right - left, high - low))
    return pdf.make_indirect(field)


def _as_tick(pdf: Pdf, field: Object, width: float, height: float) -> None:
    """A square, and the same with a tick in it: drawn with lines, so that no typeface is needed."""
    square = f"0.9 w 0.45 0.45 {width - 0.9:.2f} {height - 0.9:.2f} re S".encode()
    points = [(width * across, height * up) for across, up in ((0.18, 0.5), (0.42, 0.22), (0.86, 0.8))]
    (x1, y1), (x2, y2), (x3, y3) = points
    tick = f" 1.8 w 1 J 1 j {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l {x3:.2f} {y3:.2f} l S".encode()
    field.FT = Name.Btn
    field.Ff = 0
    field.V = field.AS = Name.Off
    field.AP = Dictionary(
        N=Dictionary(Yes=_drawing(pdf, square + tick, width, height), Off=_drawing(pdf, square, width, height))
    )


def _drawing(pdf: Pdf, code: bytes, width: float, height: float) -> Object:
    made = Stream(pdf, code or b" ")
    made.Type, made.Subtype = Name.XObject, Name.Form
    made.BBox = Array([0, 0, round(width, 2), round(height, 2)])
    made.Resources = Dictionary()
    return pdf.make_indirect(made)


def _typeface(pdf: Pdf) -> Object:
    """The whole regular weight with the Windows Latin encoding, which every viewer can type in."""
    body = Stream(pdf, file_bytes(REGULAR))
    measures = widths(REGULAR, [bytes([code]).decode("cp1252", "replace") for code in range(_FIRST, _LAST + 1)])
    name = Name("/NotoSans-Regular")
    described = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=32, FontBBox=Array([-621, -389, 2800, 1067]), ItalicAngle=0,
        Ascent=1069, Descent=-293, CapHeight=714, StemV=80, FontFile2=pdf.make_indirect(body),
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=name, FirstChar=_FIRST, LastChar=_LAST, Widths=Array(measures),
        Encoding=Name.WinAnsiEncoding, FontDescriptor=pdf.make_indirect(described),
    )  # fmt: skip
