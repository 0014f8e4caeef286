"""Check a file: what in it could tell where a family is or was, decided place by place; and a copy without it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from spoc_desk.errors import Cancelled, UserError

from ..checking.desk_side import Kept, Result, keep_result, plan, refuse_name, refuse_unsigned
from ..checking.reading import Copy, Reading
from ..checking.start import StartPane
from ..lazy import load
from ..page import Page, Tools
from ..place_strings import split_place
from ..widgets.busy_cover import BusyCover
from ..widgets.surface import column

if TYPE_CHECKING:
    from spoc_desk.casework.document_checks import CheckPlan
    from spoc_desk.sanitise.review.places import Place
    from spoc_desk.sanitise.review.review import Review
    from spoc_desk.sanitise.review.verdict import Verdict
    from spoc_desk.vault.vault import Vault

    from ..checking.workspace import Workspace

DROPPED = "The check was dropped at the lock: open the file again."
_UNDER_WAY = "A check is under way. Finish it, or drop it, before the next file."
_STOPPED = "Stopped: there is no copy. What you decided is still here."
_AGAIN = "There is no copy yet: read again, it still named something. Decide about that too, then make it."
_CLEAN = "Recorded: clean. It may be passed on."
_LEAKS = "Recorded: it leaks, and is quarantined. Send the list to the UKPPS SPOC and ask for a new copy."


class CheckFilePage(Page):
    """Place "check", or "check/<record of the register>". Nothing of a file outlives the page."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self._item_id = ""
        self._check_id = ""
        self._follow = ""
        self._plan: CheckPlan | None = None
        self.workspace: Workspace | None = None
        layout = column(self, spacing=0)
        self._stack = QStackedWidget(self)
        layout.addWidget(self._stack)
        self.start = StartPane(self._stack)
        self._stack.addWidget(self.start)
        self.reading = Reading(self._session, self)
        self.cover = BusyCover(self)
        self.start.begin_requested.connect(self._on_begin)
        self.cover.cancelled.connect(self.reading.cancel)
        self.reading.read.connect(self._on_read)
        self.reading.made.connect(self._on_made)
        self.reading.found_again.connect(self._on_found_again)
        self.reading.failed.connect(self._on_failed)
        self.reading.progressed.connect(self._on_progressed)
        self._session.locked.connect(self._let_go)

    # the place ------------------------------------------------------------------------------------------------------

    def open(self, ids: Mapping[str, str]) -> None:
        item_id = ids.get("item_id", "")
        if self.review is not None:
            if item_id and item_id != self._item_id:
                self.notice_requested.emit(_UNDER_WAY, "warn")
            self.reference_changed.emit(self._plan.case_ref if self._plan is not None else "")
            self.filled.emit()
            return
        self._item_id = item_id
        self.start.start()
        self.start.say(DROPPED if ids.get("dropped") else "", "warn")
        if item_id:
            self._session.run(lambda vault: plan(vault, "", item_id), self._on_item_plan, self._on_refused)
        else:
            self.filled.emit()

    def open_ids(self) -> dict[str, str]:
        ids = {"item_id": self._item_id} if self._item_id else {}
        return ids | ({"dropped": "yes"} if self.review is not None else {})

    def first_focus(self) -> QWidget | None:
        if self.workspace is not None and self._stack.currentWidget() is self.workspace:
            return self.workspace.first_focus()
        return self.start.first_focus()

    def keep_text(self) -> None:
        if self.workspace is not None:
            self.workspace.forget_caret()

    def save_requested(self) -> bool:
        workspace = self.workspace
        if workspace is None or not workspace.leaving.has_copy or not workspace.leaving.copy.save.isEnabled():
            return False
        workspace.leaving.copy.save.click()
        return True

    @property
    def review(self) -> "Review | None":
        """The review that is under way."""
        return self.workspace.review if self.workspace is not None else None

    def take_file(self, path: Path) -> None:
        """A file was dropped on the window."""
        if self.review is not None:
            self.notice_requested.emit(_UNDER_WAY, "warn")
        else:
            self.start.take_file(path)

    # reading --------------------------------------------------------------------------------------------------------

    def _on_item_plan(self, made: "CheckPlan") -> None:
        self.start.start(made.mode.value, made.label)
        self.filled.emit()

    def _on_refused(self, error: UserError) -> None:
        self.start.say(str(error), "error")
        self.filled.emit()

    def _on_begin(self, path: Path, way: str) -> None:
        self.start.say("")
        item_id = self._item_id

        def planned(made: "CheckPlan") -> None:
            self._plan = made
            self.cover.start("Reading the file", can_cancel=True)
            self.reading.start(path, made)

        self._session.run(lambda vault: plan(vault, "" if item_id else way, item_id), planned, self._on_refused)

    def _on_read(self, review: "Review") -> None:
        self.cover.stop()
        if self._plan is None:
            return
        workspace = self._workspace()
        self._stack.setCurrentWidget(workspace)
        workspace.show_review(review, self._plan)
        workspace.first_focus().setFocus()
        self.reference_changed.emit(self._plan.case_ref)

    def _on_failed(self, error: UserError) -> None:
        self._uncover()
        if self.review is None:
            self._plan = None
            self.start.say(str(error), "warn")
            self.start.first_focus().setFocus()
        else:
            stopped = isinstance(error, Cancelled)
            self.notice_requested.emit(_STOPPED if stopped else str(error), "info" if stopped else "error")
            self._focus_review()

    def _focus_review(self) -> None:
        """Give the focus back to the review after something covered it."""
        if self.workspace is not None:
            self.workspace.first_focus().setFocus()

    def _on_progressed(self, done: int, of: int, word: str) -> None:
        self.cover.say_words(f"{word}…" if not of else f"{word}: {done} of {of}")
        if of:
            self.cover.say(done, of)

    # the copy and the verdict ---------------------------------------------------------------------------------------

    def _on_make(self) -> None:
        if self.review is not None and self.workspace is not None:
            self.workspace.setEnabled(False)
            self.cover.start("Making the copy", can_cancel=True)
            self.reading.make(self.review)

    def _on_made(self, copy: Copy) -> None:
        self._uncover()
        workspace, review = self.workspace, self.review
        if workspace is None or review is None or copy.version != review.version or self._plan is None:
            return
        reviewer = self._session.actor.name if self._session.actor is not None else ""
        number = self._plan.document_no
        workspace.show_copy(copy, reviewer, f"doc-{number}.pdf")
        workspace.leaving.copy.pages.setFocus()

    def _on_found_again(self, places: "Sequence[Place]") -> None:
        self._uncover()
        if self.workspace is not None:
            self.workspace.show_again(places)
            self.notice_requested.emit(_AGAIN, "warn")

    def _on_save(self, path: Path, second: str, role: str, user: str) -> None:
        workspace, plan = self.workspace, self._plan
        copy = workspace.leaving.copy.copy if workspace is not None else None
        if workspace is None or copy is None or plan is None:
            return

        def work(vault: "Vault") -> None:
            refuse_unsigned(vault, plan, second, role, user)
            refuse_name(vault, path.name)
            load("spoc_desk.machine.files").write_atomic(path, copy.pdf)

        def done(_nothing: None) -> None:
            proofs = tuple(check.name for check in copy.checks)
            self._keep("copy", proofs=proofs, pdf=copy.pdf, signed=(second, role, user))
            workspace.leaving.copy.say_saved(path.name)

        self._session.run(work, done, workspace.leaving.copy.say_failed)

    def _on_verdict(self, verdict: "Verdict") -> None:
        self._keep(verdict.value)

    def _keep(
        self,
        verdict: str,
        *,
        proofs: tuple[str, ...] = (),
        pdf: bytes = b"",
        signed: tuple[str, str, str] = ("", "", ""),
    ) -> None:
        review, made, workspace = self.review, self._plan, self.workspace
        if review is None or made is None or workspace is None:
            return
        counts = load("spoc_desk.sanitise.review.tally").tally(review)
        result = Result(verdict, counts, workspace.words_were_shown, proofs, pdf, *signed, workspace.areas.fits)

        def work(vault: "Vault") -> Kept:
            return keep_result(vault, made, result)

        def done(kept: Kept) -> None:
            self._check_id, self._follow = kept.check_id, kept.follow_place
            if verdict != "copy":
                workspace.end(_CLEAN if verdict == "clean" else _LEAKS, kept.follow_words)

        self._session.change(work, done)

    # inside ---------------------------------------------------------------------------------------------------------

    def _workspace(self) -> "Workspace":
        if self.workspace is None:
            made: Workspace = load("spoc_desk_ui.checking.workspace").Workspace(
                self._session, self.reading, self._stack
            )
            self._stack.addWidget(made)
            made.drop_confirmed.connect(self._on_finished)
            made.make_requested.connect(self._on_make)
            made.leaving.copy.save_requested.connect(self._on_save)
            made.leaving.copy.finished.connect(self._on_finished)
            made.leaving.copy.certificate_requested.connect(self._on_certificate)
            made.verdict.certificate_requested.connect(self._on_certificate)
            made.verdict.decided.connect(self._on_verdict)
            made.verdict.finished.connect(self._on_finished)
            made.verdict.follow_requested.connect(self._on_follow)
            made.verdict.copy_requested.connect(self.copy_requested)
            self.workspace = made
        return self.workspace

    def _on_certificate(self) -> None:
        case_id = str(self._plan.case_id or "") if self._plan is not None else ""
        ids = {"kind": "check-certificate", "case_id": case_id or "-", "record_ids": self._check_id}
        self.place_requested.emit("print", ids)

    def _on_follow(self) -> None:
        place, ids = split_place(self._follow)
        self._on_finished()  # what is recorded is done with: the file is not kept for a way back
        self.place_requested.emit(place, ids)

    def _on_finished(self) -> None:
        self._let_go()
        self._item_id = ""
        self.reading.let_go()
        self.start.start()
        self.start.say("")
        self._stack.setCurrentWidget(self.start)
        self.start.first_focus().setFocus()
        self.reference_changed.emit("")

    def _uncover(self) -> None:
        self.cover.stop()
        if self.workspace is not None:
            self.workspace.setEnabled(True)

    def _let_go(self) -> None:
        """Forget the file and everything about it: the check is over, or the desk locks."""
        self._plan = None
        self.start.forget()
        self.cover.stop()
        if self.workspace is not None:
            self.workspace.let_go()
