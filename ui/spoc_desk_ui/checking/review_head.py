"""The line above a review: which way the file travels, how much was found, and the acts that belong to no word."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.words import count_of

from ..theme import XL, M, S
from ..widgets.buttons import Button, IconButton
from ..widgets.surface import column, row
from ..widgets.words import Words
from .keys import SHOWN

if TYPE_CHECKING:
    from spoc_desk.casework.document_checks import CheckPlan

_WAY = {"in": "A copy we received", "out": "A file that leaves us", "local": "A file that stays with our services"}


class ReviewHead(QWidget):
    """Says what is under review, without a word of it.

    Signals:
        acted: an act, by the names of the keys.
    """

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = ""
        head = row(spacing=M)
        head.setContentsMargins(XL, S, M, S)
        words = column(spacing=0)
        self._title = Words(role="heading", parent=self)
        self.counts = Words(role="muted", parent=self)
        words.addWidget(self._title)
        words.addWidget(self.counts)
        head.addLayout(words, 1)
        self.mark = Button(f"Mark another word  {SHOWN['word']}", "quiet", parent=self)
        self.back = IconButton("undo", "Take the last step back", shortcut=SHOWN["undo"], parent=self)
        self.drop = Button("Drop this check…", "quiet", parent=self)
        for part in (self.mark, self.back, self.drop):
            head.addWidget(part)
        self.setLayout(head)
        self.mark.clicked.connect(self._on_mark)
        self.back.clicked.connect(self._on_back)

    def begin(self, review: Review, plan: "CheckPlan") -> None:
        """Begin with a file."""
        self._title.setText(plan.label or _WAY[review.mode])
        self._number = f"doc-{plan.document_no}"

    def refresh(self, review: Review) -> None:
        """Say how much was found."""
        marks, document = review.marks, review.document
        size = count_of(len(document.pages), "page") if document.pages else "no pages"
        places = sum(marks.groups[at].count for at in marks.live())
        found = f"{count_of(places, 'place')} in {count_of(len(marks.live()), 'word')}"
        unread = len(review.aside.unread)
        parts = [self._number, size, found, *([f"{count_of(unread, 'part')} could not be read"] if unread else [])]
        self.counts.setText(", ".join(parts))

    def let_act(self, may: bool) -> None:
        """Let her act, or only look."""
        for part in (self.mark, self.back, self.drop):
            part.setEnabled(may)

    def _on_mark(self) -> None:
        self.acted.emit("word")

    def _on_back(self) -> None:
        self.acted.emit("undo")
