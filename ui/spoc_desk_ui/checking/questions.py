"""The questions put in place of the details: why a word may stay, which other word goes, whether all of it goes."""

from PySide6.QtCore import QObject, Signal

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.reasons import Reason
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.words import count_of

from .findings_pane import FindingsPane
from .keep_panel import ALL
from .page_pane import PagePane
from .review_desk import ReviewDesk
from .rows import MASK


class Questions(QObject):
    """Asks, and hands the answers to the desk.

    Signals:
        asking: a question is about to be put: its pane has to be in sight.
        dropped: she wants to forget this check.
    """

    asking = Signal()
    dropped = Signal()

    def __init__(self, desk: ReviewDesk, found: FindingsPane, page: PagePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._found, self._page = desk, found, page
        desk.asked.connect(self._on_asked)
        desk.word_missed.connect(self._on_word_missed)
        found.keep.kept.connect(self._on_kept)
        found.word.asked.connect(desk.words.mark)
        found.confirm.confirmed.connect(self._on_confirmed)

    def ask_drop(self) -> None:
        """Ask whether the check is to be dropped."""
        self.asking.emit()
        self._found.show_panel(self._found.confirm)
        sentence = "What was decided is forgotten. Nothing of the file is kept."
        self._found.confirm.ask("drop", "Drop this check?", sentence, "Drop it")

    def forget(self) -> None:
        """Forget what was typed: the check is over, or the desk locks."""
        self._found.keep.forget()
        self._found.word.forget()

    def _on_asked(self, what: str) -> None:
        review = self._desk.review
        if review is None:
            return
        self.asking.emit()
        if what == "word":
            self._found.show_panel(self._found.word)
            self._found.word.ask(self._page.chosen_words())
        elif what == "accept":
            self._ask_accept(review)
        elif what == "keep" and self._desk.row is not None:
            group = review.marks.groups[self._desk.row.number]
            word = group.word if self._found.list.lines.words_shown else MASK
            self._found.show_panel(self._found.keep)
            self._found.keep.ask(review, f"“{word}” may stay, because", group.count)

    def _ask_accept(self, review: Review) -> None:
        groups = [review.marks.groups[at] for at in review.marks.must_go()]
        count = sum(group.undecided for group in groups)
        self._found.show_panel(self._found.confirm)
        received = review.mode is Mode.IN
        heading = f"{count_of(len(groups), 'word')} at {count_of(count, 'place')}"
        sentence = "All of them leak." if received else "All of them go. Words to be looked at stay undecided."
        words = "They leak" if received else "Remove them"
        self._found.confirm.ask("accept", heading, sentence, words, harmless=True)

    def _on_kept(self, reason: Reason, reach: str) -> None:
        self._found.show_detail()
        self._desk.words.keep(reason, everywhere=reach == ALL)

    def _on_confirmed(self, act: str) -> None:
        self._found.show_detail()
        if act == "accept":
            self._desk.words.accept()
        elif act == "drop":
            self.dropped.emit()

    def _on_word_missed(self) -> None:
        self._found.word.say_wrong("It does not stand in the text. Where a picture shows it, draw a box.")
