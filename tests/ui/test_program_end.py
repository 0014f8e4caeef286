"""A program that is told to end by the system."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_UNTIL_SHOWN = """
import sys
from PySide6.QtCore import QTimer
from spoc_desk_ui import app, program
start = program.Program.start
def tell(self):
    start(self)
    QTimer.singleShot(0, lambda: print("shown", flush=True))
program.Program.start = tell
sys.exit(app.main([sys.argv[1]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_program_told_to_end_leaves_quietly(vault_folder: Path, tmp_path: Path) -> None:
    """The real program, in its own process: SIGTERM ends it with 0 and not a word."""
    with subprocess.Popen(
        [sys.executable, "-c", _UNTIL_SHOWN, str(vault_folder)],
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "shown\n"
        process.terminate()
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in errors
