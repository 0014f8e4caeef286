"""Reasons people typed, beside the audit trail: the trail holds a seal over the words, and the words can be forgotten.

A reason may tell about a family. At a disposal it must go, and the trail, whose every entry hangs on the one before,
must stay as it is. So an entry about a record holds only a keyed and salted seal of its reason. The full check compares
both, and takes a missing reason only where its commit touched a row that was erased later.
"""

import hmac
import re
import secrets
from collections.abc import Iterator
from typing import Final

from spoc_desk.vault.audit import LOST_REASON, ChainKeys
from spoc_desk.vault.connection import Database

SALT_BYTES: Final = 16
_PREFIX: Final = "sealed:"
_SEALED: Final = re.compile(r"sealed:[0-9a-f]{64}")
_LOOKS_SEALED: Final = "a.reason LIKE 'sealed:%' AND length(a.reason) = 71"
SHOWN: Final = f"coalesce(r.words, CASE WHEN {_LOOKS_SEALED} THEN '' ELSE a.reason END)"
"""The reason of an entry `a` with its words `r`, in a question about the trail."""

_INSERT: Final = "INSERT INTO main.audit_reasons (seq, commit_no, salt, words) VALUES (?, ?, ?, ?)"
_FORGET: Final = (
    "DELETE FROM main.audit_reasons"
    " WHERE commit_no IN (SELECT commit_no FROM audit WHERE row_id = ? AND table_name = ?)"
)
_HAS_TABLE: Final = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'audit_reasons'"
_ALL: Final = (
    "SELECT a.seq, a.commit_no, a.reason, r.commit_no AS stored_commit, r.salt, r.words"  # noqa: S608
    f" FROM audit a LEFT JOIN audit_reasons r ON r.seq = a.seq WHERE {_LOOKS_SEALED} ORDER BY a.seq"
)
_EXTRA: Final = (
    "SELECT r.seq FROM audit_reasons r LEFT JOIN audit a ON a.seq = r.seq"  # noqa: S608
    f" WHERE a.seq IS NULL OR NOT ({_LOOKS_SEALED})"
)
_TOUCHED_ERASED: Final = (
    "SELECT DISTINCT a.commit_no FROM audit a WHERE a.row_id <> '' AND EXISTS"
    " (SELECT 1 FROM audit e WHERE e.row_id = a.row_id AND e.table_name = a.table_name AND e.version < 0)"
)
_LOST: Final = "SELECT row_id FROM audit WHERE act = ? AND table_name = 'audit'"
_PLAIN: Final = (
    "SELECT count(*) FROM audit a WHERE a.row_id = ? AND a.table_name = ? AND a.reason <> ''"  # noqa: S608
    f" AND NOT ({_LOOKS_SEALED})"
)


def keep(db: Database, keys: ChainKeys, seq: int, commit_no: int, words: str) -> str:
    """Store the words of an entry's reason beside the trail, and return what the entry itself holds."""
    salt = secrets.token_bytes(SALT_BYTES)
    db.execute(_INSERT, (seq, commit_no, salt, words))
    return _seal(keys, seq, salt, words)


def forget(db: Database, table: str, row_id: str) -> None:
    """Remove the words of every reason given in a commit that touched this row."""
    db.execute(_FORGET, (row_id, table))


def in_the_trail(db: Database, table: str, row_id: str) -> int:
    """Return how many entries about a row hold a reason that cannot go: from before reasons were kept beside it."""
    return db.number(_PLAIN, (row_id, table))


def faults(db: Database, keys: ChainKeys) -> Iterator[str]:
    """Yield what is wrong with the reasons, in sentences."""
    if not db.rows(_HAS_TABLE):  # a vault from before this schema step
        return
    missing: list[tuple[int, int]] = []
    for row in db.each(_ALL):
        if not _SEALED.fullmatch(row["reason"]):
            continue
        if row["words"] is None:
            missing.append((row["seq"], row["commit_no"]))
        elif row["stored_commit"] != row["commit_no"] or not hmac.compare_digest(
            _seal(keys, row["seq"], row["salt"], row["words"]), row["reason"]
        ):
            yield f"The reason of entry {row['seq']} of the audit trail is not what was given."
    yield from (f"A reason belongs to no entry of the audit trail ({seq})." for (seq,) in db.rows(_EXTRA))
    yield from (f"The reason of entry {seq} of the audit trail is missing." for seq in _unexplained(db, missing))


def _unexplained(db: Database, missing: list[tuple[int, int]]) -> list[int]:
    """Return the entries whose reason is gone, and neither a disposal nor a damaged file tells why."""
    if not missing:
        return []
    erased = {row[0] for row in db.rows(_TOUCHED_ERASED)}
    lost = {str(row[0]) for row in db.rows(_LOST, (LOST_REASON,))}
    return [seq for seq, commit in missing if commit not in erased and str(seq) not in lost]


def unexplained(db: Database) -> list[int]:
    """Return the entries whose reason is missing and nothing tells why."""
    sealed = (row for row in db.rows(_ALL) if row["words"] is None and is_sealed(row["reason"]))
    return _unexplained(db, [(row["seq"], row["commit_no"]) for row in sealed])


def is_sealed(reason: str) -> bool:
    """Say whether an entry holds a seal, and its words lie beside the trail."""
    return _SEALED.fullmatch(reason) is not None


def fits(keys: ChainKeys, seq: int, salt: bytes, words: str, reason: str) -> bool:
    """Say whether words are those an entry was sealed with."""
    return hmac.compare_digest(_seal(keys, seq, salt, words), reason)


def _seal(keys: ChainKeys, seq: int, salt: bytes, words: str) -> str:
    text = b"reason\n%d\n" % seq + salt + words.encode("utf-8", "surrogatepass")
    return _PREFIX + hmac.digest(keys.audit, text, "sha256").hex()
