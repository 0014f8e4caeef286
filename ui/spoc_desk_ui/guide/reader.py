"""Shows one page of the guide: text and pictures out of the guide's folder, and nothing from anywhere else."""

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QPainter, QPen, QResizeEvent, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from spoc_desk.resources import guide

from ..colours import current_colours
from ..theme import BODY_POINTS, XL
from .contents import read_page, slug
from .typesetting import blocks, typeset

_COLUMN = 760  # pixels at 100 %: about 95 letters, as wide as reads well
_PICTURE = QTextDocument.ResourceType.ImageResource.value


class GuideReader(QTextBrowser):
    """The page itself. Tab goes from link to link, Enter follows one.

    Signals:
        followed: (page, section) of a link that was chosen.
    """

    followed = Signal(str, str)

    def __init__(self, folder: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or guide()
        self._source = ""
        self._drawn_for = 0
        self.page = ""
        self.setAccessibleName("Guide")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.anchorClicked.connect(self._on_anchor_clicked)

    def show_page(self, page: str, section: str = "") -> None:
        """Show *page* from its beginning, or from a section."""
        if page != self.page:
            self.page = page
            self._source = read_page(page, self._folder)
            self._render()
        self.verticalScrollBar().setValue(0)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if section:
            self.show_section(section)

    def show_section(self, section: str) -> None:
        """Bring a section to the top and put the caret there, so that reading aloud goes on from it."""
        block = self._heading(section)
        if block is None:
            return
        self.setTextCursor(QTextCursor(block))
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(int(top) - XL // 2)

    def section_names(self) -> tuple[str, ...]:
        """Return the sections of the page as links name them."""
        return tuple(slug(block.text()) for block in blocks(self.document()) if block.blockFormat().headingLevel() > 1)

    def is_ours(self, link: str) -> bool:
        """Say whether a link leads to a page of the guide that is there."""
        page, _, _section = link.partition("#")
        name = page.removesuffix(".md") or self.page
        return (not page or page.endswith(".md")) and "/" not in name and (self._folder / f"{name}.md").is_file()

    # find -----------------------------------------------------------------------------------------------------------

    def find_all(self, words: str) -> int:
        """Mark every place with *words* and return how many there are."""
        marked: list[QTextEdit.ExtraSelection] = []
        cursor = QTextCursor(self.document())
        while words and not (cursor := self.document().find(words, cursor)).isNull():
            marked.append(self._marked(cursor))
        self.setExtraSelections(marked)
        return len(marked)

    def find_next(self, words: str, *, back: bool = False) -> int:
        """Go to the next place with *words*, round the end; return which one it is, 0 for none."""
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        if not words:
            return 0
        if not self.find(words, flags):
            ends = QTextCursor.MoveOperation
            self.moveCursor(ends.End if back else ends.Start)
            if not self.find(words, flags):
                return 0
        here = self.textCursor().selectionStart()
        places = sorted(each.cursor.selectionStart() for each in self.extraSelections())
        return places.index(here) + 1 if here in places else 0

    # Qt's side ------------------------------------------------------------------------------------------------------

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture of the guide in the width of the column; anything else does not exist."""
        path = (self._folder / QUrl(name).path()).resolve()
        if int(kind) != _PICTURE or not path.is_relative_to(self._folder.resolve()):
            return None
        return self._fitted(QImage(str(path)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._column() != self._drawn_for:
            self._render()
        else:
            self._leave_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self.page:
            self._render()

    # inside ---------------------------------------------------------------------------------------------------------

    @property
    def _scale(self) -> float:
        return self.font().pointSizeF() / BODY_POINTS

    def _widest(self) -> int:
        return round(_COLUMN * self._scale) + 2 * XL

    def _column(self) -> int:
        return max(160, min(self.viewport().width(), self._widest()) - 2 * XL)

    def _render(self) -> None:
        if not self._source:
            return
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self.document().setDefaultFont(self.font())
        typeset(self.document(), self._source, scale=self._scale, is_ours=self.is_ours)
        self._drawn_for = self._column()
        self._leave_room()
        bar.setValue(round(share * bar.maximum()))

    def _leave_room(self) -> None:
        """Keep the lines short in a wide window; the scroll bar stays at its edge."""
        frame = self.document().rootFrame()
        look = frame.frameFormat()
        look.setRightMargin(self.viewport().width() - self._column() - XL)
        frame.setFrameFormat(look)

    def _fitted(self, picture: QImage) -> QImage:
        if picture.isNull():
            return picture
        ratio = self.devicePixelRatioF()
        width = min(round(self._column() * ratio), round(picture.width() * ratio))
        drawn = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        drawn = drawn.convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(drawn)
        painter.setPen(QPen(current_colours().colour("line"), max(1.0, 2 * ratio)))
        size = QSize(drawn.size())
        painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
        painter.end()
        drawn.setDevicePixelRatio(ratio)
        return drawn

    def _marked(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        look = cursor.charFormat()
        look.setBackground(current_colours().colour("accent_soft"))
        look.setForeground(current_colours().colour("text"))
        made.cursor, made.format = cursor, look
        return made

    def _heading(self, section: str) -> QTextBlock | None:
        headings = (each for each in blocks(self.document()) if each.blockFormat().headingLevel())
        return next((each for each in headings if slug(each.text()) == section), None)

    def _on_anchor_clicked(self, link: QUrl) -> None:
        if self.is_ours(link.toString()):
            self.followed.emit(link.path().removesuffix(".md") or self.page, link.fragment())
