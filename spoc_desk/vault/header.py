"""The vault's header: the only file read before a key is known, and the commit point of every change of keys.

    MAGIC | version (2) | length (4) | canonical JSON | SHA-256 of all before | HMAC-SHA256(header key) of all before

The plain hash tells damage before a password is typed; the HMAC tells forgery after it.
"""

import base64
import binascii
import hashlib
import hmac
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from spoc_desk.errors import Damaged, EmptyFile, Forged, NotAVault, TooNew
from spoc_desk.vault import canonical, kdf, keyslots, subkeys
from spoc_desk.vault.kdf import KdfSettings
from spoc_desk.vault.keyslots import Slot, SlotKind

T = TypeVar("T")

MAGIC: Final = b"SPOCVLT1"
FORMAT: Final = 1
MOST_BYTES: Final = 64 * 1024
MOST_SLOTS: Final = 16
MOST_LABEL: Final = 40
DB_SALT_BYTES: Final = 16
_MOST_NUMBER: Final = 2**53 - 1  # the largest every JSON reader agrees on
_PREFIX: Final = struct.Struct(">8sHI")
_DIGEST: Final = 32
_FIELDS: Final = frozenset({"format", "min_reader", "vault", "epoch", "seq", "generation", "db_salt", "slots"})
_SLOT_FIELDS: Final = frozenset({"id", "kind", "label", "kdf", "salt", "public_key", "sealed", "wrap", "bind"})
_KDF_FIELDS: Final = frozenset({"alg", "v", "m_kib", "t", "p"})
_VAULT_ID: Final = re.compile(r"[0-9a-f]{32}")
_SLOT_ID: Final = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True)
class Header:
    """What the header says, checked in form; proven only by `prove`."""

    vault: str
    epoch: int  # rises when a backup is restored
    seq: int  # rises with every header written
    generation: int  # which database file counts
    db_salt: bytes
    slots: tuple[Slot, ...]

    def with_slots(self, slots: tuple[Slot, ...], master: bytes, bindings: Mapping[str, bytes]) -> "Header":
        """Return the next header: these slots, each wrapped anew for the next sequence number."""
        seq = self.seq + 1
        wrapped = tuple(keyslots.wrap_master(slot, self.vault, seq, master, bindings[slot.id]) for slot in slots)
        return replace(self, seq=seq, slots=wrapped)


def build(header: Header, master: bytes) -> bytes:
    """Return the file's bytes."""
    body = canonical.encode(_to_plain(header))
    signed = _PREFIX.pack(MAGIC, FORMAT, len(body)) + body
    signed += hashlib.sha256(signed).digest()
    return signed + hmac.digest(subkeys.header_key(master), signed, "sha256")


def prove(untrusted: bytes, master: bytes) -> None:
    """Raise Forged unless the header was written by somebody who holds the master key."""
    tag = hmac.digest(subkeys.header_key(master), untrusted[:-_DIGEST], "sha256")
    if not hmac.compare_digest(tag, untrusted[-_DIGEST:]):
        raise Forged()


def parse(untrusted: bytes) -> Header:
    """Return the header behind the bytes of a file.

    Raises EmptyFile, NotAVault, Damaged, or TooNew for a file of a later program. Nothing in it is trusted yet.
    """
    if not untrusted:
        raise EmptyFile()
    if not untrusted.startswith(MAGIC):
        raise NotAVault()
    body = _undamaged_body(untrusted)
    value = _exact(canonical.decode(body), dict)
    # Asked first: a later format may have other fields.
    if _whole(value.get("format"), least=1) > FORMAT or _whole(value.get("min_reader"), least=1) > FORMAT:
        raise TooNew()
    _require(value.keys() == _FIELDS)
    slots = tuple(_slot(entry) for entry in _exact(value["slots"], list))
    _require(1 <= len(slots) <= MOST_SLOTS and len({slot.id for slot in slots}) == len(slots))
    return Header(
        vault=_matching(value["vault"], _VAULT_ID),
        epoch=_whole(value["epoch"], least=0),
        seq=_whole(value["seq"], least=1),
        generation=_whole(value["generation"], least=1),
        db_salt=_bytes(value["db_salt"], DB_SALT_BYTES),
        slots=slots,
    )


def _undamaged_body(untrusted: bytes) -> bytes:
    _require(_PREFIX.size + 2 * _DIGEST < len(untrusted) <= MOST_BYTES)
    _, version, length = _PREFIX.unpack_from(untrusted)
    end = len(untrusted) - 2 * _DIGEST
    _require(length == end - _PREFIX.size)
    _require(hmac.compare_digest(hashlib.sha256(untrusted[:end]).digest(), untrusted[end:-_DIGEST]))
    if version > FORMAT:
        raise TooNew()
    _require(version == FORMAT)
    return untrusted[_PREFIX.size : end]


def _slot(untrusted: object) -> Slot:
    value = _exact(untrusted, dict)
    _require(value.keys() == _SLOT_FIELDS)
    kind = _exact(value["kind"], str)
    label = _exact(value["label"], str)
    _require(kind in (SlotKind.PASSWORD, SlotKind.RECOVERY) and 1 <= len(label) <= MOST_LABEL and label.isprintable())
    return Slot(
        id=_matching(value["id"], _SLOT_ID),
        kind=SlotKind(kind),
        label=label,
        kdf=_kdf(value["kdf"]),
        salt=_bytes(value["salt"], kdf.SALT_BYTES),
        public_key=_bytes(value["public_key"], keyslots.KEY_BYTES),
        sealed=_bytes(value["sealed"], keyslots.SEALED_BYTES),
        wrap=_bytes(value["wrap"], keyslots.WRAP_BYTES),
        bind=_bytes(value["bind"], keyslots.BIND_BYTES),
    )


def _kdf(untrusted: object) -> KdfSettings:
    """Return settings that are safe to run: the limits are checked before any memory is taken."""
    value = _exact(untrusted, dict)
    _require(value.keys() == _KDF_FIELDS)
    _require(value["alg"] == kdf.ALGORITHM and _whole(value["v"], least=0) == kdf.ARGON2_VERSION)
    settings = KdfSettings(_whole(value["m_kib"], least=1), _whole(value["t"], least=1), _whole(value["p"], least=1))
    _require(settings.within_limits())
    return settings


def _require(holds: bool) -> None:
    if not holds:
        raise Damaged()


def _exact(untrusted: object, kind: type[T]) -> T:
    # type() and not isinstance: True would pass as the number 1.
    if type(untrusted) is not kind:
        raise Damaged()
    return untrusted


def _whole(untrusted: object, *, least: int) -> int:
    number = _exact(untrusted, int)
    _require(least <= number <= _MOST_NUMBER)
    return number


def _matching(untrusted: object, pattern: re.Pattern[str]) -> str:
    text = _exact(untrusted, str)
    _require(pattern.fullmatch(text) is not None)
    return text


def _bytes(untrusted: object, length: int) -> bytes:
    text = _exact(untrusted, str)
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as err:
        raise Damaged() from err
    # The same bytes have several spellings in base 64; only one is accepted.
    _require(len(data) == length and _text(data) == text)
    return data


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _to_plain(header: Header) -> dict[str, object]:
    return {
        "format": FORMAT,
        "min_reader": FORMAT,
        "vault": header.vault,
        "epoch": header.epoch,
        "seq": header.seq,
        "generation": header.generation,
        "db_salt": _text(header.db_salt),
        "slots": [_slot_to_plain(slot) for slot in header.slots],
    }


def _slot_to_plain(slot: Slot) -> dict[str, object]:
    work = slot.kdf
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "label": slot.label,
        "kdf": {"alg": kdf.ALGORITHM, "v": kdf.ARGON2_VERSION, "m_kib": work.m_kib, "t": work.t, "p": work.p},
        "salt": _text(slot.salt),
        "public_key": _text(slot.public_key),
        "sealed": _text(slot.sealed),
        "wrap": _text(slot.wrap),
        "bind": _text(slot.bind),
    }
