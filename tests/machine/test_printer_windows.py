"""What can be seen of printing on Windows from elsewhere: the file on its way to the printer."""

from pathlib import Path

import pytest

from spoc_desk.errors import PrinterRefused
from spoc_desk.machine import printer_windows


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the private folder, in a place of the test's own; nothing is removed behind the test's back."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(printer_windows.threading, "Timer", _NoTimer)
    return printer_windows.private_folder()


class _NoTimer:
    started: tuple[object, ...] = ()
    daemon = False

    def __init__(self, *wish: object) -> None:
        self._wish = wish

    def start(self) -> None:
        _NoTimer.started = self._wish


def test_a_refused_file_is_removed_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer_windows, "_print_to", lambda _path, _printer: False)

    with pytest.raises(PrinterRefused):
        printer_windows.send(b"%PDF", "desk", "Document")

    assert list(folder.iterdir()) == []


def test_the_file_is_removed_a_minute_after_it_was_handed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[tuple[bytes, str]] = []
    monkeypatch.setattr(
        printer_windows, "_print_to", lambda path, _p: bool(handed.append((path.read_bytes(), path.name))) or True
    )

    printer_windows.send(b"%PDF", "desk", "Document")

    data, name = handed[0]
    assert data == b"%PDF" and name.startswith("document-")
    assert _NoTimer.started == (60, printer_windows.remove_left_files)
    printer_windows.remove_left_files()
    assert list(folder.iterdir()) == []
