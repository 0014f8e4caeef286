"""Files meant to do harm, sent to the real process apart: each ends in a document or in one plain sentence, soon."""

import base64
import io
import time
import zipfile

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import UserError
from spoc_desk.sanitise.apart.child import Caps
from spoc_desk.sanitise.apart.document import Document
from spoc_desk.sanitise.apart.reading_room import ReadingRoom
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.readers.limits import Limits

SOON = 20.0  # seconds; a busy computer is slow, a hang is for ever


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def bombs_in_bombs() -> bytes:
    """Return an archive of archives of archives, of nothing."""
    data = zipped({"zeros.bin": bytes(2_000_000)})
    for _ in range(3):
        data = zipped({f"{number}.zip": data for number in range(12)})
    return data


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(12))
    + b"]><l>&a11;</l>"
)
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
PDF_LOOP = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 900000000>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n"
    b"trailer<</Size 3/Root 1 0 R/Prev 129>>\n"
    b"startxref\n129\n%%EOF"
)
PNG_CLAIM = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x02\0\0\0" + bytes(64)
HOSTILE = {
    "bombs.zip": bombs_in_bombs(),
    "laughs.xml": LAUGHS,
    "laughs.docx": zipped({"[Content_Types].xml": TYPES, "word/document.xml": LAUGHS}),
    "loop.pdf": PDF_LOOP,
    "claim.png": PNG_CLAIM,
    "deep.xml": b"<a>" * 1_000_000,
    "deep.rtf": b"{\\rtf1 " + b"{" * 1_000_000,
    "deep.html": b"<div>" * 100_000,
    "quotes.csv": b'"' * 3_000_000,
    "words.txt": b"A" * 1_000_000,
    "brackets.json": b"[" * 3_000_000,
    "parts.eml": b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n" * 50_000,
    "headers.eml": b"Received: x\n" * 8_000,
    "words.eml": b"MIME-Version: 1.0\nSubject: " + b"=?utf-8?q?=41?= " * 50_000 + b"\n\nx",
    "lines.eml": b"MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n" + b"A b" * 300_000,
    "folded.eml": b"MIME-Version: 1.0\nSubject: x" + b"\n " * 1_000_000 + b"\n\nx",
    "boxes.mbox": (b"From a\nTo: b\n\n" * 3_000),
    "names.tar": b"".join([b"a" * 100 + b"\0" * 412] * 2000),
    "compound.msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4_000_000,
    "loop.msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\0\3\0\xfe\xff\x09\0\6\0" + bytes(4_000_000),
    "random.bin": base64.b85encode(bytes(range(256)) * 150),
    "nothing.txt": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_soon_in_a_document_or_a_sentence(luton: OwnArea, name: str) -> None:
    started = time.monotonic()
    ended: Document | UserError
    with ReadingRoom(luton, Mode.IN, caps=Caps(memory_bytes=900_000_000, seconds=60)) as room:
        try:
            ended = room.read(HOSTILE[name], name, heard=lambda _: True)
        except UserError as error:
            ended = error
    assert isinstance(ended, Document) or str(ended).startswith("This file could not be read to the end: ")
    assert time.monotonic() - started < SOON


def test_more_than_anybody_can_decide_about_ends_in_a_sentence(luton: OwnArea) -> None:
    text = b"In Leeds, in Rotherham. " * 40
    with ReadingRoom(luton, Mode.OUT, limits=Limits(findings=80)) as room:
        assert room.read(text, "a.txt", heard=lambda _: True)
    with (
        ReadingRoom(luton, Mode.OUT, limits=Limits(findings=79)) as room,
        pytest.raises(UserError, match="more than this program reads"),
    ):
        room.read(text, "a.txt", heard=lambda _: True)


@pytest.mark.parametrize("name", ["laughs.docx", "laughs.xml", "loop.pdf", "claim.png", "compound.msg", "nothing.txt"])
def test_what_could_not_be_read_is_never_clean(luton: OwnArea, name: str) -> None:
    with ReadingRoom(luton, Mode.IN) as room:
        document = room.read(HOSTILE[name], name, heard=lambda _: True)
    assert document.unscannable
