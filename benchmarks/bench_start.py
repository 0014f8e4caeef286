"""How long from the start of the process to the painted unlock page, and its memory then, in one run with its peer.

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
from dataclasses import dataclass
from pathlib import Path

import machine

from spoc_desk.clock import FixedClock
from spoc_desk.vault.kdf import LEAST_KIB, KdfSettings
from spoc_desk.vault.lifecycle import confirm_recovery, create_vault

ROUNDS = 15
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
    sys.path.insert(0, os.environ["SPOC_DESK_BENCHMARKS"])
    import machine
    print(machine.private_memory_bytes(), machine.peak_memory_bytes(), flush=True)
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


@dataclass(frozen=True)
class Start:
    """One start: seconds to the first paint, and the memory of the process then, in MB."""

    seconds: float
    private: float
    peak: float


def start(code: str, *arguments: str) -> Start:
    """Start Python with *code* and wait for the first paint."""
    begun = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        passed = time.perf_counter() - begun
        memory = process.stdout.readline().split()
    if line.strip() != "painted":
        raise SystemExit("the window was never painted")
    private, peak = (int(number) / 1e6 for number in memory)
    return Start(passed, private, peak)


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
        os.environ["SPOC_DESK_BENCHMARKS"] = str(Path(__file__).parent)
        pairs = [(start(BARE), start(OURS, str(folder / "vault"))) for _ in range(ROUNDS + 1)][1:]
    finally:
        shutil.rmtree(folder)
    bare, ours = ([pair[side] for pair in pairs] for side in (0, 1))
    ratio = median(ours, "seconds") / median(bare, "seconds")
    print(machine.facts())
    for name, starts in (("bare window", bare), ("unlock page", ours)):
        print(
            f"{name}: {median(starts, 'seconds') * 1000:.0f} ms, private {median(starts, 'private'):.0f} MB, "
            f"peak {median(starts, 'peak'):.0f} MB"
        )
    print(f"{'kept  ' if ratio <= LIMIT else 'BROKEN'} at most {LIMIT} × the bare window: {ratio:.2f}")
    return 0


def median(starts: list[Start], what: str) -> float:
    """Return the median of one of the three numbers."""
    return statistics.median(getattr(one, what) for one in starts)


if __name__ == "__main__":
    sys.exit(main())
