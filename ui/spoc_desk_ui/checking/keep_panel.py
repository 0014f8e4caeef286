"""Why something may stay: the reason is asked in place, before the word is kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import BadAnswer
from spoc_desk.sanitise.review.reasons import Reason, Why, checked_reason, offered
from spoc_desk.sanitise.review.review import Review

from ..widgets.options import Options
from ..widgets.surface import column
from ..widgets.text_field import TextField
from ..widgets.words import Words
from .ask_panel import AskPanel

ALL, ONE = "all", "one"


class KeepPanel(AskPanel):
    """The reason is one of a few, or her own words.

    Signals:
        kept: (Reason, "all" or "one").
    """

    kept = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Keep", parent)
        self._review: Review | None = None
        self._heading = Words(role="strong", parent=self)
        self._offers = column(spacing=0)
        self.why = Options((), self)
        self.note = TextField(self)
        self.note.setAccessibleName("The reason in your words")
        self.note.setPlaceholderText("In your words, without the word itself")
        self.reach = Options([(ALL, "Every place"), (ONE, "Only this one")], self, in_a_row=True)
        self.reach.setAccessibleName("Where it stays")
        self.inside.addWidget(self._heading)
        self.inside.addLayout(self._offers)
        self.inside.addWidget(self.note)
        self.inside.addWidget(self.reach)

    def ask(self, review: Review, heading: str, count: int) -> None:
        """Ask for the reason; *count* is at how many places the word stands."""
        self._review = review
        self._heading.setText(heading)
        self._offer(review)
        self.note.setText("")
        self.reach.set_value(ALL)
        self.reach.setVisible(count > 1)
        self.say_wrong("")
        self.why.text_edit().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def submit(self) -> None:
        """Keep it, if the reason will do."""
        review, why = self._review, self.why.value()
        if review is None:
            return
        if not why:
            self.say_wrong("Choose why it may stay.")
            return
        try:
            reason: Reason = checked_reason(Why(why), self.note.value(), review.area, review.mode)
        except BadAnswer as error:
            self.say_wrong(str(error))
            if error.field == "note":
                self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.kept.emit(reason, self.reach.value() or ALL)

    def forget(self) -> None:
        """Forget what was typed."""
        self._review = None
        self.note.setText("")

    def _offer(self, review: Review) -> None:
        old = self.why
        self._offers.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.why = Options([(why.value, why.words) for why in offered(review.mode)], self)
        self.why.setAccessibleName("Why it may stay")
        self._offers.addWidget(self.why)
        for before, after in ((self.why, self.note), (self.note, self.reach), (self.reach, self.answer)):
            QWidget.setTabOrder(before, after)
        QWidget.setTabOrder(self.answer, self.leave)
