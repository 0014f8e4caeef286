"""One more word that must go: a person, a team, a nickname nobody but a local would know."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from spoc_desk.sanitise.word_search import Term

from ..theme import M, S
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from ..widgets.text_field import TextField
from ..widgets.words import Words


class WordPanel(QWidget):
    """Enter looks for the word and marks it, Esc leaves. The word is kept nowhere but in the review.

    Signals:
        asked: the word.
        left: none.
    """

    asked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=S)
        layout.setContentsMargins(M, M, M, M)
        label = Words("Another word that must go", "strong", parent=self)
        hint = "A person, a team, a nickname: with a possessive, in capitals, spaced out, broken at a line end."
        self.word = TextField(self)
        self.word.setAccessibleName("Another word that must go")
        label.setBuddy(self.word)
        self._wrong = Words(role="error", parent=self)
        self._wrong.hide()
        foot = row(spacing=S)
        self.mark = Button("Mark it everywhere", "primary", parent=self)
        leave = Button("Leave", "quiet", parent=self)
        leave.setToolTip("Esc")
        foot.addWidget(self.mark)
        foot.addWidget(leave)
        foot.addStretch(1)
        for part in (label, Words(hint, "small", parent=self), self.word, self._wrong):
            layout.addWidget(part)
        layout.addLayout(foot)
        layout.addStretch(1)
        self.mark.clicked.connect(self.submit)
        leave.clicked.connect(self.left)

    def ask(self, word: str = "") -> None:
        """Ask for a word; *word* is proposed."""
        self.word.setText(word)
        self.word.selectAll()
        self._wrong.say("")
        self.word.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def submit(self) -> None:
        """Have the word looked for."""
        if not Term(self.word.value()).is_usable:
            self.say_wrong("Type at least two letters.")
            return
        self.asked.emit(self.word.value())

    def say_wrong(self, sentence: str) -> None:
        """Say why nothing was marked."""
        self._wrong.say(sentence)
        announce(self, sentence, urgent=True)

    def forget(self) -> None:
        """Forget what was typed."""
        self.word.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            focused.click() if isinstance(focused, QPushButton) else self.submit()
        else:
            event.accept()
