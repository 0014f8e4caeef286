"""What somebody meant to remove and only made hard to see is read, named, and never taken for seen."""

import pytest

from spoc_desk.sanitise.readers import html, rtf
from spoc_desk.sanitise.readers.odf import odf_file
from spoc_desk.sanitise.readers.ooxml import office_file
from spoc_desk.sanitise.readers.scope import Reader
from spoc_desk.sanitise.readers.unit import Remark
from tests.sanitise.readers.make_docx import docx, paragraph, run
from tests.sanitise.readers.make_odf import odf
from tests.sanitise.readers.make_package import channels_of, found, relations
from tests.sanitise.readers.make_xlsx import SPACES, row, text, xlsx

STYLES = f"""<styleSheet {SPACES}><fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts><fills><fill/><fill/><fill>
<patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill></fill></fills><cellXfs>
<xf fontId="0" fillId="0"/><xf fontId="0" fillId="2"/><xf fontId="1" fillId="2"/></cellXfs></styleSheet>"""


def book(style: int) -> bytes:
    threads = relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"))
    parts = {"xl/styles.xml": STYLES, "xl/_rels/workbook.xml.rels": threads}
    return xlsx(row(1, text("A1", "Coveredcanary", style)), parts)


def opendocument(colour: str) -> bytes:
    style = f'<style:text-properties fo:color="{colour}" fo:background-color="#000000"/>'
    named = f'<style:style style:name="X" style:family="text">{style}</style:style>'
    return odf(
        f'<office:text>{named}<text:p><text:span text:style-name="X">Coveredcanary</text:span></text:p></office:text>'
    )


def word(properties: str) -> bytes:
    return docx(paragraph(run("Coveredcanary", properties)))


def rich(colour: int) -> bytes:
    head = rb"{\rtf1{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}"
    return head + rb"{\highlight1\cf%d Coveredcanary}\par}" % colour


COVERED = {
    "word, marked": (
        office_file.read,
        word('<w:color w:val="000000"/><w:highlight w:val="black"/>'),
        "docx-blackened-text",
    ),
    "word, shaded": (
        office_file.read,
        word('<w:color w:val="0D0D0D"/><w:shd w:val="clear" w:fill="000000"/>'),
        "docx-blackened-text",
    ),
    "sheet": (office_file.read, book(1), "xlsx-blackened-cell"),
    "opendocument": (odf_file.read, opendocument("#000000"), "odf-blackened-text"),
    "page": (html.read, b'<p><span style="background:#000">Coveredcanary</span></p>', "html-blackened-text"),
    "page, named": (html.read, b'<p><font style="background-color: black; color: black">Coveredcanary</font></p>',
                    "html-blackened-text"),
    "rich text": (rtf.read, rich(1), "rtf-blackened-text"),
}  # fmt: skip
LIGHT = {
    "word": (office_file.read, word('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>')),
    "word, automatic": (office_file.read, word('<w:highlight w:val="black"/>')),  # turns white by itself
    "sheet": (office_file.read, book(2)),
    "opendocument": (odf_file.read, opendocument("#ffffff")),
    "page": (html.read, b'<p style="background:#000; color:#fff">Coveredcanary</p>'),
    "rich text": (rtf.read, rich(2)),
}


@pytest.mark.parametrize(("read", "data", "channel"), COVERED.values(), ids=COVERED)
def test_black_letters_on_black_are_read_and_not_seen(read: Reader, data: bytes, channel: str) -> None:
    seen = found(read, data)

    assert channels_of("Coveredcanary", seen) == {(channel, False)}
    assert [item.channel for item in seen if isinstance(item, Remark)] == [channel]


@pytest.mark.parametrize(("read", "data"), LIGHT.values(), ids=LIGHT)
def test_light_letters_on_black_are_seen(read: Reader, data: bytes) -> None:
    seen = found(read, data)

    assert {shown for _, shown in channels_of("Coveredcanary", seen)} == {True}
    assert not [item for item in seen if isinstance(item, Remark)]


def test_a_way_of_hiding_is_named_once() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    seen = found(office_file.read, docx(*[paragraph(run(f"White {number}", white)) for number in range(9)]))

    assert [item.channel for item in seen if isinstance(item, Remark)] == ["docx-white-text"]
