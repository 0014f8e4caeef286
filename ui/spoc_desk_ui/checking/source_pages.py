"""The pages of the file under review, drawn by the process apart when they come into sight."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from ..printing.page_reader import PageReader
from ..session import Session
from .reading import Reading

_MOST_WAITING = 6
"""Pages in sight at once, and a few more: who scrolls fast does not wait for the pages she passed."""


class SourcePages(PageReader):
    """Hands over one page after the other; the one asked for last comes first."""

    def __init__(self, session: Session, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._reading = reading
        self._numbers: tuple[int, ...] = ()
        self._waiting: list[tuple[int, float]] = []
        self._is_busy = False

    def show_numbers(self, numbers: tuple[int, ...]) -> None:
        """Show another document, whose pages have these numbers."""
        self._era += 1
        self._numbers = numbers
        self._waiting.clear()
        self._is_busy = False

    def want_picture(self, number: int, scale: float) -> None:
        wish = (number, scale)
        if wish in self._waiting:
            self._waiting.remove(wish)
        self._waiting.append(wish)
        del self._waiting[:-_MOST_WAITING]
        self._ask()

    def let_go(self) -> None:
        self.show_numbers(())

    def _ask(self) -> None:
        if self._is_busy or not self._waiting:
            return
        self._is_busy = True
        number, scale = self._waiting[-1]
        era = self._era

        def done(image: QImage) -> None:
            if era != self._era:
                return
            self._is_busy = False
            if (number, scale) in self._waiting:
                self._waiting.remove((number, scale))
            self.pictured.emit(number, scale, image)
            self._ask()

        self._reading.picture_of_page(self._numbers[number], scale, done)
