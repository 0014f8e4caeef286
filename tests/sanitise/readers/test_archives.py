"""Archives: every member is read under its name; what is locked, broken or meant to do harm is said in a sentence."""

import contextlib
import gzip
import io
import struct
import tarfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_desk.errors import UserError
from spoc_desk.sanitise.readers.limits import Limits, TooMuch
from spoc_desk.sanitise.readers.unit import Remark, Unit, Unscannable
from tests.sanitise.readers.reading import channels_of, everything, shown, unscannable


def zipped(members: dict[str, bytes], comment: bytes = b"", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.comment = comment
    return packed.getvalue()


ARCHIVE = zipped(
    {
        "folderford/memberford.txt": b"Text of memberwordford.",
        "second.zip": zipped({"deepford.txt": b"Text of deepwordford."}),
        "empty/": b"",
    },
    comment=b"Packed in commentford",
)


@pytest.mark.parametrize(
    ("planted", "channel"),
    [
        ("folderford/memberford.txt", "zip-name"),
        ("memberwordford", "text-line"),
        ("deepford.txt", "zip-name"),
        ("deepwordford", "text-line"),
        ("empty/", "zip-name"),
        ("commentford", "package-comment"),
    ],
)
def test_a_name_planted_anywhere_comes_out_under_its_channel(planted: str, channel: str) -> None:
    assert channels_of(planted, everything(ARCHIVE)) == {channel}


def test_a_member_stands_under_its_name() -> None:
    assert shown(everything(ARCHIVE)).split("\n")[:2] == ["folderford/memberford.txt", "Text of memberwordford."]


def test_two_names_of_one_member_are_both_read() -> None:
    local, listed = b"localnameford.txt", b"listednamford.txt"
    data = zipped({local.decode(): b"x"})
    at = data.rfind(local)
    found = everything(data[:at] + listed + data[at + len(listed) :])
    assert channels_of("localnameford", found) and channels_of("listednamford", found)


def test_two_members_of_one_name_are_both_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", b"First of firstford")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", b"Second of secondford")
    found = everything(packed.getvalue())
    assert channels_of("firstford", found) and channels_of("secondford", found)


def test_what_a_link_points_to_is_read() -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = 0o120777 << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(info, "../../home/linkford")
    assert channels_of("linkford", everything(packed.getvalue()))


@pytest.mark.parametrize("whole", [b"Words of prefixford " + ARCHIVE, ARCHIVE + b" Words of suffixford"])
def test_what_stands_before_and_behind_is_read(whole: bytes) -> None:
    found = everything(whole)
    assert channels_of("prefixford", found) | channels_of("suffixford", found)
    assert channels_of("memberwordford", found)


def test_a_locked_member_is_never_clean() -> None:
    data = bytearray(zipped({"a.txt": b"secret"}))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert unscannable(everything(bytes(data))) == ["zip-member"]


def test_a_bomb_is_left_alone_and_the_rest_is_read() -> None:
    found = everything(zipped({"bomb.bin": bytes(30_000_000), "a.txt": b"Text of afterford"}))
    assert unscannable(found) == ["zip-member"]
    assert channels_of("afterford", found)


def test_many_bombs_together_end_in_a_sentence() -> None:
    with pytest.raises(UserError, match="more than the program reads"):
        everything(zipped({f"{n}.bin": bytes(900_000) for n in range(9)}), limits=Limits(unpacked_bytes=5_000_000))


def test_an_archive_of_too_many_files_is_refused_before_the_first_is_unpacked() -> None:
    many = zipped({f"{number}.txt": b"Wellford" for number in range(60)} | {f"{number}/": b"" for number in range(60)})
    with pytest.raises(TooMuch, match="more than 50 parts"):
        everything(zipped({"inner.zip": many}), limits=Limits(members=50))
    assert "Wellford" in " ".join(
        one.text for one in everything(many, limits=Limits(members=60)) if isinstance(one, Unit)
    )


def test_a_member_that_claims_ten_gigabytes_is_not_unpacked() -> None:
    data = bytearray(zipped({"a.txt": b"x" * 3000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.rfind(mark) + offset, 0xFFFFFFF0)
    assert "zip-member" in unscannable(everything(bytes(data)))


def test_archives_in_archives_without_end_are_told() -> None:
    data = zipped({"core.txt": b"core"})
    for _ in range(10):
        data = zipped({"a.zip": data}, method=zipfile.ZIP_STORED)
    assert "file-too-deep" in unscannable(everything(data))


def test_an_archive_behind_a_picture_is_read() -> None:
    picture = b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
    assert channels_of("memberwordford", everything(picture + ARCHIVE)) == {"text-line"}


def test_a_packed_file_is_read_with_the_name_in_its_header() -> None:
    packed = io.BytesIO()
    with gzip.GzipFile("gzipnameford.txt", "wb", fileobj=packed) as stream:
        stream.write(b"Text of gzipwordford")
    found = everything(packed.getvalue() + gzip.compress(b" and of secondford") + b"trailing restford")
    assert channels_of("gzipnameford", found) == {"gzip-name"}
    assert channels_of("gzipwordford", found) == channels_of("secondford", found) == {"text-line"}
    assert channels_of("restford", found) == {"gzip-rest"}


def test_a_packed_bomb_ends_in_a_sentence() -> None:
    with pytest.raises(UserError, match="meant to do harm"):
        everything(gzip.compress(bytes(50_000_000)))


def test_a_packed_file_cut_short_is_never_clean() -> None:
    assert "gzip-rest" in unscannable(everything(gzip.compress(b"Some text of a kind" * 99)[:-20]))


def tarred(long_name: str, kind: int = tarfile.PAX_FORMAT) -> bytes:
    """Return a tar archive with owners, a link and a long name."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=kind) as archive:
        for name, content in (("tarnameford.txt", b"Text of tarwordford"), (long_name, b"Text of longwordford")):
            info = tarfile.TarInfo(name)
            info.size, info.uname, info.gname = len(content), "userford", "groupford"
            archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "../linkford"
        archive.addfile(link)
    return packed.getvalue()


@pytest.mark.parametrize("kind", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
@pytest.mark.parametrize(
    ("planted", "channel"),
    [
        ("tarnameford", "tar-name"),
        ("longnameford", "tar-name"),
        ("linkford", "tar-name"),
        ("userford", "tar-owner"),
        ("groupford", "tar-owner"),
        ("tarwordford", "text-line"),
        ("longwordford", "text-line"),
    ],
)
def test_a_name_planted_in_a_tar_archive_comes_out(planted: str, channel: str, kind: int) -> None:
    assert channel in channels_of(planted, everything(gzip.compress(tarred("d/" * 80 + "longnameford.txt", kind))))


def test_a_damaged_tar_archive_is_swept_and_never_clean() -> None:
    broken = bytearray(tarred("b.txt"))
    broken[1024 + 150] ^= 1
    found = everything(bytes(broken))
    assert "tar-rest" in unscannable(found) and channels_of("longwordford", found)


@pytest.mark.parametrize("start", [b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\x01\0", b"ID3\x04", b"\0\0\0\x18ftypmp42"])
def test_what_nothing_here_opens_is_swept_and_never_clean(start: bytes) -> None:
    found = everything(start + bytes(20) + b"Recorded in sweepford" + bytes(20))
    assert unscannable(found) == ["unreadable-part"] and channels_of("sweepford", found) == {"binary-text"}


@pytest.mark.parametrize("nothing", [b"", b"\0\0\0", b" \r\n\t"])
def test_an_empty_file_says_so(nothing: bytes) -> None:
    assert unscannable(everything(nothing)) == ["empty-part"]


@settings(max_examples=100)
@given(st.sampled_from([ARCHIVE, tarred("c.txt"), gzip.compress(ARCHIVE)]), st.data())
def test_no_damage_raises_anything_but_a_plain_sentence(whole: bytes, data: st.DataObject) -> None:
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
        broken += b"\0" * 4
    found: list[object] = []
    with contextlib.suppress(UserError):
        found = list(everything(bytes(broken)))
    assert all(isinstance(one, Unit | Unscannable | Remark) for one in found)
