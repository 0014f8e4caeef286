"""Places and sentences are shown where the words of a file are not: nothing a file names itself stands in them."""

import io
import zipfile
from collections.abc import Mapping

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from spoc_desk.sanitise.readers.any_file import read_file
from spoc_desk.sanitise.readers.limits import Budget
from spoc_desk.sanitise.readers.part_names import place_of
from spoc_desk.sanitise.readers.unit import Remark, Unit, Unscannable
from tests.sanitise.readers.make_compound import compound
from tests.sanitise.readers.make_docx import docx, paragraph, run
from tests.sanitise.readers.make_odf import odf
from tests.sanitise.readers.make_pptx import full_pptx
from tests.sanitise.readers.make_xlsx import row, text, xlsx

NAME = "Whitby"
SOME_BYTES = bytes(range(255, 0, -1)) * 9
BAD_PNG = b"\x89PNG\r\n\x1a\n and no more"


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def word() -> bytes:
    """Return a document whose every part that may bear any name bears that one."""
    parts = {
        f"word/{NAME}.xml": "<x>hello there</x>",
        f"{NAME}/{NAME}.bin": SOME_BYTES,
        f"{NAME}, school/list": "<broken",
        NAME: "only words here",
        f"word/media/{NAME}.png": BAD_PNG,
        f"word/embeddings/{NAME}.xlsx": workbook(),
        "docProps/custom.xml": f'<Properties><property name="{NAME}"><x>{NAME}</x></property></Properties>',
    }
    return docx(paragraph(run("x")), parts=parts)


def workbook() -> bytes:
    return xlsx(row(1, text("A1", NAME)), {f"xl/{NAME}.xml": "<x>hello</x>", f"xl/worksheets/{NAME}": "<x"})


def slides() -> bytes:
    out = io.BytesIO(full_pptx())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(f"ppt/{NAME}.xml", "<x>hello</x>")
        package.writestr(f"ppt/media/{NAME}.png", BAD_PNG)
    return out.getvalue()


def picture() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text(NAME, "hello")
    notes.add_itxt(NAME, f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><{NAME}>hello</{NAME}></x:xmpmeta>')
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG", pnginfo=notes)
    return out.getvalue()


def pages() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo[f"/{NAME}"] = "hello"
    pdf.attachments[f"{NAME}.txt"] = b"hello"
    pdf.attachments[f"{NAME}.bin"] = SOME_BYTES
    pdf.Root[f"/{NAME}"] = pikepdf.Dictionary({f"/{NAME}": pikepdf.String("hello")})
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


MAIL = f"""From: a@example.org
X-{NAME}: hello
Subject: {NAME}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary={NAME}

--{NAME}
Content-Type: application/{NAME}; name={NAME}.bin
Content-Disposition: attachment; filename={NAME}.bin
Content-Transfer-Encoding: x-{NAME}

hello
--{NAME}
Content-Type: text/plain

hello
--{NAME}--
""".encode()
RICH = rb"{\rtf1 {\*\whitby hello}{\fonttbl{\f0 Whitby;}}{\*\bkmkstart Whitby}{\info{\author Whitby}} hello}"
PAGE = f"<html><meta name={NAME} content=hello><body id={NAME} data-{NAME}=hello><{NAME}>hello</{NAME}></body></html>"
FILES = {
    "word.docx": word(),
    "workbook.xlsx": workbook(),
    "slides.pptx": slides(),
    "text.odt": odf("<text:p>hello</text:p>", **{f"{NAME}.xml": "<a>hello</a>", f"Pictures/{NAME}.png": BAD_PNG}),
    "old.doc": compound({"WordDocument": SOME_BYTES, NAME: {NAME: b"hello there", "Package": word()}}),
    "mail.eml": MAIL,
    "picture.png": picture(),
    "pages.pdf": pages(),
    "archive.zip": zipped({f"{NAME}/{NAME}.txt": "x", f"{NAME}.bin": SOME_BYTES, f"{NAME}.zip": zipped({NAME: "x"})}),
    "page.html": PAGE.encode(),
    "rich.rtf": RICH,
    "data.xml": f"<{NAME}><{NAME} {NAME}='data:text/plain;base64,aGVsbG8gdGhlcmU='>hello</{NAME}></{NAME}>".encode(),
    "table.csv": f"{NAME},Town\r\nhello,there\r\n".encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_no_place_and_no_sentence_holds_a_name_the_file_gave(name: str) -> None:
    found = list(read_file(FILES[name], name, Budget()))
    told = [each for each in found if isinstance(each, Unit | Unscannable | Remark)]
    assert [each for each in told if NAME.lower() in each.part.lower()] == []
    sentences = [each.sentence for each in found if isinstance(each, Unscannable | Remark)]
    assert [sentence for sentence in sentences if NAME.lower() in sentence.lower()] == []
    assert any(NAME.lower() in each.text.lower() for each in found if isinstance(each, Unit))


@pytest.mark.parametrize(
    "name",
    ["word/document.xml", "xl/worksheets/_rels/sheet12.xml.rels", "[Content_Types].xml", "word/media/image3.png",
     "docProps/core.xml", "ppt/slides/slide7.xml", "content.xml"],
)  # fmt: skip
def test_an_ordinary_part_keeps_its_name(name: str) -> None:
    assert place_of(name) == name


@pytest.mark.parametrize("name", ["word/Whitby.xml", "Whitby", "word/media/826.4001.png", "word/document Whitby.xml"])
def test_any_other_part_gets_none(name: str) -> None:
    assert place_of(name) == "Inner file"
