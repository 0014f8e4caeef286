"""Looks for words in whatever was left behind: as they are, written otherwise, packed, or only as a digest.

Everything is looked at as bytes. What is packed is unpacked wherever in a file it begins, so that a stream inside a
stream of a file without a name is found too.
"""

import base64
import contextlib
import gzip
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ahocorasick

_DIGESTS = ("md5", "sha1", "sha256", "sha512", "blake2b")
_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|PK\x03\x04")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{20,}")
_LOCAL_HEADER = 30  # bytes of a zip member's header before its name
_SHORTEST = 6  # bytes: fewer would be found by chance
_DEEPEST = 3
_PIECE = 4096


@dataclass(frozen=True)
class Trace:
    """A word that was found: where, and how it was written. Its own text says neither where nor what it means."""

    where: str
    how: str
    word: str


class TraceSearch:
    """Knows every way in which the words, and the digests of these and of *files*, can stand in bytes."""

    def __init__(self, words: Iterable[str], files: Iterable[bytes] = ()) -> None:
        self._exact = ahocorasick.Automaton()
        self._any_case = ahocorasick.Automaton()
        for word in words:
            self._add_word(word)
        for number, data in enumerate(files):
            self._add_digests(data, f"the contents of file {number}")
        for automaton in (self._exact, self._any_case):
            automaton.make_automaton()

    def in_folder(self, folder: Path, but_for: Sequence[Path] = ()) -> list[Trace]:
        """Return what stands in the files below *folder*, and in their names."""
        found: list[Trace] = []
        for path in sorted(folder.rglob("*")):
            if any(path.is_relative_to(other) for other in but_for):
                continue
            where = path.relative_to(folder).as_posix()
            found += self.in_bytes(where.encode(), f"the name {where}")
            if path.is_file():
                found += self.in_bytes(path.read_bytes(), where)
        return found

    def in_bytes(self, data: bytes, where: str) -> list[Trace]:
        """Return what stands in *data*."""
        return list(dict.fromkeys(self._looked(data, where, _DEEPEST)))

    def _looked(self, data: bytes, where: str, depth: int) -> Iterator[Trace]:
        for automaton, text in ((self._exact, data), (self._any_case, data.lower())):
            for _, (how, word) in automaton.iter(text.decode("latin-1")):
                yield Trace(where, how, word)
        if depth:
            for how, inside in _unpacked(data):
                yield from self._looked(inside, f"{where}, {how}", depth - 1)

    # the ways -------------------------------------------------------------------------------------------------------

    def _add_word(self, word: str) -> None:
        for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
            self._add(self._any_case, word.encode(code).lower(), code, word)
        for spelt in {word, word.lower(), word.upper(), word.title()}:
            for code in ("utf-8", "utf-16-le", "utf-16-be"):
                data = spelt.encode(code)
                self._add(self._any_case, data.hex().encode(), f"{code} in hex", word)
                for shift in range(3):
                    self._add_base64(data, shift, f"{code} in base64", word)
                self._add_digests(data, word)
            percent = "".join(f"%{byte:02x}" for byte in spelt.encode())
            self._add(self._any_case, percent.encode(), "percent signs", word)

    def _add_digests(self, data: bytes, word: str) -> None:
        for name in _DIGESTS:
            digest = hashlib.new(name, data).digest()
            self._add(self._exact, digest, name, word)
            self._add(self._any_case, digest.hex().encode(), f"{name} in hex", word)
            self._add_base64(digest, 0, f"{name} in base64", word)

    def _add_base64(self, data: bytes, shift: int, how: str, word: str) -> None:
        """Add the letters of the base64 that do not depend on what stands before and after."""
        letters = base64.b64encode(b"\0" * shift + data).rstrip(b"=")
        first, last = -(-shift * 8 // 6), (shift + len(data)) * 8 // 6
        for table in (b"+/", b"-_"):
            self._add(self._exact, letters[first:last].translate(bytes.maketrans(b"+/", table)), how, word)

    @staticmethod
    def _add(automaton: ahocorasick.Automaton, needle: bytes, how: str, word: str) -> None:
        if len(needle) >= _SHORTEST:
            automaton.add_word(needle.decode("latin-1"), (how, word))


def _unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what every stream in *data* holds that can be unpacked, wherever it begins."""
    for begin in _PACKED.finditer(data):
        at = begin.start()
        if data.startswith(b"PK", at):
            names = int.from_bytes(data[at + 26 : at + 28], "little") + int.from_bytes(
                data[at + 28 : at + 30], "little"
            )
            inside = _inflated(data[at + _LOCAL_HEADER + names :], -zlib.MAX_WBITS)
        else:
            inside = _inflated(data[at:], zlib.MAX_WBITS | 32)
        if inside:
            yield f"packed at {at}", inside
    for run in _BASE64.finditer(data):
        letters = run[0].translate(bytes.maketrans(b"-_", b"+/"))
        for shift in range(4):
            whole = letters[shift:][: (len(letters) - shift) // 4 * 4]
            inside = base64.b64decode(whole) if whole else b""
            if _PACKED.search(inside):
                yield f"base64 at {run.start()}", inside


def _inflated(data: bytes, bits: int) -> bytes:
    """Return what can be unpacked of a stream: to its end, or to the very byte where it breaks off."""
    stream, out = zlib.decompressobj(bits), b""
    for start in range(0, len(data), _PIECE):
        before = stream.copy()
        try:
            out += stream.decompress(data[start : start + _PIECE])
        except zlib.error:
            return out + _byte_by_byte(before, data[start : start + _PIECE])
        if stream.eof:
            break
    return out


def _byte_by_byte(stream: "zlib._Decompress", data: bytes) -> bytes:
    out = b""
    with contextlib.suppress(zlib.error):
        for byte in data:
            out += stream.decompress(bytes([byte]))
    return out


WRITTEN = {
    "utf-8": lambda word: word.encode(),
    "lower case": lambda word: word.lower().encode(),
    "capitals": lambda word: word.upper().encode(),
    "utf-16-le": lambda word: word.encode("utf-16-le"),
    "utf-16-be": lambda word: word.encode("utf-16-be"),
    "hex": lambda word: word.encode().hex().upper().encode(),
    "hex of utf-16": lambda word: word.encode("utf-16-le").hex().encode(),
    "percent signs": lambda word: "".join(f"%{byte:02X}" for byte in word.encode()).encode(),
    **{f"base64, {shift} before": lambda word, shift=shift: base64.b64encode(b"x" * shift + word.encode() + b" more")
       for shift in range(3)},
    "base64 for addresses": lambda word: base64.urlsafe_b64encode(b">>?" + word.encode("utf-16-le") + b"??>"),
    **{f"zlib {level}": lambda word, level=level: zlib.compress(f"before {word} after".encode(), level)
       for level in (0, 1, 6, 9)},
    "gzip": lambda word: gzip.compress(word.encode()),
    "zlib of utf-16 in base64": lambda word: base64.b64encode(zlib.compress(word.encode("utf-16-le") * 3)),
    "zlib that breaks off": lambda word: zlib.compress(word.encode() + bytes(range(256)) * 40)[:-9],
    **{f"{name}{' in hex' if as_hex else ''}": lambda word, name=name, as_hex=as_hex: (
        hashlib.new(name, word.lower().encode()).hexdigest().encode() if as_hex
        else hashlib.new(name, word.encode()).digest())
       for name in ("md5", "sha1", "sha256") for as_hex in (False, True)},
    "sha256 in base64": lambda word: base64.b64encode(hashlib.sha256(word.encode()).digest()),
}  # fmt: skip
"""Every way of writing a word that the search has to see through, for the test of the search itself."""
