"""A new RELAY notification on one screen: paste what the police wrote, look at what is proposed, save."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import Incomplete
from spoc_desk.forms.loader import load_form

from ..forms.choices import Choices, fetch_choices
from ..forms.panel import FormPanel
from ..lazy import load
from ..page import Page, Tools
from ..theme import XL, L, M, S
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.field import Field
from ..widgets.note_field import NoteField
from ..widgets.surface import column, row
from ..widgets.words import Words, rule

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.relay.pasted import Proposed
    from spoc_desk.forms.definition import Answers
    from spoc_desk.vault.vault import Vault

    from ..forms.panel import Tables

DRAFT_PLACE = "new_relay"
_FORM = "relay_incident"
_CHILDREN = "children"
_NOTHING = "Nothing was found in it. Type it in below."
_LOOK = "Look at what was taken over, and put right what is wrong: {}."


class NewRelayPage(Page):
    """The pasted text is not kept: only what stands in the fields below is saved."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._calendar = tools.session, tools.calendar
        self._layout = column(self, spacing=0)
        top = column(spacing=S)
        top.setContentsMargins(XL, L, XL, M)
        head = row(spacing=M)
        head.addWidget(Words("New RELAY notification", "title", wrap=False, parent=self))
        head.addStretch(1)
        self.blanks = Button("Blank papers", "quiet", icon_name="print", parent=self)
        self.blanks.setToolTip("Ctrl+P")
        self.blanks.clicked.connect(self.print_requested)
        head.addWidget(self.blanks)
        top.addLayout(head)
        line = row(spacing=M)
        self.paste = NoteField(self, lines=2, most_lines=5)
        self.pasted = Field("Paste what the police wrote (optional)", self.paste, parent=self)
        line.addWidget(self.pasted, 1)
        self.take = Button("&Take it over", icon_name="arrow-right", parent=self)
        self.take.setToolTip("Ctrl+Enter")
        self.take.clicked.connect(self.take_over)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # the second is that of the number pad
            shortcut = QShortcut(QKeySequence(keys), self.paste, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.take_over)
        line.addWidget(self.take, 0, Qt.AlignmentFlag.AlignBottom)
        top.addLayout(line)
        self.said = Words("", "muted", parent=self)
        self.said.hide()
        top.addWidget(self.said)
        self._layout.addLayout(top)
        self._layout.addWidget(rule(self))
        self.panel: FormPanel | None = None

    def open(self, ids: Mapping[str, str]) -> None:
        self.paste.set_value("")
        self.said.say("")
        self._session.run(fetch_choices, self._on_choices)

    def first_focus(self) -> QWidget | None:
        return self.paste

    def keep_text(self) -> None:
        if self.panel is not None:
            self.panel.keep_text()

    def save_requested(self) -> bool:
        if self.panel is None:
            return False
        self.panel.submit()
        return True

    def print_requested(self) -> bool:
        self.place_requested.emit("print-blank/relay-leaflet", {})
        return True

    def take_over(self) -> None:
        """Put what is found in the pasted text into the fields that are empty still."""
        panel = self.panel
        if panel is None:
            return
        found: Proposed = load("spoc_desk.casework.relay.pasted").propose(
            self.paste.value(), self._session.clock.today(), self._calendar
        )
        self.said.say(_told(found))
        announce(self.said, self.said.text())
        if found.is_empty:
            return
        before = panel.answers()
        for name, value in found.incident.items():
            if not before.get(name):
                panel.set_answer(name, value)
        rows = [*panel.rows(_CHILDREN), *(child for child in found.children if child not in panel.rows(_CHILDREN))]
        panel.set_rows(_CHILDREN, rows)
        self.paste.set_value("")
        focus = panel.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    # inside ---------------------------------------------------------------------------------------------------------

    def _on_choices(self, choices: Choices) -> None:
        self._drop_panel()
        panel = FormPanel(
            load_form(_FORM),
            self._session,
            choices=choices,
            submit_words="Save the notification",
            draft_place=DRAFT_PLACE,
            heading="",
            small=True,
            beside=True,
            parent=self,
        )
        panel.save_tables_with(_Capture())
        panel.saved.connect(self._on_saved)
        panel.cancelled.connect(self._on_cancelled)
        self._layout.addWidget(panel, 1)
        self.panel = panel
        self.filled.emit()

    def _on_cancelled(self) -> None:
        self.place_requested.emit("relay", {})

    def _drop_panel(self) -> None:
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.keep_text()
            panel.hide()
            self._layout.removeWidget(panel)
            panel.deleteLater()

    def _on_saved(self, done: "Done") -> None:
        self._drop_panel()
        self.place_requested.emit("relay_notification", {"incident_id": done.change.ids[0]})


class _Capture:
    """Saves a notification. What looks like it and is written down already is told once; saving again keeps both.

    It lives on the worker thread, so it holds no widget: the last to let go of one must be the window's own thread.
    """

    def __init__(self) -> None:
        self._told = ""

    def __call__(self, vault: "Vault", answers: "Answers", tables: "Tables") -> "Done":
        capture = load("spoc_desk.casework.relay.capture")
        children = tables[_CHILDREN]
        found = capture.twins(
            vault, police_ref=str(answers.get("police_ref", "")),
            incident_date=str(answers.get("incident_date", "")), children=children,
        )  # fmt: skip
        words = "; ".join(twin.words for twin in found)
        if words and words != self._told:
            self._told = words
            raise Incomplete(f"It may be written down already: {words}. Save once more to keep both.", "R-000-18")
        done: Done = capture.capture(vault, answers=answers, children=children)
        return done


def _told(found: "Proposed") -> str:
    if found.is_empty:
        return _NOTHING
    names = {"police_ref": "reference", "incident_date": "date", "incident_address": "address"}
    parts = [names[name] for name in names if name in found.incident]
    count = len(found.children)
    parts += [f"{count} {'child' if count == 1 else 'children'}"] if count else []
    return _LOOK.format(", ".join(parts))
