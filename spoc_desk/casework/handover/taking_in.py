"""Taking in what was looked into: everything in one change, or nothing. What it may not do is asked again inside."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from spoc_desk.bundles.manifest import Manifest
from spoc_desk.casework.change import Change, What
from spoc_desk.casework.handover.checking_rows import Checked, Values, by_case
from spoc_desk.casework.handover.comparing import NOT_SHOWN, differing, stored_values
from spoc_desk.casework.handover.looking_in import TOOK_IN, Incoming, refuse_custody, refuse_for_now
from spoc_desk.casework.handover.packs import end_pack, store_notes, store_pack
from spoc_desk.casework.handover.resting_clocks import rest
from spoc_desk.casework.keeping.settling import settle_custody
from spoc_desk.casework.may_see import settle_again
from spoc_desk.domain.handovers import (
    BundleKind,
    Custody,
    CustodyState,
    Handover,
    HandoverState,
    KnownDesk,
    Way,
)
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.errors import UnknownRecord
from spoc_desk.handover_errors import BundleMisfit
from spoc_desk.vault.connection import DatabaseFault
from spoc_desk.vault.cross_anchor import head_code
from spoc_desk.vault.records.handover_rows import columns_pointing_at, custody_by, custody_through, handover_named
from spoc_desk.vault.records.stores import CASES, CONTACTS, CUSTODY, HANDOVERS, KNOWN_DESKS, PRESENT_HOMES
from spoc_desk.vault.vault import Transaction, Vault

_SAME_CONTACT: Final = (
    "kind = ? AND name = ? AND job_title = ? AND team = ? AND service = ? AND phone = ? AND email = ?"
)


@dataclass(frozen=True)
class TakenIn:
    """What came of taking in. `says`: what it means, in sentences."""

    change: Change
    handover_id: str
    kind: BundleKind
    case_ids: tuple[str, ...]
    new_records: int
    changed_records: int
    receipt_owed: bool
    says: tuple[str, ...]


def take_in(vault: Vault, incoming: Incoming) -> TakenIn:
    """Store what a bundle brought, in one change with its log entry.

    Raises what look_into raises, where something changed in between; then nothing is stored.
    """
    manifest = incoming.manifest
    try:
        with vault.transaction(TOOK_IN) as tx:
            desk = refuse_for_now(vault, tx, manifest)
            tx.keeping.moves = True
            handover = _note(tx, desk, incoming)
            counts, says, case_ids = _Taking(tx, vault, incoming, handover).take()
    except (DatabaseFault, KeyError) as err:
        raise BundleMisfit() from err
    says += _not_hers(vault, incoming)
    return TakenIn(
        change=Change(What.HANDOVER, case_ids[0] if len(case_ids) == 1 else None, (handover.id, *case_ids)),
        handover_id=handover.id,
        kind=manifest.kind,
        case_ids=case_ids,
        new_records=counts[0],
        changed_records=counts[1],
        receipt_owed=manifest.kind in (BundleKind.CASES, BundleKind.COPY, BundleKind.PACK),
        says=says,
    )


def _note(tx: Transaction, desk: KnownDesk, incoming: Incoming) -> Handover:
    manifest, anchor = incoming.manifest, incoming.manifest.anchor
    KNOWN_DESKS.update(
        tx,
        desk,
        replace(
            desk, seen_epoch=anchor.epoch, seen_sequence=manifest.sequence, seen_commit=anchor.commit_no,
            seen_entry=anchor.entry, seen_head=anchor.head,
        ),
    )  # fmt: skip
    return HANDOVERS.insert(
        tx,
        Handover(
            id=manifest.bundle, way=Way.IN, kind=manifest.kind, desk_id=desk.id, sequence=manifest.sequence,
            state=HandoverState.TAKEN, made_at=manifest.made_at, expires_at=manifest.expires_at,
            by_name=manifest.made_by, file_name=incoming.path.name, cases=len(manifest.chains),
            records=manifest.records, attachments=len(manifest.attachments), answers=manifest.answers,
            head_code=head_code(anchor.head),
        ),
    )  # fmt: skip


def _not_hers(vault: Vault, incoming: Incoming) -> tuple[str, ...]:
    """Look again whose relocations an LA SPOC sees, now that what names her may be here; say which do not show."""
    if not vault.is_narrowed:
        return ()
    settle_again(vault)
    hidden = [each.line.case_ref for each in incoming.cases if not CASES.find(vault, "id = ?", (each.line.case_id,))]
    if not hidden:
        return ()
    return (
        f"You are not named in {', '.join(hidden)}, so it does not show for you. The deputy or the office at this desk "
        "sees it, and names the LA SPOC.",
    )


class _Taking:
    """One bundle on its way into the vault, inside its change."""

    def __init__(self, tx: Transaction, vault: Vault, incoming: Incoming, handover: Handover) -> None:
        self._tx, self._vault, self._handover = tx, vault, handover
        self._manifest: Manifest = incoming.manifest
        self._rows: Checked = incoming.rows
        self._new = self._changed = 0
        self._says: list[str] = []

    def take(self) -> tuple[tuple[int, int], tuple[str, ...], tuple[str, ...]]:
        """Do what this kind of bundle does; return (records new, changed), sentences, cases."""
        cases: Sequence[str] = ()
        match self._manifest.kind:
            case BundleKind.CASES | BundleKind.COPY:
                cases = self._cases()
            case BundleKind.RECEIPT:
                cases = self._receipt()
            case BundleKind.CANCELLED:
                cases = self._cancelled()
            case BundleKind.PACK:
                self._new = store_pack(self._tx, self._handover, self._rows)
            case BundleKind.HAND_BACK:
                self._new = store_notes(self._tx, self._manifest.answers, self._rows)
        return (self._new, self._changed), tuple(self._says), tuple(cases)

    def _cases(self) -> list[str]:
        own_rows = by_case(self._tx, self._manifest, self._rows)
        there = {case_id: refuse_custody(self._tx, self._manifest, case_id) for case_id in own_rows}
        same = self._contacts()
        pointing = columns_pointing_at(self._tx, CONTACTS.name)
        for case_id, own in own_rows.items():
            self._forget_home(case_id, own)
            for table, values in own:
                for column in pointing.get(table, ()):
                    pointed = values[column]
                    values = values | {column: same.get(str(pointed), pointed)}
                self._store(table, values, case_id, is_new=there[case_id] is None)
        for case_id, known in there.items():
            self._into_our_hands(case_id, known)
            if self._manifest.kind is BundleKind.COPY:
                rest(self._tx, case_id)
            settle_custody(self._tx, case_id)
        return list(own_rows)

    def _contacts(self) -> dict[str, str]:
        """Store the people and services that are not here yet; return which of theirs is which of ours."""
        same: dict[str, str] = {}
        for table, values in self._rows:
            if table != CONTACTS.name:
                continue
            contact_id = str(values["id"])
            if self._tx.rows("SELECT 1 FROM contacts WHERE id = ?", (contact_id,)):
                continue
            words = tuple(values[name] for name in ("kind", "name", "job_title", "team", "service", "phone", "email"))
            found = CONTACTS.find(self._tx, _SAME_CONTACT, words, tail="ORDER BY rowid LIMIT 1")
            if found:
                same[contact_id] = found[0].id
            else:
                self._tx.take_over(table, _without_version(values))
                self._new += 1
        return same

    def _store(self, table: str, values: Values, case_id: str, *, is_new: bool) -> None:
        before = None if is_new else stored_values(self._tx, table, str(values["id"]))
        if before is None:
            self._tx.take_over(table, _without_version(values))
            self._new += 1
            return
        if table != "cases" and before["case_id"] != case_id:
            raise BundleMisfit()
        changes = {column: values[column] for column in differing(table, before, values)}
        if changes:
            self._tx.update(table, str(values["id"]), changes, version=int(before["version"] or 0))
            self._changed += bool(changes.keys() - NOT_SHOWN)  # a clock that wakes is no change anybody made

    def _forget_home(self, case_id: str, own: Sequence[tuple[str, Values]]) -> None:
        """A mark of the present address that was taken off or replaced at the other desk is gone here too."""
        if PRESENT_HOMES.name not in self._manifest.tables:
            return  # an older program sealed it, and knows of no marks
        sent = {str(values["id"]) for table, values in own if table == PRESENT_HOMES.name}
        for home in PRESENT_HOMES.find(self._tx, "case_id = ?", (case_id,)):
            if home.id not in sent:
                self._tx.erase(PRESENT_HOMES.name, home.id, version=home.version)

    def _into_our_hands(self, case_id: str, known: Custody | None) -> None:
        copy = self._manifest.kind is BundleKind.COPY
        now = Custody(
            id=new_id(),
            case_id=CaseId(case_id),
            state=CustodyState.COPY if copy else CustodyState.HERE,
            desk_id=self._handover.desk_id,
            handover_id=self._handover.id,
            since=self._vault.clock.today(),
            chain=(*self._manifest.chains[case_id], self._handover.id),
        )
        if known is None:
            CUSTODY.insert(self._tx, now)
            return
        if known.state is CustodyState.AWAY:  # it came back before its receipt did
            self._settle(known.handover_id, HandoverState.RECEIPTED, "The case itself came back.")
        CUSTODY.update(self._tx, known, replace(now, id=known.id, version=known.version))

    def _receipt(self) -> list[str]:
        answered = self._answered()
        if answered.state is HandoverState.CANCELLED:
            self._says.append(
                "You cancelled this hand-over, but the other desk had taken it in. Speak to each other before anybody "
                "writes to the cases."
            )
            HANDOVERS.update(
                self._tx, answered, replace(answered, reason=f"{answered.reason} A receipt came all the same.".strip())
            )
            return []
        self._settle(answered.id, HandoverState.RECEIPTED, "")
        gone = [one for one in custody_by(self._tx, answered.id) if one.state is CustodyState.AWAY]
        for one in gone:
            CUSTODY.update(self._tx, one, replace(one, state=CustodyState.THERE, since=self._vault.clock.today()))
            settle_custody(self._tx, one.case_id)
        return [one.case_id for one in gone]

    def _cancelled(self) -> list[str]:
        """The other desk took something back: what is in our hands of it can only be read from now on."""
        known = handover_named(self._tx, self._manifest.answers)
        if known is None:
            self._bar()
            self._says.append("The file it speaks of was not taken in here, and will not be.")
            return []
        HANDOVERS.update(self._tx, known, replace(known, state=HandoverState.UNDONE, settled_at=self._tx.now))
        back = [one for one in custody_through(self._tx, known.id) if one.state is CustodyState.HERE]
        for one in back:
            CUSTODY.update(self._tx, one, replace(one, state=CustodyState.TAKEN_BACK, since=self._vault.clock.today()))
            rest(self._tx, one.case_id)
            settle_custody(self._tx, one.case_id)
        if known.kind is BundleKind.PACK:
            end_pack(self._tx, known.id)
            self._says.append("Its lines are erased here.")
        if back:
            self._says.append(
                "The other desk took its cases back. You can read yours and no longer write to them. Tell the other "
                "desk what you recorded in between."
            )
        if len(back) < known.cases and known.kind is BundleKind.CASES:
            self._says.append("A case of that hand-over has been handed on from here since. Tell the other desk where.")
        return [one.case_id for one in back]

    def _bar(self) -> None:
        """Remember a bundle that never came, so that it is refused when it does."""
        HANDOVERS.insert(
            self._tx,
            replace(
                self._handover, id=self._manifest.answers, version=0, kind=BundleKind.CASES, sequence=0,
                state=HandoverState.BARRED, answers="", file_name="", cases=0, records=0, attachments=0,
                settled_at=self._tx.now,
            ),
        )  # fmt: skip

    def _answered(self) -> Handover:
        found = handover_named(self._tx, self._manifest.answers)
        if found is None or found.way is not Way.OUT or found.desk_id != self._manifest.sender:
            raise UnknownRecord()
        return found

    def _settle(self, handover_id: str, state: HandoverState, reason: str) -> None:
        known = handover_named(self._tx, handover_id)
        if known is not None and known.state in (HandoverState.WRITING, HandoverState.SENT):
            HANDOVERS.update(self._tx, known, replace(known, state=state, settled_at=self._tx.now, reason=reason))


def _without_version(values: Values) -> dict[str, str | int | None]:
    return {column: value for column, value in values.items() if column != "version"}
