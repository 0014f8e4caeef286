"""How the window looks: style, colours, face, text size, and the steps of space between things."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from spoc_desk.resources import resource

from .colours import DARK, HIGH_CONTRAST, LIGHT, Colours, to_palette
from .stylesheet import stylesheet

XS: Final = 4
S: Final = 8
M: Final = 12
L: Final = 16
XL: Final = 24

STYLE: Final = "Fusion"
STYLED: Final = "begun with our style"
"""A property of an application that was made with `new_application`."""
FACE: Final = "Noto Sans"
BODY_POINTS: Final = 10.5
PERCENT_STEPS: Final = (90, 100, 110, 125, 150, 175, 200)


class Look(StrEnum):
    """Which set of colours to use."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


def new_application(name: str) -> QApplication:
    """Return the application, made with its style: to set one later, Python would first have to learn all of QStyle."""
    app = QApplication([name, "-style", STYLE])
    app.setProperty(STYLED, True)
    return app


def load_face() -> None:
    """Make the program's own face known, so that screen and paper look the same on every machine."""
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


class Theme(QObject):
    """The look of the whole application.

    Signals:
        changed: colours or text size are new; painted things that cached anything must drop it.
    """

    changed = Signal()

    def __init__(self, app: QApplication, look: Look = Look.SYSTEM, percent: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self.look = look
        self.percent = percent if percent in PERCENT_STEPS else 100
        if not app.property(STYLED):
            app.setStyle(STYLE)
        load_face()
        self.apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_colours_changed)

    @property
    def colours(self) -> Colours:
        """The set of colours in use."""
        if self.look is Look.SYSTEM:
            return _system_colours()
        return {Look.LIGHT: LIGHT, Look.DARK: DARK, Look.HIGH_CONTRAST: HIGH_CONTRAST}[self.look]

    @property
    def scale(self) -> float:
        """Text size as a factor: 2.0 is 200 %."""
        return self.percent / 100

    def apply(self) -> None:
        """Put colours, face and stylesheet on the application."""
        font = QFont(FACE)
        font.setPointSizeF(BODY_POINTS * self.scale)
        colours = self.colours
        self._app.setFont(font)
        self._app.setPalette(to_palette(colours))
        self._app.setStyleSheet(stylesheet(colours, self.scale))
        self.changed.emit()

    def use(self, look: Look) -> None:
        """Change the colours."""
        self.look = look
        self.apply()

    def set_percent(self, percent: int) -> None:
        """Change the text size to one of the known steps."""
        self.percent = min(PERCENT_STEPS, key=lambda step: abs(step - percent))
        self.apply()

    def larger(self) -> None:
        """One step larger text."""
        self.set_percent(next((step for step in PERCENT_STEPS if step > self.percent), PERCENT_STEPS[-1]))

    def smaller(self) -> None:
        """One step smaller text."""
        self.set_percent(next((step for step in reversed(PERCENT_STEPS) if step < self.percent), PERCENT_STEPS[0]))

    def normal(self) -> None:
        """Text at 100 %."""
        self.set_percent(100)

    def _on_system_colours_changed(self) -> None:
        if self.look is Look.SYSTEM:
            self.apply()


def _system_colours() -> Colours:
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility() if hasattr(hints, "accessibility") else None
    if accessibility is not None and accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
