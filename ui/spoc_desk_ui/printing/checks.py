"""What the leak scan says about a print: what blocks it, with the way to the text, and what she can clear herself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..theme import L, M, S
from ..widgets.field import Field
from ..widgets.line_link import LineLink
from ..widgets.marks import Tick
from ..widgets.note_field import NoteField
from ..widgets.surface import Surface, column
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.leaks import FieldLeak

_WHY = "Or: why is the place needed here?"
_FOR_EXAMPLE = "For example: without the father's town he cannot be found"
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
        self.links: list[LineLink] = []
        self._blocks = False
        self._not_yet = ""
        self.reason_field: Field | None = None

    def show_leaks(
        self,
        blocking: "tuple[FieldLeak, ...]",
        to_check: "tuple[FieldLeak, ...]",
        *,
        may_go_on: bool = False,
        not_yet: str = "",
    ) -> None:
        """Say what blocks, what is to be looked at, and why it may only be looked at as yet.

        What blocks a referral *may go on* with a reason why the place is needed.
        """
        for old in self._parts:
            old.hide()
            old.deleteLater()
        self._parts, self.ticks, self.links = [], [], []
        self._blocks, self._not_yet, self.reason_field = bool(blocking), not_yet, None
        if not_yet:
            self._add(self._later(not_yet))
        if blocking:
            self._add(self._blocked(blocking, may_go_on=may_go_on))
        if to_check:
            self._add(self._questions(to_check))
        self.setVisible(bool(self._parts))

    @property
    def is_clear(self) -> bool:
        """True when nothing blocks, or a reason is given for what does, and every question is ticked."""
        blocked = self._blocks and not self.reason
        return not self._not_yet and not blocked and all(tick.isChecked() for tick in self.ticks)

    @property
    def reason(self) -> str:
        """Why a place is needed, in her words, or ""."""
        return str(self.reason_field.value()).strip() if self.reason_field is not None else ""

    @property
    def words(self) -> str:
        """Return what still stops a copy, or ""."""
        if self._not_yet:
            return "It may be looked at, and is not ready to be printed."
        if self._blocks and not self.reason:
            return "A text must be changed first." if self.reason_field is None else "Change the text, or say why."
        left = sum(not tick.isChecked() for tick in self.ticks)
        return "" if not left else f"{left} {'place is' if left == 1 else 'places are'} still to be looked at."

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._layout.addWidget(part)

    def _later(self, sentence: str) -> QWidget:
        box = Surface("warn", self)
        inside = column(box, margin=L, spacing=S)
        inside.addWidget(Words("Not ready to be printed", "strong", parent=box))
        inside.addWidget(Words(sentence, parent=box))
        return box

    def _blocked(self, leaks: "tuple[FieldLeak, ...]", *, may_go_on: bool) -> QWidget:
        box = Surface("error", self)
        inside = column(box, margin=L, spacing=S)
        many = "A text stops this print" if len(leaks) == 1 else f"{len(leaks)} texts stop this print"
        inside.addWidget(Words(many, "strong", parent=box))
        for leak in leaks:
            self._say(leak, box, inside)
        if may_go_on:
            self.reason_field = Field(_WHY, NoteField(lines=2), hint=_FOR_EXAMPLE, parent=box)
            self.reason_field.edited.connect(self.cleared)
            inside.addWidget(self.reason_field)
            inside.addWidget(Words("Your reason is kept in the history.", "small", parent=box))
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
            link = LineLink(f"Open “{leak.label}”", box)
            link.setProperty("place", leak.place)
            link.clicked.connect(self._on_link)
            self.links.append(link)
            inside.addWidget(link)

    def _on_link(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.place_requested.emit(str(sender.property("place")))


def _said(leak: "FieldLeak") -> str:
    """Return the field and each reason once; never the words that were found."""
    reasons = dict.fromkeys(finding.why.rstrip(".") for finding in leak.findings)
    return f"{leak.label.rstrip('?')}: {'; '.join(reasons)}."
