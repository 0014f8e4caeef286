"""What may not happen yet to a record, and the rule that says so with its source."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.hand_rules import RULES
from spoc_desk.domain.sources import source_words

from ..theme import XS
from ..widgets.buttons import Button
from ..widgets.surface import column
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.exchange import HandOffer

_WRONG_STATE = frozenset(rule.wrong_state for rule in RULES)


class Refusals(QWidget):
    """The list, and `button`, which opens it and stands wherever the panel puts it.

    The list is open from the start where a rule holds up the usual next hand.

    Signals:
        toggled: the list was opened or closed.
    """

    toggled = Signal()

    def __init__(self, refused: "Sequence[HandOffer]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = column(self, spacing=XS)
        self.lines = refusal_lines(refused)
        self.button = Button(f"Not yet, because … {len(self.lines)}", "link", parent=parent)
        self.button.setAccessibleName(f"Not yet, because: {len(self.lines)} rules")
        self.button.setSizePolicy(self.button.sizePolicy().Policy.Maximum, self.button.sizePolicy().Policy.Fixed)
        self.button.clicked.connect(self._on_clicked)
        self.button.setVisible(bool(self.lines))
        for line in self.lines:
            label = Words(line, "muted", parent=self)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            inside.addWidget(label)
        self.setVisible(bool(held_up(refused)))

    @property
    def is_open(self) -> bool:
        """True while the list is shown."""
        return not self.isHidden()

    def _on_clicked(self) -> None:
        self.setVisible(not self.is_open)
        self.toggled.emit()


def refusal_lines(refused: "Sequence[HandOffer]") -> tuple[str, ...]:
    """Return one line for each rule, with the hands it holds up; rules beside the usual order come first."""
    by_rule: dict[tuple[str, str], list[str]] = {}
    for offer in sorted(refused, key=lambda each: each.why_not in _WRONG_STATE):
        by_rule.setdefault((offer.why_not, offer.source), []).append(f"“{offer.label}”")
    return tuple(f"{_listed(hands)}: {why} ({source_words(source)})" for (why, source), hands in by_rule.items())


def held_up(refused: "Sequence[HandOffer]") -> "tuple[HandOffer, ...]":
    """Return the hands that the state of the record would allow, but a rule does not."""
    return tuple(offer for offer in refused if offer.why_not not in _WRONG_STATE)


def _listed(hands: Sequence[str]) -> str:
    return ", ".join(hands) if len(hands) < 5 else "Every other hand"
