"""R on a record: what happened, when, how, to whom. The usual next hand is chosen already; Enter saves, Esc leaves."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.exchanges import HandKind
from spoc_desk.domain.record import new_id
from spoc_desk.domain.sources import source_words
from spoc_desk.errors import UserError
from spoc_desk.forms.answers import problems
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.forms.loader import load_form

from ..drafts import DraftKeeper
from ..forms.live_scan import LiveScan, Texts
from ..session import Session
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.date_field import DateField
from ..widgets.note_field import NoteField
from ..widgets.notice import Notice
from ..widgets.words import Words
from .exchange_acts import NEW_DECISION, HandDesk, Recorded, record_hands
from .exchange_hand_words import (
    NOTE_HINT,
    NOTE_KEYS,
    asked_names,
    asked_spans,
    decision_questions,
    hand_questions,
    service_label,
    what_next,
)
from .exchange_refusals import Refusals
from .question_grid import QuestionGrid
from .small_panel import SmallPanel

if TYPE_CHECKING:
    from spoc_desk.casework.exchange import HandOffer
    from spoc_desk.casework.leaks import FieldLeak
    from spoc_desk.vault.vault import Vault

_DECISION = "decision."
_CHECKS = frozenset({HandKind.A5, HandKind.D_CHECKED})
"""Hands that a check of the file stands behind: what was received, and what is about to leave."""


class HandPanel(SmallPanel):
    """Records one hand for one record, or the same hand for several.

    Signals:
        recorded: what was recorded (Recorded).
        check_requested: the place where the file of this record is checked.
    """

    recorded = Signal(object)
    check_requested = Signal(str)

    def __init__(self, session: Session, desk: HandDesk, draft_place: str, parent: QWidget | None = None) -> None:
        super().__init__(desk.title, desk.about, "Save", parent)
        self.desk = desk
        self._session = session
        self._offers = {offer.hand.value: offer for offer in desk.offers}
        self._operations = {item_id: new_id() for item_id in desk.item_ids}
        self.grid = QuestionGrid(session, desk.calendar, hand_questions(desk), self)
        self.column.addWidget(self.grid)
        self.checked = Words(desk.checked, "muted", parent=self)
        self.column.addWidget(self.checked)
        self._stops = Notice("", "warn", closable=False, parent=self)
        self.column.addWidget(self._stops)
        self._card = Card("Decide first: what is shared, why, and on what basis", self)
        self.decision = QuestionGrid(session, desk.calendar, decision_questions(), self._card)
        self._card.column.addWidget(self.decision)
        self.column.addWidget(self._card)
        self.refusals = Refusals(desk.refused, self)
        self.refusals.toggled.connect(self._scroll.updateGeometry)
        self.column.addWidget(self.refusals)
        self.column.addStretch(1)
        self._next = Words(role="muted", parent=self)
        self.put_beside_buttons(self._next)
        self.foot.addWidget(self.refusals.button)
        self.check_file = Button("Check the file…", "quiet", icon_name="search", parent=self)
        self.check_file.clicked.connect(self._on_check_file)
        self.foot.addWidget(self.check_file)
        self._fill()
        self._scan = LiveScan(session, self._texts, self)
        self._scan.found.connect(self._on_scanned)
        self._drafts = self._keep_drafts(draft_place)
        self._watch()
        self._on_hand_changed()

    # for the page ---------------------------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """Return where the typing begins: the first question, or the way out where nothing may happen."""
        return self.grid.fields["hand"].inner.text_edit() if self._offers else self.leave_button

    def focus_question(self, name: str) -> None:
        """Give one question the focus."""
        grid = self.grid if name in self.grid.shown else self.decision
        if name in grid.shown and grid.isVisibleTo(self):
            grid.fields[name].take_focus()
        else:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, hand: HandKind) -> None:
        """Choose what happened."""
        self.grid.fields["hand"].set_value(hand.value)
        self._on_hand_changed()

    def look_for_draft(self) -> None:
        """Put half-typed text of an earlier time back."""
        if self._drafts is not None:
            self._drafts.look_for()

    def keep_text(self) -> None:
        """Keep half-typed text now."""
        if self._drafts is not None:
            self._drafts.keep_now()

    # saving ---------------------------------------------------------------------------------------------------------

    def submit(self) -> None:
        offer = self._offer()
        if offer is None or not self.save_button.isEnabled():
            return
        self.say_wrong("")
        wrong = self._wrong()
        decides = self._decides_now()
        decision = self._wrong_decision() if decides else {}
        if self.grid.show_problems(wrong) or self.decision.show_problems(decision):
            return
        answers = {name: answer for name, answer in self.grid.answers().items() if name != "hand"}
        taken: dict[str, Answer] | None = self.decision.answers() if decides else None
        if decides:
            answers["decision_id"] = ""
        self._send(offer.hand, answers, taken)

    def show_error(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        field = str(getattr(error, "field", ""))
        if self.grid.show_problems({field: str(error)}) or self.decision.show_problems({field: str(error)}):
            return
        source = source_words(str(getattr(error, "source", "")))
        self.say_wrong(f"{error} ({source})" if source else str(error))

    def _send(self, hand: HandKind, answers: Answers, decision: Answers | None) -> None:
        desk, operations = self.desk, self._operations
        self.save_button.setEnabled(False)

        def work(vault: "Vault") -> Recorded:
            return record_hands(vault, desk, hand, answers, decision, operations)

        self._session.change(work, self._on_recorded, self.show_error)

    def _on_recorded(self, done: Recorded) -> None:
        if self._drafts is not None:
            self._drafts.discard()
        self.recorded.emit(done)

    # checking -------------------------------------------------------------------------------------------------------

    def _wrong(self) -> dict[str, str]:
        day = self.grid.fields["happened_on"].inner
        if isinstance(day, DateField) and not day.value():
            return {"happened_on": "Say when it happened, such as today, 12 nov or mon."}
        return {}

    def _wrong_decision(self) -> dict[str, str]:
        today = self._session.clock.today()
        found = problems(load_form("decision"), self.decision.typed(), today=today, complete=True)
        wrong = {each.question_id: each.sentence for each in reversed(found)}
        decided, happened = self.decision.answers()["decided_on"], self.grid.answers()["happened_on"]
        if not wrong and str(decided) > str(happened):
            wrong["decided_on"] = "The decision is dated after the hand. Decide first, then hand over."
        return wrong

    # inside ---------------------------------------------------------------------------------------------------------

    def _offer(self) -> "HandOffer | None":
        return self._offers.get(str(self.grid.fields["hand"].value()))

    def _decides_now(self) -> bool:
        offered = "decision_id" in self.grid.shown
        return offered and self.grid.fields["decision_id"].value() == NEW_DECISION

    def _fill(self) -> None:
        if self.desk.offers:
            self.grid.fields["hand"].set_value(self.desk.offers[0].hand.value)
        day = self.grid.fields["happened_on"].inner
        if isinstance(day, DateField):
            day.set_typed("today")
        self.grid.set_answers({"chased": "yes"})
        note = self.grid.fields["note"].inner
        if isinstance(note, NoteField):
            note.setPlaceholderText(NOTE_HINT)
            note.setToolTip(NOTE_KEYS)
            note.setAccessibleDescription(f"{NOTE_HINT}. {NOTE_KEYS}")
        self.decision.set_answers(
            {
                "decided_on": self._session.clock.today().isoformat(),
                "what_information": self.desk.title if len(self.desk.item_ids) == 1 else self.desk.about,
                "outcome": "share",
            }
        )

    def _watch(self) -> None:
        self.grid.fields["hand"].edited.connect(self._on_hand_changed)
        for name in ("check_result", "decision_id"):
            self.grid.fields[name].edited.connect(self._on_answered)
        for grid in (self.grid, self.decision):
            for field in grid.fields.values():
                field.edited.connect(self._scan.typed)
                if isinstance(field.inner, NoteField):
                    field.inner.installEventFilter(self)

    def _keep_drafts(self, place: str) -> DraftKeeper | None:
        if not place:
            return None
        inputs = {**self.grid.inputs(), **self.decision.inputs(_DECISION)}
        keeper = DraftKeeper(self._session, place, inputs, self)
        keeper.restored.connect(self._on_answered)
        keeper.restored.connect(self._on_restored)
        return keeper

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, NoteField) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.submit()
                return True
        return super().eventFilter(watched, event)

    def _texts(self) -> Texts:
        decision = {f"{_DECISION}{name}": text for name, text in self.decision.texts().items()}
        return {**self.grid.texts(), **(decision if self._decides_now() else {})}

    # events ---------------------------------------------------------------------------------------------------------

    def _on_hand_changed(self) -> None:
        offer = self._offer()
        if offer is not None:
            for name, answer in (("service", offer.usual_service), ("decision_id", offer.usual_decision)):
                if answer and not self.grid.fields[name].value():
                    self.grid.fields[name].set_value(str(answer))
            if offer.hand in self.desk.needs_decision or not self.desk.decisions:
                self.grid.fields["decision_id"].set_value(NEW_DECISION)
            self.grid.fields["service"].label.setText(service_label(offer.hand))
        self._on_answered()

    def _on_answered(self) -> None:
        offer = self._offer()
        self.grid.ask(asked_names(offer) if self._offers else (), asked_spans(offer))
        self.grid.setVisible(bool(self._offers))
        self.save_button.setVisible(bool(self._offers))
        self.save_button.setEnabled(offer is not None)
        checks = bool(offer and offer.hand in _CHECKS and len(self.desk.item_ids) == 1)
        self.check_file.setVisible(checks)
        self.checked.setVisible(checks and bool(self.desk.checked))
        shown = what_next(offer, self.grid.answers()) if offer is not None else None
        self._next.say(shown.words if shown and not shown.stops else "")
        self._stops.setVisible(bool(shown and shown.stops))
        if shown and shown.stops:
            self._stops.say(shown.words)
        self._card.setVisible(self._decides_now())
        self.save_button.setText(_save_words(offer, several=len(self.desk.item_ids) > 1, decides=self._decides_now()))
        self._scroll.updateGeometry()
        self.set_wants_all_room(self._decides_now())

    def _on_check_file(self) -> None:
        self.keep_text()
        self.check_requested.emit(f"check/{self.desk.item_ids[0]}")

    def _on_restored(self) -> None:
        self.about.say(f"{self.desk.about} What you had typed here is back.")

    def _on_scanned(self, leaks: "tuple[FieldLeak, ...]") -> None:
        by_field = {leak.field: leak.findings for leak in leaks}
        for grid, prefix in ((self.grid, ""), (self.decision, _DECISION)):
            for name in grid.texts():
                grid.fields[name].set_findings(by_field.get(f"{prefix}{name}", ()))


def _save_words(offer: "HandOffer | None", *, several: bool, decides: bool) -> str:
    if offer is None:
        return "Save"
    if decides:
        return "Save the decision and pass on"
    return "Save for all of them" if several else "Save"
