"""Sealing: what travels is seen and scanned first; then the cases are out of our hands, and then the file is made.

The order is on purpose. A case that is read-only here without a file on the stick can be taken back at once; a file on
the stick while the case is still written to here would be two of the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spoc_desk.bundles import sealing
from spoc_desk.bundles.manifest import Attachment
from spoc_desk.bundles.sealing import Parcel
from spoc_desk.casework.handover.carried import carried, label_of, staying
from spoc_desk.casework.handover.deciding import decide_hand_over, purpose_of
from spoc_desk.casework.handover.desks import DeskLine, line_of, open_desk, own_keys
from spoc_desk.casework.handover.leaks import carried_leaks
from spoc_desk.casework.handover.resting_clocks import rest
from spoc_desk.casework.handover.writing import (
    MOST_DAYS,
    SEALED,
    USUAL_DAYS,
    Draft,
    Sealed,
    Told,
    expiry,
    filled,
    note,
    write,
)
from spoc_desk.casework.la_spoc import la_spoc
from spoc_desk.casework.leaks import FieldLeak, refuse_leaks, scan_texts
from spoc_desk.casework.moments import in_words, london_day
from spoc_desk.casework.own_words import own_words
from spoc_desk.domain.cases import Case
from spoc_desk.domain.handovers import (
    BundleKind,
    Custody,
    CustodyState,
    KnownDesk,
)
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.domain.roles import Role
from spoc_desk.errors import BadAnswer, LeakFound
from spoc_desk.handover_errors import CaseAway
from spoc_desk.vault.cross_anchor import state_of
from spoc_desk.vault.records.handover_rows import custody_of
from spoc_desk.vault.records.stores import CASES, CUSTODY, DOCUMENT_CHECKS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault


@dataclass(frozen=True)
class CaseLine:
    """A case that travels."""

    case_id: str
    case_ref: str
    direction_words: str
    state_words: str
    records: int


@dataclass(frozen=True)
class FileLine:
    """A file that travels: a sanitised copy that this desk has checked, by the number of its check."""

    path: Path
    name: str
    size: int
    document_no: str


@dataclass(frozen=True)
class SealPreview:
    """Exactly what would travel. `leaks` with one that blocks: nothing can be sealed yet."""

    desk: DeskLine
    kind: BundleKind
    cases: tuple[CaseLine, ...]
    counts: tuple[tuple[str, int], ...]
    files: tuple[FileLine, ...]
    records: int
    size: int
    leaks: tuple[FieldLeak, ...]
    stays: tuple[str, ...]
    warnings: tuple[str, ...]
    """What to think about first, in sentences; nothing of it stops the hand-over."""
    expires_words: str

    @property
    def blocks(self) -> bool:
        """Say whether a finding of the leak scan stops it."""
        return any(leak.blocks for leak in self.leaks)


def preview_seal(
    vault: Vault,
    *,
    desk_id: str,
    case_ids: Sequence[str],
    files: Sequence[Path] = (),
    kind: BundleKind | str = BundleKind.CASES,
    valid_days: int = USUAL_DAYS,
) -> SealPreview:
    """Return what would travel, scanned. Raises UnknownRecord, DeskRevoked, CaseAway, BadAnswer, NotYet."""
    return _prepared(vault, desk_id, case_ids, files, kind, valid_days, _silent)[0]


def _prepared(
    vault: Vault,
    desk_id: str,
    case_ids: Sequence[str],
    files: Sequence[Path],
    kind: BundleKind | str,
    valid_days: int,
    told: Told,
) -> tuple[SealPreview, tuple[Attachment, ...]]:
    vault.refuse(SEALED)
    own_keys(vault)
    chosen = _kind(kind)
    desk = open_desk(vault, desk_id)
    cases = _cases(vault, case_ids)
    going = carried(vault, case_ids)
    packed = going.packed()
    attached = _files(vault, files, told)
    by_case: dict[str, int] = {}
    for table, cells in going.rows:
        values = dict(zip(going.tables[table], cells, strict=True))
        case_id = str(values["id"] if table == "cases" else values.get("case_id"))
        by_case[case_id] = by_case.get(case_id, 0) + 1
    preview = SealPreview(
        desk=line_of(desk),
        kind=chosen,
        cases=tuple(
            CaseLine(case.id, case.case_ref, case.direction.label, case.state.label, by_case.get(case.id, 0))
            for case in cases
        ),
        counts=tuple((label_of(table), count) for table, count in packed.counts.items()),
        files=tuple(line for line, _attachment in attached),
        records=len(going.rows),
        size=len(packed.data) + sum(line.size for line, _attachment in attached),
        leaks=carried_leaks(going, own_words(vault)),
        stays=staying(vault, case_ids),
        warnings=_warnings(vault, desk, cases) if chosen is BundleKind.CASES else (),
        expires_words=in_words(expiry(vault, _days(valid_days))),
    )
    return preview, tuple(attachment for _line, attachment in attached)


def seal(
    vault: Vault,
    *,
    folder: Path,
    desk_id: str,
    case_ids: Sequence[str],
    told: Told,
    purpose: str,
    files: Sequence[Path] = (),
    kind: BundleKind | str = BundleKind.CASES,
    valid_days: int = USUAL_DAYS,
    words: str = "",
) -> Sealed:
    """Seal cases for one desk into one file in *folder*; from then on they can only be read here (not for a copy).

    *purpose*: what for, and why they may have it: the decision to share each case is made in the same change.

    Raises what preview_seal raises; LeakFound; BackupPlaceFull and the like; BundleStopped, BundleUnverified: then no
    file is left, and the cases are in our hands as before.
    """
    preview, attachments = _prepared(vault, desk_id, case_ids, files, kind, valid_days, told)
    refuse_leaks(preview.leaks, "hand over")
    line, purpose = _line(vault, words), purpose_of(vault, purpose)
    sealing.check_place(folder, preview.size)
    moves = preview.kind is BundleKind.CASES
    state = state_of(vault)
    with vault.transaction(SEALED) as tx:
        desk = open_desk(tx, desk_id)
        _cases(tx, case_ids)  # again, now that nothing can come between
        decide_hand_over(
            tx, vault, case_ids=case_ids, kind=preview.kind, desk=desk.name, purpose=purpose,
            until=london_day(expiry(vault, _days(valid_days))),
        )  # fmt: skip
        packed_going = carried(tx, case_ids)
        chains = {case_id: _chain(tx, case_id) for case_id in case_ids}
        manifest, packed = filled(
            tx, vault, desk, state,
            Draft(preview.kind, chains=chains, going=packed_going, attachments=attachments, words=line,
                  valid_days=_days(valid_days)),
        )  # fmt: skip
        handover = note(tx, vault, desk, manifest)
        if moves:
            tx.keeping.moves = True
            for case_id in case_ids:
                _put_away(tx, vault, case_id, desk.id, manifest.bundle)
                rest(tx, case_id)
    parcel = Parcel(manifest, packed, tuple(line.path for line in preview.files))
    written = write(vault, folder, parcel, desk, handover, told)
    return Sealed(
        manifest.bundle, written.path, written.size, manifest.sequence, handover.head_code, written.asked_medium
    )


def _warnings(vault: Vault, desk: KnownDesk, cases: Sequence[Case]) -> tuple[str, ...]:
    """At the desk of an LA SPOC a case is seen by whoever is named in it (docs/decisions/0024-own-cases.md)."""
    if desk.role is not Role.LA_SPOC:
        return ()
    unnamed = [case.case_ref for case in cases if case.closed_on is None and la_spoc(vault, case.id) is None]
    if not unnamed:
        return ()
    who = "no LA SPOC is named" if len(unnamed) == 1 else "no LA SPOC is named in them"
    return (
        f"{', '.join(unnamed)}: {who}. Name her first, under SPOCs: at her desk an LA SPOC opens the cases she is "
        "named in. The week for naming her runs on there.",
    )


def _put_away(tx: Transaction, vault: Vault, case_id: str, desk_id: str, handover_id: str) -> None:
    known, today = custody_of(tx, case_id), vault.clock.today()
    if known is None:
        CUSTODY.insert(
            tx,
            Custody(
                id=new_id(), case_id=CaseId(case_id), state=CustodyState.AWAY, desk_id=desk_id,
                handover_id=handover_id, since=today, chain=(handover_id,),
            ),
        )  # fmt: skip
        return
    away = replace(known, state=CustodyState.AWAY, desk_id=desk_id, handover_id=handover_id, since=today)
    CUSTODY.update(tx, known, replace(away, chain=(*known.chain, handover_id)))


def _chain(reader: Reader, case_id: str) -> tuple[str, ...]:
    known = custody_of(reader, case_id)
    return known.chain if known is not None else ()


def _cases(reader: Reader, case_ids: Sequence[str]) -> list[Case]:
    """Return the cases, all of which are in our hands."""
    if not case_ids:
        raise BadAnswer("Choose at least one case.", "case_ids")
    if len(set(case_ids)) != len(case_ids):
        raise BadAnswer("A case is chosen twice.", "case_ids")
    cases = [CASES.get(reader, case_id) for case_id in case_ids]
    for case in cases:
        known = custody_of(reader, case.id)
        if known is not None and known.state is not CustodyState.HERE:
            raise CaseAway(f"{case.case_ref} is not in this desk's hands, so it cannot be handed over from here.")
    return cases


def _silent(_words: str, _done: int, _whole: int) -> bool:
    return True


def _files(vault: Vault, files: Sequence[Path], told: Told) -> list[tuple[FileLine, Attachment]]:
    """Return the files that travel. Only a sanitised copy that was made here may: nothing leaves unseen."""
    found = []
    for path in files:
        attachment = sealing.attachment_of(path, lambda done, whole: told("Reading the files", done, whole))
        checks = DOCUMENT_CHECKS.find(vault, "copy_digest = ? AND copy_digest <> ''", (attachment.digest,))
        if not checks:
            raise LeakFound(
                f"{attachment.name} is no sanitised copy that was made at this desk, or it was changed since. "
                "Check the file first, and attach the copy.",
                "domain 1.0.1",
            )
        found.append((FileLine(path, attachment.name, attachment.size, checks[0].document_no), attachment))
    names = [line.name.casefold() for line, _attachment in found]
    if len(set(names)) != len(names):
        raise BadAnswer("Two files have the same name. Rename one of them.", "files")
    return found


def _kind(kind: BundleKind | str) -> BundleKind:
    if kind not in (BundleKind.CASES, BundleKind.COPY):
        raise BadAnswer("Choose whether the cases are handed over, or copies to read.", "kind")
    return BundleKind(kind)


def _days(valid_days: int) -> int:
    if not 1 <= valid_days <= MOST_DAYS:
        raise BadAnswer(f"Choose between 1 and {MOST_DAYS} days until the file expires.", "valid_days")
    return valid_days


def _line(vault: Vault, words: str) -> str:
    line = " ".join(words.split())
    if len(line) > 200 or not (line.isprintable() or not line):
        raise BadAnswer("Keep the line to the other desk to 200 letters.", "words")
    refuse_leaks(scan_texts({"words": ("Your line to the other desk", line)}, own_words(vault)), "hand over")
    return line
