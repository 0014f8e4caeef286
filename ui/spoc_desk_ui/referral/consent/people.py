"""The people of a consent section with their answers; above them what is needed, and how paper and record meet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ...parts.flowing import flowing
from ...theme import L, M, S
from ...widgets.buttons import Button
from ...widgets.card import Card
from ...widgets.head_line import HeadLine
from ...widgets.notice import Notice
from ...widgets.surface import column
from ...widgets.words import Words, rule
from .lines import PersonLine
from .needs import Need
from .person_line import PersonConsent

_STEPS = "1  Print    2  Explain, sign on paper    3  Record the answer    4  Signed copy seen"


class ConsentPeople(QWidget):
    """Everybody who is asked.

    Signals:
        acted: (row id, id of the act).
        print_wanted: the sheet is to be printed.
        section_wanted: the section the sentence above leads to.
        reached: the person (a widget) whose button has the focus now; it is to be in sight.
    """

    acted = Signal(str, str)
    print_wanted = Signal()
    section_wanted = Signal(str)
    reached = Signal(object)

    def __init__(self, *, print_words: str, nobody: str, intro: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[PersonConsent] = []
        self._section = ""
        layout = column(self, spacing=M)
        layout.addWidget(flowing(intro, "muted", self))
        self._need_room = column(spacing=0)
        self.need: Notice | None = None
        layout.addLayout(self._need_room)
        self.print_button = Button(print_words, icon_name="print", parent=self)
        self.print_button.setToolTip("Ctrl+P")
        self.print_button.clicked.connect(self.print_wanted)
        head = HeadLine((self.print_button,), self)
        head.words.addWidget(flowing(_STEPS, "muted", head))
        layout.addWidget(head)
        self._nobody = Words(nobody, "muted", parent=self)
        layout.addWidget(self._nobody)
        self._rows = column(spacing=0)
        layout.addLayout(self._rows)
        self.card = Card("The words they agree to", self)
        self._words = flowing("", "body", self.card)
        self.card.column.addWidget(self._words)
        self.card.hide()
        layout.addWidget(self.card)
        self._note = flowing("", "small", self)
        self._note.hide()
        layout.addWidget(self._note)
        layout.addSpacing(L - S)

    @property
    def note(self) -> str:
        """The small line below the people."""
        return self._note.text()

    def show_need(self, need: Need | None) -> None:
        """Say what the level sought asks for; None takes the line away."""
        if self.need is not None:
            self._need_room.removeWidget(self.need)
            self.need.hide()
            self.need.deleteLater()
            self.need = None
        if need is None:
            return
        self._section = need.section
        self.need = Notice(need.words, need.kind, action=need.button, closable=False, parent=self)
        self.need.acted.connect(self._on_need)
        self._need_room.addWidget(self.need)

    def show_words(self, words: str, note: str = "") -> None:
        """Show the wording of the council's sheet, and a small line below the people."""
        self._words.setText(f"“{words}”")
        self.card.setVisible(bool(words))
        self._note.say(note)

    def show_lines(self, lines: Sequence[PersonLine]) -> None:
        """Show the people; a button that had the focus keeps it, by person and act."""
        focused = self._focused()
        if [each.line for each in self.lines] == list(lines):
            return
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.lines = []
        for line in lines:
            if self.lines:
                self._rows.addWidget(rule(self))
            person = PersonConsent(line, self)
            person.acted.connect(self.acted)
            person.reached.connect(self._on_reached)
            self.lines.append(person)
            self._rows.addWidget(person)
        self._nobody.setVisible(not lines)
        if focused is not None:
            self.focus_person(*focused)

    def focus_person(self, row_id: str, act: str = "") -> bool:
        """Give the focus to a button of a person; False where there is none."""
        person = next((each for each in self.lines if each.line.row_id == row_id), None)
        button = (person.buttons.get(act) or next(iter(person.buttons.values()), None)) if person is not None else None
        if button is None:
            return False
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def first_button(self) -> Button:
        """Return what takes the focus first: the next thing to do, else the first button, else printing."""
        buttons = [button for person in self.lines for button in person.buttons.values()]
        primary = (button for button in buttons if button.property("kind") == "primary")
        return next(primary, None) or next(iter(buttons), self.print_button)

    def _focused(self) -> tuple[str, str] | None:
        for person in self.lines:
            for act, button in person.buttons.items():
                if button.hasFocus():
                    return person.line.row_id, act
        return None

    def _on_reached(self) -> None:
        self.reached.emit(self.sender())

    def _on_need(self) -> None:
        self.section_wanted.emit(self._section)
