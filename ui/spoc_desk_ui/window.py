"""The one window: shows either the way in (unlock, first run, recovery), the open desk, or the neutral cover."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from .colours import current_colours
from .lazy import load

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPaintEvent

NAME = "SPOC Desk"
REFERENCE_SIZE = (1366, 768)


class Cover(QWidget):
    """A blank page with the program's name: nothing on it tells what lies below.

    Signals:
        left: a key or a click: somebody wants to go on.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what lies below is not even painted

    def paintEvent(self, _event: "QPaintEvent") -> None:
        colours = current_colours()
        painter = load("PySide6.QtGui").QPainter(self)  # the unlock page is painted without it
        painter.fillRect(self.rect(), colours.colour("window"))
        painter.setPen(colours.colour("muted"))
        painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), NAME)
        painter.end()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        if event.key() != Qt.Key.Key_F9:  # a key held a moment too long must not undo itself
            self.left.emit()

    def mousePressEvent(self, _event: "QMouseEvent") -> None:
        self.left.emit()


class Window(QMainWindow):
    """The program's window. Its title is the program's name, with a case reference at most.

    Signals:
        close_requested: the person closes the window.
    """

    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(NAME)
        self.resize(*REFERENCE_SIZE)
        self.setMinimumSize(720, 480)
        self._stage = QStackedWidget(self)
        self._stage.setProperty("surface", "base")
        self.cover = Cover(self._stage)
        self._stage.addWidget(self.cover)
        self.setCentralWidget(self._stage)
        self._curtain = Cover(self)
        self._curtain.hide()

    def blank(self) -> None:
        """Paint the cover over everything at once; what lies below stays as it is until there is time for it."""
        self.set_reference("")
        self._curtain.setGeometry(self.rect())
        self._curtain.raise_()
        self._curtain.show()
        self._curtain.repaint()

    def show_view(self, view: QWidget) -> None:
        """Show *view*, adding it on first use."""
        if self._stage.indexOf(view) < 0:
            self._stage.addWidget(view)
        self._stage.setCurrentWidget(view)

    def current_view(self) -> QWidget:
        """Return what is shown."""
        return self._stage.currentWidget() or self.cover

    def drop_view(self, view: QWidget) -> None:
        """Throw *view* away, with everything on it."""
        self._stage.removeWidget(view)
        view.hide()
        view.deleteLater()

    def show_cover(self) -> None:
        """Blank the window at once, before anything else happens."""
        self._stage.setCurrentWidget(self.cover)
        self.set_reference("")
        self.menuBar().clear()
        self.menuBar().hide()
        self.cover.setFocus(Qt.FocusReason.OtherFocusReason)
        layout = self.layout()
        if layout is not None:
            layout.activate()  # the cover takes the menu's room before anything is painted
        self._curtain.hide()
        self.repaint()

    def set_reference(self, reference: str) -> None:
        """Put a case reference into the title; never a name."""
        self.setWindowTitle(f"{NAME} \u2013 {reference}" if reference else NAME)

    def closeEvent(self, event: "QCloseEvent") -> None:
        event.accept()
        self.close_requested.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.cover.update()
