"""Face, text size and colours of the whole window."""

import re

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from spoc_desk_ui.colours import DARK, HIGH_CONTRAST, LIGHT, Colours
from spoc_desk_ui.stylesheet import stylesheet
from spoc_desk_ui.theme import FACE, PERCENT_STEPS, Theme


def test_the_programs_own_face_is_used(theme: Theme, qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == FACE


@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("colours", [DARK, HIGH_CONTRAST], ids=["dark", "high contrast"])
def test_looks_differ_in_their_colours_alone(colours: Colours, scale: int) -> None:
    """So that what has room, and every name, is the same in each."""
    assert _without_colours(stylesheet(colours, scale)) == _without_colours(stylesheet(LIGHT, scale))
    assert stylesheet(colours, scale) != stylesheet(LIGHT, scale)


def _without_colours(sheet: str) -> str:
    return re.sub(r"#[0-9a-fA-F]{3,8}\b|rgba?\([^)]*\)", "", sheet)


def test_text_grows_to_twice_its_size_and_stops(theme: Theme, qapp: QApplication) -> None:
    usual = qapp.font().pointSizeF()
    for _ in range(len(PERCENT_STEPS) + 2):
        theme.larger()
    assert theme.percent == 200
    assert qapp.font().pointSizeF() == usual * 2


def test_text_shrinks_one_step_and_returns(theme: Theme) -> None:
    theme.smaller()
    assert theme.percent == 90
    theme.normal()
    assert theme.percent == 100


def test_headings_grow_with_the_text(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("Heading")
    label.setProperty("role", "heading")
    qtbot.addWidget(label)
    label.ensurePolished()
    before = label.fontMetrics().height()
    theme.set_percent(200)
    label.ensurePolished()
    assert label.fontMetrics().height() > before * 1.8


def test_an_unknown_size_becomes_the_nearest_step(theme: Theme) -> None:
    theme.set_percent(138)
    assert theme.percent in (125, 150)
