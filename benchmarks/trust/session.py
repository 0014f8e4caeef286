"""A session: unlock, saves of every kind with half-typed text between, lock. What was said to be saved is there."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from benchmarks.trust.forked import Heard, Say, forked
from benchmarks.trust.tally import Fault, Kind
from benchmarks.trust.works import LIGHT, PASSWORD, Work, at_home, checked, closed, opens, step, unlocked
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.exchange import record_hand
from spoc_desk.casework.sample import bulk
from spoc_desk.casework.sample.desk import Desk
from spoc_desk.clock import FixedClock
from spoc_desk.errors import UserError
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.lifecycle import confirm_recovery, create_vault
from spoc_desk.vault.vault import Draft, Vault

ROLES = frozenset({"la_spoc", "administrator", "dcs_office", "dass_office"})
_OPERATIONS = (
    "SELECT operation_id, (SELECT count(*) FROM audit AS same WHERE same.commit_no = audit.commit_no)"
    " FROM audit WHERE operation_id LIKE 'op-%'"
)


def make_vault(folder: Path) -> None:
    """Make a locked vault with two cases in it."""
    clock = FixedClock()
    vault, code = create_vault(folder, PASSWORD, name="Asha Brook", roles=ROLES, clock=clock, kdf=LIGHT)
    confirm_recovery(vault, code.text)
    save_profile(vault, load_profile("luton"))
    bulk.add_cases(Desk(vault, clock, clock.today()), 2, seed=1)
    vault.close()


class Session(Work):
    """Saves through the casework and through plain transactions, each with its operation id."""

    name: ClassVar[str] = "a session of saves"
    saves: ClassVar[int] = 8

    def __init__(self) -> None:
        self.items: list[str] = []
        self.entries: dict[str, int] = {}

    def lay_out(self, disk: Path) -> None:
        """Make the vault; what each save writes is learnt from a run without a fault."""
        make_vault(disk / "vault")
        vault = unlocked(disk)
        asked = "SELECT id FROM exchange_items WHERE state = 'requested' ORDER BY id"
        self.items = [row[0] for row in vault.rows(asked)]
        vault.close()

    def learn(self, disk: Path) -> None:
        """Read from a disk after a whole run how many entries each operation has."""
        vault = unlocked(disk)
        self.entries = {row[0]: row[1] for row in vault.rows(_OPERATIONS)}
        vault.close()
        if len(self.entries) != self.saves:
            raise AssertionError("the session does not save what it should")

    def act(self, disk: Path, say: Say) -> None:
        """Unlock, save, lock."""
        at_home(disk)
        desk: list[Vault] = []
        if not step(say, "unlock", lambda: desk.append(unlocked(disk))):
            return
        (vault,) = desk
        for number in range(self.saves):
            step(say, f"op-{number}", lambda number=number: self.save(vault, number))  # type: ignore[misc]
            draft = Draft("page", {"note": number}, "note", 1, "2026-11-23T09:30:00Z")
            step(say, f"draft-{number}", lambda draft=draft: vault.save_draft(draft))  # type: ignore[misc]
        vault.close()
        say("closed", "")

    def save(self, vault: Vault, number: int) -> None:
        """Do one save: a hand of a record, or rows of its own with a change of those before."""
        if number % 2 == 0:
            day = vault.clock.today().isoformat()
            answers = {"happened_on": day, "method": "secure_mail", "pages": "12"}
            item = self.items[number // 2]
            record_hand(vault, item_id=item, hand="A4", answers=answers, operation_id=f"op-{number}")
            return
        with vault.transaction("noted", operation_id=f"op-{number}") as tx:
            for row in _rows(number):
                tx.insert("school_partnerships", row)
            if number > 1:
                tx.update("school_partnerships", f"p{number - 2}-0", {"officer": f"by {number}"}, version=1)

    def judge(self, disk: Path, heard: Heard, say: Say) -> Iterator[Fault]:
        """Everything said is there, once and whole; nothing else is there in part; what failed can be saved now."""
        at_home(disk)
        vault, faults = opens(disk)
        yield from faults
        if vault is None:
            return
        saved, failed = set(heard.of("saved")), set(heard.of("failed"))
        found = [(row[0], row[1]) for row in vault.rows(_OPERATIONS)]
        yield from self._operations(found, {name for name in saved if name.startswith("op-")})
        yield from _contents(vault, {name for name, _ in found})
        yield from _drafts(vault, saved)
        yield from checked(vault)
        for name in sorted(name for name in failed - saved if name.startswith("op-")):
            if any(name == there for there, _ in found):
                say("durable", name)
            yield from self._once_more(vault, name)
        closed(vault)

    def _operations(self, found: list[tuple[str, int]], saved: set[str]) -> Iterator[Fault]:
        names = [name for name, _ in found]
        for name in sorted(saved - set(names)):
            yield Fault(Kind.LOST, f"{name} was said to be saved")
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Fault(Kind.WRONG, f"{name} is there twice")
        for name, entries in found:
            if self.entries and entries != self.entries[name]:
                yield Fault(Kind.SILENT, f"{name} has {entries} entries instead of {self.entries[name]}")

    def _once_more(self, vault: Vault, name: str) -> Iterator[Fault]:
        """The person repeats what she was told has failed: then it is there, and once."""
        try:
            self.save(vault, int(name[3:]))
        except UserError as err:
            yield Fault(Kind.WRONG, f"{name} cannot be saved on a disk that works: {type(err).__name__}")
            return
        times = [row[0] for row in vault.rows(_OPERATIONS)].count(name)
        if times != 1:
            yield Fault(Kind.WRONG, f"{name}, repeated, is there {times} times")


def _rows(number: int) -> list[dict[str, str]]:
    width = 30 + number % 3 * 2500
    return [
        {"id": f"p{number}-{row}", "name": f"{number}-{row} " + "x" * width, "officer": "", "officer_phone": "",
         "officer_email": ""}
        for row in range(1 + number % 5)
    ]  # fmt: skip


def _contents(vault: Vault, found: set[str]) -> Iterator[Fault]:
    """Yield a silent wrong read for every own row that is not what the operations that are there have written."""
    expected: dict[str, tuple[str, str]] = {}
    for name in sorted(found, key=lambda name: int(name[3:])):
        number = int(name[3:])
        if number % 2:
            expected |= {row["id"]: (row["name"], "") for row in _rows(number)}
            before = f"p{number - 2}-0"
            if before in expected:
                expected[before] = (expected[before][0], f"by {number}")
    stored = {row[0]: (row[1], row[2]) for row in vault.rows("SELECT id, name, officer FROM school_partnerships")}
    for row_id in sorted(expected.keys() | stored.keys()):
        if expected.get(row_id) != stored.get(row_id):
            yield Fault(Kind.SILENT, f"row {row_id} is not what was saved")


def _drafts(vault: Vault, saved: set[str]) -> Iterator[Fault]:
    kept = [int(name[6:]) for name in saved if name.startswith("draft-")]
    stored = [int(str(draft.answers["note"])) for draft in vault.drafts()]
    if kept and (not stored or stored[0] < max(kept)):
        yield Fault(Kind.LOST, f"half-typed text {max(kept)} was said to be kept, and {stored} is there")


def reference(work: Session, disk: Path) -> None:
    """Let a session learn from a run without a fault, on a disk of its own."""
    heard = forked(lambda say: work.act(disk, say))
    if heard.raw or heard.of("failed"):
        raise AssertionError(f"the session fails without a fault: {heard.raw or heard.of('told')}")
    work.learn(disk)
