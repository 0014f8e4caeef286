"""Window, session, lock and desk, and how they act together."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_path, user_data_path
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QToolTip

from spoc_desk.clock import Clock, SystemClock
from spoc_desk.machine.places import memory_folder

from .ahead import Ahead, load_core
from .captures import Captures
from .clipboard import Clipboard
from .crash import CrashNet
from .lazy import load
from .lock import ASKED, BY_SYSTEM, HIDDEN, LockWatch
from .parting import Parting
from .preferences import Preferences, load_preferences, save_preferences
from .session import Session
from .system_watch import SessionEndWatch, SignalWatch
from .theme import Look, Theme, new_application
from .way_in import WayIn
from .window import NAME, Window

if TYPE_CHECKING:
    from spoc_desk.vault.kdf import KdfSettings

    from .desk import Desk
    from .handed import Handed
    from .pages.locked import FaultPage
    from .platform_linux import LogindWatch


HANDED, FRAME = "spoc_desk_ui.handed", "spoc_desk_ui.frame"
REST_AFTER_MS, REST_AT_MOST_MS = 20, 1000
LOCK_IS_FREE_AFTER = 3.0  # seconds; the process before this one is gone sooner


class Program(QObject):
    """Window, session, lock and desk, and how they act together.

    With a *parting* a lock ends this process, and another one shows the lock screen. Without, it stays and shows it
    itself: for the tour and for whoever looks at one page.
    """

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        settings: Path,
        clock: Clock,
        kdf: "KdfSettings | None" = None,
        *,
        parting: Parting | None = None,
        anchors: Path | None = None,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._parting = parting
        preferences = load_preferences(settings)
        self.theme = Theme(app, _look(preferences.look), preferences.percent)
        self.captures = Captures(app, shown=preferences.captured)
        self.session = Session(clock, self, kdf=kdf, anchors=anchors)
        self.window = Window()
        self.lock_watch = LockWatch(clock, self)
        self.lock_watch.look_before(self.window)
        self.clipboard = Clipboard(self)
        self.way_in = WayIn(self.session, self.window, folder)
        self._ahead = Ahead(self)
        self.desk: Desk | None = None
        self._watches: list[QObject] = []
        self._fault_page: FaultPage | None = None
        self._sleep: LogindWatch | None = None
        self._hidden = False
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._after_paint)
        self._ended = False
        self._hide_key = QShortcut(QKeySequence("F9"), self.window)
        self._hide_key.activated.connect(self.hide)
        self.session.entered.connect(self._on_entered)
        self.session.unlocked.connect(self._on_unlocked)
        self.session.failed.connect(self._on_failed)
        self.window.cover.left.connect(self._on_cover_left)
        self.window.close_requested.connect(self.end)
        self.lock_watch.due.connect(self.lock)
        self.lock_watch.hide_wanted.connect(self.hide)
        self.lock_watch.ticked.connect(self._on_ticked)
        self.session.lock_wanted.connect(self.lock)
        self.theme.changed.connect(self._on_look_changed)
        self.captures.changed.connect(self._on_look_changed)

    def start(self) -> None:
        """Show the window; everything that is not needed to paint it comes after."""
        self.way_in.start()
        self.window.show()
        self._leave_the_rest_until_painted()

    def take_over(self, told: "Handed", answer: Callable[[], None]) -> None:
        """Show the lock screen another process asked for, where its window stood; *answer* once it is painted."""
        self.session.patience = LOCK_IS_FREE_AFTER
        self._hidden = told.hidden
        self.way_in.come_back(told.words)
        self.way_in.unlock.choose(told.slot)
        if told.hidden:
            self.window.show_cover()
        elif told.fault:
            self._show_fault(told.fault)
        if told.minimised:
            QTimer.singleShot(0, self, answer)  # nobody paints it
        else:
            load(FRAME).Painted(self.window.current_view()).done.connect(answer)
        load(FRAME).put_frame(self.window, told)
        self._leave_the_rest_until_painted()

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
        self._shut(why or ASKED)
        if was_open and not self._hidden:
            self.way_in.show_unlock(why or ASKED)

    def hide(self) -> None:
        """F9: a neutral page at once, and locked behind it."""
        self._hidden = True
        self._shut(HIDDEN)

    def end(self) -> None:
        """Lock and leave: the window was closed, the session ends, or the program was told to stop."""
        if self._ended:
            return
        self._ended = True
        self._rest.stop()
        self._shut("")
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
        if not self._is_leaving:
            self._shut("", fault=place)
            self._show_fault(place)

    @property
    def _is_leaving(self) -> bool:
        return self._parting is not None and self._parting.has_begun

    def _shut(self, why: str, fault: str = "") -> None:
        """Blank first, keep what is typed, close. Each step is taken whatever becomes of the one before.

        With a parting it ends here, and only a process that never tried a password goes on.
        """
        if self._is_leaving:
            return  # something broke on the way, or a second reason came
        parting, last_job = self._parting, self.session.last_job
        ends = parting is not None and (self.session.touched or self._ended)
        if parting is not None and ends:
            parting.brace()
        self._take(self.window.blank)
        self._take(self._close_others)
        if parting is not None and ends and not self._ended:
            self._take(lambda: parting.send_for(self._told(why, fault)))
        if self.desk is not None:
            self._take(self.desk.keep_everything)
        for step in (self.clipboard.clear_all, self.lock_watch.stop, self.session.lock):
            self._take(step)
        if parting is not None and ends:
            parting.go(lambda: self.session.idle, lambda: self.session.break_off(last_job))
        if self._sleep is not None:
            self._sleep.let_sleep()
        self._take(self.window.show_cover)
        self._hide_key.setEnabled(True)
        self._take(self.way_in.forget)
        if self.desk is not None:
            self._take(self.desk.close)

    def _take(self, step: Callable[[], object]) -> None:
        try:
            step()
        except Exception as error:  # noqa: BLE001  # a lock goes on
            self.session.broke.emit(error)

    def _told(self, why: str, fault: str) -> "Handed":
        window, handed = self.window, load(HANDED)
        told: Handed = handed.Handed(
            vault=str(self.way_in.folder),
            why=handed.why_key(why),
            fault=handed.fault_place(fault) if fault else "",
            hidden=self._hidden,
            slot=self.way_in.unlock.slot_id,
            frame=load(FRAME).frame_of(window),
            maximised=window.isMaximized(),
            minimised=window.isMinimized(),
            active=self._app.applicationState() == Qt.ApplicationState.ApplicationActive,
        )
        return told

    def _close_others(self) -> None:
        QToolTip.hideText()
        for widget in self._app.topLevelWidgets():
            if widget is not self.window and widget.isVisible():
                widget.hide()
                if isinstance(widget, QDialog):
                    widget.deleteLater()

    def _show_fault(self, place: str) -> None:
        page: FaultPage = self._fault_page or load("spoc_desk_ui.pages.locked").FaultPage()
        if self._fault_page is None:
            page.unlock_requested.connect(self.way_in.show_unlock)
            page.copy_requested.connect(self.clipboard.copy)
            self._fault_page = page
        self.window.show_view(page)
        page.show_fault(place)

    # what happens ---------------------------------------------------------------------------------------------------

    def _leave_the_rest_until_painted(self) -> None:
        """What loads beside the first paint slows it down. Where nobody paints the window, it comes all the same."""
        load(FRAME).Painted(self.window.current_view()).done.connect(lambda: self._rest.start(REST_AFTER_MS))
        self._rest.start(REST_AT_MOST_MS)

    def _after_paint(self) -> None:
        if not gc.isenabled():
            gc.freeze()  # what was loaded so far stays; going through it again and again would only cost time
            gc.enable()
        self.session.run_outside(_get_ready)
        self._ahead.start()
        if self._watches:
            self._take(self._watch_platform)

    def _watch_platform(self) -> None:
        if sys.platform == "win32":
            windows = load("spoc_desk_ui.platform_windows")
            watch = windows.WindowsWatch(self._app, self.window)
            self._watches.append(windows.CaptureGuard(self._app, self.captures))
            windows.keep_out_of_screenshots(self.window, hidden=not self.captures.shown)
        else:
            watch = load("spoc_desk_ui.platform_linux").LogindWatch(self)
            self._sleep = watch
        watch.locked.connect(self._on_system_locked)
        watch.ending.connect(self.end)
        self._watches.append(watch)

    def _on_system_locked(self) -> None:
        self.lock(BY_SYSTEM)

    def _on_entered(self) -> None:
        if self._sleep is not None:
            self._sleep.hold_sleep()
        self.lock_watch.start()  # a recovery code on the screen is nothing to leave alone either

    def _on_ticked(self) -> None:
        if self._parting is not None:
            self._parting.is_well(self.lock_watch.minutes * 60)

    def _on_unlocked(self) -> None:
        if self._hidden:  # she hid the screen while the password was being checked
            self.session.lock()
            return
        if self.desk is None:
            made: Desk = load("spoc_desk_ui.desk").Desk(
                self.session, self.window, self.theme, self.lock_watch, self.clipboard, self.captures
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
        preferences = Preferences(self.theme.look.value, self.theme.percent, self.captures.shown)
        self.session.run_outside(lambda: save_preferences(self._settings, preferences))


def _look(name: str) -> Look:
    return Look(name) if name in set(Look) else Look.SYSTEM


def _get_ready() -> None:
    """Load what unlocking needs, and take away what a crash left on its way to a printer (worker thread)."""
    load_core()
    load("spoc_desk.machine.printer").remove_left_files()


def run(folder: Path | None, told: "Handed | None" = None, answer: Callable[[], None] = lambda: None) -> int:
    """Show the window for the vault in *folder*, or for the officer's own vault; returns when it is closed.

    After a lock *told* is what the process before this one said, and *answer* says to it that the window is painted.
    """
    app = new_application(NAME)
    app.setApplicationDisplayName(NAME)
    vault = folder or user_data_path("SPOC Desk", appauthor=False) / "vault"
    settings = user_config_path("SPOC Desk", appauthor=False)
    program = Program(app, vault, settings, SystemClock(), parting=Parting(app), anchors=memory_folder())
    program.session.looks_at_disk = True
    program.guard()
    if told is None:
        program.start()
    else:
        program.take_over(told, answer)
    return app.exec()
