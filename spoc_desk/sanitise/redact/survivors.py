"""A search for removed words in the bytes of a copy, in every coding a word is likely to lie in.

It trusts nothing: not the grammar, not the file's structure. Only what our own grammar writes in every copy is taken
out first, so that a place called Page is not found in every file.
"""

import base64
import re
import unicodedata
from collections.abc import Iterable, Iterator

import re2

# Every word of the PDF language our two kinds of copy use; the grammar allows no other.
_VOCABULARY = re.compile(
    rb"\b(?:Type|Catalog|Pages?|Count|Kids|Parent|MediaBox|Resources|XObject|Contents|Subtype|Image|Width|Height|"
    rb"ColorSpace|Device(?:Gray|RGB)|BitsPerComponent|Filter|CCITTFaxDecode|DCTDecode|FlateDecode|DecodeParms|K|"
    rb"Columns|Rows|BlackIs1|true|Length1?|stream|endstream|Font|Type0|BaseFont|SPOCD[AB]|NotoSans|Bold|Encoding|"
    rb"Identity|H|DescendantFonts|ToUnicode|CIDFontType2|CIDSystemInfo|Registry|Adobe|Ordering|Supplement|UCS|"
    rb"FontDescriptor|CIDToGIDMap|W|FontName|Flags|FontBBox|ItalicAngle|Ascent|Descent|CapHeight|StemV|FontFile2|"
    rb"Artifact|BMC|EMC|MP|BT|ET|Tf|Td|Tj|cm|Do|re|Im\d+|F[12]|CIDInit|ProcSet|findresource|begin|dict|begincmap|def|"
    rb"CMapName|CMapType|begincodespacerange|endcodespacerange|beginbfchar|endbfchar|endcmap|currentdict|CMap|"
    rb"defineresource|pop|end|R|q|Q|P|L|D|g|G|J|w|m|l|S|f)\b"
)
_NUMBERS = re.compile(rb"<[0-9a-f]+>|-?\d+(?:\.\d+)?")

# A short word is found by chance among the bits of pictures: four letters once in 20 MB, eight hardly ever.
_LEAST_IN_WORDS, _LEAST_IN_BITS = 3, 8


class Survivors:
    """The removed words in all their codings, ready to search with."""

    def __init__(self, terms: Iterable[str]) -> None:
        needles = {needle for term in terms for needle in _codings(term)}
        self._words = _pattern(needle for needle in needles if len(needle) >= _LEAST_IN_WORDS)
        self._bits = _pattern(needle for needle in needles if len(needle) >= _LEAST_IN_BITS)

    def in_words(self, data: bytes) -> bool:
        """Say whether a removed word lies in a part made of words: a dictionary, the contents of a page."""
        rest = _NUMBERS.sub(b" ", _VOCABULARY.sub(b" ", data))
        return _found(self._words, rest)

    def in_bits(self, data: bytes) -> bool:
        """Say whether a removed word lies in a part made of bits: a picture, a font, a packed stream."""
        return _found(self._bits, data)


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
