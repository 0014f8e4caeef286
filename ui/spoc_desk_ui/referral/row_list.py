"""The short list of a section of people or things: a line each, what lacks, and the buttons to change or remove it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from spoc_desk.forms.definition import Answers, Choice, FormDef

from ..theme import XL, L, M, S
from ..widgets.buttons import Button, IconButton
from ..widgets.notice import Notice
from ..widgets.surface import ScrollColumn, column, row
from ..widgets.words import Words, rule
from .known_people import KnownPeople
from .row_words import labels_of, noun_of, row_facts, row_title

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.checking import Trouble


class RowLine(QWidget):
    """One person or thing. Enter on its button opens it, Delete removes it.

    Signals:
        opened, removed: its id.
    """

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, row_id: str, place: int, title: str, facts: str, troubles: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.row_id = row_id
        line = row(self, spacing=M)
        line.setContentsMargins(0, S, 0, S)
        number = Words(str(place), "muted", wrap=False, parent=self)
        number.setMinimumWidth(number.fontMetrics().horizontalAdvance("00"))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(spacing=0)
        texts.addWidget(Words(title, "strong", parent=self))
        if facts:
            texts.addWidget(Words(facts, "muted", parent=self))
        if troubles:
            words = "One thing to put right" if troubles == 1 else f"{troubles} things to put right"
            texts.addWidget(Words(f"▲ {words}", "warn", parent=self))
        line.addLayout(texts, 1)
        self.change = Button("Change", "quiet", icon_name="edit", parent=self)
        self.change.setAccessibleName(f"Change {title}")
        self.change.setObjectName(f"change-{row_id}")
        self.change.clicked.connect(self._on_open)
        self.remove = IconButton("bin", f"Remove {title}", parent=self)
        self.remove.clicked.connect(self._on_remove)
        line.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._on_remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            self._on_remove() if focused is self.remove else self._on_open()
        else:
            super().keyPressEvent(event)

    def _on_open(self) -> None:
        self.opened.emit(self.row_id)

    def _on_remove(self) -> None:
        self.removed.emit(self.row_id)


class RowList(QWidget):
    """All rows of the section, the banner of the section above them, and the button that adds one.

    Signals:
        opened, removed: the id of a row.
        added: the button was pressed.
    """

    opened = Signal(str)
    removed = Signal(str)
    added = Signal()

    def __init__(self, form: FormDef, intro: str, banner: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._noun = noun_of(form.id)
        self.lines: list[RowLine] = []
        self._wish = ""
        area = ScrollColumn(self, widest=980, margin=XL, spacing=M)
        area.column.setContentsMargins(XL, M, XL, XL)
        column(self, spacing=0).addWidget(area)
        if intro:
            area.column.addWidget(Words(intro, "muted", parent=self))
        if banner:
            area.column.addWidget(Notice(banner, "warn", closable=False, parent=self))
        self._nobody = Words(f"No {self._noun.one} yet.", parent=self)
        area.column.addWidget(self._nobody)
        self._rows = column(spacing=0)
        area.column.addLayout(self._rows)
        self.add = Button(self._noun.add, "", icon_name="plus", parent=self)
        self.add.setToolTip("Ctrl+N")
        self.add.clicked.connect(self.added)
        area.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.known = KnownPeople(self)
        area.column.addWidget(self.known)
        self._say = Words(role="error", parent=self)
        self._say.hide()
        area.column.insertWidget(0, self._say)
        area.column.addSpacing(L)

    def show_rows(
        self,
        rows: Sequence[tuple[str, Answers]],
        choices: Mapping[str, Sequence[Choice]],
        today: date,
        troubles: "Sequence[Trouble]",
    ) -> None:
        """Show these rows; the one that had the focus keeps it."""
        focused = self._focused_row()
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.lines = []
        labels = labels_of(self._form, choices)
        for place, (row_id, answers) in enumerate(rows, 1):
            if self.lines:
                self._rows.addWidget(rule(self))
            title = row_title(self._form, answers, place, labels)
            facts = row_facts(self._form, answers, labels, today)
            count = sum(each.row_id == row_id for each in troubles)
            line = RowLine(row_id, place, title, facts, count, self)
            line.opened.connect(self.opened)
            line.removed.connect(self.removed)
            self.lines.append(line)
            self._rows.addWidget(line)
        self._nobody.setVisible(not rows)
        self._say.say("\n".join(each.sentence for each in troubles if not each.row_id))
        self.add.set_kind("" if rows else "primary")
        wish, self._wish = self._wish, ""
        self._focus(wish or focused)

    def wish_row(self, row_id: str) -> None:
        """Give the focus to this row when it is there."""
        self._wish = row_id

    def take_focus(self) -> None:
        """Give the focus to the row wished for, else to the first one, else to the button that adds one."""
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """Return what takes the focus."""
        wished = next((each.change for each in self.lines if each.row_id == self._wish), None)
        return wished or (self.lines[0].change if self.lines else self.add)

    def _focus(self, row_id: str) -> None:
        line = next((each for each in self.lines if each.row_id == row_id), None)
        if line is not None and self.isVisible():
            line.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused_row(self) -> str:
        focused = self.window().focusWidget()
        return next((each.row_id for each in self.lines if focused is not None and each.isAncestorOf(focused)), "")
