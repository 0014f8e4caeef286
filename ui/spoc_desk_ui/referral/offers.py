"""What is known already: said below its question with where it comes from, taken or left with one click."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spoc_desk.forms.answers import in_words
from spoc_desk.forms.definition import Choice

from ..session import Session
from ..theme import S
from ..widgets.buttons import Button
from ..widgets.notice import Notice
from ..widgets.surface import Surface, row
from ..widgets.words import Words
from .editor import Editor

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.known import Filled


class OfferLine(Surface):
    """One answer that is known: its words, where they come from, and two buttons.

    Signals:
        taken, left: the question.
    """

    taken = Signal(str)
    left = Signal(str)

    def __init__(self, offer: "Filled", words: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.offer = offer
        line = row(self, spacing=S)
        line.setContentsMargins(S, 2, S, 2)
        shown = words if len(words) <= _MOST else f"{words[: _MOST - 1]}…"
        line.addWidget(Words(f"{_where(offer.from_where)}: “{shown}”", "muted", parent=self), 1)
        self.take = Button("Use this", "quiet", parent=self)
        self.take.setAccessibleName(f"Use this for {label}: {shown}")
        self.take.clicked.connect(self._on_taken)
        self.leave = Button("Leave it", "quiet", parent=self)
        self.leave.setAccessibleName(f"Leave this for {label}")
        self.leave.clicked.connect(self._on_left)
        line.addWidget(self.take)
        line.addWidget(self.leave)

    def _on_taken(self) -> None:
        self.taken.emit(self.offer.question)

    def _on_left(self) -> None:
        self.left.emit(self.offer.question)


class Offers(QWidget):
    """All offers for the questions of one editor; the line on top takes them together."""

    def __init__(self, session: Session, editor: Editor, memory_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._editor, self._memory_key = session, editor, memory_key
        self.lines: dict[str, OfferLine] = {}
        self._sources: dict[str, Words] = {}
        self._all: Notice | None = None
        self.hide()

    def show_offers(self, offers: "Sequence[Filled]", choices: "dict[str, Sequence[Choice]]") -> None:
        """Show what is known for questions that have no answer yet, unless she left it before."""
        left = self._left()
        wanted = {
            each.question: each
            for each in offers
            if each.question in self._editor.fields
            and each.question not in left
            and self._editor.is_blank(each.question)
        }
        for question in [each for each in self.lines if each not in wanted]:
            self._drop(question)
        for question, offer in wanted.items():
            if question not in self.lines:
                self._add(offer, choices)
        self._say_all()

    def take_all(self) -> None:
        """Use everything that is known."""
        for question in list(self.lines):
            self._on_taken(question)

    # inside ---------------------------------------------------------------------------------------------------------

    def _add(self, offer: "Filled", choices: "dict[str, Sequence[Choice]]") -> None:
        field = self._editor.fields[offer.question]
        question = field.question
        listed = choices.get(question.id) or choices.get(question.choices_from, ())
        words = in_words(question, offer.value, {each.id: each.label for each in listed})
        line = OfferLine(offer, words, question.label, field.field)
        line.taken.connect(self._on_taken)
        line.left.connect(self._on_left)
        layout = field.field.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(line)
        self.lines[offer.question] = line

    def _drop(self, question: str) -> None:
        line = self.lines.pop(question)
        had_focus = line.isAncestorOf(line.window().focusWidget() or self)
        line.hide()
        line.deleteLater()
        if had_focus:
            self._editor.focus_question(question)

    def _say_all(self) -> None:
        count = len(self.lines)
        if count < 2:
            if self._all is not None:
                self._all.hide()
            return
        words = f"{count} answers here are known already. Each says below its question where it comes from."
        if self._all is None:
            self._all = Notice(words, "info", action="&Use them all", closable=False, parent=self._editor)
            self._all.acted.connect(self._on_all)
            self._editor.column.insertWidget(0, self._all)
        self._all.say(words)
        self._all.show()

    def _on_all(self) -> None:
        self.take_all()
        first = self._editor.first_focus()
        if first is not None:
            first.setFocus()

    def _on_taken(self, question: str) -> None:
        offer = self.lines[question].offer
        self._editor.set_answer(question, offer.value)
        self._drop(question)
        self._say_source(question, f"{_where(offer.from_where)}.")
        self._say_all()

    def _say_source(self, question: str, words: str) -> None:
        layout = self._editor.fields[question].field.layout()
        if question not in self._sources and isinstance(layout, QVBoxLayout):
            self._sources[question] = Words(role="small", parent=self._editor.fields[question].field)
            layout.addWidget(self._sources[question])
        self._sources[question].say(words)

    def _on_left(self, question: str) -> None:
        self._session.memory[self._memory_key] = self._left() | {question}
        self._drop(question)
        self._say_all()

    def _left(self) -> frozenset[str]:
        left = self._session.memory.get(self._memory_key)
        return left if isinstance(left, frozenset) else frozenset()


_MOST = 160


def _where(words: str) -> str:
    """Return where it comes from, as the beginning of a line."""
    said = words if words.lower().startswith("from ") else f"From {words}"
    return said[:1].upper() + said[1:]
