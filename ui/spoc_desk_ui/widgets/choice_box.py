"""Choose one from a list: the wheel does not change it unseen, and long lists are searched by typing."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QSizePolicy, QStyle, QStyleOptionComboBox, QWidget

from ..colours import current_colours
from .answering import Answer, as_text

SEARCH_FROM = 12  # shorter lists are read faster than searched
_BY_KEY = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)
"""How the focus comes to a box without the mouse; the last is a page that puts it there."""


class ChoiceBox(QComboBox):
    """One choice out of (id, label) pairs; the first line means "not provided".

    Signals:
        edited: the person chose something else.
    """

    edited = Signal()

    def __init__(
        self, choices: Iterable[tuple[str, str]] = (), parent: QWidget | None = None, *, empty: str = "Choose…"
    ) -> None:
        super().__init__(parent)
        self._empty = empty
        self._clicked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(12)
        self.setMaxVisibleItems(14)
        self.activated.connect(self._on_activated)
        self.set_choices(choices)

    def set_choices(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer *choices*, keeping the present one where it is still offered."""
        kept = self.value()
        self.clear()
        if self._empty:
            self.addItem(self._empty, "")
        for choice_id, label in choices:
            self.addItem(label, choice_id)
        self._make_searchable(self.count() > SEARCH_FROM)
        self.set_value(kept)

    def add_choice(self, choice_id: str, label: str) -> None:
        """Offer one more, at the end."""
        kept = self.value()
        self.addItem(label, choice_id)
        if not self.isEditable():
            self._make_searchable(self.count() > SEARCH_FROM)
        self.set_value(kept)

    def value(self) -> str:
        """Return the id of the choice, or ""."""
        if self.isEditable():
            found = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
            return str(self.itemData(found) or "") if found >= 0 else ""
        return str(self.currentData() or "")

    def set_value(self, value: Answer) -> None:
        """Choose the line with the id *value*; an unknown id chooses none."""
        self.setCurrentIndex(max(self.findData(as_text(value)), 0))
        line = self.lineEdit()
        if line is not None and not line.hasFocus():
            line.home(False)  # a long label shows its beginning, not its end

    def text_edit(self) -> QWidget:
        """Return the box itself, or the line inside it where it is searched."""
        return self.lineEdit() or self

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Checklist 12: the wheel scrolls the page unless she clicked into this very box.
        if self._clicked and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._clicked = True
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._clicked = event.reason() == Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None and event.reason() in _BY_KEY:
            line.selectAll()  # what is typed takes the place of "Choose…", and does not stand before it

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._clicked = False
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self.fontMetrics().height() * 0.28
        middle = QPointF(self.width() - 16, self.height() / 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(current_colours().colour("text" if self.isEnabled() else "muted"), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(
            [
                middle + QPointF(-side, -side / 2),
                middle + QPointF(0, side / 2),
                middle + QPointF(side, -side / 2),
            ]
        )
        painter.end()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Say with dots where a label does not fit."""
        super().initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        if room.width() > 0:
            option.currentText = self.fontMetrics().elidedText(
                option.currentText, Qt.TextElideMode.ElideRight, room.width()
            )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def _make_searchable(self, searchable: bool) -> None:
        self.setEditable(searchable)
        if not searchable:
            return
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        offers = completer.popup()
        if offers is not None:
            offers.setProperty("role", "offers")
            offers.setAccessibleName("Matching choices")
        self.setCompleter(completer)
        line = self.lineEdit()
        if line is None:
            return
        line.setFrame(False)
        line.setStyleSheet("QLineEdit { border: none; padding: 0; background: transparent; }")
        line.setAccessibleName(self.accessibleName())
        line.editingFinished.connect(self._on_typed)

    def _on_activated(self, _index: int) -> None:
        self.edited.emit()

    def _on_typed(self) -> None:
        """Settle what was typed: a full label counts, anything else falls back to the last choice."""
        found = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        if found < 0:
            self.setEditText(self.itemText(self.currentIndex()))
        elif found != self.currentIndex():
            self.setCurrentIndex(found)
            self.edited.emit()
