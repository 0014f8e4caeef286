"""Informing the family: where somebody may be alerted to their harm, the answers start from "do not inform"."""

from typing import TYPE_CHECKING

from ..lazy import load
from ..widgets.notice import Notice
from .editor import Editor
from .form_section import FormSection

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView

_START = {"told": "no", "not_told_reason": "do_not_alert"}
_WORDS = (
    "Nobody is to be alerted, because of an answer under “Special circumstances”. The answers below start from "
    "“do not inform”; change them only if that is safe."
)


class InformingSection(FormSection):
    """The questions, and why they may have an answer already."""

    notice: Notice | None = None

    def built(self, editor: Editor) -> None:
        self.notice = Notice(_WORDS, "error", closable=False, parent=editor)
        self.notice.hide()
        editor.column.insertWidget(0, self.notice)

    def show_view(self, view: "ReferralView") -> None:
        super().show_view(view)
        alert_nobody = load("spoc_desk.casework.referrals.prompts").alert_nobody(view)
        if self.notice is not None:
            self.notice.setVisible(alert_nobody)
        if alert_nobody and self.editor is not None and self.editor.is_blank("told"):
            for question, answer in _START.items():
                self.editor.set_answer(question, answer)
