"""Reading the programs in an Office file, and old Office files."""

import struct

import pytest

from spoc_desk.sanitise.readers import old_office
from spoc_desk.sanitise.readers.ooxml import docx
from spoc_desk.sanitise.readers.ooxml.macros import read_macros, unpacked
from tests.sanitise.readers.make_compound import compound
from tests.sanitise.readers.make_docx import docx as made_docx
from tests.sanitise.readers.make_package import channels_of, found, relations, scope, unscannable

# The worked example of MS-OVBA 3.2.2.
PACKED = bytes.fromhex(
    "01 2F B0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6A 01 38 08 61 6B 6C 00 30 6D 6E 6F 70 06 71 02 70 04"
    " 10 72 73 74 75 76 10 77 78 79 7A 00 3C"
)
PLAIN = b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"

SOURCE = b'Attribute VB_Name = "Module"\r\nSub Go()\r\n  Path = "\\\\Servercanary\\share"\r\nEnd Sub\r\n'


def squeezed(source: bytes) -> bytes:
    """Return a source packed without any copying: every eighth byte is a flag."""
    body = b"".join(b"\0" + source[place : place + 8] for place in range(0, len(source), 8))
    return b"\x01" + struct.pack("<H", 0xB000 | (len(body) - 1)) + body


def project(module: bytes) -> bytes:
    return compound(
        {"VBA": {"Modulenamecanary": module, "_VBA_PROJECT": b"\xcc\x61"}, "PROJECT": b'Name="Projectcanary"'}
    )


def test_the_worked_example_unpacks() -> None:
    assert unpacked(PACKED, 0) == PLAIN


def test_the_source_behind_its_compiled_form_is_read() -> None:
    compiled = b"\x01\x00\x30compiled\x01form" * 20
    seen = list(read_macros(project(compiled + squeezed(SOURCE)), "x", scope()))

    assert channels_of("\\\\Servercanary\\share", seen) == {("office-macro", False)}
    assert channels_of("Modulenamecanary", seen) == {("office-macro", False)}
    assert channels_of("Projectcanary", seen) == {("office-macro", False)}
    assert unscannable(seen) == []


@pytest.mark.parametrize("module", [b"\x01\x02\x03compiled only", squeezed(SOURCE)[:-9], b""], ids=repr)
def test_a_source_that_does_not_unpack_is_never_clean(module: bytes) -> None:
    assert unscannable(read_macros(project(module), "x", scope()))


def test_a_document_with_macros_is_read_with_them() -> None:
    parts = {
        "word/_rels/document.xml.rels": relations(("vbaProject", "vbaProject.bin")),
        "word/vbaProject.bin": project(squeezed(SOURCE)),
    }
    assert channels_of("Servercanary", found(docx.read, made_docx(parts=parts))) == {("office-macro", False)}


def test_many_chunks_that_lead_nowhere_take_no_time() -> None:
    stream = b"\x01" + b"\x00\x30\x01" * 300_000 + b"\x00"

    assert unscannable(read_macros(project(stream), "x", scope()))


OLD = {
    "WordDocument": bytes(600) + "Widecanary text".encode("utf-16-le") + b"\0\0Narrowcanary",
    "\x05SummaryInformation": b"\x1e\0\0\0Propertycanary\0",
    "ObjectPool": {"_1": {"\x01Ole10Native": b"\0\0\0\0\2\0Labelcanary.txt\0C:\\Pathcanary\0\0\0\3\0\1\0\0\0a"
                          + struct.pack("<I", 10) + b"Filecanary" + b"Behindcanary"}},
    "Macros": {"VBA": {"This": squeezed(SOURCE)}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("canary", "channel"),
    [
        ("Widecanary", "old-office-text"),
        ("Narrowcanary", "old-office-text"),
        ("Propertycanary", "old-office-property"),
        ("Labelcanary", "old-office-object"),
        ("Pathcanary", "old-office-object"),
        ("Filecanary", "inside"),
        ("Behindcanary", "old-office-object"),
        ("Servercanary", "office-macro"),
        ("ObjectPool", "old-office-name"),
    ],
)
def test_every_place_of_an_old_file_is_read(canary: str, channel: str) -> None:
    assert channels_of(canary, found(old_office.read, compound(OLD))) == {(channel, False)}


def test_an_old_file_is_never_clean() -> None:
    (trouble,) = unscannable(found(old_office.read, compound(OLD)))

    assert "old format (.doc)" in trouble.sentence


def test_a_locked_file_is_never_clean() -> None:
    locked = compound({"EncryptedPackage": bytes(5_000), "EncryptionInfo": b"\4\0"})
    (trouble,) = unscannable(found(old_office.read, locked))

    assert "locked with a password" in trouble.sentence


def test_a_damaged_file_is_never_clean() -> None:
    assert unscannable(found(old_office.read, compound(OLD)[:700]))
