"""Hand-over between two vaults: a case is in one pair of hands whatever happens, and no changed file is taken in."""

import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from benchmarks.trust.forked import Heard, Say
from benchmarks.trust.options import Options
from benchmarks.trust.session import ROLES
from benchmarks.trust.tally import Fault, Kind, Tally
from benchmarks.trust.works import LIGHT, PASSWORD, Work, at_home, checked, closed, opens, step, unlocked
from spoc_desk.bundles.desk_keys import DeskKeys
from spoc_desk.bundles.manifest import Manifest, State
from spoc_desk.bundles.opening import open_bundle
from spoc_desk.bundles.records import pack
from spoc_desk.bundles.sealing import Parcel, attachment_of, filled, new_name, write
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.handover.desks import add_desk, card_file, own_desk, read_card, set_up_desk
from spoc_desk.casework.handover.looking_in import look_into
from spoc_desk.casework.handover.sealing import seal
from spoc_desk.casework.handover.standing import custody
from spoc_desk.casework.handover.taking_in import take_in
from spoc_desk.casework.sample import bulk
from spoc_desk.casework.sample.desk import Desk
from spoc_desk.clock import FixedClock
from spoc_desk.domain.handovers import BundleKind
from spoc_desk.errors import UserError
from spoc_desk.handover_errors import BundleReplayed, CaseAway
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.lifecycle import confirm_recovery, create_vault, open_vault
from spoc_desk.vault.records.stores import CASES
from spoc_desk.vault.vault import Vault

FLIPS, CUTS = 2_000, 200


def go_on(_words: str, _done: int, _whole: int) -> bool:
    """Never stop."""
    return True


def silent(_done: int, _whole: int) -> bool:
    """Never stop."""
    return True


class _Between(Work):
    """Two vaults that know each other: `vault` is the one that works, `other` looks afterwards."""

    def lay_out(self, disk: Path) -> None:
        """Make both, with a case at the desk that seals."""
        (disk / "stick").mkdir()
        vaults = [_made(disk / name, name) for name in ("vault", "other")]
        for one, two in (vaults, reversed(vaults)):
            add_desk(one, card=read_card(one, data=card_file(two)), name="the other", role="la_spoc", compared=True)
        self.prepare(disk, vaults[0], vaults[1])
        for vault in vaults:
            vault.close()

    def prepare(self, disk: Path, vault: Vault, other: Vault) -> None:
        """Do what comes before the fault."""

    def other(self, disk: Path) -> Vault:
        """Open the vault that no fault struck."""
        return open_vault(disk / "other", PASSWORD, clock=FixedClock(), anchors=disk / "home" / "anchors-of-other")


def _made(folder: Path, name: str) -> Vault:
    clock = FixedClock()
    vault, code = create_vault(folder, PASSWORD, name="Asha Brook", roles=ROLES, clock=clock, kdf=LIGHT)
    confirm_recovery(vault, code.text)
    save_profile(vault, load_profile("luton"))
    set_up_desk(vault, name=name, role="la_spoc")
    return vault


def _with_case(vault: Vault) -> str:
    bulk.add_cases(Desk(vault, FixedClock(), FixedClock().today()), 1, seed=1)
    return CASES.find(vault)[0].id


def _send(vault: Vault, disk: Path, to: Vault, case_id: str) -> Path:
    own = own_desk(to)
    assert own is not None
    return seal(
        vault, folder=disk / "stick", desk_id=own.desk_id, case_ids=[case_id], told=go_on, purpose="To go on"
    ).path


class Seal(_Between):
    """A case is sealed onto a stick."""

    name: ClassVar[str] = "seal"

    def prepare(self, disk: Path, vault: Vault, other: Vault) -> None:
        """Put a case where it is sealed."""
        self.case_id = _with_case(vault)
        own = own_desk(other)
        assert own is not None
        self.to = own.desk_id

    def act(self, disk: Path, say: Say) -> None:
        """Seal it."""
        at_home(disk)
        vault = unlocked(disk)
        step(
            say, "sealed", again=False,
            do=lambda: seal(
                vault, folder=disk / "stick", desk_id=self.to, case_ids=[self.case_id], told=go_on, purpose="To go on"
            ),
        )  # fmt: skip
        vault.close()

    def judge(self, disk: Path, heard: Heard, say: Say) -> Iterator[Fault]:
        """Where a file lies that can be taken in, the case cannot be written to here; what was said to be sealed is."""
        at_home(disk)
        vault, faults = opens(disk)
        yield from faults
        if vault is None:
            return
        yield from checked(vault)
        writable = _writable(vault, self.case_id)
        closed(vault)
        whole = 0
        other = self.other(disk)
        for path in sorted((disk / "stick").glob("*.age")):
            try:
                look_into(other, path=path, told=go_on)
                whole += 1
            except UserError as err:
                yield Fault(Kind.SILENT, f"a file with the name of a bundle is none: {type(err).__name__}")
        closed(other)
        if whole and writable:
            yield Fault(Kind.WRONG, "two desks can write to the case")
        if "sealed" in heard.of("saved") and not whole:
            yield Fault(Kind.LOST, "the bundle that was said to be sealed is not there")
        if "failed" in {kind for kind, _ in heard.words} and not whole and not writable:
            say("left", "read-only until it is cancelled")


class Unseal(_Between):
    """A sealed case is taken in."""

    name: ClassVar[str] = "unseal"

    def prepare(self, disk: Path, vault: Vault, other: Vault) -> None:
        """Seal a case at the other desk."""
        self.case_id = _with_case(other)
        self.file = _send(other, disk, vault, self.case_id).name

    def act(self, disk: Path, say: Say) -> None:
        """Take it in."""
        at_home(disk)
        vault = unlocked(disk)
        step(say, "taken", lambda: take_in(vault, look_into(vault, path=disk / "stick" / self.file, told=go_on)))
        vault.close()

    def judge(self, disk: Path, heard: Heard, say: Say) -> Iterator[Fault]:
        """The case is here whole and in our hands, or nothing of it is and it can be taken in again."""
        at_home(disk)
        vault, faults = opens(disk)
        yield from faults
        if vault is None:
            return
        yield from checked(vault)
        there = bool(CASES.find(vault))
        path = disk / "stick" / self.file
        try:
            take_in(vault, look_into(vault, path=path, told=go_on))
            again = True
        except BundleReplayed:
            again = False
        except UserError as err:
            again = True
            yield Fault(Kind.LOST, f"the bundle is not taken in any more: {type(err).__name__}")
        if again and there:
            yield Fault(Kind.WRONG, "a case was there without its hand-over")
        if "taken" in heard.of("saved") and not there:
            yield Fault(Kind.LOST, "what was said to be taken in is not there")
        if not _writable(vault, self.case_id):
            yield Fault(Kind.WRONG, "the case is in nobody's hands")
        yield from checked(vault)
        closed(vault)


def _writable(vault: Vault, case_id: str) -> bool:
    """Say whether the vault lets a case be written to, and agrees with what it says of it."""
    held = custody(vault, case_id)
    try:
        with vault.transaction("corrected a case") as tx:
            case = CASES.get(tx, case_id)
            tx.update("cases", case_id, {"chief_constable_informed": "yes"}, version=case.version)
    except CaseAway:
        assert held is not None and held.frozen
        return False
    assert held is None or not held.frozen
    return True


def changed_files(options: Options) -> Iterator[Tally]:
    """Flip and cut a bundle in so many places; nothing of it may be believed. No vault, no password."""
    started = time.perf_counter()
    north, south = DeskKeys.new(), DeskKeys.new()
    attached = options.room / "copy.pdf"
    attached.write_bytes(random.Random(1).randbytes(60_000))
    records = pack([("cases", [f"case {number}", "quiet harbour"]) for number in range(200)])
    said = Manifest(
        bundle="0" * 32, kind=BundleKind.CASES, sender=north.public.desk_id, receiver=south.public.desk_id, sequence=1,
        skipped=(), made_at="2026-11-23T09:30:00Z", expires_at="2026-12-07T09:30:00Z", made_by="Asha Brook",
        app="0.1.0", schema=1, answers="", words="", anchor=State(0, 5, 9, "a" * 64), yours=None, chains={},
        tables={"cases": ("id", "case_ref")}, counts={}, records_bytes=0, records_digest="0" * 64,
        attachments=(attachment_of(attached),), padding=0,
    )  # fmt: skip
    parcel = Parcel(filled(said, records), records, (attached,))
    raw = write(new_name(options.room), parcel, north, south.public, silent).path.read_bytes()
    flips, cuts = (FLIPS, CUTS) if not options.points else (options.points * 10, options.points)
    tally, chance, path = Tally("bundle: flipped and cut"), random.Random(51), options.room / "changed.age"
    for number in range(flips + cuts):
        at = chance.randrange(len(raw))
        bad = raw[:at] if number >= flips else raw[:at] + bytes([raw[at] ^ 1 << chance.randrange(8)]) + raw[at + 1 :]
        path.write_bytes(bad)
        faults = []
        try:
            open_bundle(path, south.identity, south.public, lambda _signing: north.public, silent)
            faults.append(Fault(Kind.SILENT, f"taken for whole: change {number} at byte {at}"))
        except UserError:
            tally.refused += 1
        except Exception as err:  # noqa: BLE001  (counted: an error without a sentence)
            faults.append(Fault(Kind.RAW, type(err).__name__))
        tally.add(faults, at=f"byte {at}")
    tally.seconds = time.perf_counter() - started
    yield tally
