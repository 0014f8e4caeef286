"""How many areas fit what stays stands beside the verdict, as a number, and goes into the record as one."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from spoc_desk.sanitise.review.reasons import Why
from tests.ui.checking.conftest import Checking
from tests.ui.checking.test_texts import remove_everything, stored


def keep(checking: Checking, why: Why = Why.OTHER) -> None:
    """Keep the current word, for a reason of the list or for one of her own."""
    checking.press(Qt.Key.Key_K)
    panel = checking.workspace.found.keep
    panel.why.set_value(why.value)
    panel.note.setText("they asked for it" if why is Why.OTHER else "")
    panel.submit()
    checking.settle()


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
    keep(checking)
    assert said(checking) == "What stays in the copy fits at most 1 of 153 areas."
    checking.press(Qt.Key.Key_Z, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert said(checking) == ""


@pytest.mark.parametrize("why", [Why.NO_PLACE, Why.NATIONAL])
def test_what_tells_no_area_by_her_own_reason_is_not_counted(checking: Checking, story: Path, why: Why) -> None:
    checking.open(story, "out")
    keep(checking, why)
    assert any("kept" in line for line in checking.lines())
    assert said(checking) == ""


def test_the_number_and_no_area_is_recorded_with_the_copy(checking: Checking, story: Path, tmp_path: Path) -> None:
    checking.open(story, "out")
    remove_everything(checking)
    sentence = "Of what was found, nothing is left that tells an area."
    assert said(checking) == sentence
    checking.press(Qt.Key.Key_M)
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
    assert words == "What it shows fits at most 1 of 153 areas."
    assert "Bradford" not in words


def test_where_our_own_area_may_be_named_there_is_no_number(checking: Checking, story: Path) -> None:
    checking.open(story, "local")
    keep(checking)
    assert said(checking) == ""
    assert checking.workspace.areas.fits is None


def test_the_next_file_begins_without_the_number_of_the_last(checking: Checking, story: Path) -> None:
    checking.open(story, "out")
    keep(checking)
    assert said(checking)
    checking.page._on_finished()
    assert checking.workspace.areas.fits is None
    assert checking.workspace.leaving.areas.text() == ""
