"""The audit trail: what is hashed, sealed and signed, so that no change can be taken out or slipped in."""

import hmac
import secrets
from dataclasses import dataclass, field, replace
from typing import Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from spoc_desk.errors import DatabaseDamaged
from spoc_desk.vault import canonical, subkeys
from spoc_desk.vault.connection import Database
from spoc_desk.vault.rows import Row, SqlValue

START: Final = bytes(32)
_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
# A checkpoint in the middle of a long session, so that a power cut leaves few unsigned entries.
CHECKPOINT_EVERY: Final = 500
# The act of entries written because a schema step changed a row; they keep the row's version.
SCHEMA_ACT: Final = "schema "
# The acts of entries that say what became of a row whose database was damaged (vault/salvage): from such an entry on
# the row, or one of its earlier states, is what the entry says, whatever the trail said before.
TAKEN: Final = "taken from a damaged file"
UNPROVEN: Final = "taken from a damaged file without proof"
KEPT_STATE: Final = "earlier state taken from a damaged file"
LOST: Final = "lost in a damaged file"
LOST_STATE: Final = "earlier state lost in a damaged file"
LOST_REASON: Final = "reason lost in a damaged file"
MADE_ANEW: Final = "made anew from a damaged vault"
SALVAGE_ACTS: Final = frozenset({TAKEN, UNPROVEN, KEPT_STATE, LOST, LOST_STATE})
# The acts with which one person's work at a vault begins; what stands before may be somebody else's, who never locked.
UNLOCKED: Final = "unlocked"
AGREED: Final = "agreed to an older copy"
RESTORED: Final = "restored from a backup"
BEGIN_ACTS: Final = frozenset({UNLOCKED, AGREED, RESTORED})

_COLUMNS: Final = (
    "seq, commit_no, at, actor, act, table_name, row_id, version, row_hash, operation_id, reason, prev_hash, hash"
)
INSERT_ENTRY: Final = "INSERT INTO main.audit (" + _COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
# All but the last two columns are what an entry's hash is made over.
SELECT_ENTRIES: Final = "SELECT " + _COLUMNS + " FROM main.audit ORDER BY seq"  # noqa: S608
SELECT_LAST: Final = "SELECT " + _COLUMNS + " FROM main.audit ORDER BY seq DESC LIMIT 1"  # noqa: S608
ADVANCE: Final = (
    "UPDATE meta SET commit_counter = ?, audit_seq = ?, audit_head = ?, checkpoints = checkpoints + ? WHERE one = 1"
)
_INSERT_CHECKPOINT: Final = (
    "INSERT INTO audit_checkpoints (audit_seq, head, commit_no, at, slot_id, signature) VALUES (?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True)
class ChainKeys:
    """The two keys of the trail. They stay the same for the life of a vault; the master key only seals them."""

    audit: bytes = field(repr=False)
    row: bytes = field(repr=False)

    def entry_hash(self, prev_hash: bytes, entry: tuple[SqlValue, ...]) -> bytes:
        """Return the hash of one entry (all its columns but the two hashes), chained to the one before."""
        return hmac.digest(self.audit, prev_hash + canonical.encode(entry), "sha256")

    def row_hash(self, table: str, content: bytes) -> bytes:
        """Return the hash of one row in its canonical form."""
        return hmac.digest(self.row, table.encode("ascii") + b"\n" + content, "sha256")


def new_chain_keys() -> ChainKeys:
    """Return the keys of a new vault."""
    return ChainKeys(secrets.token_bytes(_KEY_BYTES), secrets.token_bytes(_KEY_BYTES))


def seal(keys: ChainKeys, master: bytes, vault_id: str) -> tuple[bytes, bytes]:
    """Return the audit key and the row key, sealed for the database."""
    return (
        _seal(keys.audit, subkeys.audit_sealing_key(master), vault_id),
        _seal(keys.row, subkeys.row_sealing_key(master), vault_id),
    )


def unseal(sealed_audit: bytes, sealed_row: bytes, master: bytes, vault_id: str) -> ChainKeys:
    """Return the chain's keys. Raises DatabaseDamaged when they are not those of this vault."""
    return ChainKeys(
        _unseal(sealed_audit, subkeys.audit_sealing_key(master), vault_id),
        _unseal(sealed_row, subkeys.row_sealing_key(master), vault_id),
    )


def _seal(plain: bytes, key: bytes, vault_id: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, vault_id.encode("ascii"))


def _unseal(sealed: bytes, key: bytes, vault_id: str) -> bytes:
    try:
        return ChaCha20Poly1305(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], vault_id.encode("ascii"))
    except (InvalidTag, ValueError) as err:
        raise DatabaseDamaged() from err


@dataclass(frozen=True)
class Tail:
    """Where the trail ends."""

    seq: int
    head: bytes
    commit_no: int
    signed: int  # the last entry a checkpoint covers


def read_tail(db: Database) -> Tail:
    """Return the end of the trail as the database says it is."""
    row = db.one(
        "SELECT audit_seq, audit_head, commit_counter, (SELECT ifnull(max(audit_seq), 0) FROM audit_checkpoints)"
        " FROM meta"
    )
    if row is None:
        raise DatabaseDamaged()
    return Tail(*row)


@dataclass(frozen=True)
class Signer:
    """The slot that is unlocked, as the writer of checkpoints."""

    vault_id: str
    slot_id: str
    seed: bytes = field(repr=False)

    def sign(self, db: Database, tail: Tail, at: str) -> Tail:
        """Store a signature over the end of the trail."""
        words = checkpoint_words(self.vault_id, self.slot_id, tail.seq, tail.head, tail.commit_no, at)
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(words)
        db.execute(_INSERT_CHECKPOINT, (tail.seq, tail.head, tail.commit_no, at, self.slot_id, signature))
        return replace(tail, signed=tail.seq)


def checkpoint_words(vault_id: str, slot_id: str, seq: int, head: bytes, commit_no: int, at: str) -> bytes:
    """Return what a checkpoint signs."""
    return canonical.encode(["audit-checkpoint", vault_id, slot_id, seq, head, commit_no, at])


def signature_holds(vault_id: str, checkpoint: Row, signing_public: bytes) -> bool:
    """Return whether a stored checkpoint was signed by its slot."""
    words = checkpoint_words(
        vault_id,
        checkpoint["slot_id"],
        checkpoint["audit_seq"],
        checkpoint["head"],
        checkpoint["commit_no"],
        checkpoint["at"],
    )
    try:
        Ed25519PublicKey.from_public_bytes(signing_public).verify(checkpoint["signature"], words)
    except InvalidSignature:
        return False
    return True
