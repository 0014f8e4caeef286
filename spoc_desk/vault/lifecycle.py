"""Make, open, recover and verify a vault: what the window and the command line call."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from spoc_desk.clock import Clock
from spoc_desk.errors import BadAnswer, UserError, WrongPassword, WrongRecoveryCode
from spoc_desk.vault import anchor, check, header_files, migrate, opening, preauth, recovery, replacing, users
from spoc_desk.vault.anchor import Anchor, Memory
from spoc_desk.vault.check import Check, Told, VerifyReport, silent
from spoc_desk.vault.connection import Database
from spoc_desk.vault.creation import create_vault
from spoc_desk.vault.header import Header
from spoc_desk.vault.header_files import Loaded
from spoc_desk.vault.kdf import password_bytes
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.opening import How, Unsealed
from spoc_desk.vault.recovery import RecoveryCode
from spoc_desk.vault.second_key import Secret
from spoc_desk.vault.vault import MARKER, Vault, actor_of, utc_words

__all__ = [
    "LAST_USE",
    "RecoveryCode",
    "SlotLabel",
    "VerifyReport",
    "confirm_recovery",
    "create_vault",
    "open_vault",
    "open_with_recovery",
    "renew_recovery",
    "slots",
    "verify",
]

LAST_USE: Final = "last use"  # the name of the check against what this computer remembers
_REMEMBERED = {
    Memory.KNOWN: "The vault is not older than the last one used on this computer.",
    Memory.NEW: "This vault was not used on this computer before.",
    Memory.NONE: "Nothing is remembered on this computer.",
    Memory.FAULTY: "What this computer remembered of the vault cannot be read. The next unlock makes it anew.",
}
_WRONG_CODE = "This code does not open this vault. A newer sheet may have taken its place."


@dataclass(frozen=True)
class SlotLabel:
    """One way into the vault, in a role word."""

    slot_id: str
    kind: SlotKind
    label: str


def slots(folder: Path) -> tuple[SlotLabel, ...]:
    """Return the ways into a vault for the unlock screen; needs no key."""
    found = header_files.load(folder).header.slots
    return tuple(SlotLabel(slot.id, slot.kind, slot.label) for slot in found)


def _unseal(folder: Path, secret: bytes, kind: SlotKind, slot_id: str | None) -> Unsealed | None:
    loaded = opening.look(folder)
    found = opening.unseal_raw(loaded.raw, secret, kind, slot_id)
    return None if found is None else Unsealed(loaded, *found)


def open_vault(
    folder: Path,
    password: str,
    *,
    clock: Clock,
    slot_id: str | None = None,
    schema: Path = migrate.SCHEMA,
    anchors: Path | None = None,
    told: Told = silent,
) -> Vault:
    """Return the unlocked vault. Without *slot_id* every password slot is tried, each at the full cost.

    *anchors* is where this computer remembers how far its vaults had come; *told* hears how far a full check is.
    Raises OlderCopy for a vault that is older than that, WrongPassword, any VaultTrouble or MachineTrouble; then
    nothing on the disk was changed, but that a wrong password is counted (`preauth`).
    """
    opening.look(folder)  # before the lock is made in a folder that may be no vault at all
    with opening.locked(folder) as lock:
        unsealed = _unseal(folder, password_bytes(password), SlotKind.PASSWORD, slot_id)
        if unsealed is None:
            preauth.note_wrong(folder, clock)
            raise WrongPassword()
        opened = opening.open_checked(folder, unsealed, lock, How(clock, schema, anchors, told))
        vault = opening.sit_down(opened, clock, schema)
        try:
            users.freshen(vault, password_bytes(password))
        except BaseException:
            vault.close()
            raise
        return vault


def confirm_recovery(vault: Vault, typed: str) -> None:
    """Finish the set-up: the code on the sheet, typed back, opens the vault that is on the disk.

    Raises WrongRecoveryCode, with the group that has a typing mistake.
    """
    secret = recovery.parse(typed)
    found = opening.unseal_raw(header_files.load(vault.folder).raw, secret, SlotKind.RECOVERY, None)
    if found is None:
        raise WrongRecoveryCode(sentence=_WRONG_CODE)
    slot_id, _, _ = found
    with vault.transaction("recovery code confirmed") as tx:
        row = tx.one("SELECT version FROM keyslots WHERE id = ?", (slot_id,))
        tx.update("keyslots", slot_id, {"confirmed_at": tx.now}, version=row["version"] if row else 0)
        tx.set_meta(setup_complete=1)


def renew_recovery(vault: Vault) -> RecoveryCode:
    """Return the code of a new recovery sheet; the sheet before it opens nothing any more, and this one must be typed
    back (confirm_recovery)."""
    return replacing.renew(vault)


def open_with_recovery(
    folder: Path,
    typed_code: str,
    new_password: str,
    *,
    clock: Clock,
    slot_id: str | None = None,
    schema: Path = migrate.SCHEMA,
    anchors: Path | None = None,
    told: Told = silent,
) -> tuple[Vault, RecoveryCode]:
    """Return the vault, opened by its recovery sheet, and the code of the sheet that takes its place.

    The user of *slot_id* (else of the first password slot) gets the new password. The old code and the old password of
    that user open nothing any more. Raises WrongRecoveryCode and everything open_vault raises.
    """
    secret = recovery.parse(typed_code)
    if not new_password:
        raise BadAnswer("Choose a password.", "password")
    opening.look(folder)
    with opening.locked(folder) as lock:
        unsealed = _unseal(folder, secret, SlotKind.RECOVERY, None)
        if unsealed is None:
            raise WrongRecoveryCode(sentence=_WRONG_CODE)
        opened = opening.open_checked(folder, unsealed, lock, How(clock, schema, anchors, told))
        try:
            # Whatever can refuse comes before the keys turn: room for the copy of an older vault above all. From then
            # on the sheet that was typed opens nothing, and the new one is not written down yet.
            opened = opening.bring_up_to_date(opened, clock, schema)
            renewed, code = replacing.after_recovery(opened, password_bytes(new_password), slot_id, clock)
        except BaseException:
            opened.db.close()
            raise
        return opening.sit_down(renewed, clock, schema), code


def verify(
    folder: Path, secret: str | Secret, clock: Clock, *, schema: Path = migrate.SCHEMA, anchors: Path | None = None
) -> VerifyReport:
    """Return what a full check of a locked vault finds; changes nothing. *secret* is a password, or what was typed.

    Raises what open_vault raises where not even the first page of the database can be read.
    """
    typed = Secret.password(secret) if isinstance(secret, str) else secret
    opening.look(folder)
    with opening.locked(folder) as lock:
        unsealed = _unseal(folder, typed.secret, typed.kind, None)
        if unsealed is None:
            raise WrongPassword() if typed.kind is SlotKind.PASSWORD else WrongRecoveryCode(sentence=_WRONG_CODE)
        counts = unsealed.loaded.header
        db, chain = opening.connect(folder, counts, unsealed.master, schema)
        try:
            report = check.full(db, chain, counts.vault, interrupted=(folder / MARKER).exists())
            roles = _roles(db, unsealed.slot_id)
            last = (_memory(Anchor.of(anchors, counts.vault, chain), db, counts),) if anchors is not None else ()
        finally:
            db.close()
        lock.release()
    checks = (_copies(unsealed.loaded), *report.checks, *last)
    return replace(report, checks=checks, checked_at=utc_words(clock), roles=roles)


def _memory(remembered: Anchor | None, db: Database, counts: Header) -> Check:
    """Answer whether the vault is what this computer saw last."""
    try:
        found = anchor.look(remembered, db, counts)
    except UserError as err:
        return Check(LAST_USE, False, str(err))
    return Check(LAST_USE, found is not Memory.FAULTY, _REMEMBERED[found])


def _roles(db: Database, slot_id: str) -> tuple[str, ...]:
    try:
        return tuple(sorted(actor_of(db, slot_id).roles))
    except UserError:
        return ()


def _copies(loaded: Loaded) -> Check:
    if not loaded.to_repair:
        return Check("header", True, "Both copies of the header are whole.")
    return Check("header", False, "One copy of the header is damaged or old. The next unlock makes it good.")
