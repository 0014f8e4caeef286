"""Earlier versions inside a PDF: saving adds a version behind the old one and removes nothing (ISO 32000-2, 7.5.6)."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

from spoc_desk.sanitise.pages.pdf.characters import words_on
from spoc_desk.sanitise.pages.pdf.opening import Broken, PdfFile
from spoc_desk.sanitise.readers.pdf.carve import objects_in
from spoc_desk.sanitise.readers.pdf.shown_words import ShownWords
from spoc_desk.sanitise.readers.pdf.streams import TROUBLE
from spoc_desk.sanitise.readers.unit import Found, Remark, Unit

END = re.compile(rb"%%EOF[ \t]*(?:\r\n|\r|\n)?")
_MOST_VERSIONS = 12
_MOST_PAGES = 400  # read of one earlier version
_FIRST_BYTES = 1024
_LINEAR = b"/Linearized"
_LONGEST_CLOSURE = 300  # objects looked at to see whether a page changed


def earlier_versions(data: bytes, shown: ShownWords) -> Iterator[Found]:
    """Yield what the pages of earlier versions show and those of the last one do not."""
    ends = version_ends(data)
    if not ends:
        return
    count = len(ends)
    times = "an earlier version" if count == 1 else f"{count} earlier versions"
    yield Remark("pdf-earlier-version", f"This file still holds {times} of itself.")
    for number in range(count, max(count - _MOST_VERSIONS, 0), -1):
        yield from _version(data, ends[number - 1], number, shown)


def version_ends(data: bytes) -> list[int]:
    """Return where each earlier version ends, oldest first."""
    ends = [match.end() for match in END.finditer(data)]
    if ends and _LINEAR in data[:_FIRST_BYTES]:
        ends = ends[1:]  # a file made for reading over a network has a mark near its start that ends no version
    # An end without anything that looks like objects behind it is the last one.
    while ends and not re.search(rb"\d+\s+\d+\s+obj\b|\bxref\b", data[ends[-1] :]):
        ends.pop()
    return ends


def _version(data: bytes, end: int, number: int, shown: ShownWords) -> Iterator[Found]:
    version = data[:end]
    changed = {carved.number for carved in objects_in(data[end:])}
    try:
        file = PdfFile(version)
    except Broken:
        return
    for page in _changed_pages(version, changed, file.count):
        lines = _new_lines(file, page, shown)
        if lines:
            yield Unit("\n".join(lines), "pdf-earlier-version", f"Earlier version {number}, page {page}")
    file.close()


def _new_lines(file: PdfFile, page: int, shown: ShownWords) -> list[str]:
    try:
        with file.page(page) as opened:
            text = words_on(opened)
    except Broken:
        return []
    return [line for line in text.splitlines() if any(not shown.has(word) for word in line.split())]


def _changed_pages(version: bytes, changed: set[int], count: int) -> list[int]:
    """Return the pages that refer to something the next version replaced; all where that cannot be told."""
    try:
        with pikepdf.open(BytesIO(version)) as pdf:
            pages = [page.obj for page in pdf.pages]
            return [number for number, page in enumerate(pages, 1) if _refers(page, changed)][:_MOST_PAGES]
    except TROUBLE:
        return list(range(1, min(count, _MOST_PAGES) + 1))


def _refers(page: pikepdf.Object, changed: set[int]) -> bool:
    stack: list[object] = [page]
    seen: set[int] = set()
    while stack and len(seen) < _LONGEST_CLOSURE:
        thing = stack.pop()
        if not isinstance(thing, pikepdf.Object):
            continue
        if thing.is_indirect:
            if thing.objgen[0] in changed:
                return True
            if thing.objgen[0] in seen:
                continue
            seen.add(thing.objgen[0])
        if isinstance(thing, pikepdf.Array):
            stack.extend(list(thing)[:1000])
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            stack.extend(
                thing.get(key) for key in list(thing.keys()) if key not in ("/Parent", "/P", "/Dest", "/StructParent")
            )
    return False
