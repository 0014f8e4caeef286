"""What every section of the settings is."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..page import Tools
from ..session import Session
from ..theme import XL, L, S
from ..widgets.surface import ScrollColumn, column
from ..widgets.words import Words

_COUNCIL: Final = ("council",)
_DECIDES: Final = "changed the council's profile"


class Section(QWidget):
    """A heading, a sentence, a column. `key` is its name in places, `title` the words in the list.

    Signals:
        toast_requested: (words, undo or None).
        place_requested: (place, ids).
        filled: it shows its data now.
    """

    key = ""
    title = ""
    intro = ""
    seen_by: tuple[str, ...] = _COUNCIL
    """Words of casework.may_see: the section is there for who sees one of them; empty for everybody."""

    @classmethod
    def is_for(cls, session: Session) -> bool:
        """Say whether the section is there: what the council decides is there for who may change it."""
        return session.sees(*cls.seen_by) and (cls.seen_by != _COUNCIL or session.may(_DECIDES))

    toast_requested = Signal(str, object)
    place_requested = Signal(str, object)
    filled = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.session = tools.session
        self.outer: QVBoxLayout = column(self, spacing=0)
        self.area = ScrollColumn(self, widest=860, margin=XL, spacing=L)
        self.column = self.area.column
        self.outer.addWidget(self.area, 1)
        head = column(spacing=S)
        head.addWidget(Words(self.title, "title", parent=self))
        if self.intro:
            head.addWidget(Words(self.intro, "muted", parent=self))
        self.column.addLayout(head)

    def show_now(self) -> None:
        """Read what there is to show: called each time the section is opened."""

    def print_now(self) -> bool:
        """Print what is shown; False where a section has nothing for paper."""
        return False

    def first_focus(self) -> QWidget | None:
        """Return the first thing to type in or press."""
        return None

    def keep_text(self) -> None:
        """Keep half-typed text now."""

    def save(self) -> bool:
        """Ctrl+S. Return True where the section saved, or said what to put right."""
        return False
