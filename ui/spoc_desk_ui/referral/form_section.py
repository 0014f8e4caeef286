"""A section that is questions: answered, kept as it is, saved with "Save and continue" and checked by nobody yet."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.forms.answers import Problem

from ..forms.body import Asking
from ..lazy import load
from ..widgets.surface import column
from .asked_form import asked_form
from .editor import Editor
from .leak_said import leak_said
from .offers import Offers
from .section import SectionPage

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.referrals.reading import ReferralView
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

    from ..session import Session


class FormSection(SectionPage):
    """The questions of one section of the form, whatever they are."""

    def __init__(self, key: str, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(key, session, parent)
        self.editor: Editor | None = None
        self.offers: Offers | None = None
        self._layout = column(self, spacing=0)
        self._wish = ""

    # the desk -------------------------------------------------------------------------------------------------------

    def show_view(self, view: "ReferralView") -> None:
        super().show_view(view)
        if self.editor is None:
            self._build(view)
        else:
            self.editor.take_stored(view.answers)
        self._tell()
        wish, self._wish = self._wish, ""
        if wish and self.editor is not None:
            self.editor.focus_question(wish)
        self.filled.emit()

    def open_field(self, row_id: str, field: str) -> None:
        if self.editor is None:
            self._wish = field
        elif field:
            self.editor.focus_question(field)

    def open_ids(self) -> tuple[str, str]:
        return "", self.editor.focused_question() if self.editor is not None else ""

    def first_focus(self) -> QWidget | None:
        return self.editor.first_focus() if self.editor is not None else None

    def keep_text(self) -> None:
        if self.editor is not None:
            self.editor.keep_text()

    def save(self, then: Callable[[], None]) -> None:
        if self.editor is None or self.view is None or not self.editor.is_changed:
            if self.editor is not None:
                self.editor.forget_draft()
            then()
            return
        referral_id, key, answers = self.view.referral.id, self.key, self.editor.answers()

        def work(vault: "Vault") -> "Done":
            done: Done = load("spoc_desk.casework.referrals.sections").save_section(
                vault, referral_id=referral_id, section=key, answers=answers
            )
            return done

        def settle(done: "Done") -> None:
            self._on_saved(done)
            then()

        self.session.change(work, settle, self._on_refused)

    # for sections that add something --------------------------------------------------------------------------------

    def built(self, editor: Editor) -> None:
        """Add to the column of questions: called once, when they are there."""

    # inside ---------------------------------------------------------------------------------------------------------

    def _build(self, view: "ReferralView") -> None:
        form = asked_form(view.form.id, stopped=view.stopped)
        asking = Asking(form, self.session.clock, given=view.answers, choices=self.known.choices, sections=(self.key,))
        editor = Editor(self.session, asking, f"referral/{view.referral.id}/{self.key}", self)
        self.editor = editor
        self.offers = Offers(self.session, editor, f"left/{view.referral.id}", self)
        if self.known.council is not None:
            editor.use_council(self.known.council)
        self._layout.addWidget(editor)
        self.built(editor)
        editor.look_for_draft()

    def _tell(self) -> None:
        """Show what is known beside the answers: offers, and what was found to put right."""
        if self.editor is None or self.offers is None:
            return
        self.offers.show_offers(self.known.offers, dict(self.known.choices))
        self.editor.show_problems(
            [
                Problem(each.question_id, each.sentence)
                for each in self.known.troubles
                if each.section == self.key and not each.row_id
            ]
        )

    def _on_saved(self, done: "Done") -> None:
        if self.editor is not None:
            self.editor.forget_draft()
        if words := leak_said(done, stopped=self.view is not None and self.view.stopped):
            self.notice_requested.emit(words, "warn")
        self.saved.emit(done)

    def _on_refused(self, error: "UserError") -> None:
        self.notice_requested.emit(str(error), "error")
