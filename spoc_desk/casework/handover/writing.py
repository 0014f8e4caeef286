"""The making of one bundle: its manifest from the vault, its line in the log, its file on the medium."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from spoc_desk import VERSION
from spoc_desk.bundles import sealing
from spoc_desk.bundles.manifest import Attachment, Manifest, State
from spoc_desk.bundles.records import Packed
from spoc_desk.bundles.sealing import Parcel, Written
from spoc_desk.casework.handover.carried import Carried
from spoc_desk.casework.handover.desks import open_desk, own_keys, public_of
from spoc_desk.casework.handover.resting_clocks import wake
from spoc_desk.casework.moments import stored_now
from spoc_desk.domain.handovers import BundleKind, CustodyState, Handover, HandoverState, KnownDesk, Way
from spoc_desk.domain.record import new_id
from spoc_desk.vault import migrate
from spoc_desk.vault.cross_anchor import VaultState, head_code, state_of
from spoc_desk.vault.records.handover_rows import cancelled_numbers, custody_by
from spoc_desk.vault.records.stores import CUSTODY, HANDOVERS, KNOWN_DESKS
from spoc_desk.vault.vault import Transaction, Vault

SEALED, FINISHED, NOT_WRITTEN = "sealed a hand-over", "finished a hand-over", "a hand-over was not written"
USUAL_DAYS: Final = 14
MOST_DAYS: Final = 92
_ANSWER_DAYS: Final = 366  # a receipt, or the word that a hand-over is cancelled, must not get lost by being late
_MOST_SKIPPED: Final = 1_000

Told = Callable[[str, int, int], bool]
"""Told (what is going on, bytes done, bytes in all); answers False to stop."""


@dataclass(frozen=True)
class Sealed:
    """A bundle that lies on the medium, read back."""

    handover_id: str
    path: Path
    size: int
    sequence: int
    head_code: str
    asked_medium: bool


@dataclass(frozen=True)
class Draft:
    """What one bundle is to say; the rest of the manifest follows from the vault."""

    kind: BundleKind
    chains: dict[str, tuple[str, ...]]
    going: Carried
    attachments: tuple[Attachment, ...] = ()
    words: str = ""
    answers: str = ""
    valid_days: int = _ANSWER_DAYS
    expires_at: str = ""
    """The moment itself, where it is not so many days from now."""


NOTHING: Final = Carried({}, ())


def seal_word(vault: Vault, *, folder: Path, desk_id: str, draft: Draft, told: Told) -> Sealed:
    """Seal a bundle that moves no case: a receipt, a word, a list.

    Raises DeskRevoked, BackupPlaceFull and the like, BundleStopped, BundleUnverified.
    """
    sealing.check_place(folder, len(draft.going.packed().data))
    state = state_of(vault)
    own_keys(vault)
    with vault.transaction(SEALED) as tx:
        desk = open_desk(tx, desk_id)
        manifest, packed = filled(tx, vault, desk, state, draft)
        handover = note(tx, vault, desk, manifest)
    written = write(vault, folder, Parcel(manifest, packed), desk, handover, told)
    return Sealed(
        manifest.bundle, written.path, written.size, manifest.sequence, handover.head_code, written.asked_medium
    )


def filled(tx: Transaction, vault: Vault, desk: KnownDesk, state: VaultState, draft: Draft) -> tuple[Manifest, Packed]:
    """Return the manifest of the next bundle for a desk, and its records as bytes."""
    packed = draft.going.packed()
    seen = State(desk.seen_epoch, desk.seen_commit, desk.seen_entry, desk.seen_head) if desk.seen_head else None
    manifest = Manifest(
        bundle=new_id().replace("-", ""),
        kind=draft.kind,
        sender=own_keys(vault).public.desk_id,
        receiver=desk.id,
        sequence=desk.sent_sequence + 1,
        skipped=cancelled_numbers(tx, desk.id, _MOST_SKIPPED),
        made_at=stored_now(vault.clock),
        expires_at=draft.expires_at or expiry(vault, draft.valid_days),
        made_by=vault.actor.name[:200],
        app=VERSION,
        schema=migrate.newest(migrate.SCHEMA),
        answers=draft.answers,
        words=draft.words,
        anchor=State(state.epoch, state.commit_no, state.entry, state.head),
        yours=seen,
        chains=draft.chains,
        tables=draft.going.tables,
        counts={},
        records_bytes=0,
        records_digest="0" * 64,
        attachments=draft.attachments,
        padding=0,
    )
    return sealing.filled(manifest, packed), packed


def note(tx: Transaction, vault: Vault, desk: KnownDesk, manifest: Manifest) -> Handover:
    """Write the line of the log, before there is a file; the number is used up from now on."""
    KNOWN_DESKS.update(tx, desk, replace(desk, sent_sequence=manifest.sequence))
    return HANDOVERS.insert(
        tx,
        Handover(
            id=manifest.bundle,
            way=Way.OUT,
            kind=manifest.kind,
            desk_id=desk.id,
            sequence=manifest.sequence,
            state=HandoverState.WRITING,
            made_at=manifest.made_at,
            expires_at=manifest.expires_at,
            by_name=vault.actor.name,
            cases=len(manifest.chains),
            records=manifest.records,
            attachments=len(manifest.attachments),
            answers=manifest.answers,
            head_code=head_code(manifest.anchor.head),
        ),
    )


def write(vault: Vault, folder: Path, parcel: Parcel, desk: KnownDesk, handover: Handover, told: Told) -> Written:
    """Write the file. Where that fails, everything is as it was before, but for a number that is used up."""
    path = sealing.new_name(folder)
    steps = _Steps(told)
    try:
        written = sealing.write(path, parcel, own_keys(vault), public_of(desk), steps.heard)
    except BaseException:
        with vault.transaction(NOT_WRITTEN) as tx:
            take_back(tx, vault, handover.id)
            gone = replace(handover, state=HandoverState.CANCELLED, settled_at=tx.now, reason="No file was written.")
            HANDOVERS.update(tx, handover, gone)
        raise
    with vault.transaction(FINISHED) as tx:
        sent = replace(handover, state=HandoverState.SENT, file_name=path.name, file_bytes=written.size)
        HANDOVERS.update(tx, handover, sent)
    return written


def take_back(tx: Transaction, vault: Vault, handover_id: str) -> tuple[str, ...]:
    """Put the cases of a hand-over that was not received into our hands again; return which."""
    tx.keeping.moves = True
    back = [one for one in custody_by(tx, handover_id) if one.state is CustodyState.AWAY]
    for one in back:
        CUSTODY.update(tx, one, replace(one, state=CustodyState.HERE, since=vault.clock.today()))
        wake(tx, one.case_id)
    return tuple(one.case_id for one in back)


def expiry(vault: Vault, valid_days: int) -> str:
    """Return the moment so many days from now."""
    return (vault.clock.now() + timedelta(days=valid_days)).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Steps:
    """Puts a word to each round of bytes: the second one reads back what the first one wrote."""

    def __init__(self, told: Told) -> None:
        self._told, self._done, self._second = told, 0, False

    def heard(self, done: int, whole: int) -> bool:
        """Pass on where it is."""
        self._second = self._second or done < self._done
        self._done = done
        return self._told("Reading it back" if self._second else "Sealing", done, whole)
