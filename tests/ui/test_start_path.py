"""What the window loads before it is on the screen."""

import json
import os
import subprocess
import sys

_PROBE = """
import json, sys
import spoc_desk_ui.program
print(json.dumps(sorted(sys.modules)))
"""
_LATER = (
    "reportlab", "pikepdf", "pypdfium2", "lxml", "PIL", "cryptography", "sqlcipher3",
    "PySide6.QtDBus", "PySide6.QtNetwork", "PySide6.QtPrintSupport", "spoc_desk.vault.vault", "spoc_desk.casework",
    "spoc_desk_ui.desk", "spoc_desk_ui.shell", "PySide6.QtSvg",
)  # fmt: skip


def test_nothing_heavy_is_loaded_before_the_unlock_page() -> None:
    probe = subprocess.run(
        [sys.executable, "-c", _PROBE],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(json.loads(probe.stdout))
    assert [name for name in _LATER if name in loaded] == []
