"""Professional judgement: the windscreen above the questions, for the eye; the level is hers, with her reasons."""

from typing import TYPE_CHECKING

from .editor import Editor
from .form_section import FormSection
from .windscreen import WindscreenView

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView


class JudgementSection(FormSection):
    """Where the ticks lie, then the questions. Nothing is computed from the ticks."""

    windscreen: WindscreenView | None = None

    def built(self, editor: Editor) -> None:
        self.windscreen = WindscreenView(editor)
        editor.column.insertWidget(0, self.windscreen)
        editor.edited.connect(self._on_edited)

    def show_view(self, view: "ReferralView") -> None:
        super().show_view(view)
        self._on_edited()

    def _on_edited(self) -> None:
        if self.view is not None and self.windscreen is not None and self.editor is not None:
            judged = str(self.editor.answers().get("level", ""))
            self.windscreen.show_ticks(self.view.threshold, self.view.ticks, judged)
