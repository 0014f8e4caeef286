"""Why something may stay: the reason is asked in place, before the word is kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from spoc_desk.errors import BadAnswer
from spoc_desk.sanitise.review.reasons import Reason, Why, checked_reason, offered
from spoc_desk.sanitise.review.review import Review

from ..theme import M, S
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.options import Options
from ..widgets.surface import column, row
from ..widgets.text_field import TextField
from ..widgets.words import Words

ALL, ONE = "all", "one"


class KeepPanel(QWidget):
    """Enter keeps, Esc leaves.

    Signals:
        kept: (Reason, "all" or "one").
        left: nothing is kept.
    """

    kept = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review: Review | None = None
        layout = column(self, spacing=S)
        layout.setContentsMargins(M, M, M, M)
        self._heading = Words(role="strong", parent=self)
        self._offers = column(spacing=0)
        self.why = Options((), self)
        self.note = TextField(self)
        self.note.setAccessibleName("The reason in your words")
        self.note.setPlaceholderText("In your words, without the word itself")
        self.reach = Options([(ALL, "Every place"), (ONE, "Only this one")], self, in_a_row=True)
        self.reach.setAccessibleName("Where it stays")
        self._wrong = Words(role="error", parent=self)
        self._wrong.hide()
        foot = row(spacing=S)
        self.keep = Button("Keep", "primary", parent=self)
        leave = Button("Leave", "quiet", parent=self)
        leave.setToolTip("Esc")
        foot.addWidget(self.keep)
        foot.addWidget(leave)
        foot.addStretch(1)
        layout.addWidget(self._heading)
        layout.addLayout(self._offers)
        for part in (self.note, self.reach, self._wrong):
            layout.addWidget(part)
        layout.addLayout(foot)
        layout.addStretch(1)
        self.keep.clicked.connect(self.submit)
        leave.clicked.connect(self.left)

    def ask(self, review: Review, heading: str, count: int) -> None:
        """Ask for the reason; *count* is at how many places the word stands."""
        self._review = review
        self._heading.setText(heading)
        self._offer(review)
        self.note.setText("")
        self.reach.set_value(ALL)
        self.reach.setVisible(count > 1)
        self._wrong.say("")
        self.why.text_edit().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def submit(self) -> None:
        """Keep it, if the reason will do."""
        review, why = self._review, self.why.value()
        if review is None:
            return
        if not why:
            self._say_wrong("Choose why it may stay.")
            return
        try:
            reason: Reason = checked_reason(Why(why), self.note.value(), review.area, review.mode)
        except BadAnswer as error:
            self._say_wrong(str(error))
            if error.field == "note":
                self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.kept.emit(reason, self.reach.value() or ALL)

    def forget(self) -> None:
        """Forget what was typed."""
        self._review = None
        self.note.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            focused.click() if isinstance(focused, QPushButton) else self.submit()
        else:
            event.accept()  # the letters of the review do nothing while a reason is asked

    def _offer(self, review: Review) -> None:
        old = self.why
        self._offers.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.why = Options([(why.value, why.words) for why in offered(review.mode)], self)
        self.why.setAccessibleName("Why it may stay")
        self._offers.addWidget(self.why)
        QWidget.setTabOrder(self.why, self.note)

    def _say_wrong(self, sentence: str) -> None:
        self._wrong.say(sentence)
        announce(self, sentence, urgent=True)
