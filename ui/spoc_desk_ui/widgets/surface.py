"""Plain areas with a background: base, rail, card, and the coloured ones of banners."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ..theme import XL, L, M
from .restyle import restyle


class Surface(QWidget):
    """A widget whose background is one of the stylesheet's surfaces."""

    def __init__(self, surface: str = "base", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", surface)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)

    def set_surface(self, surface: str) -> None:
        """Change the background."""
        self.setProperty("surface", surface)
        restyle(self)


def column(parent: QWidget | None = None, *, margin: int = 0, spacing: int = M) -> QVBoxLayout:
    """Return a top-to-bottom layout with the house's spaces."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def row(parent: QWidget | None = None, *, margin: int = 0, spacing: int = M) -> QHBoxLayout:
    """Return a left-to-right layout with the house's spaces."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


class ScrollColumn(QScrollArea):
    """A page's content from top to bottom: scrolls when it must, never wider than reads well."""

    def __init__(self, parent: QWidget | None = None, *, widest: int = 920, margin: int = XL, spacing: int = L) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = self.outer = QWidget()
        outer.setProperty("surface", "clear")
        line = row(outer, spacing=0)
        self.content = QWidget(outer)
        self.content.setMaximumWidth(widest)
        self.column = column(self.content, margin=margin, spacing=spacing)
        line.addWidget(self.content, 1, Qt.AlignmentFlag.AlignTop)
        line.addStretch(0)
        self.setWidget(outer)
