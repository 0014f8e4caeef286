"""What came of a salvage: readable here, and as a PDF where she wants it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ..printing.save_place import SavePlace
from ..theme import L, M, S
from ..widgets.buttons import Button
from ..widgets.notice import Notice
from ..widgets.surface import Surface, column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.damage_words import DamageWords

_COLUMNS = ("Kind of record", "Proven whole", "Not sure", "Missing")
_MOST_REFERENCES = 40
_MADE = (
    "A whole vault was made of what can be read. It opens with what you typed, and with the keys of everybody else who "
    "is not named below."
)


class ReportView(Surface):
    """The report: the sentence, the kinds of which something is missing or not sure, the references, the remarks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("base", parent)
        self._inside = column(self, margin=L, spacing=M)
        self._shown: list[QWidget] = []

    def show_report(self, words: "DamageWords", *, headline: bool = True) -> None:
        """Fill it. Without the *headline* it is hidden where there is nothing more to say."""
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = []
        if headline:
            self._add(Words(words.headline, "strong", parent=self))
        if words.hurt:
            self._add(self._table(words))
        if words.references:
            self._add(Words("Look at these with the paper you have, and record again what is missing:", parent=self))
            lines = [f"{each.reference}: {each.words}" for each in words.references[:_MOST_REFERENCES]]
            more = len(words.references) - _MOST_REFERENCES
            lines += [f"and {more} more, all of them in the report"] if more > 0 else []
            self._add(Words("\n".join(lines), parent=self))
        for remark in words.remarks:
            self._add(Words(remark, "muted", parent=self))
        self.setVisible(bool(self._shown))

    def text(self) -> str:
        """Return everything it says."""
        return "\n".join(part.text() for part in self.findChildren(Words) if not part.isHidden())

    def _add(self, part: QWidget) -> None:
        self._shown.append(part)
        self._inside.addWidget(part)

    def _table(self, words: "DamageWords") -> QWidget:
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(S)
        grid.setColumnStretch(0, 1)
        for place, head in enumerate(_COLUMNS):
            grid.addWidget(Words(head, "muted", parent=holder), 0, place, _side(place))
        for number, line in enumerate(words.hurt, start=1):
            cells = (line.label, f"{line.whole:,}", f"{line.unsure:,}", f"{line.missing:,}")
            for place, cell in enumerate(cells):
                shown = Words(cell, parent=holder)
                shown.setAccessibleName(cell if place == 0 else f"{line.label}, {_COLUMNS[place].lower()}: {cell}")
                grid.addWidget(shown, number, place, _side(place))
        return holder


def _side(place: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag(0) if place == 0 else Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class Outcome(QWidget):
    """Hidden until there is one.

    Signals:
        unlock_wanted: on to the new vault.
        save_report_wanted: where the report goes as a PDF.
    """

    unlock_wanted = Signal()
    save_report_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = column(self, spacing=L)
        self.done = Notice("", "ok", closable=False, parent=self)
        inside.addWidget(self.done)
        self.report = ReportView(self)
        inside.addWidget(self.report)
        self.advice = Words(role="muted", parent=self)
        inside.addWidget(self.advice)
        self.said = Words(role="ok", parent=self)
        self.said.hide()
        inside.addWidget(self.said)
        line = row(spacing=M)
        self.save_report = Button("Save the report as a PDF…", icon_name="print", parent=self)
        self.save_report.clicked.connect(self._on_save)
        self.unlock = Button("Unlock it", "primary", parent=self)
        self.unlock.clicked.connect(self.unlock_wanted)
        line.addWidget(self.save_report)
        line.addStretch(1)
        line.addWidget(self.unlock)
        inside.addLayout(line)
        self.place = SavePlace(self)
        self.place.chosen.connect(self.save_report_wanted)
        self.hide()

    def show_saved(self, words: "DamageWords", kept_as: str, advice: str) -> None:
        """Say what was made, and where the damaged vault lies now."""
        self.done.say(f"{_MADE} The damaged one is kept as {kept_as}." if kept_as else _MADE, "ok")
        self.report.show_report(words)
        self.advice.setText(advice)
        self.show()
        self.done.speak()
        self.unlock.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_written(self, path: Path) -> None:
        """Say that the report was saved."""
        self.said.set_role("ok")
        self.said.say(f"Saved as {path.name}. It holds counts and references only; keep it with your records.")

    def show_refused(self, words: str) -> None:
        """Say why the report was not saved."""
        self.said.set_role("error")
        self.said.say(words)

    def _on_save(self) -> None:
        self.place.ask("Where does the report go?", "report on a damaged vault.pdf")
