"""How long from the start of the process to the painted unlock page, in one run with its peer.

The peer is the smallest window with a password line that PySide6 can show, sqlcipher3 imported.

python benchmarks/bench_start.py
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from spoc_desk.clock import FixedClock
from spoc_desk.vault.kdf import LEAST_KIB, KdfSettings
from spoc_desk.vault.lifecycle import confirm_recovery, create_vault

ROUNDS = 11
LIMIT = 1.3

_PAINTED = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
class Seen(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, painted)
        return False
def painted():
    print("painted", flush=True)
    os._exit(0)
"""

BARE = (
    _PAINTED
    + """
import sqlcipher3
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
app = QApplication([])
window = QWidget()
layout = QVBoxLayout(window)
layout.addWidget(QLabel("Password"), 0, Qt.AlignmentFlag.AlignLeft)
layout.addWidget(QLineEdit())
layout.addWidget(QPushButton("Unlock"))
window.resize(1366, 768)
seen = Seen()
window.installEventFilter(seen)
window.show()
app.exec()
"""
)
OURS = (
    _PAINTED
    + """
import spoc_desk_ui.app as app
import spoc_desk_ui.lazy as lazy
def load(name):
    program = lazy.load(name)
    if name == "spoc_desk_ui.program":
        made = program.Program.start
        def start(self):
            self.seen = Seen()
            self.way_in.unlock.installEventFilter(self.seen)
            made(self)
        program.Program.start = start
    return program
app.load = load
sys.exit(app.main([sys.argv[1]]))
"""
)


def seconds(code: str, *arguments: str) -> float:
    """Return the seconds from starting Python to the first paint."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        passed = time.perf_counter() - start
    if line.strip() != "painted":
        raise SystemExit("the window was never painted")
    return passed


def main() -> int:
    """Print the ratio of the medians, rounds interleaved."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_LOGGING_RULES"] = "*.warning=false"
    folder = Path(tempfile.mkdtemp())
    try:
        vault, code = create_vault(
            folder / "vault",
            "amber canoe lemon picnic",
            name="Ada Okafor",
            roles=frozenset({"la_spoc"}),
            clock=FixedClock(),
            kdf=KdfSettings(LEAST_KIB, 3, 4),
        )
        confirm_recovery(vault, code.text)
        vault.close()
        os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
        pairs = [(seconds(BARE), seconds(OURS, str(folder / "vault"))) for _ in range(ROUNDS)]
    finally:
        shutil.rmtree(folder)
    bare, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"bare window {bare * 1000:.0f} ms, unlock page {ours * 1000:.0f} ms, ratio {ours / bare:.2f} (aim {LIMIT})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
