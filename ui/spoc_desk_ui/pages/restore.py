"""From a backup to a vault: which file, what opens it, and what becomes of the vault that is there."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import SecondKeyNeeded, SecondKeyWrong, UserError

from ..lazy import load
from ..long_job import LongJob, Told
from ..parts.second_key import FIELD, SecondKey
from ..recovery_groups import group_is_right
from ..session import Session
from ..stick_place import StickPlace
from ..theme import L, M
from ..typed import Typed, secret_of
from ..widgets.announce import announce
from ..widgets.banner import Line, SummaryBanner
from ..widgets.buttons import Button
from ..widgets.code_entry import CodeEntry
from ..widgets.field import Field
from ..widgets.gate import Gate
from ..widgets.notice import Notice
from ..widgets.options import Options
from ..widgets.password_field import PasswordField
from ..widgets.progress_line import ProgressLine
from ..widgets.surface import column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.vault.backup_restore import Restored

_PASSWORD, _CODE = "password", "code"
_INTRO = "Everything in the backup is checked before anything here is touched. What was recorded after it is not in it."
_KEPT = "The vault that is here now is kept: its folder is renamed “replaced” with today's date."


class RestorePage(Gate):
    """Asks on one page, works, and says what came of it.

    Signals:
        left: back to where she came from.
        restored: the vault is there; she wants to unlock it.
    """

    left = Signal()
    restored = Signal()

    def __init__(self, session: Session, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(720, parent, anchored=True)
        self._session = session
        self._folder = folder
        self._file: Path | None = None
        self.job = LongJob(session, self)
        self.place = StickPlace(self)
        self.place.file_chosen.connect(self.take_file)
        self.column.addWidget(Words("Restore a backup", "title", parent=self.sheet))
        self.banner = SummaryBanner(self.sheet)
        self.banner.field_requested.connect(self._on_field_requested)
        self.column.addWidget(self.banner)
        self.second_needed = False
        self.column.addWidget(self._asking())
        self.progress = ProgressLine(self.sheet)
        self.progress.cancelled.connect(self.job.cancel)
        self.job.progressed.connect(self.progress.say)
        self.column.addWidget(self.progress)
        self.column.addWidget(self._answer())

    def first_focus(self) -> QWidget:
        """Return the first thing to do."""
        return self.choose if self.asking.isVisibleTo(self) else self.unlock

    def take_file(self, path: Path) -> None:
        """This is the backup."""
        self._file = path
        self.file_words.setText(path.name)
        self.banner.show_problems([])
        folder, anchors = self._folder, self._session.anchors

        def ask() -> tuple[bool, int]:
            restoring = load("spoc_desk.vault.backup_restore")
            return bool(restoring.needs_second(path, folder, anchors)), int(restoring.passwords_in(path))

        # What is wrong with the file is told when it is restored.
        self._session.run_outside(ask, self._on_second_known, lambda _error: None)
        self._open_with().setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Stop what is going on and empty the page."""
        self.job.let_go()
        self.place.close()
        self._empty()

    # parts ----------------------------------------------------------------------------------------------------------

    def _asking(self) -> QWidget:
        self.asking = QWidget(self.sheet)
        inside = column(self.asking, spacing=L)
        inside.addWidget(Words(_INTRO, "muted", parent=self.asking))
        line = row(spacing=M)
        self.choose = Button("Choose the backup…", icon_name="folder", parent=self.asking)
        self.choose.clicked.connect(self._on_choose)
        self.file_words = Words("No file chosen yet", parent=self.asking)
        line.addWidget(self.choose)
        line.addWidget(self.file_words, 1)
        inside.addLayout(line)
        self.how = Options(((_PASSWORD, "A password of that day"), (_CODE, "The recovery sheet of that day")))
        self.how.set_value(_PASSWORD)
        self.how.edited.connect(self._on_how)
        inside.addWidget(Field("What opens it?", self.how, parent=self.asking))
        self.password = PasswordField(self.asking)
        self.password.entered.connect(self._on_wanted)
        self.password_field = Field("Password of that day", self.password, width="medium", parent=self.asking)
        inside.addWidget(self.password_field)
        self.code = CodeEntry(group_is_right, self.asking)
        self.code.hide()
        inside.addWidget(self.code)
        self.second = SecondKey(of_that_day=True, parent=self.asking)
        self.second.entered.connect(self._on_wanted)
        self.second.hide()
        inside.addWidget(self.second)
        words = _KEPT if _holds_something(self._folder) else ""
        self.kept = Words(words, "small", parent=self.asking)
        self.kept.setVisible(bool(words))
        inside.addWidget(self.kept)
        last = row(spacing=M)
        self.back = Button("Back without restoring", "link", parent=self.asking)
        self.back.clicked.connect(self.left)
        self.go = Button("Restore it", "primary", parent=self.asking)
        self.go.clicked.connect(self._on_wanted)
        last.addWidget(self.back)
        last.addStretch(1)
        last.addWidget(self.go)
        inside.addLayout(last)
        return self.asking

    def _answer(self) -> QWidget:
        self.answer = QWidget(self.sheet)
        inside = column(self.answer, spacing=L)
        self.done = Notice("", "ok", closable=False, parent=self.answer)
        inside.addWidget(self.done)
        line = row()
        line.addStretch(1)
        self.unlock = Button("Unlock it", "primary", parent=self.answer)
        self.unlock.clicked.connect(self.restored)
        line.addWidget(self.unlock)
        inside.addLayout(line)
        self.answer.hide()
        return self.answer

    # what happens ---------------------------------------------------------------------------------------------------

    def _open_with(self) -> QWidget:
        return self.code if self.how.value() == _CODE else self.password.line

    def _on_choose(self) -> None:
        self.place.ask_file("")

    def _on_how(self) -> None:
        by_code = self.how.value() == _CODE
        self.code.setVisible(by_code)
        self.password_field.setVisible(not by_code)
        self._show_second()

    def _on_second_known(self, found: tuple[bool, int]) -> None:
        self.second_needed, passwords = found
        if passwords == 1:
            self.second.prefer_sheet()
        self._show_second()

    def _show_second(self) -> None:
        self.second.setVisible(self._takes_two)

    @property
    def _takes_two(self) -> bool:
        """The recovery sheet alone is enough: it lies where nobody fetches it alone."""
        return self.second_needed and self.how.value() != _CODE

    def _on_wanted(self) -> None:
        path, by_code = self._file, self.how.value() == _CODE
        problems = []
        if path is None:
            problems.append(Line("Choose the file of the backup", "file"))
        if by_code and not self.code.is_complete:
            problems.append(Line("Type all eight groups of the code", "secret"))
        if not by_code and not self.password.value():
            problems.append(Line("Type the password", "secret"))
        if self._takes_two:
            problems += self.second.problems()
        self.banner.show_problems(problems)
        if problems or path is None:
            return
        typed = self.code.text() if by_code else self.password.take()
        asked = _Asked(path, self._folder, (typed, by_code), self.second.take() if self._takes_two else None)
        session = self._session
        self.asking.hide()
        self.progress.start("Reading the backup and checking it")

        def work(told: Told) -> "tuple[Restored, str]":
            return _restore(asked, told, session)

        self.job.start_outside(work, self._on_restored, self._on_failed)

    def _on_restored(self, found: "tuple[Restored, str]") -> None:
        made, when = found
        words = (
            f"The vault is as it was on {when}. What was recorded later is not in it, and everybody who had a key that "
            "day has it again."
        )
        if made.kept_as is not None:
            words = f"{words} The vault that was here is kept as {made.kept_as.name}."
        self._empty()
        self.progress.hide()
        self.done.say(words, "ok")
        self.answer.show()
        self.done.speak()
        self.unlock.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: UserError) -> None:
        self.progress.hide()
        self.asking.show()
        if isinstance(error, SecondKeyNeeded):
            self.second_needed = True
            self._show_second()
        wrong = "second" if isinstance(error, SecondKeyNeeded | SecondKeyWrong) else "secret"
        self.banner.show_problems([Line(str(error), wrong)], "Nothing was restored")
        announce(self, str(error), urgent=True)

    def _on_field_requested(self, field: str) -> None:
        if field == FIELD:
            self.second.take_focus()
            return
        (self.choose if field == "file" else self._open_with()).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _empty(self) -> None:
        self.password.clear()
        self.code.clear()
        self.second.clear()


def _holds_something(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except OSError:
        return False


@dataclass(frozen=True)
class _Asked:
    """What she answered: the file, the place, and what was typed, each with whether it is the code of a sheet."""

    path: Path
    folder: Path
    typed: Typed
    second: Typed | None


def _restore(asked: _Asked, told: Told, session: Session) -> "tuple[Restored, str]":

    def heard(done: int, whole: int) -> bool:
        return told("Reading the backup and checking it", done, whole)

    made: Restored = load("spoc_desk.vault.backup_restore").restore(
        asked.path,
        asked.folder,
        secret_of(asked.typed),
        heard,
        clock=session.clock,
        second=secret_of(asked.second) if asked.second is not None else None,
        anchors=session.anchors,
    )
    return made, str(load("spoc_desk.casework.moments").in_words(made.manifest.made_at))
