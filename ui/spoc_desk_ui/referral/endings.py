"""What follows from the three questions: call 999, tell the worker, use your own service's form, or start the form."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from spoc_desk.clock import LONDON, Clock
from spoc_desk.domain.house_dates import long_date
from spoc_desk.forms.loader import load_form

from ..icons import pixmap
from ..theme import XL, L, M, S
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.field import Field
from ..widgets.note_field import NoteField
from ..widgets.surface import Surface, column, row
from ..widgets.text_field import TextField
from ..widgets.words import Words
from .before_facts import BeforeFacts

if TYPE_CHECKING:
    from spoc_desk.forms.definition import Answer


_TICK_MS = 5_000  # the minute on the page is the minute on the wall


class Ending(QWidget):
    """A heading, what to do, and one button. Ctrl+Enter presses it.

    Signals:
        finished: the button was pressed.
    """

    finished = Signal()
    surface = "info"
    heading = ""
    button_words = ""

    def __init__(self, facts: BeforeFacts, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts, self.clock = facts, clock
        self.fields: dict[str, Field] = {}
        outer = column(self, spacing=L)
        self.block = Surface(self.surface, self)
        self.inner = column(self.block, margin=L, spacing=S)
        outer.addWidget(self.block)
        self.inner.addWidget(Words(self.heading, "heading", parent=self.block))
        self.fill(outer)
        self.button = Button(self.button_words, "primary", parent=self)
        self.button.setToolTip("Ctrl+Enter")
        self.button.clicked.connect(self.submit)
        line = row(spacing=M)
        line.addWidget(self.button)
        line.addStretch(1)
        outer.addLayout(line)

    def fill(self, outer: QVBoxLayout) -> None:
        """Add the words to `inner`, and fields to *outer*."""

    def answers(self) -> "Mapping[str, Answer]":
        """Return what this ending adds to the answers."""
        return {name: field.value() for name, field in self.fields.items()}

    def submit(self) -> None:
        """Press the button."""
        if self.button.isEnabled():
            self.finished.emit()

    def set_busy(self, busy: bool) -> None:
        """Lock the button while saving runs."""
        self.button.setEnabled(not busy)

    def speak(self) -> None:
        """Have it read aloud when it appears."""
        words = [each.text() for each in self.block.findChildren(QLabel) if each.text()]
        announce(self, ". ".join(words), urgent=self.surface == "error")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.submit()
            return
        super().keyPressEvent(event)

    def say(self, words: str, role: str = "body") -> None:
        """Add a paragraph."""
        self.inner.addWidget(Words(words, role, parent=self.block))

    def ask(self, name: str, outer: QVBoxLayout) -> None:
        """Add one question of the form."""
        question = load_form("referral").question(name)
        inner = NoteField(self, lines=question.lines) if question.lines > 1 else TextField(self)
        field = Field(question.label, inner, hint=question.hint, why=question.why, width="medium", parent=self)
        self.fields[name] = field
        outer.addWidget(field)


class DangerEnding(Ending):
    """Danger now: 999, with the time; it is logged at once and the form follows."""

    surface = "error"
    heading = "Call 999 now"
    button_words = "I have called 999: &log it and go on"

    def fill(self, outer: QVBoxLayout) -> None:
        line = row(spacing=M)
        picture = QLabel(self.block)
        picture.setPixmap(pixmap("phone", "error", 32, self.devicePixelRatioF()))
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self._time = Words(role="title", parent=self.block)
        line.addWidget(self._time, 1)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._say_time)
        self._say_time()
        self.inner.addLayout(line)
        self.say("A child in immediate danger is a matter for the police. Do not wait for this form.", "strong")
        self.say(f"Then phone the MASH{_phone(self.facts)}.")
        self.say(
            f"The call is logged with the time at which you press the button. The written form follows within "
            f"{self.facts.confirm_hours} hours of phoning the MASH; what you typed so far is kept."
        )
        self.inner.setContentsMargins(XL, L, XL, L)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def _say_time(self) -> None:
        now = self.clock.now().astimezone(LONDON)
        self._time.setText(f"It is {now:%H:%M}, {long_date(now.date())}.")

    def answers(self) -> "Mapping[str, Answer]":
        now = self.clock.now().astimezone(LONDON)
        return {"danger_called_at": f"{now:%Y-%m-%dT%H:%M}"}


class WorkerEnding(Ending):
    """An open case: its worker is told, and no form is needed."""

    heading = "Tell the allocated social worker. No form is needed"
    button_words = "&Log this and finish"

    def fill(self, outer: QVBoxLayout) -> None:
        self.say(
            "Additional information or concerns on an open case go to the allocated social worker, or in their "
            "absence to the manager or the duty social worker."
        )
        self.say(f"If you do not know who that is, the MASH can tell you{_phone(self.facts)}.")
        self.ask("allocated_worker_name", outer)


class OwnServiceEnding(Ending):
    """Universal and Additional needs: the service's own form, Team Around the Family; the advice is logged."""

    heading = "Use your own service's form. No form to the MASH is needed"
    button_words = "&Log this advice and finish"

    def fill(self, outer: QVBoxLayout) -> None:
        self.say(
            "Services that work with families at Universal or Additional level are reached with your own service's "
            "form or letter. Practitioners work together, with the family, as a Team Around the Family."
        )
        if self.facts.additional_help:
            self.say(self.facts.additional_help)
        self.say("If this does not help enough, or things get worse, come back and start again.")
        self.ask("advice_note", outer)


class GoOnEnding(Ending):
    """Intensive or Specialist: the form."""

    heading = "This needs the referral form"
    button_words = "&Start the referral"

    def fill(self, outer: QVBoxLayout) -> None:
        self.say(
            "You can stop at any time: everything is kept. Talk with the family first, unless that would put a child "
            "or somebody else at risk."
        )
        self.say("In doubt, ask your manager or designated safeguarding lead, then a social worker in the MASH.")
        self.say(f"If it is urgent, phone the MASH first{_phone(self.facts)}, and send the form after.")


def _phone(facts: BeforeFacts) -> str:
    mash = facts.mash
    if not mash.phone:
        return ""
    night = f", at night and at weekends {mash.out_of_hours}" if mash.out_of_hours else ""
    return f": {mash.phone}{night}"
