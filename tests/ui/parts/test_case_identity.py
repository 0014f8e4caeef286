"""The identity bar of a case at any size of the text: references are drawn, and the longest has to fit too."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.casework import case_refs
from spoc_desk_ui.parts.case_identity import Identity, IdentityBar
from spoc_desk_ui.theme import Theme


def _widest(bar: IdentityBar) -> str:
    """Return the reference that takes the most room of all that can be drawn."""
    metrics = bar.reference.fontMetrics()
    first, second = (max(words, key=metrics.horizontalAdvance) for words in case_refs._words())
    return f"{first} {second} 0000"


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize(("spare", "beside"), [(200, True), (-20, False)], ids=["wide", "narrow"])
def test_the_longest_reference_is_seen_whole(
    qtbot: QtBot, theme: Theme, percent: int, spare: int, beside: bool
) -> None:
    theme.set_percent(percent)
    bar = IdentityBar()
    qtbot.addWidget(bar)
    bar.show_identity(Identity(_widest(bar), "Arrival, family", "24 of 25 flags placed", sample=True))
    parts = (bar.reference, bar._sample, bar.flags)
    with qtbot.waitExposed(bar):
        bar.resize(sum(part.sizeHint().width() for part in parts) + spare, 300)
        bar.show()
    QApplication.processEvents()
    assert (bar.flags.y() < bar.reference.geometry().bottom()) is beside
    for part in parts:
        assert part.width() >= part.sizeHint().width()
        assert part.geometry().right() <= bar.width()
