"""The vault is damaged: what happened, what is safe, and three ways on with what each would bring back."""

from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import UserError

from ..damage.asking import FILE, OWN, BackupBeside, OpenedBy
from ..damage.outcome import Outcome, ReportView
from ..damage.ways import Ways
from ..damage.words import FOR_IT, KEEP_FOR_IT, SAFE, Trouble, trouble_of
from ..lazy import load
from ..long_job import LongJob, Told
from ..session import Session
from ..theme import L, M
from ..typed import Typed
from ..widgets.announce import announce
from ..widgets.banner import Line, SummaryBanner
from ..widgets.buttons import Button
from ..widgets.gate import Gate
from ..widgets.notice import Notice
from ..widgets.progress_line import ProgressLine
from ..widgets.surface import column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.damage import Saved
    from spoc_desk.casework.damage_words import DamageWords

_CASEWORK = "spoc_desk.casework.damage"
_WHOLE_KEYS = (
    "The keys are whole, or are made good from their second copy by themselves. Nothing has to be repaired there."
)
_LOST_KEYS = (
    "A backup of the same vault holds the keys too. They are put back only where they fit: where somebody has got or "
    "lost a key since, the program refuses. The records stay as they are."
)
_KEYS_FIRST = "The records can only be read with the keys. Put the keys back first; then this way is open."
_NO_RECORDS = "There is no file to read here. Put it back if you know where it is, and look again."
_NO_BACKUP = "Look again with a backup to see what it lacks."
_PUT_BACK = "The keys are back, and fit the vault. The next unlock checks everything."
_COUNT = "Nothing is changed by looking."


class DamagedPage(Gate):
    """Asks for what opens the vault, looks, offers three ways, works, and says what came of it.

    Signals:
        left: back to the password.
        restore_requested: a backup instead.
        mended: the vault can be unlocked.
        help_requested: she wants to read about it first.
    """

    left = Signal()
    restore_requested = Signal()
    mended = Signal()
    help_requested = Signal()

    def __init__(
        self,
        session: Session,
        folder: Path,
        error: UserError,
        *,
        keys_lost: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(780, parent, anchored=True)
        self._session, self._folder = session, folder
        self._saved: Saved | None = None
        self.trouble: Trouble = trouble_of(error, keys_lost=keys_lost)
        self.job = LongJob(session, self)
        self.title = Words(self.trouble.title, "title", parent=self.sheet)
        self.what = Words(self.trouble.words, parent=self.sheet)
        self.column.addWidget(self.title)
        self.column.addWidget(self.what)
        self.safe = Notice(SAFE, "info", closable=False, parent=self.sheet)
        self.column.addWidget(self.safe)
        self.banner = SummaryBanner(self.sheet)
        self.banner.field_requested.connect(self._on_field_requested)
        self.column.addWidget(self.banner)
        self.column.addWidget(self._asking())
        self.progress = ProgressLine(self.sheet)
        self.progress.cancelled.connect(self.job.cancel)
        self.job.progressed.connect(self.progress.say)
        self.column.addWidget(self.progress)
        self.column.addWidget(self._choices())
        self.outcome = Outcome(self.sheet)
        self.outcome.unlock_wanted.connect(self.mended)
        self.outcome.save_report_wanted.connect(self._on_report_wanted)
        self.column.addWidget(self.outcome)
        last = row(spacing=M)
        self.back = Button("Back to the password", "link", parent=self.sheet)
        self.back.clicked.connect(self.left)
        self.help = Button("Help", "quiet", parent=self.sheet)
        self.help.setToolTip("F1")
        self.help.clicked.connect(self.help_requested)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.help_requested)
        last.addWidget(self.back)
        last.addStretch(1)
        last.addWidget(self.help)
        self.column.addLayout(last)
        self._settle()

    def first_focus(self) -> QWidget:
        """Return the first thing to do."""
        if not self.asking.isVisibleTo(self):
            return self.outcome.unlock if self.outcome.isVisibleTo(self) else self.ways.restore.button
        return self.beside.choose if not self.trouble.has_keys else self.own.password.line

    def forget(self) -> None:
        """Stop what is going on and empty the page."""
        self.job.let_go()
        self.beside.clear()
        self.own.clear()

    # parts ----------------------------------------------------------------------------------------------------------

    def _asking(self) -> QWidget:
        self.asking = QWidget(self.sheet)
        inside = column(self.asking, spacing=L)
        keys = self.trouble.has_keys
        self.own = OpenedBy(
            "Password" if keys else "Password of that day", self.asking, day="" if keys else " of that day"
        )
        self.own.entered.connect(self._on_entered)
        hint = {} if keys else {"hint": "The backup that is opened for its keys, and what opened the vault on its day."}
        self.beside = BackupBeside(self.asking, other_password=keys, **hint)
        for part in (self.own, self.beside) if keys else (self.beside, self.own):
            inside.addWidget(part)
        line = row(spacing=M)
        self.note = Words(_COUNT, "small", parent=self.asking)
        self.look = Button("Look what can be saved", "primary", parent=self.asking)
        self.look.clicked.connect(self._on_look)
        line.addWidget(self.note, 1)
        line.addWidget(self.look)
        inside.addLayout(line)
        self.note.setVisible(keys)
        self.look.setVisible(keys)
        return self.asking

    def _choices(self) -> QWidget:
        self.choices = QWidget(self.sheet)
        inside = column(self.choices, spacing=L)
        self.ways = Ways(self.choices)
        self.ways.repair_wanted.connect(self._on_repair)
        self.ways.restore_wanted.connect(self.restore_requested)
        self.ways.save_wanted.connect(self._on_save)
        inside.addWidget(self.ways)
        self.report = ReportView(self.choices)
        self.report.hide()
        inside.addWidget(self.report)
        self.again = Button("Look again, with another backup", "link", parent=self.choices)
        self.again.clicked.connect(self._on_again)
        self.again.hide()
        inside.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.for_it = Words(FOR_IT, "muted", parent=self.choices)
        inside.addWidget(self.for_it)
        self.where = Words(f"The folder is {_in_lines(str(self._folder))}", "small", parent=self.choices)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(self.where)
        return self.choices

    def _settle(self) -> None:
        """Show what is open before anybody has looked."""
        ways = self.ways
        if self.trouble.has_keys:
            ways.repair.cannot(_WHOLE_KEYS)
            if not self.trouble.has_records:
                ways.save.cannot(_NO_RECORDS)
                self.asking.hide()
            else:
                self.choices.hide()  # until there are numbers to choose by
        else:
            ways.repair.words.setText(_LOST_KEYS)
            ways.save.cannot(_KEYS_FIRST)

    # looking --------------------------------------------------------------------------------------------------------

    def _on_entered(self) -> None:
        if self.trouble.has_keys:
            self._on_look()
        else:
            self._on_repair()

    def _on_look(self) -> None:
        if self._incomplete():
            return
        folder, key, beside, clock = self._folder, self.own.typed(), self._beside(), self._session.clock
        self._begin("Copying the damaged files")

        def work(told: Told) -> "DamageWords":
            damage = load(_CASEWORK)
            asked = _beside(damage, beside)
            words: DamageWords = damage.look(folder, damage.Key(*key), told, clock=clock, beside=asked)[0]
            return words

        self.job.start_outside(work, self._on_looked, self._on_failed)

    def _on_looked(self, words: "DamageWords") -> None:
        self.progress.hide()
        self.choices.show()
        self.report.show_report(words, headline=False)
        self.ways.advice.say(words.advice)
        self.ways.restore.numbers.say(words.backup or _NO_BACKUP)
        self.ways.save.numbers.say(words.headline)
        self.ways.save.lines.say(f"{len(words.references):,} cases or referrals to look at" if words.references else "")
        self.again.show()
        announce(self, f"{words.headline} {words.advice}", urgent=True)
        self.ways.save.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_to_top()

    def _on_again(self) -> None:
        self.choices.hide()
        self.asking.show()
        self.beside.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # saving ---------------------------------------------------------------------------------------------------------

    def _on_save(self) -> None:
        if self._incomplete():
            return
        folder, key, beside, clock = self._folder, self.own.typed(), self._beside(), self._session.clock
        self._begin("Copying the damaged files")

        def work(told: Told) -> "Saved":
            damage = load(_CASEWORK)
            saved: Saved = damage.save(folder, damage.Key(*key), told, clock=clock, beside=_beside(damage, beside))
            return saved

        self.job.start_outside(work, self._on_saved, self._on_failed)

    def _on_saved(self, saved: "Saved") -> None:
        self._saved = saved
        self.forget()
        self._put_away("What could be read is saved")
        self.outcome.show_saved(saved.words, saved.kept_as, KEEP_FOR_IT)
        self.scroll_to_top()

    def _on_report_wanted(self, path: Path) -> None:
        saved, clock = self._saved, self._session.clock
        if saved is None:
            return
        self._session.run_outside(
            lambda: load("spoc_desk.casework.damage_paper").write_saved(path, saved, clock),
            lambda _nothing: self.outcome.show_written(path),
            lambda error: self.outcome.show_refused(str(error)),
        )

    # the keys -------------------------------------------------------------------------------------------------------

    def _on_repair(self) -> None:
        problems = [] if self.beside.path is not None else [Line("Choose the backup", FILE)]
        path = self.beside.path
        if self._incomplete(*problems) or path is None:
            return
        folder, key, clock = self._folder, self.own.typed(), self._session.clock
        self._begin("Reading the keys in the backup")

        def work(_told: Told) -> None:
            damage = load(_CASEWORK)
            damage.put_keys_back(folder, path, damage.Key(*key), clock)

        self.job.start_outside(work, self._on_repaired, self._on_failed)

    def _on_repaired(self, _nothing: None) -> None:
        self.forget()
        self._put_away("The keys are back")
        for part in (self.outcome.report, self.outcome.save_report, self.outcome.advice):
            part.hide()
        self.outcome.done.say(_PUT_BACK, "ok")
        self.outcome.show()
        self.outcome.done.speak()
        self.outcome.unlock.setFocus(Qt.FocusReason.OtherFocusReason)

    # inside ---------------------------------------------------------------------------------------------------------

    def _put_away(self, title: str) -> None:
        self.title.setText(title)
        for part in (self.what, self.progress, self.asking, self.choices, self.safe, self.back):
            part.hide()

    def _incomplete(self, *before: Line) -> bool:
        problems = [*before, *self.own.problems()]
        self.banner.show_problems(problems)
        return bool(problems)

    def _beside(self) -> "tuple[Path, Typed | None] | None":
        return (self.beside.path, self.beside.typed()) if self.beside.path is not None else None

    def _begin(self, words: str) -> None:
        self.banner.show_problems([])
        self.asking.hide()
        self.choices.hide()
        self.progress.start(words)

    def _on_failed(self, error: UserError) -> None:
        self.progress.hide()
        self.asking.show()
        self.choices.setVisible(not self.trouble.has_keys)
        self.banner.show_problems([Line(str(error), OWN)], "Nothing was changed")
        announce(self, str(error), urgent=True)

    def _on_field_requested(self, field: str) -> None:
        if field == FILE:
            self.beside.choose.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.own.take_focus()


def _beside(damage: ModuleType, beside: "tuple[Path, Typed | None] | None") -> object:
    if beside is None:
        return None
    path, typed = beside
    return damage.Beside(path, damage.Key(*typed) if typed is not None else None)


def _in_lines(path: str) -> str:
    """Return a path that may go on in the next line after each folder."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
