"""Every place of an Outlook file is read: a name planted there comes out, under the channel of that place."""

import contextlib
import io
import struct

import compressed_rtf
import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_desk.errors import UserError
from spoc_desk.sanitise.readers.limits import Budget
from spoc_desk.sanitise.readers.msg.packed_rtf import unpacked
from spoc_desk.sanitise.readers.msg.properties import moment_text
from spoc_desk.sanitise.readers.unit import Remark, Unit, Unscannable
from tests.sanitise.readers.make_compound import compound, properties
from tests.sanitise.readers.reading import channels_of, everything, shown, unscannable

SENT = 133_485_840_000_000_000  # 1 January 2024, 12.00
HEADERS = (
    "Received: from hop.headerford.example\r\nFrom: a@headfromford.example\r\nSubject: s\r\n"
    "A loose line with looseford\r\n"
)


def inner_item() -> dict[str, object]:
    """Return the folders of an item inside an item."""
    return {
        **properties({0x37: "Inner subjectford", 0x1000: "Inner bodyford"}, 24),
        "__recip_version1.0_#00000000": properties({0x3001: "Inner recipientford"}, 8),
    }


def ole_object() -> bytes:
    """Return a packaged file as Windows wraps it."""
    path = b"C:\\Users\\pathford\\note.txt\0"
    content = b"Packed text from packageford"
    wrapping = b"\x02\0" + b"labelford.txt\0" + path + b"\0\0\x03\0" + struct.pack("<I", len(path)) + path
    return struct.pack("<I", 0) + wrapping + struct.pack("<I", len(content)) + content


TREE = {
    **properties(
        {
            0x37: "Subjectford news",
            0x42: "Ann of Senderford",
            0x5D02: "ann@sender.example",
            0xE04: "Bob of Toford",
            0xE03: "Ccford",
            0x70: "Topicford",
            0x7D: HEADERS,
            0x1000: "Plain version from plainford",
            0x1013: b"<html><body><p>Shown text from htmlford</p></body></html>",
            0x1009: compressed_rtf.compress(rb"{\rtf1\ansi Rich text from richford\par}"),
            0x1035: "<1@messageford.example>",
            0x1039: "<0@referenceford.example>",
            0x3A16: "Companyford",
            0xC1D: b"\0\x01EX:/O=ENTRYFORD COUNCIL/OU=HQ\0",
            0x41: b"\0\0" + "Wide entry of wideford".encode("utf-16-le"),
            0x8005: "Named valueford",
        },
        32,
        {0x39: SENT, 0x3FDE: 65001},
    ),
    "__substg1.0_8006101F": struct.pack("<II", 20, 22),
    "__substg1.0_8006101F-00000000": "Categoryford".encode("utf-16-le"),
    "__substg1.0_8006101F-00000001": "Category two".encode("utf-16-le"),
    "__substg1.0_8007001E": "Onebyteförd".encode(),
    "__nameid_version1.0": {
        "__substg1.0_00020102": bytes(16),
        "__substg1.0_00030102": bytes(8),
        "__substg1.0_00040102": struct.pack("<I", 24) + "PropertyNameford"[:12].encode("utf-16-le"),
    },
    "__recip_version1.0_#00000000": properties({0x3001: "Recipientford", 0x39FE: "r@smtpford.example"}, 8),
    "__attach_version1.0_#00000000": properties(
        {0x3707: "attachedford.txt", 0x3704: "SHORTF~1.TXT", 0x3713: "https://linkford", 0x3701: b"Text in fileford"}, 8
    ),
    "__attach_version1.0_#00000001": {
        **properties({0x3001: "Inner mail"}, 8, {0x3705: 5}),
        "__substg1.0_3701000D": inner_item(),
    },
    "__attach_version1.0_#00000002": {
        **properties({0x3001: "Object"}, 8, {0x3705: 6}),
        "__substg1.0_3701000D": {"\x01Ole10Native": ole_object(), "Secret": b"Object streamford" * 300},
    },
    "Strangeford": b"A stream that belongs to nothingford",
}  # fmt: skip
MSG = compound(TREE, left_over=b"deleted text from slackford")


def test_the_made_file_is_a_compound_file() -> None:
    with olefile.OleFileIO(io.BytesIO(MSG)) as opened:
        assert opened.exists("__properties_version1.0")
        assert opened.openstream("Strangeford").read() == b"A stream that belongs to nothingford"


@pytest.fixture(scope="module", name="found")
def _found() -> list[object]:
    return list(everything(MSG, "namedford.msg"))


@pytest.mark.parametrize(
    ("planted", "channel"),
    [
        ("Subjectford", "mail-heading"),
        ("Ann of Senderford <ann@sender.example>", "mail-heading"),
        ("Toford", "mail-heading"),
        ("Ccford", "mail-heading"),
        ("1 January 2024 12:00", "mail-heading"),
        ("Topicford", "mail-thread"),
        ("headerford", "mail-received"),
        ("headfromford", "mail-heading"),
        ("looseford", "mail-header"),
        ("messageford", "mail-message-id"),
        ("referenceford", "mail-message-id"),
        ("plainford", "mail-other-body"),
        ("Companyford", "msg-property"),
        ("ENTRYFORD", "msg-binary"),
        ("wideford", "msg-binary"),
        ("valueford", "msg-named-property"),
        ("Categoryford", "msg-named-property"),
        ("Onebyteförd", "msg-named-property"),
        ("PropertyName", "msg-named-property"),
        ("Recipientford", "msg-recipient"),
        ("smtpford", "msg-recipient"),
        ("attachedford", "mail-attachment-name"),
        ("SHORTF~1", "mail-attachment-name"),
        ("linkford", "msg-attachment-property"),
        ("fileford", "text-line"),
        ("Inner subjectford", "mail-heading"),
        ("Inner bodyford", "mail-body"),
        ("Inner recipientford", "msg-recipient"),
        ("labelford", "msg-object"),
        ("pathford", "msg-object"),
        ("packageford", "text-line"),
        ("streamford", "msg-object"),
        ("Strangeford", "msg-stream"),
        ("nothingford", "msg-stream"),
        ("slackford", "compound-gap"),
    ],
)
def test_a_name_planted_anywhere_comes_out_under_its_channel(found: list, planted: str, channel: str) -> None:
    assert channel in channels_of(planted, found)


def test_the_rich_and_the_formatted_text_are_read(found: list) -> None:
    assert channels_of("htmlford", found)
    assert channels_of("richford", found)


def test_only_the_version_that_is_seen_is_shown(found: list) -> None:
    text = shown(found)
    assert "Shown text from htmlford" in text
    assert "plainford" not in text and "richford" not in text
    assert "Inner bodyford" in text and "fileford" in text


def test_the_place_of_an_inner_text_is_told(found: list) -> None:
    assert {one.part for one in found if "Inner bodyford" in getattr(one, "text", "")} == {"Attachment 2, Body"}


def test_a_text_is_not_told_twice_from_one_place(found: list) -> None:
    texts = [one.text for one in found if isinstance(one, Unit) and one.channel == "msg-property"]
    assert len(texts) == len(set(texts))


def test_an_item_with_plain_text_only_shows_it() -> None:
    assert shown(everything(compound(properties({0x37: "s", 0x1000: "Only plain"}, 32)))).endswith("Only plain")


def test_a_damaged_rich_text_is_never_clean() -> None:
    assert "msg-damaged" in unscannable(everything(compound(properties({0x1009: b"rubbish" * 9}, 32))))


def test_a_locked_office_file_is_never_clean() -> None:
    assert "old-office-locked" in unscannable(everything(compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"})))


def test_an_old_word_file_is_swept_and_never_clean() -> None:
    found = everything(compound({"WordDocument": b"\0\0Old text from oldford\0", "1Table": b"x"}))
    assert channels_of("oldford", found) and unscannable(found)


@given(st.binary(max_size=2000))
def test_packed_rich_text_comes_back_whole(text: bytes) -> None:
    assert unpacked(compressed_rtf.compress(text), Budget()) == text


@given(st.binary(max_size=300))
def test_no_rubbish_breaks_the_unpacking(rubbish: bytes) -> None:
    assert len(unpacked(bytes(8) + b"LZFu" + bytes(4) + rubbish, Budget())) <= 18 * len(rubbish)


def test_a_wrong_checksum_hides_nothing() -> None:
    packed = bytearray(compressed_rtf.compress(b"{\\rtf1 From checkford}"))
    packed[12:16] = b"\0\0\0\0"
    assert b"checkford" in unpacked(bytes(packed), Budget())


@pytest.mark.parametrize("ticks", [0, -1, 1 << 62, 0xFFFFFFFFFFFFFFFF])
def test_no_moment_is_too_strange(ticks: int) -> None:
    assert isinstance(moment_text(ticks), str)


@settings(max_examples=120)
@given(st.data())
def test_no_damage_to_an_outlook_file_raises_anything_but_a_plain_sentence(data: st.DataObject) -> None:
    broken = bytearray(MSG)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.one_of(st.integers(0, 600), st.integers(0, len(broken) - 1)))
        match data.draw(st.sampled_from(["cut", "put", "turn"])):
            case "cut":
                del broken[max(at, 8) : max(at, 8) + data.draw(st.integers(1, 2000))]
            case "put":
                broken[at:at] = data.draw(st.binary(max_size=60))
            case _:
                broken[at] = data.draw(st.integers(0, 255))
    found: list[object] = []
    with contextlib.suppress(UserError):
        found = list(everything(bytes(broken), "a.msg"))
    assert all(isinstance(one, Unit | Unscannable | Remark) for one in found)
