"""Turns what the layout engine wrote into an archivable, accessible file: PDF/A-2a and PDF/UA-1."""

import io
import re
import zlib
from base64 import a85encode
from datetime import date

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    Pdf,
    Stream,
    StreamDecodeLevel,
    String,
    parse_content_stream,
)

from spoc_desk.printing.fields import write_fields
from spoc_desk.printing.metadata import write_metadata
from spoc_desk.printing.structure import write_structure
from spoc_desk.printing.tags import Node
from spoc_desk.resources import resource

_MAP_BLOCK = 100  # entries a character map may list in one block (Adobe technical note 5411)


def archive(raw: bytes, root: Node, *, title: str, made_on: date, fillable: bool = False) -> bytes:
    """Return the finished file. The same input gives the same bytes.

    A *fillable* one gets its fields and no longer claims to be archivable.
    """
    with Pdf.open(io.BytesIO(raw)) as pdf:
        for leaf in pdf.pages:
            _tidy_page(leaf.obj)
        for found in pdf.objects:
            if isinstance(found, Dictionary) and found.get(Name.Type) == Name.Font and Name.ToUnicode in found:
                _rewrite_character_map(found.ToUnicode)
        if Name.Outlines in pdf.Root:
            del pdf.Root.Outlines
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        _add_output_intent(pdf)
        fields = write_fields(pdf, root) if fillable else {}
        write_structure(pdf, root, fields)
        write_metadata(pdf, title, made_on, is_archive=not fillable)
        _compress_streams(pdf)
        finished = io.BytesIO()
        pdf.save(
            finished,
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.disable,
            compress_streams=False,
            fix_metadata_version=False,
            stream_decode_level=StreamDecodeLevel.none,
        )
        return finished.getvalue()


def _compress_streams(pdf: Pdf) -> None:
    """Compress every stream but the metadata, which PDF/A wants readable, so that none ends in a line break.

    A last byte of 0D before the line break of `endstream` reads as a wrong length to a strict checker. That happens to
    one stream in 256; it is then written in ASCII-85 as well. Object streams stay off, for nobody can look into those.
    """
    for found in pdf.objects:
        if not isinstance(found, Stream) or found.get(Name.Type) == Name.Metadata:
            continue
        packed = zlib.compress(found.read_bytes(), 9)
        if packed[-1:] in b"\r\n":
            found.write(a85encode(packed) + b"~>", filter=Array([Name.ASCII85Decode, Name.FlateDecode]))
        else:
            found.write(packed, filter=Name.FlateDecode)


def _tidy_page(page: Object) -> None:
    """Drop the page transition and fonts no text uses: the engine's default one is not embedded."""
    if Name.Trans in page:
        del page.Trans
    fonts = page.Resources.get(Name.Font)
    if fonts is None:
        return
    used = {str(step.operands[0]) for step in parse_content_stream(page, operators="Tf")}
    page.Resources.Font = Dictionary({name: font for name, font in fonts.items() if name in used})


def _rewrite_character_map(stream: Object) -> None:
    """Write the map from glyphs to characters anew: unused codes lead to U+0000, which both standards refuse."""
    text = stream.read_bytes().decode("latin-1")
    entries = re.sub(r"begincodespacerange.*?endcodespacerange", "", text, flags=re.DOTALL)
    pairs = [pair for pair in re.findall(r"<([0-9A-Fa-f]+)>\s+<([0-9A-Fa-f]+)>", entries) if pair[1].strip("0")]
    start = re.search(r"\d+ beginbf(char|range)", text)
    if start is None:
        return
    tail = text[text.rindex("endbf") :]
    blocks = [
        f"{len(pairs[at : at + _MAP_BLOCK])} beginbfchar\n"
        + "".join(f"<{code}> <{sign}>\n" for code, sign in pairs[at : at + _MAP_BLOCK])
        + "endbfchar\n"
        for at in range(0, len(pairs), _MAP_BLOCK)
    ]
    stream.write((text[: start.start()] + "".join(blocks) + tail[tail.index("\n") + 1 :]).encode("latin-1"))


def _add_output_intent(pdf: Pdf) -> None:
    """Say that all colours are sRGB, with the profile inside the file."""
    profile = Stream(pdf, resource("icc", "srgb.icc").read_bytes())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"),
        DestOutputProfile=pdf.make_indirect(profile),
    )
    pdf.Root.OutputIntents = Array([intent])
