"""One section of a form on a page: its heading, what must be kept in mind, its questions or its rows."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from spoc_desk.forms.definition import Kind, Section

from ..theme import L, M, S
from ..widgets.card import SectionHead
from ..widgets.notice import Notice
from ..widgets.surface import column
from ..widgets.words import Words
from .question_row import QuestionRow
from .rows_field import RowsField


class SectionBlock(QWidget):
    """Shows a section; it hides itself when none of its questions is asked."""

    def __init__(self, section: Section, *, headed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self._parts: dict[str, QWidget] = {}
        self._column = column(self, spacing=L)
        if headed:
            self._column.setContentsMargins(0, M, 0, 0)
            self._column.addWidget(SectionHead(section.title, section.intro, parent=self))
        elif section.intro:
            self._column.addWidget(Words(section.intro, "muted", parent=self))
        if section.banner:
            self._column.addWidget(Notice(section.banner, "warn", closable=False, parent=self))

    def add(self, question_id: str, part: "QuestionRow | RowsField | Words") -> None:
        """Add the next question, heading or table of rows."""
        if isinstance(part, Words):
            self._column.addSpacing(S)
        self._parts[question_id] = part
        self._column.addWidget(part)

    def show_questions(self, wanted: Mapping[str, bool]) -> None:
        """Show the questions that are asked now."""
        shown = False
        for question_id, part in self._parts.items():
            asked = wanted.get(question_id, True)
            part.setVisible(asked)
            shown = shown or asked
        self.setVisible(shown)


def is_line(kind: Kind) -> bool:
    """Say whether a question is only a line of words."""
    return kind is Kind.HEADING
