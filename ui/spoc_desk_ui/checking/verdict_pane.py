"""The verdict on a copy we received: clean, or it leaks; and the list of where, for the UKPPS SPOC."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.sanitise.readers.unit import place_words
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.verdict import Verdict, leaks, may_be, report
from spoc_desk.sanitise.review.waiting import waits

from ..theme import L, M, S
from ..widgets.buttons import Button
from ..widgets.notice import Notice
from ..widgets.surface import ScrollColumn, column
from ..widgets.words import Words
from .waits_list import WaitsList

_MOST_LINES = 60


class VerdictPane(QWidget):
    """For a file that came to us.

    Signals:
        decided: the Verdict.
        copy_requested: the list for the UKPPS SPOC.
        words_wanted: True to show the words that were found, False to hide them.
        wait_chosen: the Wait to go to.
        certificate_requested: she wants the certificate on paper.
        finished: she is done with this file.
        follow_requested: she wants to go on where the work goes on.
    """

    decided = Signal(object)
    copy_requested = Signal(str)
    words_wanted = Signal(bool)
    wait_chosen = Signal(object)
    certificate_requested = Signal()
    finished = Signal()
    follow_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = ""
        self._is_over = False
        outer = column(self, spacing=0)
        scroll = ScrollColumn(self, margin=L, spacing=M)
        outer.addWidget(scroll, 1)
        self.told = Notice("", "ok", closable=False, parent=self)
        self.told.hide()
        self._heading = Words("Verdict", "strong", parent=self)
        self._sentence = Words(role="muted", parent=self)
        self.areas = Words(role="small", parent=self)
        self._left = Words("Still to do:", parent=self)
        self.waits = WaitsList(self)
        self.waits.wait_chosen.connect(self.wait_chosen)
        self.show_words = Button("Show the words", parent=self)
        self.show_words.setCheckable(True)
        self.show_words.toggled.connect(self._on_words)
        self._list_head = Words("For the UKPPS SPOC: where, never what", "strong", parent=self)
        self.list = Words(parent=self)
        self.copy = Button("Copy this list", "quiet", icon_name="copy", parent=self)
        self.copy.setToolTip("The clipboard is emptied after 20 seconds")
        self.copy.clicked.connect(self._on_copy)
        for part in (self.told, self._heading, self._sentence, self.areas, self._left, self.waits, self.show_words):
            scroll.column.addWidget(part)
        for part in (self._list_head, self.list, self.copy):
            scroll.column.addWidget(part)
        foot = column(spacing=S)
        foot.setContentsMargins(L, M, L, L)
        self.clean = Button("Clean: may be passed on", "primary", parent=self)
        self.leaks = Button("Leaks: quarantine", "danger", parent=self)
        self.certificate = Button("Print the certificate…", icon_name="print", parent=self)
        self.done = Button("Check another file", parent=self)
        self.follow = Button("Back to the register", "primary", parent=self)
        for button in (self.clean, self.leaks, self.follow, self.certificate, self.done):
            foot.addWidget(button)
        outer.addLayout(foot)
        self.clean.clicked.connect(self._on_clean)
        self.leaks.clicked.connect(self._on_leaks)
        self.certificate.clicked.connect(self.certificate_requested)
        self.done.clicked.connect(self.finished)
        self.follow.clicked.connect(self.follow_requested)

    def refresh(self, review: Review) -> None:
        """Say what is open to her now."""
        if self._is_over:
            return
        may, left, found = may_be(review), waits(review), leaks(review)
        dark = [part for part in review.aside.unread if not part.can_stay]
        self.clean.setEnabled(Verdict.CLEAN in may)
        self.leaks.setEnabled(Verdict.LEAKS in may)
        self._left.setVisible(bool(left))
        self.waits.show_waits(left)
        self.show_words.setVisible(bool(review.marks.live()))
        if found:
            words = "It leaks. You may stop here: a leaking copy is quarantined whole."
        elif dark:
            words = "It cannot be called clean: a part of it cannot be read by anybody. Ask for a new copy."
        elif left:
            words = "Nobody has confirmed a leak. Clean can be said when everything was looked at."
        else:
            words = "Everything was looked at, and nothing leaks."
        self._sentence.setText(words)
        self._report = report(review) if found or dark else ""
        lines = [f"• {each.words}" for each in found[:_MOST_LINES]]
        lines += [f"• {place_words(each.page, each.part) or 'the file'}: cannot be read" for each in dark[:_MOST_LINES]]
        if len(found) > _MOST_LINES:
            lines.append(f"and {len(found) - _MOST_LINES} more")
        self.list.setText("\n".join(lines))
        for part in (self._list_head, self.list, self.copy):
            part.setVisible(bool(self._report))

    def say_areas(self, sentence: str) -> None:
        """Say how many areas fit what the file shows."""
        self.areas.say(sentence)

    def start(self) -> None:
        """Begin with another file."""
        self._is_over = False
        self.told.hide()
        for button in (self.follow, self.certificate, self.done):
            button.hide()
        for button in (self.clean, self.leaks):
            button.show()
        self.show_words.setChecked(False)

    def say_done(self, words: str, follow: str = "") -> None:
        """Say that the verdict is recorded, and offer what follows; the focus goes there."""
        self._is_over = True
        self.told.say(words, "ok")
        self.told.show()
        self.told.speak()
        for part in (self.clean, self.leaks, self.waits, self._left, self._sentence):
            part.hide()
        for button in (self.certificate, self.done):
            button.show()
        self.follow.setText(follow)
        self.follow.setVisible(bool(follow))
        (self.follow if follow else self.done).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_words(self, shown: bool) -> None:
        self.show_words.setText("Hide the words" if shown else "Show the words")
        self.words_wanted.emit(shown)

    def _on_copy(self) -> None:
        self.copy_requested.emit(self._report)

    def _on_clean(self) -> None:
        self.decided.emit(Verdict.CLEAN)

    def _on_leaks(self) -> None:
        self.decided.emit(Verdict.LEAKS)
