"""What the window loads before it is on the screen."""

import json
import os
import subprocess
import sys
from pathlib import Path

_PROBE = """
import json, sys
import spoc_desk_ui.program
print(json.dumps(sorted(sys.modules)))
"""
_WORK = """
import json, sys, threading
from pathlib import Path

apart = []

class Finder:
    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is not threading.main_thread():
            apart.append(name)

sys.meta_path.insert(0, Finder())
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from spoc_desk.clock import FixedClock
from spoc_desk_ui.program import Program

app = QApplication(["desk"])
program = Program(app, Path(sys.argv[1]) / "vault", Path(sys.argv[1]) / "settings", FixedClock())
program.start()

def look():
    if "spoc_desk_ui.handed" in sys.modules and program.session.idle:
        program.end()
    else:
        QTimer.singleShot(20, look)

look()
app.exec()
print(json.dumps(sorted(apart)))
"""
_LATER = (
    "reportlab", "pikepdf", "pypdfium2", "lxml", "PIL", "cryptography", "sqlcipher3",
    "PySide6.QtDBus", "PySide6.QtNetwork", "PySide6.QtPrintSupport", "spoc_desk.vault.vault", "spoc_desk.casework",
    "spoc_desk_ui.desk", "spoc_desk_ui.shell", "PySide6.QtSvg",
)  # fmt: skip


def test_nothing_heavy_is_loaded_before_the_unlock_page() -> None:
    loaded = set(_told_by(_PROBE))
    assert [name for name in _LATER if name in loaded] == []


def test_classes_of_qt_are_made_on_the_windows_thread_alone(tmp_path: Path) -> None:
    apart = _told_by(_WORK, str(tmp_path))
    assert "spoc_desk.vault.lifecycle" in apart
    assert [name for name in apart if name.startswith(("spoc_desk_ui", "PySide6"))] == []


def _told_by(program: str, *given: str) -> list[str]:
    probe = subprocess.run(
        [sys.executable, "-c", program, *given],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told: list[str] = json.loads(probe.stdout)
    return told
