"""A process that hangs is ended from outside Python. Tried in processes of their own."""

import subprocess
import sys
import time

import pytest

from spoc_desk.machine.slept import slept_seconds

_HANGS = {
    "in a loop": "while True: pass",
    "in C, with Python's own lock held": "import ctypes; ctypes.PyDLL(None).sleep(60)",
    "waiting": "import threading; threading.Event().wait(60)",
}


@pytest.mark.fault(61)
@pytest.mark.skipif(sys.platform == "win32", reason="sleeps with a call of POSIX")
@pytest.mark.parametrize("hang", _HANGS.values(), ids=_HANGS)
def test_what_hangs_ends(hang: str) -> None:
    code = f"from spoc_desk.machine.watchdog import end_after; print('on', flush=True); end_after(0.2); {hang}"
    if "while" in hang:
        code = code.replace("; while", "\nwhile")
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=30, check=False)
    assert time.monotonic() - began < 20
    assert (done.returncode, done.stdout, done.stderr) == (1, b"on\n", b"")


def test_what_was_called_off_does_not_come() -> None:
    code = """
import threading
from spoc_desk.machine.watchdog import call_off, end_after
end_after(2.0)  # a busy computer may take a while to the next line
call_off()
threading.Event().wait(2.1)
"""
    assert subprocess.run([sys.executable, "-c", code], timeout=30, check=False).returncode == 0


def test_time_asleep_only_grows() -> None:
    first = slept_seconds()
    assert 0 <= first <= slept_seconds() + 0.5  # two clocks are read, and the computer may be busy between
