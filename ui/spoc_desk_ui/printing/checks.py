"""What the leak scan says about a print: what blocks it, with the way to the text, and what she can clear herself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..theme import L, M, S
from ..widgets.buttons import Button
from ..widgets.marks import Tick
from ..widgets.surface import Surface, column
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.leaks import FieldLeak

CHECKED = "Checked: it shows no area but our own"


class Checks(QWidget):
    """Takes no room while there is nothing to say.

    Signals:
        place_requested: the place string of a text that must be edited.
        cleared: she ticked the last thing to look at, or took a tick back.
    """

    place_requested = Signal(str)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = column(self, spacing=M)
        self._parts: list[QWidget] = []
        self.ticks: list[Tick] = []
        self.links: list[Button] = []
        self._blocks = False

    def show_leaks(self, blocking: "tuple[FieldLeak, ...]", to_check: "tuple[FieldLeak, ...]") -> None:
        """Say what blocks, and what is to be looked at."""
        for old in self._parts:
            old.hide()
            old.deleteLater()
        self._parts, self.ticks, self.links = [], [], []
        self._blocks = bool(blocking)
        if blocking:
            self._add(self._blocked(blocking))
        if to_check:
            self._add(self._questions(to_check))
        self.setVisible(bool(self._parts))

    @property
    def is_clear(self) -> bool:
        """True when nothing blocks and every question is ticked."""
        return not self._blocks and all(tick.isChecked() for tick in self.ticks)

    @property
    def words(self) -> str:
        """Return what still stops a copy, or ""."""
        if self._blocks:
            return "A text must be changed first."
        left = sum(not tick.isChecked() for tick in self.ticks)
        return "" if not left else f"{left} {'place is' if left == 1 else 'places are'} still to be looked at."

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._layout.addWidget(part)

    def _blocked(self, leaks: "tuple[FieldLeak, ...]") -> QWidget:
        box = Surface("error", self)
        inside = column(box, margin=L, spacing=S)
        many = "A text stops this print" if len(leaks) == 1 else f"{len(leaks)} texts stop this print"
        inside.addWidget(Words(many, "strong", parent=box))
        for leak in leaks:
            self._say(leak, box, inside)
        return box

    def _questions(self, leaks: "tuple[FieldLeak, ...]") -> QWidget:
        box = Surface("warn", self)
        inside = column(box, margin=L, spacing=S)
        inside.addWidget(Words("Look at this before it leaves the desk", "strong", parent=box))
        for leak in leaks:
            self._say(leak, box, inside)
            tick = Tick(CHECKED, box)
            tick.setAccessibleName(f"{leak.label}. {CHECKED}")
            tick.toggled.connect(self.cleared)
            self.ticks.append(tick)
            inside.addWidget(tick)
        inside.addWidget(Words("Your ticks are kept in the history.", "small", parent=box))
        return box

    def _say(self, leak: "FieldLeak", box: QWidget, inside: QVBoxLayout) -> None:
        inside.addWidget(Words(_said(leak), parent=box))
        if leak.place:
            link = Button(f"Open “{leak.label}”", "link", parent=box)
            link.setProperty("place", leak.place)
            link.clicked.connect(self._on_link)
            self.links.append(link)
            inside.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_link(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.place_requested.emit(str(sender.property("place")))


def _said(leak: "FieldLeak") -> str:
    """Return the field and each reason once; never the words that were found."""
    reasons = dict.fromkeys(finding.why.rstrip(".") for finding in leak.findings)
    return f"{leak.label}: {'; '.join(reasons)}."
