"""Known answers at every start: a library that computes something else must not touch a vault."""

from functools import cache
from typing import Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from spoc_desk.errors import OldLibrary
from spoc_desk.vault import connection, subkeys

# RFC 9106, 5.3
_ARGON2ID: Final = bytes.fromhex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")
# RFC 5869, A.3 (no salt, no info), the first 32 bytes
_HKDF: Final = bytes.fromhex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d")
# RFC 8439, 2.8.2: the tag
_CHACHA: Final = bytes.fromhex("1ae10b594f09e26a7e902ecbd0600691")
_CHACHA_PLAIN: Final = (
    b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
    b"sunscreen would be it."
)
# RFC 8032, 7.1, test 1
_ED25519_SEED: Final = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
_ED25519: Final = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
    "655141438e7a100b"
)
# RFC 9180 without associated data: a box sealed once to the private key 00 01 02 ... 1f.
_HPKE_BOX: Final = bytes.fromhex(
    "6dc97c1092c8ad980d6370de40c3c758de8f42d30cec660a60e66f7c00cdfd0b1321c886dfd4d85ae9ca59c8265d38e53a196c7091dd6de7"
    "58a5b785397b5eeed4c521784e6e"
)
_HPKE_PLAIN: Final = b"spoc-desk known answer"


@cache
def check_libraries() -> None:
    """Raise OldLibrary unless every algorithm of the vault gives its known answer and the database library is safe."""
    connection.check_library()
    try:
        right = all((_argon2id(), _hkdf(), _chacha(), _ed25519(), _hpke()))
    except (InvalidTag, InvalidSignature, ValueError) as err:
        raise OldLibrary() from err
    if not right:
        raise OldLibrary()


def _argon2id() -> bool:
    argon = Argon2id(
        salt=b"\x02" * 16, length=32, iterations=3, lanes=4, memory_cost=32, ad=b"\x04" * 12, secret=b"\x03" * 8
    )
    return argon.derive(b"\x01" * 32) == _ARGON2ID


def _hkdf() -> bool:
    return subkeys.hkdf(b"\x0b" * 22, b"") == _HKDF


def _chacha() -> bool:
    nonce, along = bytes.fromhex("070000004041424344454647"), bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    cipher = ChaCha20Poly1305(bytes(range(0x80, 0xA0)))
    box = cipher.encrypt(nonce, _CHACHA_PLAIN, along)
    return box[-16:] == _CHACHA and cipher.decrypt(nonce, box, along) == _CHACHA_PLAIN


def _ed25519() -> bool:
    key = Ed25519PrivateKey.from_private_bytes(_ED25519_SEED)
    key.public_key().verify(_ED25519, b"")
    return key.sign(b"") == _ED25519


def _hpke() -> bool:
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
    key = X25519PrivateKey.from_private_bytes(bytes(range(32)))
    return suite.decrypt(_HPKE_BOX, key, b"info") == _HPKE_PLAIN
