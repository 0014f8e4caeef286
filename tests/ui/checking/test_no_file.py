"""What is no file, or no sound one, ends in a sentence on the page, and the next file can be given at once."""

import os
import sys
from pathlib import Path

import pytest

from tests.ui.checking.conftest import Checking


def given(path: Path, kind: str) -> Path:
    """Make something at a path that looks like a file to a hand that drops it."""
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "endless":
        path.symlink_to("/dev/zero")
    elif kind == "huge":
        with path.open("wb") as stream:
            stream.truncate(10_000_000_000)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")
@pytest.mark.parametrize("kind", ["pipe", "folder", "endless", "huge", "nothing"])
def test_what_is_no_file_is_refused_and_the_next_one_is_read(
    checking: Checking, tmp_path: Path, story: Path, kind: str
) -> None:
    checking.open(given(tmp_path / "dropped.pdf", kind), "out")
    assert checking.page.review is None
    assert "could not be read" in checking.page.start.notice.words
    assert str(tmp_path) not in checking.page.start.notice.words
    checking.open(story, "out")
    assert checking.page.review is not None


def test_a_file_that_is_cut_short_is_read_as_far_as_it_goes(checking: Checking, tmp_path: Path, apart: None) -> None:
    path = tmp_path / "cut.docx"
    path.write_bytes(b"PK\x03\x04\x14\0\0\0\0\0" + bytes(20) + b"word/document.xml")
    checking.open(path, "out")
    assert checking.page.review is not None
    assert "could not be read" in checking.left()[0]
