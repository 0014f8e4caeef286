"""Reading zip packages: damaged, hostile, and what hides beside their members."""

import contextlib
import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_desk.sanitise.readers.limits import Budget, Limits, TooMuch
from spoc_desk.sanitise.readers.package import Package
from tests.sanitise.readers.make_package import packed, units, unscannable

PARTS = {"one.xml": b"<a>Onecanary</a>" * 20, "folder/two.xml": b"<b>Twocanary</b>" * 20}


def opened(data: bytes, limits: Limits | None = None) -> Package:
    return Package(data, Budget(limits or Limits()))


def contents(package: Package) -> dict[str, bytes]:
    return {member.name: package.take(member).data for member in package.members}


def beside(package: Package) -> dict[str, str]:
    return {unit.channel: unit.text for unit in units(package.outside())}


def test_members_are_found_by_name_whatever_its_case_and_slashes() -> None:
    package = opened(packed(PARTS))

    assert package.find("/FOLDER\\Two.XML") is package.members[1]
    assert contents(package) == PARTS


def test_a_file_cut_short_still_shows_its_members() -> None:
    data = packed(PARTS)
    package = opened(data[: data.rfind(b"PK\x01\x02") - 60])

    assert package.damaged
    assert contents(package)["one.xml"] == PARTS["one.xml"]
    assert unscannable(package.outside())


def test_a_member_cut_in_the_middle_gives_what_it_has() -> None:
    content = bytes(range(256)) * 200
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as package:
        package.writestr("x", content)

    taken = contents(opened(stored.getvalue()[:20_000]))
    assert content.startswith(taken["x"]) and len(taken["x"]) > 19_000


def test_a_wrong_checksum_is_said_and_the_content_still_read() -> None:
    data = bytearray(packed(PARTS))
    place = data.find(b"PK\x01\x02") + 16
    data[place : place + 4] = b"\0\0\0\0"
    package = opened(bytes(data))
    taken = package.take(package.members[0])

    assert taken.data == PARTS["one.xml"]
    assert "damaged" in taken.trouble


def test_a_locked_member_is_never_clean() -> None:
    data = bytearray(packed(PARTS))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    package = opened(bytes(data))

    assert "password" in package.take(package.members[0]).trouble
    assert contents(package)["folder/two.xml"] == PARTS["folder/two.xml"]


def test_two_members_of_one_name_are_both_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("x.xml", "first")
        with pytest.warns(UserWarning, match="Duplicate name"):
            package.writestr("x.xml", "second")
    package = opened(out.getvalue())

    assert [package.take(member).data for member in package.members] == [b"first", b"second"]


def test_a_member_left_out_of_the_directory_is_read() -> None:
    hidden = packed({"lost.xml": b"Lostcanary" * 9})
    local = hidden[: hidden.find(b"PK\x01\x02")]
    package = opened(local + packed(PARTS))

    assert contents(package)["lost.xml"] == b"Lostcanary" * 9


def test_names_in_the_headers_of_members_are_read_too() -> None:
    data = packed(PARTS).replace(b"one.xml", b"CANARYX", 1)

    assert "CANARYX" in beside(opened(data))["package-name"]


def test_remarks_notes_and_bytes_in_gaps_are_read() -> None:
    data = packed(PARTS, comment=b"Remarkcanary", extra=b"\xfe\xca\x0a\0Notecanary")
    found = beside(opened(b"Frontcanary " + data))

    assert "Remarkcanary" in found["package-comment"]
    assert "Notecanary" in found["package-extra"]
    assert "Frontcanary" in found["package-gap"]


def test_a_bomb_is_refused_by_what_it_claims() -> None:
    package = opened(packed({"bomb": bytes(50_000_000)}))

    with pytest.raises(TooMuch, match="far more than it seems"):
        package.take(package.members[0])


def test_a_bomb_that_claims_little_gives_no_more_than_it_claims() -> None:
    data = bytearray(packed({"bomb": bytes(5_000_000)}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.find(mark) + offset
        data[place : place + 4] = struct.pack("<I", 1000)
    package = opened(bytes(data), Limits(unpacked_bytes=2_000_000))

    with pytest.raises(TooMuch, match="unpacks to more"):
        package.take(package.members[0])  # the claim is wrong, so what is there is unpacked within the limits


def test_a_lost_bomb_is_stopped_while_it_unpacks() -> None:
    data = packed({"bomb": bytes(5_000_000)})
    package = opened(data[: data.find(b"PK\x01\x02")], Limits(member_bytes=1_000_000))

    with pytest.raises(TooMuch, match="unpacks to more"):
        package.take(package.members[0])


def test_a_directory_without_end_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooMuch, match="parts"):
        opened(b"PK\x01\x02" * 1_000, Limits(members=100))


def test_an_unknown_packing_is_never_clean() -> None:
    data = bytearray(packed(PARTS))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.find(mark) + offset] = 97
    package = opened(bytes(data))

    assert package.take(package.members[0]).trouble


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_package_ends_in_members_or_a_sentence(data: st.DataObject) -> None:
    whole = bytearray(packed(PARTS, comment=b"x", extra=b"\xfe\xca\x01\0x"))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(whole)))
    with contextlib.suppress(TooMuch):
        package = opened(bytes(whole[:cut]), Limits(unpacked_bytes=1_000_000))
        assert all(isinstance(content, bytes) for content in contents(package).values())
        assert all(text for text in beside(package).values())
