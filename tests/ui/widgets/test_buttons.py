"""Buttons that cannot be pressed look so in every set of colours."""

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spoc_desk_ui.colours import current_colours
from spoc_desk_ui.theme import Look, Theme
from spoc_desk_ui.widgets.buttons import Button


def _edge(button: Button, ink: str) -> int:
    """Return how many pixels of the upper edge have a colour."""
    image: QImage = button.grab().toImage()
    wanted = QColor(ink).rgb()
    return sum(image.pixelColor(at, 0).rgb() == wanted for at in range(image.width()))


def test_a_quiet_button_that_is_closed_has_muted_words(theme: Theme, qtbot: QtBot) -> None:
    button = Button("Mark another word", "quiet")
    qtbot.addWidget(button)
    button.setEnabled(False)
    button.ensurePolished()
    assert button.palette().buttonText().color().name() == current_colours().muted


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST])
def test_a_dangerous_button_that_is_closed_has_another_edge(look: Look, theme: Theme, qtbot: QtBot) -> None:
    theme.use(look)
    page = QWidget()
    qtbot.addWidget(page)
    button = Button("Leaks: quarantine", "danger", parent=page)
    button.adjustSize()
    page.show()
    colours = current_colours()
    opened = _edge(button, colours.error)
    button.setEnabled(False)
    assert opened > button.width() // 2
    assert _edge(button, colours.error) == 0
    assert _edge(button, colours.window) > button.width() // 4  # the gaps between dashes
