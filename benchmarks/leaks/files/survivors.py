"""What is left of a leak in a copy: a search through its bytes that shares no code with the program.

Raw, UTF-16 both ways, hex, base64 in its three alignments, MD5, SHA-1 and SHA-256 as bytes and as hex; in the bytes of
the file and of everything packed in it; and in the text that a PDF reader takes from it.
"""

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator

import pypdfium2

_DEFLATED = re.compile(rb"x[\x01\x5e\x9c\xda]")
_DEEPEST = 3


def survivors(data: bytes, terms: Iterable[str]) -> list[str]:
    """Return the terms that stand in some form in the bytes, in what is packed in them, or in the text of the PDF."""
    places = [data, *_unpacked(data, 0), _shown(data).encode("utf-8", "replace")]
    lowered = [place.lower() for place in places]
    return [term for term in terms if _is_in(term, places, lowered)]


def _is_in(term: str, exact: list[bytes], lowered: list[bytes]) -> bool:
    small = term.lower()
    for form in (small.encode(), small.encode("utf-16-le"), small.encode("utf-16-be"), small.replace(" ", "").encode()):
        if any(form in place for place in lowered):
            return True
    written = {term, small, term.upper(), term.replace(" ", "")}
    return any(form in place for one in written for form in _coded(one) for place in exact) or any(
        form.hex().encode() in place
        for one in written
        for form in (one.encode(), one.encode("utf-16-be"), one.encode("utf-16-le"), *_digests(one))
        for place in lowered
    )


def _coded(term: str) -> Iterator[bytes]:
    """Yield the term in base64, wherever in the coded bytes it begins, and its digests."""
    for encoding in ("utf-8", "utf-16-le"):
        raw = term.encode(encoding)
        for lead in range(3):
            coded = base64.b64encode(b"\x00" * lead + raw)
            cut = coded[(0, 2, 3)[lead] : len(coded) - (0, 4, 4)[(lead + len(raw)) % 3]]
            if len(cut) >= 6:
                yield cut
    yield from _digests(term)


def _digests(term: str) -> Iterator[bytes]:
    for name in ("md5", "sha1", "sha256"):
        yield hashlib.new(name, term.encode(), usedforsecurity=False).digest()


def _unpacked(data: bytes, depth: int) -> Iterator[bytes]:
    """Yield everything that unpacks from some place of the bytes, and what is packed in that."""
    if depth == _DEEPEST:
        return
    starts = [(match.start(), zlib.MAX_WBITS) for match in _DEFLATED.finditer(data)]
    for match in re.finditer(rb"PK\x03\x04.{26}", data, re.DOTALL):
        starts.append((match.end() + _name_length(data, match.start()), -zlib.MAX_WBITS))
    for start, window in starts:
        try:
            inner = zlib.decompressobj(window).decompress(data[start:], 50_000_000)
        except zlib.error:
            continue
        if inner:
            yield inner
            yield from _unpacked(inner, depth + 1)


def _name_length(data: bytes, at: int) -> int:
    return int.from_bytes(data[at + 26 : at + 28], "little") + int.from_bytes(data[at + 28 : at + 30], "little")


def _shown(data: bytes) -> str:
    """Return the text of a PDF as another program reads it; nothing where it is no PDF."""
    if not data.startswith(b"%PDF"):
        return ""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
