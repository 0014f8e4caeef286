"""How many areas fit what stays: asked of the process apart whenever that changes, and told as one sentence."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.staying import is_measured, sentence_of, words_that_stay

from .reading import Reading

if TYPE_CHECKING:
    from spoc_desk.sanitise.areas.fits import Fits, Stays


class AreasLeft(QObject):
    """Follows one review. The number is all it ever hears.

    Signals:
        told: the sentence; "" while there is none.
    """

    told = Signal(str)

    def __init__(self, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._words: tuple[Stays, ...] | None = None
        self.fits: Fits | None = None

    def let_go(self) -> None:
        """Forget the words and their number: another review begins, or none."""
        self._words, self.fits = None, None
        self.told.emit("")

    def refresh(self, review: Review) -> None:
        """Ask again if other words stay now."""
        received = review.mode is Mode.IN
        words = words_that_stay(review) if is_measured(review.mode) else None
        if not words and not received and review.marks.undecided:
            words = None  # nothing was kept yet: there is no news in that
        if words == self._words:
            return
        self._words, self.fits = words, None
        if words is None:
            self.told.emit("")
            return

        def done(fits: "Fits") -> None:
            if self._words == words:
                self.fits = fits
                sentence = sentence_of(fits.areas, fits.of, fits.not_placed, apart=fits.apart, received=received)
                self.told.emit(sentence)

        self._reading.measure(words, done)
