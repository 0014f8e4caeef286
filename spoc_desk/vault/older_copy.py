"""Going on with a vault that is older than what this computer remembers: with a second key, and never in silence.

Order, so that a crash at any point either asks again or has all of it: the trail says who agreed and why, with the
epoch that begins; the header with that epoch is written and counts; the next unlock writes it into the database.
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

from spoc_desk.clock import Clock
from spoc_desk.errors import BadAnswer, OlderCopy, SecondKeyWrong, WriteFailed, WrongPassword
from spoc_desk.vault import anchor, creation, header, header_files, migrate, opening, preauth, second_key
from spoc_desk.vault.anchor import AGREED_ACT, Anchor, Mark, epoch_words
from spoc_desk.vault.check import Told, silent
from spoc_desk.vault.connection import Database
from spoc_desk.vault.kdf import password_bytes
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.ledger import Ledger
from spoc_desk.vault.opening import How, Opened, Unsealed
from spoc_desk.vault.second_key import Second, Secret
from spoc_desk.vault.vault import Keyring, Vault, utc_words

REASON_ACT: Final = "said why an older copy is used"


def go_on(
    folder: Path,
    password: str,
    second: Secret,
    reason: str,
    *,
    clock: Clock,
    anchors: Path | None,
    slot_id: str | None = None,
    schema: Path = migrate.SCHEMA,
    told: Told = silent,
) -> Vault:
    """Return the unlocked vault of an older copy, which from now on is the one that counts on this computer.

    *second* is the password of somebody else with a key of this copy, or the code of its recovery sheet. Raises
    SecondKeyWrong, SecondKeyNeeded where that person's role may not agree, and what open_vault raises; then nothing was
    changed.
    """
    words = " ".join(reason.split())
    if not words:
        raise BadAnswer("Say why you go on with this copy.", "reason")
    how = How(clock, schema, anchors, told)
    opening.look(folder)
    with opening.locked(folder) as lock:
        secret = password_bytes(password)
        unsealed, agreed = _two_keys(folder, secret, slot_id, second, clock)
        opened = opening.open_checked(folder, unsealed, lock, replace(how, agreed=True))
        try:
            opened = _begin_epoch(opened, secret, agreed, words, clock, schema) if _is_older(opened) else opened
        except BaseException:
            opened.db.close()
            raise
        return opening.sit_down(opened, clock, schema)


def _two_keys(
    folder: Path, secret: bytes, slot_id: str | None, second: Secret, clock: Clock
) -> tuple[Unsealed, Second]:
    """Return what both keys open. A wrong one of either is counted, and makes the next try wait."""
    preauth.refuse_early(folder, clock)
    loaded = opening.look(folder)
    found = opening.unseal_raw(loaded.raw, secret, SlotKind.PASSWORD, slot_id)
    if found is None:
        preauth.note_wrong(folder, clock)
        raise WrongPassword()
    unsealed = Unsealed(loaded, *found)
    try:
        return unsealed, second_key.prove(loaded.raw, unsealed.master, unsealed.slot_id, second)
    except SecondKeyWrong:
        preauth.note_wrong(folder, clock)
        raise


def _is_older(opened: Opened) -> bool:
    try:
        anchor.look(opened.anchor, opened.db, opened.keys.header)
    except OlderCopy:
        return True
    return False


def _begin_epoch(opened: Opened, secret: bytes, second: Second, reason: str, clock: Clock, schema: Path) -> Opened:
    db, keys, counts = opened.db, opened.keys, opened.keys.header
    epoch, seq = _beyond(opened.anchor, counts.epoch, counts.seq)
    opened = opening.bring_up_to_date(opened, clock, schema)
    note_agreement(db, keys, second, epoch, clock, why=reason)
    bindings = {row[0]: row[1] for row in db.rows("SELECT id, binding_key FROM keyslots WHERE ended_at IS NULL")}
    # A slot announced in the database that never counted has no place in the header; one it does not know cannot stay.
    kept = tuple(slot for slot in counts.slots if slot.id in bindings)
    made = replace(counts, epoch=epoch, seq=seq).with_slots(kept, keys.master, bindings)
    raw = header.build(made, keys.master)
    own = next(slot for slot in made.slots if slot.id == keys.slot_id)
    creation.must_open(raw, secret, own, keys.master)
    header_files.commit(opened.folder, raw)
    loaded = header_files.load(opened.folder)
    if loaded.raw != raw:
        raise WriteFailed()
    return replace(opened, loaded=loaded, keys=replace(keys, header=made))


def _beyond(remembered: Anchor | None, epoch: int, seq: int) -> tuple[int, int]:
    """Return an epoch and a header number that are later than what is remembered here."""
    found = remembered.read() if remembered is not None else None
    if isinstance(found, Mark):
        return max(epoch, found.epoch) + 1, max(seq, found.header_seq)
    return epoch + 1, seq


def note_agreement(db: Database, keys: Keyring, second: Second, epoch: int, clock: Clock, *, why: str = "") -> None:
    """Write into the trail that a second key agreed to a vault of an earlier day, from *epoch* on."""
    who = second_key.who(db, second)
    own = db.one("SELECT user_id FROM keyslots WHERE id = ?", (keys.slot_id,))
    actor = str(own[0] or "") if own is not None else ""
    with Ledger(db, keys.chain, keys.signer()).change(
        AGREED_ACT, actor=actor, now=utc_words(clock), reason="", operation_id=None
    ) as tx:
        tx.note(AGREED_ACT, reason=f"{epoch_words(epoch)}: {' '.join(who)}")
        if why:
            tx.note(REASON_ACT, *who, reason=why)
        tx.sign = True
