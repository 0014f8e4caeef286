"""How long from the start of the process to the painted unlock page, and its memory then, in one run with its peer.

The peer is the smallest window with a password line that PySide6 can show, sqlcipher3 imported. Both are compiled, as
they are once installed, and ours is started as its icon does. Beside other work the processor's time says more than the
clock on the wall.

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
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Seen(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, painted)
        return False
def painted():
    print("painted", time.process_time(), flush=True)
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
sys.exit(app.main([]))
"""
)


@dataclass(frozen=True)
class Start:
    """One start: seconds to the first paint by the wall and of the processor; the memory then, in MB."""

    seconds: float
    busy: float
    private: float
    peak: float


def start(code: str) -> Start:
    """Start Python with *code* and wait for the first paint."""
    begun = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        word, _, busy = process.stdout.readline().partition(" ")
        passed = time.perf_counter() - begun
        memory = process.stdout.readline().split()
    if word != "painted":
        raise SystemExit("the window was never painted")
    private, peak = (int(number) / 1e6 for number in memory)
    return Start(passed, float(busy), private, peak)


def main() -> int:
    """Print the ratio of the medians, rounds interleaved."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_LOGGING_RULES"] = "*.warning=false"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    folder = Path(tempfile.mkdtemp())
    try:
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        os.environ["XDG_DATA_HOME"] = str(folder)
        vault, code = create_vault(
            folder / "SPOC Desk" / "vault",
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
        pairs = [(start(BARE), start(OURS)) for _ in range(ROUNDS + 1)][1:]
    finally:
        shutil.rmtree(folder)
    bare, ours = ([pair[side] for pair in pairs] for side in (0, 1))
    print(machine.facts())
    for name, starts in (("bare window", bare), ("unlock page", ours)):
        wall, busy = (median(starts, what) * 1000 for what in ("seconds", "busy"))
        memory = f"private {median(starts, 'private'):.0f} MB, peak {median(starts, 'peak'):.0f} MB"
        print(f"{name}: {wall:.0f} ms, of the processor {busy:.0f} ms, {memory}")
    ratio, busy = (median(ours, what) / median(bare, what) for what in ("seconds", "busy"))
    kept = "kept  " if ratio <= LIMIT else "BROKEN"
    print(f"{kept} at most {LIMIT} × the bare window: {ratio:.2f}; of the processor {busy:.2f}")
    return 0


def median(starts: list[Start], what: str) -> float:
    """Return the median of one of the three numbers."""
    return statistics.median(getattr(one, what) for one in starts)


if __name__ == "__main__":
    sys.exit(main())
