"""One copy of the print register: what it was, where it went, and how it ended."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QWidget

from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.errors import UserError

from ..drafts import DraftKeeper
from ..lazy import load
from ..session import Session
from ..theme import XL, L, M, S
from ..widgets.banner import Line, SummaryBanner
from ..widgets.buttons import Button
from ..widgets.date_field import DateField
from ..widgets.field import Field
from ..widgets.surface import ScrollColumn, column, row
from ..widgets.text_field import TextField
from ..widgets.words import Words, rule

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.print_register import PrintLine
    from spoc_desk.vault.vault import Vault


_DECIDES = "recorded an information-sharing decision"


class CopySide(QWidget):
    """Shows one line of the register; a copy that is still out can be marked as destroyed.

    Signals:
        place_requested: (place, ids) open the case.
        closed: put the side away.
    """

    place_requested = Signal(str, object)
    closed = Signal()

    def __init__(
        self, line: "PrintLine", session: Session, calendar: Calendar, who: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._line = line
        self._session = session
        self._fields: dict[str, Field] = {}
        self._drafts: DraftKeeper | None = None
        outer = column(self, spacing=0)
        scroll = ScrollColumn(self, margin=XL, spacing=L)
        outer.addWidget(scroll, 1)
        scroll.column.addWidget(Words(f"Copy {line.copy.copy_no}", "heading", parent=self))
        self._summary = SummaryBanner(self)
        self._summary.field_requested.connect(self.focus_field)
        scroll.column.addWidget(self._summary)
        scroll.column.addLayout(self._facts())
        if line.copy.case_id:
            link = Button("Open the case", "link", icon_name="relocations", parent=self)
            link.clicked.connect(self._on_case)
            scroll.column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if session.sees("relocations") and session.may(_DECIDES) and not line.copy.relay_message_id:
            self.why = Button("Why was it shared?", "link", icon_name="partnership", parent=self)
            self.why.clicked.connect(self._on_why)
            scroll.column.addWidget(self.why, 0, Qt.AlignmentFlag.AlignLeft)
        self._marks = line.is_out and session.may("recorded a destroyed copy")
        if self._marks:
            scroll.column.addWidget(rule(self))
            scroll.column.addWidget(Words("This copy no longer exists", "strong", parent=self))
            self._questions(session, calendar, who, scroll)
        scroll.column.addStretch(1)
        outer.addWidget(rule(self))
        outer.addLayout(self._buttons())

    @property
    def print_id(self) -> str:
        """The id of the copy shown."""
        return self._line.copy.id

    def first_focus(self) -> QWidget:
        """Return the day, or the button that closes the side."""
        return self._fields["on"].inner.text_edit() if self._fields else self.close_button

    def focus_field(self, field: str) -> None:
        """Give one line the focus."""
        self._fields[field].take_focus()

    def keep_text(self) -> None:
        """Keep half-typed text now."""
        if self._drafts is not None:
            self._drafts.keep_now()

    def submit(self) -> None:
        """Mark the copy as destroyed, where nothing is to be put right."""
        if not self._marks:
            return
        found = self._problems()
        for key, each in self._fields.items():
            each.set_error(next((line.sentence for line in found if line.field == key), ""))
        self._summary.show_problems(found)
        if found:
            return
        print_id, who = self.print_id, str(self._fields["who"].value())
        day = date.fromisoformat(str(self._fields["on"].value()))

        def work(vault: "Vault") -> "Done":
            register = load("spoc_desk.casework.print_register")
            done: Done = register.mark_destroyed(vault, print_id=print_id, destroyed_by=who, on=day)
            return done

        self.mark_button.setEnabled(False)
        self._session.change(work, self._on_marked, self._on_refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self._on_close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control and self._fields:
            self.submit()
        else:
            super().keyPressEvent(event)

    # inside ---------------------------------------------------------------------------------------------------------

    def _facts(self) -> QFormLayout:
        line, copy = self._line, self._line.copy
        facts: Mapping[str, str] = {
            "Document": line.kind_words,
            "Case": copy.case_ref or ("A RELAY notification" if copy.relay_message_id else "About no case"),
            "Made": line.made_words,
            "For": copy.recipient or "Nobody by name",
            "How": line.output_words,
            "Pages": str(copy.pages),
            "Now": line.end_words,
        }
        layout = QFormLayout()
        layout.setHorizontalSpacing(L)
        layout.setVerticalSpacing(S)
        layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for label, words in facts.items():
            layout.addRow(Words(label, "muted", wrap=False, parent=self), Words(words, parent=self))
        return layout

    def _questions(self, session: Session, calendar: Calendar, who: str, scroll: ScrollColumn) -> None:
        day = DateField(session.clock, calendar, past=True)
        day.set_value(session.clock.today().isoformat())
        name = TextField()
        name.set_value(who)
        self._fields = {
            "on": Field("Destroyed on", day, parent=self),
            "who": Field("Who destroyed it?", name, width="medium", parent=self),
        }
        for each in self._fields.values():
            scroll.column.addWidget(each)
        inputs = {key: each.inner for key, each in self._fields.items()}
        self._drafts = DraftKeeper(session, f"prints/{self.print_id}", inputs, self)
        self._drafts.look_for()

    def _buttons(self) -> QHBoxLayout:
        buttons = row(spacing=M)
        buttons.setContentsMargins(XL, M, XL, M)
        self.mark_button = Button("Mark as destroyed", "primary", parent=self)
        self.mark_button.setToolTip("Ctrl+Enter")
        self.mark_button.clicked.connect(self.submit)
        self.mark_button.setVisible(self._marks)
        self.close_button = Button("Cancel" if self._marks else "Close", "quiet", parent=self)
        self.close_button.setToolTip("Esc")
        self.close_button.clicked.connect(self._on_close)
        buttons.addWidget(self.mark_button)
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        return buttons

    def _problems(self) -> list[Line]:
        day = self._fields["on"].inner
        found = []
        if not day.value():
            unreadable = isinstance(day, DateField) and day.is_unreadable
            found.append(Line("Enter a day such as 27 3 2026" if unreadable else "Enter when it was destroyed", "on"))
        if not self._fields["who"].value():
            found.append(Line("Enter who destroyed it", "who"))
        return found

    def _on_marked(self, _done: "Done") -> None:
        if self._drafts is not None:
            self._drafts.discard()
        self.closed.emit()

    def _on_refused(self, error: UserError) -> None:
        self.mark_button.setEnabled(True)
        field = str(getattr(error, "field", ""))
        if field in self._fields:
            self._fields[field].set_error(str(error))
            self._fields[field].take_focus()
        else:
            self._summary.show_problems([Line(str(error))])

    def _on_case(self) -> None:
        self.place_requested.emit("case", {"case_id": str(self._line.copy.case_id)})

    def _on_why(self) -> None:
        """Show the decision on which this copy was handed over, or write one down."""
        copy_id = self.print_id
        self._session.run(
            lambda vault: str(load("spoc_desk.casework.sharing").decision_of_copy(vault, copy_id)), self._on_decision
        )

    def _on_decision(self, decision_id: str) -> None:
        if decision_id:
            self.place_requested.emit("decision", {"record_id": decision_id})
        else:
            self.place_requested.emit("new_decision", {"copy_id": self.print_id})

    def _on_close(self) -> None:
        self.keep_text()
        self.closed.emit()
