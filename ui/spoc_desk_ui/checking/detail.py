"""Everything about the current line: the word, why it was found, where it stands, and what can be done about it."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ..forms.flow import Flow
from ..theme import XS, M, S
from ..widgets.buttons import Button, IconButton
from ..widgets.surface import column, row
from ..widgets.words import Words
from .context_lines import ContextLines
from .keys import SHOWN

_PICTURE = 180
"""Pixels: the height of a picture, and the least width it is given."""

_LONGEST = 20
"""Letters in a row after which a line may break: no word makes the pane wider."""


@dataclass(frozen=True)
class DetailView:
    """What is said about a line. `buttons` are (act, words, kind)."""

    title: str = ""
    lines: tuple[str, ...] = ()
    context: tuple[str, str, str] = ("", "", "")
    where: str = ""
    many: bool = False  # several places to go through
    buttons: tuple[tuple[str, str, str], ...] = ()


class Detail(QWidget):
    """Shows one DetailView.

    Signals:
        acted: the act of a button, by the names of the keys.
    """

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = DetailView()
        layout = column(self, spacing=XS)
        layout.setContentsMargins(M, M, M, M)
        self._title = Words(role="strong", parent=self)
        self._lines = Words(parent=self)
        self._context = ContextLines(self)
        self._picture = QLabel(self)
        self._picture.hide()
        self._nav = QWidget(self)
        nav = row(self._nav, spacing=XS)
        self._where = Words(role="small", parent=self._nav)
        self._before = IconButton("chevron-left", "Place before", shortcut=SHOWN["place before"], parent=self._nav)
        self._after = IconButton("chevron-right", "Next place", shortcut=SHOWN["place after"], parent=self._nav)
        nav.addWidget(self._where, 1)
        nav.addWidget(self._before)
        nav.addWidget(self._after)
        self.box = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.box.setSizePolicy(policy)
        self._flow = Flow(self.box, spacing=S)
        self._buttons: dict[str, Button] = {}
        for part in (self._title, self._lines, self._context, self._picture, self._nav):
            layout.addWidget(part)
        layout.addSpacing(S)
        layout.addWidget(self.box)
        layout.addStretch(1)
        self._before.clicked.connect(self._on_before)
        self._after.clicked.connect(self._on_after)

    def show_view(self, view: DetailView) -> None:
        """Show what is said about another line."""
        if view == self.view:
            return
        self.view = view
        self.show_picture(None)
        self._title.say(_breakable(view.title))
        self._title.setAccessibleName(view.title)
        self._lines.say(" ".join(line for line in view.lines if line))
        self._context.show_parts(*view.context)
        self._nav.setVisible(bool(view.where))
        self._where.setText(view.where)
        for arrow in (self._before, self._after):
            arrow.setVisible(view.many)
        while self._flow.takeAt(0) is not None:
            pass  # a hidden button would leave a gap
        for button in self._buttons.values():
            button.hide()
        for act, words, kind in view.buttons:
            button = self._button(act, words, kind)
            self._flow.addWidget(button)
            button.show()
        self.box.setVisible(bool(view.buttons))
        self.box.updateGeometry()

    def show_picture(self, picture: QImage | None) -> None:
        """Show a picture of a file that has no pages to show it on."""
        there = picture is not None and not picture.isNull()
        self._picture.setVisible(there)
        if there and picture is not None:
            wide = max(_PICTURE, self.width() - 2 * M)
            room = QSize(wide, _PICTURE)
            kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            fits = picture.width() <= wide and picture.height() <= _PICTURE
            self._picture.setPixmap(QPixmap.fromImage(picture if fits else picture.scaled(room, kept, smooth)))
            self._picture.setAccessibleName(self.view.title)
        else:
            self._picture.clear()

    def button(self, act: str) -> Button | None:
        """Return the button of an act, where it is shown."""
        button = self._buttons.get(act)
        return button if button is not None and button.isVisibleTo(self) else None

    def _button(self, act: str, words: str, kind: str) -> Button:
        text = f"{words}  {SHOWN[act]}" if act in SHOWN else words
        button = self._buttons.get(act)
        if button is None:
            button = self._buttons[act] = Button(text, kind, parent=self.box)
            button.setProperty("act", act)
            button.clicked.connect(self._on_clicked)
        button.setText(text)
        if button.property("kind") != kind:
            button.set_kind(kind)
        return button

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.acted.emit(str(sender.property("act")))

    def _on_before(self) -> None:
        self.acted.emit("place before")

    def _on_after(self) -> None:
        self.acted.emit("place after")


def _breakable(words: str) -> str:
    """Return words with invisible places to break a line inside the longest of them."""
    parts = (word if len(word) <= _LONGEST else _in_pieces(word) for word in words.split(" "))
    return " ".join(parts)


def _in_pieces(word: str) -> str:
    return "\u200b".join(word[at : at + _LONGEST] for at in range(0, len(word), _LONGEST))
