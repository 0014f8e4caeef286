"""One move of a referral, ready to make: what it leads to, its questions where it has some, and the button."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from spoc_desk.forms.definition import Answers, Choice, FormDef

from ..forms.panel import FormPanel
from ..lazy import load
from ..parts.flowing import flowing
from ..session import Session
from ..theme import M
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from .move_questions import asked_by

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.referrals.reading import ReferralView
    from spoc_desk.domain.referral_states import Offer
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault


class MoveForm(QWidget):
    """Enter or the button makes the move, Esc leaves the referral as it is.

    Signals:
        moved: what came of it, in words.
        cancelled: she leaves the referral as it is.
    """

    moved = Signal(str)
    cancelled = Signal()

    def __init__(
        self,
        session: Session,
        view: "ReferralView",
        offer: "Offer",
        *,
        choices: "Mapping[str, tuple[Choice, ...]]",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._referral_id, self.offer = session, view.referral.id, offer
        self.form: FormPanel | None = None
        self.go: Button | None = None
        self._column = column(self, spacing=M)
        self._column.addWidget(flowing(offer.words, "heading", self))
        if offer.next is not None:
            self._column.addWidget(flowing(f"After this the referral is “{offer.next.label}”.", "muted", self))
        asked = asked_by(offer, view, session.clock)
        if asked.intro:
            self._column.addWidget(flowing(asked.intro, parent=self))
        if asked.form is not None:
            self._add_form(asked.form, choices, asked.answers)
        else:
            self._add_buttons()

    def first_focus(self) -> QWidget | None:
        """Return the first question, or the button."""
        return self.form.first_focus() if self.form is not None else self.go

    def keep_text(self) -> None:
        """Save half-typed text now."""
        if self.form is not None:
            self.form.keep_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    # inside ---------------------------------------------------------------------------------------------------------

    def _add_form(self, form: FormDef, choices: "Mapping[str, tuple[Choice, ...]]", answers: Answers) -> None:
        self.form = FormPanel(
            form,
            self._session,
            choices=choices,
            answers=answers,
            submit_words=self.offer.words,
            draft_place=f"referral/{self._referral_id}/what_now//{self.offer.event.value}",
            heading="",
            small=True,
            scrolls=False,
            parent=self,
        )
        self.form.save_with(self._move)
        self.form.saved.connect(self._on_moved)
        self.form.cancelled.connect(self.cancelled)
        self._column.addWidget(self.form)

    def _add_buttons(self) -> None:
        line = row(spacing=M)
        self.go = Button(self.offer.words, "primary", parent=self)
        self.go.clicked.connect(self._on_go)
        leave = Button("Cancel", "quiet", parent=self)
        leave.setToolTip("Esc")
        leave.clicked.connect(self.cancelled)
        line.addWidget(self.go)
        line.addWidget(leave)
        line.addStretch(1)
        self._column.addLayout(line)
        self._refused = flowing(role="error", parent=self)
        self._refused.hide()
        self._column.addWidget(self._refused)

    def _on_go(self) -> None:
        if self.go is not None:
            self.go.setEnabled(False)
        self._session.change(lambda vault: self._move(vault, {}), self._on_moved, self._on_refused)

    def _move(self, vault: "Vault", answers: Answers) -> "Done":
        """Make the move (worker thread)."""
        return make_move(vault, self._referral_id, self.offer.event.value, answers)

    def _on_moved(self, _done: "Done") -> None:
        after = self.offer.next
        self.moved.emit(f"The referral is now “{after.label}”." if after is not None else "Recorded.")

    def _on_refused(self, error: "UserError") -> None:
        if self.go is not None:
            self.go.setEnabled(True)
        self._refused.say(str(error))


def make_move(vault: "Vault", referral_id: str, event: str, answers: Answers) -> "Done":
    """Let a referral make a move (worker thread)."""
    moves = load("spoc_desk.casework.referrals.moves")
    done: Done = moves.record_event(vault, referral_id=referral_id, event=event, answers=answers)
    return done
