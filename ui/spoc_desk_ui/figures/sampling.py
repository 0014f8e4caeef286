"""A sample for a multi-agency audit: from what, of which days, how many; the samples drawn before, to print again."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..forms.flow import Flow
from ..lazy import load
from ..session import Session
from ..theme import L, M
from ..widgets.buttons import Button
from ..widgets.card import SectionHead
from ..widgets.choice_box import ChoiceBox
from ..widgets.date_field import DateField
from ..widgets.field import Field
from ..widgets.surface import column, row
from ..widgets.text_field import NumberField
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.figures.audit_samples import Drawn
    from spoc_desk.casework.figures.view import FiguresView
    from spoc_desk.deadlines.calendar import Calendar
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

_ROOM = "spoc_desk.casework.figures.audit_samples"
DRAWS = "drew a sample for an audit"
_WHY = "References without names, by chance. Relocations are never among them. Each sample can be drawn again."


class Sampling(QWidget):
    """Signals:
    failed: (words) no sample was drawn.
    print_requested: (id of the sample).
    """

    failed = Signal(str)
    print_requested = Signal(str)

    def __init__(self, session: Session, calendar: "Calendar", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        layout = column(self, spacing=M)
        layout.addWidget(SectionHead("Sample for an audit", _WHY, parent=self))
        self.inputs = QWidget(self)
        flow = Flow(self.inputs, spacing=L)
        self.source = ChoiceBox(empty="")
        self.first = DateField(session.clock, calendar, examples=False)
        self.last = DateField(session.clock, calendar, examples=False)
        self.count = NumberField()
        fields = (("From", self.source), ("First day", self.first), ("Last day", self.last), ("How many", self.count))
        for label, inner in fields:
            flow.addWidget(Field(label, inner, parent=self.inputs))
        layout.addWidget(self.inputs)
        line = row()
        self.draw = Button("Draw a sample", parent=self)
        self.draw.clicked.connect(self._on_draw)
        line.addWidget(self.draw)
        line.addStretch(1)
        layout.addLayout(line)
        self._list = QWidget(self)
        layout.addWidget(self._list)
        self.prints: list[Button] = []

    def show_view(self, view: "FiguresView") -> None:
        """Offer the days of a period; days that were typed stay."""
        self.source.set_choices(view.sampled)
        if not self.source.value() and view.sampled:
            self.source.set_value(view.sampled[0][0])
        today = self._session.clock.today()
        self.first.set_value(view.period.first.isoformat())
        self.last.set_value(min(view.period.last, today).isoformat())
        for part in (self.inputs, self.draw):
            part.setVisible(self._session.may(DRAWS))
        self._show_samples(view.samples)

    def forget(self) -> None:
        """Take the references away."""
        self._show_samples(())

    def _show_samples(self, samples: "tuple[Drawn, ...]") -> None:
        block = QWidget(self)
        inside = column(block, spacing=M)
        self.prints = []
        for each in samples:
            line = row(spacing=M)
            line.addWidget(Words(each.words, "strong", parent=block), 1)
            button = Button("Print…", "quiet", icon_name="print", parent=block)
            button.setAccessibleDescription(each.words)
            button.clicked.connect(partial(self._on_print, each.sample.id))
            line.addWidget(button)
            self.prints.append(button)
            inside.addLayout(line)
            inside.addWidget(Words(", ".join(each.references), parent=block))
            if not each.same:
                gone = "Records were disposed of since it was first drawn, so that others have moved up."
                inside.addWidget(Words(gone, "warn", parent=block))
        if not samples:
            inside.addWidget(Words("No sample was drawn yet.", "muted", parent=block))
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self._list, block)
        self._list.hide()
        self._list.deleteLater()
        self._list = block
        block.show()

    def _on_print(self, sample_id: str) -> None:
        self.print_requested.emit(sample_id)

    def _on_draw(self) -> None:
        source, size = self.source.value(), self.count.value()
        first, last = _day(self.first.value()), _day(self.last.value())
        if first is None or last is None or not size.isdigit():
            self.failed.emit("Enter the first and the last day, and how many records the audit wants.")
            return

        def work(vault: "Vault") -> "Done":
            done: Done = load(_ROOM).draw(vault, source, first, last, int(size))
            return done

        self._session.change(work, None, self._on_failed)

    def _on_failed(self, error: "UserError") -> None:
        self.failed.emit(str(error))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
