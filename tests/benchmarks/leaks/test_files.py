"""The files of the leak measurement open where they should, and the search of a copy overlooks nothing."""

import base64
import email
import email.policy
import hashlib
import io
import random
import zipfile
import zlib

import olefile
import pikepdf
import pytest
from PIL import Image

from benchmarks.leaks.files import measuring
from benchmarks.leaks.files.compound import Storage, compound_file
from benchmarks.leaks.files.kinds import KINDS
from benchmarks.leaks.files.pdf import SEEN_AT
from benchmarks.leaks.files.planting import Plant, Planter, load_places
from benchmarks.leaks.files.survivors import survivors
from benchmarks.leaks.texts import DATA

WORD = "Wetherby"
CODED = {
    "raw": WORD.encode(),
    "lower case": b"from wetherby station",
    "UTF-16 little": WORD.encode("utf-16-le"),
    "UTF-16 big": WORD.encode("utf-16-be"),
    "hex": WORD.encode().hex().encode(),
    "hex of UTF-16": b"<feff" + WORD.encode("utf-16-be").hex().upper().encode() + b">",
    "base64": base64.b64encode(b"to Wetherby today"),
    "base64, one further": base64.b64encode(b"xto Wetherby"),
    "base64, two further": base64.b64encode(b"xyto Wetherby later"),
    "packed": zlib.compress(b"the road to Wetherby"),
    "packed twice": zlib.compress(b"...." + zlib.compress(b"Wetherby")),
    "md5": hashlib.md5(b"Wetherby").hexdigest().encode(),
    "sha1 as bytes": hashlib.sha1(b"wetherby").digest(),
    "sha256": hashlib.sha256(b"WETHERBY").hexdigest().upper().encode(),
}


def planted(kind: str, partition: str = "dev") -> tuple[bytes, list[Plant]]:
    """Return a made file and its leaks."""
    planter = Planter(load_places(DATA / partition), random.Random(1))
    return KINDS[kind](planter), planter.plants


@pytest.mark.parametrize("form", sorted(CODED))
def test_a_survivor_is_found_in_every_form(form: str) -> None:
    assert survivors(b"%%\x00head " + CODED[form] + b" tail", [WORD, "Pudsey"]) == [WORD]


def test_a_survivor_inside_an_archive_is_found() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.txt", "nothing here, then Wetherby at the end" * 9)

    assert survivors(buffer.getvalue(), [WORD]) == [WORD]


@pytest.mark.parametrize("partition", ["dev", "heldout"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_leak_has_a_place_and_a_name_of_its_own(kind: str, partition: str) -> None:
    _, plants = planted(kind, partition)

    assert len({plant.channel for plant in plants}) == len(plants)
    names = [plant.place for plant in plants if plant.place]
    assert len(set(names)) == len(names)


def test_the_kinds_have_the_places_that_are_known_for_them() -> None:
    counts = {kind: len(planted(kind)[1]) for kind in KINDS}

    assert counts["docx"] >= 36 and counts["xlsx"] >= 21 and counts["pdf"] >= 26
    assert sum(counts.values()) >= 300


def test_the_made_files_open_in_other_programs() -> None:
    assert zipfile.ZipFile(io.BytesIO(planted("docx")[0])).testzip() is None
    assert zipfile.ZipFile(io.BytesIO(planted("xlsx")[0])).testzip() is None
    assert Image.open(io.BytesIO(planted("jpg")[0])).size == (320, 240)
    assert Image.open(io.BytesIO(planted("tif")[0])).size == (200, 120)
    with pikepdf.open(io.BytesIO(planted("pdf")[0])) as document:
        assert len(document.pages) == 1
    mail = email.message_from_bytes(planted("eml")[0], policy=email.policy.default)
    assert len(list(mail.iter_parts())) == 7


def test_another_reader_reads_the_compound_file() -> None:
    large, small = b"large " * 2000, b"small"
    data = compound_file(Storage({"one": small, "two": large}, {"inside": Storage({"three": b"3" * 100})}))

    with olefile.OleFileIO(io.BytesIO(data)) as opened:
        assert opened.listdir() == [["inside", "three"], ["one"], ["two"]]
        assert opened.openstream("one").read() == small
        assert opened.openstream("two").read() == large
        assert opened.openstream(["inside", "three"]).read() == b"3" * 100


def test_a_copy_that_is_the_file_itself_has_all_survivors() -> None:
    data, plants = planted("pdf")

    left = measuring.left_in("pdf", data, tuple(plants))

    assert set(SEEN_AT) - {"under-a-box"} <= set(left)
    assert len(left) > len(plants) * 0.8
