"""One hand-over of the list: what it was, and the one thing that can be done about it now."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ..absence import SEALS, only_for
from ..forms.flow import Flow
from ..lazy import load
from ..parts.flowing import flowing
from ..session import Session
from ..theme import M
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.field import Field
from ..widgets.marks import Tick
from ..widgets.surface import Surface, column, row
from ..widgets.text_field import TextField
from .errand import Errand
from .travels import counted

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.handover.answering import HandoverLine
    from spoc_desk.casework.handover.writing import Sealed
    from spoc_desk.vault.vault import Vault

    from ..long_job import Told

_ANSWERING = "spoc_desk.casework.handover.answering"
RECEIPT, CANCEL = "made a receipt", "cancelled a hand-over"


class HandoverDetail(Card):
    """Follows the current row of the list.

    Signals:
        case_wanted: the id of a case to open.
        sheet_wanted: the id of a hand-over whose sheet is to be printed.
        asked: the question before cancelling is there, or it went.
    """

    case_wanted = Signal(str)
    sheet_wanted = Signal(str)
    asked = Signal(bool)

    def __init__(self, session: Session, errand: Errand, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self._session, self._errand = session, errand
        self.line: HandoverLine | None = None
        self.facts = flowing("", "body", self)
        self.column.addWidget(self.facts)
        buttons = self.buttons = QWidget(self)
        flow = Flow(spacing=M)
        flow.setContentsMargins(0, 0, 0, 0)
        buttons.setLayout(flow)
        self.receipt = Button("Make the receipt…", "primary", icon_name="lock", parent=buttons)
        self.receipt.clicked.connect(lambda: errand.ask_folder("Where does the receipt go?", self.make_receipt))
        self.cancel = Button("Cancel this hand-over", parent=buttons)
        self.cancel.clicked.connect(self._on_cancel)
        self.word = Button("Tell the other desk that it is cancelled…", "primary", icon_name="lock", parent=buttons)
        self.word.clicked.connect(lambda: errand.ask_folder("Where does the word for the other desk go?", self.tell))
        self.case = Button("Open the case", "quiet", icon_name="arrow-right", parent=buttons)
        self.case.clicked.connect(self._on_case)
        for button, act in ((self.receipt, RECEIPT), (self.word, SEALS), (self.cancel, CANCEL)):
            flow.addWidget(button)
            only_for(session, (act,), button)
        self.sheet = Button("Print the hand-over sheet", "quiet", icon_name="print", parent=buttons)
        self.sheet.clicked.connect(self._on_sheet)
        only_for(session, ("printed a copy",), self.sheet)
        flow.addWidget(self.sheet)
        flow.addWidget(self.case)
        self.column.addWidget(buttons)
        self._add_question()
        self.hide()

    def show_line(self, line: "HandoverLine | None") -> None:
        """Show another hand-over, or nothing."""
        self.line = line
        self.setVisible(line is not None)
        self._ask(False)
        if line is None:
            return
        self.head.say(line.kind_words, f"{line.way_words} {line.desk_name} · {line.state_words}")
        self.facts.setText("\n".join(_facts(line)))
        self.receipt.setVisible(line.receipt_owed or line.receipt_made)
        self.receipt.setText("Make the receipt again…" if line.receipt_made else "Make the receipt…")
        self.cancel.setVisible(line.can_cancel)
        self.word.setVisible(line.word_owed or line.word_made)
        self.word.setText(f"Tell the other desk {'again ' if line.word_made else ''}that it is cancelled…")
        self.case.setVisible(len(line.case_ids) == 1)

    def make_receipt(self, folder: Path) -> None:
        """Seal the receipt into *folder*."""
        self._answer("make_receipt", "Sealing the receipt", "{file} is the receipt. Give it to the other desk.", folder)

    def tell(self, folder: Path) -> None:
        """Seal the word that it is cancelled into *folder*."""
        said = "{file} tells the other desk that it is cancelled. Give it to them."
        self._answer("seal_cancellation", "Sealing the word", said, folder)

    # cancelling -----------------------------------------------------------------------------------------------------

    def _add_question(self) -> None:
        self.question = Surface("warn", self)
        inside = column(self.question, margin=M, spacing=M)
        self.spoken = Tick("I spoke to the other desk: it has not taken the file in, and will not.", self.question)
        self.reason = Field("Why is it cancelled?", TextField(), width="long", parent=self.question)
        line = row(spacing=M)
        self.sure = Button("Cancel it: the cases are ours again", "danger", parent=self.question)
        self.sure.clicked.connect(self.take_back)
        leave = Button("Leave it", parent=self.question)
        leave.clicked.connect(self._on_left)
        for part in (self.spoken, self.reason):
            inside.addWidget(part)
        for button in (self.sure, leave):
            line.addWidget(button)
        line.addStretch(1)
        inside.addLayout(line)
        self.column.addWidget(self.question)
        self.question.hide()

    def _on_cancel(self) -> None:
        self.spoken.setChecked(False)
        self.reason.set_value("")
        self._ask(True)
        self.spoken.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, asking: bool) -> None:
        """Show the question in the place of what else could be done."""
        self.question.setVisible(asking)
        for part in (self.facts, self.buttons):
            part.setVisible(not asking)
        self.asked.emit(asking)

    def _on_left(self) -> None:
        self._ask(False)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_back(self) -> None:
        """Cancel it, with what was ticked and typed."""
        line = self.line
        if line is None:
            return
        handover_id, spoken, reason = line.handover.id, self.spoken.isChecked(), str(self.reason.value())

        def work(vault: "Vault") -> "Done":
            done: Done = load(_ANSWERING).cancel(vault, handover_id=handover_id, reason=reason, spoken=spoken)
            return done

        self._session.change(work, lambda _done: self._ask(False), self._errand.fail)

    # inside ---------------------------------------------------------------------------------------------------------

    def _answer(self, act: str, words: str, told_after: str, folder: Path) -> None:
        line = self.line
        if line is None:
            return
        handover_id = line.handover.id

        def work(vault: "Vault", told: "Told") -> "Sealed":
            sealed: Sealed = getattr(load(_ANSWERING), act)(vault, handover_id=handover_id, folder=folder, told=told)
            return sealed

        self._errand.run(
            words, work, lambda sealed: self._errand.say(told_after.format(file=sealed.path.name), "ok"), writes=True
        )

    def _on_sheet(self) -> None:
        if self.line is not None:
            self.sheet_wanted.emit(self.line.handover.id)

    def _on_case(self) -> None:
        if self.line is not None and self.line.case_ids:
            self.case_wanted.emit(self.line.case_ids[0])


def _facts(line: "HandoverLine") -> list[str]:
    known = line.handover
    held = ", ".join(
        counted(number, one, f"{one}s")
        for number, one in ((known.cases, "case"), (known.records, "record"), (known.attachments, "file"))
        if number
    )
    facts = [f"Sealed {line.made_words} by {known.by_name}. {held}{'.' if held else ''}".strip()]
    if line.settled_words:
        facts.append(f"Settled {line.settled_words}.")
    elif line.can_cancel:
        facts.append(f"The file opens until {line.expires_words}.")
    if known.head_code:
        facts.append(f"Code to say on the phone: {known.head_code}. File: {known.file_name or 'not written'}.")
    if known.reason:
        facts.append(f"Cancelled because: {known.reason}")
    return facts
