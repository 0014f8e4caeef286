"""A section to read: what was sent stays as it was sent."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ..forms.answers_view import FactLine
from ..theme import XL, M
from ..widgets.surface import ScrollColumn, column
from ..widgets.words import Words
from .check_lines import Group, checked_sections
from .section import SectionPage

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView

    from ..session import Session


class ReadSection(SectionPage):
    """The answers of one section as label and words."""

    def __init__(self, key: str, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(key, session, parent)
        self._area = ScrollColumn(self, widest=980, margin=XL, spacing=M)
        self._area.column.setContentsMargins(XL, M, XL, XL)
        column(self, spacing=0).addWidget(self._area)
        self._inner: QWidget | None = None

    def show_view(self, view: "ReferralView") -> None:
        super().show_view(view)
        if self._inner is not None:
            self._inner.hide()
            self._inner.deleteLater()
        inner = self._inner = QWidget(self)
        layout = column(inner, spacing=M)
        section = checked_sections(view, (self.key,), self.known.choices, corrected=self.known.corrected)[0]
        if not any(group.given or group.row_id for group in section.groups):
            layout.addWidget(Words("Not provided", "muted", parent=inner))
        for group in section.groups:
            layout.addWidget(_group(group, inner))
        self._area.column.addWidget(inner)
        inner.show()
        self.filled.emit()


def _group(group: Group, parent: QWidget) -> QWidget:
    block = QWidget(parent)
    lines = column(block, spacing=2)
    if group.title:
        lines.addWidget(Words(group.title, "strong", parent=block))
    for given in group.given:
        lines.addWidget(FactLine(given.label, given.words, block))
    if group.missing:
        labels = "; ".join(each.rstrip("?") for each in group.missing)
        lines.addWidget(Words(f"Not provided: {labels}", "small", parent=block))
    return block
