"""A TIFF as a file: the notes of every page, smaller pictures beside the pages, and bytes that belong to nothing."""

from collections.abc import Iterator

from spoc_desk.sanitise.readers.images.exif import read_tags
from spoc_desk.sanitise.readers.images.spot import CUT_AWAY, Spot
from spoc_desk.sanitise.readers.images.tiff import Tag, gaps, tiff_in
from spoc_desk.sanitise.readers.unit import Found

_STARTS = {273: 279, 324: 325, 0x0201: 0x0202}  # where dots lie, and how many bytes
_KIND_OF_IMAGE = 254
_SMALLER = 1


def read_tiff(data: bytes, spot: Spot) -> Iterator[Found]:
    """Yield what stands beside the dots."""
    tiff = tiff_in(data)
    if tiff is None:
        return
    yield from read_tags(tiff, spot)
    tiff.used.clear()
    tables: dict[tuple[str, int], dict[int, Tag]] = {}
    for tag in tiff.tags():
        tables.setdefault((tag.directory, tag.number), {})[tag.tag] = tag
    for (directory, _), tags in tables.items():
        tiff.used.extend(_dots(tags))
        kind = tags[_KIND_OF_IMAGE].numbers() if _KIND_OF_IMAGE in tags else ()
        if (kind and int(kind[0]) & _SMALLER) or (directory == "sub" and tags.keys() & _STARTS.keys()):
            yield spot.unscannable(CUT_AWAY, "image-thumbnail")
    for gap in gaps(tiff):
        yield from spot.sweep(gap, "image-trailing", "unused bytes")


def _dots(tags: dict[int, Tag]) -> Iterator[tuple[int, int]]:
    for start, length in _STARTS.items():
        if start in tags and length in tags:
            for place, size in zip(tags[start].numbers(), tags[length].numbers(), strict=False):
                yield int(place), int(place + size)
