"""The pages of a damaged database, one by one: each is proven and decrypted alone, so that a bad one spoils no other.

The library gives up where its way to a page is broken: at page 1, at the list of tables, at an inner page. The pages
behind are whole all the same. Format: SQLCipher 4 (https://www.zetetic.net/sqlcipher/design/): AES-256-CBC, and behind
the encrypted part of each page its initialisation vector and an HMAC-SHA512 over both and the number of the page.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from spoc_desk.vault.connection import PAGE_BYTES, SALT_BYTES

_IV: Final = 16
_HMAC: Final = 64
RESERVED: Final = _IV + _HMAC
USABLE_BYTES: Final = PAGE_BYTES - RESERVED
_SALT_MASK: Final = 0x3A
_MAGIC: Final = b"SQLite format 3\x00"
_VERSION: Final = struct.Struct(">I")
_VERSION_AT: Final = 60  # where page 1 keeps user_version (https://www.sqlite.org/fileformat2.html, 1.3)


class Pages:
    """A database file, read page by page. A page that is not whole is None."""

    def __init__(self, path: Path, key: bytes, salt: bytes) -> None:
        self._path = path
        self._key = key
        mask = bytes(byte ^ _SALT_MASK for byte in salt)
        self._hmac_key = hashlib.pbkdf2_hmac("sha512", key, mask, 2, len(key))
        self.count = -(-path.stat().st_size // PAGE_BYTES)
        self._stream: BinaryIO | None = None

    def __enter__(self) -> "Pages":
        self._stream = self._path.open("rb")
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def page(self, number: int) -> bytes | None:
        """Return the plain bytes of one page, the first has number 1."""
        if self._stream is None or not 1 <= number <= self.count:
            return None
        self._stream.seek((number - 1) * PAGE_BYTES)
        raw = self._stream.read(PAGE_BYTES)
        start = SALT_BYTES if number == 1 else 0
        if len(raw) != PAGE_BYTES or not self._holds(raw[start:], number):
            return None
        vector = raw[USABLE_BYTES : USABLE_BYTES + _IV]
        decryptor = Cipher(AES(self._key), CBC(vector)).decryptor()
        plain = decryptor.update(raw[start:USABLE_BYTES]) + decryptor.finalize()
        return _MAGIC[:start] + plain

    def each(self) -> Iterator[tuple[int, bytes | None]]:
        """Yield every page with its number."""
        for number in range(1, self.count + 1):
            yield number, self.page(number)

    def schema_version(self) -> int | None:
        """Return the schema step page 1 tells; None where page 1 is not whole."""
        first = self.page(1)
        return None if first is None else int(_VERSION.unpack_from(first, _VERSION_AT)[0])

    def _holds(self, raw: bytes, number: int) -> bool:
        said = raw[-_HMAC:]
        made = hmac.digest(self._hmac_key, raw[:-_HMAC] + number.to_bytes(4, "little"), "sha512")
        return hmac.compare_digest(said, made)
