"""A search for removed words in the bytes of a copy, in every coding a word is likely to lie in.

It trusts nothing: not the grammar, not the file's structure.
"""

import base64
import re
import unicodedata
from collections.abc import Iterable, Iterator

import re2

# Every word our two kinds of copy are written in; the grammar allows no other. A removed word that is one of these, or
# a part of one, cannot be told from it: there the grammar is the proof.
_LANGUAGE = (
    b"/type/catalog/pages 0 r /count /kids[] /page/parent /mediabox /resources<</xobject<</im>> /contents"
    b"/subtype/image/width /height /colorspace/devicegray/devicergb /bitspercomponent"
    b"/filter/ccittfaxdecode/dctdecode/flatedecode/decodeparms<</k -1/columns /rows /blackis1 true>> /length1 /length"
    b"obj endobj stream endstream xref trailer /size/root startxref"
    b"/font/subtype/type0/basefont/spocda+notosans /spocdb+notosans-bold /encoding/identity-h/descendantfonts[]"
    b"/tounicode /cidfonttype2 /cidsysteminfo<</registry(adobe)/ordering(identity)/supplement 0>>"
    b"/fontdescriptor/fontname /flags /fontbbox[] /italicangle /ascent /descent /capheight /stemv /fontfile2"
    b"/cidtogidmap/identity/w[0[]] /artifact bmc emc /p mp /l mp /r mp /d mp bt /f1 tf td tj et /f2 re f g g"
    b" 1 j w m l s q cm /im0 do q"
)
_NUMBERS_ONLY = re.compile(rb"[0-9a-f .\-]+")

_LEAST_HEX = 12  # bytes
_LEAST_IN_WORDS = 3  # bytes
_LEAST_IN_BITS = 8  # four are found by chance among the bits of pictures once in 20 MB, eight hardly ever


class Survivors:
    """The removed words in all their codings, ready to search with."""

    def __init__(self, terms: Iterable[str]) -> None:
        needles = {needle for term in terms for needle in _codings(term)}
        self._words = _pattern(needle for needle in needles if _tells_in_words(needle))
        self._bits = _pattern(needle for needle in needles if len(needle) >= _LEAST_IN_BITS)

    def in_words(self, data: bytes) -> bool:
        """Say whether a removed word lies in a part made of words: a dictionary, the contents of a page."""
        return _found(self._words, data)

    def in_bits(self, data: bytes) -> bool:
        """Say whether a removed word lies in a part made of bits: a picture, a font, a packed stream."""
        return _found(self._bits, data)


def _tells_in_words(needle: bytes) -> bool:
    """Say whether a coded word, once found, is no accident: long hex is none, short numbers may be places on a page."""
    if needle in _LANGUAGE or len(needle) < _LEAST_IN_WORDS:
        return False
    return len(needle) >= _LEAST_HEX or not _NUMBERS_ONLY.fullmatch(needle)


def _codings(term: str) -> Iterator[bytes]:
    """Yield a word in UTF-8 and UTF-16 (in small letters), base64 at each of its three places, and hex."""
    for form in _forms(term):
        for coding in ("utf-8", "utf-16-be", "utf-16-le"):
            coded = form.encode(coding)
            yield coded.lower()
            yield coded.hex().encode()
            yield from filter(None, map(bytes.lower, _base64_cores(coded)))


def _forms(term: str) -> set[str]:
    plain = " ".join(unicodedata.normalize("NFC", term).split())
    bare = "".join(letter for letter in plain if letter.isalnum())
    return {case for form in (plain, bare) for case in (form, form.lower(), form.upper(), form.title()) if case}


def _base64_cores(coded: bytes) -> Iterator[bytes]:
    """Yield what base64 makes of a word wherever it begins, without the letters its neighbours take part in."""
    for ahead in range(3):
        letters = base64.b64encode(bytes(ahead) + coded)
        whole = (ahead + len(coded)) // 3 * 4  # letters that what follows cannot change
        core = letters[(0, 2, 3)[ahead] : whole]
        yield core if len(core) >= _LEAST_IN_BITS else b""


def _pattern(needles: Iterable[bytes]) -> object:
    """Return the words as one automaton: 800 MB a second, however many they are."""
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = 1 << 28
    options.log_errors = False
    alternatives = b"|".join(re2.escape(needle) for needle in sorted(needles))
    return re2.compile(alternatives, options) if alternatives else None


def _found(pattern: object, data: bytes) -> bool:
    return pattern is not None and pattern.search(data.lower()) is not None  # type: ignore[attr-defined]
