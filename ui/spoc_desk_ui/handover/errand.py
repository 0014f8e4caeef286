"""An errand with a stick: where to, how far it is, and how it ended, in one place on the page."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.casework.change import Change, What
from spoc_desk.errors import UserError

from ..long_job import LongJob, Told
from ..session import Session
from ..stick_place import StickPlace
from ..widgets.notice import Notice
from ..widgets.progress_line import ProgressLine
from ..widgets.surface import column

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

T = TypeVar("T")
BUNDLE = ".age"
BUNDLES = f"Hand-over files (*{BUNDLE})"
CARDS = "Cards of desks (*.spocdesk)"
COPIES = "Sanitised copies (*.pdf)"


class Errand(QWidget):
    """At most one at a time; a lock stops it and puts every question away.

    Signals:
        busy: work began (True) or ended (False).
    """

    busy = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        layout = column(self)
        self.notice = Notice("", "info", closable=False, parent=self)
        self.notice.hide()
        layout.addWidget(self.notice)
        self.progress = ProgressLine(self)
        layout.addWidget(self.progress)
        self.place = StickPlace(self)
        self.place.folder_chosen.connect(self._on_chosen)
        self.place.file_chosen.connect(self._on_chosen)
        self.place.files_chosen.connect(self._on_chosen)
        self.job = LongJob(session, self)
        self.job.progressed.connect(self.progress.say)
        self.progress.cancelled.connect(self.job.cancel)
        self._then: Callable[..., None] | None = None
        session.locked.connect(self._forget)

    def ask_folder(self, title: str, then: Callable[[Path], None]) -> None:
        """Ask where a file goes."""
        self._then = then
        self.place.ask_folder("", title)

    def ask_file(self, title: str, kinds: str, then: Callable[[Path], None]) -> None:
        """Ask for one file."""
        self._then = then
        self.place.ask_file("", title, kinds)

    def ask_files(self, title: str, kinds: str, then: Callable[[tuple[Path, ...]], None]) -> None:
        """Ask for one or more files."""
        self._then = then
        self.place.ask_files(title, kinds)

    def run(
        self, words: str, work: "Callable[[Vault, Told], T]", done: Callable[[T], None], *, writes: bool = False
    ) -> None:
        """Do *work* with the open vault; a failure is said here and nothing else happens. What *writes* is told to
        every page."""

        def end(found: T) -> None:
            self._end()
            done(found)
            if writes:
                self._session.changed.emit(Change(What.HANDOVER))

        self.say("")
        self.progress.start(words)
        self.busy.emit(True)
        self.job.start(work, end, self._on_failed)

    def say(self, words: str, kind: str = "info") -> None:
        """Say something in the page and aloud; "" takes it away."""
        self.notice.setVisible(bool(words))
        if words:
            self.notice.say(words, kind)
            self.notice.speak()

    def fail(self, error: UserError) -> None:
        """Say why something did not happen."""
        self.say(str(error), "error")

    def _on_chosen(self, chosen: object) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(chosen)

    def _on_failed(self, error: UserError) -> None:
        self._end()
        self.fail(error)

    def _end(self) -> None:
        self.progress.hide()
        self.busy.emit(False)

    def _forget(self) -> None:
        self._then = None
        self.place.close()
        self._end()
        self.notice.hide()
