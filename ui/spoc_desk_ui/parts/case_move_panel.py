"""One move of a case, ready to make: what it leads to, what to look at first, its questions, and the button."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.domain.case_states import Offer
from spoc_desk.domain.roles import Role
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..forms.panel import FormPanel
from ..lazy import load
from ..session import Session
from ..theme import M
from ..widgets.buttons import Button
from ..widgets.notice import Notice
from ..widgets.surface import column, row
from .flowing import flowing
from .second_signature import SecondSignature

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault


_SIGNED_BY = ("second_person", "second_role")


class MovePanel(QWidget):
    """Asks what a move needs. A move without questions shows only what it leads to.

    Signals:
        moved: what came of it, in words.
        cancelled: she leaves the case as it is.
    """

    moved = Signal(str)
    cancelled = Signal()

    def __init__(
        self,
        session: Session,
        case_id: str,
        offer: Offer,
        form_id: str,
        *,
        direction: str,
        answers: Answers | None = None,
        facts: tuple[str, ...] = (),
        draft_place: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._case_id, self.offer = session, case_id, offer
        self.form: FormPanel | None = None
        self.go: Button | None = None
        self.signature: SecondSignature | None = None
        self._column = column(self, spacing=M)
        self._column.addWidget(flowing(offer.label, "heading", self))
        if offer.event not in (CaseEvent.CONFIRM_ROUTE, CaseEvent.REROUTE):
            self._column.addWidget(flowing(f"After this the case is “{offer.next_words}”.", "muted", self))
        for fact in facts:
            self._column.addWidget(flowing(fact, parent=self))
        for warning in offer.warnings:
            self._column.addWidget(Notice(warning, "warn", closable=False, parent=self))
        if form_id:
            self._add_form(form_id, direction, answers or {}, draft_place)
        else:
            self._add_buttons()

    def first_focus(self) -> QWidget | None:
        """Return the first question, or the button."""
        return self.form.first_focus() if self.form is not None else self.go

    def keep_text(self) -> None:
        """Save half-typed text now."""
        if self.form is not None:
            self.form.keep_text()

    def submit(self) -> None:
        """Make the move, if everything is answered."""
        if self.form is not None:
            self.form.submit()
        else:
            self._on_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    def _add_form(self, form_id: str, direction: str, answers: Answers, draft_place: str) -> None:
        self.form = FormPanel(
            load_form(form_id),
            self._session,
            direction=direction,
            answers=answers,
            submit_words=self.offer.label,
            draft_place=draft_place,
            heading="",
            small=True,
            scrolls=False,
            parent=self,
        )
        self.form.save_with(self._move)
        self.form.saved.connect(self._on_moved)
        self.form.cancelled.connect(self.cancelled)
        if set(_SIGNED_BY) <= set(self.form.fields):
            self._add_signature()
        self._column.addWidget(self.form)

    def _add_signature(self) -> None:
        """Where somebody here can sign with the own password, a typed name will not do."""
        self.signature = SecondSignature(self._session, self._who_signs, self)
        self.signature.asked.connect(self._on_asked)
        self.signature.signed.connect(self._on_signed)
        self._column.addWidget(self.signature)
        self.signature.ask()

    def _who_signs(self, vault: "Vault") -> frozenset[Role]:
        facts = load("spoc_desk.casework.cases").case_facts(vault, self._case_id)
        roles: frozenset[Role] = load("spoc_desk.casework.case_moves").who_signs(facts)
        return roles

    def _on_asked(self) -> None:
        if self.form is not None and self.signature is not None:
            for name in _SIGNED_BY:
                self.form.fields[name].setEnabled(not self.signature.can_sign)

    def _on_signed(self) -> None:
        second = self.signature.second if self.signature is not None else None
        if self.form is not None and second is not None:
            self.form.set_answer("second_person", second.name)
            self.form.set_answer("second_role", second.role.value)

    def _add_buttons(self) -> None:
        line = row(spacing=M)
        self.go = Button(self.offer.label, "primary", parent=self)
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
        cases = load("spoc_desk.casework.cases")
        done: Done
        if self.offer.event is CaseEvent.CONFIRM_ROUTE:
            done = cases.confirm_route(vault, case_id=self._case_id, route=answers["route"], answers=answers)
        else:
            second = self.signature.second if self.signature is not None else None
            done = cases.move(vault, case_id=self._case_id, event=self.offer.event, answers=answers, second=second)
        return done

    def _on_moved(self, _done: "Done") -> None:
        same = self.offer.event in (CaseEvent.CONFIRM_ROUTE, CaseEvent.REROUTE)
        self.moved.emit("The route is set." if same else f"The case is now “{self.offer.next_words}”.")

    def _on_refused(self, error: "UserError") -> None:
        if self.go is not None:
            self.go.setEnabled(True)
        self._refused.say(str(error))
