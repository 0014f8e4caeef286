"""The stop page of a restricted record: one sentence, the same for every kind, so that it tells nothing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.referral_guards import RESTRICTED_WORDS

from ..session import Session
from ..theme import XL, L, M
from ..widgets.buttons import Button
from ..widgets.surface import ScrollColumn, Surface, column, row
from ..widgets.words import Words
from .release_panel import ReleasePanel

_HEAD, _, _DO = RESTRICTED_WORDS.partition(" – ")
_MORE = (
    "Nothing is lost: what you wrote stays here, and you can go on writing. The form cannot be sent until that office "
    "has answered. If a child is in danger now, call 999."
)


class StopPage(QWidget):
    """Covers the workspace until she has read it. Whoever speaks for the office releases the referral here.

    Signals:
        passed: she has read it and goes on with the form.
    """

    passed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        area = ScrollColumn(self, widest=760, margin=XL, spacing=L)
        column(self, spacing=0).addWidget(area)
        block = Surface("warn", self)
        inner = column(block, margin=L, spacing=M)
        inner.addWidget(Words(_HEAD, "title", parent=block))
        inner.addWidget(Words(f"{_DO[:1].upper()}{_DO[1:]}.", "strong", parent=block))
        inner.addWidget(Words(_MORE, parent=block))
        area.column.addWidget(block)
        line = row(spacing=M)
        self.go_on = Button("&Go on with the form", "primary", parent=self)
        self.go_on.setAccessibleDescription(f"{_HEAD}. {_DO}.")
        self.go_on.clicked.connect(self.passed)
        line.addWidget(self.go_on)
        line.addStretch(1)
        area.column.addLayout(line)
        self.release = ReleasePanel(session, self)
        area.column.addWidget(self.release)
        self.setFocusProxy(self.go_on)
        self.setAccessibleName(RESTRICTED_WORDS)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_for(self, referral_id: str) -> None:
        """Show the page for one referral."""
        self.release.show_for(referral_id)
