"""Any bytes at all end in texts and plain sentences: the dispatch, with every reader behind it."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_desk.errors import UserError
from spoc_desk.sanitise.readers.any_file import read_file
from spoc_desk.sanitise.readers.file_channels import FILE_CHANNELS
from spoc_desk.sanitise.readers.limits import Budget, Limits
from spoc_desk.sanitise.readers.unit import PageSize, Picture, Shape, Unit, Unscannable
from tests.sanitise.readers.reading import channels_of, everything, unscannable
from tests.sanitise.readers.test_archives import zipped

STARTS = [
    b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"\xff\xd8\xff\xe1", b"GIF89a",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"BM", b"RIFF\0\0\0\0WEBPVP8 ",
    b"\x78\x9f\x3e\x22", b"\x1f\x8b\x08\x08", b"From: a\nTo: b\nSubject: c\n\n", b"From a\nTo: b\n", b"<html><p>",
    b"<?xml version='1.0'?><a>", b"a,b,c\n", b"\xff\xfe",
    b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n",
    b"\0\0\0\x18ftypheic", bytes.fromhex("3080 0609 2a864886f70d010702 a080"), b"BEGIN:VCARD\n",
]  # fmt: skip


@settings(max_examples=300)
@given(st.sampled_from(STARTS), st.binary(max_size=300), st.sampled_from(["", "a.eml", "a.csv", "a.html"]))
def test_no_bytes_raise_anything_but_a_plain_sentence(start: bytes, rest: bytes, name: str) -> None:
    found: list[object] = []
    with contextlib.suppress(UserError):
        found = list(everything(start + rest, name))
    named = [one for one in found if not isinstance(one, PageSize | Picture)]
    assert {getattr(one, "channel", "") for one in named} <= set(FILE_CHANNELS)


def test_a_file_inside_has_no_pages_of_its_own() -> None:
    picture = b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
    alone, inside = everything(picture), everything(zipped({"a.gif": picture}))

    assert [one for one in alone if isinstance(one, PageSize)]
    assert not [one for one in inside if isinstance(one, PageSize)]
    assert {one.page for one in inside if not isinstance(one, PageSize | Picture)} == {0}
    assert not [one for one in inside if isinstance(one, Unit) and one.shape is Shape.PAGE]
    assert unscannable(inside) == unscannable(alone)


DOT = b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"


def test_the_pictures_of_a_file_without_pages_are_held_to_be_looked_at() -> None:
    budget = Budget()
    nested = zipped({"c.gif": DOT})
    found = list(
        read_file(zipped({"a.gif": DOT, "b.gif": DOT, "thumbnail.gif": DOT, "n.zip": nested}), "x.zip", budget)
    )
    assert [(one.picture, one.page, one.part) for one in found if isinstance(one, Picture)] == [
        (1, 0, "File 1"),
        (2, 0, "File 2"),
    ]
    assert budget.pictures == [DOT, DOT]
    # Those that are not held are told as before, and those that are held too: a received copy is never clean unseen.
    assert len([one for one in found if isinstance(one, Unscannable) and one.channel == "image-picture"]) == 4


def test_no_more_pictures_are_held_than_there_is_room_for() -> None:
    many = zipped({f"{at}.gif": DOT for at in range(5)})
    for limits, held in ((Limits(pictures=2), 2), (Limits(picture_bytes=len(DOT) * 3), 3)):
        found = list(read_file(many, "x.zip", Budget(limits)))
        assert len([one for one in found if isinstance(one, Picture)]) == held


def test_the_name_of_the_file_is_a_text_of_the_file() -> None:
    assert channels_of("Smallford school.txt", everything(b"x", "Smallford school.txt")) == {"file-name-own"}


def test_more_text_than_is_read_ends_in_a_sentence() -> None:
    with pytest.raises(UserError, match="more text than the program reads"):
        everything(b"word " * 1000, limits=Limits(text_characters=1000))


def test_a_file_larger_than_is_read_ends_in_a_sentence() -> None:
    with pytest.raises(UserError, match="larger than the program reads"):
        everything(b"word " * 1000, limits=Limits(file_bytes=1000))
