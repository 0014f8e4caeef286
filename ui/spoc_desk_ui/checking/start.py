"""Before a file is there: what it is, and the file itself, dropped or chosen."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from ..colours import current_colours
from ..icons import pixmap
from ..theme import XL, XS, L, M, S
from ..widgets.buttons import Button
from ..widgets.marks import Option
from ..widgets.notice import Notice
from ..widgets.surface import ScrollColumn, column
from ..widgets.words import Words
from .drop import file_in
from .open_place import OpenPlace

WAYS = (
    ("in", "It came to us, from the UKPPS SPOC", "Every area but ours is a leak; that ours is named is one too."),
    ("out", "It leaves us, to the UKPPS SPOC", "Nothing may show where we are, nor any other area."),
    ("local", "It stays with our services", "Our own area may stay; every other one must go."),
)
_NOT_SEEN = (
    "The program reads text, also hidden text. It does not see handwriting, faces, crests or street signs in pictures: "
    "that is for your eyes. Nothing of the file is kept, neither its name nor a word of it."
)


class DropZone(QWidget):
    """A dashed field for a file, with the button that does the same.

    Signals:
        file_given: the path.
        choose_requested: the button was pressed.
    """

    file_given = Signal(object)
    choose_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._is_over = False
        layout = column(self, margin=L, spacing=S)
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words = Words("Drop the file here, or anywhere on the window", parent=self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.choose = Button("Choose a file…", "primary", icon_name="folder", parent=self)
        self.choose.clicked.connect(self.choose_requested)
        layout.addWidget(self._picture)
        layout.addWidget(self._words)
        layout.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        self._draw_icon()

    def say(self, words: str, button: str) -> None:
        """Change the words."""
        self._words.setText(words)
        self.choose.setText(button)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if file_in(event) is not None:
            self._is_over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QEvent) -> None:
        self._is_over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._is_over = False
        self.update()
        path = file_in(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_given.emit(path)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colours.colour("accent_soft" if self._is_over else "window"))
        line = Qt.PenStyle.SolidLine if self._is_over else Qt.PenStyle.DashLine
        painter.setPen(QPen(colours.colour("accent" if self._is_over else "border"), 2 if self._is_over else 1.5, line))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 8, 8)
        painter.end()

    def _draw_icon(self) -> None:
        self._picture.setPixmap(pixmap("search", "border", 36, self.devicePixelRatioF()))


class StartPane(QWidget):
    """Asks for the way the file travels and for the file; reading begins when both are known.

    Signals:
        begin_requested: (path, "in", "out" or "local").
    """

    begin_requested = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._fixed = ""
        self.place = OpenPlace(self)
        layout = column(self, spacing=0)
        scroll = ScrollColumn(self, widest=820, margin=XL, spacing=M)
        layout.addWidget(scroll)
        inside = scroll.column
        self.notice = Notice("", "info", closable=False, parent=self)
        self.notice.hide()
        self._title = Words("Check a file", "title", parent=self)
        self._about = Words("", "muted", parent=self)
        self._about.hide()
        self._question = Words("What is it?", "strong", parent=self)
        self.rule = Words("", parent=self)
        self.rule.hide()
        for part in (self.notice, self._title, self._about, self.rule, self._question):
            inside.addWidget(part)
        self._ways = QWidget(self)
        ways = column(self._ways, spacing=S)
        self.ways: dict[str, Option] = {}
        for key, label, line in WAYS:
            option = Option(label, self._ways)
            option.setAccessibleDescription(line)
            option.toggled.connect(self._on_way)
            self.ways[key] = option
            told = Words(line, "muted", parent=self._ways)
            told.setContentsMargins(30, 0, 0, XS)
            ways.addWidget(option)
            ways.addWidget(told)
        inside.addWidget(self._ways)
        self.zone = DropZone(self)
        inside.addWidget(self.zone)
        inside.addWidget(Words(_NOT_SEEN, "small", parent=self))
        self.zone.file_given.connect(self.take_file)
        self.zone.choose_requested.connect(self.place.ask)
        self.place.chosen.connect(self.take_file)

    def start(self, way: str = "", label: str = "") -> None:
        """Begin anew; *way* is known already where a record of the register is checked."""
        self._path, self._fixed = None, way
        self.zone.say("Drop the file here, or anywhere on the window", "Choose a file…")
        self._about.say(label)
        self.rule.say(next((f"{words}. {line}" for key, words, line in WAYS if key == way), ""))
        for part in (self._question, self._ways):
            part.setVisible(not way)
        self._uncheck()

    def say(self, words: str, kind: str = "info") -> None:
        """Say something above the questions; "" takes it away."""
        self.notice.setVisible(bool(words))
        if words:
            self.notice.say(words, kind)
            self.notice.speak()

    def take_file(self, path: Path) -> None:
        """A file was dropped or chosen."""
        way = self._fixed or self._way()
        if way:
            self._path = None
            self.begin_requested.emit(path, way)
            return
        self._path = path
        self.zone.say("The file is here. Say above what it is, and reading begins.", "Choose another file…")
        self.ways["in"].setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """Return the first choice, or the button where the way is known."""
        return self.zone.choose if self._fixed else self.ways["in"]

    def forget(self) -> None:
        """Forget the file she gave."""
        self._path = None

    def _way(self) -> str:
        return next((key for key, option in self.ways.items() if option.isChecked()), "")

    def _on_way(self, checked: bool) -> None:
        path = self._path
        if checked and path is not None:
            self._path = None
            self.begin_requested.emit(path, self._way())

    def _uncheck(self) -> None:
        for option in self.ways.values():
            option.setAutoExclusive(False)
            option.setChecked(False)
            option.setAutoExclusive(True)
