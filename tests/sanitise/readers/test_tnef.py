"""Every place of a winmail.dat is read."""

import contextlib
import struct

import compressed_rtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_desk.errors import UserError
from spoc_desk.sanitise.readers.unit import Remark, Unit, Unscannable
from tests.sanitise.readers.reading import channels_of, everything, shown, unscannable

ITEM = bytes.fromhex("0703020000000000c000000000000046")


def counted(data: bytes) -> bytes:
    """Return bytes with their length before and filled up to four."""
    return struct.pack("<I", len(data)) + data + bytes(-len(data) % 4)


def text(number: int, value: str, name: str = "") -> bytes:
    """Return a property that is a wide text; one with a name of its own where that is given."""
    named = bytes(16) + struct.pack("<I", 1) + counted(name.encode("utf-16-le") + b"\0\0") if name else b""
    return (
        struct.pack("<HH", 0x1F, number) + named + struct.pack("<I", 1) + counted(value.encode("utf-16-le") + b"\0\0")
    )


def binary(number: int, value: bytes) -> bytes:
    """Return a property of bytes."""
    return struct.pack("<HHI", 0x102, number, 1) + counted(value)


def numbers(number: int, *values: int) -> bytes:
    """Return a property that is a list of whole numbers."""
    return struct.pack("<HHI", 0x1003, number, len(values)) + struct.pack(f"<{len(values)}I", *values)


def listed(*properties: bytes) -> bytes:
    """Return a list of properties."""
    return struct.pack("<I", len(properties)) + b"".join(properties)


def attribute(what: int, data: bytes, level: int = 1) -> bytes:
    """Return one attribute with its sum."""
    return struct.pack("<BII", level, what, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def tnef(*attributes: bytes) -> bytes:
    """Return a winmail.dat."""
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(attributes)


INNER = tnef(attribute(0x69003, listed(text(0x37, "Inner subjectford"), text(0x1000, "Inner bodyford"))))
WINMAIL = tnef(
    attribute(0x89006, b"\0\0\1\0"),
    attribute(0x69007, struct.pack("<II", 1250, 0)),
    attribute(0x18004, "Subjectförd".encode("cp1250") + b"\0"),
    attribute(0x60000, b"Unknown words of restford"),
    attribute(
        0x69003,
        listed(
            numbers(0x5000, 1, 2, 3),
            text(0xC1A, "Ann of Senderford"),
            text(0x3A16, "Companyford"),
            text(0x8001, "Named valueford", "PropertyNameford"),
            binary(0x1009, compressed_rtf.compress(rb"{\rtf1\ansi Rich text from richford\par}")),
            text(0x1000, "Plain text from plainford"),
        ),
    ),
    attribute(0x69004, struct.pack("<I", 1) + listed(text(0x3001, "Recipientford"))),
    attribute(0x69002, bytes(14), 2),
    attribute(0x18010, b"titleford.txt\0", 2),
    attribute(0x6800F, b"Text in fileford", 2),
    attribute(0x69005, listed(text(0x3707, "longnameford.txt")), 2),
    attribute(0x69002, bytes(14), 2),
    attribute(0x69005, listed(binary(0x3701, ITEM + INNER)), 2),
)


@pytest.fixture(scope="module", name="found")
def _found() -> list[object]:
    return list(everything(WINMAIL, "winmail.dat"))


@pytest.mark.parametrize(
    ("planted", "channel"),
    [
        ("Subjectförd", "mail-heading"),
        ("Senderford", "mail-heading"),
        ("Companyford", "msg-property"),
        ("valueford", "msg-named-property"),
        ("PropertyNameford", "msg-named-property"),
        ("Recipientford", "msg-recipient"),
        ("titleford", "mail-attachment-name"),
        ("longnameford", "mail-attachment-name"),
        ("fileford", "text-line"),
        ("Inner subjectford", "mail-heading"),
        ("Inner bodyford", "mail-body"),
        ("restford", "tnef-text"),
    ],
)
def test_a_name_planted_anywhere_comes_out_under_its_channel(found: list, planted: str, channel: str) -> None:
    assert channel in channels_of(planted, found)


def test_the_bodies_are_read_and_inner_items_shown(found: list) -> None:
    assert channels_of("richford", found) and channels_of("plainford", found)
    assert "Inner bodyford" in shown(found)


def test_a_whole_one_is_not_said_to_be_cut(found: list) -> None:
    assert "tnef-damaged" not in unscannable(found)


@pytest.mark.parametrize("size", [45, 200, 300, len(WINMAIL) - 30])
def test_one_that_is_cut_short_is_never_clean(size: int) -> None:
    assert "tnef-damaged" in unscannable(everything(WINMAIL[:size]))


def test_items_inside_each_other_without_end_are_told() -> None:
    nested = INNER
    for _ in range(12):
        nested = tnef(attribute(0x69002, bytes(14), 2), attribute(0x69005, listed(binary(0x3701, ITEM + nested)), 2))
    assert "file-too-deep" in unscannable(everything(nested))


@settings(max_examples=120)
@given(st.data())
def test_no_damage_raises_anything_but_a_plain_sentence(data: st.DataObject) -> None:
    broken = bytearray(WINMAIL)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(4, len(broken) - 1))
        broken[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
        broken += b"\0" * 8
    found: list[object] = []
    with contextlib.suppress(UserError):
        found = list(everything(bytes(broken), "winmail.dat"))
    assert all(isinstance(one, Unit | Unscannable | Remark) for one in found)
