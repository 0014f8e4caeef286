"""Lawful basis without consent: which consent is missing, why, and the decision that is recorded in the same act."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spoc_desk.casework.answers import answers_of
from spoc_desk.domain.decisions import SAID_BY_THE_ACT
from spoc_desk.domain.referral_consents import ConsentKind
from spoc_desk.domain.referrals import LevelSought
from spoc_desk.forms.loader import load_form

from ..forms.answers_view import AnswersView
from ..forms.subset import without
from ..parts.flowing import flowing
from ..theme import M
from ..widgets.buttons import Button
from ..widgets.card import SectionHead
from ..widgets.notice import Notice
from ..widgets.surface import column
from .editor import Editor
from .form_section import FormSection

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView

_NAMES = {
    ConsentKind.REFERRAL: "consent A (to the referral)",
    ConsentKind.SHARING: "consent B (to sharing information)",
}
_LATER = (
    "It is made in the same act as “Ready to send”: the seven golden rules are asked there, and what you write above "
    "is taken over."
)


class LawfulBasisSection(FormSection):
    """The questions; above them how the consents stand, below them the information-sharing decision."""

    notice: Notice | None = None

    def built(self, editor: Editor) -> None:
        self.notice = Notice("", "info", closable=False, parent=editor)
        editor.column.insertWidget(0, self.notice)
        self._below = QWidget(editor)
        self._lines: QVBoxLayout = column(self._below, spacing=M)
        editor.column.addWidget(self._below)
        self._shown: QWidget | None = None
        self.decide: Button | None = None

    def show_view(self, view: "ReferralView") -> None:
        super().show_view(view)
        if self.notice is not None:
            self.notice.say(*_stand(view))
            self._show_decision(view)

    def _show_decision(self, view: "ReferralView") -> None:
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        shown = self._shown = QWidget(self._below)
        layout = column(shown, spacing=M)
        self.decide = None
        if view.decisions:
            layout.addWidget(SectionHead("Information-sharing decision", parent=shown))
            form = without(load_form("decision"), SAID_BY_THE_ACT)
            layout.addWidget(AnswersView(form, answers_of(view.decisions[0], form), headed=False, parent=shown))
        elif view.referral.level_sought is LevelSought.CP and _missing(view):
            layout.addWidget(SectionHead("Information-sharing decision", parent=shown))
            layout.addWidget(flowing(_LATER, "muted", shown))
            self.decide = Button("Save, and go to “What now”", "", icon_name="arrow-right", parent=shown)
            self.decide.clicked.connect(self._on_decide)
            layout.addWidget(self.decide, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.addWidget(shown)
        shown.show()

    def _on_decide(self) -> None:
        self.save(self._to_what_now)

    def _to_what_now(self) -> None:
        if self.view is not None:
            self.place_requested.emit(f"referral/{self.view.referral.id}/what_now", {})


def _missing(view: "ReferralView") -> list[str]:
    """Return the names of the consents that do not stand from anybody with parental responsibility."""
    return [
        name
        for kind, name in _NAMES.items()
        if not any(view.has_responsibility(consent.row_id) for consent in view.standing(kind))
    ]


def _stand(view: "ReferralView") -> tuple[str, str]:
    """Return how the consents stand, and how much that matters."""
    missing = _missing(view)
    if not missing:
        return "Consent A and B are given. This section may stay empty.", "ok"
    verb = "is" if len(missing) == 1 else "are"
    names = " and ".join(missing)
    words = f"{names[:1].upper()}{names[1:]} {verb} not recorded from anybody with parental responsibility."
    if view.referral.level_sought is LevelSought.FPS:
        return f"{words} The Family Partnership Service works only with consent: no reason replaces it.", "error"
    if view.referral.level_sought is LevelSought.CP:
        return f"{words} To protect a child consent is not needed, but a reason and a lawful basis are.", "warn"
    return f"{words} Help under section 17 is voluntary: consent is expected, or a reason.", "warn"
