"""What cannot be read is said; a hostile or broken file ends in plain words, quickly and within the memory."""

import io
import random
import re
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from spoc_desk.sanitise.readers.limits import TooMuch
from spoc_desk.sanitise.readers.unit import PageSize, Picture, Unit, Unscannable
from tests.sanitise.readers.images.make_picture import XMP
from tests.sanitise.readers.pdf.make_pdf import (
    annotated,
    changed,
    channels_with,
    drawn,
    read_all,
    remarks,
    stream,
    unscannable,
)
from tests.sanitise.readers.pdf.places import PLACES, older_page

WORD = "Scunthorpe"


def clean() -> bytes:
    return drawn(lambda canvas: canvas.drawString(50, 100, f"Born in {WORD}"))


def written(*lines: bytes) -> bytes:
    """Return a PDF of one page written by hand: its fonts need no permission."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    content = b"BT /F1 10 Tf 20 280 Td " + b" 0 -12 Td ".join(b"(" + line + b") Tj" for line in lines) + b" ET"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    start = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    return by_hand([*start, page, packed(content), font, packed(shifted_letters())])


def shifted_letters() -> bytes:
    lines = [b"<%02x> <%04x>" % (code, ord("a") + (code - ord("a") + 7) % 26) for code in range(ord("a"), ord("z") + 1)]
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        b"1 begincodespacerange <00> <ff> endcodespacerange 26 beginbfchar "
        + b" ".join(lines)
        + b" endbfchar endcmap end end"
    )


def packed(data: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), extra, data)


def by_hand(objects: list[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table))


def test_a_locked_file_is_said_to_be_locked() -> None:
    locked = changed(lambda pdf: None, clean(), encryption=pikepdf.Encryption(user="secret", owner="other"))

    assert unscannable(locked) == [
        "This PDF is locked with a password. It was not read. Ask the sender for one without."
    ]
    assert not any(isinstance(found, Unit) for found in read_all(locked))


def test_the_plain_properties_of_a_locked_file_are_read() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata = stream(pdf, XMP.format(word=WORD).encode(), Type=Name.Metadata, Subtype=Name.XML)

    lock = pikepdf.Encryption(user="a", owner="b", metadata=False)
    locked = changed(change, encryption=lock, compress_streams=False)

    assert channels_with(locked, WORD) == {"pdf-xmp"}


def test_letters_that_stand_for_others_are_said_to_make_no_words() -> None:
    lines = [b"the children were seen at home by the worker and all was well on the day of the visit"] * 6

    assert any("make no English words" in sentence for sentence in unscannable(written(*lines)))


@pytest.mark.parametrize(
    "lines",
    [
        [b"the quick brown fox jumps over the lazy dog by the river and looks at the moon in the sky"] * 6,
        [b"12 34 56"] * 20,
        [b"AB CD 12"] * 5,
    ],
)
def test_ordinary_words_and_numbers_are_not_taken_for_garble(lines: list[bytes]) -> None:
    data = drawn(
        lambda canvas: [canvas.drawString(20, 240 - 12 * row, line.decode()) for row, line in enumerate(lines)]
    )

    assert unscannable(data) == []


def test_signs_without_letters_are_said() -> None:
    body = b"".join(b"<%02x> <%04x>" % (code, 0xE000 + code) for code in range(65, 90))
    table = (
        b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 25 beginbfchar " + body + b" endbfchar endcmap"
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    data = by_hand([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page,
                    packed(b"BT /F1 10 Tf 20 280 Td (ABCDEFGHIJKLM) Tj ET"),
                    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>", packed(table)])  # fmt: skip

    assert any(
        "does not tell" in sentence or "do not tell" in sentence or "not tell" in sentence
        for sentence in unscannable(data)
    )


def test_a_form_in_adobes_language_a_film_and_a_folder_are_said() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=stream(pdf, b"<xdp/>"))
        pdf.Root.Collection = Dictionary(Type=Name.Collection)

    said = " ".join(unscannable(changed(change)) + unscannable(annotated(Subtype=Name.RichMedia)))

    for word in ("form language", "folder of files", "sound, film"):
        assert word in said


def test_a_page_that_cannot_be_read_is_said_and_keeps_its_number() -> None:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]/CropBox[0 0 1e30 1e30]>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 5 0 R/Resources<</Font<</F1 6 0 R>>>>>>",
               packed(b"BT /F1 10 Tf 20 50 Td (Born in Scunthorpe) Tj ET"),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]  # fmt: skip
    found = read_all(by_hand(objects))

    assert [size.page for size in found if isinstance(size, PageSize)] == [1, 2]
    assert [unit.page for unit in found if isinstance(unit, Unit) and unit.channel == "pdf-page"] == [2]


def test_a_file_cut_short_gives_what_is_left() -> None:
    data = clean()

    assert channels_with(data[: data.rindex(b"xref\n0")], WORD)


def test_rubbish_is_said_to_be_damaged() -> None:
    said = read_all(b"%PDF-1.7\n" + random.Random(1).randbytes(5000))

    assert any(isinstance(found, Unscannable) and "damaged" in found.sentence for found in said)


def test_words_of_a_file_without_any_table_are_found() -> None:
    body = b"%PDF-1.4\n1 0 obj\n<</Title (About Scunthorpe)>>\nendobj\n2 0 obj\n(Grimsby\\040East)\nendobj\n"

    assert channels_with(body, WORD) and channels_with(body, "Grimsby East")


def loop_of_pages() -> bytes:
    return by_hand([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3>>",
                    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"])  # fmt: skip


def loop_of_bookmarks() -> bytes:
    return by_hand([b"<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", b"<</First 5 0 R/Last 5 0 R>>",
                    b"<</Title(Scunthorpe)/Next 5 0 R/Parent 5 0 R/First 4 0 R>>"])  # fmt: skip


def a_million_pages() -> bytes:
    return by_hand([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>",
                    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"])  # fmt: skip


def deep_arrays() -> bytes:
    catalogue = b"<</Type/Catalog/Pages 2 0 R/Own " + b"[" * 5000 + b"(Scunthorpe)" + b"]" * 5000 + b">>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"
    return by_hand([catalogue, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page])


def deep_forms() -> bytes:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
               packed(b"/X Do")]  # fmt: skip
    for number in range(5, 505):
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (number + 1)
        objects.append(packed(b"/X Do", form))
    return by_hand(
        [*objects, packed(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>")]
    )


def giant_picture() -> bytes:
    claim = b"/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode"
    image = b"/Type/XObject/Subtype/Image" + claim
    return by_hand([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
                    packed(b"90 0 0 90 0 0 cm /X Do"), packed(zlib.compress(bytes(1000)), image)])  # fmt: skip


@pytest.mark.parametrize(
    "make", [loop_of_pages, loop_of_bookmarks, deep_arrays, deep_forms, giant_picture], ids=lambda make: make.__name__
)
def test_a_file_built_to_do_harm_ends(make: Callable[[], bytes]) -> None:
    assert read_all(make())


def test_a_picture_that_claims_gigabytes_is_left_out_and_said() -> None:
    assert any("too large to be drawn" in sentence for sentence in unscannable(giant_picture()))


def test_a_million_claimed_pages_end() -> None:
    assert any("claims more pages than it holds" in sentence for sentence in unscannable(a_million_pages()))


def bomb(times: int, size: int) -> bytes:
    machine = zlib.compressobj(9)
    data = b"".join(machine.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)) + machine.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


@pytest.mark.parametrize(
    ("times", "size", "entries"),
    [
        (1, 60_000_000, b""),
        (2, 60_000_000, b""),
        (1, 60_000_000, b"/Type/ObjStm/N 1/First 4"),
        (1, 60_000_000, b"/Type/XRef"),
    ],
)
def test_a_stream_that_unpacks_to_far_more_than_it_seems_is_refused(times: int, size: int, entries: bytes) -> None:
    filters = b"/Filter[" + b"/FlateDecode" * times + b"]"
    data = by_hand([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>",
                    packed(bomb(times, size), filters + entries)])  # fmt: skip

    with pytest.raises(TooMuch, match="unpacks"):
        read_all(data)


SAMPLES = [
    place[2]
    for place in PLACES
    if place[0] in ("xmp", "field value", "attachment", "older page", "image notes", "layer name")
]


@pytest.mark.parametrize("number", range(len(SAMPLES)))
def test_damage_anywhere_gives_finds_or_plain_words_and_nothing_else(number: int) -> None:
    chance = random.Random(number)
    data = SAMPLES[number]()
    for _ in range(12):
        _read_quietly(data[: chance.randrange(len(data))])
    for _ in range(25):
        torn = bytearray(data)
        for _ in range(chance.choice((1, 4, 30))):
            torn[chance.randrange(len(torn))] = chance.randrange(256)
        _read_quietly(bytes(torn))
    for _ in range(10):  # numbers decide where things lie and how large they are
        places = [match.span() for match in re.finditer(rb"\d+", data)]
        start, end = chance.choice(places)
        _read_quietly(data[:start] + str(chance.choice((0, 1, 7, 2**31, 2**63, 10**12))).encode() + data[end:])


def _read_quietly(data: bytes) -> None:
    try:
        for found in read_all(data):
            assert found is not None
            if isinstance(found, Picture):
                assert found.box is not None and found.box[2] >= found.box[0]
    except TooMuch:
        pass


def test_an_earlier_version_is_named() -> None:
    said = [found.sentence for found in read_all(older_page()) if hasattr(found, "sentence")]

    assert "This file still holds an earlier version of itself." in said


def test_a_file_made_for_reading_over_a_network_has_no_earlier_version() -> None:
    assert remarks(changed(lambda pdf: None, clean(), linearize=True)) == []


def test_text_in_an_old_string_form_is_read() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = String(b"\xff\xfe" + WORD.encode("utf-16-le"))

    assert channels_with(changed(change), WORD) == {"pdf-info"}


def test_a_long_file_is_read_page_by_page() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(200, 100))
    for number in range(60):
        canvas.drawString(20, 50, f"Sheet {number + 1} of the visit")
        canvas.showPage()
    canvas.save()
    found = read_all(out.getvalue())

    assert [unit.page for unit in found if isinstance(unit, Unit) and unit.shown] == list(range(1, 61))
