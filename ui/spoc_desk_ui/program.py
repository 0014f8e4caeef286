"""Window, session, lock and desk, and how they act together."""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_path, user_data_path
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QToolTip

from spoc_desk.clock import Clock, SystemClock

from .clipboard import Clipboard
from .crash import CrashNet
from .lazy import load
from .lock import LockWatch
from .preferences import Preferences, load_preferences, save_preferences
from .session import Session
from .system_watch import SessionEndWatch, SignalWatch
from .theme import Look, Theme
from .way_in import WayIn
from .window import NAME, Window

if TYPE_CHECKING:
    from spoc_desk.vault.kdf import KdfSettings

    from .desk import Desk
    from .pages.locked import FaultPage


class Program(QObject):
    """Window, session, lock and desk, and how they act together."""

    def __init__(
        self, app: QApplication, folder: Path, settings: Path, clock: Clock, kdf: "KdfSettings | None" = None
    ) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        preferences = load_preferences(settings)
        self.theme = Theme(app, _look(preferences.look), preferences.percent)
        self.session = Session(clock, self, kdf=kdf)
        self.window = Window()
        self.lock_watch = LockWatch(clock, self)
        self.clipboard = Clipboard(self)
        self.way_in = WayIn(self.session, self.window, folder)
        self.desk: Desk | None = None
        self._watches: list[QObject] = []
        self._fault_page: FaultPage | None = None
        self._hidden = False
        self._ended = False
        self._hide_key = QShortcut(QKeySequence("F9"), self.window)
        self._hide_key.activated.connect(self.hide)
        self.session.unlocked.connect(self._on_unlocked)
        self.session.failed.connect(self._on_failed)
        self.window.cover.left.connect(self._on_cover_left)
        self.window.close_requested.connect(self.end)
        self.lock_watch.due.connect(self.lock)
        self.session.lock_wanted.connect(self.lock)
        self.theme.changed.connect(self._on_look_changed)

    def start(self) -> None:
        """Show the window; everything that is not needed to paint it comes after."""
        self.way_in.start()
        self.window.show()
        QTimer.singleShot(0, self, self._after_paint)

    def guard(self) -> None:
        """Catch faults and hear the system: for the real program, not for tests that look at one page."""
        net = CrashNet(self)
        net.spread(self.on_fault)
        self.session.broke.connect(net.report)
        signals = SignalWatch(self)
        signals.told.connect(self.end)
        ending = SessionEndWatch(self._app)
        ending.ending.connect(self.end)
        self._watches += [net, signals, ending]

    # lock -----------------------------------------------------------------------------------------------------------

    def lock(self, why: str = "") -> None:
        """Lock: keep what is half typed, blank the window, close the vault, ask for the password. Never asks."""
        was_open = self.session.is_open
        self._blank_and_close()
        if was_open and not self._hidden:
            self.way_in.show_unlock(why or "You locked it.")

    def hide(self) -> None:
        """F9: a neutral page at once, and locked behind it."""
        self._hidden = True
        self._blank_and_close()

    def end(self) -> None:
        """Lock and leave: the window was closed, the session ends, or the program was told to stop."""
        if self._ended:
            return
        self._ended = True
        self._blank_and_close()
        self.session.shut_down()
        for watch in self._watches:
            if isinstance(watch, SignalWatch):
                watch.stop()
            elif isinstance(watch, CrashNet):
                watch.remove()
        self.window.close()
        self._app.quit()

    def on_fault(self, place: str) -> None:
        """Lock and say so: something in the program broke at *place*."""
        self._blank_and_close()
        page: FaultPage = self._fault_page or load("spoc_desk_ui.pages.locked").FaultPage()
        if self._fault_page is None:
            page.unlock_requested.connect(self.way_in.show_unlock)
            page.copy_requested.connect(self.clipboard.copy)
            self._fault_page = page
        self.window.show_view(page)
        page.show_fault(place)

    def _blank_and_close(self) -> None:
        try:
            if self.desk is not None:
                self.desk.keep_everything()
        finally:
            self.window.show_cover()
            self._close_others()
            self.clipboard.clear()
            self.lock_watch.stop()
            self._hide_key.setEnabled(True)
            self.session.lock()
            self.way_in.forget()
            if self.desk is not None:
                self.desk.close()

    def _close_others(self) -> None:
        QToolTip.hideText()
        for widget in self._app.topLevelWidgets():
            if isinstance(widget, QDialog | QMenu) and widget.isVisible():
                widget.hide()
                if isinstance(widget, QDialog):
                    widget.deleteLater()

    # what happens ---------------------------------------------------------------------------------------------------

    def _after_paint(self) -> None:
        if not gc.isenabled():
            gc.freeze()  # what was loaded so far stays; going through it again and again would only cost time
            gc.enable()
        self.session.run_outside(_warm_up)
        if self._watches:
            self._watch_platform()

    def _watch_platform(self) -> None:
        if sys.platform == "win32":
            windows = load("spoc_desk_ui.platform_windows")
            watch = windows.WindowsWatch(self._app, self.window)
            windows.keep_out_of_screenshots(self.window)
        else:
            watch = load("spoc_desk_ui.platform_linux").LogindWatch(self)
        watch.locked.connect(self._on_system_locked)
        self._watches.append(watch)

    def _on_system_locked(self) -> None:
        self.lock("The computer was locked or went to sleep.")

    def _on_unlocked(self) -> None:
        if self._hidden:  # she hid the screen while the password was being checked
            self.session.lock()
            return
        if self.desk is None:
            made: Desk = load("spoc_desk_ui.desk").Desk(
                self.session, self.window, self.theme, self.lock_watch, self.clipboard
            )
            made.acted.connect(self._on_acted)
            self.desk = made
        self._hide_key.setEnabled(False)  # the menu has the key while the desk is open
        self.lock_watch.start()
        self.desk.open()

    def _on_cover_left(self) -> None:
        self._hidden = False
        self.way_in.come_back()

    def _on_acted(self, act_id: str) -> None:
        if act_id.startswith("look:"):
            self.theme.use(Look(act_id.removeprefix("look:")))
            return
        act = {
            "hide": self.hide,
            "lock": self.lock,
            "quit": self.end,
            "larger": self.theme.larger,
            "smaller": self.theme.smaller,
            "normal": self.theme.normal,
        }.get(act_id)
        if act is not None:
            act()

    def _on_failed(self, error: object) -> None:
        if not self.session.is_open:
            self.way_in.show_unlock(str(error))

    def _on_look_changed(self) -> None:
        preferences = Preferences(self.theme.look.value, self.theme.percent)
        self.session.run_outside(lambda: save_preferences(self._settings, preferences))


def _look(name: str) -> Look:
    return Look(name) if name in set(Look) else Look.SYSTEM


def _warm_up() -> None:
    """Load what unlocking needs while she types her password."""
    load("spoc_desk.vault.lifecycle")
    load("spoc_desk_ui.desk")
    load("spoc_desk.machine.printer").remove_left_files()


def run(folder: Path | None) -> int:
    """Show the window for the vault in *folder*, or for the officer's own vault; returns when it is closed."""
    app = QApplication([NAME])
    app.setApplicationDisplayName(NAME)
    vault = folder or user_data_path("SPOC Desk", appauthor=False) / "vault"
    program = Program(app, vault, user_config_path("SPOC Desk", appauthor=False), SystemClock())
    program.guard()
    program.start()
    return app.exec()
