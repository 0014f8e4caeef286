"""The window's only way to the vault: one open vault on one worker thread."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from spoc_desk.clock import Clock, london
from spoc_desk.errors import Busy, UserError

from .lazy import load
from .tasks import Worker

if TYPE_CHECKING:
    from spoc_desk.vault.kdf import KdfSettings
    from spoc_desk.vault.lifecycle import RecoveryCode, SlotLabel
    from spoc_desk.vault.vault import Actor, Vault

T = TypeVar("T")
_TRY_AGAIN = 0.05


@dataclass
class _Holder:
    """The open vault; touched by the worker thread only, but for a call to break off."""

    vault: "Vault | None" = None

    def get(self) -> "Vault":
        if self.vault is None:
            raise VaultIsLocked
        return self.vault


class VaultIsLocked(UserError):
    """The desk is locked. Nothing was lost; unlock it to go on."""


class Session(QObject):
    """One vault, one thread.

    Signals:
        entered: the vault is open, though its set-up may wait to be finished.
        unlocked: the vault is open; `actor` says who works with it.
        locked: the vault is closing; pages are thrown away.
        changed: the Change that work done with `change` returned, or the `change` of the Done it returned.
        saved: "Saved 14:32".
        failed: a UserError nobody else handles.
        broke: an exception that is a fault of the program.
        busy_changed: True while something takes longer than half a second.
        settled: everything asked of the vault has been answered.
        lock_wanted: the desk must lock now; the words say why.
        checking: (rows done, rows in all) while everything is checked at an unlock.
    """

    entered = Signal()
    unlocked = Signal()
    locked = Signal()
    changed = Signal(object)
    saved = Signal(str)
    failed = Signal(object)
    broke = Signal(object)
    busy_changed = Signal(bool)
    settled = Signal()
    lock_wanted = Signal(str)
    checking = Signal(int, int)

    def __init__(
        self,
        clock: Clock,
        parent: QObject | None = None,
        *,
        kdf: "KdfSettings | None" = None,
        anchors: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self.clock = clock
        self.anchors = anchors  # where this computer remembers how far its vaults had come; None remembers nothing
        self.kdf = kdf  # the cost of a password check in new vaults; None measures it on this computer
        self.actor: Actor | None = None
        self.sights: frozenset[str] = frozenset()
        self.acts: frozenset[str] = frozenset()
        self.is_open = False
        self.unclean_end = False
        self.room_words = ""  # what is said of the room left on the vault's disk; "" where there is enough
        self.setup_complete = False
        self.vault_id = ""
        self.looks_at_disk = False  # the real program says what this computer leaves on its disk; a tour does not
        self.touched = False  # once a password was tried here, this process may remember it for as long as it lives
        self.patience = 0.0  # seconds that the first unlock waits for a vault that another process is just closing
        self.memory: dict[str, object] = {}  # what tables remember (sort, widths, filters) until the next lock
        self._holder = _Holder()
        self._worker = Worker(self)
        self._worker.refused.connect(self.failed)
        self._worker.broke.connect(self.broke)
        self._worker.busy_changed.connect(self.busy_changed)
        self._worker.settled.connect(self.settled)

    def sees(self, *sights: str) -> bool:
        """Say whether the person at the desk sees one of these (words of casework.may_see); without any, always."""
        return not sights or not self.sights.isdisjoint(sights)

    def may(self, *acts: str) -> bool:
        """Say whether one of these is an act of the person at the desk (casework.may_do); without any, always."""
        return not acts or not self.acts.isdisjoint(acts)

    # work -----------------------------------------------------------------------------------------------------------

    def run(
        self,
        work: "Callable[[Vault], T]",
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Do *work* with the vault on the worker thread, then *done* or *failed* here. No widget inside *work*."""
        holder = self._holder
        self._submit(lambda: work(holder.get()), done, failed)

    def change(
        self,
        work: "Callable[[Vault], T]",
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Like run, for work that writes: afterwards tells every page what changed, and says "Saved 14:32"."""

        def settle(value: T) -> None:
            self._say_saved()
            if done is not None:
                done(value)
            self.changed.emit(getattr(value, "change", value))

        self.run(work, settle, failed)

    def run_outside(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Do *work* that needs no open vault on the worker thread: reading role words, loading modules."""
        self._submit(work, done, failed)

    @property
    def idle(self) -> bool:
        """True when nothing is queued or running."""
        return self._worker.idle

    @property
    def last_job(self) -> int:
        """The number of what was asked of the vault last."""
        return self._worker.last

    def break_off(self, last_job: int) -> None:
        """Let a question to the vault end now, unfinished, if it was asked no later than *last_job*."""
        vault = self._holder.vault
        if vault is not None:
            self._worker.break_off(last_job, vault.interrupt)

    # open and close -------------------------------------------------------------------------------------------------

    def slots(self, folder: Path, done: "Callable[[tuple[SlotLabel, ...]], None]") -> None:
        """Read the role words of the unlock screen; no key needed. A trouble with the vault is told at unlock."""
        self._submit(lambda: load("spoc_desk.vault.lifecycle").slots(folder), done, _keep_quiet)

    def tries(self, folder: Path, done: "Callable[[int, int], None]") -> None:
        """Tell *done* how many wrong passwords there were, and how many seconds the next try has to wait."""

        def work() -> tuple[int, int]:
            found = load("spoc_desk.vault.preauth").tries(folder)
            return found.wrong, found.seconds_left(self.clock)

        self._submit(work, lambda found: done(*found), _keep_quiet)

    def open(
        self,
        folder: Path,
        password: str,
        *,
        slot_id: str | None = None,
        done: Callable[[], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Unlock the vault in *folder*. Where its set-up was never finished, `unlocked` waits for a confirmed sheet."""

        patience, self.patience = self.patience, 0.0

        def work() -> None:
            lifecycle = load("spoc_desk.vault.lifecycle")

            def enter() -> "Vault":
                vault: Vault = lifecycle.open_vault(
                    folder,
                    password,
                    clock=self.clock,
                    slot_id=slot_id,
                    anchors=self.anchors,
                    told=self.checking.emit,
                )
                return vault

            self._take(_patiently(enter, patience))

        def settle(_: object) -> None:
            if done is not None:
                done()
            if self.setup_complete:
                self.unlocked.emit()

        self._enter(work, settle, failed)

    def create(
        self,
        folder: Path,
        password: str,
        *,
        name: str,
        roles: frozenset[str],
        done: "Callable[[RecoveryCode], None]",
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Make a new vault and open it. Set-up is complete only after `confirm_recovery`."""

        def work() -> object:
            lifecycle = load("spoc_desk.vault.lifecycle")
            vault, code = lifecycle.create_vault(
                folder, password, name=name, roles=roles, clock=self.clock, kdf=self.kdf, anchors=self.anchors
            )
            self._take(vault)
            return code

        self._enter(work, cast("Callable[[object], None]", done), failed)

    def recover(
        self,
        folder: Path,
        typed_code: str,
        new_password: str,
        *,
        slot_id: str | None = None,
        done: "Callable[[RecoveryCode], None]",
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Open the vault with the recovery sheet as the person of *slot_id*, else the first one.

        The old code dies and *done* gets the new one.
        """

        def work() -> object:
            lifecycle = load("spoc_desk.vault.lifecycle")
            vault, code = lifecycle.open_with_recovery(
                folder,
                typed_code,
                new_password,
                clock=self.clock,
                slot_id=slot_id,
                anchors=self.anchors,
                told=self.checking.emit,
            )
            self._take(vault)
            return code

        self._enter(work, cast("Callable[[object], None]", done), failed)

    def enter_by(
        self,
        enter: "Callable[[], Vault]",
        done: Callable[[], None],
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Unlock in another way than with one password; *enter* runs on the worker thread."""

        def settle(_: object) -> None:
            done()
            if self.setup_complete:
                self.unlocked.emit()

        self._enter(lambda: self._take(enter()), settle, failed)

    def confirm_recovery(
        self, typed: str, done: Callable[[], None], failed: Callable[[UserError], None] | None = None
    ) -> None:
        """Finish set-up: the code on the sheet was typed back."""

        def work(vault: "Vault") -> None:
            load("spoc_desk.vault.lifecycle").confirm_recovery(vault, typed)

        def settle(_: None) -> None:
            self.setup_complete = True
            done()

        self.run(work, settle, failed)

    def renew_recovery(
        self, done: "Callable[[RecoveryCode], None]", failed: Callable[[UserError], None] | None = None
    ) -> None:
        """Make a new recovery sheet; the one before it opens nothing any more."""

        def work(vault: "Vault") -> "RecoveryCode":
            code: RecoveryCode = load("spoc_desk.vault.lifecycle").renew_recovery(vault)
            return code

        self.run(work, done, failed)

    def announce_unlocked(self) -> None:
        """Say that the vault is ready: after a set-up or a recovery has shown its sheet."""
        self.unlocked.emit()

    def lock(self) -> None:
        """Close the vault. Never asks; what is queued before (drafts) is still written."""
        if not self.is_open:
            return
        self.is_open = False
        self.actor = None
        self.sights = self.acts = frozenset()
        self.memory.clear()
        self.locked.emit()
        self._worker.forget_answers()
        self._worker.submit(self._close)

    def shut_down(self) -> None:
        """Lock, then end the worker thread."""
        self.lock()
        self._worker.stop()

    # inside ---------------------------------------------------------------------------------------------------------

    def _submit(
        self, work: Callable[[], T], done: Callable[[T], None] | None, failed: Callable[[UserError], None] | None
    ) -> None:
        self._worker.submit(work, cast("Callable[[object], None] | None", done), failed)

    def _enter(
        self,
        work: Callable[[], object],
        done: Callable[[object], None] | None,
        failed: Callable[[UserError], None] | None,
    ) -> None:
        self.touched = True

        def settle(value: object) -> None:
            self.is_open = True
            self.entered.emit()
            if done is not None:
                done(value)

        self._worker.submit(work, settle, failed)

    def _take(self, vault: "Vault") -> None:
        """Keep an opened vault (worker thread); the plain values beside it are read by the window afterwards."""
        may_see = load("spoc_desk.casework.may_see")
        may_see.settle(vault)
        self._holder.vault = vault
        self.actor = vault.actor
        self.sights = may_see.sights(vault)
        self.acts = frozenset(act for act in load("spoc_desk.casework.may_do").ACTS if vault.may(act))
        self.unclean_end = vault.unclean_end
        size = vault.database.path.stat().st_size
        self.room_words = load("spoc_desk.vault.disk_room").words(vault.folder, size)
        self.setup_complete = vault.setup_complete
        self.vault_id = vault.vault_id

    def _close(self) -> None:
        vault, self._holder.vault = self._holder.vault, None
        if vault is not None:
            vault.close()

    def _say_saved(self) -> None:
        self.saved.emit(f"Saved {self.clock.now().astimezone(london()):%H:%M}")


def _patiently(enter: "Callable[[], Vault]", seconds: float) -> "Vault":
    """Enter, and where another process still holds the lock try again for some *seconds* (worker thread)."""
    until = time.monotonic() + seconds
    while True:
        try:
            return enter()
        except Busy:
            if time.monotonic() >= until:
                raise
            time.sleep(_TRY_AGAIN)


def _keep_quiet(_error: UserError) -> None:
    """Nothing to say yet: the same trouble is told in full when she unlocks."""
