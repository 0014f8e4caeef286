"""Check answers: what is to be put right on top, then every answer with a way to change it, then go on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..forms.answers_view import FactLine
from ..theme import XL, L, M, S
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.line_link import LineLink
from ..widgets.surface import ScrollColumn, Surface, column, row
from ..widgets.words import Words, rule
from .check_lines import Checked, Given, Group, ToDo, checked_sections, kept_answers, to_do
from .section import SectionPage

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView

    from ..session import Session


class ToDoBlock(Surface):
    """A coloured block of lines that lead to what they are about; `kind` is "error" or "warn"."""

    def __init__(self, heading: str, kind: str, lines: Sequence[ToDo], page: "CheckAnswers") -> None:
        super().__init__(kind, page)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = column(self, margin=L, spacing=2)
        layout.addWidget(Words(heading, "heading" if kind == "error" else "strong", parent=self))
        self.setAccessibleName(f"{heading}: " + " ".join(each.sentence for each in lines))
        self.links: list[LineLink] = []
        for each in lines:
            link = LineLink(each.sentence, self)
            link.setProperty("place", page.place_of(each.section, each.row_id, each.field))
            link.clicked.connect(page.on_jump)
            self.links.append(link)
            layout.addWidget(link)


class CheckAnswers(SectionPage):
    """Nothing is stored here; what she changes brings her back to this page."""

    def __init__(self, key: str, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(key, session, parent)
        self._area = ScrollColumn(self, widest=1040, margin=XL, spacing=M)
        self._area.column.setContentsMargins(XL, M, XL, XL)
        column(self, spacing=0).addWidget(self._area)
        self._inner: QWidget | None = None
        self._drawn: object = None
        self.block: ToDoBlock | None = None
        self.soft: ToDoBlock | None = None
        self.keys: tuple[str, ...] = ()

    def show_view(self, view: "ReferralView") -> None:
        super().show_view(view)
        drawn = (view, self.known)
        if drawn == self._drawn:
            self.filled.emit()
            return
        self._drawn = drawn
        bar = self._area.verticalScrollBar()
        at = bar.value()
        self._draw(view)
        bar.setValue(at)
        self.filled.emit()

    def first_focus(self) -> QWidget | None:
        return self.block or self.soft or self._area

    def place_of(self, section: str, row_id: str, field: str) -> str:
        """Return the place string of one answer."""
        referral_id = self.view.referral.id if self.view is not None else ""
        return f"referral/{referral_id}/{section}/{row_id}/{field}".rstrip("/")

    def on_jump(self) -> None:
        """Go to the answer that the pressed button is about, and come back here after saving."""
        sender = self.sender()
        if sender is not None:
            self.place_requested.emit(str(sender.property("place")), {"back": self.key})

    # inside ---------------------------------------------------------------------------------------------------------

    def _draw(self, view: "ReferralView") -> None:
        if self._inner is not None:
            self._inner.hide()
            self._inner.deleteLater()
        inner = self._inner = QWidget(self)
        layout = column(inner, spacing=M)
        must, soft = to_do(view, self.known.troubles, "must"), to_do(view, self.known.troubles, "soft")
        self.block = ToDoBlock(_heading(len(must)), "error", must, self) if must else None
        self.soft = ToDoBlock("Worth a second look", "warn", soft, self) if soft else None
        if self.block is not None:
            layout.addWidget(self.block)
        else:
            layout.addWidget(_all_well(inner))
        if self.soft is not None:
            layout.addWidget(self.soft)
        unsaved = [each for each in view.sections if each.id in self.known.unsaved]
        if unsaved:
            lines = [ToDo(f"{each.title}: what you typed there is not saved yet.", each.id) for each in unsaved]
            layout.addWidget(ToDoBlock("Typed and not saved", "warn", lines, self))
        for section in checked_sections(view, self.keys, self.known.choices, corrected=self.known.corrected):
            layout.addWidget(self._section(section, inner))
        if kept := kept_answers(view, self.known.choices):
            layout.addWidget(self._kept(kept, inner))
        self._area.column.addWidget(inner)
        inner.show()

    def _section(self, section: Checked, parent: QWidget) -> QWidget:
        block = QWidget(parent)
        layout = column(block, spacing=S)
        layout.setContentsMargins(0, M, 0, 0)
        head = row(spacing=M)
        head.addWidget(Words(section.title, "heading", parent=block), 1)
        head.addWidget(self._change("Change", section.title, self.place_of(section.key, "", ""), block))
        layout.addLayout(head)
        layout.addWidget(rule(block))
        if not any(group.given or group.row_id for group in section.groups):
            layout.addWidget(Words("Nothing answered yet.", "muted", parent=block))
            return block
        for group in section.groups:
            self._add_group(layout, section.key, group, block)
        return block

    def _add_group(self, layout: QVBoxLayout, key: str, group: Group, block: QWidget) -> None:
        inner = QWidget(block)
        lines = column(inner, spacing=2)
        if group.title:
            head = row(spacing=M)
            head.addWidget(Words(group.title, "strong", parent=inner), 1)
            head.addWidget(self._change("Change", group.title, self.place_of(key, group.row_id, ""), inner))
            lines.addLayout(head)
        for given in group.given:
            lines.addWidget(self._line(key, given, inner))
        if group.missing:
            labels = "; ".join(each.rstrip("?") for each in group.missing)
            lines.addWidget(Words(f"Not provided: {labels}", "small", parent=inner))
        layout.addWidget(inner)

    def _line(self, key: str, given: Given, parent: QWidget) -> QWidget:
        line = QWidget(parent)
        across = row(line, spacing=M)
        across.addWidget(FactLine(given.label, given.words, line), 1)
        place = self.place_of(key, given.row_id, given.field)
        button = self._change("Change", given.label.rstrip("?"), place, line)
        across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _kept(self, kept: Sequence[Given], parent: QWidget) -> QWidget:
        block = QWidget(parent)
        layout = column(block, spacing=2)
        layout.setContentsMargins(0, M, 0, 0)
        layout.addWidget(Words("Kept, but not asked any more", "heading", parent=block))
        words = "Another answer has closed these questions. They are not printed."
        layout.addWidget(Words(words, "muted", parent=block))
        layout.addWidget(rule(block))
        for each in kept:
            layout.addWidget(FactLine(each.label, each.words, block))
        return block

    def _change(self, words: str, about: str, place: str, parent: QWidget) -> Button:
        button = Button(words, "link", parent=parent)
        button.setVisible(self.known.editable)
        button.setAccessibleName(f"{words} {about}")
        button.setProperty("place", place)
        button.clicked.connect(self.on_jump)
        return button

    def speak(self) -> None:
        """Have the summary read aloud: called when she asks for the check."""
        if self.block is not None:
            announce(self.block, self.block.accessibleName(), urgent=True)


def _heading(count: int) -> str:
    return "One thing to put right before this can go on" if count == 1 else f"{count} things to put right"


def _all_well(parent: QWidget) -> QWidget:
    block = Surface("ok", parent)
    layout = column(block, margin=L, spacing=2)
    layout.addWidget(Words("Every answer that is needed is there", "strong", parent=block))
    layout.addWidget(Words("Read it once more. “What now” says what comes next.", parent=block))
    return block
