"""Desks with referrals on them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spoc_desk_ui.theme import Theme
from tests.ui.referral.desk_page import MakePage, pages


@pytest.fixture
def make_page(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[MakePage]:
    """Return what shows a page of the desk on a referral at a stage."""
    yield from pages(tmp_path, theme, qtbot)
