"""Danger to life: across the whole width, in large words, until it is no longer so."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ..icons import pixmap
from ..theme import XL, L, M
from ..widgets.announce import announce
from ..widgets.surface import Surface, column, row
from ..widgets.words import Words

DANGER = "Call 999, then the UKPPS SPOC"
_AFTERWARDS = "Come back to this form afterwards: what you typed is kept."


class DangerBand(Surface):
    """Hidden until somebody is in immediate danger."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("error", parent)
        line = row(self, spacing=M)
        line.setContentsMargins(XL, L, XL, L)
        picture = QLabel(self)
        picture.setPixmap(pixmap("phone", "error", 32, self.devicePixelRatioF()))
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        texts = column(spacing=2)
        texts.addWidget(Words(DANGER, "title", parent=self))
        texts.addWidget(Words(_AFTERWARDS, parent=self))
        line.addLayout(texts, 1)
        self.setAccessibleName(DANGER)
        self.hide()

    def follow(self, danger: bool) -> None:
        """Show the band while there is *danger*; it is read aloud at once when it appears."""
        appears = danger and self.isHidden()
        self.setVisible(danger)
        if appears:
            announce(self, f"{DANGER}. {_AFTERWARDS}", urgent=True)
