"""The process keeps its memory to itself. Tried in processes of their own: a limit cannot be raised again."""

import subprocess
import sys

import pytest

from spoc_desk.machine.process import OWNER_MAY, PROCESS_VM_READ, peak_memory_bytes

MEGABYTE = 1024 * 1024


def run_alone(code: str) -> list[str]:
    """Run *code* in a fresh process and return the words it printed."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.split()


def test_hardening_succeeds_on_this_computer() -> None:
    assert run_alone("from spoc_desk.machine.process import harden; print(harden())") == ["True"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no core files")
def test_no_core_file_can_be_written_and_the_limit_cannot_come_back() -> None:
    code = """
import resource
from spoc_desk.machine.process import harden
harden()
print(*resource.getrlimit(resource.RLIMIT_CORE))
"""
    assert run_alone(code) == ["0", "0"]


@pytest.mark.skipif(sys.platform != "linux", reason="a flag of Linux")
def test_a_hardened_process_is_not_dumpable() -> None:
    code = """
import ctypes
from spoc_desk.machine.process import harden
dumpable = lambda: ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
before = dumpable()
harden()
print(before, dumpable())
"""
    assert run_alone(code) == ["1", "0"]


def test_on_windows_its_owner_may_end_it_and_not_read_it() -> None:
    """The rights that are asked for; that Windows heeds them was never seen."""
    assert not OWNER_MAY & PROCESS_VM_READ
    assert OWNER_MAY == 0x101001


@pytest.mark.skipif(sys.platform != "linux", reason="a flag of Linux")
def test_the_flag_does_not_outlive_exec_so_each_program_sets_it() -> None:
    code = """
import ctypes, os, sys
from spoc_desk.machine.process import harden
dumpable = lambda: ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
print(dumpable(), flush=True)
if len(sys.argv) == 1:
    harden()
    os.execv(sys.executable, [sys.executable, "-c", sys.orig_argv[2], "again"])
harden()
print(dumpable())
"""
    assert run_alone(code) == ["1", "1", "0"]


def test_peak_memory_counts_what_was_used_and_given_back() -> None:
    code = f"""
from spoc_desk.machine.process import peak_memory_bytes
before = peak_memory_bytes()
block = b"x" * (64 * {MEGABYTE})
del block
print(peak_memory_bytes() - before)
"""
    assert int(run_alone(code)[0]) > 55 * MEGABYTE


def test_peak_memory_of_a_small_process_is_not_its_parents() -> None:
    block = b"x" * (300 * MEGABYTE)

    child = int(run_alone("from spoc_desk.machine.process import peak_memory_bytes; print(peak_memory_bytes())")[0])

    assert 5 * MEGABYTE < child < 100 * MEGABYTE < len(block) < peak_memory_bytes()
