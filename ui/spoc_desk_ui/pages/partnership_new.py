"""Writing down a new record of the partnership: one form, kept half-typed, then the page of the record."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from spoc_desk.forms.loader import load_form

from ..forms.choices import Choices, fetch_choices
from ..forms.panel import FormPanel
from ..forms.record_desk import leak_words
from ..forms.subset import without
from ..lazy import load
from ..page import Page, Tools
from ..partnership.kind import NewKind
from ..parts.danger_band import DangerBand
from ..parts.flowing import flowing
from ..place_strings import split_place
from ..widgets.surface import column

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.forms.definition import Answer, Answers
    from spoc_desk.vault.vault import Vault


class PartnershipNewPage(Page):
    """Ctrl+Enter saves and opens the record, Esc goes back; what was typed is kept."""

    def __init__(self, kind: NewKind, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._session = kind, tools.session
        self._ids: dict[str, str] = {}
        self._layout = column(self, spacing=0)
        self.danger = DangerBand(self)
        self._layout.addWidget(self.danger)
        self.panel: FormPanel | None = None

    def open(self, ids: Mapping[str, str]) -> None:
        self._ids = {key: value for key, value in ids.items() if value}
        first, given = self._kind.first, dict(self._ids)

        def work(vault: "Vault") -> "tuple[Choices, Mapping[str, Answer]]":
            answers: Mapping[str, Answer] = _called(first)(vault, **given) if first else {}
            return fetch_choices(vault), answers

        self._session.run(work, lambda found: self._show(*found))

    def open_ids(self) -> dict[str, str]:
        return dict(self._ids)

    def first_focus(self) -> QWidget | None:
        return self.panel.first_focus() if self.panel is not None else None

    def keep_text(self) -> None:
        if self.panel is not None:
            self.panel.keep_text()

    def save_requested(self) -> bool:
        if self.panel is None:
            return False
        self.panel.submit()
        return True

    def print_requested(self) -> bool:
        if self._kind.blank:
            self.place_requested.emit(*split_place(self._kind.blank))
        return bool(self._kind.blank)

    # inside ---------------------------------------------------------------------------------------------------------

    def _show(self, choices: Choices, answers: "Mapping[str, Answer]") -> None:
        self._drop_panel()
        kind, given = self._kind, dict(self._ids)
        panel = FormPanel(
            without(load_form(kind.form), kind.later),
            self._session,
            choices=choices,
            answers=answers,
            heading=kind.title,
            submit_words=kind.submit_words,
            draft_place="/".join((kind.place, *given.values())),
            parent=self,
        )

        def work(vault: "Vault", typed: "Answers") -> "Done":
            done: Done = _called(kind.save)(vault, answers=typed, **given)
            return done

        panel.save_with(work)
        panel.saved.connect(self._on_saved)
        panel.cancelled.connect(self.back_requested)
        if kind.above:
            panel.put_above_questions(flowing(kind.above, "muted", panel))
        self._layout.addWidget(panel, 1)
        self.panel = panel
        self._watch_danger(panel)
        self.filled.emit()

    def _watch_danger(self, panel: FormPanel) -> None:
        line = panel.fields.get(self._kind.danger)
        if line is None:
            self.danger.hide()
            return

        def follow() -> None:
            self.danger.follow(line.field.value() == "yes")

        line.field.edited.connect(follow)
        follow()

    def _drop_panel(self) -> None:
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.keep_text()
            panel.hide()
            self._layout.removeWidget(panel)
            panel.deleteLater()

    def _on_saved(self, done: "Done") -> None:
        self._drop_panel()
        self.danger.hide()
        self.place_requested.emit(self._kind.opens, {"record_id": done.change.ids[0]})
        if words := leak_words(done):
            self.notice_requested.emit(words, "warn")


def _called(name: str) -> Callable[..., Any]:  # Any: each kind's own function of casework
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(load(module), function)
    return found
