"""Reads a picture file: its pages to look at, and every note beside the dots."""

from collections.abc import Callable, Iterator

from spoc_desk.sanitise.pages.picture import PictureBroken, PicturePages
from spoc_desk.sanitise.readers.images.jpeg import START as JPEG
from spoc_desk.sanitise.readers.images.jpeg import end_of, read_jpeg
from spoc_desk.sanitise.readers.images.png import START as PNG
from spoc_desk.sanitise.readers.images.png import read_png
from spoc_desk.sanitise.readers.images.small_formats import read_bmp, read_gif, read_other, read_webp
from spoc_desk.sanitise.readers.images.spot import Spot
from spoc_desk.sanitise.readers.images.tail import read_tail
from spoc_desk.sanitise.readers.images.tiff import tiff_in
from spoc_desk.sanitise.readers.images.tiff_file import read_tiff
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Picture, Unscannable

NotesReader = Callable[[bytes, Spot], Iterator[Found]]

_NOT_DRAWN = "This picture cannot be shown here. Have it changed into a JPEG, and check that."
_THUMBNAIL = "thumbnail"  # of the first page: it shows what was on it when the file was last saved
_NOT_READ = "The picture itself cannot be read by the program."


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield the pages of the picture, that each must be looked at, and all notes beside it."""
    yield from _pages(data)
    yield from _held(data, scope)
    yield from read_notes(data, Spot(scope))


def read_notes(data: bytes, spot: Spot) -> Iterator[Found]:
    """Yield all notes beside the dots of a picture of any kind."""
    yield from _reader(data)(data, spot)


def _reader(data: bytes) -> NotesReader:
    if data.startswith(JPEG):
        return _read_jpeg_and_tail
    if data.startswith(PNG):
        return read_png
    if data.startswith((b"GIF87a", b"GIF89a")):
        return read_gif
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return read_webp
    if data.startswith(b"BM"):
        return read_bmp
    return read_tiff if tiff_in(data) is not None else read_other


def _read_jpeg_and_tail(data: bytes, spot: Spot) -> Iterator[Found]:
    yield from read_jpeg(data, spot)
    yield from read_tail(data[end_of(data) :], spot)


def _held(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield a picture that lies in a file without pages as one to look at by itself."""
    if scope.depth != 1 or not scope.holds_pictures or _THUMBNAIL in f"{scope.part} {scope.name}".lower():
        return
    try:
        pages = PicturePages(data)
        width, height = pages.pixels(1)
    except PictureBroken:
        return
    if pages.frames == 1 and (number := scope.budget.hold_picture(data)):
        yield Picture(number, 0, None, width, height)
    pages.close()


def _pages(data: bytes) -> Iterator[Found]:
    try:
        pages = PicturePages(data)
        sizes = pages.sizes()
    except PictureBroken as trouble:
        yield Unscannable("image-picture", f"{trouble} {_NOT_DRAWN}")
        return
    for size in sizes:
        yield size
        yield Unscannable("image-picture", _NOT_READ, page=size.page)
    if pages.claimed > pages.frames:
        yield Unscannable("image-picture", f"Only the first {pages.frames:,} pages of this picture are shown.")
    pages.close()
