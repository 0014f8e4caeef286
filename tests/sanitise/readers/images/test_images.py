"""Every note a picture file can carry is found, under its own channel."""

import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, TiffImagePlugin

from spoc_desk.domain.document_checks import Mode
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.readers.file_channels import FILE_CHANNELS
from spoc_desk.sanitise.readers.images import read
from spoc_desk.sanitise.readers.limits import Budget
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, PageSize, Unit, Unscannable
from spoc_desk.sanitise.scan import scan
from tests.sanitise.readers.images.make_picture import (
    XMP,
    exif,
    exif_with_thumbnail,
    icc,
    iptc,
    jpeg_long_xmp,
    jpeg_with_notes,
    jpeg_xmp,
    resource,
    saved,
    with_chunk,
    with_segment,
    zipped,
)


def found_in(data: bytes) -> list[Found]:
    return list(read(data, Scope(Budget(), _inside)))


def _inside(data: bytes, scope: Scope) -> list[Found]:  # stands for the reader of any file
    return [Unit(repr(data), "inside", scope.part)]


def channels_with(data: bytes, word: str) -> set[str]:
    return {unit.channel for unit in found_in(data) if isinstance(unit, Unit) and word in unit.text}


def unscannable(data: bytes) -> set[str]:
    return {found.channel for found in found_in(data) if isinstance(found, Unscannable)}


PLACES: list[tuple[str, str, Callable[[str], bytes]]] = [
    ("jpeg exif", "image-exif", jpeg_with_notes),
    ("jpeg maker note", "image-maker-note", jpeg_with_notes),
    ("jpeg gps area", "image-gps", jpeg_with_notes),
    ("jpeg comment", "image-comment", lambda word: with_segment(saved("JPEG"), 0xFE, word.encode())),
    ("jpeg xmp", "image-xmp", jpeg_xmp),
    ("jpeg long xmp", "image-xmp", jpeg_long_xmp),
    ("jpeg iptc", "image-iptc", lambda word: with_segment(saved("JPEG"), 0xED, b"Photoshop 3.0\0" + iptc(word))),
    (
        "jpeg photoshop path",
        "image-photoshop",
        lambda word: with_segment(saved("JPEG"), 0xED, b"Photoshop 3.0\0" + resource(2000, word, b"\1\2")),
    ),
    (
        "jpeg photoshop note",
        "image-photoshop",
        lambda word: with_segment(saved("JPEG"), 0xED, b"Photoshop 3.0\0" + resource(1001, "", b"\1" + word.encode())),
    ),
    ("jpeg colour", "image-colour", lambda word: saved("JPEG", icc_profile=icc(word))),
    ("jpeg unknown block", "image-block", lambda word: with_segment(saved("JPEG"), 0xEB, b"Own\0" + word.encode())),
    ("jpeg tail", "image-trailing", lambda word: saved("JPEG") + b"more " + word.encode("utf-16-le")),
    ("jpeg archive behind", "inside", lambda word: saved("JPEG") + b"\1\2\3" + zipped(word)),
    (
        "jpeg second picture",
        "image-comment",
        lambda word: saved("JPEG") + with_segment(saved("JPEG"), 0xFE, word.encode()),
    ),
    (
        "jpeg thumbnail's comment",
        "image-comment",
        lambda word: with_segment(saved("JPEG"), 0xE1, exif_with_thumbnail(word)),
    ),
    ("png text", "image-comment", lambda word: with_chunk(saved("PNG"), b"tEXt", b"Comment\0" + word.encode())),
    ("png text key", "image-comment", lambda word: with_chunk(saved("PNG"), b"tEXt", word.encode() + b"\0x")),
    (
        "png packed text",
        "image-comment",
        lambda word: with_chunk(saved("PNG"), b"zTXt", b"Comment\0\0" + zlib.compress(word.encode())),
    ),
    (
        "png packed international text",
        "image-comment",
        lambda word: with_chunk(saved("PNG"), b"iTXt", b"Title\0\1\0en\0\0" + zlib.compress(word.encode())),
    ),
    (
        "png xmp",
        "image-xmp",
        lambda word: with_chunk(saved("PNG"), b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP.format(word=word).encode()),
    ),
    ("png exif", "image-exif", lambda word: saved("PNG", exif=exif(word))),
    ("png colour", "image-colour", lambda word: saved("PNG", icc_profile=icc(word))),
    (
        "png raw exif",
        "image-exif",
        lambda word: with_chunk(
            saved("PNG"),
            b"tEXt",
            b"Raw profile type exif\0\nexif\n%8d\n" % len(exif(word)) + exif(word).hex().encode(),
        ),
    ),
    ("png own chunk", "image-block", lambda word: with_chunk(saved("PNG"), b"prVt", word.encode())),
    ("png tail", "image-trailing", lambda word: saved("PNG") + word.encode()),
    ("tiff description", "image-exif", lambda word: saved("TIFF", tiffinfo={270: f"plan {word}"})),
    ("tiff xmp", "image-xmp", lambda word: saved("TIFF", tiffinfo=_raw_tag(700, XMP.format(word=word).encode()))),
    ("tiff iptc", "image-iptc", lambda word: saved("TIFF", tiffinfo=_raw_tag(33723, iptc(word)[12:]))),
    ("tiff photoshop", "image-iptc", lambda word: saved("TIFF", tiffinfo=_raw_tag(34377, iptc(word)))),
    ("tiff private tag", "image-exif", lambda word: saved("TIFF", tiffinfo=_raw_tag(51234, b"\0\1" + word.encode()))),
    ("tiff tail", "image-trailing", lambda word: saved("TIFF") + b"-----------" + word.encode()),
    ("tiff second page", "image-exif", lambda word: _two_pages(word)),
    ("gif comment", "image-comment", lambda word: saved("GIF", comment=word.encode())),
    ("gif tail", "image-trailing", lambda word: saved("GIF") + word.encode()),
    ("gif program block", "image-block", lambda word: _gif_block(word)),
    ("webp exif", "image-exif", lambda word: saved("WEBP", exif=exif(word))),
    ("webp xmp", "image-xmp", lambda word: saved("WEBP", xmp=XMP.format(word=word).encode())),
    ("webp tail", "image-trailing", lambda word: saved("WEBP") + word.encode()),
    ("bmp tail", "image-trailing", lambda word: saved("BMP") + word.encode()),
    ("heic", "image-block", lambda word: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40) + word.encode()),
    ("heic exif", "image-exif", lambda word: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40) + exif(word)),
]


def _raw_tag(tag: int, value: bytes) -> TiffImagePlugin.ImageFileDirectory_v2:
    directory = TiffImagePlugin.ImageFileDirectory_v2()
    directory.tagtype[tag] = 7
    directory[tag] = value
    return directory


def _two_pages(word: str) -> bytes:
    second = Image.new("L", (20, 20))
    second.encoderinfo = {"tiffinfo": {270: word}}
    return saved("TIFF", save_all=True, append_images=[second])


def _gif_block(word: str) -> bytes:
    gif = saved("GIF")
    body = b"\x21\xff\x0bMYPROG  1.0" + bytes([len(word)]) + word.encode() + b"\0"
    start = 13 + (3 << ((gif[10] & 7) + 1))
    return gif[:start] + body + gif[start:]


@pytest.mark.parametrize(("channel", "make"), [place[1:] for place in PLACES], ids=[place[0] for place in PLACES])
def test_a_word_planted_in_a_picture_is_found(channel: str, make: Callable[[str], bytes]) -> None:
    assert channel in channels_with(make("Scunthorpe"), "Scunthorpe")


def test_the_words_of_every_kind_of_camera_note_are_found() -> None:
    texts = "\n".join(unit.text for unit in found_in(jpeg_with_notes("Scunthorpe")) if isinstance(unit, Unit))

    for words in ("caption", "title", "comment", "serial", "owner", "area"):
        assert f"{words} Scunthorpe" in texts


@pytest.mark.parametrize("make", [jpeg_with_notes, jpeg_xmp], ids=["exif", "xmp"])
def test_where_a_picture_was_taken_is_found_as_coordinates(make: Callable[[str], bytes], luton: OwnArea) -> None:
    texts = [unit.text for unit in found_in(make("x")) if isinstance(unit, Unit) and unit.channel == "image-gps"]

    assert "53.800000, -1.550000" in texts
    assert "coordinates" in {hit.channel for hit in scan("53.800000, -1.550000", luton, Mode.OUT)}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP"])
def test_the_picture_itself_is_never_clean(kind: str) -> None:
    found = found_in(saved(kind))

    assert [page.page for page in found if isinstance(page, PageSize)] == [1]
    assert [(note.channel, note.page) for note in found if isinstance(note, Unscannable)] == [("image-picture", 1)]


def test_each_page_of_a_fax_must_be_looked_at() -> None:
    found = found_in(saved("TIFF", save_all=True, append_images=[Image.new("1", (20, 20))] * 2))

    assert [page.page for page in found if isinstance(page, PageSize)] == [1, 2, 3]
    assert [note.page for note in found if isinstance(note, Unscannable)] == [1, 2, 3]


def test_a_smaller_picture_inside_is_named() -> None:
    data = with_segment(saved("JPEG"), 0xE1, exif_with_thumbnail("x"))

    assert "image-thumbnail" in unscannable(data)


def test_a_second_picture_behind_the_first_is_named() -> None:
    assert "image-second" in unscannable(saved("JPEG") + saved("JPEG"))


def test_what_was_cut_off_a_screenshot_is_named() -> None:
    assert "image-trailing" in unscannable(saved("PNG") + zlib.compress(bytes(500)))


def test_a_heic_picture_cannot_be_shown_and_says_so() -> None:
    notes = [
        note for note in found_in(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40)) if isinstance(note, Unscannable)
    ]

    assert "JPEG" in notes[0].sentence


def test_every_channel_used_is_listed() -> None:
    used = {found.channel for place in PLACES for found in found_in(place[2]("x")) if not isinstance(found, PageSize)}

    assert used - {"inside"} <= FILE_CHANNELS.keys()


def test_a_packed_comment_of_a_gigabyte_ends() -> None:
    machine = zlib.compressobj(9)
    packed = b"".join(machine.compress(bytes(10_000_000)) for _ in range(100)) + machine.flush()

    found = list(read(with_chunk(saved("PNG"), b"zTXt", b"Comment\0\0" + packed), Scope(Budget(), _inside)))

    assert found


@pytest.mark.parametrize(
    "make", [jpeg_with_notes, PLACES[18][2], PLACES[19][2], PLACES[26][2], _two_pages, PLACES[33][2]]
)
def test_a_damaged_picture_gives_notes_or_plain_words_and_nothing_else(make: Callable[[str], bytes]) -> None:
    data = make("Scunthorpe")
    for length in range(0, len(data), max(1, len(data) // 60)):
        found_in(data[:length])
    for place in range(0, len(data), max(1, len(data) // 150)):
        found_in(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])


def test_directories_that_point_at_each_other_end() -> None:
    loop = b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<I", 8)

    assert isinstance(found_in(loop), list)
