"""The line above the register: the case is on hold, or what to do right after a hand was recorded."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.cases import CaseState
from spoc_desk.domain.exchanges import Check, HandKind
from spoc_desk.domain.item_states import EXCHANGE_OPEN

from ..widgets.notice import Notice
from ..widgets.surface import column
from .exchange_acts import Recorded

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseHeader


@dataclass(frozen=True)
class Line:
    """One line: what it says, how it feels, and the place its button opens."""

    words: str
    kind: str = "info"
    action: str = ""
    place: str = ""


class ExchangeStrip(QWidget):
    """At most two lines: how the case stands, and what follows from the last hand.

    Signals:
        place_requested: the place of the button that was pressed.
    """

    place_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(self)
        self._notices: dict[str, tuple[Line, Notice]] = {}
        self.hide()

    def show_line(self, key: str, line: Line | None) -> None:
        """Show *line* under *key*, or nothing."""
        old = self._notices.get(key)
        if old is not None and old[0] == line:
            return
        if old is not None:
            del self._notices[key]
            self._column.removeWidget(old[1])
            old[1].hide()
            old[1].deleteLater()
        if line is not None:
            notice = Notice(line.words, line.kind, action=line.action, closable=key != "case", parent=self)
            notice.setProperty("key", key)
            notice.acted.connect(self._on_acted)
            notice.closed.connect(self._on_closed)
            self._notices[key] = (line, notice)
            self._column.insertWidget(0 if key == "case" else self._column.count(), notice)
            notice.speak()
        # One warning at a time: what to do now says more than how the case stands.
        warned = any(each.kind == "warn" for each, _ in self._notices.values())
        if "case" in self._notices:
            self._notices["case"][1].setVisible(not warned)
        self.setVisible(bool(self._notices))

    def shown(self) -> tuple[str, ...]:
        """Return what is said, from top to bottom."""
        return tuple(line.words for line, _ in self._notices.values())

    def _on_acted(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.place_requested.emit(self._notices[str(sender.property("key"))][0].place)

    def _on_closed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.show_line(str(sender.property("key")), None)


def case_line(header: "CaseHeader") -> Line | None:
    """Return what the state of the case means for the register, if it means anything."""
    case = f"case/{header.case_id}"
    if header.state is CaseState.ON_HOLD:
        return Line(
            "The register is frozen until UKPPS has advised. Only a copy that leaked may be returned or destroyed.",
            "info", "Open the concern", f"{case}/concerns",
        )  # fmt: skip
    if header.state is CaseState.CLOSED:
        return Line("This case is closed. The register can be read and printed.")
    if header.state is CaseState.MOVED_ON:
        return Line("The family has moved on. The departure case that follows has its own register.")
    if header.state not in EXCHANGE_OPEN:
        return Line(
            "The exchange is not open yet. You can say what is needed; nothing is asked for or handed over before.",
            "info", "What now", f"{case}/what_now",
        )  # fmt: skip
    return None


def hand_line(case_id: str, done: Recorded) -> Line | None:
    """Return what to do right after this hand, where something is to be done."""
    if done.hand is HandKind.A5 and done.check_result == Check.LEAK:
        return Line(
            "The copy is set apart and a security concern is open. Do three things now: tell the LA SPOC, let the "
            "LA SPOC tell the UKPPS SPOC, and return the copy (R) or destroy it on their advice.",
            "warn", "Open the concern", f"case/{case_id}/concerns",
        )  # fmt: skip
    if done.hand is HandKind.A6 and len(done.item_ids) > 1:
        return Line(f"Passed on: {done.title}. Each goes with its own slip: choose one and press P.", "ok")
    if done.hand is HandKind.A6:
        return Line(
            f"Passed on: {done.title}. The slip tells the service not to contact anybody else about it.",
            "ok", "Print the pass-on slip", f"print/pass-on-slip/{case_id}/{done.item_ids[0]}",
        )  # fmt: skip
    return None
