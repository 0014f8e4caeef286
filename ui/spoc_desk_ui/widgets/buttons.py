"""Buttons: a word each; the ones with only a picture must say their name to a screen reader."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ..lazy import load
from .restyle import restyle

_ICONS = "spoc_desk_ui.icons"  # loaded with the first icon: the unlock page has none
_GRID = 20


class Button(QPushButton):
    """A push button: kind "primary" (the next thing to do), "" (others), "quiet", "danger", "link"."""

    def __init__(self, text: str, kind: str = "", *, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self._icon_name = icon_name
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_kind(kind)

    def set_kind(self, kind: str) -> None:
        """Change what the button is for, and so how it looks."""
        self.setProperty("kind", kind)
        restyle(self)
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange, QEvent.Type.FontChange):
            self._draw_icon()

    def _draw_icon(self) -> None:
        if not self._icon_name:
            return
        kind = str(self.property("kind"))
        colour = {"primary": "on_accent", "quiet": "accent", "link": "accent", "danger": "error"}.get(kind, "text")
        icons = load(_ICONS)
        side = max(_GRID - 2, round(self.fontMetrics().height() * 0.95))
        self.setIconSize(QSize(side + icons.WORDS_GAP, side))
        self.setIcon(icons.icon_before_words(self._icon_name, colour if self.isEnabled() else "muted", side))


class IconButton(QToolButton):
    """A button that shows only a picture. The name is mandatory: it is read aloud and shown as the tool tip."""

    def __init__(self, icon_name: str, name: str, *, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if not name.strip():
            raise ValueError("an icon button needs a name")
        self._icon_name = icon_name
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {shortcut}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._draw_icon()

    def set_icon(self, icon_name: str, name: str) -> None:
        """Show another picture with another name."""
        self._icon_name = icon_name
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw_icon()

    def _draw_icon(self) -> None:
        side = max(_GRID, round(self.fontMetrics().height() * 1.05))
        self.setIconSize(QSize(side, side))
        self.setIcon(load(_ICONS).icon(self._icon_name, "text", side))
        self.setMinimumSize(side + 12, side + 12)
