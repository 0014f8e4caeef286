"""Opening the window loads neither the heavy libraries nor anything that talks to a network or a print server."""

import subprocess
import sys

HEAVY = {"reportlab", "pikepdf", "pypdfium2", "lxml", "PIL"}
FOREIGN = {"PySide6.QtNetwork", "PySide6.QtPrintSupport", "PySide6.QtQml", "ssl", "asyncio", "http.client"}


def test_the_window_starts_without_them() -> None:
    code = "import sys, spoc_desk_ui.app; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)

    assert done.returncode == 0, done.stderr
    assert "spoc_desk_ui.app" in done.stdout.split()
    assert (HEAVY | FOREIGN) & set(done.stdout.split()) == set()


def test_asking_about_a_file_loads_nothing_that_reads_one() -> None:
    code = "import sys, spoc_desk.sanitise.apart.reading_room; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)

    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "spoc_desk.sanitise.readers.file_channels" in loaded
    assert not {*HEAVY, "olefile", "spoc_desk.sanitise.readers.any_file"} & loaded
