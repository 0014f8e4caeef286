"""Reading RTF: what is seen of the text, what is hidden in it, and the files that stand in it as digits."""

import struct

import pytest

from spoc_desk.sanitise.readers import rtf
from spoc_desk.sanitise.readers.file_channels import FILE_CHANNELS
from spoc_desk.sanitise.readers.unit import Found, Shape
from tests.sanitise.readers.make_package import channels_of, found, units, unscannable


def packaged(name: bytes, content: bytes) -> bytes:
    """Return an embedded file as the packager wraps it."""
    inner = b"\2\0" + name + b"\0" + b"C:\\Pathcanary\\x\0" + b"\0\0\3\0" + struct.pack("<I", 4) + b"tmp\0"
    inner += struct.pack("<I", len(content)) + content
    header = struct.pack("<III", 0x501, 2, 8) + b"Package\0" + bytes(8)
    return header + struct.pack("<I", len(inner)) + inner


DOCUMENT = r"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Fontcanary;}{\f1\fcharset238 Polski;}}
{\colortbl;\red255\green255\blue255;\red0\green0\blue128;}
{\stylesheet{\s1 heading 1;}{\*\cs10 Stylecanary;}}
{\info{\title Titlecanary}{\author Authorcanary}{\company Companycanary}}
{\*\userprops{\propname Propcanary}{\staticval Valuecanary}}{\*\generator Programcanary;}
{\*\revtbl{Unknown;}{Revisercanary;}}{\*\template \\\\Templatecanary\\x.dot}
{\*\docvar {Varcanary}{Varvaluecanary}}{\*\rsidtbl \rsid1234}
{\header \pard Headercanary\par}{\footer Footercanary\par}
\pard\s1 Headingcanary\par\pard
 Split{\b can}{\i ary}\tab then\line new line \u8217?s caf\'e9 \f1\'b3\f0\par
\pard\ls1{\listtext Bulletcanary\tab}Itemcanary\par\pard
 Seen{\v Vanishcanary}{\deleted Deletedcanary}{\cf1 Whitecanary}{\cf1\highlight2 Whiteonbluecanary}{\fs2
 Tinycanary}\par
{\field{\*\fldinst HYPERLINK "https://fieldcanary.example"}{\fldrslt Resultcanary}}\par
{\*\bkmkstart Bookmarkcanary}x{\*\bkmkend Bookmarkcanary}{\footnote Footnotecanary}
{\*\atnid Initialscanary}{\*\atnauthor Commentercanary}{\*\annotation Commentcanary}\par
\trowd\pard\intbl Town\cell School\cell\row\trowd\pard\intbl Tablecanary\par two\cell x\cell\row\pard
{\shp{\*\shpinst{\sp{\sn wzDescription}{\sv Altcanary}}{\shptxt \pard Boxcanary\par}}
{\shprslt Oldcopycanary\par}}
{\pict{\*\picprop{\sp{\sn wzName}{\sv Picnamecanary}}}\pngblip{\*\blipuid 0011}@PICTURE@}
{\pict\jpegblip\bin15 JPEG Bincanary0}
{\object\objemb{\*\objclass Classcanary}{\*\objdata @OBJECT@}{\result Objectresultcanary}}
{\*\unknown Strangecanary}{\*\formfield{\*\ffname Formcanary}}
{\*\htmltag64 <p title="Htmltagcanary">}\u-10179?\u-8704?Lastcanary\par}Behindcanary"""


def document() -> bytes:
    """Return the document with its picture and its packaged file as digits."""
    picture = b"PNG Picturecanary".hex()
    packed = packaged(b"Packednamecanary.txt", b"Packedcanary").hex()
    digits = "\n".join(packed[place : place + 63] for place in range(0, len(packed), 63))
    return DOCUMENT.replace("@PICTURE@", picture).replace("@OBJECT@", digits).encode("ascii")


CANARIES: dict[str, tuple[str, bool]] = {
    "Fontcanary": ("rtf-font", False),
    "Stylecanary": ("rtf-style", False),
    "Titlecanary": ("rtf-info", False),
    "Authorcanary": ("rtf-info", False),
    "Companycanary": ("rtf-info", False),
    "Propcanary": ("rtf-info", False),
    "Valuecanary": ("rtf-info", False),
    "Programcanary": ("rtf-info", False),
    "Revisercanary": ("rtf-revision-author", False),
    "\\\\Templatecanary\\x.dot": ("rtf-template", False),
    "Varcanary": ("rtf-variable", False),
    "Varvaluecanary": ("rtf-variable", False),
    "Headercanary": ("rtf-header", True),
    "Footercanary": ("rtf-header", True),
    "Headingcanary": ("rtf-text", True),
    "Splitcanary\tthen\nnew line ’s café ł": ("rtf-text", True),
    "Bulletcanary": ("rtf-list", False),
    "Itemcanary": ("rtf-text", True),
    "SeenWhiteonbluecanary": ("rtf-text", True),
    "Vanishcanary": ("rtf-hidden-text", False),
    "Deletedcanary": ("rtf-deleted", False),
    "Whitecanary": ("rtf-white-text", False),
    "Tinycanary": ("rtf-tiny-text", False),
    "fieldcanary": ("rtf-field-code", False),
    "Resultcanary": ("rtf-text", True),
    "Bookmarkcanary": ("rtf-bookmark", False),
    "Footnotecanary": ("rtf-footnote", True),
    "Initialscanary": ("rtf-comment-author", False),
    "Commentercanary": ("rtf-comment-author", False),
    "Commentcanary": ("rtf-comment", False),
    "Town\tSchool\nTablecanary / two\tx": ("rtf-table", True),
    "Altcanary": ("rtf-shape", False),
    "Boxcanary": ("rtf-text-box", True),
    "Oldcopycanary": ("rtf-copy", False),
    "Picnamecanary": ("rtf-shape", False),
    "PNG Picturecanary": ("inside", False),
    "Bincanary": ("inside", False),
    "Classcanary": ("rtf-object", False),
    "Packednamecanary": ("rtf-object", False),
    "Pathcanary": ("rtf-object", False),
    "Packedcanary": ("inside", False),
    "Objectresultcanary": ("rtf-text", True),
    "Strangecanary": ("rtf-other", False),
    "Formcanary": ("rtf-form-field", False),
    "Htmltagcanary": ("rtf-html", False),
    "😀Lastcanary": ("rtf-text", True),
    "Behindcanary": ("rtf-behind", False),
}


@pytest.fixture(scope="module")
def everything() -> list[Found]:
    return found(rtf.read, document())


@pytest.mark.parametrize(("canary", "expected"), CANARIES.items())
def test_every_place_is_read_under_its_channel(
    everything: list[Found], canary: str, expected: tuple[str, bool]
) -> None:
    assert channels_of(canary, everything) == {expected}


def test_a_whole_document_is_not_called_damaged(everything: list[Found]) -> None:
    assert unscannable(everything) == []


def test_headings_and_items_keep_their_shape(everything: list[Found]) -> None:
    shapes = {unit.text: (unit.shape, unit.level) for unit in units(everything)}

    assert shapes["Headingcanary"] == (Shape.HEADING, 1)
    assert shapes["Itemcanary"] == (Shape.ITEM, 0)


def test_every_channel_that_is_used_has_its_sentence(everything: list[Found]) -> None:
    assert {unit.channel for unit in units(everything)} - {"inside"} <= FILE_CHANNELS.keys()


def test_a_document_cut_short_is_never_clean() -> None:
    seen = found(rtf.read, rb"{\rtf1 Before {\b bold")

    assert [unit.text for unit in units(seen)] == ["Before bold"]
    assert unscannable(seen)


def test_a_hundred_thousand_open_groups_do_no_harm() -> None:
    seen = found(rtf.read, rb"{\rtf1 " + b"{" * 100_000 + b"Deepcanary" + b"}" * 100_001)

    assert "Deepcanary" in "".join(unit.text for unit in units(seen))


def test_an_object_nobody_knows_is_never_clean() -> None:
    seen = found(rtf.read, rb"{\rtf1{\object{\*\objdata " + b"somethingcanary".hex().encode() + b"}}}")

    assert unscannable(seen)
    assert channels_of("somethingcanary", seen) == {("rtf-object", False)}
