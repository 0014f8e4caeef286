"""The new vault: its database, a header that every way in still opens, and the proof that both are whole."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from spoc_desk.clock import Clock
from spoc_desk.errors import SalvageFailed, VaultTrouble, WriteFailed
from spoc_desk.machine.files import flush_folder
from spoc_desk.vault import audit, check, header, header_files, keyslots, opening
from spoc_desk.vault.audit import ChainKeys, Signer
from spoc_desk.vault.header import DB_SALT_BYTES, Header
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.salvage import building, shapes
from spoc_desk.vault.salvage.building import Built, Given
from spoc_desk.vault.salvage.people import Kept, Opener, People
from spoc_desk.vault.salvage.reading import Opened, Read
from spoc_desk.vault.salvage.shapes import Shape, Values
from spoc_desk.vault.second_key import Secret
from spoc_desk.vault.vault import utc_words

_BELIEVABLE: Final = 2**40


@dataclass(frozen=True)
class Terms:
    """How a new vault is made."""

    schema: Path
    step: int | None
    shapes: dict[str, Shape]
    clock: Clock
    heard: Callable[[int, int], object]
    checking: Callable[[int, int], object]


@dataclass(frozen=True)
class Made:
    """What the new vault lacks."""

    lost_states: int
    ways_in_lost: tuple[str, ...]


def shapes_at(work: Path, schema: Path, step: int | None) -> dict[str, Shape]:
    """Return the tables of a schema step, from a database that is made for it and thrown away."""
    blank = Header("0" * 32, 0, 0, 1, secrets.token_bytes(DB_SALT_BYTES), ())
    db = building.new_database(work, blank, secrets.token_bytes(keyslots.MASTER_BYTES), schema, step)
    try:
        return shapes.shapes_of(db)
    finally:
        db.close()


def make(room: Path, read: Read, opened: Opened, opener: Opener, secret: Secret, terms: Terms) -> Made:
    """Make the vault in *room*. Raises SalvageFailed where what was made is not whole, DiskFull and the like."""
    terms.heard(0, 3)
    now = utc_words(terms.clock)
    head = _next(opened.header, read)
    kept = People(read.finds, read.judged, read.said, terms.shapes, now).keep(head, opener)
    made = head.with_slots(kept.slots, opened.master, kept.bindings)
    chain = read.keys or audit.new_chain_keys()
    db = building.new_database(room, made, opened.master, terms.schema, terms.step)
    try:
        terms.heard(1, 3)
        given = Given(
            read.finds, read.said, read.judged, chain, _meta(read, made, opened.master, chain, kept, now, terms.shapes),
            Signer(made.vault, opener.slot_id, opener.keys.signing), _actor(read, opener), now, made.generation,
        )  # fmt: skip
        built = building.fill(db, terms.shapes, given)
    finally:
        db.close()
    terms.heard(2, 3)
    _prove(room, made, opened.master, kept, built, opener, secret, terms)
    return Made(built.lost_states, kept.lost)


def clear(room: Path) -> None:
    """Remove what was made in *room*, and keep the copies that were read."""
    for path in room.iterdir():
        if path.is_file():
            path.unlink()


def _next(head: Header, read: Read) -> Header:
    """Return the header of the generation that begins, later in every number than what was there."""
    meta = read.meta or {}
    epoch, seq = (_number(meta.get(name), least) for name, least in (("epoch", head.epoch), ("header_seq", head.seq)))
    return replace(
        head, epoch=epoch + 1, seq=seq, generation=head.generation + 1, db_salt=secrets.token_bytes(DB_SALT_BYTES)
    )


def _number(value: object, least: int) -> int:
    return max(value, least) if isinstance(value, int) and value < _BELIEVABLE else least


def _meta(
    read: Read, made: Header, master: bytes, chain: ChainKeys, kept: Kept, now: str, forms: dict[str, Shape]
) -> Values:
    whole = read.said.whole
    old = read.meta or {}
    has_sheet = any(slot.kind is SlotKind.RECOVERY for slot in kept.slots)
    sealed_audit, sealed_row = audit.seal(chain, master, made.vault)
    first = min((entry.at for entry in (*whole, *read.said.later)), default=now)
    known: Values = {column.name: old.get(column.name, column.default) for column in forms["meta"].columns}
    return known | {
        "one": 1,
        "vault_id": made.vault,
        "generation": made.generation,
        "epoch": made.epoch,
        "header_seq": made.seq,
        # Without a sheet that opens the vault the window asks for a new one first.
        "setup_complete": int(has_sheet and old.get("setup_complete", 1) == 1),
        "created_at": old.get("created_at") or first,
        "commit_counter": whole[-1].commit_no if whole else 0,
        "audit_seq": len(whole),
        "audit_head": whole[-1].hash if whole else audit.START,
        "checkpoints": 0,
        "audit_key": sealed_audit,
        "row_key": sealed_row,
    }


def _actor(read: Read, opener: Opener) -> str:
    row = read.judged.rows.get(("keyslots", opener.slot_id))
    return str(row[0].get("user_id") or "") if row is not None else ""


def _prove(
    room: Path, made: Header, master: bytes, kept: Kept, built: Built, opener: Opener, secret: Secret, terms: Terms
) -> None:
    """Save the header, and open what was made with it as an unlock does."""
    terms.checking(0, 1)
    raw = header.build(made, master)
    header_files.save(room, raw)
    flush_folder(room)
    found = opening.unseal_raw(raw, secret.secret, secret.kind, opener.slot_id)
    if found is None or found[2] != master:
        raise WriteFailed()
    if {slot.id for slot in kept.slots} - built.kept_slots:
        raise SalvageFailed()
    try:
        db, chain = opening.connect(room, made, master, terms.schema)
        try:
            report = check.full(db, chain, made.vault, terms.checking)
        finally:
            db.close()
    except VaultTrouble as err:
        raise SalvageFailed() from err
    if not report.ok:
        raise SalvageFailed()
