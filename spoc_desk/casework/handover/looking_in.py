"""Looking into a bundle: everything is proven first, then it is shown, and nothing is stored."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

from spoc_desk.bundles import opening
from spoc_desk.bundles.desk_keys import DeskPublic
from spoc_desk.bundles.manifest import Attachment, Manifest
from spoc_desk.casework.handover.both_directors import both_directors
from spoc_desk.casework.handover.carried import label_of
from spoc_desk.casework.handover.checking_rows import Values, as_record, by_case, checked_rows
from spoc_desk.casework.handover.comparing import ChangeLine, changes_of
from spoc_desk.casework.handover.desks import own_keys, public_of
from spoc_desk.casework.handover.sealing import CaseLine
from spoc_desk.casework.handover.writing import Told
from spoc_desk.casework.moments import in_words, stored_now
from spoc_desk.domain.cases import Case
from spoc_desk.domain.handovers import (
    BundleKind,
    Custody,
    CustodyState,
    Handover,
    HandoverState,
    KnownDesk,
    Way,
)
from spoc_desk.errors import UnknownRecord
from spoc_desk.handover_errors import (
    BundleCancelled,
    BundleExpired,
    BundleFromUnknownDesk,
    BundleMisfit,
    BundleOutOfOrder,
    BundleReplayed,
    BundleTooNew,
    CaseInBothHands,
    DeskRevoked,
    OwnBundle,
    VaultBehind,
)
from spoc_desk.vault import migrate
from spoc_desk.vault.cross_anchor import VaultState, head_code, is_behind
from spoc_desk.vault.records.handover_rows import custody_of, handover_named, known_desk_rows
from spoc_desk.vault.records.stores import CASES, KNOWN_DESKS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

TOOK_IN: Final = "took in a hand-over"


@dataclass(frozen=True)
class IncomingCase:
    """A case in a bundle. `returns`: it was ours and comes back; `changes` says then what is different."""

    line: CaseLine
    returns: bool
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class Incoming:
    """A bundle that was looked into: proven, complete, not yet taken in. Pass it on to `take_in` as it is."""

    path: Path
    manifest: Manifest = field(repr=False)
    rows: tuple[tuple[str, Values], ...] = field(repr=False)
    desk_id: str
    desk_name: str
    kind: BundleKind
    made_words: str
    made_by: str
    words: str
    expires_words: str
    head_code: str
    cases: tuple[IncomingCase, ...]
    counts: tuple[tuple[str, int], ...]
    attachments: tuple[Attachment, ...]
    warnings: tuple[str, ...]
    answers: Handover | None
    """The bundle of ours that this one answers."""


def look_into(vault: Vault, *, path: Path, told: Told) -> Incoming:
    """Return what a hand-over file holds, once everything about it is proven; nothing is stored.

    Raises NotAtThisDesk, NotYet before this desk was set up, every BundleRefused, BundleStopped, CaseInBothHands,
    VaultBehind, BackupPlaceGone.
    """
    vault.refuse(TOOK_IN)
    keys = own_keys(vault)
    desks = known_desk_rows(vault)

    def senders(signing: bytes) -> DeskPublic:
        if signing == keys.public.signing:
            raise OwnBundle()
        desk = next((each for each in desks if each.signing_key == signing.hex()), None)
        if desk is None:
            raise BundleFromUnknownDesk()
        if desk.revoked_on is not None:
            raise DeskRevoked()
        return public_of(desk)

    opened = opening.open_bundle(
        path, keys.identity, keys.public, senders, lambda done, whole: told("Opening and checking", done, whole)
    )
    manifest = opened.manifest
    desk = refuse_for_now(vault, vault, manifest)
    rows = checked_rows(opened)
    cases = _incoming_cases(vault, manifest, rows)
    return Incoming(
        path=path,
        manifest=manifest,
        rows=rows,
        desk_id=desk.id,
        desk_name=desk.name,
        kind=manifest.kind,
        made_words=in_words(manifest.made_at),
        made_by=manifest.made_by,
        words=manifest.words,
        expires_words=in_words(manifest.expires_at),
        head_code=head_code(manifest.anchor.head),
        cases=cases,
        counts=tuple((_label(table), count) for table, count in manifest.counts.items() if count),
        attachments=manifest.attachments,
        warnings=(*_warnings(vault, desk, manifest), *both_directors(vault, desk, manifest.kind, rows)),
        answers=_answered(vault, manifest),
    )


def refuse_for_now(vault: Vault, reader: Reader, manifest: Manifest) -> KnownDesk:
    """Return the sending desk, or raise why this bundle is not taken in now. Asked again inside the change."""
    try:
        desk = KNOWN_DESKS.get(reader, manifest.sender)
    except UnknownRecord:
        raise BundleFromUnknownDesk() from None
    if desk.revoked_on is not None:
        raise DeskRevoked()
    before = handover_named(reader, manifest.bundle)
    if before is not None:
        raise BundleCancelled() if before.state is HandoverState.BARRED else BundleReplayed()
    if manifest.schema > migrate.newest(migrate.SCHEMA):
        raise BundleTooNew()
    if (manifest.anchor.epoch, manifest.sequence) <= (desk.seen_epoch, desk.seen_sequence):
        raise BundleOutOfOrder()
    if manifest.expires_at <= stored_now(vault.clock):
        raise BundleExpired()
    seen = manifest.yours
    if seen is not None and is_behind(vault, VaultState(seen.epoch, seen.commit_no, seen.entry, seen.head)):
        raise VaultBehind()
    return desk


def _incoming_cases(vault: Vault, manifest: Manifest, rows: tuple[tuple[str, Values], ...]) -> tuple[IncomingCase, ...]:
    if manifest.kind not in (BundleKind.CASES, BundleKind.COPY):
        if manifest.chains:
            raise BundleMisfit()
        return ()
    own_rows = by_case(vault, manifest, rows)
    found = []
    for case_id, own in own_rows.items():
        values = next(row for table, row in own if table == "cases")
        refuse_custody(vault, manifest, case_id)
        case = as_record(CASES, values)
        line = CaseLine(case_id, case.case_ref, case.direction.label, case.state.label, len(own))
        there = _is_here(vault, case_id)
        _refuse_reference(vault, case)
        found.append(IncomingCase(line, there, changes_of(vault, case.case_ref, own) if there else ()))
    return tuple(found)


def refuse_custody(reader: Reader, manifest: Manifest, case_id: str) -> Custody | None:
    """Return whose hands a case is in, or raise CaseInBothHands where it may not come in now.

    It may where it is not here at all; where it is with another desk and this bundle says that our own hand-over
    brought it there; and over a copy, or what was taken back, of the desk that sends it.
    """
    case = CASES.find(reader, "id = ?", (case_id,))
    if not case:
        if reader.own_rows("SELECT 1 FROM cases WHERE id = ?", (case_id,)):
            raise CaseInBothHands()  # in the bin here
        return None
    known = custody_of(reader, case_id)
    if known is None or known.state is CustodyState.HERE:
        raise CaseInBothHands(case[0].case_ref)
    ours = known.state in (CustodyState.AWAY, CustodyState.THERE)
    if ours and (manifest.kind is BundleKind.COPY or known.handover_id not in manifest.chains[case_id]):
        raise CaseInBothHands(case[0].case_ref)
    if not ours and known.desk_id != manifest.sender:
        raise CaseInBothHands(case[0].case_ref)
    return known


def _refuse_reference(reader: Reader, case: Case) -> None:
    if reader.own_rows("SELECT 1 FROM cases WHERE case_ref = ? AND id <> ?", (case.case_ref, case.id)):
        raise BundleMisfit()


def _is_here(reader: Reader, case_id: str) -> bool:
    return bool(reader.own_rows("SELECT 1 FROM cases WHERE id = ?", (case_id,)))


def _answered(reader: Reader, manifest: Manifest) -> Handover | None:
    """Return the bundle that this one answers. Raises BundleMisfit for a word about one that is not theirs."""
    if manifest.kind in (BundleKind.RECEIPT, BundleKind.HAND_BACK):
        found = handover_named(reader, manifest.answers)
        if found is None or found.way is not Way.OUT or found.desk_id != manifest.sender:
            raise BundleMisfit()
        return found
    if manifest.kind is BundleKind.CANCELLED:
        found = handover_named(reader, manifest.answers)
        if not manifest.answers or (found is not None and (found.way, found.desk_id) != (Way.IN, manifest.sender)):
            raise BundleMisfit()
        return found
    if manifest.answers:
        raise BundleMisfit()
    return None


def _warnings(vault: Vault, desk: KnownDesk, manifest: Manifest) -> tuple[str, ...]:
    said = []
    first = desk.seen_sequence + 1 if manifest.anchor.epoch == desk.seen_epoch or not desk.seen_head else 1
    missing = [number for number in range(first, manifest.sequence) if number not in manifest.skipped]
    if (missing and manifest.anchor.epoch == desk.seen_epoch) or (missing and not desk.seen_head):
        said.append(
            f"{len(missing)} earlier hand-over {'file' if len(missing) == 1 else 'files'} of this desk did not come. "
            "Look for it first: once this one is taken in, an earlier one is refused."
        )
    if desk.seen_head and manifest.anchor.epoch > desk.seen_epoch:
        said.append(
            "The vault of the other desk was restored, or an older copy was agreed to, since it last sealed something "
            "for you. What it recorded in between may be missing there."
        )
    if manifest.made_at > (vault.clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ"):
        said.append("This file says it was made in the future. One of the two computers has a wrong clock.")
    answered = handover_named(vault, manifest.answers) if manifest.answers else None
    if manifest.kind is BundleKind.RECEIPT and answered is not None and answered.state is HandoverState.CANCELLED:
        said.append(
            "You cancelled this hand-over, but the other desk had taken it in. Both may have written to the cases "
            "since: speak to each other, and let them take in your word that it was cancelled."
        )
    return tuple(said)


def _label(table: str) -> str:
    return {"pack_lines": "Lines to read", "pack_notes": "Things that were done"}.get(table) or label_of(table)
