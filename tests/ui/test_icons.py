"""The icons are one family: one grid, one line weight, one colour given from outside."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from spoc_desk.resources import resource
from spoc_desk_ui.colours import LIGHT
from spoc_desk_ui.icons import GRID, icon, pixmap
from spoc_desk_ui.theme import Theme

FILES = sorted(resource("icons").glob("*.svg"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_icon_keeps_to_grid_and_weight(path: Path) -> None:
    root = ET.fromstring(path.read_text())
    assert root.get("viewBox") == f"0 0 {GRID} {GRID}"
    assert (root.get("stroke"), root.get("stroke-width"), root.get("fill")) == ("currentColor", "1.5", "none")
    assert "http" not in path.read_text().replace("http://www.w3.org/2000/svg", "")


def test_icon_is_drawn_in_the_colour_asked_for(theme: Theme) -> None:
    picture = pixmap("dot", "accent", 20).toImage()
    assert QColor(picture.pixel(10, 10)).name() == LIGHT.accent
    assert picture.pixelColor(0, 0).alpha() == 0


def test_icon_is_sharp_on_a_dense_screen(theme: Theme) -> None:
    assert pixmap("check", "text", 20, 2.0).size().width() == 40
    assert not icon("check").isNull()
