"""A new relocation: search first, so that no family is recorded twice, then what UKPPS told us."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.forms.loader import load_form

from ..forms.choices import Choices, fetch_choices
from ..forms.panel import FormPanel
from ..lazy import load
from ..page import Page, Tools
from ..parts.case_search import CaseSearch
from ..theme import XL, L, M
from ..widgets.surface import column
from ..widgets.words import Words, rule

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.forms.definition import Answers
    from spoc_desk.vault.vault import Vault

DRAFT_PLACE = "new_relocation"
_FORM = "case_notification"


class NewRelocationPage(Page):
    """Search, then the notification; saving opens the new case."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self._layout = column(self, spacing=0)
        top = column(spacing=M)
        top.setContentsMargins(XL, L, XL, L)
        top.addWidget(Words("New relocation", "title", wrap=False, parent=self))
        self.search = CaseSearch(
            self._session,
            "Is it here already?",
            "Reference, alias, or the beginning of a name",
            self,
        )
        self.search.opened.connect(self._on_case_found)
        top.addWidget(self.search)
        self._layout.addLayout(top)
        self._layout.addWidget(rule(self))
        self.panel: FormPanel | None = None

    def open(self, ids: Mapping[str, str]) -> None:
        self.search.clear()
        self._session.run(fetch_choices, self._on_choices)

    def first_focus(self) -> QWidget | None:
        return self.search.line

    def keep_text(self) -> None:
        if self.panel is not None:
            self.panel.keep_text()

    def save_requested(self) -> bool:
        if self.panel is None:
            return False
        self.panel.submit()
        return True

    # inside ---------------------------------------------------------------------------------------------------------

    def _on_choices(self, choices: Choices) -> None:
        self._drop_panel()
        panel = FormPanel(
            load_form(_FORM),
            self._session,
            choices=choices,
            submit_words="Record the notification",
            draft_place=DRAFT_PLACE,
            heading="",
            parent=self,
        )
        panel.save_with(_record)
        panel.saved.connect(self._on_saved)
        panel.cancelled.connect(self._on_cancelled)
        self._layout.addWidget(panel, 1)
        self.panel = panel
        self.filled.emit()

    def _drop_panel(self) -> None:
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.keep_text()
            panel.hide()
            self._layout.removeWidget(panel)
            panel.deleteLater()

    def _on_saved(self, done: "Done") -> None:
        self._drop_panel()
        self.place_requested.emit("case", {"case_id": str(done.change.case_id)})

    def _on_cancelled(self) -> None:
        self.place_requested.emit("relocations", {})

    def _on_case_found(self, case_id: str) -> None:
        self.place_requested.emit("case", {"case_id": case_id})


def _record(vault: "Vault", answers: "Answers") -> "Done":
    done: Done = load("spoc_desk.casework.cases").record_notification(vault, answers=answers)
    return done
