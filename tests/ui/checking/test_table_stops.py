"""Tables in the text of a file: whatever stands in the cells, no two of them touch."""

from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor

from tests.ui.checking.conftest import Checking

ROWS = (
    ("Term", "Days", "Kind", "Notes"),
    ("Spring 2026", "58", "Review", "One"),
    ("Winter 2025", "4", "Planning", "Two"),
    ("S", "112", "", "Three"),
)


@pytest.mark.parametrize("percent", [100, 200])
def test_each_column_begins_at_one_place_with_room_before_it(checking: Checking, tmp_path: Path, percent: int) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("\n".join(",".join(row) for row in ROWS), encoding="utf-8")
    checking.open(path, "out")
    checking.tools.theme.set_percent(percent)
    checking.workspace.panes.show_pane(1)
    checking.settle()
    text = checking.workspace.page.text
    letter = text.fontMetrics().horizontalAdvance("n")

    def left_of(position: int) -> int:
        cursor = QTextCursor(text.document())
        cursor.setPosition(position)
        return text.cursorRect(cursor).left()

    assert text.toPlainText().count("\t") == 3 * len(ROWS)
    starts: list[list[int]] = []
    for number in range(len(ROWS)):
        block = text.document().findBlockByNumber(number)
        tabs = [at for at, sign in enumerate(block.text()) if sign == "\t"]
        starts.append([left_of(block.position() + at + 1) for at in tabs])
        assert all(left_of(block.position() + at + 1) - left_of(block.position() + at) > letter for at in tabs)
    assert starts == [starts[0]] * len(ROWS)
