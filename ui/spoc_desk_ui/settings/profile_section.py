"""A section that changes the council's profile: it says what changed, saves that and nothing else, and can undo it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import UserError

from ..drafts import DraftKeeper
from ..lazy import load
from ..page import Tools
from ..theme import XL, L, M, S
from ..widgets.answering import Answer, Answering
from ..widgets.banner import Line, SummaryBanner
from ..widgets.buttons import Button
from ..widgets.field import Field
from ..widgets.notice import Notice
from ..widgets.surface import column, row
from ..widgets.words import Words, rule
from .section import Section

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.profile.profile import Profile
    from spoc_desk.vault.drafts import Draft
    from spoc_desk.vault.vault import Vault

Values = Mapping[str, Answer]


class ProfileSection(Section):
    """Fields by key. A section says how they are read from a profile and put into one."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.fields: dict[str, Field] = {}
        self._labels: dict[str, str] = {}
        self._stored: dict[str, Answer] = {}
        self._summary = SummaryBanner(self)
        self._summary.field_requested.connect(self.focus_field)
        self._restored = Notice("What you had typed here is back.", "info", action="Start again", parent=self)
        self._restored.acted.connect(self._on_put_back)
        self._restored.closed.connect(self._restored.hide)
        self._restored.hide()
        self.column.addWidget(self._summary)
        self.column.addWidget(self._restored)
        self.build()
        self.column.addStretch(1)
        self._foot()
        inputs: dict[str, Answering] = {key: each.inner for key, each in self.fields.items()}
        self._drafts = DraftKeeper(self.session, f"settings/{self.key}", inputs, self)
        self._drafts.restored.connect(self._on_restored)
        self._looked = False

    # what a section fills in ----------------------------------------------------------------------------------------

    def build(self) -> None:
        """Add the fields."""

    def read(self, profile: "Profile") -> dict[str, Answer]:
        """Return the values of the fields in *profile*."""
        return {}

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        """Return *profile* with *values* in it. Runs on the worker thread: no widget here."""
        return profile

    def problems(self) -> list[Line]:
        """Return what must be put right before saving."""
        return []

    # for sections ---------------------------------------------------------------------------------------------------

    def add(self, key: str, field: Field, *, called: str = "") -> Field:
        """Add a field under *key*; *called* names it among what changed where its label alone would not."""
        self.fields[key] = field
        self._labels[key] = called or field.label.text()
        self.column.addWidget(field)
        field.edited.connect(self._say_changes)
        return field

    def add_beside(self, *fields: tuple[str, Field, str]) -> None:
        """Add fields side by side: (key, field, what it is called among changes)."""
        line = row(spacing=L)
        for key, each, called in fields:
            self.fields[key] = each
            self._labels[key] = called
            line.addWidget(each, 1, Qt.AlignmentFlag.AlignTop)
            each.edited.connect(self._say_changes)
        self.column.addLayout(line)

    def heading(self, words: str, sentence: str = "") -> None:
        """Add a heading between fields."""
        block = column(spacing=S)
        block.setContentsMargins(0, M, 0, 0)
        block.addWidget(Words(words, "heading", parent=self))
        if sentence:
            block.addWidget(Words(sentence, "muted", parent=self))
        self.column.addLayout(block)

    def text(self, key: str) -> str:
        """Return one answer as text."""
        value = self.fields[key].value()
        return value if isinstance(value, str) else "\n".join(value)

    def focus_field(self, key: str) -> None:
        """Bring one field into sight with the focus in it."""
        if key in self.fields:
            self.area.ensureWidgetVisible(self.fields[key], 0, L)
            self.fields[key].take_focus()

    def changed(self) -> list[str]:
        """Return the names of what differs from what is stored."""
        return [self._labels[key] for key in self._changed_keys()]

    def saved(self, done: "Done") -> None:
        """Say more after saving, such as what the leak scan saw."""

    # the settings page ----------------------------------------------------------------------------------------------

    def show_now(self) -> None:
        self.session.run(_profile, self._on_profile)
        if not self._looked:
            self._looked = True
            self._drafts.look_for()

    def first_focus(self) -> QWidget | None:
        first = next(iter(self.fields.values()), None)
        return first.inner.text_edit() if first is not None else None

    def keep_text(self) -> None:
        self._drafts.keep_now()

    def save(self) -> bool:
        if self._changed_keys():
            self._on_save()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.save()
        else:
            super().keyPressEvent(event)

    # inside ---------------------------------------------------------------------------------------------------------

    def _foot(self) -> None:
        self.outer.addWidget(rule(self))
        foot = column(spacing=S)
        foot.setContentsMargins(XL, M, XL, M)
        self.changes = Words(role="muted", parent=self)
        buttons = row(spacing=M)
        self.save_button = Button("Save", "primary", parent=self)
        self.save_button.setToolTip("Ctrl+S")
        self.save_button.clicked.connect(self._on_save)
        self.back_button = Button("Put it back as it was", "quiet", parent=self)
        self.back_button.clicked.connect(self._on_put_back)
        for button in (self.save_button, self.back_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        foot.addWidget(self.changes)
        foot.addLayout(buttons)
        self.outer.addLayout(foot)

    def _changed_keys(self) -> list[str]:
        return [key for key, each in self.fields.items() if each.value() != self._stored.get(key, "")]

    def _say_changes(self) -> None:
        changed = self.changed()
        self.changes.setText(f"You changed: {', '.join(changed)}" if changed else "Nothing changed")
        self.save_button.setEnabled(bool(changed))
        self.back_button.setVisible(bool(changed))

    def _on_profile(self, profile: "Profile") -> None:
        """Show what is stored; what she typed and has not saved stays."""
        untouched = [key for key in self.fields if key not in self._changed_keys() or not self._stored]
        shown = self.read(profile)
        for key in untouched:
            self.fields[key].set_value(shown[key])
        # A field may show a value in its own form (order, spacing): that is no change.
        self._stored = {key: self.fields[key].value() if key in untouched else shown[key] for key in self.fields}
        self._say_changes()
        self.filled.emit()

    def _on_restored(self, _draft: "Draft") -> None:
        self._say_changes()
        self._restored.setVisible(bool(self._changed_keys()))

    def _on_put_back(self) -> None:
        self._restored.hide()
        self._show_problems([])
        self._drafts.discard()
        for key, value in self._stored.items():
            self.fields[key].set_value(value)
        self._say_changes()

    def _on_save(self) -> None:
        found = self.problems()
        self._show_problems(found)
        if found:
            return
        keys = self._changed_keys()
        after = {key: self.fields[key].value() for key in self.fields}
        before = dict(self._stored)
        words = ", ".join(self._labels[key] for key in keys)
        self.save_button.setEnabled(False)

        def done(result: "Done") -> None:
            self._on_saved(result, f"Saved: {words}", before)

        self._store(after, done)

    def _store(self, values: Values, done: "Callable[[Done], None]") -> None:
        put = type(self).put

        def work(vault: "Vault") -> "Done":
            profile = load("spoc_desk.casework.council").profile(vault)
            stored: Done = load("spoc_desk.casework.council_lists").save_checked(vault, put(profile, values))
            return stored

        self.session.change(work, done, self._on_refused)

    def _on_saved(self, done: "Done", words: str, before: dict[str, Answer]) -> None:
        self._restored.hide()
        self._drafts.discard()
        self._stored = {key: each.value() for key, each in self.fields.items()}
        self._say_changes()
        self.show_now()
        self.saved(done)

        def undo() -> None:
            self._store(before, self._on_undone)

        self.toast_requested.emit(words, undo)

    def _on_undone(self, _done: "Done") -> None:
        self._stored = {}
        self.show_now()

    def _on_refused(self, error: UserError) -> None:
        self._say_changes()
        self._show_problems([Line(str(error), str(getattr(error, "field", "")))])

    def _show_problems(self, found: list[Line]) -> None:
        for key, each in self.fields.items():
            each.set_error(next((line.sentence for line in found if line.field == key), ""))
        self._summary.show_problems(found)
        if found:
            self.area.ensureWidgetVisible(self._summary, 0, L)


def _profile(vault: "Vault") -> "Profile":
    found: Profile = load("spoc_desk.casework.council").profile(vault)
    return found
