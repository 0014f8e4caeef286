"""The keys of the review: one act each, told in the guide, and silent where a modifier means something else."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from spoc_desk_ui.checking.keys import KEYS, act_for
from spoc_desk_ui.guide.contents import read_page
from tests.ui.checking.conftest import Checking

NONE = Qt.KeyboardModifier.NoModifier


def test_the_guide_tells_every_key_and_no_other() -> None:
    part = read_page("keyboard").split("## When a file is checked\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")][1:]
    told = [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines]
    assert told == [(key.shown, key.words) for key in KEYS]


def test_each_key_has_one_act() -> None:
    pressed = [(key.key, key.with_shift, key.with_ctrl) for key in KEYS]
    assert len(set(pressed)) == len(pressed)
    assert len({key.act for key in KEYS}) == len(KEYS)


@pytest.mark.parametrize(
    ("key", "modifiers", "act"),
    [
        (Qt.Key.Key_R, NONE, "remove"),
        (Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier, "accept"),
        (Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier, ""),
        (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier, ""),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "undo"),
        (Qt.Key.Key_Z, NONE, ""),
    ],
)
def test_a_letter_acts_only_alone(key: Qt.Key, modifiers: Qt.KeyboardModifier, act: str) -> None:
    assert act_for(key, modifiers) == act


def test_home_and_end_go_to_the_first_and_the_last_line(checking: Checking, story: Path) -> None:
    checking.open(story, "out")
    first = checking.workspace.desk.row
    checking.press(Qt.Key.Key_End)
    assert checking.workspace.desk.row != first
    checking.press(Qt.Key.Key_Home)
    assert checking.workspace.desk.row == first
