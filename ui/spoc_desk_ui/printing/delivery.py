"""From a print that is ready to paper or a file: the copy is entered in the register first, then it leaves."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from spoc_desk.errors import UserError

from ..lazy import load
from ..session import Session
from .source import Copy, Ready, Source

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

PAPER, FILE, PROTECTED = "paper", "file", "protected"


@dataclass(frozen=True)
class Target:
    """Where a copy goes: a printer, or a path."""

    output: str
    printer: str = ""
    path: Path | None = None
    password: str = ""


class Delivery(QObject):
    """One copy at a time. A copy that has a number and did not come out is kept until it does or is given up.

    Signals:
        delivered: (Copy, Target) it is out.
        failed: (UserError, Copy or None): with a copy, its number is in the register already.
        given_up: the copy number that never came out.
    """

    delivered = Signal(object, object)
    failed = Signal(object, object)
    given_up = Signal(int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pending: Copy | None = None
        self._target = Target("")

    @property
    def target(self) -> Target:
        """Where the last copy was sent."""
        return self._target

    @property
    def pending(self) -> Copy | None:
        """The copy that has a number and is not out yet."""
        return self._pending

    def send(self, source: Source, ready: Ready, target: Target, *, acknowledged: bool) -> None:
        """Issue a copy and send it; one that is pending is sent again instead, under its number."""
        self._target = target
        if self._pending is not None:
            self._hand_over(self._pending)
            return

        def work(vault: "Vault") -> Copy:
            if target.path is not None:
                own = load("spoc_desk.casework.own_words").own_words(vault)
                load("spoc_desk.casework.leaks").refuse_leaky_name(target.path.name, own)
            return source.issue(vault, ready, target.output, target.password, acknowledged=acknowledged)

        self._session.run(work, self._on_issued, self._on_refused)

    def give_up(self) -> None:
        """Record that the pending copy never came out: in the register it ends today."""
        copy, self._pending = self._pending, None
        if copy is None or not copy.print_id:
            return

        def work(vault: "Vault") -> "Done":
            done: Done = load("spoc_desk.casework.print_register").mark_destroyed(
                vault, print_id=copy.print_id, destroyed_by="nobody: it never came out", came_out=False
            )
            return done

        def settle(_done: "Done") -> None:
            self.given_up.emit(copy.copy_no or 0)

        self._session.change(work, settle)

    def forget(self) -> None:
        """Forget a pending copy's bytes: another print is shown, or the desk locks."""
        self._pending = None

    def _on_issued(self, copy: Copy) -> None:
        self._pending = copy
        if copy.change is not None:
            self._session.changed.emit(copy.change)
        self._hand_over(copy)

    def _hand_over(self, copy: Copy) -> None:
        target = self._target
        if target.output == PAPER:
            self._session.run_outside(
                lambda: load("spoc_desk.machine.printer").print_pdf(copy.pdf, target.printer),
                self._on_out,
                self._on_stuck,
            )
        else:
            path = target.path or Path(copy.file_name)
            self._session.run_outside(
                lambda: load("spoc_desk.machine.files").write_atomic(path, copy.pdf), self._on_out, self._on_stuck
            )

    def _on_out(self, _nothing: None) -> None:
        copy, self._pending = self._pending, None
        if copy is not None:
            self.delivered.emit(copy, self._target)

    def _on_stuck(self, error: UserError) -> None:
        self.failed.emit(error, self._pending)

    def _on_refused(self, error: UserError) -> None:
        self.failed.emit(error, None)
