"""The pages of a PDF, read on the worker thread and handed over one by one as they are wanted."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ..lazy import load
from ..session import Session

if TYPE_CHECKING:
    from spoc_desk.printing.page_images import PageSize, PdfPages


@dataclass
class _Open:
    """The open document; touched by the worker thread only."""

    pages: "PdfPages | None" = None

    def replace(self, pdf: bytes) -> "tuple[PageSize, ...]":
        self.let_go()
        self.pages = load("spoc_desk.printing.page_images").PdfPages(pdf)
        return self.pages.sizes

    def let_go(self) -> None:
        pages, self.pages = self.pages, None
        if pages is not None:
            pages.close()


@dataclass(frozen=True)
class _Answer:
    """What came back, and for which document it was asked."""

    era: int
    number: int = 0
    scale: float = 0.0
    image: QImage = field(default_factory=QImage)
    texts: tuple[str, ...] = ()


class PageReader(QObject):
    """One PDF at a time.

    Signals:
        opened: the sizes of the pages (PageSize), in points.
        pictured: (page from 0, pixels to the point, QImage).
        texts_read: the text of every page.
    """

    opened = Signal(object)
    pictured = Signal(int, float, object)
    texts_read = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._open = _Open()
        self._era = 0
        self._wanted: set[tuple[int, float]] = set()
        session.locked.connect(self.let_go)

    def show_pdf(self, pdf: bytes) -> None:
        """Open *pdf*; what was shown before is forgotten."""
        self._era += 1
        self._wanted.clear()
        holder = self._open
        self._session.run_outside(lambda: holder.replace(pdf), self._on_opened)

    def want_picture(self, number: int, scale: float) -> None:
        """Ask for one page with *scale* pixels to the point; `pictured` brings it, once."""
        if (number, scale) in self._wanted:
            return
        self._wanted.add((number, scale))
        holder, era = self._open, self._era
        self._session.run_outside(lambda: _picture(holder, era, number, scale), self._on_pictured)

    def want_texts(self) -> None:
        """Ask for the words of every page."""
        holder, era = self._open, self._era
        self._session.run_outside(lambda: _texts(holder, era), self._on_texts)

    def let_go(self) -> None:
        """Close the document: the page is left, or the desk locks."""
        self._era += 1
        self._session.run_outside(self._open.let_go)

    def _on_opened(self, sizes: "tuple[PageSize, ...]") -> None:
        self.opened.emit(sizes)

    def _on_pictured(self, answer: _Answer) -> None:
        if answer.era == self._era:
            self._wanted.discard((answer.number, answer.scale))
            self.pictured.emit(answer.number, answer.scale, answer.image)

    def _on_texts(self, answer: _Answer) -> None:
        if answer.era == self._era:
            self.texts_read.emit(answer.texts)


def _picture(holder: _Open, era: int, number: int, scale: float) -> _Answer:
    if holder.pages is None:
        return _Answer(-1)
    made = holder.pages.picture(number, scale)
    image = QImage(made.pixels, made.width, made.height, made.stride, QImage.Format.Format_RGB32)
    return _Answer(era, number, scale, image.copy())  # the copy owns its pixels


def _texts(holder: _Open, era: int) -> _Answer:
    pages = holder.pages
    return _Answer(-1) if pages is None else _Answer(era, texts=tuple(pages.text(n) for n in range(len(pages.sizes))))
