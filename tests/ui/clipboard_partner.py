"""A program of its own with a clipboard: does what each line of its standard input says and answers with one line."""

import ctypes
import json
import sys

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QPoint, QSocketNotifier, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from spoc_desk_ui.clipboard import Clipboard

PROPERTY_NOTIFY = 28  # X11 protocol, appendix B


class Moments(QAbstractNativeEventFilter):
    """Counts the changes of its windows that the screen told of, each with the moment of it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def nativeEventFilter(self, _kind: QByteArray | bytes, event: object) -> object:
        """See one event of the screen, and leave it to Qt."""
        self.seen += ctypes.c_uint8.from_address(int(event)).value & 0x7F == PROPERTY_NOTIFY  # type: ignore[call-overload]
        return False, 0


class Partner:
    """What it can do."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._board = app.clipboard()
        self._ours = Clipboard()
        self._line = QLineEdit()
        self._line.show()
        self._moments = Moments()
        app.installNativeEventFilter(self._moments)

    def learn_the_time(self) -> None:
        """The screen gives a clipboard to who names the later moment, and a program names that of the last event it
        saw. A hand's click brings one of now; here a changed title does.
        """
        before = self._moments.seen
        self._line.setWindowTitle(f"{self._line.windowTitle()}.")
        while self._moments.seen == before:
            self._app.processEvents()

    def copy(self, words: str) -> None:
        """As a button of the desk does."""
        self._ours.copy(words)

    def ctrl_c(self, words: str) -> None:
        """As a hand does in a field."""
        self._line.setText(words)
        self._line.selectAll()
        QTest.keyClick(self._line, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    def drag_over(self, words: str) -> None:
        """Select words in a field with the mouse."""
        self._line.setText(words)
        button, none, middle = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self._line.height() // 2
        QTest.mousePress(self._line, button, none, QPoint(1, middle))
        QTest.mouseMove(self._line, QPoint(self._line.width() - 2, middle))
        QTest.mouseRelease(self._line, button, none, QPoint(self._line.width() - 2, middle))

    def put(self, words: str) -> None:
        """As any other program does, on both."""
        self._board.setText(words)
        self._board.setText(words, QClipboard.Mode.Selection)

    def time_out(self) -> None:
        """Twenty seconds went by."""
        self._ours.clear()

    def lock(self) -> None:
        """The desk locks."""
        self._ours.clear_all()

    def read(self) -> list[str]:
        """What is there now."""
        return [self._board.text(), self._board.text(QClipboard.Mode.Selection)]

    def words(self) -> str:
        """What was copied."""
        return self._board.text()

    def owns(self) -> bool:
        """Is what is there still from here?"""
        return self._board.ownsClipboard()

    def hints(self) -> list[str]:
        """What stands beside the words."""
        return list(self._board.mimeData().formats())

    def on_line(self) -> None:
        """Do the next thing."""
        line = sys.stdin.readline()
        if not line:
            self._app.quit()
            return
        self.learn_the_time()
        name, *words = json.loads(line)
        answer = getattr(self, name)(*words)
        self._app.processEvents()
        print(json.dumps(answer), flush=True)


def main() -> int:
    """Answer until nobody asks."""
    app = QApplication(["partner"])
    partner = Partner(app)
    ears = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ears.activated.connect(partner.on_line)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
