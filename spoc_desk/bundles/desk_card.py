"""How two desks get to know each other: a card as a small file or as a printed code, and six words read out aloud.

The card holds public keys only; it may travel any way. What proves it is the comparison of the six words.
"""

import re
import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from spoc_desk.bundles import spelling
from spoc_desk.bundles.desk_keys import SIGNATURE_BYTES, SIGNING_BYTES, DeskKeys, DeskPublic, public_of
from spoc_desk.domain.roles import Role
from spoc_desk.domain.typed_groups import (
    DATA,
    GROUP_LENGTH,
    first_mistake,
    in_groups,
    number_of,
    parts_of,
    spelled,
    without_checks,
)
from spoc_desk.handover_errors import BadDeskCard, BundleDamaged, CardTooNew
from spoc_desk.resources import read_text

SUFFIX: Final = ".spocdesk"
MOST_BYTES: Final = 4096
LONGEST_NAME: Final = 80
WORDS: Final = 6
DESK_ROLES: Final = (Role.LA_SPOC, Role.DEPUTY, Role.DCS_OFFICE, Role.DASS_OFFICE)
"""Whose desk it may be: those who know of relocations and work on them."""

_FORMAT: Final = 1
_LABEL: Final = b"spoc-desk/card/1\0"
_FIELDS: Final = {"format", "name", "role", "signing", "recipient"}

_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_KEY_SYMBOLS: Final = 52  # 32 bytes in base 32
_GROUPS: Final = 2 * _KEY_SYMBOLS // DATA


@dataclass(frozen=True)
class Card:
    """What a desk says of itself. Only its form and its signature were looked at: the six words prove it."""

    name: str
    role: Role | None
    public: DeskPublic

    @property
    def words(self) -> str:
        """Return the six words to compare."""
        return fingerprint(self.public)


def fingerprint(public: DeskPublic) -> str:
    """Return six words for the keys of a desk, the same on every computer.

    Some 56 bits, through a function that takes a twentieth of a second: nobody finds other keys with the same words.
    """
    return _fingerprint(public.signing + public.recipient.encode("ascii"))


@lru_cache(maxsize=256)
def _fingerprint(keys: bytes) -> str:
    words = [line for line in read_text("words", "password_words.txt").splitlines() if line and line[0] != "#"]
    drawn = Scrypt(salt=b"spoc-desk/fingerprint/1", length=32, n=2**14, r=8, p=1).derive(keys)
    number, said = int.from_bytes(drawn, "big"), []
    for _ in range(WORDS):
        number, place = divmod(number, len(words))
        said.append(words[place])
    return " ".join(said)


def file_of(keys: DeskKeys, name: str, role: Role) -> bytes:
    """Return the card as a file."""
    public = keys.public
    body = spelling.encode(
        {
            "format": _FORMAT,
            "name": name,
            "role": role.value,
            "signing": public.signing.hex(),
            "recipient": public.recipient,
        }
    )
    return body + b"\n" + keys.sign(_LABEL + body).hex().encode("ascii") + b"\n"


def read_file(untrusted: bytes) -> Card:
    """Return the card in a file. Raises BadDeskCard, or CardTooNew."""
    parts = untrusted.split(b"\n")
    if len(untrusted) > MOST_BYTES or len(parts) != 3 or parts[2]:
        raise BadDeskCard()
    try:
        said = spelling.decode(parts[0])
        written = parts[1].decode("ascii")
        signature = bytes.fromhex(written)
    except (BundleDamaged, ValueError) as err:
        raise BadDeskCard() from err
    if isinstance(said, dict) and type(said.get("format")) is int and said["format"] > _FORMAT:
        raise CardTooNew()
    if (
        not isinstance(said, dict)
        or said.keys() != _FIELDS
        or type(said["format"]) is not int
        or said["format"] != _FORMAT
    ):
        raise BadDeskCard()
    texts = (said["name"], said["role"], said["signing"], said["recipient"])
    if not all(type(text) is str for text in texts) or not re.fullmatch(r"[0-9a-f]{64}", said["signing"]):
        raise BadDeskCard()
    public = public_of(bytes.fromhex(said["signing"]), said["recipient"])
    one_spelling = written == signature.hex() and len(signature) == SIGNATURE_BYTES
    if not one_spelling or not public.proves(signature, _LABEL + parts[0]):
        raise BadDeskCard()
    return Card(checked_name(said["name"]), _role(said["role"]), public)


def checked_name(untrusted: str) -> str:
    """Return the name of a desk, if it is one line of ordinary length. Raises BadDeskCard."""
    name = " ".join(untrusted.split())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise BadDeskCard()
    return name


def code_of(public: DeskPublic) -> str:
    """Return the card as a code to print and type: both keys in groups that notice a mistake. It carries no name."""
    keys = (public.signing, _key_in(public.recipient))
    return " ".join(in_groups("".join(spelled(int.from_bytes(key, "big"), _KEY_SYMBOLS) for key in keys)))


def read_code(typed: str) -> Card:
    """Return the card behind a typed code. Raises BadDeskCard that names the first group with a mistake."""
    symbols = "".join(parts_of(typed))
    if len(symbols) != _GROUPS * GROUP_LENGTH:
        raise BadDeskCard(
            f"The code has {_GROUPS} groups of {GROUP_LENGTH}; this one has {len(symbols)} letters and digits."
        )
    wrong = first_mistake(symbols)
    if wrong is not None:
        raise BadDeskCard(f"Group {wrong + 1} of the code has a typing mistake.")
    said = without_checks(symbols)
    try:
        signing, receiving = (
            number_of(half).to_bytes(SIGNING_BYTES, "big") for half in (said[:_KEY_SYMBOLS], said[_KEY_SYMBOLS:])
        )
    except OverflowError as err:
        raise BadDeskCard() from err
    return Card("", None, public_of(signing, _recipient_of(receiving)))


def new_file_name() -> str:
    """Return a name for a card that says nothing."""
    return f"desk-{secrets.token_hex(4)}{SUFFIX}"


def _role(untrusted: str) -> Role | None:
    return next((role for role in DESK_ROLES if role.value == untrusted), None)


def _key_in(recipient: str) -> bytes:
    """Return the 32 bytes behind "age1...": bech32 without its last six symbols, which are a check (BIP 173)."""
    number = 0
    for symbol in recipient[len("age1") : -6]:
        number = number << 5 | _BECH32.index(symbol)
    return (number >> 4).to_bytes(SIGNING_BYTES, "big")


def _recipient_of(key: bytes) -> str:
    number = int.from_bytes(key, "big") << 4
    data = [(number >> (5 * place)) & 31 for place in reversed(range(_KEY_SYMBOLS))]
    head = [ord(letter) >> 5 for letter in "age"] + [0] + [ord(letter) & 31 for letter in "age"]
    rest = _polymod([*head, *data, 0, 0, 0, 0, 0, 0]) ^ 1
    check = [(rest >> (5 * (5 - place))) & 31 for place in range(6)]
    return "age1" + "".join(_BECH32[value] for value in (*data, *check))


def _polymod(values: list[int]) -> int:
    """Return the checksum of BIP 173."""
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if (top >> place) & 1 else 0
    return check
