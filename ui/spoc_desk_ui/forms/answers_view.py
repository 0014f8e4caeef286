"""A record to read, in the order of its form: what is answered as label and words, what is not in one quiet line."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from spoc_desk.forms.answers import in_words, is_empty, visible
from spoc_desk.forms.definition import Answers, FormDef, Kind, Question, Section

from ..theme import L, M, S
from ..widgets.card import SectionHead
from ..widgets.surface import column, row
from ..widgets.words import Words

_LABEL = 20
_BESIDE_FROM = 42
"""In widths of the letter n: how wide the labels are, and from where on the words stand beside them."""

_ROOMY = 10_000  # until it is laid out, a line assumes that there is room


class FactLine(QWidget):
    """One label and its words; the words go below the label where there is no room beside it."""

    def __init__(self, label: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Words(label, "muted", parent=self)
        self._words = Words(words, parent=self)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for part in (self._label, self._words):
            part.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._layout: QBoxLayout = row(self, spacing=M)
        self._layout.addWidget(self._label)
        self._layout.addWidget(self._words, 1)
        self._arrange(_ROOMY)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Say something else."""
        self._words.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange(self.width())

    def _arrange(self, width: int) -> None:
        letter = self.fontMetrics().horizontalAdvance("n")
        beside = width >= letter * _BESIDE_FROM
        side = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != side:
            self._layout.setDirection(side)
        self._layout.setSpacing(M if beside else 0)
        self._label.setMinimumWidth(letter * _LABEL if beside else 0)
        self._label.setMaximumWidth(letter * _LABEL if beside else 16_777_215)


class AnswersView(QWidget):
    """The answers of *form*; *labels* name the entries of dynamic lists, *but* are questions shown elsewhere."""

    def __init__(
        self,
        form: FormDef,
        answers: Answers,
        *,
        direction: str = "",
        labels: Mapping[str, str] | None = None,
        but: Sequence[str] = (),
        headed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._column = column(self, spacing=S)
        asked = {each.id for each in visible(form, answers, direction)} - set(but)
        missing: list[str] = []
        for section in form.sections:
            questions = [each for each in section.questions if each.id in asked and each.kind is not Kind.HEADING]
            given = [each for each in questions if not is_empty(answers.get(each.id, ""))]
            missing += [each.label for each in questions if each not in given]
            self._add_section(section, given, answers, labels or {}, headed=headed and len(form.sections) > 1)
        if missing:
            self._column.addSpacing(S)
            self._column.addWidget(Words(f"Not provided: {_listed(missing)}", "small", parent=self))

    def _add_section(
        self, section: Section, given: list[Question], answers: Answers, labels: Mapping[str, str], *, headed: bool
    ) -> None:
        if not given:
            return
        if headed:
            if self._column.count():
                self._column.addSpacing(L)
            self._column.addWidget(SectionHead(section.title, role="strong", parent=self))
        for question in given:
            words = in_words(question, answers[question.id], labels)
            self._column.addWidget(FactLine(question.label, words, self))


def _listed(labels: Sequence[str]) -> str:
    return "; ".join(label.rstrip("?") for label in labels)
