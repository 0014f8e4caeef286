"""The school year: holidays, half-terms and training days, of every school, of a partnership, of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from spoc_desk.domain.closures import academic_year
from spoc_desk.forms.loader import load_form

from ..absence import only_for
from ..forms.choices import Choices, fetch_choices
from ..forms.flow import Flow
from ..forms.panel import FormPanel
from ..lazy import load
from ..page import Page, Tools
from ..relay.closure_list import ClosureListView
from ..relay.list_file import ask_for_list, read_list
from ..theme import XL, L, M, S
from ..widgets.buttons import Button, IconButton
from ..widgets.notice import Notice
from ..widgets.surface import ScrollColumn, column, row
from ..widgets.words import Words, rule

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.relay.closure_list import ClosureList
    from spoc_desk.casework.relay.school_year import ClosureLine
    from spoc_desk.errors import UserError
    from spoc_desk.forms.definition import Answer, Answers
    from spoc_desk.vault.vault import Vault

_ROOM = "spoc_desk.casework.relay.school_year"
_FORM = "school_closure"
_ADDS = ("added a school closure",)
_IMPORTS = ("imported a list of school closures",)
_LIST = "spoc_desk.casework.relay.closure_list"
_INTRO = (
    "RELAY is not operated in closures longer than one week: more than five weekdays one after the other. "
    "A half-term of five does not stop it; a training day beside it makes six, and does."
)


@dataclass(frozen=True)
class _Facts:
    lines: "tuple[ClosureLine, ...]"
    long: tuple[bool, ...]
    """For each line, whether its days are part of a closure longer than one week."""


class SchoolYearPage(Page):
    """One academic year at a time; the list, and one form below the buttons."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self.year = academic_year(self._session.clock.today())
        self.panel: FormPanel | None = None
        self.found: ClosureListView | None = None
        self._choices: Choices = {}
        self.area = ScrollColumn(self, widest=1000, margin=XL, spacing=L)
        column(self, spacing=0).addWidget(self.area)
        head = row(spacing=M)
        self.title = Words("", "title", parent=self)
        head.addWidget(self.title, 1)
        self.before = Button("The year before", icon_name="arrow-left", parent=self)
        self.after = Button("The year after", icon_name="arrow-right", parent=self)
        self.before.clicked.connect(lambda: self._go(-1))
        self.after.clicked.connect(lambda: self._go(1))
        head.addWidget(self.before)
        head.addWidget(self.after)
        self.area.column.addLayout(head)
        self.area.column.addWidget(Words(_INTRO, "muted", parent=self))
        self.told = Notice("", "error", closable=False, parent=self)
        self.told.hide()
        self.area.column.addWidget(self.told)
        buttons = Flow(spacing=M)
        self.add = Button("&Add a closure…", "primary", icon_name="plus", parent=self)
        self.add.setToolTip("Ctrl+N")
        self.add.clicked.connect(self.new_requested)
        self.copy = Button("Copy from the year before", icon_name="copy", parent=self)
        self.copy.clicked.connect(self._on_copy)
        self.listed = Button("From a list…", "quiet", icon_name="folder", parent=self)
        self.listed.clicked.connect(self._on_listed)
        for button in (self.add, self.copy, self.listed):
            buttons.addWidget(button)
        self.area.column.addLayout(buttons)
        only_for(self._session, _ADDS, self.add, self.copy)
        only_for(self._session, _IMPORTS, self.listed)
        self._room = column(spacing=S)
        self.area.column.addLayout(self._room)
        self._list = QWidget(self)
        self.area.column.addWidget(self._list)
        self.area.column.addStretch(1)
        self.changes: list[Button] = []
        self._session.locked.connect(self._close)

    def open(self, ids: Mapping[str, str]) -> None:
        self.year = ids.get("year") or academic_year(self._session.clock.today())
        self._session.run(fetch_choices, self._on_choices)

    def open_ids(self) -> dict[str, str]:
        return {"year": self.year}

    def first_focus(self) -> QWidget | None:
        return self.panel.first_focus() if self.panel is not None else self.add

    def keep_text(self) -> None:
        if self.panel is not None:
            self.panel.keep_text()

    def new_requested(self) -> bool:
        if self._session.may(*_ADDS):
            self._open_form(None)
        return self._session.may(*_ADDS)

    def save_requested(self) -> bool:
        if self.panel is None:
            return False
        self.panel.submit()
        return True

    # inside ---------------------------------------------------------------------------------------------------------

    def _go(self, years: int) -> None:
        self._close()
        first = int(self.year[:4]) + years
        self.year = f"{first}-{(first + 1) % 100:02}"
        self._load()

    def _on_choices(self, choices: Choices) -> None:
        self._choices = choices
        self._load()

    def _load(self) -> None:
        year = self.year
        self._session.run(lambda vault: _facts(vault, year), self._on_facts, self._on_failed)

    def _on_facts(self, facts: _Facts) -> None:
        self.title.setText(f"School year {self.year}")
        self.told.hide()
        self.copy.setVisible(not facts.lines and self._session.may(*_ADDS))
        block = QWidget(self)
        inside = column(block, spacing=S)
        self.changes = []
        for line, is_long in zip(facts.lines, facts.long, strict=True):
            inside.addLayout(self._line(block, line, is_long=is_long))
            inside.addWidget(rule(block))
        if not facts.lines:
            inside.addWidget(Words("No closure is written down for this year.", "muted", parent=block))
        self.area.column.replaceWidget(self._list, block)
        self._list.hide()
        self._list.deleteLater()
        self._list = block
        block.show()
        self.filled.emit()

    def _line(self, block: QWidget, line: "ClosureLine", *, is_long: bool) -> QHBoxLayout:
        across = row(spacing=M)
        words = column(spacing=0)
        words.addWidget(Words(line.days_words, "strong", parent=block))
        stops = " · RELAY stops" if is_long else ""
        words.addWidget(Words(f"{line.closure.kind.label} · {line.for_words}{stops}", parent=block))
        across.addLayout(words, 1)
        change = Button("Change…", parent=block)
        change.setAccessibleName(f"Change {line.days_words}")
        change.clicked.connect(lambda: self._open_form(line))
        remove = IconButton("bin", f"Take out {line.days_words}", parent=block)
        remove.clicked.connect(lambda: self._remove(line.closure.id))
        only_for(self._session, ("changed a school closure",), change)
        only_for(self._session, ("took out a school closure",), remove)
        self.changes.append(change)
        across.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return across

    def _open_form(self, line: "ClosureLine | None") -> None:
        self._close()
        closure = line.closure if line is not None else None
        answers: dict[str, Answer] = {"scope": "all"}
        if closure is not None:
            scope = "school" if closure.school_id else "partnership" if closure.partnership else "all"
            answers = {**load("spoc_desk.casework.answers").answers_of(closure, load_form(_FORM)), "scope": scope}
        panel = FormPanel(
            load_form(_FORM),
            self._session,
            choices=self._choices,
            answers=answers,
            heading="Add a closure" if closure is None else "Change a closure",
            draft_place=f"school_year/{closure.id if closure else 'new'}",
            small=True,
            scrolls=False,
            parent=self,
        )

        def work(vault: "Vault", given: "Answers") -> "Done":
            room = load(_ROOM)
            if closure is None:
                done: Done = room.add_closure(vault, answers=given)
            else:
                done = room.change_closure(vault, closure_id=closure.id, answers=given, version=closure.version)
            return done

        panel.save_with(work)
        panel.saved.connect(self._on_saved)
        panel.cancelled.connect(self._close)
        self._room.addWidget(panel)
        self.panel = panel
        panel.show()
        focus = panel.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_listed(self) -> None:
        ask_for_list(self, "Choose a list of closures", self.take_file)

    def take_file(self, path: Path) -> None:
        """Read a list and show what it would bring."""

        def work(vault: "Vault") -> "ClosureList":
            found: ClosureList = load(_LIST).preview_closures(vault, read_list(vault, path))
            return found

        self._session.run(work, self._on_found, self._on_failed)

    def _on_found(self, found: "ClosureList") -> None:
        self._close()
        self.told.hide()
        view = ClosureListView(found, self)
        view.taken.connect(lambda: self._take(found))
        view.left.connect(self._close)
        self._room.addWidget(view)
        self.found = view
        view.show()
        (view.take if found.new else view.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, found: "ClosureList") -> None:
        def work(vault: "Vault") -> "Done":
            done: Done = load(_LIST).store_closures(vault, found)
            return done

        self._session.change(work, lambda _done: self._on_taken(found), self._on_failed)

    def _on_taken(self, found: "ClosureList") -> None:
        self._close()
        self.year = found.new[0].year
        self._load()

    def _close(self) -> None:
        view, self.found = self.found, None
        if view is not None:
            self._room.removeWidget(view)
            view.hide()
            view.deleteLater()
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.keep_text()
            self._room.removeWidget(panel)
            panel.hide()
            panel.deleteLater()

    def _on_saved(self, done: "Done") -> None:
        self._close()
        self.year = getattr(done.record, "year", self.year)
        self._load()

    def _on_copy(self) -> None:
        first, year = int(self.year[:4]) - 1, self.year
        before = f"{first}-{(first + 1) % 100:02}"
        self._session.change(lambda vault: _copy(vault, before, year), lambda _done: self._on_copied(), self._on_failed)

    def _on_copied(self) -> None:
        self.toast_requested.emit("Copied, 52 weeks on. Look at each day.", None)
        self._load()

    def _remove(self, closure_id: str) -> None:
        def work(vault: "Vault") -> "Done":
            done: Done = load(_ROOM).remove_closure(vault, closure_id=closure_id)
            return done

        self._session.change(work, lambda _done: self._load(), self._on_failed)

    def _on_failed(self, error: "UserError") -> None:
        self.told.say(str(error), "error")
        self.told.show()
        self.told.speak()


def _facts(vault: "Vault", year: str) -> _Facts:
    room = load(_ROOM)
    lines = room.closures_of(vault, year)
    return _Facts(lines, tuple(room.stops_relay(vault, line.closure) for line in lines))


def _copy(vault: "Vault", before: str, year: str) -> "Done":
    done: Done = load(_ROOM).copy_year(vault, from_year=before, to_year=year)
    return done
