"""How many areas fit what stays stands beside the verdict, as a number, and goes into the record as one."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.checking.conftest import Checking
from tests.ui.checking.test_texts import remove_everything, stored

K, R, SPACE, DOWN, ENTER, M = (
    *(Qt.Key.Key_K, Qt.Key.Key_R, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_M),
)


def keep(checking: Checking, *, as_national: bool) -> None:
    """Keep the current word, as no place or as the same everywhere."""
    checking.press(K)
    checking.press(*([DOWN] if as_national else []), SPACE, ENTER)


def said(checking: Checking) -> str:
    checking.settle()
    return checking.workspace.leaving.areas.text()


def test_nothing_is_said_before_anything_is_decided(checking: Checking, story: Path) -> None:
    checking.open(story, "out")
    assert said(checking) == ""


def test_a_place_that_stays_narrows_it_and_taking_it_back_does_not(
    apart: None, checking: Checking, story: Path
) -> None:
    checking.open(story, "out")
    keep(checking, as_national=True)
    assert said(checking) == "What stays in the copy fits at most 1 of 153 areas."
    checking.press(Qt.Key.Key_Z, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert said(checking) == ""


def test_what_she_called_no_place_is_not_counted(checking: Checking, story: Path) -> None:
    checking.open(story, "out")
    keep(checking, as_national=False)
    assert any("kept" in line for line in checking.lines())
    assert said(checking) == ""


def test_the_number_and_no_area_is_recorded_with_the_copy(checking: Checking, story: Path, tmp_path: Path) -> None:
    checking.open(story, "out")
    remove_everything(checking)
    sentence = "Of what was found, nothing is left that tells an area."
    assert said(checking) == sentence
    checking.press(M)
    pane = checking.workspace.leaving.copy
    assert pane.areas.text() == sentence
    pane.name.setText("Ben Vale")
    pane.role.set_value("dcs_office")
    pane.looked.setChecked(True)
    pane.place.chosen.emit(tmp_path / "doc-1.pdf")
    checking.settle()
    (kept,) = stored(checking)
    assert (kept.areas_left, kept.areas_of, kept.words_not_placed) == (153, 153, 0)


def test_a_received_file_tells_how_much_it_narrows_and_never_where(checking: Checking, story: Path) -> None:
    checking.open(story, "in")
    checking.settle()
    words = checking.workspace.verdict.areas.text()
    assert words == "What it shows fits at most 1 of 153 areas (1 word could not be placed)."
    assert "Bradford" not in words


def test_where_our_own_area_may_be_named_there_is_no_number(checking: Checking, story: Path) -> None:
    checking.open(story, "local")
    keep(checking, as_national=True)
    assert said(checking) == ""
    assert checking.workspace.areas.fits is None


def test_the_next_file_begins_without_the_number_of_the_last(checking: Checking, story: Path) -> None:
    checking.open(story, "out")
    keep(checking, as_national=True)
    assert said(checking)
    checking.page._on_finished()
    assert checking.workspace.areas.fits is None
    assert checking.workspace.leaving.areas.text() == ""
