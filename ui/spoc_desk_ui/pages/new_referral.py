"""Before you start: three questions, one after the other, that may end the form early."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.clock import LONDON
from spoc_desk.domain.referrals import ReferralState

from ..drafts import DraftKeeper
from ..lazy import load
from ..page import Page, Tools
from ..referral.before_facts import BeforeFacts, read_before
from ..referral.before_questions import BeforeQuestions
from ..referral.endings import DangerEnding, Ending, GoOnEnding, OwnServiceEnding, WorkerEnding
from ..theme import XL, L, M
from ..widgets.surface import ScrollColumn, column
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.errors import UserError
    from spoc_desk.forms.definition import Answer, Answers
    from spoc_desk.vault.vault import Vault

DRAFT_PLACE = "new_referral"
_FROM_RELAY = "It begins from a RELAY notification: the child and what the police told are offered in the form."
_INTRO = "Three questions first. They may save you and the family this form."


class NewReferralPage(Page):
    """The questions appear one after the other; below the last answer stands what follows from it."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self._case_id = self._message_id = ""
        self.facts: BeforeFacts | None = None
        self.ending: Ending | None = None
        area = ScrollColumn(self, widest=900, margin=XL, spacing=L)
        column(self, spacing=0).addWidget(area)
        self._area = area
        area.column.addWidget(Words("New referral", "title", parent=self))
        area.column.addWidget(Words(_INTRO, "muted", parent=self))
        self.begun_from = Words(role="body", parent=self)
        self.begun_from.hide()
        area.column.addWidget(self.begun_from)
        self.questions = BeforeQuestions(self)
        self.questions.changed.connect(self._on_changed)
        area.column.addWidget(self.questions)
        self._below = column(spacing=M)
        area.column.addLayout(self._below)
        self._drafts = DraftKeeper(self._session, DRAFT_PLACE, self.questions.inputs(), self)
        self._drafts.restored.connect(self._on_restored)

    def open(self, ids: Mapping[str, str]) -> None:
        self._case_id, self._message_id = ids.get("case_id", ""), ids.get("message_id", "")
        self.begun_from.say(_FROM_RELAY if self._message_id else "")
        self.questions.clear()
        self._drop_ending()
        self._session.run(read_before, self._on_facts)

    def open_ids(self) -> dict[str, str]:
        ids = {"case_id": self._case_id, "message_id": self._message_id}
        return {name: value for name, value in ids.items() if value}

    def first_focus(self) -> QWidget | None:
        return self.questions.first_focus()

    def keep_text(self) -> None:
        self._drafts.keep_now()

    def save_requested(self) -> bool:
        if self.ending is None:
            return False
        self.ending.submit()
        return True

    # inside ---------------------------------------------------------------------------------------------------------

    def _on_facts(self, facts: BeforeFacts) -> None:
        self.facts = facts
        self.questions.use_facts(facts)
        self._drafts.look_for()
        self.filled.emit()

    def _on_restored(self, _draft: object) -> None:
        self._on_changed()

    def _on_changed(self) -> None:
        """Show what follows from the answers; half-typed words of an ending that stays are kept."""
        self.questions.show_what_is_asked()
        kind = self._kind()
        if kind is type(self.ending) or (kind is None and self.ending is None):
            return
        self._drop_ending()
        if kind is not None and self.facts is not None:
            ending = kind(self.facts, self._session.clock, self)
            ending.finished.connect(self._on_finished)
            self.ending = ending
            self._below.addWidget(ending)
            ending.show()
            ending.speak()

    def _kind(self) -> "type[Ending] | None":
        answers = self.questions.answers()
        if answers["immediate_danger"] == "yes":
            return DangerEnding
        if answers["immediate_danger"] != "no":
            return None
        if answers["allocated_worker"] == "yes":
            return WorkerEnding
        if not answers["allocated_worker"] or not answers["need_level"]:
            return None
        own = self.facts is not None and self.facts.is_own_service(str(answers["need_level"]))
        return OwnServiceEnding if own else GoOnEnding

    def _drop_ending(self) -> None:
        ending, self.ending = self.ending, None
        if ending is not None:
            self._below.removeWidget(ending)
            ending.hide()
            ending.deleteLater()

    def _on_finished(self) -> None:
        ending = self.ending
        if ending is None:
            return
        answers: dict[str, Answer] = {**self.questions.answers(), **ending.answers()}
        case_id, message_id = self._case_id, self._message_id
        ending.set_busy(True)
        self._session.change(
            lambda vault: _start(vault, answers, case_id, message_id), self._on_started, self._on_refused
        )

    def _on_started(self, done: "Done") -> None:
        self._drafts.discard()
        danger = isinstance(self.ending, DangerEnding)
        referral = done.record
        self.questions.clear()
        self._drop_ending()
        state = getattr(referral, "state", ReferralState.DRAFT)
        referral_id = getattr(referral, "id", "")
        if state is ReferralState.DRAFT:
            ids = {"referral_id": referral_id, "section": "before_start"}
            self.place_requested.emit("referral", ids)
            if danger:
                at = self._session.clock.now().astimezone(LONDON)
                self.notice_requested.emit(f"The 999 call is logged, {at:%H:%M}. The form follows.", "ok")
            return
        self.place_requested.emit("referrals", {"referral_id": referral_id})
        self.notice_requested.emit(f"Logged: {state.label}. No form is needed.", "ok")

    def _on_refused(self, error: "UserError") -> None:
        if self.ending is not None:
            self.ending.set_busy(False)
        self.notice_requested.emit(str(error), "error")


def _start(vault: "Vault", answers: "Answers", case_id: str, message_id: str) -> "Done":
    done: Done = load("spoc_desk.casework.referrals.start").start_referral(
        vault, answers=answers, case_id=case_id or None, message_id=message_id or None
    )
    return done
