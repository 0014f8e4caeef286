"""The look of the window is remembered; nothing else is, and a bad file does no harm."""

from pathlib import Path

import pytest

from spoc_desk_ui.preferences import Preferences, load_preferences, save_preferences


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    for chosen in (Preferences("dark", 150), Preferences("dark", 150, captured=True)):
        save_preferences(tmp_path / "settings", chosen)
        assert load_preferences(tmp_path / "settings") == chosen


@pytest.mark.parametrize("content", [b"", b"captured=1", b"=", b"percent=x", b"percent", b"\xff\xfe"])
def test_a_bad_file_means_the_usual(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "window.txt").write_bytes(content)
    assert load_preferences(tmp_path) == Preferences()


def test_a_look_nobody_knows_is_left_to_the_program(tmp_path: Path) -> None:
    (tmp_path / "window.txt").write_text("look=pink\npercent=125\n")
    assert load_preferences(tmp_path) == Preferences("pink", 125)


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    save_preferences(tmp_path / "taken", Preferences())
    assert (tmp_path / "taken").read_text() == "a file, not a folder"
