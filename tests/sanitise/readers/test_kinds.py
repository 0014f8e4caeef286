"""What a file is, is told by what stands in it; its name decides only between kinds of text."""

import pytest

from spoc_desk.sanitise.readers.any_file import kind
from spoc_desk.sanitise.readers.kinds import Kind
from tests.sanitise.readers.make_compound import compound
from tests.sanitise.readers.test_archives import tarred, zipped

MAIL = b"Received: from a\r\nFrom: a@b.example\r\n\r\ntext"


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"%PDF-1.7\n", "a.txt", Kind.PDF),
        (b"rubbish before\n%PDF-1.4\nstartxref\n1", "", Kind.PDF),
        (b"A text that speaks of %PDF-1.4 and no more.", "", Kind.TEXT),
        (zipped({"a.txt": b"x"}), "a.docx", Kind.ZIP),
        (zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}), "", Kind.OFFICE),
        (zipped({"META-INF/manifest.xml": b"x", "content.xml": b"x"}), "a.zip", Kind.ODF),
        (zipped({"inner.docx": zipped({"[Content_Types].xml": b"x"}, method=0)}, method=0), "", Kind.ZIP),
        (compound({"x": b"y"}), "", Kind.COMPOUND),
        (b"{\\rtf1 x}", "", Kind.RTF),
        (b"\xef\xbb\xbf\r\n {\\rtf1 x}", "", Kind.RTF),
        (b"\xff\xd8\xff\xe0", "", Kind.IMAGE),
        (b"\x89PNG\r\n\x1a\n", "a.eml", Kind.IMAGE),
        (b"II*\0....", "", Kind.IMAGE),
        (b"RIFF....WEBPVP8 ", "", Kind.IMAGE),
        (b"\0\0\0\x18ftypheic", "", Kind.IMAGE),
        (b"RIFF....WAVEfmt ", "", Kind.RECORDING),
        (b"\0\0\0\x18ftypmp42", "", Kind.RECORDING),
        (MAIL, "", Kind.MAIL),
        (b"\r\n\r\n" + MAIL, "", Kind.MAIL),
        (b"From: a\nTo: b\nSubject: c\n\nd", "", Kind.MAIL),
        (b"Note: a\nTo: b\n\nd", "", Kind.TEXT),
        (b"Anything at all", "a.eml", Kind.MAIL),
        (b"From a@b Mon Jan 1 00:00:00 2024\nReceived: x\n\ny", "", Kind.MAILBOX),
        (b"From the start it was clear:\nnothing", "", Kind.TEXT),
        (b"<!DOCTYPE html><p>x", "a.txt", Kind.HTML),
        (b"just words", "a.html", Kind.HTML),
        (b"<?xml version='1.0'?><CTFile/>", "", Kind.XML),
        ("<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16"), "", Kind.XML),
        (b"Name,School,Town\nA,B,C\nD,E,F\n", "", Kind.CSV),
        (b"Name\tSchool", "a.tsv", Kind.CSV),
        ("Straße und Ort".encode("utf-16-le"), "", Kind.TEXT),
        ("caf\xe9".encode("latin-1"), "", Kind.TEXT),
        (b"\x1f\x8b\x08", "", Kind.GZIP),
        (tarred("a.txt"), "", Kind.TAR),
        (b"\x78\x9f\x3e\x22\0\0", "", Kind.TNEF),
        (bytes.fromhex("3082 0100 0609 2a864886f70d010703"), "", Kind.SIGNED_MAIL),
        (b"7z\xbc\xaf\x27\x1c", "", Kind.LOCKED_ARCHIVE),
        (b"MZ\x90\0\3\0\0\0\4\0", "", Kind.UNKNOWN),
        (b" \r\n", "", Kind.EMPTY),
    ],
)
def test_a_file_is_known_by_what_is_in_it(data: bytes, name: str, what: Kind) -> None:
    assert kind(data, name) is what
