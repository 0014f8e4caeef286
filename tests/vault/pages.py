"""Every page of a vault's file as SQLCipher 4 keeps it, decrypted by hand: free pages and what no question reads."""

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from spoc_desk.vault import subkeys
from spoc_desk.vault.vault import Vault

PAGE, SALT, IV, TAG = 4096, 16, 16, 64


def decrypted(raw: bytes, key: bytes, salt: bytes) -> Iterator[bytes]:
    """Yield the plain bytes of each page of a file; a page whose tag does not fit stops the test."""
    assert raw and len(raw) % PAGE == 0
    tagging = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    for number in range(1, len(raw) // PAGE + 1):
        page = raw[PAGE * (number - 1) : PAGE * number]
        start = SALT if number == 1 else 0
        body, iv, tag = page[start : PAGE - IV - TAG], page[PAGE - IV - TAG : PAGE - TAG], page[PAGE - TAG :]
        said = hmac.digest(tagging, body + iv + number.to_bytes(4, "little"), "sha512")
        assert hmac.compare_digest(said, tag), f"page {number}"
        plain = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        yield plain.update(body) + plain.finalize()


def of_vault(vault: Vault) -> bytes:
    """Return everything that the file of an unlocked vault holds, page after page."""
    keys = vault.keys
    key = subkeys.database_key(keys.master, keys.header.generation)
    return b"".join(decrypted(vault.database.path.read_bytes(), key, keys.header.db_salt))


def of_backup(vault: Vault, path: Path) -> bytes:
    """Return everything that a backup holds, made of an unlocked vault under the keys it has now."""
    raw, keys = path.read_bytes(), vault.keys
    key = subkeys.database_key(keys.master, keys.header.generation)
    start = raw.index(keys.header.db_salt)
    pages = (len(raw) - start) // PAGE
    return b"".join(decrypted(raw[start : start + pages * PAGE], key, keys.header.db_salt))


def hits(data: bytes, needle: str) -> int:
    """Count a word as the program could have written it."""
    low = data.lower()
    forms = (needle.encode(), needle.encode("utf-16-le"), needle.encode("utf-16-be"), needle.encode().hex().encode())
    return sum(low.count(form.lower()) for form in forms)
