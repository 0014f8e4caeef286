"""The identity bar of a case: reference, what kind of case, how far the flags are, what is due next."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QWidget

from spoc_desk.deadlines.wording import State as ClockState
from spoc_desk.domain.cases import Route

from ..icons import pixmap
from ..theme import M, S
from ..widgets.state_chip import StateChip
from ..widgets.surface import column, row
from ..widgets.tones import State, Tone
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseHeader

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_DUE = {
    ClockState.OVERDUE: State("Late", Tone.LATE),
    ClockState.DUE_TODAY: State("Today", Tone.WARN),
    ClockState.DUE_SOON: State("Due soon", Tone.WARN),
}


@dataclass(frozen=True)
class Identity:
    """What the bar says; all of it words, none of it a name."""

    reference: str
    kind: str
    flags: str
    due: str = ""
    due_state: State | None = None
    sample: bool = False


class IdentityBar(QWidget):
    """Stays on top of every part of the case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=2)
        self._first = QBoxLayout(_BESIDE)
        self._first.setSpacing(2)
        self.reference = Words(role="title", wrap=False, parent=self)
        self._sample = StateChip("Sample", parent=self)
        self._flag = QLabel(self)
        self._flag.setAccessibleName("Flags")
        self.flags = Words(wrap=False, parent=self)
        named, flagged = row(spacing=M), row(spacing=M)
        for part in (self.reference, self._sample):
            named.addWidget(part)
        named.addStretch(1)
        flagged.addWidget(self._flag)
        flagged.addWidget(self.flags, 1)
        self._first.addLayout(named, 1)
        self._first.addLayout(flagged)
        layout.addLayout(self._first)
        self._second = QBoxLayout(_BESIDE)
        self._second.setSpacing(2)
        self.kind = Words(role="muted", parent=self)
        self.due = Words(role="muted", parent=self)
        self._due_chip = StateChip("", parent=self)
        self._second.addWidget(self.kind, 1)
        next_due = row(spacing=M)
        next_due.addWidget(self.due, 1)
        next_due.addWidget(self._due_chip)
        self._second.addLayout(next_due)
        layout.addLayout(self._second)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._sample.hide()
        self._due_chip.hide()
        self._draw()

    def show_identity(self, identity: Identity) -> None:
        """Show another case, or the same one as it stands now."""
        self.reference.setText(identity.reference)
        self.kind.setText(identity.kind)
        self.flags.setText(identity.flags)
        self._flag.setVisible(bool(identity.flags))
        self._sample.setVisible(identity.sample)
        self.due.say(identity.due)
        self._due_chip.setVisible(identity.due_state is not None)
        if identity.due_state is not None:
            self._due_chip.show_state(identity.due_state)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw()

    def _fit(self) -> None:
        """The flags and the next due thing stand at the right where there is room, else on lines of their own."""
        shown = [part for part in (self.reference, self._sample, self._flag, self.flags) if not part.isHidden()]
        beside = sum(part.sizeHint().width() + M for part in shown) < self.width()
        self._first.setDirection(_BESIDE if beside else _BELOW)
        words = self.fontMetrics().horizontalAdvance(self.kind.text() + self.due.text())
        beside = words + self._due_chip.sizeHint().width() + 4 * M < self.width()
        self.due.setWordWrap(not beside)
        self._second.setDirection(_BESIDE if beside else _BELOW)

    def _draw(self) -> None:
        side = max(18, round(self.fontMetrics().height() * 0.95))
        self._flag.setPixmap(pixmap("flag", "text", side, self.devicePixelRatioF()))
        self._flag.setContentsMargins(0, 0, S - M, 0)


def identity_of(header: "CaseHeader") -> Identity:
    """Return what the bar says of a case."""
    neither = header.route is Route.NEITHER
    return Identity(
        reference=header.case_ref,
        kind=header.kind_words,
        flags="" if neither or not header.counts.flags_needed else header.flags_words,
        due=f"{header.due_what}: {header.due_words}" if header.due_what else "",
        due_state=_DUE.get(header.due_state) if header.due_state is not None else None,
        sample=header.sample,
    )
