"""One more word that must go: a person, a team, a nickname nobody but a local would know."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.sanitise.word_search import Term

from ..widgets.text_field import TextField
from ..widgets.words import Words
from .ask_panel import AskPanel


class WordPanel(AskPanel):
    """The word is looked for and marked. It is kept nowhere but in the review.

    Signals:
        asked: the word.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Mark it everywhere", parent)
        label = Words("Another word that must go", "strong", parent=self)
        hint = "A person, a team, a nickname: with a possessive, in capitals, spaced out, broken at a line end."
        self.word = TextField(self)
        self.word.setAccessibleName("Another word that must go")
        label.setBuddy(self.word)
        for part in (label, Words(hint, "small", parent=self), self.word):
            self.inside.addWidget(part)
        QWidget.setTabOrder(self.word, self.answer)
        QWidget.setTabOrder(self.answer, self.leave)

    def ask(self, word: str = "") -> None:
        """Ask for a word; *word* is proposed."""
        self.word.setText(word)
        self.word.selectAll()
        self.say_wrong("")
        self.word.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def submit(self) -> None:
        """Have the word looked for."""
        if not Term(self.word.value()).is_usable:
            self.say_wrong("Type at least two letters.")
            return
        self.asked.emit(self.word.value())

    def forget(self) -> None:
        """Forget what was typed."""
        self.word.setText("")
