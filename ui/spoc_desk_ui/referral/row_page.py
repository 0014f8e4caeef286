"""One child, parent, other person, agency or attachment: its questions and the buttons below them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from spoc_desk.forms.answers import Problem
from spoc_desk.forms.definition import Answers, FormDef

from ..forms.body import Asking
from ..session import Session
from ..theme import XL, M, S
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from ..widgets.words import Words, rule
from .editor import Editor
from .known import Known
from .row_words import labels_of, noun_of, row_title

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.checking import Trouble


class RowPage(QWidget):
    """Ctrl+Enter saves, Esc goes back to the list; what was typed and not saved is kept.

    Signals:
        save_wanted: store it and show the list.
        another_wanted: store it and add another one.
        left: show the list.
    """

    save_wanted = Signal()
    another_wanted = Signal()
    left = Signal()

    def __init__(
        self,
        session: Session,
        form: FormDef,
        row_id: str,
        place: int,
        answers: Answers,
        known: Known,
        draft_place: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.row_id = row_id
        noun = noun_of(form.id)
        layout = column(self, spacing=0)
        title = row_title(form, answers, place, labels_of(form, known.choices))
        if not row_id:
            title = f"{noun.add}: {noun.one} {place}" if noun.one != "attachment" else noun.add
        head = row(spacing=M)
        head.setContentsMargins(XL, S, XL, 0)
        self.back = Button(f"All {noun.many}", "quiet", icon_name="arrow-left", parent=self)
        self.back.setToolTip("Esc")
        self.back.clicked.connect(self.left)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(Words(title, "strong", parent=self), 1)
        layout.addLayout(head)
        asking = Asking(form, session.clock, given=answers, choices=known.choices)
        self.editor = Editor(session, asking, draft_place, self)
        if known.council is not None:
            self.editor.use_council(known.council)
        layout.addWidget(self.editor, 1)
        layout.addWidget(rule(self))
        foot = row(spacing=M)
        foot.setContentsMargins(XL, S, XL, M)
        self.save_button = Button(f"&Save this {noun.one}", "primary", parent=self)
        self.save_button.setToolTip("Ctrl+Enter")
        self.save_button.clicked.connect(self.save_wanted)
        self.another_button = Button("Save and add ano&ther", "", parent=self)
        self.another_button.clicked.connect(self.another_wanted)
        foot.addWidget(self.save_button)
        foot.addWidget(self.another_button)
        foot.addStretch(1)
        layout.addLayout(foot)

    def take_stored(self, answers: Answers) -> None:
        """The row was stored by somebody else's change: show it, but not over what is typed."""
        self.editor.take_stored(answers)

    def show_troubles(self, troubles: "Sequence[Trouble]") -> None:
        """Put what was found to put right beside its question."""
        self.editor.show_problems([Problem(each.question_id, _own(each)) for each in troubles])

    def set_busy(self, busy: bool) -> None:
        """Lock the buttons while saving runs."""
        self.save_button.setEnabled(not busy)
        self.another_button.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.save_wanted.emit()
        else:
            super().keyPressEvent(event)


def _own(trouble: "Trouble") -> str:
    """Return the sentence without the name before it: on this page it is said already."""
    head, mark, rest = trouble.sentence.partition(": ")
    return rest if mark and not head.endswith("?") and rest[:1].isupper() else trouble.sentence
