"""Cells of two lines: where they break, and that a shape never fills what is painted after it."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication

from spoc_desk_ui.colours import DARK, LIGHT, Colours
from spoc_desk_ui.delegates.lines_cell import _paint_lines, fitted, row_height, spoken
from spoc_desk_ui.theme import Theme
from spoc_desk_ui.widgets.tones import State, Tone


def _metrics(_theme: Theme) -> QFontMetrics:
    return QFontMetrics(QApplication.font())


def test_words_that_fit_stay_on_one_line(theme: Theme) -> None:
    assert fitted("Health records", _metrics(theme), 400) == ["Health records"]


def test_long_words_break_after_a_comma_if_they_can(theme: Theme) -> None:
    metrics = _metrics(theme)
    width = metrics.horizontalAdvance("School record, including")
    assert fitted("School record, including the file", metrics, width) == ["School record,", "including the file"]


def test_without_a_comma_they_break_at_the_last_space(theme: Theme) -> None:
    metrics = _metrics(theme)
    width = metrics.horizontalAdvance("Additional records")
    assert fitted("Additional records as appropriate", metrics, width) == ["Additional records", "as appropriate"]


def test_one_long_word_stays_whole(theme: Theme) -> None:
    assert fitted("Llanfairpwllgwyngyll", _metrics(theme), 20) == ["Llanfairpwllgwyngyll"]


def test_a_row_holds_two_lines(theme: Theme) -> None:
    metrics = _metrics(theme)
    assert row_height(metrics) >= 1.9 * metrics.height()


def test_lines_are_said_as_one_sentence() -> None:
    assert spoken(("Pass it on", "", "2 working days left")) == "Pass it on, 2 working days left"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_a_late_clock_is_painted_in_its_own_ink_below_plain_words(theme: Theme, colours: Colours) -> None:
    image = QImage(300, 60, QImage.Format.Format_RGB32)
    image.fill(QColor(colours.base))
    painter = QPainter(image)
    painter.setFont(QApplication.font())
    state = State("Pass it on\n1 working day late", Tone.LATE)
    _paint_lines(painter, QRectF(0, 0, 300, 60), state, "now", colours)
    painter.end()
    upper = {image.pixelColor(x, y).name() for x in range(300) for y in range(28)}
    lower = {image.pixelColor(x, y).name() for x in range(300) for y in range(32, 60)}
    assert colours.error in lower and colours.error not in upper
    assert colours.text in upper
