"""The user guide in the window: contents at the left, the page that fits the place at the right."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ..guide.contents import FIRST, PAGES, title_of
from ..guide.find_bar import FindBar
from ..guide.reader import GuideReader
from ..page import Page, Tools
from ..settings.section_list import SectionList
from ..theme import XL, L, M, S
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from ..widgets.words import Words


class HelpPage(Page):
    """Every link is a step that *Back* undoes; the last step back is where she came from."""

    def __init__(self, _tools: Tools | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        across = row(self, spacing=0)
        side = column(spacing=M)
        side.setContentsMargins(S, L, 0, 0)
        heading = Words("Guide", "heading", wrap=False, parent=self)
        heading.setContentsMargins(L, S, 0, 0)
        self.contents = SectionList([(page, title_of(page)) for page in PAGES], self)
        self.contents.setAccessibleName("Pages of the guide")
        self.contents.chosen.connect(self._on_chosen)
        side.addWidget(heading)
        side.addWidget(self.contents, 1)
        across.addLayout(side)
        main = column(spacing=S)
        main.setContentsMargins(0, L, 0, 0)
        bar = row(spacing=M)
        bar.setContentsMargins(L, 0, XL, 0)
        self.back = Button("Back", "quiet", icon_name="arrow-left", parent=self)
        self.back.setToolTip("Esc, Alt+Left")
        self.back.clicked.connect(self.back_requested)
        self.find_bar = FindBar(self)
        bar.addWidget(self.back)
        bar.addStretch(1)
        bar.addWidget(self.find_bar)
        main.addLayout(bar)
        self.reader = GuideReader(parent=self)
        main.addWidget(self.reader, 1)
        across.addLayout(main, 1)
        self.reader.followed.connect(self._on_followed)
        self.find_bar.typed.connect(self._on_typed)
        self.find_bar.asked.connect(self._on_asked)
        self.find_bar.left.connect(self._on_find_left)

    def open(self, ids: Mapping[str, str]) -> None:
        page = ids.get("page", self.reader.page)
        self._show(page if page in PAGES else FIRST, ids.get("section", ""))
        if ids.get("at", "").isdigit():
            self.reader.verticalScrollBar().setValue(int(ids["at"]))
        self.filled.emit()

    def open_ids(self) -> dict[str, str]:
        return {"page": self.reader.page or FIRST, "at": str(self.reader.verticalScrollBar().value())}

    def first_focus(self) -> QWidget | None:
        return self.reader

    def filter_requested(self) -> bool:
        self.find_bar.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_bar.line.selectAll()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    # inside ---------------------------------------------------------------------------------------------------------

    def _show(self, page: str, section: str) -> None:
        self.reader.show_page(page, section)
        self.contents.show_current(page)
        self._mark()

    def _mark(self) -> None:
        words = self.find_bar.words()
        self.find_bar.show_count(words, 0, self.reader.find_all(words))

    def _on_chosen(self, page: str) -> None:
        self._show(page, "")

    def _on_followed(self, page: str, section: str) -> None:
        self.place_requested.emit("help", {"page": page, "section": section} if section else {"page": page})

    def _on_typed(self, words: str) -> None:
        count = self.reader.find_all(words.strip())
        cursor = self.reader.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.reader.setTextCursor(cursor)
        self.find_bar.show_count(words.strip(), self.reader.find_next(words.strip()), count)

    def _on_asked(self, forward: bool) -> None:
        words = self.find_bar.words()
        count = self.reader.find_all(words)
        self.find_bar.show_count(words, self.reader.find_next(words, back=not forward), count)

    def _on_find_left(self) -> None:
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)
